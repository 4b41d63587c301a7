"""The twelve months of a year at one glance: which days are off, which weekends are worked."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from fireoffice.services.office import Office
from fireoffice.services.reference.calendar import OFF, WORKED, YearPlan, year_plan
from fireoffice.ui.parts.basics import button, label, tighten
from fireoffice.ui.theme import theme
from fireoffice.ui.theme.typography import NOTE

_ACROSS: Final = 6
_DAY_HEIGHT: Final = 18
_TITLE: Final = 22
_WEEKS: Final = 6
_GAP: Final = 16
_WEEKEND: Final = 5
_STEPS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


class YearMonths(QWidget):
    """The year, painted; the arrow keys walk over the days, Enter or a click chooses one."""

    chosen = Signal(date)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._day = today
        self._plan = YearPlan(today.year, {})
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_plan(self, plan: YearPlan) -> None:
        """Show the year of ``plan``."""
        self._plan = plan
        if self._day.year != plan.year:
            self._day = date(plan.year, 1, 1)
        self._name()
        self.update()

    def day(self) -> date:
        """Return the day on which the cursor is."""
        return self._day

    def words(self, day: date) -> str:
        """Return the words for a day, as they are read out."""
        marked = self._plan.days.get(day)
        told = f"，{marked.name}{marked.kind}" if marked else ""
        return f"{day.year}年{day.month}月{day.day}日，星期{'一二三四五六日'[day.weekday()]}{told}"

    def sizeHint(self) -> QSize:
        rows = 12 // _ACROSS
        month = theme.px(_TITLE) + _WEEKS * theme.px(_DAY_HEIGHT)
        return QSize(theme.px(900), rows * month + (rows - 1) * theme.px(6))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(600), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(NOTE))
        for month in range(1, 13):
            self._paint_month(painter, month)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            wanted = self._day + timedelta(days=step)
            if wanted.year == self._plan.year:
                self._day = wanted
                self._name()
                self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.chosen.emit(self._day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position())
        if day is not None:
            self._day = day
            self._name()
            self.update()
            self.chosen.emit(day)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self._day_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.words(day) if day else "", self)
            return True
        return super().event(event)

    def box_of(self, day: date) -> QRectF:
        """Return the area in which a day is painted."""
        left, top, width = self._place(day.month)
        first = date(day.year, day.month, 1).weekday()
        row, column = divmod(first + day.day - 1, 7)
        side, height = width / 7, theme.px(_DAY_HEIGHT)
        start = top + theme.px(_TITLE)
        return QRectF(left + column * side, start + row * height, side, height)

    def _name(self) -> None:
        told = "；".join(self._plan.lines()) or "还没有放假安排"
        self.setAccessibleName(f"{self._plan.year}年全年：{told}")
        self.setAccessibleDescription(self.words(self._day))

    def _place(self, month: int) -> tuple[float, float, float]:
        row, column = divmod(month - 1, _ACROSS)
        gap = theme.px(_GAP)
        width = (self.width() - gap * (_ACROSS - 1)) / _ACROSS
        height = theme.px(_TITLE) + _WEEKS * theme.px(_DAY_HEIGHT) + theme.px(6)
        return column * (width + gap), row * height, width

    def _paint_month(self, painter: QPainter, month: int) -> None:
        left, top, width = self._place(month)
        painter.setFont(theme.font(NOTE, bold=True))
        painter.setPen(theme.colour("ink"))
        title = QRectF(left, top, width, theme.px(_TITLE) - 3)
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, f"{month}月")
        painter.fillRect(QRectF(left, title.bottom(), width, 1), theme.colour("line"))
        for number in range(1, calendar.monthrange(self._plan.year, month)[1] + 1):
            self._paint_day(painter, date(self._plan.year, month, number))

    def _paint_day(self, painter: QPainter, day: date) -> None:
        box = self.box_of(day)
        inner = box.adjusted(1, 1, -1, -1)
        marked = self._plan.days.get(day)
        worked = marked is not None and marked.kind == WORKED
        if marked is not None and not worked:
            painter.fillRect(inner, theme.colour("blue_t"))
        elif worked:
            painter.setPen(QPen(theme.colour("ink2"), 1))
            painter.drawRect(inner.adjusted(0.5, 0.5, -0.5, -0.5))
        free = marked is None and day.weekday() >= _WEEKEND
        painter.setPen(theme.colour("ink3" if free else "ink"))
        painter.setFont(theme.font(NOTE, bold=day == self._today))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(day.day))
        if day == self._day and self.hasFocus():
            painter.setPen(QPen(theme.colour("blue"), 2))
            painter.drawRect(inner)

    def _day_at(self, point: QPointF) -> date | None:
        for month in range(1, 13):
            left, top, width = self._place(month)
            height = theme.px(_TITLE) + _WEEKS * theme.px(_DAY_HEIGHT)
            if not QRectF(left, top, width, height).contains(point):
                continue
            days = calendar.monthrange(self._plan.year, month)[1]
            every = (date(self._plan.year, month, number) for number in range(1, days + 1))
            return next((day for day in every if self.box_of(day).contains(point)), None)
        return None


class YearOverview(QWidget):
    """‹ 2021年 › above its months; a year without a plan says so."""

    opened = Signal(str)
    """Id of the record of a day that was chosen."""
    entered = Signal(dict)
    """Texts with which a new day is to begin."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        today = office.clock.today()
        self._year = today.year
        self._title = label("", "head")
        self._told: QLabel = label("", "note", name="全年放假安排")
        self._told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.before = button("", "flat", "chevron-left", hint="上一年")
        self.after = button("", "flat", "chevron-right", hint="下一年")
        self.months = YearMonths(today)
        self._plan = YearPlan(self._year, {})
        line = QHBoxLayout()
        tighten(line, 4)
        for one in (self.before, self.after):
            one.setFixedWidth(theme.px(32))
        for one in (self.before, self._title, self.after):
            line.addWidget(one)
        line.addWidget(self._told, 1)
        column = QVBoxLayout(self)
        tighten(column, 4, (14, 4, 14, 10))
        column.addLayout(line)
        column.addWidget(self.months)
        self.before.clicked.connect(lambda: self.show_year(self._year - 1))
        self.after.clicked.connect(lambda: self.show_year(self._year + 1))
        self.months.chosen.connect(self._on_chosen)
        self.refresh()

    def show_year(self, year: int) -> None:
        """Show another year."""
        self._year = year
        self.refresh()

    def refresh(self) -> None:
        """Read the year anew."""
        self._plan = year_plan(self._office, self._year)
        self._title.setText(f"{self._year}年")
        kinds = [one.kind for one in self._plan.days.values()]
        off = f"底色：放假{kinds.count(OFF)}天；方框：补班{kinds.count(WORKED)}天；其余周末休息。"
        none = f"{self._year}年的放假安排还没有录入，工作日推算不到这一年；公布后点日期录入。"
        self._told.setText(off if self._plan.days else none)
        self._told.setToolTip("\n".join(self._plan.lines()))
        self.months.show_plan(self._plan)

    def told(self) -> str:
        """Return the words for the year."""
        return self._told.text()

    def _on_chosen(self, day: date) -> None:
        marked = self._plan.days.get(day)
        if marked is not None:
            self.opened.emit(marked.id)
            return
        kind = WORKED if day.weekday() >= _WEEKEND else OFF
        self.entered.emit({"day": f"{day:%Y-%m-%d}", "kind": kind})
