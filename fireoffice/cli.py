"""The command line: the use cases without a window."""

from __future__ import annotations

import argparse
import json
import logging
import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn, TextIO, cast

from fireoffice import cli_hazards, cli_papers
from fireoffice.core.drives import refuse_unsafe
from fireoffice.core.errors import EXIT_BUG, InputError, OfficeError
from fireoffice.core.log import start_log
from fireoffice.core.paths import default_data_folder

if TYPE_CHECKING:
    from fireoffice.registers import Register

if TYPE_CHECKING:
    from fireoffice.services.office import Office

_log = logging.getLogger(__name__)

_ABOUT: Final = "消防办：乡镇消防工作台账与公文。不带命令即打开窗口。"
_EXITS: Final = "退出状态：0完成，1输入有误，2环境问题（磁盘、权限、文件损坏），3程序出错。"
_INTERRUPTED: Final = 130


@dataclass(frozen=True)
class Answer:
    """What a command found or did: `data` for programs, `text` for people, `notes` beside it.

    `status` is the exit status.
    """

    data: Mapping[str, Any]
    text: str
    notes: tuple[str, ...] = ()
    status: int = 0


def main(arguments: Sequence[str]) -> int:
    """Do what `arguments` say and return the exit status; an error is told on standard error."""
    wants_json = "--json" in arguments
    folder = default_data_folder()
    try:
        options = parse(arguments)
        wants_json, folder = options.json, options.data
        _unlock(options.password_file)
        answer = _COMMANDS[options.command](options)
        _print(answer, wants_json)
    except OfficeError as error:
        _tell(str(error.message), error.hint, error.kind, wants_json)
        return error.exit_code
    except KeyboardInterrupt:
        _tell("已中止。", "", "input", wants_json)
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has closed it; writing to it once more at exit would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        _tell(*_record_bug(error, folder), "bug", wants_json)
        return EXIT_BUG
    return answer.status


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options; `command` is None where the window is wanted. Raises `InputError`."""
    # Not set_defaults: that would change the actions which every command shares, and what stands
    # before the command would be lost.
    unset = argparse.Namespace(data=None, json=False, command=None, password_file=None)
    options = _parser().parse_args(list(arguments), unset)
    options.data = options.data or default_data_folder()
    return options


class _Parser(argparse.ArgumentParser):
    """Speaks Chinese, and raises instead of ending the program."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, add_help=False, allow_abbrev=False, formatter_class=_Formatter)
        self.places = self.add_argument_group("参数")
        self.choices = self.add_argument_group("选项")
        self.choices.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        for pattern, sentence in _COMPLAINTS:
            match = re.search(pattern, message)
            if match:
                raise InputError(sentence.format(*match.groups()), _HINT)
        raise InputError(f"命令行写法有误（{message}）。", _HINT)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


_HINT: Final = "加 --help 可以看到写法。"
_COMPLAINTS: Final = (
    (r"arguments are required: (.+)", "缺少参数 {0}。"),
    (r"unrecognized arguments: (.+)", "不认识的参数 {0}。"),
    (r"invalid choice: '([^']*)'", "没有“{0}”这个命令。"),
    (r"argument (\S+): expected", "参数 {0} 后面要写一个值。"),
)


