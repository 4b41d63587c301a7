"""The password of the database: asked for at the start, set, changed and taken away."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from fireoffice.core.errors import InputError, OfficeError
from fireoffice.services.office import Office
from fireoffice.services.safekeeping import password
from fireoffice.services.safekeeping.protection import Earlier, exposed
from fireoffice.ui.parts.basics import label, tighten
from fireoffice.ui.parts.dialog import Dialog
from fireoffice.ui.parts.notices import FieldMistake

FORGOTTEN = "密码只有设置的人知道，忘了就打不开数据库，任何人都帮不了。请另外记好。"
COPIES = "现在有{count}份备份没有密码，在{places}。照片、附件和已成文的公文不在密码之内。"
NO_COPIES = "照片、附件和已成文的公文不在密码之内。"


class UnlockDialog(Dialog):
    """Asks for the password of a database until it is right or the user leaves.

    ``other_way`` is a verb for whoever has none that fits: damage can look like a password.
    """

    def __init__(
        self, place: Path, question: str, parent: QWidget | None = None, other_way: str = ""
    ) -> None:
        super().__init__(question, parent=parent)
        self._place = place
        self._mistake = FieldMistake()
        self.typed = _secret("密码")
        where = label(f"数据在{place}", "note")
        where.setWordWrap(True)
        self.body.addWidget(where)
        self.body.addWidget(self.typed)
        self.body.addWidget(self._mistake)
        self.took_other_way = False
        self.leave = self.add_button("退出")
        self.other = self.add_button(other_way)
        self.other.setVisible(bool(other_way))
        self.unlock = self.add_button("打开", "next", default=True)
        self.leave.clicked.connect(self.reject)
        self.other.clicked.connect(self._on_other_pressed)
        self.unlock.clicked.connect(self._on_unlock_pressed)
        self.typed.textEdited.connect(lambda: self._mistake.say(""))
        self.typed.setFocus()

    def mistake(self) -> str:
        """Return the fault of the last try, as a sentence."""
        return self._mistake.text()

    def _on_other_pressed(self) -> None:
        self.took_other_way = True
        self.reject()

    def _on_unlock_pressed(self) -> None:
        try:
            password.unlock(self._place, self.typed.text())
        except InputError as problem:
            self._mistake.say(str(problem))
            self.typed.selectAll()
            self.typed.setFocus()
            return
        self.accept()


class PasswordDialog(Dialog):
    """Sets a password, or changes or takes away the one there is."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        self._had_one = password.is_protected(office.folder)
        super().__init__("修改数据库密码" if self._had_one else "设置数据库密码", parent=parent)
        self._office = office
        self._mistake = FieldMistake()
        self.old, self.new, self.again = map(_secret, ("原密码", "新密码", "再输一次"))
        form = QFormLayout()
        tighten(form, 8)
        if self._had_one:
            form.addRow("原密码", self.old)
        form.addRow("新密码", self.new)
        form.addRow("再输一次", self.again)
        self.earlier = QComboBox()
        self.earlier.setAccessibleName("没有密码的备份")
        self.earlier.addItems([str(one) for one in Earlier])
        found = exposed(office)
        places = "、".join(dict.fromkeys(str(one.parent) for one in found))
        copies = COPIES.format(count=len(found), places=places) if found else NO_COPIES
        form.addRow("这些备份", self.earlier)
        form.setRowVisible(self.earlier, bool(found))
        self._told = ""
        for sentence in (FORGOTTEN, copies):
            note = label(sentence, "note")
            note.setWordWrap(True)
            self.body.addWidget(note)
        self.body.addLayout(form)
        self.body.addWidget(self._mistake)
        self.leave = self.add_button("不改了" if self._had_one else "不设了")
        self.take_away = self.add_button("取消密码", "final")
        self.take_away.setVisible(self._had_one)
        self.set = self.add_button(
            "修改密码" if self._had_one else "设置密码", "next", default=True
        )
        self.leave.clicked.connect(self.reject)
        self.set.clicked.connect(self._on_set_pressed)
        self.take_away.clicked.connect(lambda: self._change(""))
        (self.old if self._had_one else self.new).setFocus()

    def told(self) -> str:
        """Return the sentence about the copies that had no password."""
        return self._told

    def mistake(self) -> str:
        """Return why the password was not changed."""
        return self._mistake.text()

    def _on_set_pressed(self) -> None:
        if self.new.text() != self.again.text():
            self._mistake.say("两次输入的新密码不一样，请重新输入。")
            self.again.clear()
            self.again.setFocus()
        elif not self.new.text():
            self._mistake.say("请填写新密码。")
            self.new.setFocus()
        else:
            self._change(self.new.text())

    def _change(self, new: str) -> None:
        try:
            earlier = Earlier(self.earlier.currentText())
            treated = password.set_password(self._office, self.old.text(), new, earlier)
        except OfficeError as problem:
            self._mistake.say(str(problem))
            return
        self._told = treated.told()
        self.accept()


def ask_password(place: Path, question: str, parent: QWidget | None = None) -> bool:
    """Ask for the password of a database if it is locked; False when the user left."""
    if not password.is_locked(place):
        return True
    dialog = UnlockDialog(place, question, parent)
    done = dialog.exec() == UnlockDialog.DialogCode.Accepted
    dialog.deleteLater()
    return done


def _secret(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made
