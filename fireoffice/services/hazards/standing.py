"""The standing of hazards at the end of a day, and the rates of those put right when due."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_

from fireoffice.db.models import Hazard


class Rates:
    """The two rates of hazards that were to be put right by a day, from their counts."""

    due: int
    due_fixed: int
    due_on_time: int

    @property
    def fix_rate(self) -> float | None:
        """整改率: 已整改 ÷ 到期应整改, in percent; None where nothing was due."""
        return self.due_fixed / self.due * 100 if self.due else None

    @property
    def on_time_rate(self) -> float | None:
        """按期率: 期限内整改 ÷ 到期应整改, in percent; None where nothing was due."""
        return self.due_on_time / self.due * 100 if self.due else None


def ended_on() -> ColumnElement[date]:
    """The day of 销号 or 移送."""
    return func.coalesce(Hazard.closed_on, Hazard.transferred_on)


def open_at(end: date) -> ColumnElement[bool]:
    """The condition that a hazard was found by `end`, and neither closed nor handed over."""
    return and_(Hazard.found_on <= end, or_(ended_on().is_(None), ended_on() > end))


def late_at(end: date) -> ColumnElement[bool]:
    """The condition that a hazard was overdue at `end`; one that awaits only 复查 is not."""
    unfixed = or_(Hazard.fixed_on.is_(None), Hazard.fixed_on > end)
    return and_(open_at(end), Hazard.due < end, unfixed)


def concerns(first: date) -> ColumnElement[bool]:
    """The condition that a hazard was not over before `first`: spares most of an old register."""
    return or_(Hazard.closed.is_(False), ended_on() >= first, Hazard.due >= first)
