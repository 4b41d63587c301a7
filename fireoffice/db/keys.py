"""The passwords that this program was given, and the key that each database file needs.

A database with a password is in SQLCipher's format 4: any tool that knows it opens the file with
the same password. Passwords and keys are kept in memory alone. The key is worked out here, once
for each file, since SQLCipher would take a third of a second for it with every connection.
"""

from __future__ import annotations

import hashlib
import hmac
import importlib.util
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from fireoffice.core.errors import EnvironmentProblem, LockedDatabase
from fireoffice.db.heads import head_of

HEADER: Final = b"SQLite format 3\x00"
"""The first bytes of a database without a password."""

CAN_ENCRYPT: Final = importlib.util.find_spec("sqlcipher3") is not None

_SALT: Final = 16
_PAGE: Final = 4096
_MAC: Final = 64
_ROUNDS: Final = 256_000
_MOST_OF_ONE_BYTE: Final = 64
"""The most that one byte recurs in 4,096 random ones (16 on average); SQLite's pages exceed it."""

_passwords: Final[list[str]] = []
_keys: Final[dict[bytes, bytes]] = {}
"""Keys by the salt with which a file begins; all copies of a database share one."""


def learn(password: str) -> None:
    """Try `password`, from now on, with every file that needs one."""
    if password and password not in _passwords:
        _passwords.append(password)


def forget() -> None:
    """Forget all passwords and keys."""
    _passwords.clear()
    _keys.clear()


def is_encrypted(file: Path) -> bool:
    """True if `file` is a database with a password.

    It has no header, so this is told from its pages: they are noise. A database without a
    password whose header is torn has pages that are not.
    """
    try:
        start = head_of(file)
    except OSError:
        return False
    if start.startswith(HEADER):
        return False
    pages = [page for _, page in _pages(start)]
    return sum(map(_is_noise, pages)) * 2 > len(pages)


def key_for(file: Path) -> str | None:
    """The value that `PRAGMA key` wants for the database `file`; None if it has no password.

    Raises `LockedDatabase` if none of the passwords given is the right one.
    """
    salt = _salt_of(file)
    if salt == HEADER or len(salt) < _SALT:
        return None
    if salt not in _keys:
        if not is_encrypted(file):
            return None
        _keys[salt] = _found(file)
    return literal(_keys[salt], salt)


def opens(file: Path, password: str) -> bool:
    """True if `password` is that of the database `file`; False for a file without one."""
    return is_encrypted(file) and _fits(file, derived(password, _salt_of(file)))


def password_of(file: Path) -> str:
    """The password of the database `file`, of those given so far; empty if none is."""
    return next((one for one in reversed(_passwords) if opens(file, one)), "")


def new_key(password: str) -> str:
    """The value of `PRAGMA key` for a new database with `password`; it is known from now on."""
    salt = os.urandom(_SALT)
    learn(password)
    _keys[salt] = derived(password, salt)
    return literal(_keys[salt], salt)


def derived(password: str, salt: bytes) -> bytes:
    """The key of SQLCipher 4 for a password and the salt of a file."""
    return hashlib.pbkdf2_hmac("sha512", password.encode(), salt, _ROUNDS, 32)


def literal(key: bytes, salt: bytes) -> str:
    """A key that was worked out, as SQLCipher reads it."""
    return f"x'{key.hex()}{salt.hex()}'"


def _found(file: Path) -> bytes:
    if not CAN_ENCRYPT:
        raise EnvironmentProblem(
            f"这个数据库设有密码，这台机器上的消防办缺少打开它的组件（{file}）。",
            "请安装带sqlcipher3的版本。",
        )
    salt = _salt_of(file)
    # The latest first: it has just been typed.
    for password in reversed(_passwords):
        key = derived(password, salt)
        if _fits(file, key):
            return key
    if _passwords:
        raise LockedDatabase(
            f"密码不对，打不开数据库（{file}）。", "请核对大小写和输入法后再输一次。"
        )
    raise LockedDatabase(
        f"数据库设有密码（{file}）。",
        "请输入密码；在命令行中请用 --password-file 或环境变量 FIREOFFICE_PASSWORD 给出。",
    )


def _salt_of(file: Path) -> bytes:
    try:
        return head_of(file, _SALT)
    except OSError:
        # SQLite will say that the file cannot be opened.
        return b""


def _fits(file: Path, key: bytes) -> bool:
    """True if any of the first pages bears the mark of `key`.

    Asked of the pages, not of SQLite: that a page is damaged must not look like a wrong password.
    """
    start = head_of(file)
    salt = bytes(byte ^ 0x3A for byte in start[:_SALT])
    mac_key = hashlib.pbkdf2_hmac("sha512", key, salt, 2, 32)
    return any(
        hmac.compare_digest(
            hmac.new(mac_key, page[:-_MAC] + number.to_bytes(4, "little"), "sha512").digest(),
            page[-_MAC:],
        )
        for number, page in _pages(start)
    )


def _pages(start: bytes) -> Iterator[tuple[int, bytes]]:
    """The whole pages at the beginning of a file, counted from 1; the first without its salt."""
    for number in range(1, len(start) // _PAGE + 1):
        page = start[(number - 1) * _PAGE : number * _PAGE]
        yield number, page[_SALT:] if number == 1 else page


def _is_noise(page: bytes) -> bool:
    return max(Counter(page).values()) < _MOST_OF_ONE_BYTE
