"""Compositions as Word files that hold GB/T 9704-2012's positions in Word, WPS and LibreOffice."""

from __future__ import annotations

from datetime import datetime

from fireoffice.docs.composition import Composition
from fireoffice.docs.writer.oxml import DECLARATION, NAMESPACES
from fireoffice.docs.writer.package import PaperPackage
from fireoffice.docs.writer.paragraphs import Scribe
from fireoffice.docs.writer.sections import section_markup

__all__ = ["write"]


def write(composition: Composition, created: datetime | None = None) -> bytes:
    """The .docx of a composition.

    `created` (with its time zone) is the moment shown as the file's creation and last change;
    without it none is shown. The same arguments always give the same bytes. Raises `InputError`
    where a seal's picture is neither PNG nor JPEG.
    """
    package = PaperPackage(composition.fonts)
    scribe = Scribe(composition.fonts, package)
    last = len(composition.sections) - 1
    body = "".join(
        section_markup(section, index == last, scribe, package)
        for index, section in enumerate(composition.sections)
    )
    package.describe(composition.title, composition.author, created)
    return package.to_bytes(
        f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    )
