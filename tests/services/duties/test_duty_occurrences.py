"""A recurring duty has an occurrence for each period, the same on every installation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from fireoffice.core.clock import FixedClock
from fireoffice.core.errors import InputError
from fireoffice.db.models import Occurrence, Operation
from fireoffice.domain.duties import NEXT_OF_SEVERAL
from fireoffice.domain.duty_periods import Frequency
from fireoffice.registers import DUTIES, OCCURRENCES
from fireoffice.services import agenda, records, steps
from fireoffice.services.daily import produce
from fireoffice.services.duties.occurrences import counts
from fireoffice.services.entry import bulk
from fireoffice.services.history.recycling import remove_many
from fireoffice.services.office import Office
from fireoffice.services.records import Query
from fireoffice.services.safekeeping.checking import inspect

MONTHLY = {
    "level": "部门",
    "holder": "镇应急办",
    "person": "王芳",
    "content": "开展防火检查",
    "frequency": "每月",
    "starts_on": "2021-02-01",
}
STEP_VALUES = {"done_on": "2021-04-19", "record": "查了三家"}


def periods(office: Office, duty: str, *, closed: bool | None = None) -> list[str]:
    """The live occurrences of a duty, earliest first."""
    with office.reading() as session:
        found = session.scalars(
            select(Occurrence)
            .where(Occurrence.duty == duty, Occurrence.deleted_at.is_(None))
            .order_by(Occurrence.due)
        )
        return [one.period for one in found if closed in (None, one.closed)]


def occurrence(office: Office, period: str) -> str:
    """The id of the live occurrence of a period."""
    [row] = records.query(office, OCCURRENCES, Query(search=period)).rows
    return row.id


def take(office: Office, duty: str, values: dict[str, str]) -> None:
    """Take the next step of a duty, as its button does."""
    step = steps.offered(office, DUTIES, records.read(office, DUTIES, duty)).following
    assert step is not None
    steps.take(office, DUTIES, duty, step, values)


@pytest.fixture
def monthly(office: Office) -> str:
    return records.create(office, DUTIES, MONTHLY)


def test_a_new_duty_has_its_occurrences_from_its_first_day_to_the_next_period(
    office: Office, monthly: str
) -> None:
    assert periods(office, monthly) == ["2021年2月", "2021年3月", "2021年4月", "2021年5月"]
    duty = records.read(office, DUTIES, monthly)
    assert (duty.values["period"], duty.values["owed"], duty.values["kept"]) == (
        "2021年2月",
        4,
        None,
    )
    assert duty.due == date(2021, 2, 26)
    [row] = records.query(office, OCCURRENCES, Query(search="2021年4月")).rows
    assert row.values["person"] == "王芳"
    assert row.values["due"] == date(2021, 4, 30)


def test_they_are_made_in_the_same_operation_and_go_with_it(office: Office, monthly: str) -> None:
    assert records.undo(office) == "登记责任"
    assert periods(office, monthly) == []
    records.redo(office)
    assert len(periods(office, monthly)) == 4


def test_a_duty_without_a_first_day_begins_in_the_present_period(office: Office) -> None:
    duty = records.create(office, DUTIES, MONTHLY | {"starts_on": "", "frequency": "每季度"})
    assert records.read(office, DUTIES, duty).values["starts_on"] == date(2021, 4, 20)
    assert periods(office, duty) == ["2021年第2季度", "2021年第3季度"]


def test_a_duty_that_does_not_recur_keeps_its_own_record(office: Office) -> None:
    duty = records.create(
        office, DUTIES, MONTHLY | {"frequency": "一次性", "starts_on": "", "due": "2021-04-30"}
    )
    assert periods(office, duty) == []
    take(office, duty, {"record": "已开会"})
    take(office, duty, {"done_on": "2021-04-20", "record": "已开会"})
    read = records.read(office, DUTIES, duty)
    assert (read.stage, read.closed, read.due) == ("已完成", True, date(2021, 4, 30))


def test_the_next_step_fulfils_the_current_occurrence(office: Office, monthly: str) -> None:
    take(office, monthly, STEP_VALUES)
    assert periods(office, monthly, closed=True) == ["2021年2月"]
    duty = records.read(office, DUTIES, monthly)
    assert (duty.values["period"], duty.values["kept"]) == ("2021年3月", 1)
    assert duty.values["record"] is None
    assert records.undo(office) == "登记2021年2月履责"
    assert records.read(office, DUTIES, monthly).values["period"] == "2021年2月"


def test_it_counts_what_was_owed_kept_and_is_overdue(office: Office, monthly: str) -> None:
    take(office, monthly, STEP_VALUES)
    found = counts(office, monthly)
    assert (found.owed, found.kept, found.overdue) == (2, 1, 1)


def test_the_days_list_shows_a_duty_with_the_period_that_is_overdue(
    office: Office, monthly: str
) -> None:
    take(office, monthly, STEP_VALUES)
    [row] = agenda.agenda(office)
    assert (row.id, row.due, row.step) == (monthly, date(2021, 3, 31), "登记履责")
    assert "2021年3月" in row.place


def test_with_its_last_occurrence_a_duty_that_has_ended_is_done(office: Office) -> None:
    duty = records.create(
        office, DUTIES, MONTHLY | {"starts_on": "2021-04-01", "ends_on": "2021-04-30"}
    )
    assert periods(office, duty) == ["2021年4月"]
    take(office, duty, STEP_VALUES)
    read = records.read(office, DUTIES, duty)
    assert (read.stage, read.next_step) == ("已完成", None)
    with pytest.raises(InputError, match="没有待履行的期次"):
        steps.take(office, DUTIES, duty, NEXT_OF_SEVERAL, STEP_VALUES)


def test_another_frequency_retires_what_nobody_has_touched_and_is_not_owed_yet(
    office: Office, monthly: str
) -> None:
    records.update(office, OCCURRENCES, occurrence(office, "2021年5月"), {"note": "改在中旬"})
    records.update(office, DUTIES, monthly, {"frequency": "每季度"})
    assert sorted(periods(office, monthly)) == [
        "2021年2月",
        "2021年3月",
        "2021年5月",
        "2021年第1季度",
        "2021年第2季度",
        "2021年第3季度",
    ]
    records.update(office, DUTIES, monthly, {"frequency": "每月"})
    assert periods(office, monthly)[2:] == ["2021年第1季度", "2021年4月", "2021年5月"]


def test_a_later_first_day_takes_the_periods_before_it_away(office: Office, monthly: str) -> None:
    records.update(office, DUTIES, monthly, {"starts_on": "2021-04-01"})
    assert periods(office, monthly) == ["2021年4月", "2021年5月"]
    records.update(office, DUTIES, monthly, {"starts_on": "2021-03-15"})
    assert periods(office, monthly) == ["2021年3月", "2021年4月", "2021年5月"]


def test_what_was_added_by_hand_or_removed_by_hand_stays_so(office: Office, monthly: str) -> None:
    records.create(
        office, OCCURRENCES, {"duty": monthly, "period": "加查一次", "due": "2021-06-10"}
    )
    records.remove(office, OCCURRENCES, occurrence(office, "2021年3月"), "当月停工")
    records.update(office, DUTIES, monthly, {"frequency": "每年"})
    records.update(office, DUTIES, monthly, {"frequency": "每月"})
    assert produce(office) == 0
    assert "加查一次" in periods(office, monthly)
    assert "2021年3月" not in periods(office, monthly)


@pytest.mark.parametrize("many", [False, True])
def test_occurrences_go_and_come_with_their_duty(office: Office, monthly: str, many: bool) -> None:
    take(office, monthly, STEP_VALUES)
    if many:
        bulk.whole(remove_many(office, DUTIES, [monthly]))
    else:
        records.remove(office, DUTIES, monthly)
    assert records.query(office, OCCURRENCES).total == 0
    assert produce(office) == 0
    records.restore(office, DUTIES, monthly)
    assert len(periods(office, monthly)) == 4
    assert periods(office, monthly, closed=True) == ["2021年2月"]


def test_duties_entered_together_have_their_occurrences_too(office: Office) -> None:
    rows = [MONTHLY | {"content": f"第{at}项"} for at in range(3)]
    made = bulk.whole(bulk.create_many(office, DUTIES, rows))
    assert [len(periods(office, duty)) for duty in made] == [4, 4, 4]


@pytest.fixture
def on_day(data_folder: Path) -> Iterator[Callable[[date], Office]]:
    """Opens the office of the data folder on a day; the one before is closed."""
    opened: list[Office] = []

    def open_(day: date) -> Office:
        while opened:
            opened.pop().close()
        opened.append(Office.open(data_folder, FixedClock(day)))
        return opened[-1]

    yield open_
    for office in opened:
        office.close()


def test_each_new_period_is_made_at_the_days_start_once_by_an_operation_of_its_own(
    on_day: Callable[[date], Office],
) -> None:
    duty = records.create(on_day(date(2021, 11, 20)), DUTIES, MONTHLY | {"starts_on": ""})
    office = on_day(date(2021, 12, 31))
    assert produce(office) == 1
    assert produce(office) == 0
    assert periods(office, duty) == ["2021年11月", "2021年12月", "2022年1月"]
    assert records.can_undo(office) == ""
    with office.reading() as session:
        last = session.scalars(select(Operation).order_by(Operation.id.desc()).limit(1)).one()
    assert last.label == "生成本期履责"
    assert produce(on_day(date(2022, 6, 1))) == 6


def test_no_operation_is_written_where_nothing_is_missing(office: Office, monthly: str) -> None:
    with office.reading() as session:
        before = len(session.scalars(select(Operation.id)).all())
    assert produce(office) == 0
    with office.reading() as session:
        assert len(session.scalars(select(Operation.id)).all()) == before


def test_two_installations_make_the_same_occurrences(tmp_path: Path) -> None:
    made: list[set[str]] = []
    for name in ("镇", "村"):
        folder = tmp_path / name
        folder.mkdir()
        with Office.open(folder, FixedClock(date(2021, 4, 20))) as office:
            with office.change("登记责任") as work:
                duty = DUTIES.model(
                    id="0178e5a0-0000-7000-8000-000000000001",
                    frequency="每周",
                    starts_on=date(2021, 3, 31),
                    holder="村",
                    level="村居",
                    content="巡查",
                )
                work.add(duty)
            with office.reading() as session:
                made.append(set(session.scalars(select(Occurrence.id))))
    assert made[0] == made[1]
    assert len(made[0]) == 6


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    frequency=st.sampled_from([one for one in Frequency if one is not Frequency.DAILY]),
    waits=st.lists(st.integers(0, 25), min_size=1, max_size=5),
    start=st.dates(date(2020, 12, 1), date(2021, 4, 20)),
)
def test_whenever_the_program_is_started_no_period_is_missed_or_made_twice(
    tmp_path_factory: pytest.TempPathFactory, frequency: Frequency, waits: list[int], start: date
) -> None:
    folder = tmp_path_factory.mktemp("日子")
    day = date(2021, 4, 20)
    with Office.open(folder, FixedClock(day)) as office:
        duty = records.create(
            office, DUTIES, MONTHLY | {"frequency": frequency, "starts_on": start}
        )
        for wait in waits:
            day = date.fromordinal(day.toordinal() + wait)
            office.clock = FixedClock(day)
            produce(office)
        found = periods(office, duty)
        fresh = records.create(
            office, DUTIES, MONTHLY | {"frequency": frequency, "starts_on": start, "content": "同"}
        )
        assert found == periods(office, fresh)
        assert len(set(found)) == len(found)


def test_check_finds_nothing_to_complain_about(office: Office, monthly: str) -> None:
    take(office, monthly, STEP_VALUES)
    assert inspect(office).problems == ()
