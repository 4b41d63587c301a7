"""Beside a list of names: whom to add, or one line of the list that is being put right."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from fireoffice.core.errors import FieldErrors
from fireoffice.registers import ATTENDANCES
from fireoffice.services.trainings import attendance
from fireoffice.services.trainings.attendance import Line
from fireoffice.ui.details.form import DetailForm
from fireoffice.ui.parts.basics import label, tighten
from fireoffice.ui.parts.form import Choices
from fireoffice.ui.parts.record_panel import WIDTH
from fireoffice.ui.theme import theme
from fireoffice.ui.trainings.adding import AddingPanel

_WRITTEN: Final = ("name", "unit", "position", "phone", "score", "note")
_FIELDS: Final = tuple(info for info in ATTENDANCES.fields if info.name in _WRITTEN)


class NameSide(QStackedWidget):
    """The form of a line stands before the panel of those to be added until it is left."""

    written = Signal(str, object)
    """The key of the line, and what was written into it (field -> text)."""
    left = Signal()
    """The form was closed, with what was written or without."""

    def __init__(
        self, adding: AddingPanel, choices: Choices, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.form: DetailForm | None = None
        self._choices = choices
        self.addWidget(adding)
        self.setFixedWidth(theme.px(WIDTH))

    def put_right(self, key: str, line: Line) -> None:
        """Open the form of a line of the list."""
        self._close()
        self.form = DetailForm(_FIELDS, self._choices, "改好")
        self.form.entered.connect(lambda told: self._on_entered(key, told))
        self.form.closed.connect(self._leave)
        holder = QWidget()
        column = QVBoxLayout(holder)
        tighten(column, 8, (14, 10, 14, 8))
        column.addWidget(label(f"修改{line.name}", "head"))
        column.addWidget(self.form)
        column.addStretch(1)
        self.addWidget(holder)
        self.setCurrentWidget(holder)
        self.form.begin({name: str(getattr(line, name)) for name in _WRITTEN}, kept=False)

    def _on_entered(self, key: str, told: dict[str, str]) -> None:
        try:
            attendance.check([Line(**told)])
        except FieldErrors as problem:
            if self.form is not None:
                self.form.form.complain(problem.problems)
            return
        self.written.emit(key, told)
        self._leave()

    def _leave(self) -> None:
        self._close()
        self.left.emit()

    def _close(self) -> None:
        if self.form is not None:
            holder = self.currentWidget()
            self.removeWidget(holder)
            holder.deleteLater()
            self.form = None
