"""The few fields that a next step asks for, opened in the panel under its button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fireoffice.domain.fields import FieldInfo
from fireoffice.domain.steps import Step
from fireoffice.ui.parts.basics import button, label, tighten
from fireoffice.ui.parts.form import Choices, Form
from fireoffice.ui.parts.panel_sheet import PanelSheet


class StepForm(PanelSheet):
    """The form of a step: nothing is written until its verb (Ctrl+Enter); Esc gives up."""

    confirmed = Signal(dict)
    """Field name to text, of every field of the step."""
    given_up = Signal()
    edited = Signal()
    """Something was typed that is not written yet."""

    def __init__(
        self,
        step: Step,
        fields: Sequence[FieldInfo],
        texts: Mapping[str, str],
        choices: Choices,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.step = step
        self.form = Form(fields, choices)
        self.form.set_texts(texts)
        self.form.propose(
            {name: text for name, text in step.presets.items() if not texts.get(name)}
        )
        self.confirm = button(step.label, "next")
        self.confirm.setToolTip("Ctrl+回车")
        give_up = button("先不办", "tall")
        buttons = QHBoxLayout()
        tighten(buttons, 8, (0, 8, 0, 0))
        buttons.addWidget(self.confirm, 1)
        buttons.addWidget(give_up)
        column = QVBoxLayout(self)
        tighten(column, 0, (14, 0, 14, 8))
        column.addWidget(label(step.label, "head"))
        column.addWidget(self.form)
        column.addLayout(buttons)
        self.confirm.clicked.connect(self._on_confirmed)
        give_up.clicked.connect(self.given_up)
        self.form.edited.connect(self.edited)
        self.form.finished.connect(self.confirm.setFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)

    def _on_confirmed(self) -> None:
        self.confirmed.emit(self.form.texts())
