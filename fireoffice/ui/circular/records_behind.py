"""The records of which a paper speaks, each one click away, under the register of papers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from fireoffice.registers import REGISTERS
from fireoffice.services.office import Office
from fireoffice.services.papers.links import RecordOfPaper, records_of_paper
from fireoffice.ui.parts.basics import button, label, tighten

_NAMED = 4
_MOST_WORDS = 18
_IN_MENU = 60
"""The most records that a menu lists: a longer one nobody scrolls with patience."""


class RecordsBehind(QWidget):
    """The records of the chosen paper; hidden while it has none."""

    opened = Signal(str, str)
    """Register and id of the record that is to be shown."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._paper = ""
        self._found: tuple[RecordOfPaper, ...] = ()
        self._links = QWidget()
        self._row = QHBoxLayout(self)
        tighten(self._row, 8, (14, 6, 14, 8))
        self._row.addWidget(label("这份公文的记录", "label"))
        self._row.addWidget(self._links)
        self._row.addStretch(1)
        self.hide()

    def show_paper(self, paper_id: str) -> None:
        """Show the records of a paper; of none where ``paper_id`` is empty."""
        found = records_of_paper(self._office, paper_id) if paper_id else ()
        if (paper_id, found) == (self._paper, self._found):
            return
        self._paper, self._found = paper_id, found
        old, self._links = self._links, QWidget()
        self._row.replaceWidget(old, self._links)
        old.hide()
        old.deleteLater()
        line = QHBoxLayout(self._links)
        tighten(line, 14)
        for one in found[:_NAMED]:
            line.addWidget(_word(_named(one), partial(self._open, one)))
        if len(found) > _NAMED:
            more = _word(f"另{len(found) - _NAMED:,}条…", self._on_more)
            more.setToolTip("列出其余的记录")
            line.addWidget(more)
        self.setVisible(bool(found))

    def menu(self) -> QMenu:
        """Return the further records, as a menu."""
        menu = QMenu(self)
        menu.setAccessibleName("其余的记录")
        menu.aboutToHide.connect(menu.deleteLater)
        for one in self._found[_NAMED : _NAMED + _IN_MENU]:
            menu.addAction(_named(one)).triggered.connect(partial(self._open, one))
        return menu

    def _open(self, one: RecordOfPaper, *_: object) -> None:
        self.opened.emit(one.register, one.id)

    def _on_more(self) -> None:
        self.menu().popup(self.cursor().pos())


def _word(words: str, work: Callable[[], None]) -> QWidget:
    made = button(words, "word")
    made.clicked.connect(lambda: work())
    return made


def _named(one: RecordOfPaper) -> str:
    title = one.title if len(one.title) <= _MOST_WORDS else f"{one.title[:_MOST_WORDS]}…"
    return f"{REGISTERS[one.register].noun}：{title}"
