"""Circulars judged and put right, one or a folder of them; needs no office and no database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from fireoffice.core.errors import InputError, OfficeError
from fireoffice.core.files import write_atomically
from fireoffice.core.settings import Settings
from fireoffice.docs.balance import NO_BALANCE, Balance, tally_of
from fireoffice.docs.clauses import Circular, take_apart
from fireoffice.docs.lint import (
    BY_CODE,
    DEFAULT,
    Applied,
    LintReport,
    Severities,
    Severity,
    lint,
    normalise,
)
from fireoffice.docs.style import STANDARD, PaperStyle
from fireoffice.docs.word import DOCUMENTS, read_document
from fireoffice.reports.workbook import Sheet, workbook
from fireoffice.services.papers.circular import produce

WORDS: Final = {Severity.ERROR: "必改", Severity.WARNING: "建议", Severity.HINT: "提示"}
"""The words for the severities."""

MARK: Final = "（规范）"
"""The end of a corrected paper's name, so that the old file stays beside it."""


@dataclass(frozen=True)
class Judged:
    """A file with its number, title and findings, or the sentence why it could not be read."""

    file: Path
    number: str = ""
    title: str = ""
    report: LintReport = field(default_factory=lambda: LintReport(()))
    problem: str = ""
    balance: Balance = NO_BALANCE


@dataclass(frozen=True)
class Corrected:
    """A corrected paper and every change, or the sentence why none could be made."""

    source: Path
    target: Path
    changes: tuple[Applied, ...] = ()
    problem: str = ""
    balance: Balance = NO_BALANCE


def severities(settings: Settings) -> Severities:
    """The severity of each rule under `settings`; what makes no sense there is passed over."""
    known = {severity.value for severity in Severity}
    chosen = {
        code: Severity(value)
        for code, value in settings.rule_severities.items()
        if code in BY_CODE and value in known
    }
    return {**DEFAULT, **chosen}


def judge(file: Path, weights: Severities = DEFAULT) -> Judged:
    """Judge the circular in `file`. Raises `InputError` and `EnvironmentProblem`."""
    reading = read_document(file)
    manuscript = reading.manuscript
    report = lint(reading, weights)
    return Judged(file, manuscript.fields.number, manuscript.title, report, balance=reading.balance)


def clauses(file: Path, weights: Severities = DEFAULT) -> tuple[Circular, Judged]:
    """The circular in `file`, taken apart clause by clause, and the judgement on it."""
    reading = read_document(file)
    circular = take_apart(reading.manuscript)
    report = lint(reading, weights)
    return circular, Judged(
        file, circular.number or "", circular.title, report, balance=reading.balance
    )


def judge_folder(folder: Path, weights: Severities = DEFAULT) -> Iterator[Judged]:
    """Judge each circular in `folder` and below, in the order of their names, one at a time.

    A file that cannot be read does not keep the others from being judged.
    """
    for file in circulars(folder):
        try:
            yield judge(file, weights)
        except OfficeError as error:
            yield Judged(file, problem=str(error))


def circulars(folder: Path) -> tuple[Path, ...]:
    """The files in `folder` and below that can hold a circular, corrected ones left out.

    Raises `InputError` where there is none.
    """
    found = tuple(
        file
        for file in sorted(folder.rglob("*"))
        if file.suffix.lower() in DOCUMENTS
        and not file.name.startswith(("~$", "."))
        and not file.stem.endswith(MARK)
        and file.is_file()
    )
    if not found:
        raise InputError(f"“{folder}”里没有公文。", f"请放入 {'、'.join(DOCUMENTS)} 文件。")
    return found


def correct(
    file: Path, target: Path, style: PaperStyle = STANDARD, weights: Severities = DEFAULT
) -> Corrected:
    """Write the right paper that `file` should be to `target`.

    Raises `InputError` and `EnvironmentProblem`; `file` itself is never written to.
    """
    if target.resolve() == file.resolve():
        raise InputError(f"规范后的公文不能盖掉原文件（{file.name}）。", "请换一个文件夹。")
    reading = read_document(file)
    made = normalise(reading, weights)
    write_atomically(target, produce(made.manuscript, style).data)
    balance = Balance(reading.went_in, tally_of(made.manuscript))
    return Corrected(file, target, made.changes, balance=balance)


