"""Tables in Excel: text stays text."""

from __future__ import annotations

import io
import zipfile

from fireoffice.reports.workbook import Sheet, workbook
from tests.reports.sheets import rows_of


def test_rows_stand_under_their_headings() -> None:
    data = workbook([Sheet("公文", (("文件", 20), ("必改", 6)), [("通知.docx", 3)])])
    assert rows_of(data, 1) == [["文件", "必改"], ["通知.docx", "3"]]


def test_a_text_that_looks_like_a_formula_or_a_link_stays_a_text() -> None:
    rows = [("=1+1",), ("https://example.org",)]
    data = workbook([Sheet("问题", (("原文", 20),), rows)])
    assert rows_of(data, 1)[1:] == [["=1+1"], ["https://example.org"]]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        page = package.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in page
    assert "hyperlink" not in page


def test_an_empty_table_has_its_headings() -> None:
    assert rows_of(workbook([Sheet("问题", (("原文", 20),), [])]), 1) == [["原文"]]
