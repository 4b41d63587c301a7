"""The database's password in the window: asked for with a retry, set, changed, taken away."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog

from fireoffice.core.errors import LockedDatabase
from fireoffice.db import keys
from fireoffice.services.office import Office
from fireoffice.services.safekeeping import backups, password
from fireoffice.ui import obstacles, password_dialog
from fireoffice.ui.password_dialog import PasswordDialog, UnlockDialog, ask_password

pytestmark = [
    pytest.mark.usefixtures("qapp", "quick_keys"),
    pytest.mark.skipif(not keys.CAN_ENCRYPT, reason="this machine has no SQLCipher"),
]

GOOD = "清水 2021"


@pytest.fixture
def locked(office: Office) -> Office:
    """A closed office whose password nobody has given."""
    password.set_password(office, "", GOOD)
    office.close()
    keys.forget()
    return office


def test_a_wrong_password_may_be_typed_again(locked: Office) -> None:
    dialog = UnlockDialog(locked.folder, "请输入数据库密码")
    dialog.typed.setText("清水 2022")
    dialog.unlock.click()
    assert "密码不对" in dialog.mistake()
    assert dialog.result() != QDialog.DialogCode.Accepted
    dialog.typed.setText(GOOD)
    dialog.unlock.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    Office.open(locked.folder).close()


def test_who_knows_the_password_is_led_on_at_the_start_and_who_does_not_is_let_out(
    locked: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(LockedDatabase) as caught:
        Office.open(locked.folder)
    monkeypatch.setattr(UnlockDialog, "exec", lambda self: self.leave.click() or self.result())
    assert obstacles.tell(caught.value, locked.folder) is None

    def type_it(dialog: UnlockDialog) -> int:
        dialog.typed.setText(GOOD)
        dialog.unlock.click()
        return dialog.result()

    monkeypatch.setattr(UnlockDialog, "exec", type_it)
    assert obstacles.tell(caught.value, locked.folder) == locked.folder


def test_nobody_is_asked_for_a_password_that_is_not_needed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(password_dialog, "UnlockDialog")
    assert ask_password(office.folder, "请输入数据库密码")


def test_a_password_is_set_changed_and_taken_away(office: Office) -> None:
    setting = PasswordDialog(office)
    assert setting.take_away.isHidden()
    setting.new.setText(GOOD)
    setting.again.setText("清水")
    setting.set.click()
    assert "两次输入" in setting.mistake()
    assert not password.is_protected(office.folder)
    setting.again.setText(GOOD)
    setting.set.click()
    assert setting.result() == QDialog.DialogCode.Accepted
    assert keys.opens(office.file, GOOD)

    changing = PasswordDialog(office)
    changing.set.click()
    assert "请填写新密码" in changing.mistake()
    changing.old.setText("不是这个")
    changing.take_away.click()
    assert "原密码不对" in changing.mistake()
    changing.old.setText(GOOD)
    changing.take_away.click()
    assert not password.is_protected(office.folder)


def test_copies_without_a_password_are_counted_and_given_it_unless_one_says_otherwise(
    office: Office,
) -> None:
    plain = backups.backup(office).file
    dialog = PasswordDialog(office)
    assert not dialog.earlier.isHidden()
    assert dialog.earlier.currentText() == "一起加密"
    dialog.new.setText(GOOD)
    dialog.again.setText(GOOD)
    dialog.set.click()
    assert dialog.told() == "2份以前的备份已一起加密。"
    assert keys.opens(plain, GOOD)
    assert PasswordDialog(office).earlier.isHidden()
