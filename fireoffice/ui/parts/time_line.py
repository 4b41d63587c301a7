"""The time line: newest first, each event with its day, its name in bold, its details."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from fireoffice.ui.parts.basics import button
from fireoffice.ui.theme import theme
from fireoffice.ui.theme.glyphs import SIZE, paint_stage
from fireoffice.ui.theme.stages import shape_of
from fireoffice.ui.theme.typography import BASE, NOTE

_DATE, _DOT, _TEXT = 0, 48, 63
_FULL_DATE = 28
_SHORT_LENGTH = 5
_FIRST_LINE = 20


@dataclass(frozen=True)
class Event:
    """An event. ``when`` is a short date, or 现在 for what is to be done; ``stage`` then draws it.

    An event with a ``verb`` has that word at its right; ``key`` is what the word acts upon.
    """

    when: str
    title: str
    details: tuple[str, ...] = ()
    stage: str = ""
    late: bool = False
    verb: str = ""
    key: str = ""


class TimeLine(QWidget):
    """The events, painted; read out as one sentence each."""

    pressed = Signal(str)
    """The verb of an event was pressed. Carries its key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._events: tuple[Event, ...] = ()
        self._shift = 0
        self._verbs: list[QPushButton] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_events(self, events: Sequence[Event]) -> None:
        """Show ``events`` from top to bottom."""
        self._events = tuple(events)
        # Days of another year are written in full and need more room.
        full = any(len(one.when) > _SHORT_LENGTH for one in events)
        self._shift = _FULL_DATE if full else 0
        self.setAccessibleName(
            "；".join(f"{one.when}{one.title}，{'，'.join(one.details)}" for one in events)
        )
        self._name_verbs()
        self.setFixedHeight(max(1, self.heightForWidth(self.width())))
        self._place_verbs()
        self.update()

    def heightForWidth(self, width: int) -> int:
        return sum(self._height(event, width) for event in self._events)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(368), self.heightForWidth(theme.px(368)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        height = max(1, self.heightForWidth(self.width()))
        if height != self.height():
            self.setFixedHeight(height)
        self._place_verbs()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0
        for place, one in enumerate(self._events):
            height = self._height(one, self.width())
            self._paint_event(painter, one, top, height, place == len(self._events) - 1)
            top += height

    def _name_verbs(self) -> None:
        """Have a button for each event with a verb; those made once are used again."""
        active = [one for one in self._events if one.verb]
        while len(self._verbs) < len(active):
            made = button("", "word")
            made.setParent(self)
            made.clicked.connect(partial(self._on_pressed, len(self._verbs)))
            self._verbs.append(made)
        for verb in self._verbs[len(active) :]:
            verb.hide()
        for verb, event in zip(self._verbs, active, strict=False):
            verb.setText(event.verb)
            verb.setAccessibleName(f"{event.verb}{event.when}{event.title}")
            verb.show()

    def _place_verbs(self) -> None:
        top, verbs = 0, iter(self._verbs)
        for event in self._events:
            if event.verb:
                verb = next(verbs)
                size = verb.sizeHint()
                above = (size.height() - theme.px(_FIRST_LINE)) // 2
                verb.move(self.width() - size.width(), top - above)
                verb.resize(size)
            top += self._height(event, self.width())

    def _on_pressed(self, place: int) -> None:
        self.pressed.emit([one.key for one in self._events if one.verb][place])

    def _paint_event(
        self, painter: QPainter, event: Event, top: int, height: int, last: bool
    ) -> None:
        first_line = theme.px(_FIRST_LINE)
        x = theme.px(_DOT + self._shift) + 0.5
        middle = top + first_line / 2
        painter.setFont(theme.font(NOTE))
        painter.setPen(theme.colour("red" if event.late else "ink2"))
        painter.drawText(
            QRectF(_DATE, top, theme.px(_DOT + self._shift), first_line),
            Qt.AlignmentFlag.AlignVCenter,
            event.when,
        )
        if event.stage:
            side = theme.px(SIZE)
            paint_stage(
                painter,
                QRectF(x - side / 2, middle - side / 2, side, side),
                shape_of(event.stage, False),
            )
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("ink2"))
            painter.drawEllipse(QPointF(x, middle), 2.2 * theme.scale, 2.2 * theme.scale)
        if not last:
            style = Qt.PenStyle.DashLine if event.stage else Qt.PenStyle.SolidLine
            painter.setPen(QPen(theme.colour("line"), 1, style))
            painter.drawLine(
                QPointF(x, middle + theme.px(9)), QPointF(x, top + height + theme.px(3))
            )
        painter.setFont(theme.font(BASE, bold=True))
        painter.setPen(theme.colour("ink"))
        room = self.width() - theme.px(_TEXT + self._shift)
        taken = self._verbs[0].sizeHint().width() if event.verb else 0
        painter.drawText(
            QRectF(theme.px(_TEXT + self._shift), top, room - taken, first_line),
            Qt.AlignmentFlag.AlignVCenter,
            event.title,
        )
        painter.setFont(theme.font(NOTE))
        line_top = top + first_line
        for place, detail in enumerate(event.details):
            late = event.late and place == len(event.details) - 1
            painter.setPen(theme.colour("red" if late else "ink2"))
            used = self._detail_height(detail, self.width())
            box = QRectF(theme.px(_TEXT + self._shift), line_top, room, used)
            painter.drawText(box, Qt.TextFlag.TextWordWrap, detail)
            line_top += used

    def _height(self, event: Event, width: int) -> int:
        details = sum(self._detail_height(detail, width) for detail in event.details)
        return theme.px(_FIRST_LINE) + details + theme.px(6)

    def _detail_height(self, detail: str, width: int) -> int:
        room = QRect(0, 0, max(80, width - theme.px(_TEXT + self._shift)), 10_000)
        metrics = QFontMetrics(theme.font(NOTE))
        used = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), detail).height()
        return max(theme.px(17), used)
