"""The common part of the views of figures in 培训宣传."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from fireoffice.services.office import Office
from fireoffice.ui.parts.basics import tighten
from fireoffice.ui.parts.record_table import RecordTable
from fireoffice.ui.parts.table_delegate import ROW
from fireoffice.ui.parts.table_head import HEAD
from fireoffice.ui.theme import theme


class TrainingFiguresView(QWidget):
    """Figures on ruled paper; the tools of the tab stand at the head of ``left``."""

    told = Signal(str)
    saved = Signal()
    undo_offered = Signal(str)
    failed = Signal(str, str)
    record_asked = Signal(str, str)
    """Register and id of a record that is to be shown."""

    table: RecordTable

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.left = QVBoxLayout()
        tighten(self.left)

    def refresh(self) -> None:
        """Count anew."""

    def press_next(self) -> None:
        """Do what the filled button says."""

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return the keys that matter now."""
        return (("↑↓", "选择"), ("F6", "换区"))

    def stops(self) -> tuple[QWidget, ...]:
        """Return the regions that F6 walks through."""
        return (self.table,)


def fit_rows(table: RecordTable, least: int = 1) -> None:
    """Make ``table`` as high as its rows: the page around it scrolls."""
    rows = max(least, table.total())
    bar = table.horizontalScrollBar()
    room = bar.sizeHint().height() if bar.maximum() > bar.minimum() else 0
    table.setFixedHeight(theme.px(HEAD) + rows * theme.px(ROW) + room + 2)


def scrolling(inner: QWidget) -> QScrollArea:
    """Return an area that scrolls ``inner`` up and down."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(area.focusPolicy().NoFocus)
    area.setWidget(inner)
    return area