def correct_folder(
    folder: Path,
    into: Path,
    style: PaperStyle = STANDARD,
    weights: Severities = DEFAULT,
) -> Iterator[Corrected]:
    """Write the right papers of all circulars in `folder` into `into`, one at a time.

    Subfolders keep their names. A file that cannot be put right does not stop the others.
    """
    taken: set[Path] = set()
    for file in circulars(folder):
        target = _free(into / file.relative_to(folder).parent, file.stem, taken)
        try:
            yield correct(file, target, style, weights)
        except OfficeError as error:
            yield Corrected(file, target, problem=str(error))


def correct_into(
    file: Path, into: Path, style: PaperStyle = STANDARD, weights: Severities = DEFAULT
) -> Corrected:
    """Correct one file into the folder `into`, under the name that a whole folder would give it."""
    return correct(file, _free(into, file.stem, set()), style, weights)


def _free(folder: Path, stem: str, taken: set[Path]) -> Path:
    """A name that no other file of this run has: 通知.doc and 通知.docx do not meet."""
    target = folder / f"{stem}{MARK}.docx"
    number = 2
    while target in taken:
        target = folder / f"{stem}{number}{MARK}.docx"
        number += 1
    taken.add(target)
    return target


def to_json(judged: Judged) -> dict[str, Any]:
    """The judgement on a file as data for programs."""
    kept = ("code", "severity", "paragraph", "text", "message", "basis")
    return {
        "file": judged.file,
        "number": judged.number,
        "title": judged.title,
        "errors": judged.report.count(Severity.ERROR),
        "warnings": judged.report.count(Severity.WARNING),
        "findings": [
            {name: getattr(one, name) for name in kept}
            | {"fix": one.fix.label if one.fix else None}
            for one in judged.report.findings
        ],
        "counts": judged.balance.to_json(),
        "problem": judged.problem or None,
    }


def told(judged: Judged, *, named: bool) -> list[str]:
    """The judgement on a file as lines for people, one a finding; `named` puts its name first."""
    lines = [str(judged.file)] if named else []
    for one in judged.report.findings:
        place = f"第{one.paragraph}段" if one.paragraph else "全文"
        text = f"（{one.text}）" if one.text else ""
        lines.append(f"{WORDS[one.severity]}　{place}　{one.message}{text}")
    return lines


def write_report(judged: Sequence[Judged], target: Path, folder: Path | None = None) -> None:
    """Write an .xlsx with a line for each file and one for each finding.

    File names are told from `folder` on. Raises `InputError` for another kind of file.
    """
    if target.suffix.lower() != ".xlsx":
        raise InputError(f"问题清单应当是 .xlsx（{target.name}）。", "如 -o 问题清单.xlsx。")
    named = [replace(one, file=_name(one.file, folder)) for one in judged]
    write_atomically(target, workbook((_summary(named), _details(named))))


def _name(file: Path, folder: Path | None) -> Path:
    return file.relative_to(folder) if folder else Path(file.name)


def _summary(judged: Sequence[Judged]) -> Sheet:
    counts = tuple((word, 6) for word in WORDS.values())
    return Sheet(
        "公文",
        (("文件", 40), ("发文字号", 24), ("标题", 48), *counts, ("没有读成的原因", 40)),
        [
            (
                str(one.file),
                one.number,
                one.title,
                *(one.report.count(severity) for severity in WORDS),
                one.problem,
            )
            for one in judged
        ],
    )


def _details(judged: Sequence[Judged]) -> Sheet:
    return Sheet(
        "问题",
        (
            *(("文件", 40), ("程度", 6), ("段", 6), ("原文", 32), ("问题", 56)),
            *(("改法", 28), ("依据", 36), ("规则", 20)),
        ),
        [
            (
                str(one.file),
                WORDS[finding.severity],
                finding.paragraph or "全文",
                finding.text,
                finding.message,
                finding.fix.label if finding.fix else "",
                finding.basis,
                finding.code,
            )
            for one in judged
            for finding in one.report.findings
        ],
    )
