"""The password of a database: given at the start, set, changed and taken away."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Final

from fireoffice.core.errors import EnvironmentProblem, InputError, explaining
from fireoffice.core.log import loggable
from fireoffice.db import keys
from fireoffice.db.engine import DATABASE_NAME
from fireoffice.db.migrate import swap
from fireoffice.db.schema import counts_of, examine, mark_of, recode, remove_database, settle
from fireoffice.services.office import Office
from fireoffice.services.papers.previews import clear_previews
from fireoffice.services.safekeeping.backups import Reason, backup
from fireoffice.services.safekeeping.protection import Earlier, Treated, treat

_log = logging.getLogger(__name__)

VARIABLE: Final = "FIREOFFICE_PASSWORD"
"""The environment variable that gives a password to the command line."""
SHORTEST: Final = 6
"""The least length of a password in characters; a shorter one would be found by trying."""

_WRONG: Final = "请核对大小写和输入法后再输一次。"


def is_available() -> bool:
    """True if this installation can read and write databases with a password."""
    return keys.CAN_ENCRYPT


def is_protected(place: Path) -> bool:
    """True if a database (or that of a data folder) has a password."""
    return keys.is_encrypted(_file(place))


def is_locked(place: Path) -> bool:
    """True if a database (or that of a data folder) has a password that was not given yet."""
    file = _file(place)
    if not keys.is_encrypted(file):
        return False
    try:
        return keys.key_for(file) is None
    except InputError:
        return True


def unlock(place: Path, password: str) -> None:
    """Give the password of a database (or that of a data folder), for as long as we run.

    Raises `InputError` if it is not the right one.
    """
    if not keys.opens(_file(place), password):
        raise InputError("密码不对。", _WRONG)
    keys.learn(password)


def learn(file: Path | None = None) -> None:
    """Take the passwords that `file` holds, one a line, and the one in `VARIABLE`.

    Those of older backups may stand there too. Raises `InputError`, `EnvironmentProblem`.
    """
    given = [os.environ.get(VARIABLE, "")]
    if file is not None:
        given += _lines_of(file)
    for password in given:
        keys.learn(password.strip())


def set_password(office: Office, old: str, new: str, earlier: Earlier = Earlier.LEAVE) -> Treated:
    """Give the open database the password `new`, or none if that is empty.

    `old` is the present one, empty if there is none. What stands is backed up first; the new
    file is examined and held against the old one before it takes its place. Backups taken
    before keep the password that they had; those that have none, wherever they lie, are dealt with
    as `earlier` says, and what became of them is returned. Raises `InputError`,
    `EnvironmentProblem`; then nothing has changed. A backup of the new file that fails is for the
    next one to make good, and no error.
    """
    _refuse(office.file, old, new)
    backup(office, reason=Reason.RECODING)
    key = keys.new_key(new) if new else None
    fresh = office.file.with_name(f".~{DATABASE_NAME}.recoded")
    remove_database(fresh)
    try:
        with office.at_rest():
            recode(office.file, fresh, key)
            _verify(office.file, fresh)
            settle(office.file)
            swap(fresh, office.file)
    finally:
        remove_database(fresh)
    try:
        backup(office, reason=Reason.RECODING)
    except EnvironmentProblem as problem:
        # The password is changed already; an error here would make people try the old one.
        _log.warning("改好密码以后没有备份成：%s", loggable(problem))
    clear_previews(office)
    return treat(office, earlier) if new else Treated()


def first_in(file: Path) -> str:
    """The password in the first line of `file`. Raises `InputError`, `EnvironmentProblem`."""
    password = _lines_of(file)[0].strip()
    if not password:
        raise InputError(f"密码文件的第一行是空的（{file}）。", "请把新密码写在第一行。")
    return password


def given_for(file: Path) -> str:
    """The password, among those that were given, of the database `file`; empty if it has none."""
    return keys.password_of(file)


def _lines_of(file: Path) -> list[str]:
    """The lines of a file of passwords, at least one. Raises `InputError`, `EnvironmentProblem`."""
    with explaining("读取密码文件", file):
        data = file.read_bytes()
    try:
        return data.decode("utf-8-sig").splitlines() or [""]
    except UnicodeDecodeError:
        raise InputError(
            f"密码文件的文字编码认不出来（{file}）。", "请用记事本另存为 UTF-8 编码后再试。"
        ) from None


def _file(place: Path) -> Path:
    return place / DATABASE_NAME if place.is_dir() else place


def _refuse(file: Path, old: str, new: str) -> None:
    if not is_available():
        raise EnvironmentProblem(
            "这台机器上的消防办缺少加密组件，不能设置密码。", "请安装带sqlcipher3的版本。"
        )
    if is_protected(file) and not keys.opens(file, old):
        raise InputError("原密码不对。", _WRONG)
    if new and len(new) < SHORTEST:
        raise InputError(f"密码太短，至少要{SHORTEST}个字符。", "可以用几个词连起来，好记又难猜。")
    if new != new.strip() or not new.isprintable():
        raise InputError("密码的开头和结尾不能有空格，中间不能换行。", "请重新填写。")
    if new == old:
        raise InputError("新密码与原密码相同。" if new else "数据库本来就没有密码。", "")


def _verify(old: Path, new: Path) -> None:
    """Refuse a copy that is not, record for record and action for action, what it was made of."""
    found = examine(new)
    same = counts_of(old) == counts_of(new) and mark_of(old) == mark_of(new)
    if found.problems or not same:
        raise EnvironmentProblem(
            f"加密后的数据库没有通过核对，原数据库没有改动（{old}）。", "请检查磁盘后再试。"
        )
