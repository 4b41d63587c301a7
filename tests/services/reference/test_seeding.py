"""What is shipped is put in once, whoever opens a new database, and however many at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.db import models
from fireoffice.services.office import Office
from fireoffice.services.reference import seeding

Missing = Callable[[Session], Sequence[models.Record]]
SHIPPED = (models.CodeValue, models.CalendarDay, models.Wording, models.Standard)


def what_is_there(office: Office) -> Counter[tuple[str, str]]:
    with office.reading() as session:
        return Counter(
            (model.__tablename__, record.title())
            for model in SHIPPED
            for record in session.scalars(select(model))
        )


def test_a_second_time_nothing_is_put_in(office: Office) -> None:
    begun = what_is_there(office)
    seeding.seed(office)
    assert what_is_there(office) == begun
    assert {table for table, _ in begun} == {model.__tablename__ for model in SHIPPED}


def test_two_that_find_the_same_database_empty_put_it_in_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Office.open(tmp_path / "先") as first:
        alone = what_is_there(first)

    monkeypatch.setattr("fireoffice.services.office.seed", lambda office: None)
    found_empty = Barrier(2)
    both_looked: list[int] = []

    def looked_at_by_both(missing: Missing) -> Missing:
        def look(session: Session) -> Sequence[models.Record]:
            found = missing(session)
            if len(both_looked) < 2:
                both_looked.append(len(found))
                found_empty.wait(timeout=30)
            return found

        return look

    (label, first_list), *others = seeding._SHIPPED
    monkeypatch.setattr(seeding, "_SHIPPED", ((label, looked_at_by_both(first_list)), *others))
    with Office.open(tmp_path / "同时") as one, Office.open(tmp_path / "同时") as other:
        at_once = [Thread(target=seeding.seed, args=(office,)) for office in (one, other)]
        for thread in at_once:
            thread.start()
        for thread in at_once:
            thread.join(60)
        assert both_looked[0] == both_looked[1] > 0
        assert what_is_there(one) == alone
