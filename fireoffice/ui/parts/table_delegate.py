"""The painting of a register's row: ruled paper, a bar for the selected row, glyphs by words."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from fireoffice.ui.parts.table_model import RowRole, TableColumn
from fireoffice.ui.theme import theme
from fireoffice.ui.theme.glyphs import SIZE, paint_deadline, paint_stage
from fireoffice.ui.theme.stages import shape_of
from fireoffice.ui.theme.typography import BASE, NOTE

ROW = 28
_PADDING = 8
_BAR = 3
_MARK = 17
_BOLD_WORDS = frozenset({"重大"})
_SIGNS = {"overdue": "late", "today": "soon", "soon": "soon"}

_Index = QModelIndex | QPersistentModelIndex


class RecordDelegate(QStyledItemDelegate):
    """Draws every cell of the register table.

    ``hovered`` is the row under the pointer, ``first`` the column that stands leftmost.
    """

    def __init__(self, columns: tuple[TableColumn, ...], parent: Any = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self.hovered = -1
        self.first = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(theme.px(40), theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        if selected:
            painter.fillRect(box, theme.colour("blue_t"))
        elif index.row() == self.hovered:
            painter.fillRect(box, theme.colour("hover"))
        foot = QRectF(box.left(), box.bottom() - 1, box.width(), 1)
        painter.fillRect(foot, theme.colour("hair"))
        if selected and index.column() == self.first:
            bar = QRectF(box.left(), box.top(), theme.px(_BAR), box.height())
            painter.fillRect(bar, theme.colour("blue"))
        row = index.data(RowRole)
        if row is not None:
            column = self._columns[index.column()]
            self._paint_cell(painter, box, column, row)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        """Give the whole text where the cell had to shorten it."""
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
            room = view.visualRect(QModelIndex(index)).width() - 2 * theme.px(_PADDING)  # type: ignore[call-overload]
            if QFontMetrics(theme.font(BASE)).horizontalAdvance(text) > room:
                QToolTip.showText(event.globalPos(), text, view)
                return True
            QToolTip.hideText()
        return super().helpEvent(event, view, option, index)  # type: ignore[arg-type]

    def _paint_cell(self, painter: QPainter, box: QRectF, column: TableColumn, row: Any) -> None:
        text = row.texts.get(column.key, "")
        left = theme.px(_PADDING)
        inner = box.adjusted(left, 0, -left, -1)
        bold = text in _BOLD_WORDS and not row.closed
        quiet = column.kind in ("quiet", "date") and not bold
        token = "ink3" if row.closed else "ink2" if quiet else "ink"
        match column.kind:
            case "stage":
                glyph = self._glyph_box(inner)
                paint_stage(painter, glyph, shape_of(row.stage, row.closed), row.closed)
                inner.setLeft(glyph.right() + theme.px(8))
            case "left":
                self._paint_left(painter, inner, text, row)
                return
            case _:
                pass
        if column.marked and row.marks:
            inner = self._paint_marks(painter, inner, row)
        right = column.kind == "number"
        self._write(painter, inner, text or "—", token, bold, right)

    def _paint_left(self, painter: QPainter, inner: QRectF, text: str, row: Any) -> None:
        sign = _SIGNS.get(row.urgency)
        late = sign == "late"
        token = "red" if late else "amber" if sign else "ink3" if row.closed else "ink2"
        self._write(painter, inner, text or "—", token, late, True)
        box = self._glyph_box(inner)
        # Years late, the words want the whole cell: they and their colour say it without the sign.
        is_room = painter.fontMetrics().horizontalAdvance(text) <= inner.right() - box.right()
        if sign is not None and is_room:
            paint_deadline(painter, box, "late" if late else "soon")

    def _paint_marks(self, painter: QPainter, inner: QRectF, row: Any) -> QRectF:
        """Draw a small box for each mark at the right end; return what is left of the cell."""
        side, gap = theme.px(_MARK), theme.px(3)
        painter.setFont(theme.font(NOTE))
        painter.setPen(theme.colour("ink3" if row.closed else "ink2"))
        left = inner.right()
        for mark in reversed(row.marks):
            left -= side
            box = QRectF(left + 0.5, inner.center().y() - side / 2 + 0.5, side - 1, side - 1)
            painter.drawRect(box)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark)
            left -= gap
        return inner.adjusted(0, 0, left - inner.right() - gap, 0)

    def _glyph_box(self, inner: QRectF) -> QRectF:
        side = theme.px(SIZE)
        return QRectF(inner.left() + 1, inner.center().y() - side / 2, side, side)

    def _write(
        self, painter: QPainter, box: QRectF, text: str, token: str, bold: bool, right: bool
    ) -> None:
        font = theme.font(BASE, bold)
        painter.setFont(font)
        painter.setPen(theme.colour(token))
        line = text.replace("\n", " ")
        fitting = QFontMetrics(font).elidedText(
            line, Qt.TextElideMode.ElideRight, int(box.width()) + 1
        )
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(box.adjusted(0, 0, 1, 0), flags, fitting)
