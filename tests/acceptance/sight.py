"""What a hand needs to know of widgets: their words, their rows, what lies on top of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QMenu,
    QScrollArea,
    QTableView,
    QWidget,
)

_NOTCH = 120
_NONE = Qt.KeyboardModifier.NoModifier


def copied(rows: Sequence[Sequence[str]]) -> None:
    """Have ``rows`` lie on the clipboard as Excel puts them there."""
    QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows) + "\n")


def height_of(widget: QWidget) -> int:
    """How far down in its window a widget stands, in pixels."""
    return widget.mapTo(widget.window(), QPoint(0, 0)).y()


def is_cut_off(label: QLabel) -> bool:
    """Whether a label in sight has less room than its words need."""
    return label.isVisible() and label.width() < label.sizeHint().width()


def called(widget: QWidget, words: str) -> bool:
    """Whether a widget has this name, or these words on it."""
    written = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return words in (widget.accessibleName(), written)


def reaches(window: QWidget, spot: QPoint, widget: QWidget) -> bool:
    """Whether a click at ``spot`` of the window gets to the widget, or to what is part of it."""
    under = window.childAt(spot) or window
    return under is widget or widget.isAncestorOf(under) or under.isAncestorOf(widget)


def areas_around(widget: QWidget) -> Iterator[QScrollArea]:
    """The areas that scroll and hold the widget, the nearest first."""
    one = widget.parentWidget()
    while one is not None:
        if isinstance(one, QScrollArea):
            yield one
        one = one.parentWidget()


def turn_wheel(port: QWidget, by: int) -> None:
    """Turn the wheel over ``port`` by so many quarters of a notch, up if positive."""
    middle = QPointF(port.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(port.mapToGlobal(port.rect().center())),
        QPoint(),
        QPoint(0, by * _NOTCH // 4),
        Qt.MouseButton.NoButton,
        _NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(port, event)


def row_text(view: QAbstractItemView, row: int) -> str:
    """The cells in sight of a row, joined by blanks."""
    cells = (view.model().index(row, place).data() for place in shown_columns(view))
    return " ".join(str(cell) for cell in cells if cell)


def shown_columns(view: QAbstractItemView) -> list[int]:
    """The columns in sight, by their places in the model."""
    columns = range(view.model().columnCount(QModelIndex()))
    if isinstance(view, QTableView):
        return [place for place in columns if not view.isColumnHidden(place)]
    return list(columns)


def entry_of(menu: QMenu, words: str) -> QAction:
    """The entry of an open menu with these words, which can be chosen."""
    found = [one for one in menu.actions() if one.isVisible() and one.text() == words]
    assert found, f"no “{words}” among {[one.text() for one in menu.actions()]}"
    assert found[0].isEnabled(), f"“{words}” cannot be chosen"
    return found[0]


def any_window() -> bool:
    """Whether the program shows anything at all."""
    return any(one.isVisible() for one in QApplication.topLevelWidgets())


def close_all_above() -> None:
    """Close every menu, list and dialog above the window."""
    for _ in range(20):
        above = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if above is None:
            return
        above.close()
