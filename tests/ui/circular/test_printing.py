"""Printing by the painter of the preview."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
from PySide6.QtPrintSupport import QPrinter

from fireoffice.docs.prose.reader import read_text
from fireoffice.docs.reading import to_paper
from fireoffice.docs.style import GB2312
from fireoffice.docs.typeset import typeset
from fireoffice.ui.circular.fonts import FaceBook
from fireoffice.ui.circular.painter import PagePainter
from fireoffice.ui.circular.printing import print_pages


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_every_page_comes_out_as_large_as_the_paper(
    qapp: object, tmp_path: Path, sample_text: str
) -> None:
    laid = typeset(to_paper(read_text(sample_text).manuscript).paper).laid
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "print.pdf"))
    print_pages(laid, PagePainter(FaceBook(GB2312)), printer)
    with pymupdf.open(tmp_path / "print.pdf") as printed:
        assert len(printed) == len(laid.pages)
        assert printed[0].rect.width == pytest.approx(595.3, abs=1)
        assert printed[0].rect.height == pytest.approx(841.9, abs=1)
        picture = printed[0].get_pixmap(dpi=72, colorspace=pymupdf.csGRAY)
        box = laid.pages[0].box
        rows = [
            y
            for y in range(picture.height)
            if min(picture.samples[y * picture.stride : (y + 1) * picture.stride]) < 160
        ]
    # The letterhead is the first ink, and lies in the text box.
    assert rows[0] == pytest.approx((box.y + 1984) / 20, abs=12)
