"""The data that belong to a text without standing in it, and are undone together with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from fireoffice.docs.lint import Finding
from fireoffice.docs.manuscript import Fields, Line
from fireoffice.docs.paper import Picture
from fireoffice.docs.prose.source import Mend

_AROUND = 2
"""Characters on either side that tell one place from another that has the same fault."""


@dataclass(frozen=True)
class Beside:
    """Fields, pictures, what the reading mended, and the findings that the writer lets stand.

    `waived` has each finding that was let stand as its rule's code and the words that it is
    about: it comes back when those words change.
    """

    fields: Fields = field(default_factory=Fields)
    mends: tuple[Mend, ...] = ()
    waived: frozenset[tuple[str, str]] = frozenset()
    pictures: tuple[Picture, ...] = ()

    def stands(self, finding: Finding, lines: Sequence[Line]) -> bool:
        """Return True if `finding` about `lines` still has to be shown."""
        return _key(finding, lines) not in self.waived

    def waive(self, finding: Finding, lines: Sequence[Line]) -> Beside:
        """Return the same with `finding` about `lines` waived."""
        return replace(self, waived=self.waived | {_key(finding, lines)})


def _key(finding: Finding, lines: Sequence[Line]) -> tuple[str, str]:
    if finding.line is None or finding.line >= len(lines):
        return finding.code, finding.text
    text = lines[finding.line].text
    return finding.code, text[max(0, finding.begin - _AROUND) : finding.end + _AROUND]


class History:
    """The steps that changed more than the text.

    The text's own undo stack carries a stamp, the number of steps taken; whoever undoes there
    learns here what else has to go back. What was changed outside of a step stays as it is.
    """

    def __init__(self) -> None:
        self._steps: list[tuple[Beside, Beside]] = []
        self._taken = 0

    def record(self, before: Beside, after: Beside) -> int:
        """Take a step; returns the stamp that the text has to carry from now on."""
        del self._steps[self._taken :]
        self._steps.append((before, after))
        self._taken += 1
        return self._taken

    def follow(self, stamp: int, now: Beside) -> Beside:
        """Return `now` as it has to be where the text carries `stamp`."""
        while self._taken > stamp:
            self._taken -= 1
            before, after = self._steps[self._taken]
            now = _moved(now, after, before)
        while self._taken < min(stamp, len(self._steps)):
            before, after = self._steps[self._taken]
            self._taken += 1
            now = _moved(now, before, after)
        return now


def _moved(now: Beside, origin: Beside, target: Beside) -> Beside:
    """Return `now` with what differs between `origin` and `target` as in `target`."""
    names = {one.name for one in fields(Fields)}
    changed = _differing(origin.fields, target.fields, names)
    others = _differing(origin, target, {"mends", "waived", "pictures"})
    return replace(now, fields=replace(now.fields, **changed), **others)


def _differing(origin: object, target: object, names: set[str]) -> dict[str, Any]:
    return {
        name: getattr(target, name)
        for name in names
        if getattr(origin, name) != getattr(target, name)
    }
