"""Commands for circulars: make one, say what one says, proof-read."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fireoffice.cli.answers import Answer, Command, Declare, fields_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from fireoffice.docs.prose.source import Mend
    from fireoffice.services.papers.proofreading import Corrected


def declare(command: Declare) -> None:
    """Add the commands to the command line."""
    circular = command("circular", "把 .docx、.doc、.txt、.md、.toml 变成标准格式的公文")
    circular.places.add_argument("source", type=Path, metavar="SOURCE", help="公文或文本文件")
    circular.choices.add_argument(
        "-o", "--output", type=Path, metavar="OUT.docx", help="写到哪里；不写则取原文件的名称"
    )
    circular.choices.add_argument(
        "--preprinted", action="store_true", help="套打：红头留空，印在带红头的纸上"
    )
    circular.choices.add_argument(
        "--even-pages", action="store_true", help="版记在双数页：需要时加一页空白"
    )
    circular.choices.add_argument(
        "--strict", action="store_true", help="还有必改的问题则退出状态为1（文件照样写好）"
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


def _circular(options: argparse.Namespace) -> Answer:
    from fireoffice.core.settings import load_settings
    from fireoffice.docs.lint.contents import TOLD
    from fireoffice.services.papers.circular import make_circular, paper_style
    from fireoffice.services.papers.proofreading import severities

    source: Path = options.source
    beside = f"{source.stem}（规范）.docx" if source.suffix.lower() == ".docx" else ""
    target = options.output or beside or source.with_suffix(".docx").name
    settings = load_settings(options.data)
    style = paper_style(settings)
    style = replace(
        style,
        preprinted=options.preprinted,
        imprint_on_even_page=style.imprint_on_even_page or options.even_pages,
    )
    made = make_circular(source, Path(target), style, severities(settings))
    told = [mend for mend in made.mends if mend.code in TOLD]
    apart = {"mends", "balance", "faults"}
    faults = [{"code": one.code, "message": one.message, "text": one.text} for one in made.faults]
    remaining = f"还有必改{len(faults)}处。" if faults else ""
    return Answer(
        {name: value for name, value in asdict(made).items() if name not in apart}
        | {
            "mends": [asdict(mend) for mend in made.mends],
            "counts": made.balance.to_json(),
            "faults": faults,
        },
        f"已写好{made.file}，共{made.pages}页，改正{len(made.mends) - len(told)}处。{remaining}",
        (
            *(_line(mend, told=mend in told) for mend in made.mends),
            *(f"必改：{one.message}" for one in made.faults),
        ),
        1 if faults and options.strict else 0,
    )


def _line(mend: Mend, *, told: bool) -> str:
    """The line on a mend; with `told`, on something that only a person can put right."""
    place = f"第{mend.line}行" if mend.line else "全文"
    words = f"：“{mend.before}”" if mend.before else ""
    end = "" if told else f" → “{mend.after}”" if mend.after else "（已去掉）"
    return f"{place}：{mend.message}{words}{end}"


def _clauses(options: argparse.Namespace) -> Answer:
    from fireoffice.core.settings import load_settings
    from fireoffice.docs.clauses import to_json
    from fireoffice.services.papers import proofreading

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
    from fireoffice.services.papers import proofreading
    from fireoffice.services.papers.circular import paper_style

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
        | ({"corrected": [_corrected(one) for one in corrected]} if into else {}),
        "\n".join([*lines, f"问题{count}处，其中必改{errors}处。"]),
        notes,
        1 if errors or problems else 0,
    )


def _corrected(one: Corrected) -> dict[str, Any]:
    fields = fields_of(one)
    del fields["balance"]
    return fields | {"counts": one.balance.to_json()}


COMMANDS: Final[Mapping[str, Command]] = {"circular": _circular, "clauses": _clauses, "lint": _lint}
