"""A part of the record panel beyond the fields: photos, papers, what belongs to the record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from fireoffice.ui.parts.basics import rule, tighten
from fireoffice.ui.parts.form import SectionHead


class PanelSection(QWidget):
    """One headed section; it reads and writes by itself and tells what it did.

    Subclasses put word buttons into ``head`` (``head.add``) and their content into ``body``.
    Disabled (``setEnabled``), it only shows: the record lies in the recycle bin.
    """

    saved = Signal()
    """Something was written: list and record are to be read again."""
    undo_offered = Signal(str)
    """A sentence for the undo bar."""
    failed = Signal(str, str)
    """Sentence and hint for the strip under the tool row."""
    counted = Signal(str)
    """The text after the section's word in the anchors: 「3」, 「1/2」, or nothing."""
    opened = Signal(str, str)
    """Register and id of another record that is to be shown."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = SectionHead(title)
        self.body = QVBoxLayout()
        tighten(self.body)
        column = QVBoxLayout(self)
        tighten(column)
        column.addWidget(self.head)
        column.addWidget(rule())
        column.addLayout(self.body)

    def show_record(self, record_id: str) -> None:
        """Show what belongs to the record; the same one again after anything was written."""

    def settle(self) -> None:
        """Write what is being typed; the record goes out of sight."""

    def press_next(self) -> bool:
        """Do what Ctrl+Enter means while the focus is inside; return whether it meant anything."""
        return False


@dataclass(frozen=True)
class SectionSlot:
    """A section that is built when a record is first shown."""

    title: str
    build: Callable[[], PanelSection]


class LazySection(QWidget):
    """Keeps the place of a section, which is built and filled by ``load``."""

    saved = Signal()
    undo_offered = Signal(str)
    failed = Signal(str, str)
    counted = Signal(str)
    opened = Signal(str, str)

    def __init__(self, slot: SectionSlot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slot = slot
        self._record_id = ""
        self.section: PanelSection | None = None
        self._column = QVBoxLayout(self)
        tighten(self._column)

    def show_record(self, record_id: str) -> None:
        """Keep ``record_id`` in mind; ``load`` shows what belongs to it."""
        if self.section is not None and record_id != self._record_id:
            self.section.settle()
        self._record_id = record_id

    def settle(self) -> None:
        """Write what is being typed."""
        if self.section is not None:
            self.section.settle()

    def press_next(self) -> bool:
        """Pass Ctrl+Enter on if the focus is inside; return whether it meant anything."""
        focus = QApplication.focusWidget()
        if self.section is None or focus is None or not self.section.isAncestorOf(focus):
            return False
        return self.section.press_next()

    def forget(self) -> None:
        """No record is shown: what belongs to the last one is not read any more."""
        self._record_id = ""

    def load(self) -> None:
        """Show what belongs to the record, building the section if need be."""
        if not self._record_id:
            return
        if self.section is None:
            self.section = self._slot.build()
            for signal in ("saved", "undo_offered", "failed", "counted", "opened"):
                getattr(self.section, signal).connect(getattr(self, signal))
            self._column.addWidget(self.section)
        self.section.show_record(self._record_id)
