"""What a notice may say depends on its day, and is the office's own data."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from fireoffice.core.errors import InputError
from fireoffice.db import models
from fireoffice.registers import REGISTERS
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.papers.wordings import wording_for, wordings
from fireoffice.services.reference.seeding import seed

BEFORE, SINCE = date(2024, 6, 30), date(2024, 7, 1)


def count(office: Office) -> int:
    with office.reading() as session:
        return session.scalar(select(func.count()).select_from(models.Wording)) or 0


def test_an_office_begins_with_wordings_once(office: Office) -> None:
    begun = count(office)
    seed(office)
    assert count(office) == begun > 0


@pytest.mark.parametrize(("day", "cites"), [(BEFORE, False), (SINCE, True)])
def test_the_revised_regulation_is_cited_from_its_first_day(
    office: Office, day: date, cites: bool
) -> None:
    basis = wording_for(office, "整改通知书", day).basis
    assert ("《重庆市消防条例》第十五条" in basis) is cites


def test_on_any_day_each_wording_is_offered_once(office: Office) -> None:
    for day in (BEFORE, SINCE):
        names = [one.name for one in wordings(office, "整改通知书", day)]
        assert names == ["督促整改", "告知", "责令限期改正"]


def test_the_office_may_put_its_own_first(office: Office) -> None:
    own = {"form": "整改通知书", "name": "提示", "heading": "火灾隐患提示函", "basis": "镇规",
           "order": "0"}  # fmt: skip
    records.create(office, REGISTERS["wordings"], own)
    assert wording_for(office, "整改通知书", BEFORE).heading == "火灾隐患提示函"


def test_a_delegated_wording_is_free_once_its_authority_is_on_record(office: Office) -> None:
    with pytest.raises(InputError, match="须经授权或委托"):
        wording_for(office, "整改通知书", BEFORE, "责令限期改正")
    (order,) = [one for one in wordings(office, "整改通知书", BEFORE) if one.delegated]
    records.update(office, REGISTERS["wordings"], order.id, {"authority": "黔江应急委〔2021〕3号"})
    assert wording_for(office, "整改通知书", BEFORE, "责令限期改正").id == order.id


def test_a_form_without_a_wording_says_where_to_add_one(office: Office) -> None:
    with pytest.raises(InputError, match="没有可用的用语"):
        wording_for(office, "没有的文书", BEFORE)