def _parser() -> _Parser:
    common = argparse.ArgumentParser(add_help=False)
    for_all = common.add_argument_group("公用选项")
    for_all.add_argument(
        "--data", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="数据文件夹"
    )
    for_all.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="输出供程序读取的 JSON"
    )
    for_all.add_argument(
        "--password-file",
        type=Path,
        metavar="FILE",
        default=argparse.SUPPRESS,
        help="写有数据库密码的文件，每行一个；也可用环境变量 FIREOFFICE_PASSWORD",
    )
    parser = _Parser(prog="fireoffice", description=_ABOUT, epilog=_EXITS, parents=[common])
    commands = parser.add_subparsers(
        dest="command", metavar="命令", title="命令", parser_class=_Parser
    )

    shared: list[Any] = [common]

    def command(name: str, summary: str) -> _Parser:
        return commands.add_parser(name, help=summary, description=summary, parents=shared)

    circular = command("circular", "把 .docx、.doc、.txt、.md、.toml 变成标准格式的公文")
    circular.places.add_argument("source", type=Path, metavar="SOURCE", help="公文或文本文件")
    circular.choices.add_argument(
        "-o", "--output", type=Path, metavar="OUT.docx", help="写到哪里；不写则取原文件的名称"
    )
    clauses = command("clauses", "说出一份公文的要素和逐条内容：谁、何时、报送什么")
    clauses.places.add_argument("source", type=Path, metavar="SOURCE", help="公文或文本文件")
    lint = command("lint", "对照 GB/T 9704 检查公文并校对文字；有必改的问题则退出状态为1")
    lint.places.add_argument("source", type=Path, metavar="SOURCE", help="公文，或装着公文的文件夹")
    lint.choices.add_argument(
        "-o", "--output", type=Path, metavar="REPORT.xlsx", help="把问题清单写成表格"
    )
    lint.choices.add_argument(
        "--normalise", type=Path, metavar="DIR", help="把改好的公文写到这个文件夹，原文件不动"
    )
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
    command("sample", "在数据文件夹中放入示例乡镇（邻鄂镇）")
    backup = command("backup", "备份数据库")
    backup.choices.add_argument("-o", "--output", type=Path, metavar="FILE", help="写到哪里")
    restore = command("restore", "从备份恢复数据库，恢复前先备份现有的")
    restore.places.add_argument("file", type=Path, metavar="FILE", help="备份文件")
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
    diagnostics = command("diagnostics", "写一个给技术人员的诊断包，其中没有个人信息")
    diagnostics.choices.add_argument(
        "-o", "--output", type=Path, metavar="FILE.zip", required=True, help="写到哪里"
    )
    cli_hazards.declare(command)
    cli_papers.declare(command)
    return parser


def _unlock(file: Path | None) -> None:
    """Take the passwords of databases; only who has any pays for the database layer here."""
    if file is not None or os.environ.get("FIREOFFICE_PASSWORD"):
        from fireoffice.services.password import learn

        learn(file)


def _open(folder: Path) -> Office:
    """The office in `folder`. Raises `OfficeError`, also where a database would not be safe."""
    from fireoffice.services.office import Office

    refuse_unsafe(folder)
    return Office.open(folder)


def _circular(options: argparse.Namespace) -> Answer:
    from fireoffice.core.settings import load_settings
    from fireoffice.services.circular import make_circular, paper_style

    source: Path = options.source
    beside = f"{source.stem}（规范）.docx" if source.suffix.lower() == ".docx" else ""
    target = options.output or beside or source.with_suffix(".docx").name
    style = paper_style(load_settings(options.data))
    made = make_circular(source, Path(target), style)
    mended = tuple(
        f"第{mend.line}行：{mend.message}：“{mend.before}”"
        + (f" → “{mend.after}”" if mend.after else "（已去掉）")
        for mend in made.mends
    )
    return Answer(
        {name: value for name, value in asdict(made).items() if name != "mends"}
        | {"mends": [asdict(mend) for mend in made.mends]},
        f"已写好{made.file}，共{made.pages}页，改正{len(made.mends)}处。",
        mended,
    )


def _clauses(options: argparse.Namespace) -> Answer:
    from fireoffice.core.settings import load_settings
    from fireoffice.docs.clauses import to_json
    from fireoffice.services import proofreading

    weights = proofreading.severities(load_settings(options.data))
    circular, judged = proofreading.clauses(options.source, weights)
    lines = [
        f"{'　' * (clause.level - 1)}{clause.label}{clause.heading or clause.text}"
        for clause in circular.clauses
    ]
    about = [circular.number or "无文号", circular.title, circular.recipients or "无主送机关"]
    findings = proofreading.to_json(judged)["findings"]
    return Answer(to_json(circular, findings), "\n".join([*about, *lines]))


