"""`python -m tests.cases.balance`: what readings and 一键规范 take in, and what comes out of them.

The shared cases, Word files among them, are read, and put right, written and read again; the
papers of the laboratory are written by the program and read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from fireoffice.core.errors import OfficeError
from fireoffice.docs.balance import Balance, Tally, total
from fireoffice.docs.lint import normalise
from fireoffice.docs.paper import Paper, Picture, Table
from fireoffice.docs.reading import to_paper
from fireoffice.docs.typeset import typeset
from fireoffice.docs.word import DOCUMENTS, DocumentReading, from_word, read_document, read_word
from fireoffice.docs.writer import write
from tests.lab.cases import cases
from tests.lab.corpus import corpus

SHARED = Path(__file__).resolve().parents[3] / "shared" / "cases"


@dataclass(frozen=True)
class Weighed:
    """A source with what it holds, what came out of it, and what is told to be left out."""

    name: str
    went_in: Tally
    came_out: Tally
    told: tuple[str, ...]

    @property
    def vanished(self) -> bool:
        """Whether a picture is gone and nobody was told.

        Words that are gone are always told: `docs.balance.missing` looks for each. A table may
        only hold a head or an imprint in place: it is read as such.
        """
        return self.came_out.pictures < self.went_in.pictures and not self.told


def shared_readings() -> Iterator[DocumentReading]:
    """The readings of the shared cases that this machine can read."""
    for folder in ("circulars", "trouble"):
        for file in sorted((SHARED / folder).rglob("*")):
            if file.suffix in DOCUMENTS and not file.name.startswith("README"):
                try:
                    yield read_document(file)
                except OfficeError:
                    continue


def own_papers(count: int) -> Iterator[Weighed]:
    """The papers of the laboratory's cases and of `count` of its corpus, written and read.

    What went in is the paper itself: 标志 and 版记 are tables in the file, and none of the paper.
    """
    for specimen in (*cases(), *corpus(count)):
        reading = _written(write(typeset(specimen.paper, specimen.style).composition))
        held = replace(_of_paper(specimen.paper), characters=reading.went_in.characters)
        yield Weighed(specimen.name, held, reading.came_out, _told(reading))


def corrected(readings: Iterable[DocumentReading]) -> Iterator[Weighed]:
    """What 一键规范 makes of `readings`, written and read again, beside what was read."""
    for reading in readings:
        paper = to_paper(normalise(reading).manuscript).paper
        again = _written(write(typeset(paper).composition))
        yield Weighed(_name(reading), reading.came_out, again.came_out, _told(again))


def weighed(readings: Iterable[DocumentReading]) -> Iterator[Weighed]:
    """`readings` beside their sources."""
    for reading in readings:
        held = reading.went_in
        if reading.word is None:
            # A text has no tables until it is read.
            held = replace(reading.came_out, characters=held.characters)
        yield Weighed(_name(reading), held, reading.came_out, _told(reading))


def _of_paper(paper: Paper) -> Tally:
    bodies = [paper.body, *(attachment.body for attachment in paper.attachments)]
    bodies += [paper.enclosure.body] if paper.enclosure else []
    items = [item for body in bodies for item in body]
    tables = [item for item in items if isinstance(item, Table)]
    pictures = sum(isinstance(item, Picture) for item in items)
    pictures += sum(len(table.pictures) for table in tables)
    return Tally(0, pictures, sum(map(_cells, tables)), len(tables))


def _cells(table: Table) -> int:
    covered = sum(merge.rows * merge.columns - 1 for merge in table.merges)
    return table.columns * len((*table.header, *table.rows)) - covered


def _written(data: bytes) -> DocumentReading:
    return from_word(read_word(data), "公文.docx")


def _name(reading: DocumentReading) -> str:
    return reading.manuscript.title[:24]


def _told(reading: DocumentReading) -> tuple[str, ...]:
    return tuple(mend.before for mend in reading.mends if mend.code == "left-out")


def main() -> None:
    """Print the sums, and what vanished untold."""
    shared = list(shared_readings())
    for kind, found in (
        ("共享样件，读入", list(weighed(shared))),
        ("共享样件，一键规范", list(corrected(shared))),
        ("自己写的公文，再读入", list(own_papers(500))),
    ):
        before = total(one.went_in for one in found)
        after = total(one.came_out for one in found)
        print(f"{kind}，{len(found)}件：{Balance(before, after)}")
        print(f"  说明有没带过来的{sum(bool(one.told) for one in found)}件：", end="")
        print("、".join(text for one in found for text in one.told))
        lost = [one.name for one in found if one.vanished]
        print(f"  没有说明就少了的{len(lost)}件：{'、'.join(lost)}")


if __name__ == "__main__":
    main()
