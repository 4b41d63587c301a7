"""Commands about trainings: who came, what the year's plan lacks, who had no training."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fireoffice.cli.answers import Answer, Command, Declare, fields_of, open_office
from fireoffice.core.errors import InputError, explaining

if TYPE_CHECKING:
    import argparse

    from fireoffice.services.office import Office


def declare(command: Declare) -> None:
    """Add the commands to the command line."""
    attendance = command("attendance", "把一份名单登记为活动的签到；不写名单则列出现有的")
    attendance.places.add_argument("training", metavar="TRAINING", help="活动编号，也可以用它的 id")
    attendance.places.add_argument(
        "names", nargs="?", type=Path, metavar="FILE.csv", help="名单，逗号或制表符分栏，可带标题行"
    )
    plan = command("plan-status", "一年的培训计划：应办、已办、还差几场")
    plan.choices.add_argument("--year", type=int, metavar="YEAR", help="年度；不写则今年")
    untrained = command("untrained", "12个月没有培训的人；不写群体则列出各群体的覆盖")
    untrained.places.add_argument("group", nargs="?", metavar="GROUP", help="对象群体，如 网格员")


def _attendance(options: argparse.Namespace) -> Answer:
    from fireoffice.domain.people import mask
    from fireoffice.domain.sign_in_sheets import read_names
    from fireoffice.domain.trainings import PRESENT, WAITED_FOR
    from fireoffice.services.trainings import attendance

    notes: tuple[str, ...] = ()
    with open_office(options.data) as office:
        key = _called(office, options.training)
        if options.names is not None:
            sheet = read_names(_cells(options.names))
            if not sheet:
                raise InputError(
                    f"名单里没有认出姓名（{options.names}）。", "请让第一行写明“姓名”等栏目。"
                )
            found = attendance.sign_in_list(office, key)
            mark = PRESENT if found.is_past else WAITED_FOR
            added = attendance.add_sheet(office, found.lines, sheet, mark)
            attendance.save(office, key, added.lines)
            notes = (f"加入{added.new}人，{added.unlinked}人没有对上人员。",)
        now = attendance.sign_in_list(office, key)
    rows = [
        {"name": one.name, "unit": one.unit, "phone": mask(one.phone) if one.phone else "",
         "presence": one.presence, "linked": one.person is not None}
        for one in now.lines
    ]  # fmt: skip
    lines = [f"{one.name}\t{one.unit}\t{one.presence}" for one in now.lines]
    roll = fields_of(now.roll)
    return Answer(
        {"training": key, "roll": roll, "names": rows},
        "\n".join([*lines, now.roll.told()]),
        notes,
    )


def _plan(options: argparse.Namespace) -> Answer:
    from fireoffice.services.trainings.figures import plan_status

    with open_office(options.data) as office:
        year = options.year or office.clock.today().year
        status = plan_status(office, year)
    rows = [fields_of(row) | {"remaining": row.remaining} for row in (*status.rows, status.total)]
    lines = [
        f"{row.title}\t{row.planned}\t{row.done}\t{row.remaining}\t{row.count.times}"
        for row in (*status.rows, status.total)
    ]
    notes = () if status.rows else (f"{year}年没有培训计划。",)
    return Answer(
        {"year": year, "rows": rows, "beside": fields_of(status.beside)},
        "\n".join(["计划\t应办\t已办\t还差\t人次", *lines]),
        notes,
    )


def _untrained(options: argparse.Namespace) -> Answer:
    from fireoffice.services.trainings.figures import coverage, untrained

    with open_office(options.data) as office:
        groups = coverage(office)
        if options.group is None:
            lines = [f"{one.group}\t{one.known}\t{one.trained}\t{one.untrained}" for one in groups]
            data = [fields_of(one) | {"untrained": one.untrained} for one in groups]
            return Answer({"groups": data}, "\n".join(["对象群体\t掌握\t已训\t没训", *lines]))
        if options.group not in {one.group for one in groups}:
            known = "、".join(one.group for one in groups)
            raise InputError(f"没有“{options.group}”这个群体。", f"可用的有：{known}。")
        found = untrained(office, options.group)
    told = [
        {"name": one.name, "unit": one.unit, "village": one.village, "last": one.last,
         "new_until": one.new_until}
        for one in found
    ]  # fmt: skip
    lines = [f"{one.name}\t{one.unit}\t{one.last or '从未'}" for one in found]
    return Answer(
        {"group": options.group, "people": told}, "\n".join(lines), (f"共{len(found)}人。",)
    )


def _called(office: Office, name: str) -> str:
    """The id of the session of this number or id. Raises `InputError`."""
    from fireoffice.registers import TRAININGS
    from fireoffice.services.records import Query, query, read

    rows = query(office, TRAININGS, Query(filters={"number": name}, limit=2)).rows
    return rows[0].id if len(rows) == 1 else read(office, TRAININGS, name).id


def _cells(file: Path) -> list[list[str]]:
    """The cells of a text file, tabs before commas, in UTF-8 or as Excel writes Chinese."""
    with explaining("读取名单", file):
        data = file.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    return list(csv.reader(text.splitlines(), delimiter="\t" if "\t" in text else ","))


COMMANDS: Final[Mapping[str, Command]] = {
    "attendance": _attendance,
    "plan-status": _plan,
    "untrained": _untrained,
}
