"""Commands that list a register or write it to Excel."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fireoffice.cli.answers import (
    Answer,
    Command,
    Declare,
    conditions,
    fields_of,
    open_office,
    register_named,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping


def declare(command: Declare) -> None:
    """Add the commands to the command line."""
    listing = command("list", "列出台账：duties hazards trainings volunteers 等")
    listing.places.add_argument("register", metavar="REGISTER", help="台账的英文名或中文名")
    listing.choices.add_argument(
        "--where", action="append", default=[], metavar="栏目=值", help="只列符合的，可写多次"
    )
    export = command("export", "把台账写成Excel文件；同名文件已在时另取一个名称")
    export.places.add_argument("register", metavar="REGISTER", help="台账的英文名或中文名")
    export.choices.add_argument(
        "-o", "--output", type=Path, metavar="FILE.xlsx", help="写到哪里；不写则取台账的名称"
    )
    export.choices.add_argument(
        "--where", action="append", default=[], metavar="栏目=值", help="只写符合的，可写多次"
    )
    export.choices.add_argument(
        "--personal", action="store_true", help="含完整的个人信息；不写则遮住一部分"
    )


def _list(options: argparse.Namespace) -> Answer:
    from fireoffice.domain.people import mask
    from fireoffice.services.records import Query, query

    register, filters = register_named(options.register), conditions(options.where)
    with open_office(options.data) as office:
        page = query(office, register, Query(filters=filters, limit=-1))
    personal = {info.name for info in register.fields if info.personal}
    rows = [
        {"id": row.id}
        | {
            name: mask(str(value)) if name in personal and value else value
            for name, value in row.values.items()
        }
        | ({"stage": row.stage} if row.stage is not None else {})
        for row in page.rows
    ]
    known = {info.name: info.label for info in register.fields}
    shown = [column.name for column in register.columns if column.name in known]
    heads = "\t".join(known[name] for name in shown)
    lines = ["\t".join(_cell(row[name]) for name in shown) for row in rows]
    return Answer(
        {"register": register.name, "total": page.total, "rows": rows},
        "\n".join([heads, *lines]),
        (f"共{page.total}条。",),
    )


def _export(options: argparse.Namespace) -> Answer:
    from fireoffice.services.lists.exporting import Selection, export
    from fireoffice.services.records import Query
    from fireoffice.sheets.writing import free_name

    register, filters = register_named(options.register), conditions(options.where)
    target = free_name((options.output or Path(register.title)).with_suffix(".xlsx"))
    with open_office(options.data) as office:
        selection = Selection(Query(filters=filters))
        steps = export(office, register, selection, target, personal=options.personal)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                made = end.value
                break
    return Answer(
        {"register": register.name} | fields_of(made),
        f"已写好{made.file}，共{made.records:,}条。",
        ("其中有完整的个人信息，请妥善保管。",) if made.personal else (),
    )


def _cell(value: Any) -> str:
    return "" if value is None else re.sub(r"\s+", " ", str(value))


COMMANDS: Final[Mapping[str, Command]] = {"list": _list, "export": _export}
