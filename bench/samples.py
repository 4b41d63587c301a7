"""The papers that the benches work on."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle, islice

from fireoffice.core.paths import resource
from fireoffice.docs.manuscript import Manuscript, Role
from fireoffice.docs.paper import Paper
from fireoffice.docs.prose.reader import read_text
from fireoffice.docs.reading import to_paper
from fireoffice.docs.typeset import typeset

_BODY = (Role.TEXT, Role.FIRST, Role.SECOND, Role.THIRD, Role.FOURTH)


def sample_manuscript() -> Manuscript:
    """The circular that the program ships."""
    text = resource("sample/circular.txt").read_text(encoding="utf-8")
    return read_text(text).manuscript


def sample_paper() -> Paper:
    """The circular that the program ships, ready to be set."""
    return to_paper(sample_manuscript()).paper


def long_manuscript(pages: int) -> Manuscript:
    """The sample with the lines of its body repeated until it fills at least `pages` pages."""
    sample = sample_manuscript()
    places = [index for index, line in enumerate(sample.lines) if line.role in _BODY]
    body = [sample.lines[index] for index in places]
    count = len(body)
    while True:
        lines = (
            *sample.lines[: places[-1]],
            *islice(cycle(body), count),
            *sample.lines[places[-1] :],
        )
        manuscript = replace(sample, lines=lines)
        if typeset(to_paper(manuscript).paper).page_count >= pages:
            return manuscript
        count += 10
