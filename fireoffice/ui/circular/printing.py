"""Printing by the painter of the preview: what is seen is what comes out."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from fireoffice.docs.layout.model import LaidPage, LaidPaper
from fireoffice.ui.circular.painter import PagePainter

_TWIPS_AN_INCH = 1440


def print_pages(paper: LaidPaper, painter: PagePainter, printer: QPrinter) -> None:
    """Print every page of `paper`, the blank ones too: they keep the sheets in step."""
    printer.setFullPage(True)
    page_painter = QPainter()
    for page in paper.pages:
        printer.setPageLayout(_sheet(page))
        if page.index == 0:
            page_painter.begin(printer)
        else:
            printer.newPage()
        painter.paint(page_painter, page, printer.resolution() / _TWIPS_AN_INCH)
    page_painter.end()


def show_print_preview(paper: LaidPaper, painter: PagePainter, parent: QWidget) -> None:
    """Open the system's print preview on `paper`."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setWindowTitle("打印预览")
    dialog.paintRequested.connect(lambda target: print_pages(paper, painter, target))
    dialog.resize(parent.window().size())
    dialog.exec()
    dialog.deleteLater()


def _sheet(page: LaidPage) -> QPageLayout:
    lying = page.width > page.height
    size = QSizeF(min(page.width, page.height) / 20, max(page.width, page.height) / 20)
    return QPageLayout(
        QPageSize(size, QPageSize.Unit.Point, matchPolicy=QPageSize.SizeMatchPolicy.FuzzyMatch),
        QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait,
        QMarginsF(0, 0, 0, 0),
    )