def _lint(options: argparse.Namespace) -> Answer:
    from fireoffice.core.settings import load_settings
    from fireoffice.docs.lint import Severity
    from fireoffice.services import proofreading
    from fireoffice.services.circular import paper_style

    source: Path = options.source
    settings = load_settings(options.data)
    weights, style = proofreading.severities(settings), paper_style(settings)
    folder = source if source.is_dir() else None
    judged = (
        tuple(proofreading.judge_folder(folder, weights))
        if folder
        else (proofreading.judge(source, weights),)
    )
    if options.output:
        proofreading.write_report(judged, options.output, folder)
    into: Path | None = options.normalise
    corrected: tuple[proofreading.Corrected, ...] = ()
    if into and folder:
        corrected = tuple(proofreading.correct_folder(folder, into, style, weights))
    elif into:
        corrected = (proofreading.correct_into(source, into, style, weights),)
    problems = [f"{one.file}：{one.problem}" for one in judged if one.problem]
    problems += [f"{one.source}：{one.problem}" for one in corrected if one.problem]
    data = [proofreading.to_json(one) for one in judged]
    lines = [line for one in judged for line in proofreading.told(one, named=folder is not None)]
    errors = sum(one.report.count(Severity.ERROR) for one in judged)
    warnings = sum(one.report.count(Severity.WARNING) for one in judged)
    count = sum(len(one.report.findings) for one in judged)
    notes = (*problems, *(f"已写好{one.target}。" for one in corrected if not one.problem))
    return Answer(
        {"errors": errors, "warnings": warnings}
        | ({"files": data} if folder else data[0])
        | ({"corrected": [_fields(one) for one in corrected]} if into else {}),
        "\n".join([*lines, f"问题{count}处，其中必改{errors}处。"]),
        notes,
        1 if errors or problems else 0,
    )


def _list(options: argparse.Namespace) -> Answer:
    from fireoffice.domain.people import mask
    from fireoffice.services.records import Query, query

    register, filters = _register(options.register), _filters(options.where)
    with _open(options.data) as office:
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
    from fireoffice.services.exporting import Selection, export
    from fireoffice.services.records import Query
    from fireoffice.sheets.writing import free_name

    register, filters = _register(options.register), _filters(options.where)
    target = free_name((options.output or Path(register.title)).with_suffix(".xlsx"))
    with _open(options.data) as office:
        selection = Selection(Query(filters=filters))
        steps = export(office, register, selection, target, personal=options.personal)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                made = end.value
                break
    return Answer(
        {"register": register.name} | _fields(made),
        f"已写好{made.file}，共{made.records:,}条。",
        ("其中有完整的个人信息，请妥善保管。",) if made.personal else (),
    )


def _register(name: str) -> Register:
    """The register of that English or Chinese name. Raises `InputError`."""
    from fireoffice.registers import REGISTERS

    named = {register.title: register for register in REGISTERS.values()} | dict(REGISTERS)
    if name not in named:
        raise InputError(f"没有“{name}”这个台账。", f"可用的有：{'、'.join(REGISTERS)}。")
    return named[name]


def _filters(conditions: Sequence[str]) -> dict[str, object]:
    """What 「栏目=值」 ask for. Raises `InputError` for one that is written otherwise."""
    filters: dict[str, object] = {}
    for condition in conditions:
        name, equals, value = condition.partition("=")
        if not equals or not name.strip():
            raise InputError(
                f"条件“{condition}”写法不对。", "请写成 栏目=值，如 --where 村（居）=清水社区。"
            )
        filters[name.strip()] = value.strip()
    return filters


def _sample(options: argparse.Namespace) -> Answer:
    from fireoffice.services import papers, sample

    with _open(options.data) as office:
        count = sample.fill(office)
        if count:
            papers.new_sample_draft(office)
    done = f"已放入示例乡镇，共{count}条记录" if count else "示例乡镇已经在这里"
    return Answer({"folder": options.data, "records": count}, f"{done}（{options.data}）。")


def _backup(options: argparse.Namespace) -> Answer:
    from fireoffice.services.backups import backup

    with _open(options.data) as office:
        info = backup(office, options.output)
    return Answer(
        {"file": info.file, "records": info.records, "sha256": info.sha256},
        f"已备份到{info.file}，共{info.records}条记录。",
    )


