"""The mends made while a text was read, as rows that lead to the place and can be taken back."""

from __future__ import annotations

from collections.abc import Sequence

from fireoffice.docs.lint.contents import TOLD
from fireoffice.docs.manuscript import Line
from fireoffice.docs.prose.source import Mend
from fireoffice.ui.circular.findings import DONE, Finding

_LONGEST = 24


def mend_findings(mends: Sequence[Mend], lines: Sequence[Line]) -> tuple[Finding, ...]:
    """Return the mends: first those that still stand in `lines`, then what concerns the whole."""
    placed: list[Finding] = []
    whole: dict[str, list[Mend]] = {}
    at = (0, 0)
    for mend in mends:
        if mend.code in TOLD:
            # These put nothing right; they stand as questions among the findings.
            continue
        place = _find(lines, mend.after, at) or _find(lines, mend.after, (0, 0))
        if place is None:
            whole.setdefault(mend.message, []).append(mend)
            continue
        line, column = at = place
        end = column + len(mend.after)
        fix = f"恢复“{_short(mend.before)}”" if mend.before.strip() else ""
        placed.append(
            Finding("note", DONE, f"第{line + 1}段", _sentence(mend), line, column, end, fix, mend)
        )
    return (*placed, *(_about_all(message, alike) for message, alike in whole.items()))


def _about_all(message: str, alike: Sequence[Mend]) -> Finding:
    """Return one row for mends that left nothing in the text, such as empty lines."""
    if len(alike) == 1:
        return Finding("note", DONE, "全文", _sentence(alike[0]), source=alike[0])
    what = "、".join(dict.fromkeys(_short(mend.before) for mend in alike if mend.before))
    return Finding("note", DONE, "全文", f"{message}（{what}）", source=alike[0])


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
