"""What reading a text put right, as findings that lead to the place and can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fireoffice.docs.manuscript import Line
from fireoffice.docs.reader_text import Mend
from fireoffice.docs.reading import Problem
from fireoffice.ui.circular.findings import Finding

_LONGEST = 24


@dataclass(frozen=True)
class Summary:
    """What the strip shows: rows, its bold title, a note, and the word for all rows."""

    findings: tuple[Finding, ...] = ()
    title: str = ""
    note: str = ""
    every: str = ""


def summary_of(
    problems: Sequence[Problem], mends: Sequence[Mend], lines: Sequence[Line], locked: bool
) -> Summary:
    """Return what there is to say about a text; nothing about one that is still blank."""
    if not any(line.text.strip() for line in lines):
        return Summary()
    open_, done = problem_findings(problems), mend_findings(mends, lines)
    restorable = sum(bool(finding.fix) for finding in done)
    every = f"全部恢复{restorable}处" if restorable and not locked else ""
    if not open_:
        title, note = f"已整理{len(done)}处", "读入时自动改正，每处都可以恢复"
        return Summary(done, title, note, every)
    note = "改完就能成文" + (f"；读入时已整理{len(done)}处" if done else "")
    return Summary((*open_, *done), f"问题{len(open_)}处", note, every)


def problem_findings(problems: Sequence[Problem]) -> tuple[Finding, ...]:
    """Return what keeps a paper from being finished, as 必改."""
    return tuple(
        Finding(
            "must",
            "必改",
            f"第{problem.line + 1}段" if problem.line is not None else "全文",
            problem.message,
            problem.line,
            0,
            1000,
        )
        for problem in problems
    )


def mend_findings(mends: Sequence[Mend], lines: Sequence[Line]) -> tuple[Finding, ...]:
    """Return the mends: first those that still stand in `lines`, then what concerns the whole."""
    placed: list[Finding] = []
    whole: dict[str, list[Mend]] = {}
    at = (0, 0)
    for mend in mends:
        place = _find(lines, mend.after, at) or _find(lines, mend.after, (0, 0))
        if place is None:
            whole.setdefault(mend.message, []).append(mend)
            continue
        line, column = at = place
        end = column + len(mend.after)
        fix = f"恢复“{_short(mend.before)}”" if mend.before.strip() else ""
        placed.append(
            Finding(
                "note", "已改", f"第{line + 1}段", _sentence(mend), line, column, end, fix, mend
            )
        )
    return (*placed, *(_about_all(message, alike) for message, alike in whole.items()))


def _about_all(message: str, alike: Sequence[Mend]) -> Finding:
    """Return one row for mends that left nothing in the text, such as empty lines."""
    if len(alike) == 1:
        return Finding("note", "已改", "全文", _sentence(alike[0]), source=alike[0])
    what = "、".join(dict.fromkeys(_short(mend.before) for mend in alike if mend.before))
    return Finding("note", "已改", "全文", f"{message}（{what}）", source=alike[0])


def _find(lines: Sequence[Line], after: str, start: tuple[int, int]) -> tuple[int, int] | None:
    if not after.strip():
        return None
    for number in range(start[0], len(lines)):
        column = lines[number].text.find(after, start[1] if number == start[0] else 0)
        if column >= 0:
            return number, column
    return None


def _sentence(mend: Mend) -> str:
    before, after = _short(mend.before), _short(mend.after)
    if before and after:
        return f"“{before}”改为“{after}”：{mend.message}"
    return f"{mend.message}：“{before}”" if before else mend.message


def _short(text: str) -> str:
    text = " ".join(text.split("\n"))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
