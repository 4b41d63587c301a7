"""Commands that keep the data: sample, backup, restoration, check, what a technician asks for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from fireoffice.cli.answers import Answer, Command, Declare, fields_of, open_office
from fireoffice.core.drives import refuse_unsafe
from fireoffice.core.errors import InputError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping


def declare(command: Declare) -> None:
    """Add the commands to the command line."""
    command("sample", "在数据文件夹中放入示例乡镇（邻鄂镇）")
    backup = command("backup", "备份数据库")
    backup.choices.add_argument("-o", "--output", type=Path, metavar="FILE", help="写到哪里")
    backup.choices.add_argument(
        "--drill",
        action="store_true",
        help="不备份，而是演练：把最近一份备份恢复到一旁并核对，每月一次",
    )
    restore = command("restore", "从备份恢复数据库，恢复前先备份现有的")
    restore.places.add_argument("file", type=Path, metavar="FILE", help="备份文件")
    restore.choices.add_argument(
        "--other-town", action="store_true", help="这个备份是另一个乡镇的，确实要换成它"
    )
    readonly = command(
        "export-readonly", "把整个数据库只读导出为表格，更新版本的消防办建立的也可以"
    )
    readonly.places.add_argument("file", type=Path, metavar="FILE", help="数据库文件")
    readonly.choices.add_argument(
        "-o", "--output", type=Path, metavar="OUT.xlsx", required=True, help="写到哪里"
    )
    copy = command("copy", "把U盘或网络盘上的数据文件夹复制到 --data 指定的位置")
    copy.places.add_argument("source", type=Path, metavar="DIR", help="原来的数据文件夹")
    checking = command("check", "检查数据库是否完好")
    checking.choices.add_argument(
        "--repair", action="store_true", help="先备份，再修复能从操作记录推出的内容"
    )
    password = command("password", "设置、修改或取消数据库密码")
    new = password.choices.add_mutually_exclusive_group(required=True)
    new.add_argument("--new-file", type=Path, metavar="FILE", help="第一行写有新密码的文件")
    new.add_argument("--remove", action="store_true", help="取消密码")
    password.choices.add_argument(
        "--earlier",
        choices=("protect", "remove", "leave"),
        default="leave",
        help="没有密码的旧备份（含第二份位置、升级前的副本）：一起加密、删除或不动",
    )
    diagnostics = command("diagnostics", "写一个给技术人员的诊断包，其中没有个人信息")
    diagnostics.choices.add_argument(
        "-o", "--output", type=Path, metavar="FILE.zip", required=True, help="写到哪里"
    )


def _sample(options: argparse.Namespace) -> Answer:
    from fireoffice.services.papers import issuing as papers
    from fireoffice.services.sample import installing as sample

    with open_office(options.data, make=True) as office:
        count = sample.fill(office)
        if count:
            papers.new_sample_draft(office)
    done = f"已放入示例乡镇，共{count}条记录" if count else "示例乡镇已经在这里"
    return Answer({"folder": options.data, "records": count}, f"{done}（{options.data}）。")


def _backup(options: argparse.Namespace) -> Answer:
    if options.drill:
        return _drill(options)
    from fireoffice.services.safekeeping.backups import backup
    from fireoffice.services.safekeeping.beside import beside

    with open_office(options.data) as office:
        info = backup(office, options.output)
        others = beside(office)
    return Answer(
        {"file": info.file, "records": info.records, "sha256": info.sha256}
        | {"not_in_it": {"attachments": others.attachments, "papers": others.papers}},
        f"已备份到{info.file}，共{info.records}条记录。",
        (others.told(),) if others.told() else (),
    )


def _drill(options: argparse.Namespace) -> Answer:
    from fireoffice.services.safekeeping import drill

    with open_office(options.data) as office:
        held = drill.hold(office) if drill.is_due(office) else drill.last_drill(office)
    if held is None:
        raise InputError("还没有备份，不能演练恢复。", "请先备份一次。")
    if held.problem:
        return Answer(fields_of(held), f"{held.problem}{drill.HINT}", status=2)
    day = f"{held.at:%Y-%m-%d}"
    return Answer(
        fields_of(held), f"{day}用{held.backup}演练恢复，{held.records}条记录都在，完好。"
    )


def _restore(options: argparse.Namespace) -> Answer:
    from fireoffice.services.safekeeping.backups import restore
    from fireoffice.services.safekeeping.password import is_protected

    refuse_unsafe(options.data)
    was_protected = is_protected(options.data)
    info = restore(options.data, options.file, other_office=options.other_town)
    data = fields_of(info)
    dropped = was_protected and not is_protected(options.data)
    notes = ("原来的数据设有密码，恢复的没有；请用 password 命令重新设置。",) if dropped else ()
    done = f"已从{options.file}恢复到{options.data}。"
    return Answer({"restored": options.file} | data, done, notes)


def _export_readonly(options: argparse.Namespace) -> Answer:
    from fireoffice.services.safekeeping.foreign import export_readonly

    made = export_readonly(options.file, options.output)
    return Answer(
        {"file": made.file, "tables": made.tables},
        f"已导出到{made.file}，共{sum(made.tables.values())}条记录；个人信息已遮盖。",
    )


def _copy(options: argparse.Namespace) -> Answer:
    from fireoffice.services.safekeeping.moving import copy_office

    refuse_unsafe(options.data)
    there = copy_office(options.source, options.data)
    return Answer({"folder": there}, f"已复制到{there}，原来的文件没有动。")


def _check(options: argparse.Namespace) -> Answer:
    from fireoffice.services.safekeeping.backups import check

    with open_office(options.data) as office:
        report, noted = check(office, repair=options.repair), office.notes
    lines = ["已修复：", *report.repaired] if report.repaired else []
    lines += ["数据库完好。"] if report.ok else ["数据库有问题：", *report.problems]
    text = "\n".join(lines)
    data = {"ok": report.ok, "problems": list(report.problems), "repaired": list(report.repaired)}
    return Answer(data, text, (*noted, *report.notes), 0 if report.ok else 2)


def _password(options: argparse.Namespace) -> Answer:
    from fireoffice.services.safekeeping import password
    from fireoffice.services.safekeeping.protection import Earlier

    new = "" if options.remove else password.first_in(options.new_file)
    with open_office(options.data) as office:
        treated = password.set_password(
            office, password.given_for(office.file), new, Earlier[options.earlier.upper()]
        )
    done = "已设置密码，请另外记好。" if new else "已取消密码。"
    data = {"protected": treated.protected, "removed": treated.removed, "left": treated.left}
    return Answer(data, done + treated.told())


def _diagnostics(options: argparse.Namespace) -> Answer:
    from fireoffice.services.safekeeping.diagnostics import collect

    made = collect(options.data, options.output)
    return Answer({"file": made}, f"诊断包已写好：{made}。其中没有个人信息。")


COMMANDS: Final[Mapping[str, Command]] = {
    "sample": _sample,
    "backup": _backup,
    "restore": _restore,
    "export-readonly": _export_readonly,
    "copy": _copy,
    "check": _check,
    "password": _password,
    "diagnostics": _diagnostics,
}
