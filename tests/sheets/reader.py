"""A sheet of a workbook as Excel understands it, read by its XML alone."""

from __future__ import annotations

import zipfile
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_FIRST_DAY = date(1899, 12, 30)


def sheets_of(file: Path) -> list[str]:
    """The names of the sheets, in their order."""
    with zipfile.ZipFile(file) as package:
        book = ET.fromstring(package.read("xl/workbook.xml"))
    return [str(one.get("name")) for one in book.iter(f"{_MAIN}sheet")]


def cells_of(file: Path, sheet: int = 1) -> list[list[str | float | date | None]]:
    """All cells of a sheet, row by row: text, numbers, days; None where a cell is empty."""
    with zipfile.ZipFile(file) as package:
        page = ET.fromstring(package.read(f"xl/worksheets/sheet{sheet}.xml"))
        styles = ET.fromstring(package.read("xl/styles.xml"))
    days = {one.get("numFmtId") for one in styles.iter(f"{_MAIN}numFmt")}
    formats = styles.find(f"{_MAIN}cellXfs")
    assert formats is not None
    dated = [one.get("numFmtId") in days for one in formats]
    assert not list(page.iter(f"{_MAIN}f")), "a formula"
    return [
        [_value(cell, dated) for cell in row.iter(f"{_MAIN}c")] for row in page.iter(f"{_MAIN}row")
    ]


def _value(cell: ET.Element, dated: list[bool]) -> str | float | date | None:
    if cell.get("t") == "inlineStr":
        return "".join(cell.itertext())
    number = cell.findtext(f"{_MAIN}v")
    if number is None:
        return None
    if dated[int(cell.get("s", "0"))]:
        return _FIRST_DAY + timedelta(days=int(float(number)))
    return float(number)
