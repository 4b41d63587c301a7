"""A circular against docxtpl filling a template with the same text, and against mere zipping."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docxtpl import DocxTemplate

from bench.measure import in_turns, report, timed
from bench.samples import sample_paper
from fireoffice.docs.composition import Composition, TableBlock, TextBlock
from fireoffice.docs.typeset import typeset
from fireoffice.docs.writer import write

MANY = 500
FLOOR = "zipping the same parts"
AIM = "a third of docxtpl, within 5 × floor"


def run() -> None:
    """One circular, and many in a row, each with a number of its own."""
    paper = sample_paper()
    composition = typeset(paper).composition
    hollow, texts = template(composition)
    parts = _parts(write(composition))

    def ours(number: str = paper.number) -> bytes:
        return write(typeset(replace(paper, number=number)).composition)

    def filled(number: str = paper.number) -> bytes:
        return fill(hollow, [number if text == paper.number else text for text in texts])

    seconds = in_turns(
        {
            "layout and writer": ours,
            "writer alone": lambda: write(composition),
            "docxtpl": filled,
            FLOOR: lambda: _zip(parts),
        },
        rounds=30,
    )
    report("One circular", seconds, FLOOR, AIM)
    many = _in_a_row(
        {
            "layout and writer": ours,
            "docxtpl": filled,
            FLOOR: lambda _: _zip(parts),
        }
    )
    report(f"{MANY} circulars in a row", many, FLOOR, AIM)


def _in_a_row(works: dict[str, Callable[[str], object]]) -> dict[str, float]:
    """Total seconds of each for all papers; they take turns paper by paper."""
    seconds = dict.fromkeys(works, 0.0)
    for number in range(MANY):
        for name, work in works.items():
            seconds[name] += timed(partial(work, f"邻鄂府发〔2021〕{number + 1}号"))
    return seconds


def template(composition: Composition) -> tuple[bytes, list[str]]:
    """The same paper with a placeholder for each run, and the texts that belong there."""
    texts: list[str] = []

    def emptied(block: TextBlock) -> TextBlock:
        runs = []
        for run in block.runs:
            runs.append(replace(run, text=f"{{{{ texts[{len(texts)}] }}}}"))
            texts.append(run.text)
        return replace(block, runs=tuple(runs))

    sections = []
    for section in composition.sections:
        blocks = tuple(
            block if isinstance(block, TableBlock) else emptied(block) for block in section.blocks
        )
        imprint = section.imprint
        if imprint:
            imprint = replace(imprint, blocks=tuple(map(emptied, imprint.blocks)))
        sections.append(replace(section, blocks=blocks, imprint=imprint))
    return write(replace(composition, sections=tuple(sections))), texts


def fill(hollow: bytes, texts: list[str]) -> bytes:
    document = DocxTemplate(BytesIO(hollow))
    document.render({"texts": texts}, autoescape=True)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zip(parts: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()