def _restore(options: argparse.Namespace) -> Answer:
    from fireoffice.services.backups import restore

    refuse_unsafe(options.data)
    info = restore(options.data, options.file)
    data = _fields(info)
    return Answer({"restored": options.file} | data, f"已从{options.file}恢复到{options.data}。")


def _export_readonly(options: argparse.Namespace) -> Answer:
    from fireoffice.services.foreign import export_readonly

    made = export_readonly(options.file, options.output)
    return Answer(
        {"file": made.file, "tables": made.tables},
        f"已导出到{made.file}，共{sum(made.tables.values())}条记录；个人信息已遮盖。",
    )


def _copy(options: argparse.Namespace) -> Answer:
    from fireoffice.services.moving import copy_office

    refuse_unsafe(options.data)
    there = copy_office(options.source, options.data)
    return Answer({"folder": there}, f"已复制到{there}，原来的文件没有动。")


def _check(options: argparse.Namespace) -> Answer:
    from fireoffice.services.backups import check

    with _open(options.data) as office:
        report = check(office, repair=options.repair)
    lines = ["已修复：", *report.repaired] if report.repaired else []
    lines += ["数据库完好。"] if report.ok else ["数据库有问题：", *report.problems]
    text = "\n".join(lines)
    data = {"ok": report.ok, "problems": list(report.problems), "repaired": list(report.repaired)}
    return Answer(data, text, report.notes, 0 if report.ok else 2)


def _diagnostics(options: argparse.Namespace) -> Answer:
    from fireoffice.services.diagnostics import collect

    made = collect(options.data, options.output)
    return Answer({"file": made}, f"诊断包已写好：{made}。其中没有个人信息。")


def _paper(options: argparse.Namespace) -> Answer:
    return Answer(*cli_papers.paper(options))


def _template(options: argparse.Namespace) -> Answer:
    return Answer(*cli_papers.template(options))


def _hazard(options: argparse.Namespace) -> Answer:
    return Answer(*cli_hazards.hazard(options))


_COMMANDS: Final = {
    "circular": _circular,
    "clauses": _clauses,
    "lint": _lint,
    "list": _list,
    "export": _export,
    "sample": _sample,
    "backup": _backup,
    "restore": _restore,
    "export-readonly": _export_readonly,
    "copy": _copy,
    "check": _check,
    "diagnostics": _diagnostics,
    "hazard": _hazard,
    "paper": _paper,
    "template": _template,
}


def _fields(value: object) -> dict[str, Any]:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else {}


def _cell(value: Any) -> str:
    return "" if value is None else re.sub(r"\s+", " ", str(value))


def _print(answer: Answer, wants_json: bool) -> None:
    if wants_json:
        _say(json.dumps(answer.data, ensure_ascii=False, default=_plain), sys.stdout, "utf-8")
        return
    for note in answer.notes:
        _say(note, sys.stderr)
    _say(answer.text, sys.stdout)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else str(value)


def _tell(message: str, hint: str, kind: str, wants_json: bool) -> None:
    if wants_json:
        error = {"error": message, "hint": hint, "kind": kind}
        _say(json.dumps(error, ensure_ascii=False), sys.stderr, "utf-8")
    else:
        _say(f"{message}{hint}", sys.stderr)


def _say(text: str, stream: TextIO, encoding: str | None = None) -> None:
    """Print a line; what an old console cannot show becomes a question mark."""
    if hasattr(stream, "reconfigure"):
        cast("Any", stream).reconfigure(encoding=encoding, errors="replace")
    print(text, file=stream, flush=True)


def _record_bug(error: Exception, folder: Path) -> tuple[str, str]:
    """Write a bug into the log; returns what to tell the user."""
    try:
        log = start_log(folder)
    except OfficeError:
        return f"程序出错（{type(error).__name__}）。", "请把这句话和所用的文件交给技术人员。"
    _log.error("bug", exc_info=error)
    return f"程序出错（{type(error).__name__}），数据没有改动。", f"请把日志{log}交给技术人员。"
