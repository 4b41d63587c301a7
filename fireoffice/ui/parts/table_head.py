"""The head of a table: it sorts, its columns are drawn wider and moved, each has a menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget

from fireoffice.ui.theme import theme
from fireoffice.ui.theme.typography import KEY

HEAD = 29
_ARROW = 14
_RANK = 8
_EDGE = 6
_LEAST = 30


class TableHead(QHeaderView):
    """Shows by which columns the rows are ordered: an arrow, and a rank where they are several."""

    pressed_on = Signal(int, bool)
    """Section that was clicked, and whether it is to order in addition to those before it."""
    menu_asked = Signal(int, QPoint)
    """Section whose menu is wanted, and where on the screen."""
    released = Signal()
    """The mouse was let go: a column that was being drawn has its width."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._ranks: dict[int, tuple[int, bool]] = {}
        self.setFixedHeight(theme.px(HEAD))
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setMinimumSectionSize(theme.px(_LEAST))
        self.sectionClicked.connect(self._on_section_clicked)

    def set_sort(self, sections: Sequence[tuple[int, bool]]) -> None:
        """Mark the sections by which the rows are ordered, the first one first."""
        self._ranks = {
            section: (rank, ascending) for rank, (section, ascending) in enumerate(sections, 1)
        }
        self.viewport().update()

    def room_for_mark(self) -> int:
        """Return the extra width that a section needs to hold the mark beside its word."""
        return theme.px(_ARROW + _EDGE + (_RANK if len(self._ranks) > 1 else 0))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        if logicalIndex not in self._ranks:
            return
        rank, ascending = self._ranks[logicalIndex]
        side, edge = theme.px(_ARROW), theme.px(_EDGE)
        number = theme.px(_RANK) if len(self._ranks) > 1 else 0
        left = rect.left() + edge if self._is_right(logicalIndex) else rect.right() - edge - side
        left -= 0 if self._is_right(logicalIndex) else number
        icon = theme.icon("chevron-up" if ascending else "chevron-down", size=_ARROW)
        icon.paint(painter, left, rect.center().y() - side // 2 + 1, side, side)
        if number:
            painter.setFont(theme.font(KEY))
            painter.setPen(theme.colour("ink2"))
            beside = QRect(left + side, rect.top(), number + 2, rect.height())
            painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, str(rank))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        section = self.logicalIndexAt(event.pos())
        if section >= 0:
            self.menu_asked.emit(section, event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.released.emit()

    def _is_right(self, section: int) -> bool:
        side = self.model().headerData(
            section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
        )
        return bool(side and side & Qt.AlignmentFlag.AlignRight)

    def _on_section_clicked(self, section: int) -> None:
        held = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        self.pressed_on.emit(section, bool(held))
