"""All that there is to say about a text, as the strip below it shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from fireoffice.docs import lint
from fireoffice.docs.lint.model import Replace
from fireoffice.docs.manuscript import Manuscript
from fireoffice.docs.reading import Problem
from fireoffice.ui.circular.beside import Beside
from fireoffice.ui.circular.findings import LET_STAND, Finding
from fireoffice.ui.circular.mends import mend_findings
from fireoffice.ui.theme.glyphs import Severity

_LOOKS: dict[lint.Severity, tuple[Severity, str]] = {
    lint.Severity.ERROR: ("must", "必改"),
    lint.Severity.WARNING: ("should", "建议"),
    lint.Severity.HINT: ("note", "提示"),
}
_ORDER = tuple(_LOOKS)
_CELLS = {"number": "发文字号", "kind": "文种"}
_CELL_OF_RULE = {
    "copies-missing": "抄送",
    "upward-signer": "签发人",
    "date-order": "印发日期",
    "kind-differs": "文种",
}


@dataclass(frozen=True)
class Subject:
    """The subject of judgement: the text as it stands, and all that is known of it.

    `step` is the name of the button once nothing has to be put right.
    """

    manuscript: Manuscript
    beside: Beside
    problems: tuple[Problem, ...] = ()
    locked: bool = False
    weights: lint.Severities = field(default_factory=lambda: lint.DEFAULT)
    step: str = "一键成文"


@dataclass(frozen=True)
class Summary:
    """The content of the strip: rows, its bold title, a note, and the word for all rows."""

    findings: tuple[Finding, ...] = ()
    title: str = ""
    note: str = ""
    every: str = ""


def summary_of(subject: Subject) -> Summary:
    """Return the summary of the findings about a text; empty for one that is still blank."""
    lines = subject.manuscript.lines
    if not any(line.text.strip() for line in lines):
        return Summary()
    open_ = () if subject.locked else _open_findings(subject)
    done = mend_findings(subject.beside.mends, lines)
    if not open_:
        restorable = sum(bool(finding.fix) for finding in done)
        every = f"全部恢复{restorable}处" if restorable and not subject.locked else ""
        title, note = f"已整理{len(done)}处", "读入时自动改正，每处都可以恢复"
        return Summary(done, title, note, every)
    fixable = sum(is_fixable(finding) for finding in open_)
    every = f"全部改正{fixable}处" if fixable else ""
    note = _note(open_, len(done), subject.step)
    return Summary((*open_, *done), f"问题{len(open_)}处", note, every)


def is_fixable(finding: Finding) -> bool:
    """Return True if the blue word of `finding` puts an open question right."""
    source = finding.source
    return isinstance(source, lint.Finding) and bool(source.fix and source.fix.edits)


def is_open(finding: Finding) -> bool:
    """Tell a question from what was already put right."""
    return isinstance(finding.source, lint.Finding | Problem)


def field_of(source: object) -> str:
    """Return the field above the text that a finding is about, empty for none."""
    if not isinstance(source, lint.Finding):
        return ""
    edits = source.fix.edits if source.fix else ()
    names = [
        _CELLS[edit.field] for edit in edits if isinstance(edit, Replace) and edit.field in _CELLS
    ]
    return names[0] if names else _CELL_OF_RULE.get(source.code, "")


def _note(findings: Sequence[Finding], mended: int, step: str) -> str:
    counts = {word: sum(one.word == word for one in findings) for _, word in _LOOKS.values()}
    said = "，".join(f"{word}{count}" for word, count in counts.items() if count)
    said += f"；改完必改项，按钮变成“{step}”" if counts["必改"] else "；没有必改项"
    return said + (f"；读入时已整理{mended}处" if mended else "")


def _open_findings(subject: Subject) -> tuple[Finding, ...]:
    """Return the problems that keep the paper from being finished, then the rules' findings."""
    problems = tuple(_problem(one) for one in subject.problems)
    taken = {one.line for one in subject.problems}
    found = [
        one
        for one in (
            *lint.told(subject.beside.mends, subject.weights),
            *lint.lint_manuscript(subject.manuscript, subject.weights),
        )
        if subject.beside.stands(one, subject.manuscript.lines)
        # An error in a line that a problem already names is not told twice.
        and not (one.severity is lint.Severity.ERROR and one.line in taken and not one.fix)
    ]
    found.sort(key=lambda one: _ORDER.index(one.severity))
    return (*problems, *(_finding(one) for one in found))


def _problem(problem: Problem) -> Finding:
    place = f"第{problem.line + 1}段" if problem.line is not None else "全文"
    return Finding("must", "必改", place, problem.message, problem.line, 0, 1000, source=problem)


def _finding(found: lint.Finding) -> Finding:
    severity, word = _LOOKS[found.severity]
    place = f"第{found.line + 1}段" if found.line is not None else "全文"
    if found.fix and found.fix.edits:
        fix = _spoken(found.fix.label)
    else:
        fix = "" if severity == "must" else LET_STAND
    # A sentence in a list needs no full stop, and the words that it is about stand before it.
    sentence = found.message.rstrip("。")
    if found.text and found.text not in sentence and "“" not in sentence:
        sentence = f"“{found.text}”：{sentence}"
    return Finding(
        severity,
        word,
        place,
        sentence,
        found.line,
        found.begin,
        found.end,
        fix,
        source=found,
        basis=found.basis,
    )


def _spoken(label: str) -> str:
    if label.startswith("改为“") and label.endswith("”"):
        return f"改为：{label[3:-1]}"
    return label
