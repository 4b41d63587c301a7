"""The strip under the text: what is to be put right, and what the reading put right already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from fireoffice.ui.parts.basics import button, label, rule, tighten
from fireoffice.ui.theme import theme
from fireoffice.ui.theme.glyphs import SIZE, Severity, paint_finding

ROW = 28
_MOST_ROWS = 5
DONE = "已改"
"""The word of a row about something that was put right already."""
LET_STAND = "不用改"
"""The blue word that takes a question from the list."""
_FindingRole = int(Qt.ItemDataRole.UserRole) + 1
_ROOT = QModelIndex()
_UNDO, _REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
_BY_MOUSE = QContextMenuEvent.Reason.Mouse

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Finding:
    """One row. `line` is the paragraph that it is about; `fix` the blue word, empty for none.

    `begin` and `end` are the characters of the paragraph that it is about, `source` what the row
    was made from, `basis` what the sentence rests upon.
    """

    severity: Severity
    word: str
    place: str
    sentence: str
    line: int | None = None
    begin: int = 0
    end: int = 0
    fix: str = ""
    source: object = None
    basis: str = ""


class FindingsStrip(QWidget):
    """The strip of findings; hidden while there is nothing to say."""

    chosen = Signal(object)
    """A finding to go to."""
    fix_pressed = Signal(object)
    waived = Signal(object)
    """A finding is to stand as it is written."""
    all_pressed = Signal()
    undo_pressed = Signal()
    redo_pressed = Signal()

    def __init__(self, most_rows: int = _MOST_ROWS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most_rows = most_rows
        self._title = label("", "")
        self._title.setFont(theme.font(bold=True))
        self._note = label("", "note")
        self._all = button("", "word")
        self._fold = button("收起", "word")
        self._fold.setCheckable(True)
        self._model = _FindingsModel(self)
        self._list = _FindingsList(self._model)
        head = QWidget()
        head.setFixedHeight(theme.px(34))
        row = QHBoxLayout(head)
        tighten(row, 8, (14, 0, 14, 0))
        for widget in (self._title, self._note):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._all)
        row.addSpacing(theme.px(6))
        row.addWidget(self._fold)
        column = QVBoxLayout(self)
        tighten(column)
        column.addWidget(rule("line"))
        column.addWidget(head)
        column.addWidget(rule())
        column.addWidget(self._list)
        self._list.chosen.connect(self.chosen)
        self._list.fix_pressed.connect(self.fix_pressed)
        self._list.waived.connect(self.waived)
        self._list.undo_pressed.connect(self.undo_pressed)
        self._list.redo_pressed.connect(self.redo_pressed)
        self._all.clicked.connect(self.all_pressed)
        self._fold.toggled.connect(self._on_folded)
        self.hide()

    def show_findings(self, findings: Sequence[Finding], title: str, note: str, all_: str) -> None:
        """Show `findings` under `title`; `all_` is the word that acts on all of them."""
        if tuple(findings) != self._model.findings:
            row = self._list.currentIndex().row()
            self._model.show(tuple(findings))
            if 0 <= row < len(findings):
                # When a finding is put right, the next one takes its row.
                self._list.setCurrentIndex(self._model.index(row))
        self._title.setText(title)
        self._note.setText(note)
        self._all.setText(all_)
        self._all.setAccessibleName(all_)
        self._all.setVisible(bool(all_))
        rows = min(len(findings), self._most_rows)
        self._list.setFixedHeight(rows * theme.px(ROW))
        self.setVisible(bool(findings))

    def findings(self) -> tuple[Finding, ...]:
        """Return the findings shown."""
        return self._model.findings

    def title(self) -> str:
        """Return the bold words of the head."""
        return self._title.text()

    def note(self) -> str:
        """Return the words beside the title."""
        return self._note.text()

    def list_view(self) -> QWidget:
        """Return the list, for the order of focus."""
        return self._list

    def unfold(self) -> None:
        """Show the rows again, as for a paper that was just read."""
        self._fold.setChecked(False)

    def _on_folded(self, folded: bool) -> None:
        self._list.setVisible(not folded)
        self._fold.setText("展开" if folded else "收起")

    def go_on(self, done: bool = False) -> None:
        """Choose the next finding (F7), the first after the last.

        Of what is open and what is `done` the other sort is passed over, unless there is no else.
        """
        findings = self._model.findings
        wanted = [row for row, one in enumerate(findings) if (one.word == DONE) is done] or range(
            len(findings)
        )
        current = self._list.currentIndex().row()
        if wanted and self.isVisible():
            self.choose(findings[next((row for row in wanted if row > current), wanted[0])])

    def choose(self, finding: Finding) -> None:
        """Choose `finding`, as a click on it does."""
        self.unfold()
        self._list.setCurrentIndex(self._model.index(self._model.findings.index(finding)))
        self.chosen.emit(finding)


class _FindingsModel(QAbstractListModel):
    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.findings: tuple[Finding, ...] = ()

    def show(self, findings: tuple[Finding, ...]) -> None:
        self.beginResetModel()
        self.findings = findings
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.findings)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        finding = self.findings[index.row()]
        if role == _FindingRole:
            return finding
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, (finding.sentence, finding.basis)))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{finding.word} {finding.place} {finding.sentence} {finding.fix}".strip()
        return None


class _FindingsList(QListView):
    chosen = Signal(object)
    fix_pressed = Signal(object)
    waived = Signal(object)
    undo_pressed = Signal()
    redo_pressed = Signal()

    def __init__(self, model: _FindingsModel) -> None:
        super().__init__()
        self.setModel(model)
        self._delegate = _FindingDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setAccessibleName("问题与整理")
        self.setToolTip("回车：到该段；空格：按蓝字处理")

    def event(self, event: QEvent) -> bool:
        # Without this Ctrl+Z would reach the window and undo an action in a register.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(_UNDO) or event.matches(_REDO))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(_UNDO):
            self.undo_pressed.emit()
            return
        if event.matches(_REDO):
            self.redo_pressed.emit()
            return
        finding = self.currentIndex().data(_FindingRole)
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if finding is not None and plain:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.chosen.emit(finding)
                return
            if event.key() == Qt.Key.Key_Space and finding.fix:
                self.fix_pressed.emit(finding)
                return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos()) if event.reason() is _BY_MOUSE else self.currentIndex()
        finding = index.data(_FindingRole) if index.isValid() else None
        if finding is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("到该段\t回车", lambda: self.chosen.emit(finding))
        if finding.fix:
            menu.addAction(f"{finding.fix}\t空格", lambda: self.fix_pressed.emit(finding))
        if finding.word != DONE and finding.fix != LET_STAND:
            menu.addAction(LET_STAND, lambda: self.waived.emit(finding))
        menu.popup(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        position = event.position().toPoint()
        index = self.indexAt(position)
        finding = index.data(_FindingRole) if index.isValid() else None
        if finding is None:
            return
        if finding.fix and fix_area(self.visualRect(index), finding).contains(position):
            self.fix_pressed.emit(finding)
        else:
            self.chosen.emit(finding)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._delegate.hovered = index.row()
        finding = index.data(_FindingRole) if index.isValid() else None
        over = finding is not None and fix_area(self.visualRect(index), finding).contains(
            event.position().toPoint()
        )
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._delegate.hovered = -1
        self.viewport().update()


def fix_area(row: QRect, finding: Finding) -> QRect:
    """Return the area of the blue word of `finding` in its row."""
    width = QFontMetrics(theme.font()).horizontalAdvance(finding.fix) + theme.px(8)
    right = row.right() - theme.px(10)
    return QRect(right - width, row.top(), width, row.height())


class _FindingDelegate(QStyledItemDelegate):
    """Glyph, word, paragraph, sentence, and the way to deal with it in blue on the right."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.hovered = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(theme.px(200), theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        finding: Finding = index.data(_FindingRole)
        row: QRect = option.rect  # type: ignore[attr-defined]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        if selected or index.row() == self.hovered:
            painter.fillRect(row, theme.colour("blue_t" if selected else "hover"))
        if selected:
            painter.fillRect(row.left(), row.top(), theme.px(3), row.height(), theme.colour("blue"))
        painter.fillRect(row.left(), row.bottom(), row.width(), 1, theme.colour("hair"))
        side = theme.px(SIZE)
        glyph = QRectF(theme.px(14), row.center().y() - side / 2 + 0.5, side, side)
        paint_finding(painter, glyph, finding.severity)
        must = finding.severity == "must"
        self._write(painter, row, 32, 66, finding.word, "ink" if must else "ink2", must)
        self._write(painter, row, 70, 150, finding.place, "ink3", size=12)
        fix = fix_area(row, finding)
        room = (fix.left() if finding.fix else row.right()) - theme.px(10)
        self._write(painter, row, 152, room / theme.scale, finding.sentence, "ink")
        if finding.fix:
            painter.setFont(theme.font())
            painter.setPen(theme.colour("blue"))
            painter.drawText(fix, Qt.AlignmentFlag.AlignCenter, finding.fix)
        painter.restore()

    def _write(
        self,
        painter: QPainter,
        row: QRect,
        left: float,
        right: float,
        text: str,
        token: str,
        bold: bool = False,
        size: int = 13,
    ) -> None:
        font = theme.font(size, bold)
        area = QRect(theme.px(left), row.top(), theme.px(right - left), row.height() - 1)
        painter.setFont(font)
        painter.setPen(theme.colour(token))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width() + 1)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
