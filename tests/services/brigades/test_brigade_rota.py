"""A month's rota: proposed fairly, written at once, swapped without losing who was down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fireoffice.core.errors import InputError
from fireoffice.domain import rota_draft
from fireoffice.domain.months import Month
from fireoffice.domain.rota import conflicts
from fireoffice.domain.rota_draft import keys_of
from fireoffice.registers import ABSENCES, SHIFTS, TEAMS, VOLUNTEERS
from fireoffice.services import records
from fireoffice.services.brigades import rota
from fireoffice.services.office import Office
from fireoffice.services.records import Query
from fireoffice.services.reference.town import TownSetup, VillageSetup, set_up

MAY = Month(2021, 5)
NAMES = ("李强", "王芳", "张伟", "刘洋", "陈静", "杨帆", "赵磊")


@pytest.fixture
def team(office: Office) -> str:
    setup = TownSetup("邻鄂镇", "黔江区邻鄂镇人民政府", ("邻鄂府发",), (VillageSetup("高石村"),))
    set_up(office, setup)
    key = records.create(office, TEAMS, {"name": "高石队", "village": "高石村"})
    for name in NAMES:
        _join(office, name)
    return key


def _join(office: Office, name: str, **more: str) -> str:
    values = {"name": name, "village": "高石村", "team": "高石队", **more}
    return records.create(office, VOLUNTEERS, values)


def _written(office: Office) -> int:
    return records.query(office, SHIFTS, Query()).total


def test_nothing_is_written_until_the_month_is_saved(office: Office, team: str) -> None:
    proposal = rota.proposed(office, team, MAY, 2)
    assert _written(office) == 0
    done = len(office.done)
    rota.save(office, proposal)
    assert len(office.done) == done + 1
    assert _written(office) == 62
    records.undo(office)
    assert _written(office) == 0


def test_what_was_saved_is_read_again_with_its_seed(office: Office, team: str) -> None:
    proposal = rota.proposed(office, team, MAY, 2, seed=17)
    rota.save(office, proposal)
    read = rota.read(office, team, MAY)
    assert (read.seed, read.each, read.drawn) == (17, 2, True)
    assert {day: set(keys) for day, keys in keys_of(read.slots).items()} == {
        day: set(keys) for day, keys in keys_of(proposal.slots).items()
    }
    again = rota.proposed(office, team, MAY, read.each, read.seed)
    assert keys_of(again.slots) == keys_of(proposal.slots)


def test_holidays_are_days_off_and_worked_weekends_are_not(office: Office, team: str) -> None:
    off = rota.read(office, team, MAY).off
    assert {date(2021, 5, day) for day in range(1, 6)} <= off
    assert date(2021, 5, 8) not in off
    assert date(2021, 5, 9) in off


def test_a_year_that_was_not_announced_is_said_and_weekends_count(
    office: Office, team: str
) -> None:
    read = rota.read(office, team, Month(2030, 5))
    assert "2030年" in read.note
    assert date(2030, 5, 4) in read.off


def test_who_did_more_in_the_months_before_does_less(office: Office, team: str) -> None:
    rota.save(office, rota.proposed(office, team, MAY, 2))
    june = rota.proposed(office, team, Month(2021, 6), 2)
    before = {one.key: one.before for one in june.members}
    tally = june.tally()
    sums = [before[key] + tally.get(key, (0, 0))[0] for key in before]
    assert sum(before.values()) == 62
    assert max(sums) - min(sums) <= 1


def test_who_came_later_need_not_catch_up(office: Office, team: str) -> None:
    rota.save(office, rota.proposed(office, team, MAY, 2))
    new = _join(office, "新来", joined_on="2021-06-01")
    june = rota.proposed(office, team, Month(2021, 6), 2)
    counts = [june.tally().get(one.key, (0, 0))[0] for one in june.members]
    assert june.tally()[new][0] <= max(counts)
    assert max(counts) - min(counts) <= 2


def test_who_is_on_leave_or_has_left_is_not_put_down(office: Office, team: str) -> None:
    away = records.query(office, VOLUNTEERS, Query("李强")).rows[0].id
    gone = _join(office, "退了", joined_on="2020-01-01", left_on="2021-05-10")
    records.create(
        office, ABSENCES, {"volunteer": away, "first": "2021-05-01", "last": "2021-05-20"}
    )
    slots = keys_of(rota.proposed(office, team, MAY, 2).slots)
    assert not any(away in slots[date(2021, 5, day)] for day in range(1, 21))
    assert not any(gone in slots[date(2021, 5, day)] for day in range(10, 32))
    assert conflicts(slots) == {}


def test_days_that_are_over_stay_as_they_were(office: Office, team: str) -> None:
    april = Month(2021, 4)
    past = records.query(office, VOLUNTEERS, Query("李强")).rows[0].id
    records.create(office, SHIFTS, {"team": "高石队", "day": "2021-04-19", "volunteer": past})
    proposal = rota.proposed(office, team, april, 2)
    slots = keys_of(proposal.slots)
    assert slots[date(2021, 4, 19)] == (past,)
    assert past not in slots[date(2021, 4, 20)]
    assert not any(day < date(2021, 4, 19) for day in slots)


def test_a_swap_keeps_who_was_down_before(office: Office, team: str) -> None:
    rota.save(office, rota.proposed(office, team, MAY, 1))
    read = rota.read(office, team, MAY)
    first = date(2021, 5, 10)
    one = read.slots[first][0].volunteer
    other_day = next(
        day for day in read.days if day > first and read.slots[day][0].volunteer != one
    )
    other = read.slots[other_day][0].volunteer
    slots = rota_draft.swapped(read.slots, first, one, other_day, other)
    rota.save(office, replace(read, slots=slots))
    now = rota.read(office, team, MAY)
    assert (now.slots[first][0].volunteer, now.slots[first][0].instead_of) == (other, one)
    assert (now.slots[other_day][0].volunteer, now.slots[other_day][0].instead_of) == (one, other)
    assert _written(office) == 31
    back = rota_draft.swapped(now.slots, first, other, other_day, one)
    assert back[first][0].instead_of == ""


def test_nobody_is_put_down_twice_on_a_day(office: Office, team: str) -> None:
    read = rota.proposed(office, team, MAY, 2)
    day = date(2021, 5, 10)
    one, other = (slot.volunteer for slot in read.slots[day])
    with pytest.raises(InputError, match="已有班"):
        rota_draft.given(read.slots, day, one, other)
    with pytest.raises(InputError, match="已有班"):
        rota_draft.moved(read.slots, day - timedelta(days=9), one, day)


def test_a_team_without_members_has_no_rota(office: Office, team: str) -> None:
    empty = records.create(office, TEAMS, {"name": "空队"})
    with pytest.raises(InputError, match="空队没有在队队员"):
        rota.proposed(office, empty, MAY, 2)
