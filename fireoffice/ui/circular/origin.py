"""The file from which a draft was read, and what of that reading still has to be told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fireoffice.docs.prose.source import Mend
from fireoffice.services.entry import drafts
from fireoffice.services.office import Office

_KEY = "paper-origin/"


@dataclass(frozen=True)
class Origin:
    """The file (None for a paper written here), its mends, and the findings let stand.

    The file is never written to; `result` is the corrected paper made beside it.
    """

    file: Path | None = None
    mends: tuple[Mend, ...] = ()
    waived: frozenset[tuple[str, str]] = frozenset()
    result: Path | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the entries to keep with the draft."""
        return {
            "file": str(self.file or ""),
            "mends": [
                [one.line, one.before, one.after, one.message, one.code] for one in self.mends
            ],
            "waived": sorted(map(list, self.waived)),
            "result": str(self.result or ""),
        }

    @classmethod
    def from_json(cls, kept: Any) -> Origin:
        """Return the origin that was kept; that of a paper written here for none."""
        if not isinstance(kept, dict):
            return cls()
        return cls(
            _path(kept.get("file")),
            tuple(Mend(*row) for row in kept.get("mends", ())),
            frozenset((str(code), str(text)) for code, text in kept.get("waived", ())),
            _path(kept.get("result")),
        )


def kept_origin(office: Office, paper_id: str) -> Origin:
    """Return the origin of `paper_id`."""
    return Origin.from_json(drafts.draft(office, _KEY + paper_id))


def keep_origin(office: Office, paper_id: str, origin: Origin) -> None:
    """Keep the origin of `paper_id`."""
    drafts.keep_draft(office, _KEY + paper_id, origin.to_json())


def _path(kept: Any) -> Path | None:
    return Path(kept) if kept else None
