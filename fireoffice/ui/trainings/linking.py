"""The choice of the person behind a name on the list, where the program could not tell."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from fireoffice.services.office import Office
from fireoffice.services.trainings.attendance import Line
from fireoffice.services.trainings.attendee_sources import people_named


class LinkMenu(QMenu):
    """The people who bear the name; one is chosen, or none of them."""

    chosen = Signal(str)
    """Key of the person; empty for none."""

    def __init__(self, office: Office, line: Line, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"{line.name}是哪一位")
        found = people_named(office, line.name)
        for key, words in found:
            action = self.addAction(f"{line.name}（{words}）")
            action.setCheckable(True)
            action.setChecked(key == line.person)
            action.triggered.connect(lambda _=False, key=key: self.chosen.emit(key))
        if not found:
            self.addAction(f"人员里没有叫{line.name}的").setEnabled(False)
        if line.person:
            self.addSeparator()
            self.addAction("不关联").triggered.connect(lambda: self.chosen.emit(""))
        self.aboutToHide.connect(self.deleteLater)

    def drop_at(self, corner: QPoint) -> None:
        """Show below the row."""
        self.popup(corner)
