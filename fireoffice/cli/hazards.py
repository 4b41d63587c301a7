"""The commands that record what happened to hazards, and put it right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fireoffice.cli.answers import (
    Answer,
    Command,
    Declare,
    fields_of,
    open_office,
    pairs,
    record_called,
)
from fireoffice.core.errors import InputError
from fireoffice.domain.attachments import AFTER, BEFORE

if TYPE_CHECKING:
    import argparse

    from fireoffice.services.conduct import Happening
    from fireoffice.services.office import Office


def declare(command: Declare) -> None:
    """Add the commands to the command line."""
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

    fixed = command("hazard-fixed", "登记当场改正的隐患，连同整改前后照片，一次完成")
    fixed.choices.add_argument(
        "--set", action="append", default=[], metavar="栏目=值", help="如 --set 场所=甲店"
    )
    fixed.choices.add_argument(
        "--fixing", action="append", default=[], metavar="栏目=值", help="如 --fixing 整改人=店主"
    )
    for name, role in (("--before", BEFORE), ("--after", AFTER)):
        fixed.choices.add_argument(
            name, action="append", default=[], type=Path, metavar="FILE", help=f"{role}照片"
        )
    figures = command("hazard-figures", "隐患分析：按村（居）、类别或场所，整改天数和复发率")
    figures.choices.add_argument(
        "--by", metavar="分组", default="村（居）", help="村（居）、类别或场所"
    )
    figures.choices.add_argument(
        "--month", metavar="月份", default="", help="如2021-04；不写则从年初算到今天"
    )
    story = command("hazard-story", "列出一条隐患的经过；用序号更正或撤回其中一项")
    story.places.add_argument("hazard", metavar="HAZARD", help="隐患编号，也可以用它的 id")
    story.choices.add_argument("--correct", type=int, metavar="序号", help="更正这一项，配合 --set")
    story.choices.add_argument(
        "--set", action="append", default=[], metavar="栏目=值", help="如 --set 复查日期=4月12日"
    )
    story.choices.add_argument("--withdraw", type=int, metavar="序号", help="撤回这一项")
    story.choices.add_argument("--reason", default="", metavar="原因", help="为什么撤回")


def _fixed(options: argparse.Namespace) -> Answer:
    """Register a hazard that was put right on the spot."""
    from fireoffice.registers import HAZARDS
    from fireoffice.services import records
    from fireoffice.services.hazards import events as hazard_events

    values = pairs(options.set, "场所=甲店")
    fixing = pairs(options.fixing, "整改人=店主")
    photos = {BEFORE: options.before, AFTER: options.after}
    with open_office(options.data) as office:
        made = hazard_events.register_fixed(office, values, fixing, photos)
        record = records.read(office, HAZARDS, made)
    return Answer({"id": made, "stage": record.stage}, f"{record.title}：{record.stage}")


def _figures(options: argparse.Namespace) -> Answer:
    """Count the hazards of a month, or of the year so far."""
    from fireoffice.domain.months import month_named
    from fireoffice.services.hazards.breakdown import Grouping, breakdown

    if options.by not in set(Grouping):
        raise InputError(f"不能按“{options.by}”分组。", f"可用的有：{'、'.join(Grouping)}。")
    with open_office(options.data) as office:
        today = office.clock.today()
        month = month_named(options.month) if options.month else None
        first = month.first if month else today.replace(month=1, day=1)
        last = min(month.last, today) if month else today
        found = breakdown(office, Grouping(options.by), first, last)
    rows = [
        fields_of(row) | {"mean_days": row.mean_days, "rate": row.rate}
        for row in (*found.rows, found.total)
    ]
    heads = f"{options.by}\t发现\t重大\t移送\t已整改\t复发\t存量\t逾期"
    lines = [
        f"{row.name}\t{row.found}\t{row.major}\t{row.transferred}\t{row.fixed}\t{row.again}"
        f"\t{row.remaining}\t{row.overdue}"
        for row in (*found.rows, found.total)
    ]
    return Answer({"first": first, "last": last, "rows": rows}, "\n".join([heads, *lines]))


def _story(options: argparse.Namespace) -> Answer:
    """Tell the story of a hazard, or put one of its events right."""
    from fireoffice.registers import HAZARDS
    from fireoffice.services.hazards import events as hazard_events
    from fireoffice.services.hazards.steps import happenings

    with open_office(options.data) as office:
        hazard = record_called(office, HAZARDS, options.hazard)
        told = happenings(office, hazard)
        if options.correct is not None:
            given = pairs(options.set, "复查日期=4月12日")
            hazard_events.correct_event(office, _at(told, options.correct), given)
        if options.withdraw is not None:
            hazard_events.withdraw_event(office, _at(told, options.withdraw), options.reason)
        told = happenings(office, hazard)
    lines = [
        "\t".join((str(place), f"{one.day}", one.title, "；".join(one.details), one.problem))
        for place, one in enumerate(told)
    ]
    return Answer({"story": [fields_of(one) for one in told]}, "\n".join(lines))


def _at(told: Sequence[Happening], place: int) -> str:
    """The id of the event at `place`. Raises `InputError`."""
    if not 0 < place < len(told):
        raise InputError(
            f"没有序号是{place}的经过。", "不写序号运行一次，可以看到每一项的序号；0是登记本身。"
        )
    return told[place].id


def _hazard(options: argparse.Namespace) -> Answer:
    """Record one event for one or several hazards, or say what may be recorded."""
    from fireoffice.registers import HAZARDS
    from fireoffice.services import records
    from fireoffice.services.hazards import events as hazard_events

    given = pairs(options.set, "复查人=李强")
    names = [one for one in options.hazards.replace("，", ",").split(",") if one.strip()]
    with open_office(options.data) as office:
        ids = [record_called(office, HAZARDS, one.strip()) for one in names]
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
    from fireoffice.services.hazards.steps import allowed

    found = {one: allowed(office, one) for one in ids}
    lines = [
        f"{step.step.name}\t{step.step.label}\t"
        + (step.blocked or "、".join(info.label for info in step.step.infos))
        for steps in found.values()
        for step in steps
    ]
    data = [
        {
            "id": one,
            "steps": [
                {
                    "event": step.step.name,
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


COMMANDS: Final[Mapping[str, Command]] = {
    "hazard": _hazard,
    "hazard-figures": _figures,
    "hazard-fixed": _fixed,
    "hazard-story": _story,
}
