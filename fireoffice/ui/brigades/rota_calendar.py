"""A month as a ruled calendar: names under the days, to be swapped by hand or by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fireoffice.domain.months import Month
from fireoffice.ui.theme import theme
from fireoffice.ui.theme.typography import BASE, NOTE

WEEKDAYS: Final = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_HEAD, _NUMBER, _LINE, _PAD = 29, 22, 22, 8
_LEAST: Final = 2
_WEEK: Final = 7
_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


@dataclass(frozen=True)
class Entry:
    """One person on a day; `note` says whom they stand in for, `late` that they are twice down."""

    key: str
    name: str
    note: str = ""
    clash: bool = False


@dataclass(frozen=True)
class Place:
    """A day, and which of its entries; -1 is the day itself."""

    day: date
    at: int = -1


class RotaCalendar(QWidget):
    """The month, painted. Arrows walk; the space bar takes a name up, and on another swaps them."""

    swap_asked = Signal(object, str, object, str)
    """Day and key of one, day and key of the other."""
    move_asked = Signal(object, str, object)
    """Day and key, and the day to which the shift goes."""
    menu_asked = Signal(object, str, QPoint)
    """Day, key (empty for the day itself), and where on the screen."""
    removal_asked = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._month = Month(2000, 1)
        self._entries: Mapping[date, Sequence[Entry]] = {}
        self._off: frozenset[date] = frozenset()
        self._today = date(2000, 1, 1)
        self._current = Place(date(2000, 1, 1))
        self._held: Place | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_month(
        self,
        month: Month,
        entries: Mapping[date, Sequence[Entry]],
        off: frozenset[date],
        today: date,
    ) -> None:
        """Show ``entries``; days ``off`` are marked, and so is ``today``."""
        if month != self._month:
            self._current = Place(today if month.first <= today <= month.last else month.first)
        self._month, self._entries, self._off, self._today = month, entries, off, today
        self._held = None
        self._settle_current()
        self._tell()
        self.updateGeometry()
        self.update()

    def current(self) -> Place:
        """Return the place that the keys are on."""
        return self._current

    def held(self) -> Place | None:
        """Return the name that was taken up, if one was."""
        return self._held

    def place_at(self, point: QPoint) -> Place | None:
        """Return the day or name painted at ``point``."""
        for day in self._days():
            box = self._box(day)
            if box.contains(point):
                line = (point.y() - box.top() - theme.px(_NUMBER)) // theme.px(_LINE)
                inside = 0 <= line < len(self._entries.get(day, ()))
                return Place(day, line if inside else -1)
        return None

    def box_of(self, place: Place) -> QRect:
        """Return the area in which a day, or a name on it, is painted."""
        box = self._box(place.day)
        if place.at < 0:
            return box
        top = box.top() + theme.px(_NUMBER) + place.at * theme.px(_LINE)
        return QRect(box.left(), top, box.width(), theme.px(_LINE))

    def sizeHint(self) -> QSize:
        lines = max([_LEAST, *(len(some) for some in self._entries.values())])
        row = theme.px(_NUMBER) + lines * theme.px(_LINE) + theme.px(4)
        return QSize(theme.px(700), theme.px(_HEAD) + self._weeks() * row)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(560), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._go_to(self._current.day + timedelta(days=_STEPS[key]))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._walk(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Space:
            self._take_up(self._current)
        elif key == Qt.Key.Key_Escape and self._held is not None:
            self._held = None
            self.update()
        elif key == Qt.Key.Key_Delete and self._key(self._current):
            self.removal_asked.emit(self._current.day, self._key(self._current))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Menu):
            corner = self.mapToGlobal(self.box_of(self._current).bottomLeft())
            self.menu_asked.emit(self._current.day, self._key(self._current), corner)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position().toPoint())
        if place is None:
            return
        self._current = place
        self._held = place if self._key(place) else None
        self._tell()
        self.update()
        if event.button() == Qt.MouseButton.RightButton:
            self._held = None
            self.menu_asked.emit(place.day, self._key(place), event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        start, self._held = self._held, None
        end = self.place_at(event.position().toPoint())
        self.update()
        if start is not None and end is not None and end.day != start.day:
            self._bring(start, end)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position().toPoint())
        if place is not None:
            self.menu_asked.emit(place.day, self._key(place), event.globalPosition().toPoint())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_head(painter)
        for day in self._days():
            self._paint_day(painter, day)

    def _take_up(self, place: Place) -> None:
        if self._held is None:
            self._held = place if self._key(place) else None
        else:
            start, self._held = self._held, None
            if start.day != place.day:
                self._bring(start, place)
        self.update()

    def _bring(self, start: Place, end: Place) -> None:
        if self._key(end):
            self.swap_asked.emit(start.day, self._key(start), end.day, self._key(end))
        else:
            self.move_asked.emit(start.day, self._key(start), end.day)

    def _key(self, place: Place) -> str:
        some = self._entries.get(place.day, ())
        return some[place.at].key if 0 <= place.at < len(some) else ""

    def _go_to(self, day: date, last: bool = False) -> None:
        if self._month.first <= day <= self._month.last:
            count = len(self._entries.get(day, ()))
            at = count - 1 if last else min(max(self._current.at, 0), count - 1)
            self._current = Place(day, at)
            self._tell()
            self.update()

    def _walk(self, by: int) -> None:
        at = self._current.at + by
        if 0 <= at < len(self._entries.get(self._current.day, ())):
            self._current = Place(self._current.day, at)
            self._tell()
            self.update()
        else:
            self._go_to(self._current.day + timedelta(days=by * _WEEK), last=by < 0)

    def _settle_current(self) -> None:
        count = len(self._entries.get(self._current.day, ()))
        self._current = Place(self._current.day, min(max(self._current.at, 0), count - 1))

    def _tell(self) -> None:
        """Say by the accessible name where the keys are."""
        day = self._current.day
        names = [one.name for one in self._entries.get(day, ())]
        here = f"，当前{names[self._current.at]}" if 0 <= self._current.at < len(names) else ""
        rest = "，休息日" if day in self._off else ""
        who = "、".join(names) or "无人值班"
        self.setAccessibleName(
            f"{day.month}月{day.day}日{WEEKDAYS[day.weekday()]}{rest}：{who}{here}"
        )

    def _days(self) -> list[date]:
        return [self._month.first + timedelta(days=at) for at in range(self._month.last.day)]

    def _weeks(self) -> int:
        return (self._month.first.weekday() + self._month.last.day + _WEEK - 1) // _WEEK

    def _box(self, day: date) -> QRect:
        cell = self._month.first.weekday() + day.day - 1
        row, column = divmod(cell, _WEEK)
        top, room = theme.px(_HEAD), self.height() - theme.px(_HEAD)
        left, right = (self.width() * at // _WEEK for at in (column, column + 1))
        above, below = (top + room * at // self._weeks() for at in (row, row + 1))
        return QRect(left, above, right - left, below - above)

    def _paint_head(self, painter: QPainter) -> None:
        height = theme.px(_HEAD)
        painter.fillRect(0, 0, self.width(), height, theme.colour("desk"))
        painter.fillRect(0, height - 1, self.width(), 1, theme.colour("line"))
        painter.setFont(theme.font(NOTE))
        painter.setPen(theme.colour("ink2"))
        for column, word in enumerate(WEEKDAYS):
            left = self.width() * column // _WEEK + theme.px(_PAD)
            box = QRect(left, 0, theme.px(80), height)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, word)

    def _paint_day(self, painter: QPainter, day: date) -> None:
        box = self._box(day)
        off, here = day in self._off, self._current.day == day
        painter.fillRect(box.adjusted(0, box.height() - 1, 0, 0), theme.colour("hair"))
        painter.fillRect(box.right(), box.top(), 1, box.height(), theme.colour("hair"))
        number = box.adjusted(theme.px(_PAD), 0, -theme.px(_PAD), 0)
        number.setHeight(theme.px(_NUMBER))
        painter.setFont(theme.font(NOTE, bold=day == self._today))
        painter.setPen(theme.colour("blue" if day == self._today else "ink2"))
        painter.drawText(number, Qt.AlignmentFlag.AlignVCenter, f"{day.day}")
        if off:
            painter.setFont(theme.font(NOTE))
            painter.setPen(theme.colour("ink3"))
            side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(number, side, "休")
        for at, entry in enumerate(self._entries.get(day, ())):
            self._paint_entry(painter, Place(day, at), entry)
        if here and self._current.at < 0 and self.hasFocus():
            painter.setPen(theme.colour("blue"))
            painter.drawRect(box.adjusted(1, 1, -2, -2))

    def _paint_entry(self, painter: QPainter, place: Place, entry: Entry) -> None:
        box = self.box_of(place)
        if place == self._held:
            painter.fillRect(box, theme.colour("amber_t"))
        elif place == self._current:
            painter.fillRect(box.adjusted(0, 0, -1, 0), theme.colour("blue_t"))
            painter.fillRect(box.left(), box.top(), theme.px(3), box.height(), theme.colour("blue"))
        inner = box.adjusted(theme.px(_PAD), 0, -theme.px(_PAD), 0)
        font = theme.font(BASE, bold=entry.clash)
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        name = f"■ {entry.name}" if entry.clash else entry.name
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, name)
        if entry.note:
            used = QFontMetrics(font).horizontalAdvance(name) + theme.px(6)
            rest = inner.adjusted(used, 0, 0, 0)
            painter.setFont(theme.font(NOTE))
            painter.setPen(theme.colour("ink3"))
            metrics = QFontMetrics(theme.font(NOTE))
            shown = metrics.elidedText(entry.note, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, shown)
