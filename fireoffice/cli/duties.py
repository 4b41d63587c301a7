"""Commands for duties: today's occurrences, hand-over, 组织健全, 责任书 of a year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from fireoffice.cli.answers import Answer, Command, Declare, open_office

if TYPE_CHECKING:
    import argparse


def declare(command: Declare) -> None:
    """Add the commands to the command line."""
    command("occurrences", "生成按频次履行的责任到今天应有的各期履责")
    handover = command("handover", "把一个人的任职、未完成的责任和网格移交给另一个人")
    handover.places.add_argument("giver", metavar="GIVER", help="移交人的姓名")
    handover.places.add_argument("taker", metavar="TAKER", help="接收人的姓名")
    handover.choices.add_argument("--day", default="今天", metavar="DATE", help="移交日期")
    handover.choices.add_argument("--preview", action="store_true", help="只列出，不移交")
    command("completeness", "列出各村（居）组织是否健全、缺什么")
    pledges = command("pledges", "为没有的村（居）各建一份某年的责任书，待签订")
    pledges.places.add_argument("year", type=int, metavar="YEAR", help="年度，如 2021")


def _occurrences(options: argparse.Namespace) -> Answer:
    from fireoffice.services.daily import produce

    with open_office(options.data) as office:
        made = produce(office)
    return Answer({"made": made}, f"生成{made}期履责。" if made else "各期履责都已在，没有新生成。")


def _handover(options: argparse.Namespace) -> Answer:
    from fireoffice.services.duties import handover

    with open_office(options.data) as office:
        giver, day = handover.understood(office, options.giver, options.day)
        taker, _ = handover.understood(office, options.taker, options.day)
        work = handover.preview if options.preview else handover.hand_over
        found = work(office, giver, taker, day)
    verb = "将移交" if options.preview else "已移交"
    lines = [f"{one.kind}\t{one.words}" for one in found.moves]
    moved = f"{found.giver}{verb}给{found.taker}：{found.words() or '没有要移交的'}。"
    return Answer(
        {
            "giver": found.giver,
            "taker": found.taker,
            "day": found.day,
            "moves": [{"kind": one.kind, "words": one.words} for one in found.moves],
            "stays": found.stays,
        },
        "\n".join([*lines, moved]),
        (f"已完成的{found.stays}项仍归{found.giver}。",) if found.stays else (),
    )


def _completeness(options: argparse.Namespace) -> Answer:
    from fireoffice.services.duties.completeness import ITEMS, completeness

    with open_office(options.data) as office:
        state = completeness(office)
    heads = "\t".join(["村（居）", *ITEMS])
    lines = [
        "\t".join([row.name, *(row.cells[item].words for item in ITEMS)]) for row in state.rows
    ]
    return Answer(
        {
            "year": state.year,
            "complete": state.complete,
            "villages": [
                {"name": row.name, "missing": list(row.missing)}
                | {item: {"have": one.have, "need": one.need} for item, one in row.cells.items()}
                for row in state.rows
            ],
        },
        "\n".join([heads, *lines]),
        (f"{len(state.rows)}个村（居），组织健全{state.complete}个。",),
    )


def _pledges(options: argparse.Namespace) -> Answer:
    from fireoffice.services.duties.pledges import make_for_villages

    with open_office(options.data) as office:
        made = make_for_villages(office, options.year)
    said = f"已建{len(made)}份{options.year}年责任书，待签订。"
    return Answer(
        {"made": len(made)}, said if made else f"各村（居）都已有{options.year}年责任书。"
    )


COMMANDS: Final[Mapping[str, Command]] = {
    "occurrences": _occurrences,
    "handover": _handover,
    "completeness": _completeness,
    "pledges": _pledges,
}
