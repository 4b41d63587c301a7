"""The life of a hazard as one table; buttons, command line, checks and diagram all read it.

After clause 10 of the town's circular: 排查→登记→(当场改 | 告知/限期)→整改→复查→销号, with the
side paths 延期, 移送, 督办, 挂牌, 曝光, 复发.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from fireoffice.domain.hazards import guards
from fireoffice.domain.hazards.facts import Facts
from fireoffice.domain.hazards.guards import Problem
from fireoffice.domain.hazards.words import FAILED, PASSED, Event, EventKind, Finding, State


class Need(Enum):
    """The need for a field to be filled in."""

    NEVER = "可填"
    ALWAYS = "必填"
    MAJOR = "重大必填"


@dataclass(frozen=True)
class Ask:
    """One field that an event asks for, under the `label` that it has there.

    It belongs to the event, or to the hazard itself (`of_hazard`). `preset` is what stands in it
    already: a text as one would type it, or the name of a fact or field of the hazard after 「=」.
    """

    name: str
    label: str
    need: Need = Need.NEVER
    preset: str = ""
    of_hazard: bool = False


@dataclass(frozen=True)
class Transition:
    """One row: an event, the states in which it may happen, what it needs, asks and brings about.

    `to` None leaves the state as it is, and so does an event in a state that it `keeps`. `when` is
    the result for which this row holds, where an event has several. `needs` must hold before,
    whatever is typed; `guards` judge what is typed. `forgets` names facts that no longer hold,
    `sets` maps facts to fields of the event, `counts` is a fact that goes up by one.
    """

    kind: EventKind
    verb: str
    states: tuple[State, ...]
    to: State | None = None
    when: str = ""
    keeps: tuple[State, ...] = ()
    asks: tuple[Ask, ...] = ()
    needs: tuple[Callable[[Facts, Finding], str], ...] = ()
    guards: tuple[Callable[[Facts, Finding, Event], Problem | None], ...] = ()
    sets: Mapping[str, str] = field(default_factory=dict[str, str])
    forgets: tuple[str, ...] = ()
    counts: str = ""

    def target(self, state: State) -> State:
        """The state after the event, when it happens in `state`."""
        return state if self.to is None or state in self.keeps else self.to


def _day(label: str) -> Ask:
    return Ask("day", label, Need.ALWAYS, "今天")


_NOTE: Final = Ask("note", "说明")
_OPEN: Final = tuple(state for state in State if state.is_open)
_UNFIXED: Final = (State.FOUND, State.NOTIFIED, State.FIXING)
_BEFORE_RECHECK: Final = (*_UNFIXED, State.FIXED)
_UNDER_NOTICE: Final = (State.NOTIFIED, State.FIXING, State.FIXED)
_UNDER_WAY: Final = (State.FIXING, State.FIXED)
"""A notice given (again) while the fixing is under way stops nothing."""
_RECHECK: Final = (
    _day("复查日期"),
    Ask("people", "复查人", Need.ALWAYS),
    Ask("result", "复查结果", Need.ALWAYS, PASSED),
    Ask("note", "复查意见"),
)
_RECHECKED: Final = {"rechecked_on": "day", "recheckers": "people", "recheck_result": "result"}
_ROUND: Final = (
    "due", "notified_on", "notice_number", "served_on", "asked_due", "started_on", "fixed_on",
    "fixers", "rechecked_on", "recheckers", "recheck_result", "closed_on", "closed_by",
    "transferred_on", "transferred_to", "supervised_on", "listed_on", "exposed_on"
)  # fmt: skip
"""The facts that a reopened hazard starts again without; its events stay."""

TABLE: Final = (
    Transition(EventKind.REGISTERED, "登记隐患", (), State.FOUND),
    Transition(
        EventKind.ORDERED, "下达整改通知", _BEFORE_RECHECK, State.NOTIFIED,
        keeps=_UNDER_WAY,
        asks=(
            _day("通知日期"),
            Ask("number", "通知书文号"),
            Ask("due", "整改期限", preset="=first_due"),
            Ask("term", "限期天数", preset="=term"),
            Ask("counting", "天数算法", preset="=counting"),
            Ask("responsible", "整改责任人", Need.MAJOR, of_hazard=True),
            Ask("responsible_unit", "整改责任单位", of_hazard=True),
            Ask("measures", "整改措施", Need.MAJOR, of_hazard=True),
            Ask("funds", "整改资金", Need.MAJOR, of_hazard=True),
            Ask("precautions", "应急预案或防范措施", Need.MAJOR, of_hazard=True),
        ),
        guards=(guards.has_a_deadline, guards.deadline_not_before_the_day),
        sets={"notified_on": "day", "notice_number": "number", "due": "due"},
    ),
    Transition(
        EventKind.FIXED_ON_SPOT, "当场改正", (State.FOUND,), State.FIXED,
        asks=(_day("改正日期"), Ask("people", "整改人"), Ask("note", "改正情况")),
        guards=(guards.on_the_day_of_finding,),
        sets={"fixed_on": "day", "fixers": "people", "due": "day"},
    ),
    Transition(
        EventKind.INFORMED, "登记告知", _BEFORE_RECHECK, State.NOTIFIED,
        keeps=_UNDER_WAY,
        asks=(_day("告知日期"), Ask("number", "告知书文号"), Ask("receiver", "被告知人"), _NOTE),
        sets={"notified_on": "day", "notice_number": "number"},
    ),
    Transition(
        EventKind.SERVED, "登记送达", _UNDER_NOTICE,
        asks=(
            _day("送达日期"),
            Ask("method", "送达方式", Need.ALWAYS, "直接送达"),
            Ask("receiver", "签收人", Need.ALWAYS, "=responsible"),
            _NOTE,
        ),
        needs=(guards.was_notified,),
        sets={"served_on": "day"},
    ),
    Transition(
        EventKind.STARTED, "登记整改开始", (State.FOUND, State.NOTIFIED), State.FIXING,
        asks=(_day("整改开始日期"), _NOTE),
        sets={"started_on": "day"},
    ),
    Transition(
        EventKind.FIXED, "登记整改完成", _UNFIXED, State.FIXED,
        asks=(
            _day("整改完成日期"),
            Ask("people", "整改人", preset="=responsible"),
            Ask("note", "整改情况"),
        ),
        sets={"fixed_on": "day", "fixers": "people"},
    ),
    Transition(
        EventKind.RECHECKED, "登记复查", (State.FIXED,), State.PASSED, PASSED,
        asks=_RECHECK, guards=(guards.rechecked_by_others,), sets=_RECHECKED,
    ),
    Transition(
        EventKind.RECHECKED, "登记复查", (State.FIXED,), State.FIXING, FAILED,
        asks=_RECHECK, guards=(guards.rechecked_by_others,), sets=_RECHECKED,
        forgets=("fixed_on", "fixers"),
    ),
    Transition(
        EventKind.RETURNED, "退回整改", (State.FIXED, State.PASSED), State.FIXING,
        asks=(_day("退回日期"), Ask("reason", "退回原因", Need.ALWAYS)),
        forgets=("fixed_on", "fixers", "rechecked_on", "recheckers", "recheck_result"),
    ),
    Transition(
        EventKind.CLOSED, "销号", (State.PASSED,), State.CLOSED,
        asks=(_day("销号日期"), Ask("by", "销号人", Need.ALWAYS, "=author"), _NOTE),
        sets={"closed_on": "day", "closed_by": "by"},
    ),
    Transition(
        EventKind.EXTENSION_ASKED, "申请延期", _UNDER_NOTICE,
        asks=(
            _day("申请日期"),
            Ask("due", "申请延至", Need.ALWAYS),
            Ask("reason", "延期理由", Need.ALWAYS),
        ),
        needs=(guards.has_due, guards.no_request_waits),
        guards=(guards.later_than_before,),
        sets={"asked_due": "due"},
    ),
    Transition(
        EventKind.EXTENSION_GRANTED, "批准延期", _UNDER_NOTICE,
        asks=(
            _day("批准日期"),
            Ask("due", "延期至", Need.ALWAYS, "=asked_due"),
            Ask("approver", "批准人", Need.ALWAYS),
            Ask("number", "批复文号"),
        ),
        needs=(guards.request_waits,),
        guards=(guards.later_than_before,),
        sets={"due": "due"}, forgets=("asked_due",), counts="extensions",
    ),
    Transition(
        EventKind.EXTENSION_REFUSED, "不批准延期", _UNDER_NOTICE,
        asks=(
            _day("答复日期"),
            Ask("approver", "批准人", Need.ALWAYS),
            Ask("reason", "不批准理由", Need.ALWAYS),
        ),
        needs=(guards.request_waits,),
        forgets=("asked_due",),
    ),
    Transition(
        EventKind.SUPERVISED, "督办", _OPEN,
        asks=(
            _day("督办日期"), Ask("unit", "督办单位", Need.ALWAYS), Ask("number", "督办文号"),
            Ask("due", "督办期限"), _NOTE,
        ),
        guards=(guards.deadline_not_before_the_day,),
        sets={"supervised_on": "day"},
    ),
    Transition(
        EventKind.LISTED, "挂牌督办", _OPEN,
        asks=(
            _day("挂牌日期"), Ask("unit", "挂牌单位", Need.ALWAYS), Ask("number", "挂牌文号"),
            Ask("due", "挂牌期限"), _NOTE,
        ),
        guards=(guards.deadline_not_before_the_day,),
        sets={"listed_on": "day"},
    ),
    Transition(
        EventKind.EXPOSED, "曝光", _OPEN,
        asks=(_day("曝光日期"), Ask("unit", "曝光媒体", Need.ALWAYS), _NOTE),
        sets={"exposed_on": "day"},
    ),
    Transition(
        EventKind.REPORTED, "上报市系统", tuple(State),
        asks=(_day("上报日期"), Ask("number", "上报编号"), _NOTE),
        sets={"reported_on": "day", "report_number": "number"},
    ),
    Transition(
        EventKind.TRANSFERRED, "移送", _BEFORE_RECHECK, State.TRANSFERRED,
        asks=(
            _day("移送日期"), Ask("unit", "移送单位", Need.ALWAYS), Ask("number", "移送文号"),
            Ask("reason", "移送原因"),
        ),
        sets={"transferred_on": "day", "transferred_to": "unit"},
    ),
    Transition(
        EventKind.REOPENED, "重新打开", (State.CLOSED, State.TRANSFERRED), State.FOUND,
        asks=(
            _day("重新打开日期"), Ask("reason", "重新打开原因", Need.ALWAYS),
            Ask("due", "初定期限"),
        ),
        guards=(guards.deadline_not_before_the_day,),
        sets={"due": "due"}, forgets=_ROUND, counts="reopenings",
    ),
    Transition(
        EventKind.RECURRED, "登记复发", (State.CLOSED,), State.FOUND,
        asks=(
            _day("复发日期"), Ask("people", "检查人", Need.ALWAYS),
            Ask("note", "复发情况", Need.ALWAYS), Ask("due", "初定期限"),
        ),
        guards=(guards.deadline_not_before_the_day,),
        sets={"due": "due"}, forgets=_ROUND, counts="recurrences",
    ),
)  # fmt: skip
"""Every event that there is. A hazard begins with 登记, which is the record itself."""

PREFERRED: Final[Mapping[State, tuple[EventKind, ...]]] = {
    State.FOUND: (EventKind.ORDERED, EventKind.FIXED_ON_SPOT, EventKind.INFORMED),
    State.NOTIFIED: (
        EventKind.STARTED, EventKind.EXTENSION_GRANTED, EventKind.EXTENSION_REFUSED,
        EventKind.SERVED, EventKind.FIXED,
    ),
    State.FIXING: (
        EventKind.FIXED, EventKind.EXTENSION_GRANTED, EventKind.EXTENSION_REFUSED,
        EventKind.EXTENSION_ASKED, EventKind.SUPERVISED,
    ),
    State.FIXED: (
        EventKind.RECHECKED, EventKind.EXTENSION_GRANTED, EventKind.EXTENSION_REFUSED,
        EventKind.RETURNED, EventKind.EXTENSION_ASKED,
    ),
    State.PASSED: (EventKind.CLOSED, EventKind.RETURNED),
    State.CLOSED: (EventKind.RECURRED, EventKind.REOPENED),
    State.TRANSFERRED: (EventKind.REOPENED,),
}  # fmt: skip
"""The events offered first in each state, by urgency; in an open one the first is the next step."""

RANK: Final[Mapping[EventKind, int]] = {kind: place for place, kind in enumerate(EventKind)}
"""The order of events of one day that nothing else tells apart."""

_ROWS: Final = {(row.kind, row.when): row for row in TABLE}


def row_of(kind: EventKind) -> Transition:
    """The row of an event; where it has several, its first: they ask the same."""
    return next(row for row in TABLE if row.kind is kind)


def row_for(event: Event) -> Transition | None:
    """The row by which `event` happens; None where its result is none of those there are."""
    return _ROWS.get((event.kind, "")) or _ROWS.get((event.kind, event.result))
