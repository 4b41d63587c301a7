"""What can be wrong with a window: text cut off, focus without a name, a tab order that jumps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QWidget,
)

_SLACK = 1
_SAME_LINE = 12


def examine(window: QWidget) -> list[str]:
    """Return one sentence for each thing that is wrong with what ``window`` shows."""
    visible = [one for one in window.findChildren(QWidget) if one.isVisible()]
    visible = [one for one in visible if one.window() is window.window()]
    return [
        *(text for one in visible for text in _cut_off(one)),
        *(text for one in visible for text in _nameless(one)),
        *_jumps(window),
    ]


def focusable(window: QWidget) -> list[QWidget]:
    """Return the widgets that Tab reaches, in its order."""
    found: list[QWidget] = []
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        if _takes_tab(widget) and widget.window() is window.window():
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def _takes_tab(widget: QWidget) -> bool:
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and not isinstance(widget, QScrollBar)
    )


def _cut_off(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel) and widget.text() and not widget.wordWrap():
        needed = widget.fontMetrics().horizontalAdvance(widget.text())
        if needed > widget.contentsRect().width() + _SLACK:
            yield f"文字被截断：“{widget.text()}”"
    elif isinstance(widget, QLabel) and widget.text():
        if widget.heightForWidth(widget.width()) > widget.height() + _SLACK:
            yield f"折行文字高度不够：“{widget.text()}”"
    elif isinstance(widget, QAbstractButton) and (widget.text() or not widget.icon().isNull()):
        if widget.sizeHint().width() > widget.width() + _SLACK and widget.text():
            yield f"按钮文字被截断：“{widget.text()}”"
    elif isinstance(widget, QLineEdit) and not isinstance(widget.parent(), QComboBox):
        shown = widget.text() or widget.placeholderText()
        room = widget.contentsRect().width() - widget.textMargins().left()
        if not widget.text() and widget.fontMetrics().horizontalAdvance(shown) > room:
            yield f"提示文字被截断：“{shown}”"
    if isinstance(widget, QLabel | QAbstractButton) and not _inside_scroll(widget):
        seen = widget.visibleRegion().boundingRect().size()
        if seen.width() < widget.width() or seen.height() < widget.height():
            words = getattr(widget, "text", str)() or widget.accessibleName()
            if words:
                yield f"被旁边的区域遮住：“{words}”"


def _inside_scroll(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def _nameless(widget: QWidget) -> Iterator[str]:
    if _takes_tab(widget) and not widget.accessibleName() and not getattr(widget, "text", str)():
        yield f"没有无障碍名称：{type(widget).__name__}"


def _jumps(window: QWidget) -> Iterator[str]:
    """Among the children of one parent, Tab must go as one reads."""
    chain = focusable(window)
    for earlier, later in pairwise(chain):
        if earlier.parentWidget() is not later.parentWidget():
            continue
        a, b = earlier.mapTo(window, QPoint()), later.mapTo(window, QPoint())
        backwards = b.y() < a.y() - _SAME_LINE or (
            abs(b.y() - a.y()) <= _SAME_LINE and b.x() < a.x()
        )
        if backwards:
            yield f"Tab顺序倒退：“{_called(earlier)}”之后是“{_called(later)}”"


def _called(widget: QWidget) -> str:
    return widget.accessibleName() or type(widget).__name__
