"""The column left of the text: each paragraph's role, and the menu that changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QTextBlock, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget

from fireoffice.docs.manuscript import Role
from fireoffice.ui.circular.role_look import look_of
from fireoffice.ui.theme import theme
from fireoffice.ui.theme.typography import NOTE

if TYPE_CHECKING:
    from fireoffice.ui.circular.text_edit import ManuscriptEdit

WIDTH = 64
_SHOWN_ONCE = (Role.TITLE, Role.ENCLOSURE, Role.TABLE)
"""Roles of which several lines in a row form one element: the first line names it."""


class RoleGutter(QWidget):
    """Paints beside each paragraph of `edit` what it is."""

    def __init__(self, edit: ManuscriptEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("段落类型")
        self.setMouseTracking(True)
        self._hovered = -1

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour("desk"))
        painter.setPen(QPen(theme.colour("hair"), 1))
        painter.drawLine(self.width() - 1, event.rect().top(), self.width() - 1, self.height())
        painter.setFont(theme.font(NOTE))
        current = self._edit.textCursor().blockNumber()
        before: Role | None = None
        for block, area in self._edit.visible_blocks():
            role = self._edit.content.role_of(block)
            if before is None:
                previous = block.previous()
                before = self._edit.content.role_of(previous) if previous.isValid() else None
            self._paint_role(painter, block, role, area, before, block.blockNumber() == current)
            before = role

    def _paint_role(
        self,
        painter: QPainter,
        block: QTextBlock,
        role: Role,
        area: QRect,
        before: Role | None,
        current: bool,
    ) -> None:
        number = block.blockNumber()
        if number == self._hovered:
            painter.fillRect(0, area.top(), self.width() - 1, area.height(), theme.colour("hover"))
        if current:
            painter.fillRect(0, area.top(), theme.px(3), area.height(), theme.colour("blue"))
        repeated = role is before and role in _SHOWN_ONCE
        empty = not block.text().strip()
        if (repeated or empty) and number != self._hovered and not current:
            return
        painter.setPen(theme.colour("blue" if look_of(role).level else "ink2"))
        words = QRect(0, area.top(), self.width() - theme.px(10), self._edit.line_height())
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, role)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        block = self._block_at(event.position().toPoint())
        if block is not None and event.button() is Qt.MouseButton.LeftButton:
            self._edit.put_cursor(block.blockNumber(), 0)
            self.role_menu(block).popup(event.globalPosition().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        block = self._block_at(event.position().toPoint())
        self._hover(block.blockNumber() if block else -1)
        if block is not None:
            QToolTip.showText(event.globalPosition().toPoint(), "点击改段落类型", self)

    def leaveEvent(self, event: object) -> None:
        self._hover(-1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        QApplication.sendEvent(self._edit.viewport(), event)

    def role_menu(self, block: QTextBlock) -> QMenu:
        """Return the menu of roles for `block`."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        current = self._edit.content.role_of(block)
        number = block.blockNumber()
        for role in Role:
            action = menu.addAction(role.value)
            action.setCheckable(True)
            action.setChecked(role is current)
            action.triggered.connect(
                lambda _checked=False, chosen=role: self._edit.set_role(number, chosen)
            )
        return menu

    def _block_at(self, position: QPoint) -> QTextBlock | None:
        for block, area in self._edit.visible_blocks():
            if area.top() <= position.y() < area.bottom():
                return block
        return None

    def _hover(self, number: int) -> None:
        if number != self._hovered:
            self._hovered = number
            self.update()
