"""The promises of every tab to the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from fireoffice.services.office import Office


class Page(QWidget):
    """A tab's page. The window builds it at its first activation and then keeps it.

    A page saves by itself, at once and never modally; what it wants to say goes through its
    signals and is shown by the window.
    """

    status_changed = Signal(str)
    """Counts and results for the left of the status bar."""
    badge_changed = Signal(int, str)
    """Count and colour (``red`` overdue, ``amber`` to decide) beside the tab's word; 0 hides it."""
    hints_changed = Signal()
    """The keys that matter now are others: the window asks ``hints`` again."""
    saved = Signal()
    """Something was written to the database."""
    undo_offered = Signal(str)
    """A sentence for the undo bar, e.g. 「2021-0091已移到回收站」."""
    led_on = Signal(str, object)
    """A sentence for the undo bar and the ways on from there, as (word, callable) pairs."""
    taken_back = Signal(str)
    """As ``undo_offered``, of something that was undone: the bar offers to do it again."""
    failed = Signal(str, str)
    """Sentence and hint for the strip under the tool row; empty sentence takes it away."""
    opened = Signal(str, str)
    """Register and record id that another tab should show."""

    step_asked = Signal(str, str, str)
    """As ``opened``, with the step of this label begun at once."""
    backed_up = Signal(object)
    """A backup (``BackupInfo``) was made by the user."""
    restore_asked = Signal(object)
    """The file of a backup by which all data are to be replaced."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office

    def activate(self) -> None:
        """Bring the page up to date; called each time its tab comes to the front."""

    def refresh(self) -> None:
        """Bring the page up to date with what this program has just written."""
        self.activate()

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return at most four (key, word) pairs for the middle of the status bar."""
        return ()

    def stops(self) -> tuple[QWidget, ...]:
        """Return the regions that F6 walks through, after the tab bar, in reading order."""
        return ()

    def open_record(self, register: str, record_id: str, step: str = "") -> None:
        """Show the record another page asked for, and begin the step of this label, if any."""

    def home(self) -> QWidget | None:
        """Return the widget that has the focus when the tab is chosen with the mouse."""
        return next(iter(self.stops()), None)

    def show_view(self, register: str) -> None:
        """Show the list of ``register``, which is one of the page's own."""

    def undo_area(self) -> QWidget:
        """Return the region over which the undo bar floats."""
        return self

    def leave(self) -> None:
        """End what runs in the background; called before the page is thrown away."""

    def settle(self) -> None:
        """Write what is still being typed; called before closing, backing up and undoing."""
