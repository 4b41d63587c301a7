"""Volunteers of an older database become people when it is opened, as an operation of the log."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from fireoffice.db.models import Person, Volunteer
from fireoffice.registers import PEOPLE, TEAMS, VOLUNTEERS
from fireoffice.services import records
from fireoffice.services.history import operations
from fireoffice.services.office import Office
from fireoffice.services.reference.town import TownSetup, VillageSetup, set_up
from fireoffice.services.safekeeping.checking import inspect


@pytest.fixture
def older(office: Office) -> Path:
    """The folder of an office of whose volunteers none is linked, and only 李强 known."""
    villages = (VillageSetup("高石村"),)
    set_up(office, TownSetup("邻鄂镇", "镇政府", ("邻鄂府发",), villages))
    records.create(office, TEAMS, {"name": "一队", "village": "高石村"})
    records.create(office, PEOPLE, {"name": "李强", "phone": "19900001234"})
    for name, phone in (("李强", "19900001234"), ("王芳", "19900005678")):
        about = {"name": name, "phone": phone, "team": "一队", "village": "高石村"}
        records.create(office, VOLUNTEERS, about)
    with office.change("恢复旧样") as work:
        for volunteer in work.session.scalars(select(Volunteer)):
            work.set(volunteer, person=None)
        known = select(Person).where(Person.name == "王芳")
        work.remove(work.session.scalars(known).one(), "")
    office.close()
    return office.folder


def test_each_is_linked_to_the_person_that_they_are(older: Path) -> None:
    with Office.open(older) as office:
        people = {one.id: one.values["name"] for one in records.query(office, PEOPLE).rows}
        assert sorted(people.values()) == ["李强", "王芳"]
        for one in records.query(office, VOLUNTEERS).rows:
            linked = records.read(office, VOLUNTEERS, one.id).values["person"]
            assert linked == one.values["name"]


def test_it_is_one_operation_of_the_log_and_done_once(older: Path) -> None:
    for _ in range(2):
        with Office.open(older) as office:
            assert operations.listing(office, "补全队员").total == 1
            assert office.done == []
            assert inspect(office).problems == ()


def test_nothing_is_written_where_all_are_linked(office: Office) -> None:
    assert operations.listing(office, "补全队员").total == 0
