"""A fact of a record, open to be put right: corrected, or withdrawn for a reason."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.services.conduct import FactForm
from fireoffice.ui.parts.basics import button, label, tighten
from fireoffice.ui.parts.form import Choices, Form
from fireoffice.ui.parts.panel_sheet import PanelSheet

_REASON = FieldInfo("reason_of_withdrawal", "撤回原因", Kind.TEXT, help="如：登记错了")


class FactSheet(PanelSheet):
    """The fact's own fields and two verbs; 撤回 asks why before it does anything."""

    corrected = Signal(dict)
    """The texts of the fields that were changed."""
    withdrawn = Signal(str)
    """The reason, which may be empty."""
    given_up = Signal()

    def __init__(self, fact: FactForm, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fact_id = fact.id
        self.verb = fact.verb
        self.form = Form(fact.infos, choices)
        self.form.reset(fact.texts)
        self.why = Form((_REASON,), choices)
        self.why.hide()
        self.confirm = button("更正", "next")
        self.confirm.setToolTip("Ctrl+回车")
        self.withdraw = button("撤回", "tall")
        self.withdraw.setToolTip("这一项没有发生过，撤回后可以在改动历史中找回")
        self._give_up = button("先不改", "tall")
        self._kept_by = label(fact.kept_by and f"不能撤回：{fact.kept_by}", "note")
        self._kept_by.setWordWrap(True)
        self._kept_by.setVisible(bool(fact.kept_by))
        self.withdraw.setVisible(not fact.kept_by)
        self._lay_out()
        self.confirm.clicked.connect(self._on_confirmed)
        self.withdraw.clicked.connect(self.ask_reason)
        self._give_up.clicked.connect(self.given_up)
        for form in (self.form, self.why):
            form.finished.connect(self.confirm.setFocus)

    def ask_reason(self) -> None:
        """Ask why the fact is withdrawn; the filled button then withdraws it."""
        self.form.hide()
        self.why.show()
        self.withdraw.hide()
        self.confirm.setText(f"撤回“{self.verb}”")
        self.confirm.setAccessibleName(self.confirm.text())
        self.why.begin()

    def is_withdrawing(self) -> bool:
        """Return True if the reason is being asked for."""
        return not self.why.isHidden()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)

    def _on_confirmed(self) -> None:
        if self.is_withdrawing():
            self.withdrawn.emit(self.why.texts()[_REASON.name])
        else:
            self.corrected.emit(self.form.changes())

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        tighten(buttons, 8, (0, 8, 0, 0))
        buttons.addWidget(self.confirm, 1)
        buttons.addWidget(self.withdraw)
        buttons.addWidget(self._give_up)
        column = QVBoxLayout(self)
        tighten(column, 0, (14, 0, 14, 8))
        column.addWidget(label(f"更正“{self.verb}”", "head"))
        for part in (self.form, self.why, self._kept_by):
            column.addWidget(part)
        column.addLayout(buttons)
