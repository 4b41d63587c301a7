"""What a session remembers spares reading again, and never outlives its own writing."""

from __future__ import annotations

from datetime import date

from fireoffice.db.models import CalendarDay
from fireoffice.db.models.calendar import OFF
from fireoffice.db.workdays import working_calendar
from fireoffice.services.office import Office


def test_the_calendar_is_read_once_for_all_records_of_an_action(office: Office) -> None:
    with office.reading() as session:
        assert working_calendar(session) is working_calendar(session)


def test_a_day_that_the_same_action_has_added_is_known(office: Office) -> None:
    day = date(2031, 1, 1)
    with office.change("公布放假") as work:
        before = working_calendar(work.session)
        work.add(CalendarDay(day=day, kind=OFF))
        work.session.flush()
        after = working_calendar(work.session)
    assert after.off - before.off == {day}


def test_another_action_reads_anew(office: Office) -> None:
    day = date(2031, 1, 1)
    with office.reading() as session:
        before = working_calendar(session)
    with office.change("公布放假") as work:
        work.add(CalendarDay(day=day, kind=OFF))
    with office.reading() as session:
        assert working_calendar(session).off - before.off == {day}
