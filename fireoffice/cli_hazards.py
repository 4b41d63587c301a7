"""The command that records what happened to hazards."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from typing import Any

from fireoffice.core.errors import InputError

Told = tuple[Mapping[str, Any], str, tuple[str, ...]]
"""What the command answers: for programs, for people, and what stands beside it."""


def declare(command: Callable[[str, str], Any]) -> None:
    """Add the command to the parser through `command(name, summary)`."""
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


def hazard(options: argparse.Namespace) -> Told:
    """Record one event for one or several hazards, or say what may be recorded."""
    from fireoffice.registers import HAZARDS
    from fireoffice.services import hazard_events, records
    from fireoffice.services.office import Office

    given = dict(_pair(one) for one in options.set)
    names = [one for one in options.hazards.replace("，", ",").split(",") if one.strip()]
    with Office.open(options.data) as office:
        ids = [_called(office, one.strip()) for one in names]
        if options.event is None:
            return _allowed(office, ids)
        made = hazard_events.record_events(office, ids, options.event, given)
        now = [records.read(office, HAZARDS, one) for one in ids]
    done = [
        {"id": one.id, "event": event, "stage": one.stage, "due": one.due}
        for one, event in zip(now, made, strict=True)
    ]
    return {"hazards": done}, "\n".join(f"{one.title}：{one.stage}" for one in now), ()


def _allowed(office: Any, ids: list[str]) -> Told:
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
    return {"hazards": data}, "\n".join(lines), ()


def _called(office: Any, name: str) -> str:
    """The id of the hazard of this number or id. Raises `InputError`."""
    from fireoffice.registers import HAZARDS
    from fireoffice.services.records import Query, query, read

    rows = query(office, HAZARDS, Query(filters={"number": name}, limit=2)).rows
    return rows[0].id if len(rows) == 1 else read(office, HAZARDS, name).id


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise InputError(f"“{text}”写法不对。", "请写成 栏目=值，如 --set 复查人=李强。")
    return name.strip(), value.strip()
