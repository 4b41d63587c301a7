from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from fireoffice.core.clock import CHINA, Clock, FixedClock, SystemClock


def test_the_systems_clock_tells_the_time_in_china_whatever_the_machines_zone() -> None:
    clock: Clock = SystemClock()
    before = datetime.now(UTC)
    now = clock.now()
    assert now.utcoffset() == timedelta(hours=8)
    assert before <= now <= datetime.now(UTC)
    assert clock.today() in {now.date(), now.date() + timedelta(days=1)}


def test_a_fixed_clock_stands_at_nine_in_the_morning_of_its_day(clock: FixedClock) -> None:
    assert clock.today() == date(2021, 4, 20)
    assert clock.now() == datetime(2021, 4, 20, 9, tzinfo=CHINA)
    assert clock.now() == clock.now()


def test_a_fixed_clock_moves_only_when_told(clock: FixedClock) -> None:
    clock.advance(timedelta(days=10, hours=15))
    assert clock.today() == date(2021, 5, 1)
    assert clock.now().hour == 0


def test_a_moment_without_a_zone_is_taken_as_china() -> None:
    assert FixedClock(datetime(2021, 4, 20, 8)).now().tzinfo is CHINA  # noqa: DTZ001
    aware = datetime(2021, 4, 20, 8, tzinfo=UTC)
    assert FixedClock(aware).now() is aware
