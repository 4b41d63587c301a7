"""The page about the life of a hazard, written from its table.

`python -m fireoffice.domain.hazards.page > docs/hazard-lifecycle.md`
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Final

from fireoffice.domain.hazards.offers import next_kind
from fireoffice.domain.hazards.table import TABLE, Need, Transition, row_of
from fireoffice.domain.hazards.words import EventKind, State

_HEAD: Final = """\
# The life of a hazard

Written from the table in `fireoffice/domain/hazards/table.py`, from which the buttons, the command
line, the checks and the papers offered are made too:
`python -m fireoffice.domain.hazards.page > docs/hazard-lifecycle.md`. Do not edit it by hand.

Events are recorded and never edited into one another; the state of a hazard, its deadline and every
other fact follow from folding them: by day; within a day by what was written knowing of the
other, then in the order of the events below, then by id; but what can happen goes before what
cannot yet. The order in which events arrive decides nothing. An event that contradicts the others
is kept, told, and changes no fact.

What has passed its 复查 and awaits 销号 is shown as 待复查. No event lies in the future or before
the finding. 复查 is by others than those who answered for the fixing or did it, and 销号 follows
only a 复查 that was passed. Reopening and recurrence begin a new round and erase nothing.
"""


def lifecycle_page() -> str:
    """The whole page, as Markdown with a Mermaid diagram."""
    return "\n".join([_HEAD, *_diagram(), "", *_states(), "", *_events()]) + "\n"


def _diagram() -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    for state in State:
        yield f"    {state.name} : {state}"
    for row in TABLE:
        words = row.verb + row.when
        if not row.states:
            yield f"    [*] --> {row.to.name if row.to else ''} : {words}"
        for state in row.states:
            after = row.target(state)
            if after is not state:
                yield f"    {state.name} --> {after.name} : {words}"
    for state in State:
        if not state.is_open:
            yield f"    {state.name} --> [*]"
    yield "```"


def _states() -> Iterator[str]:
    yield "| state | shown as | next step | may happen too |"
    yield "|---|---|---|---|"
    for state in State:
        following = next_kind(state)
        here = dict.fromkeys(row.verb for row in TABLE if state in row.states)
        step = row_of(following).verb if following else "—"
        others = "、".join(verb for verb in here if verb != step)
        yield f"| {state} | {state.stage} | {step} | {others} |"


def _events() -> Iterator[str]:
    yield "| event | step | in | leads to | asks for (＊ always, △ of a 重大 hazard) | conditions |"
    yield "|---|---|---|---|---|---|"
    for kind in EventKind:
        for row in (one for one in TABLE if one.kind is kind):
            yield "| " + " | ".join(_cells(row)) + " |"


def _cells(row: Transition) -> tuple[str, ...]:
    marks = {Need.ALWAYS: "＊", Need.MAJOR: "△", Need.NEVER: ""}
    kept = "、".join(row.keeps)
    return (
        row.kind.value,
        row.verb + row.when,
        "、".join(row.states) or "—",
        (row.to.value if row.to else "stays") + (f"（{kept}时不变）" if kept else ""),
        "、".join(ask.label + marks[ask.need] for ask in row.asks) or "the registration",
        " ".join((one.__doc__ or "").split("\n")[0] for one in (*row.needs, *row.guards)) or "—",
    )


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    sys.stdout.write(lifecycle_page())
