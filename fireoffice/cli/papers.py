"""The commands that make papers from records and look after their templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fireoffice.cli.answers import Answer, Command, Declare, open_office, pairs, record_called
from fireoffice.core.errors import InputError, explaining
from fireoffice.core.files import write_atomically

if TYPE_CHECKING:
    import argparse

    from fireoffice.services.papers.contexts import PaperKind


def declare(command: Declare) -> None:
    """Add the commands to the command line."""
    paper = command("paper", "由台账记录制发文书：整改通知书、培训通知、签到表等")
    paper.places.add_argument("kind", metavar="KIND", help="文书的中文名或英文名")
    paper.places.add_argument(
        "records", nargs="*", metavar="RECORD", help="记录的编号，也可以用它的 id"
    )
    paper.choices.add_argument(
        "-o", "--output", type=Path, metavar="DIR", help="另存一份到这个文件夹"
    )
    paper.choices.add_argument(
        "--set", action="append", default=[], metavar="栏目=值", help="如 --set 整改期限=2021-05-10"
    )
    paper.choices.add_argument("--preview", action="store_true", help="只预览，不编号、不登记")
    paper.choices.add_argument("--merge", action="store_true", help="另写一个供一次打印的合并文件")
    paper.choices.add_argument("--fields", action="store_true", help="列出模板可用的栏目")
    void = command("paper-void", "作废一份由记录制发的文书，连同它登记的经过")
    void.places.add_argument("number", metavar="NUMBER", help="文号，如邻鄂消通〔2021〕24号")
    void.choices.add_argument("--reason", required=True, metavar="TEXT", help="作废原因")
    void.choices.add_argument("--keep", action="store_true", help="撤不回的经过照旧保留")
    again = command("paper-again", "按原来的文号重新制发一份文书")
    again.places.add_argument("number", metavar="NUMBER", help="文号，如邻鄂消通〔2021〕24号")
    again.choices.add_argument(
        "--set", action="append", default=[], metavar="栏目=值", help="如 --set 整改期限=2021-05-10"
    )
    template = command("template", "放入、检查、导出或停用文书模板")
    template.places.add_argument("kind", metavar="KIND", help="文书的中文名或英文名")
    what = template.choices.add_mutually_exclusive_group()
    what.add_argument("--put", type=Path, metavar="FILE.docx", help="检查后启用这个模板")
    what.add_argument("--check", type=Path, metavar="FILE.docx", help="只检查，不启用")
    what.add_argument("--export", type=Path, metavar="FILE", help="把现用的模板另存到这里")
    what.add_argument("--restore", action="store_true", help="改回内置模板")


def _paper(options: argparse.Namespace) -> Answer:
    """Issue papers, preview them, or list the fields of a template."""
    from fireoffice.registers import REGISTERS
    from fireoffice.services.papers.from_records import issue_form, preview
    from fireoffice.services.papers.planning import kind_named

    kind = kind_named(options.kind)
    if options.fields:
        return _fields(kind)
    given = pairs(options.set, "整改期限=2021-05-10")
    with open_office(options.data) as office:
        register = REGISTERS[kind.register]
        chosen = [record_called(office, register, called) for called in options.records]
        if options.preview:
            folder = options.output or Path()
            files = preview(office, kind, chosen, given, folder)
            listed = [str(file) for file in files]
            notes = ("这是预览，没有编号，也没有登记。",)
            return Answer({"files": listed}, "\n".join(listed), notes)
        result = issue_form(office, kind, chosen, given, print_file=options.merge)
    papers = [
        {
            "number": one.number,
            "file": str(_copied(one.file, options.output)),
            "sha256": one.sha256,
            "records": list(one.records),
        }
        for one in result.issued
    ]
    whole = str(_copied(result.print_file, options.output)) if result.print_file else None
    lines = [f"{one['number']}\t{one['file']}" for one in papers] + ([whole] if whole else [])
    return Answer({"papers": papers, "print_file": whole}, "\n".join(lines), result.notices)


def _void(options: argparse.Namespace) -> Answer:
    """Make a paper void, and take out what issuing entered."""
    from fireoffice.services.papers import voiding
    from fireoffice.services.papers.register import paper_numbered

    with open_office(options.data) as office:
        paper_id = paper_numbered(office, options.number)
        entered = voiding.consequences(office, paper_id)
        voiding.void(office, paper_id, options.reason, keep=options.keep)
    taken = [one.title for one in entered if not one.objection]
    kept = [one.title for one in entered if one.objection]
    lines = [f"{options.number}已作废。", *(f"已撤回{one}。" for one in taken)]
    lines += [f"{one}照旧保留。" for one in kept]
    data = {"number": options.number, "withdrawn": taken, "kept": kept}
    return Answer(data, "\n".join(lines))


def _again(options: argparse.Namespace) -> Answer:
    """Make an issued paper anew, under its number."""
    from fireoffice.services.papers.from_records import reissue_form
    from fireoffice.services.papers.register import paper_numbered

    given = pairs(options.set, "整改期限=2021-05-10")
    with open_office(options.data) as office:
        made = reissue_form(office, paper_numbered(office, options.number), given)
    data = {"number": made.number, "file": str(made.file), "sha256": made.sha256}
    return Answer(data, f"{made.number}\t{made.file}")


def _template(options: argparse.Namespace) -> Answer:
    """Look after the template of one form."""
    from fireoffice.docs.forms.checking import check_template
    from fireoffice.services.papers import templates
    from fireoffice.services.papers.planning import kind_named

    form = kind_named(options.kind).form
    if form is None:
        raise InputError(f"{options.kind}由公文编辑器排版，没有模板。", "格式请在设置里调整。")
    found: Sequence[Any] = ()
    with open_office(options.data) as office:
        if options.put:
            found = templates.put_in(office, form, options.put)
        elif options.check:
            with explaining("读取模板", options.check):
                found = check_template(form, options.check.read_bytes(), options.check.name)
        elif options.export:
            templates.export(office, form, options.export)
        elif options.restore:
            templates.restore_shipped(office, form)
        now = templates.state(office, form)
    findings = [
        {"weight": one.weight.value, "message": one.message, "hint": one.hint} for one in found
    ]
    lines = [f"{one['weight']}：{one['message']}{one['hint']}" for one in findings]
    lines.append(f"{form.title}现用{now.origin}模板（{now.sha256[:12]}）。")
    data = {"template": now.origin, "sha256": now.sha256, "findings": findings}
    return Answer(data, "\n".join(lines))


def _fields(kind: PaperKind) -> Answer:
    from fireoffice.docs.forms import fields_page
    from fireoffice.docs.forms.slots import slots_of

    if kind.form is None:
        raise InputError(f"{kind.title}由公文编辑器排版，没有模板。", "格式请在设置里调整。")
    listed = [
        {
            "name": one.name,
            "meaning": one.meaning,
            "required": one.required,
            "rows": [
                {"name": inner.name, "meaning": inner.meaning, "required": inner.required}
                for inner in (slots_of(one.rows) if one.rows else ())
            ],
        }
        for one in kind.form.slots
    ]
    return Answer({"kind": kind.form.name, "fields": listed}, fields_page(kind.form))


def _copied(file: Path, folder: Path | None) -> Path:
    """The file, or its copy in `folder` where one was asked for."""
    if folder is None:
        return file
    with explaining("另存文书", folder):
        write_atomically(folder / file.name, file.read_bytes())
    return folder / file.name


COMMANDS: Final[Mapping[str, Command]] = {
    "paper": _paper,
    "paper-void": _void,
    "paper-again": _again,
    "template": _template,
}
