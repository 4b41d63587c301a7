"""The painting of a grid's cell, and the editor that opens in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from fireoffice.domain.fields import Kind
from fireoffice.ui.grid.model import GridModel
from fireoffice.ui.parts.field_editors import editor_for
from fireoffice.ui.parts.form import Choices
from fireoffice.ui.parts.picking import Find, finder
from fireoffice.ui.theme import theme
from fireoffice.ui.theme.glyphs import paint_finding
from fireoffice.ui.theme.typography import BASE

_PADDING = 8
_SIGN = 9
_CORNER = 5
_LEAST_EDITOR = 220
_NUMBERS = (Kind.INTEGER, Kind.DECIMAL)
_CHOSEN = (Kind.CHOICE, Kind.REFERENCE, Kind.BOOLEAN)
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

_Index = QModelIndex | QPersistentModelIndex


class GridDelegate(QStyledItemDelegate):
    """Draws cells and opens editors; its signals say where a key leads that ends the editing."""

    stepped = Signal(int, int)
    """Rows and columns to go on by."""
    confirmed = Signal()

    def __init__(self, model: GridModel, choices: Choices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._choices = choices
        self.typing = False
        """True if the editing began with a letter: then ↑ and ↓ end it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        row, column = index.row(), index.column()
        locked = self._model.columns[column].locked
        state = option.state  # type: ignore[attr-defined]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("blue_t"))
        elif locked:
            painter.fillRect(box, theme.colour("desk"))
        hair = theme.colour("hair")
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), hair)
        painter.fillRect(QRectF(box.right() - 1, box.top(), 1, box.height()), hair)
        self._paint_text(painter, box, row, column)
        if self._model.is_changed(row, column):
            self._paint_corner(painter, box)
        if self._problem(index):
            self._paint_problem(painter, box)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("blue"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        """Say what is wrong with a cell, or give the text that it had to shorten."""
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            text = self._model.shown(index.row(), index.column())
            room = view.visualRect(QModelIndex(index)).width() - 2 * theme.px(_PADDING)  # type: ignore[call-overload]
            long = QFontMetrics(theme.font(BASE)).horizontalAdvance(text) > room
            QToolTip.showText(
                event.globalPos(), self._problem(index) or (text if long else ""), view
            )
            return True
        return super().helpEvent(event, view, option, index)  # type: ignore[arg-type]

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        info = self._model.columns[index.column()].info
        editor = editor_for(info, self._choices(info))
        editor.setParent(parent)
        editor.went.connect(lambda back: self._end(editor, -1 if back else 1, 0))
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if _is_typed_in(editor):
            # Findings of the last check arrive while the next text is being typed.
            return
        editor.setText(self._model.text(index.row(), index.column()))  # type: ignore[attr-defined]
        if isinstance(editor, QPlainTextEdit):
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: _Index) -> None:
        info = self._model.columns[index.column()].info
        text = editor.text()  # type: ignore[attr-defined]
        if info.kind in _CHOSEN:
            text = meant(text, self._choices(info))
        self._model.setData(QModelIndex(index), text)  # type: ignore[call-overload]

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        box = option.rect  # type: ignore[attr-defined]
        width = box.width()
        if isinstance(editor, QPlainTextEdit):
            width = max(width, theme.px(_LEAST_EDITOR))
        room = editor.parentWidget().width()
        editor.setGeometry(max(0, min(box.left(), room - width)), box.top(), width, box.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if not isinstance(watched, QLineEdit | QPlainTextEdit):
            return super().eventFilter(watched, event)
        key, control = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._end(watched, 0, 1 if key == Qt.Key.Key_Tab else -1)
            return True
        if key in _ENTERS and control:
            self._end(watched, 0, 0)
            self.confirmed.emit()
            return True
        if key in _ENTERS:
            # The editor takes what is marked in its list first, then says that Enter was pressed.
            return False
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._moves_on(watched):
            self._end(watched, 1 if key == Qt.Key.Key_Down else -1, 0)
            return True
        return super().eventFilter(watched, event)

    def _moves_on(self, editor: QWidget) -> bool:
        """Return True if ↑ and ↓ are of no use in the editor itself."""
        return self.typing and isinstance(editor, QLineEdit) and not editor.completer()

    def _end(self, editor: QWidget, rows: int, columns: int) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.stepped.emit(rows, columns)

    def _problem(self, index: _Index) -> str:
        line = self._model.lines[index.row()]
        return line.problem(self._model.columns[index.column()].info.name)

    def _paint_text(self, painter: QPainter, box: QRectF, row: int, column: int) -> None:
        info = self._model.columns[column].info
        text, token = self._model.shown(row, column), "ink"
        if not text:
            text, token = self._model.ghost(row, column), "ink3"
        elif self._model.columns[column].locked:
            token = "ink3"  # noqa: S105
        side = theme.px(_PADDING)
        right = 2 * side if self._model.lines[row].problem(info.name) else side
        inner = box.adjusted(side, 0, -right, -1)
        font = theme.font(BASE)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        if info.name in self._model.lines[row].repeated:
            painter.setPen(theme.colour("ink3"))
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, "〃")
            inner.setLeft(inner.left() + metrics.horizontalAdvance("〃") + 2)
        painter.setPen(theme.colour(token))
        line = metrics.elidedText(
            text.replace("\n", " "), Qt.TextElideMode.ElideRight, int(inner.width()) + 1
        )
        aligned = (
            Qt.AlignmentFlag.AlignRight if info.kind in _NUMBERS else Qt.AlignmentFlag.AlignLeft
        )
        flags = aligned | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(inner.adjusted(0, 0, 1, 0), flags, line)

    def _paint_corner(self, painter: QPainter, box: QRectF) -> None:
        side = theme.px(_CORNER)
        x, y = box.left(), box.top()
        triangle = QPolygonF([QPointF(x, y), QPointF(x + side, y), QPointF(x, y + side)])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("ink2"))
        painter.drawPolygon(triangle)

    def _paint_problem(self, painter: QPainter, box: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("ink"), 1))
        painter.drawRect(box.adjusted(0.5, 0.5, -1.5, -1.5))
        side = theme.px(_SIGN)
        sign = QRectF(box.right() - side - 5, box.center().y() - side / 2, side, side)
        paint_finding(painter, sign, "must")


def _is_typed_in(editor: QWidget) -> bool:
    if isinstance(editor, QPlainTextEdit):
        return editor.document().isModified()
    return isinstance(editor, QLineEdit) and editor.isModified()


def meant(typed: str, choices: Sequence[str] | Find) -> str:
    """The one choice that ``typed`` fits, by its characters, pinyin or initials; else as typed."""
    wanted = typed.strip()
    found = finder(choices)(wanted) if wanted else ()
    return found[0] if len(found) == 1 else wanted
