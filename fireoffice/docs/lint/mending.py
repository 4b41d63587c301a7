"""Putting findings right: one of them, or all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from fireoffice.docs.lint.engine import excerpt, lint_manuscript
from fireoffice.docs.lint.model import Applied, Edit, Finding, Insert, Remove, Replace, Severities
from fireoffice.docs.lint.rules import DEFAULT
from fireoffice.docs.manuscript import Line, Manuscript

_MOST_ROUNDS: Final = 100
"""The most rounds of mending: one mend may bring the next to light, never nearly so often."""


def apply(manuscript: Manuscript, finding: Finding) -> Manuscript:
    """`manuscript` with `finding` put right.

    It stays as it is where the finding has no fix, or where the text has changed since.
    """
    edits = finding.fix.edits if finding.fix else ()
    if not edits or not all(_fits(manuscript, edit) for edit in edits):
        return manuscript
    for edit in sorted(edits, key=_from_the_end):
        manuscript = _edited(manuscript, edit)
    return manuscript


def apply_all(
    manuscript: Manuscript, severities: Severities = DEFAULT
) -> tuple[Manuscript, tuple[Applied, ...]]:
    """`manuscript` with everything put right that can be, and each change that was made.

    Done with the result once more, it changes nothing.
    """
    return apply_traced(manuscript, range(1, len(manuscript.lines) + 1), severities)


def apply_traced(
    manuscript: Manuscript, paragraphs: Iterable[int], severities: Severities
) -> tuple[Manuscript, tuple[Applied, ...]]:
    """`apply_all` where line `i` was read from the paragraph `paragraphs[i]`."""
    numbers = list(paragraphs)
    applied: list[Applied] = []
    for _ in range(_MOST_ROUNDS):
        chosen = _together(lint_manuscript(manuscript, severities))
        before = manuscript
        for finding in chosen:
            changed = apply(manuscript, finding)
            if changed is not manuscript:
                applied += _told(manuscript, finding, numbers)
                _follow(numbers, finding)
            manuscript = changed
        if manuscript == before:
            break
    applied.sort(key=lambda one: one.paragraph)
    return manuscript, tuple(applied)


def _together(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings whose fixes do not touch one another, in the order in which they can be made.

    A fix that adds or removes lines moves all others: it is made alone.
    """
    fixable = [finding for finding in findings if finding.fix and finding.fix.edits]
    chosen: list[Finding] = []
    taken: set[tuple[int | None, str]] = set()
    spans: dict[tuple[int | None, str], list[tuple[int, int]]] = {}
    for finding in fixable:
        assert finding.fix is not None
        edits = finding.fix.edits
        replaces = [edit for edit in edits if isinstance(edit, Replace)]
        if len(replaces) < len(edits):
            continue
        if all(_is_free(edit, spans) for edit in replaces):
            chosen.append(finding)
            for edit in replaces:
                spans.setdefault((edit.line, edit.field), []).append(_span(edit))
                taken.add((edit.line, edit.field))
    if not chosen:
        return tuple(fixable[:1])
    return tuple(sorted(chosen, key=lambda one: _from_the_end(_edits(one)[0])))


def _edits(finding: Finding) -> tuple[Edit, ...]:
    return finding.fix.edits if finding.fix else ()


def _span(edit: Replace) -> tuple[int, int]:
    return edit.begin, edit.begin + len(edit.before)


def _is_free(edit: Replace, spans: dict[tuple[int | None, str], list[tuple[int, int]]]) -> bool:
    begin, end = _span(edit)
    others = spans.get((edit.line, edit.field), ())
    return all(end < other[0] or begin > other[1] for other in others)


def _from_the_end(edit: Edit) -> tuple[int, int]:
    """The order of edits: later places first, so that earlier ones stay where they are."""
    line = -1 if edit.line is None else edit.line
    return -line, -edit.begin if isinstance(edit, Replace) else 0


def _fits(manuscript: Manuscript, edit: Edit) -> bool:
    if isinstance(edit, Replace):
        text = _text_at(manuscript, edit)
        return text is not None and text[edit.begin :].startswith(edit.before)
    if isinstance(edit, Insert) and edit.line == len(manuscript.lines):
        return True
    return edit.line < len(manuscript.lines) and manuscript.lines[edit.line].text == edit.text


def _text_at(manuscript: Manuscript, edit: Replace) -> str | None:
    if edit.field:
        return str(getattr(manuscript.fields, edit.field))
    if edit.line is None or edit.line >= len(manuscript.lines):
        return None
    return manuscript.lines[edit.line].text


def _edited(manuscript: Manuscript, edit: Edit) -> Manuscript:
    lines = manuscript.lines
    match edit:
        case Remove(line=line):
            return replace(manuscript, lines=(*lines[:line], *lines[line + 1 :]))
        case Insert(line=line, new=new):
            return replace(manuscript, lines=(*lines[:line], new, *lines[line:]))
        case Replace(begin=begin, before=before, after=after, line=line, field=field):
            text = _text_at(manuscript, edit) or ""
            text = text[:begin] + after + text[begin + len(before) :]
            if field == "kind":
                return replace(manuscript, fields=manuscript.fields.of_kind(text))
            if field:
                return replace(manuscript, fields=replace(manuscript.fields, **{field: text}))
            assert line is not None
            changed = Line(lines[line].role, text)
            return replace(manuscript, lines=(*lines[:line], changed, *lines[line + 1 :]))


def _told(manuscript: Manuscript, finding: Finding, paragraphs: Sequence[int]) -> list[Applied]:
    told: list[Applied] = []
    for edit in _edits(finding):
        number = (
            paragraphs[edit.line] if edit.line is not None and edit.line < len(paragraphs) else 0
        )
        match edit:
            case Replace(begin=begin, before=before, after=after):
                text = _text_at(manuscript, edit) or ""
                new = text[:begin] + after + text[begin + len(before) :]
                pair = (
                    excerpt(text, begin, begin + len(before)),
                    excerpt(new, begin, begin + len(after)),
                )
            case Remove(text=text):
                pair = (text.strip(), "")
            case Insert(new=new):
                pair = ("", new.text)
        told.append(Applied(number, *pair, finding.code, finding.message))
    return told


def _follow(paragraphs: list[int], finding: Finding) -> None:
    """Keep the paragraphs' numbers beside lines that were added or removed."""
    for edit in sorted(_edits(finding), key=_from_the_end):
        match edit:
            case Remove(line=line):
                del paragraphs[line]
            case Insert(line=line):
                paragraphs.insert(line, paragraphs[line] if line < len(paragraphs) else 0)
            case Replace():
                pass
