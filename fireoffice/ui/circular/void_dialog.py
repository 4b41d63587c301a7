"""作废: asked with the reason and with what goes along, because it cannot be taken back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from fireoffice.services.papers.voiding import Consequence
from fireoffice.ui.parts.basics import label
from fireoffice.ui.parts.dialog import FinalDialog
from fireoffice.ui.parts.notices import FieldMistake

_SHOWN = 5


class VoidDialog(FinalDialog):
    """Asks before 作废; to agree takes a reason, and a decision on what stays in the records."""

    def __init__(
        self,
        number: str,
        entered: Sequence[Consequence] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            f"作废{number}？",
            "公文和文号都留在登记簿里，标明作废；这个文号不再使用。作废后不能恢复。",
            "作废",
            "不作废",
            parent,
        )
        self.along = label(_along([one for one in entered if not one.objection]), "label")
        self.along.setWordWrap(True)
        self.along.setVisible(bool(self.along.text()))
        self.body.addWidget(self.along)
        blocked = [one for one in entered if one.objection]
        self.obstacle = FieldMistake()
        self.obstacle.say(
            "\n".join(f"{one.title}撤不回：{one.objection}" for one in blocked[:_SHOWN])
        )
        self.keep = QCheckBox("只作废文书，经过照旧保留")
        self.keep.setAccessibleName(self.keep.text())
        self.keep.setVisible(bool(blocked))
        self.body.addWidget(self.obstacle)
        self.body.addWidget(self.keep)
        words = label("作废原因", "label")
        self.reason = QLineEdit()
        self.reason.setAccessibleName("作废原因")
        self.reason.setPlaceholderText("如：内容有误，另行发文")
        words.setBuddy(self.reason)
        self.body.addWidget(words)
        self.body.addWidget(self.reason)
        self._undecided = bool(blocked)
        self.agree.setEnabled(False)
        self.reason.textChanged.connect(lambda _: self._judge())
        self.keep.toggled.connect(lambda _: self._judge())
        self.reason.setFocus()

    def keeps(self) -> bool:
        """Return True if what cannot be taken out of the records is to stay there."""
        return self.keep.isChecked()

    def _judge(self) -> None:
        decided = self.keep.isChecked() or not self._undecided
        self.agree.setEnabled(decided and bool(self.reason.text().strip()))


def _along(free: Sequence[Consequence]) -> str:
    if not free:
        return ""
    more = f"等{len(free)}处" if len(free) > _SHOWN else ""
    listed = "、".join(one.title for one in free[:_SHOWN])
    return f"一并撤回：{listed}{more}。"
