"""To whom, from which day, and what: asked in the panel before anything is handed over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fireoffice.domain.fields import FieldInfo
from fireoffice.services import records
from fireoffice.services.duties.handover import DAY, DUTY, OCCURRENCE, TAKER, Move
from fireoffice.services.office import Office
from fireoffice.ui.parts.basics import button, label, rule, tighten
from fireoffice.ui.parts.form import Form
from fireoffice.ui.theme import theme

_REST_MS: Final = 200
_SETTLED_MS: Final = 40
_HEAD: Final = 48
"""The height kept in sight above the sheet: the head of its section."""


class HandoverSheet(QWidget):
    """A tick for each thing that can move; the open occurrences go where their duty goes."""

    changed = Signal()
    confirmed = Signal()
    given_up = Signal()

    def __init__(
        self, office: Office, moves: Sequence[Move], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._moves = tuple(moves)
        self.form = Form((TAKER, DAY), self._choices)
        self.form.propose({DAY.name: office.clock.today().isoformat()})
        self.ticks: dict[str, QCheckBox] = {}
        self._words = label("先选接收人，再看将移交什么。", "note", "将移交什么")
        self._words.setWordWrap(True)
        self.confirm = button("移交", "next")
        self.confirm.setToolTip("Ctrl+回车")
        self.later = button("先不办", "tall")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.changed)
        self._lay_out()
        self.form.edited.connect(self._rest.start)
        self.form.committed.connect(lambda *_: self.changed.emit())
        self.form.finished.connect(self.confirm.setFocus)
        self.confirm.clicked.connect(self.confirmed)
        self.later.clicked.connect(self.given_up)

    def begin(self) -> None:
        """Put the cursor where the taker is named, and bring the sheet into view."""
        self.form.begin()
        QTimer.singleShot(_SETTLED_MS, self, self._reveal)

    def taker(self) -> str:
        """Return the name of the successor, as typed."""
        return self.form.texts()[TAKER.name]

    def day(self) -> str:
        """Return from when, as typed."""
        return self.form.texts()[DAY.name]

    def keeps(self) -> frozenset[str]:
        """Return the keys of what is not to move."""
        kept = {key for key, tick in self.ticks.items() if not tick.isChecked()}
        is_kept = False
        for move in self._moves:
            if move.kind == DUTY:
                is_kept = move.key in kept
            elif move.kind == OCCURRENCE and is_kept:
                kept.add(move.key)
        return frozenset(kept)

    def say(self, sentence: str) -> None:
        """Show what would move, or what stands in the way."""
        self._words.setText(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)

    def _choices(self, info: FieldInfo) -> tuple[str, ...]:
        return records.choices(self._office, info)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        tighten(column, 4, (0, 6, 0, 8))
        column.addWidget(self.form)
        column.addWidget(label("移交什么", "label"))
        for move in self._moves:
            if move.kind == OCCURRENCE:
                continue
            tick = QCheckBox(self._words_of(move))
            tick.setChecked(True)
            tick.setToolTip(tick.text())
            tick.toggled.connect(lambda _: self.changed.emit())
            self.ticks[move.key] = tick
            column.addWidget(tick)
        column.addWidget(self._words)
        buttons = QHBoxLayout()
        tighten(buttons, 8, (0, 8, 0, 4))
        buttons.addWidget(self.confirm, 1)
        buttons.addWidget(self.later)
        column.addLayout(buttons)
        column.addWidget(rule())

    def _words_of(self, move: Move) -> str:
        """「责任　003　…（待履2期）」, cut to the width of the panel."""
        place = self._moves.index(move)
        turns = 0
        if move.kind == DUTY:
            for one in self._moves[place + 1 :]:
                if one.kind != OCCURRENCE:
                    break
                turns += 1
        words = f"{move.kind}　{move.words}"
        shown = self.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, theme.px(250 if turns else 330)
        )
        return f"{shown}（待履{turns}期）" if turns else shown

    def _reveal(self) -> None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        inner = area.widget() if area is not None else None
        if area is not None and inner is not None:
            top = self.mapTo(inner, QPoint(0, 0)).y()
            area.verticalScrollBar().setValue(top - theme.px(_HEAD))
