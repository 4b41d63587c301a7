"""The command that records what happened to hazards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from fireoffice.cli.answers import Answer, Command, Declare, open_office, pairs

if TYPE_CHECKING:
    import argparse

    from fireoffice.services.office import Office


def declare(command: Declare) -> None:
    """Add the command to the command line."""
    hazard = command(
        "hazard", "登记隐患的经过：告知、限期、整改完成、复查、销号等；不写经过则列出可办的"
    )
    hazard.places.add_argument(
        "hazards", metavar="HAZARD", help="隐患编号，也可以用它的 id；多条用逗号分开"
    )
    hazard.places.add_argument("event", nargs="?", metavar="EVENT", help="经过，如 复查")
    hazard.choices.add_argument(
        "--set", action="append", default=[], metavar="栏目=值", help="如 --set 复查人=李强"
    )


def _hazard(options: argparse.Namespace) -> Answer:
    """Record one event for one or several hazards, or say what may be recorded."""
    from fireoffice.registers import HAZARDS
    from fireoffice.services import hazard_events, records

    given = pairs(options.set, "复查人=李强")
    names = [one for one in options.hazards.replace("，", ",").split(",") if one.strip()]
    with open_office(options.data) as office:
        ids = [_called(office, one.strip()) for one in names]
        if options.event is None:
            return _allowed(office, ids)
        made = hazard_events.record_events(office, ids, options.event, given)
        now = [records.read(office, HAZARDS, one) for one in ids]
    done = [
        {"id": one.id, "event": event, "stage": one.stage, "due": one.due}
        for one, event in zip(now, made, strict=True)
    ]
    return Answer({"hazards": done}, "\n".join(f"{one.title}：{one.stage}" for one in now))


def _allowed(office: Office, ids: list[str]) -> Answer:
    from fireoffice.services.hazard_steps import allowed

    found = {one: allowed(office, one) for one in ids}
    lines = [
        f"{step.kind}\t{step.step.label}\t"
        + (step.blocked or "、".join(info.label for info in step.step.infos))
        for steps in found.values()
        for step in steps
    ]
    data = [
        {
            "id": one,
            "steps": [
                {
                    "event": step.kind.value,
                    "label": step.step.label,
                    "fields": {info.name: info.label for info in step.step.infos},
                    "proposed": dict(step.step.presets),
                    "blocked": step.blocked,
                    "next": step.is_next,
                }
                for step in steps
            ],
        }
        for one, steps in found.items()
    ]
    return Answer({"hazards": data}, "\n".join(lines))


def _called(office: Office, name: str) -> str:
    """The id of the hazard of this number or id. Raises `InputError`."""
    from fireoffice.registers import HAZARDS
    from fireoffice.services.records import Query, query, read

    rows = query(office, HAZARDS, Query(filters={"number": name}, limit=2)).rows
    return rows[0].id if len(rows) == 1 else read(office, HAZARDS, name).id


COMMANDS: Final[Mapping[str, Command]] = {"hazard": _hazard}
