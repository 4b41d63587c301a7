"""The rows of a grid as they are typed, apart from any window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from fireoffice.services.entry.bulk import RowFindings

_NOTHING: Final = RowFindings()


@dataclass(eq=False)
class Line:
    """One row. ``key`` is the record's id, empty for a new one; ``kept`` is what stands there.

    ``repeated`` are the fields whose text was taken from the row above (同上).
    """

    key: str = ""
    texts: dict[str, str] = field(default_factory=dict[str, str])
    kept: Mapping[str, str] = field(default_factory=dict[str, str])
    title: str = ""
    repeated: frozenset[str] = frozenset()
    alone: RowFindings = _NOTHING
    """The faults of the row by itself."""
    findings: RowFindings = _NOTHING
    """The same, and those that it has beside the other rows."""
    overtaken: Mapping[str, str] = field(default_factory=dict[str, str])
    """The values that someone else wrote meanwhile, by field."""

    def text(self, name: str) -> str:
        """Return the text of the field."""
        return self.texts.get(name, "")

    def is_empty(self) -> bool:
        """Return True if nothing stands in the row."""
        return not any(text.strip() for text in self.texts.values())

    def changes(self) -> dict[str, str]:
        """The texts that differ from what is kept."""
        return {
            name: text
            for name, text in self.texts.items()
            if text.strip() != self.kept.get(name, "").strip()
        }

    def problem(self, name: str) -> str:
        """The sentence about one cell; empty if there is nothing to say."""
        if name in self.overtaken:
            now = self.overtaken[name] or "（空）"
            return f"这一格在此期间已被改为“{now}”，再保存一次以您的为准。"
        return self.findings.problems.get(name, "")

    def is_wrong(self) -> bool:
        """Return True if the row cannot be kept as it is."""
        return bool(self.findings.problems)
