"""作废: asked with the reason, because it cannot be taken back."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from fireoffice.ui.parts.basics import label
from fireoffice.ui.parts.dialog import FinalDialog


class VoidDialog(FinalDialog):
    """Cannot be agreed to without a reason."""

    def __init__(self, number: str, parent: QWidget | None = None) -> None:
        super().__init__(
            f"作废{number}？",
            "公文和文号都留在登记簿里，标明作废；这个文号不再使用。作废后不能恢复。",
            "作废",
            "不作废",
            parent,
        )
        words = label("作废原因", "label")
        self.reason = QLineEdit()
        self.reason.setAccessibleName("作废原因")
        self.reason.setPlaceholderText("如：内容有误，另行发文")
        words.setBuddy(self.reason)
        self.body.addWidget(words)
        self.body.addWidget(self.reason)
        self.agree.setEnabled(False)
        self.reason.textChanged.connect(self._on_reason_changed)
        self.reason.setFocus()

    def _on_reason_changed(self, text: str) -> None:
        self.agree.setEnabled(bool(text.strip()))
