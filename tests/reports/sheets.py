"""A workbook's cells, read by its XML alone."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree as ET

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def rows_of(data: bytes, sheet: int) -> list[list[str]]:
    """The cells of a sheet, counted from 1, row by row; numbers as they are written."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        strings = ET.fromstring(package.read("xl/sharedStrings.xml"))
        page = ET.fromstring(package.read(f"xl/worksheets/sheet{sheet}.xml"))
    texts = ["".join(item.itertext()) for item in strings]
    return [
        [_value(cell, texts) for cell in row.iter(f"{_MAIN}c")] for row in page.iter(f"{_MAIN}row")
    ]


def _value(cell: ET.Element, texts: list[str]) -> str:
    value = cell.findtext(f"{_MAIN}v", "")
    return texts[int(value)] if cell.get("t") == "s" else value
