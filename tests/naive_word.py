"""A circular as somebody saves it who knows no layout."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

_CENTRED = range(8, 13)
"""The lines of the sample's head."""


def save_naively(text: str, file: Path) -> Path:
    """Write `text` to `file`, one paragraph a line, in Word's default template."""
    document = docx.Document()
    for number, line in enumerate(text.split("\n")):
        paragraph = document.add_paragraph(line)
        if number in _CENTRED:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.save(str(file))
    return file
