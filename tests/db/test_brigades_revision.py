"""The team that an old database names with its volunteers becomes a record that they refer to."""

from __future__ import annotations

from pathlib import Path

import pytest

from fireoffice.core.clock import FixedClock
from fireoffice.core.errors import InputError
from fireoffice.db.engine import DATABASE_NAME
from fireoffice.db.models import Team, Volunteer
from fireoffice.db.rebuild import differences, gaps
from fireoffice.registers import TEAMS, VOLUNTEERS
from fireoffice.services import records
from fireoffice.services.office import Office
from tests import past

NAME = "高石村志愿消防队"


@pytest.fixture
def old(data_folder: Path) -> Path:
    """A database in which a team is nothing but a name."""
    return past.left_by("0003", data_folder / DATABASE_NAME)


def volunteer(file: Path, name: str, team: str | None) -> str:
    told = {"name": name} if team is None else {"name": name, "team": team}
    return past.write(file, "volunteers", told, past.STAGED)


def test_all_who_bear_the_name_of_a_team_are_in_it_and_who_bore_none_is_in_none(
    old: Path, clock: FixedClock
) -> None:
    one, two = (volunteer(old, name, NAME) for name in ("李强", "王芳"))
    alone = volunteer(old, "张伟", None)
    with Office.open(old.parent, clock) as office:
        page = records.query(office, TEAMS, records.Query(filters={"name": NAME}))
        assert [(row.values["name"], row.values["kind"]) for row in page.rows] == [
            (NAME, "志愿消防队")
        ]
        found = [records.read(office, VOLUNTEERS, key) for key in (one, two, alone)]
        assert [record.values["team"] for record in found] == [NAME, NAME, None]
        with office.reading() as session:
            assert [*differences(session, Volunteer), *differences(session, Team)] == []
            assert gaps(session) == []


def test_the_history_says_that_the_upgrade_wrote_it_and_keeps_the_name_of_then(
    old: Path, clock: FixedClock
) -> None:
    key = volunteer(old, "李强", NAME)
    with Office.open(old.parent, clock) as office:
        latest = records.read(office, VOLUNTEERS, key).history[0]
        assert (latest.action, latest.author) == ("升级：队伍单独登记", "程序升级")


def test_a_team_of_then_is_not_put_back_as_a_name_by_undoing_what_was_before(
    old: Path, clock: FixedClock
) -> None:
    key = volunteer(old, "李强", "甲队")
    moved = past.enter(old, "volunteers", key, {"team": ("甲队", NAME)})
    past.change(old, "UPDATE volunteers SET team = ? WHERE id = ?", NAME, key)
    with Office.open(old.parent, clock) as office:
        with pytest.raises(InputError, match="队伍单独登记"):
            office.undo(moved, "撤销")
        assert records.read(office, VOLUNTEERS, key).values["team"] == NAME
