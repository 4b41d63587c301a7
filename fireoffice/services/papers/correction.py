"""A draft that was read from a file, set beside that file as the paper that it should have been."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fireoffice.core.files import write_atomically
from fireoffice.docs.lint import BY_CODE, DEFAULT, Applied, Severities, normalise
from fireoffice.docs.lint.model import WordRule
from fireoffice.docs.manuscript import Manuscript
from fireoffice.docs.paper import SealImage
from fireoffice.docs.prose.source import Mend
from fireoffice.docs.style import STANDARD, PaperStyle
from fireoffice.docs.word import DocumentReading, read_document
from fireoffice.services.papers.circular import produce
from fireoffice.services.papers.proofreading import MARK


@dataclass(frozen=True)
class Correction:
    """The old file as it was read, the paper that it became, and each change between them.

    `file` is the Word file of the new paper; None where none was asked for.
    """

    source: Path
    reading: DocumentReading
    manuscript: Manuscript
    changes: tuple[Applied, ...]
    file: Path | None = None


def compare(
    source: Path,
    manuscript: Manuscript,
    mends: Sequence[Mend] = (),
    weights: Severities = DEFAULT,
) -> Correction:
    """Read `source` anew and list what was put right on the way to `manuscript`.

    `mends` are those of the reading that the writer did not take back. Raises `InputError` and
    `EnvironmentProblem` where the file cannot be read (any more).
    """
    reading = read_document(source)
    made = normalise(reading, weights).changes
    kept = {(one.line, one.before, one.after, one.message) for one in mends}
    known = {(one.line, one.before, one.after, one.message) for one in reading.mends}
    said = _words(manuscript)
    changes: list[Applied] = []
    for one in made:
        key = (one.paragraph, one.before, one.after, one.message)
        if key in kept if key in known else _holds(one, said):
            changes.append(one)
    return Correction(source, reading, manuscript, tuple(changes))


def correct(
    source: Path,
    manuscript: Manuscript,
    mends: Sequence[Mend] = (),
    style: PaperStyle = STANDARD,
    seals: Sequence[SealImage] = (),
    weights: Severities = DEFAULT,
) -> Correction:
    """Compare as `compare` does, and write `manuscript` as a Word file into the folder of `source`.

    `source` itself is never written to. A file that says exactly this already is used again; one
    that says something else is left alone. Raises `InputError` for a manuscript with a problem.
    """
    found = compare(source, manuscript, mends, weights)
    data = produce(manuscript, style, seals).data
    file = _free(source, data)
    write_atomically(file, data)
    return Correction(source, found.reading, manuscript, found.changes, file)


def is_look(change: Applied) -> bool:
    """True if the change concerns the look of the old file and not its words."""
    return isinstance(BY_CODE.get(change.code), WordRule)


def _holds(change: Applied, said: str) -> bool:
    """True if the writer has left `change` in the text, as far as its words tell."""
    if not change.after or is_look(change):
        return True
    return change.after in said


def _words(manuscript: Manuscript) -> str:
    fields = manuscript.fields
    stated = (fields.number, fields.kind, *fields.issuers, fields.copies_to, fields.printed_by)
    return "\n".join((*stated, *(line.text for line in manuscript.lines)))


def _free(source: Path, data: bytes) -> Path:
    """A name beside `source` under which nothing else lies."""
    file = source.with_name(f"{source.stem}{MARK}.docx")
    number = 2
    while file.exists() and file.read_bytes() != data:
        file = source.with_name(f"{source.stem}{number}{MARK}.docx")
        number += 1
    return file
