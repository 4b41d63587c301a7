"""A hazard that was there before: pointed out while it is registered, and recorded as 复发."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from fireoffice.services.hazards.recurrence import Recurrence, recurrence_of
from fireoffice.services.office import Office
from fireoffice.ui.entering import Entering
from fireoffice.ui.parts.basics import button, label, tighten
from fireoffice.ui.parts.notices import FindingGlyph
from fireoffice.ui.parts.record_panel import RecordPanel

RECORD = "记为复发"
OPEN = "打开"


class ReturnStrip(QFrame):
    """「该场所近12个月同类隐患第3次：2021-0063……　记为复发」; stands in no one's way."""

    taken = Signal(str, bool)
    """Id of the earlier hazard, and whether it is to be recorded as having come back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "bar")
        self._told: Recurrence | None = None
        self._sentence = label(name="此前的同类隐患")
        self._sentence.setWordWrap(True)
        self.way = button("", "word")
        row = QHBoxLayout(self)
        tighten(row, 8, (14, 6, 14, 6))
        row.addWidget(FindingGlyph("should"))
        row.addWidget(self._sentence, 1)
        row.addWidget(self.way)
        self.way.clicked.connect(self._on_pressed)
        self.hide()

    def say(self, told: Recurrence | None) -> None:
        """Say ``told``; without it, take the strip away."""
        self._told = told
        if told is not None:
            word = RECORD if told.reopened_by else OPEN
            self._sentence.setText(told.sentence)
            self.way.setText(word)
            self.way.setAccessibleName(f"{word}：{told.earlier[0].number}")
        self.setVisible(told is not None)

    def text(self) -> str:
        """Return the sentence shown; empty when hidden."""
        return "" if self.isHidden() else self._sentence.text()

    def _on_pressed(self) -> None:
        if self._told is not None:
            reopened = self._told.reopened_by
            self.taken.emit(reopened or self._told.earlier[0].id, bool(reopened))


class Returning(QObject):
    """Keeps the strip under the form of a new hazard up to date."""

    opened = Signal(str)
    """Id of the earlier hazard, which is to be shown."""
    recurred = Signal(str, dict)
    """Id of the earlier hazard, and what its 复发 is to be filled in with."""

    def __init__(self, office: Office, panel: RecordPanel, entering: Entering) -> None:
        super().__init__(panel)
        self._office, self._panel = office, panel
        self.strip = ReturnStrip(panel)
        panel.add_foot(self.strip)
        entering.rested.connect(self._on_rested)
        for end in (entering.created, entering.left):
            end.connect(lambda *_: self.strip.say(None))
        self.strip.taken.connect(self._on_taken)

    def _on_rested(self, texts: dict[str, str]) -> None:
        self.strip.say(recurrence_of(self._office, texts))

    def _on_taken(self, hazard_id: str, recurred: bool) -> None:
        texts = self._panel.sections.texts()
        self.strip.say(None)
        if recurred:
            self.recurred.emit(hazard_id, _of_recurrence(texts))
        else:
            self.opened.emit(hazard_id)


def _of_recurrence(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the texts typed for the new hazard, as the fields of 复发 want them."""
    told = "，".join(filter(None, (texts.get("part"), texts.get("description"))))
    due = texts.get("first_due", "")
    given = {
        "day": texts.get("found_on", ""),
        "people": texts.get("inspectors", ""),
        "note": told,
        "due": due,
    }
    return {name: text for name, text in given.items() if text}
