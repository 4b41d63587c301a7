"""Papers through the whole chain: set by the program, rendered by an engine, measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fireoffice.docs.composition import Composition
from fireoffice.docs.layout import (
    LIBREOFFICE,
    LIBREOFFICE_25,
    ONLYOFFICE,
    FontBook,
    LaidPaper,
    Profile,
    lay_out,
)
from fireoffice.docs.typeset import typeset
from fireoffice.docs.writer import write
from tests.lab import fonts
from tests.lab.agreement import Agreement, compare
from tests.lab.corpus import Specimen
from tests.lab.engines import Engine, LibreOffice, Progress
from tests.lab.pages import Page, measure


@dataclass(frozen=True)
class Rendered:
    """A specimen with the file that the program ships and what an engine made of it."""

    specimen: Specimen
    composition: Composition
    data: bytes
    pdf: Path
    pages: tuple[Page, ...]


def documents(specimens: Iterable[Specimen]) -> dict[str, tuple[Specimen, Composition, bytes]]:
    """The file of each specimen, by name, as the program ships it."""
    result: dict[str, tuple[Specimen, Composition, bytes]] = {}
    for specimen in specimens:
        composition = typeset(specimen.paper, specimen.style).composition
        result[specimen.name] = (specimen, composition, write(composition))
    return result


def render(
    engine: Engine, specimens: Iterable[Specimen], progress: Progress | None = None
) -> Iterator[Rendered]:
    """Each specimen as `engine` sets it. A paper that the engine cannot convert has no pages."""
    made = documents(specimens)
    pdfs = engine.render({name: data for name, (_, _, data) in made.items()}, progress)
    for name, (specimen, composition, data) in made.items():
        pdf = pdfs.get(name, Path())
        yield Rendered(specimen, composition, data, pdf, measure(pdf) if name in pdfs else ())


def profile_of(engine: Engine) -> Profile:
    """The layout profile that claims to follow `engine`."""
    if isinstance(engine, LibreOffice):
        return LIBREOFFICE_25 if engine.major >= 25 else LIBREOFFICE
    return ONLYOFFICE


def predicted(rendered: Rendered, engine: Engine) -> LaidPaper:
    """Where the layout says that `engine` puts each character, in the stand-in fonts."""
    return lay_out(rendered.composition, profile_of(engine), stand_in_book())


def agreement(rendered: Rendered, engine: Engine) -> Agreement:
    """How far layout and engine agree on a paper."""
    return compare(rendered.specimen.name, predicted(rendered, engine), rendered.pages)


@cache
def stand_in_book() -> FontBook:
    """The widths of the fonts in which the laboratory's engines set."""
    folder = fonts.folder()
    files = {item.chinese: folder / f"{item.english}.otf" for item in fonts.STAND_INS}
    return FontBook(files, lender=folder / "LiberationSerif-Regular.ttf")
