"""Commands for the volunteer brigades: their figures, and the rota of a month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from fireoffice.cli.answers import Answer, Command, Declare, open_office
from fireoffice.core.errors import InputError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from fireoffice.services.office import Office


def declare(command: Declare) -> None:
    """Add the commands to the command line."""
    figures = command("brigades", "志愿队伍的统计：应建已建、训练与出动、被装统计、电话树")
    figures.places.add_argument(
        "table", metavar="统计表", nargs="?", default="应建已建", help="不写则是应建已建"
    )
    figures.choices.add_argument(
        "--period", metavar="期间", default="今年", help="本月、上月、今年、去年；只用于训练与出动"
    )
    rota = command("rota", "看一支队伍一个月的值班表；加 --propose 是排班，--save 保存")
    rota.places.add_argument("team", metavar="队名")
    rota.places.add_argument("month", metavar="月份", help="如2021-05")
    rota.choices.add_argument("--propose", action="store_true", help="按以往次数公平排班，不保存")
    rota.choices.add_argument("--each", type=int, metavar="N", default=0, help="每班人数")
    rota.choices.add_argument("--seed", type=int, metavar="N", help="同一个数排出同一张表")
    rota.choices.add_argument("--save", action="store_true", help="排班并保存")


def _brigades(options: argparse.Namespace) -> Answer:
    from fireoffice.services.brigades.tables import PERIODS, TABLES

    if options.table not in TABLES:
        raise InputError(f"没有“{options.table}”这张表。", f"可用的有：{'、'.join(TABLES)}。")
    if options.period not in PERIODS:
        raise InputError(f"没有“{options.period}”这个期间。", f"可用的有：{'、'.join(PERIODS)}。")
    with open_office(options.data) as office:
        chosen = "" if options.table == "电话树" else options.period
        table = TABLES[options.table](office, chosen)
    heads = [head.title for head in table.heads]
    rows = [[_cell(cell) for cell in line.cells] for line in table.lines]
    return Answer(
        {
            "table": table.title,
            "summary": table.summary,
            "rows": [dict(zip(heads, row, strict=True)) for row in rows],
        },
        "\n".join("\t".join(row) for row in (heads, *rows)),
        (table.summary,),
    )


def _rota(options: argparse.Namespace) -> Answer:
    from fireoffice.domain.months import month_named
    from fireoffice.services.brigades import rota

    month = month_named(options.month)
    with open_office(options.data) as office:
        team = _team(office, options.team)
        made = rota.read(office, team, month)
        if options.propose or options.save:
            made = rota.proposed(office, team, month, options.each or made.each, options.seed)
        if options.save:
            rota.save(office, made)
    days = {
        day.isoformat(): [made.names.get(one.volunteer, "") for one in made.slots.get(day, ())]
        for day in made.days
    }
    state = "已保存" if options.save else "没有保存" if options.propose else ""
    notes = (
        made.note,
        f"{made.team_name}{month}，排法{made.seed}{'，' + state if state else ''}。",
    )
    return Answer(
        {"team": made.team_name, "each": made.each, "seed": made.seed, "days": days},
        "\n".join(f"{day}\t{'、'.join(names) or '—'}" for day, names in days.items()),
        tuple(note for note in notes if note),
    )


def _team(office: Office, name: str) -> str:
    from fireoffice.services.brigades import rota

    named = {word: key for key, word in rota.teams(office)}
    if name not in named:
        raise InputError(f"没有“{name}”这支队伍。", f"可用的有：{'、'.join(named) or '无'}。")
    return named[name]


def _cell(value: Any) -> str:
    return "" if value is None else str(value)


COMMANDS: Final[Mapping[str, Command]] = {"brigades": _brigades, "rota": _rota}
