"""Word files from a manuscript, or from a file that holds one; needs no office, no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from fireoffice.core.errors import InputError
from fireoffice.core.files import write_atomically
from fireoffice.core.settings import Settings
from fireoffice.docs.balance import Balance
from fireoffice.docs.lint import DEFAULT, Finding, Severities, Severity, lint_manuscript
from fireoffice.docs.manuscript import Manuscript, Role
from fireoffice.docs.paper import SealImage
from fireoffice.docs.prose.source import Mend
from fireoffice.docs.reading import Problem, to_paper
from fireoffice.docs.style import FONT_PROFILES, STANDARD, PaperStyle
from fireoffice.docs.word import read_document


@dataclass(frozen=True)
class Produced:
    """The bytes of a .docx and how many pages it has."""

    data: bytes
    pages: int

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        return sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Made:
    """A circular made from a file, what was mended, and what came out of what went in.

    `faults` are those that only its author can mend before it is issued.
    """

    file: Path
    number: str
    title: str
    pages: int
    sha256: str
    mends: tuple[Mend, ...]
    balance: Balance
    faults: tuple[Finding, ...] = ()


def paper_style(settings: Settings) -> PaperStyle:
    """The style in which papers are set under `settings`."""
    return replace(
        STANDARD,
        fonts=FONT_PROFILES[settings.fonts],
        imprint_on_even_page=settings.even_imprint_page,
    )


def produce(
    manuscript: Manuscript,
    style: PaperStyle,
    seals: Sequence[SealImage] = (),
    created: datetime | None = None,
    *,
    draft: bool = False,
) -> Produced:
    """Set `manuscript` as a Word file. `created` (UTC) is what the file says of its making.

    Raises `InputError` for a manuscript that `to_paper` finds a problem in; a `draft` may have a
    date that is still to be filled in.
    """
    reading = to_paper(manuscript, seals)
    refuse([one for one in reading.problems if not draft or not _is_of_date(one, manuscript)])
    # Imported here: the window opens before anything is set.
    from fireoffice.docs.typeset import typeset
    from fireoffice.docs.writer import write

    result = typeset(reading.paper, style)
    return Produced(write(result.composition, created), result.page_count)


def refuse(problems: Sequence[Problem]) -> None:
    """Raise `InputError` for the first of `problems`, if there is one."""
    for problem in problems:
        where = f"第{problem.line + 1}段：" if problem.line is not None else ""
        raise InputError(where + problem.message, problem.hint)


def _is_of_date(problem: Problem, manuscript: Manuscript) -> bool:
    return problem.line is not None and manuscript.lines[problem.line].role is Role.DATE


def make_circular(
    source: Path, target: Path, style: PaperStyle = STANDARD, weights: Severities = DEFAULT
) -> Made:
    """Read the Word or text file `source`, write it to `target` as a circular in standard format.

    What is still to be filled in or put right stands in it as it was written, and is told. The
    same source always gives the same bytes. Raises `InputError` for a source that cannot be read
    as a paper, `EnvironmentProblem` for what the machine refuses.
    """
    if target.suffix.lower() != ".docx":
        raise InputError(f"输出文件应当是 .docx（{target.name}）。", "如 -o 通知.docx。")
    if target.resolve() == source.resolve():
        raise InputError(
            f"输出文件就是原文件（{target.name}），原文件要保留。", "请用 -o 换一个文件名。"
        )
    reading = read_document(source)
    manuscript = reading.manuscript
    produced = produce(manuscript, style, draft=True)
    write_atomically(target, produced.data)
    return Made(
        target,
        manuscript.fields.number,
        manuscript.title,
        produced.pages,
        produced.sha256,
        reading.mends,
        reading.balance,
        tuple(
            one for one in lint_manuscript(manuscript, weights) if one.severity is Severity.ERROR
        ),
    )
