"""The sheet that opens under the head of a record, in place of its next step."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from fireoffice.ui.parts.form import Form


class PanelSheet(QWidget):
    """A form and the verb that writes it: while it is open, ``confirm`` alone is filled."""

    form: Form
    confirm: QPushButton
