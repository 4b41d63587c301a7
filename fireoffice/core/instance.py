"""One window for one data folder: a second start asks the first window to come forward.

In the lock file stand who holds it and where that one listens. A window of another user of this
machine, or on another screen of the same one (remote desktop), would come forward where nobody
sees it: whose it is is told instead.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import secrets
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any, Final

from fireoffice.core.errors import EnvironmentProblem
from fireoffice.core.locks import FileLock

LOCK_NAME: Final = "fireoffice.lock"
_ANSWER: Final = b"coming"
_PATIENCE: Final = 5.0
"""Seconds that a busy window has for its answer."""


class Instance:
    """The claim of this program on one data folder; made by `claim`, let go by `close`."""

    def __init__(self, held: FileLock, come_forward: Callable[[], None]) -> None:
        self._held = held
        self._come_forward = come_forward
        self._token = secrets.token_hex(16)
        self._door = socket.create_server(("127.0.0.1", 0))
        self._write_address()
        Thread(target=self._listen, name="instance", daemon=True).start()

    def close(self) -> None:
        """Release the folder; the lock file stays and means nothing by itself."""
        # Closing alone would not wake the thread that waits in `accept`.
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self._held.close()

    def _write_address(self) -> None:
        about = {
            "pid": os.getpid(),
            "port": self._door.getsockname()[1],
            "token": self._token,
            "user": _user(),
            "session": _session(),
        }
        stream = self._held.stream
        stream.seek(0)
        stream.truncate()
        stream.write(json.dumps(about).encode())
        stream.flush()

    def _listen(self) -> None:
        while True:
            try:
                visitor, _ = self._door.accept()
            except OSError:
                return
            with visitor, contextlib.suppress(OSError):
                visitor.settimeout(_PATIENCE)
                if secrets.compare_digest(visitor.recv(64), self._token.encode()):
                    self._come_forward()
                    visitor.sendall(_ANSWER)


def claim(folder: Path, come_forward: Callable[[], None]) -> Instance | None:
    """Claim `folder` for this program; None if another has it and has come forward.

    `come_forward` is called in a thread of its own whenever a second program asks. Raises
    `EnvironmentProblem` where the other one belongs to somebody else or does not answer, or the
    folder cannot be written.
    """
    held = FileLock(folder / LOCK_NAME)
    if held.take():
        return Instance(held, come_forward)
    held.close()
    _refuse_out_of_sight(folder)
    if ask_forward(folder):
        return None
    raise EnvironmentProblem(
        f"这个数据文件夹已在另一个消防办窗口中打开，但那个窗口没有应答（{folder}）。",
        "请切换到那个窗口；若它已停止响应，请结束它后再打开。",
    )


def _refuse_out_of_sight(folder: Path) -> None:
    """Raise `EnvironmentProblem` if the window of `folder` is on nobody's screen here."""
    holder = _holder(folder)
    user = holder.get("user", _user())
    if user != _user():
        raise EnvironmentProblem(
            f"这个数据文件夹正由本机的另一个用户“{user}”打开着（{folder}）。",
            "请先切换到那个用户退出消防办（或注销那个用户），再打开；一份数据同时只能由一人打开。",
        )
    if holder.get("session", _session()) != _session():
        raise EnvironmentProblem(
            f"这个数据文件夹已在您的另一个登录中（如远程桌面）打开着（{folder}）。",
            "请先在那里退出消防办，或注销那个登录，再打开。",
        )


def _holder(folder: Path) -> dict[str, Any]:
    """The lock file's entries about the program that holds `folder`; empty if they are spoilt."""
    try:
        about = json.loads((folder / LOCK_NAME).read_bytes())
    except (OSError, ValueError):
        return {}
    return about if isinstance(about, dict) else {}


def ask_forward(folder: Path) -> bool:
    """Ask the program that holds `folder` to show its window; True if it answered."""
    about = _holder(folder)
    try:
        address = ("127.0.0.1", int(about["port"]))
        with socket.create_connection(address, timeout=_PATIENCE) as visit:
            visit.sendall(str(about["token"]).encode())
            return visit.recv(len(_ANSWER)) == _ANSWER
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _user() -> str:
    """The name under which somebody is logged in to the system; empty if there is none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        # A user without a name, as in a container.
        return ""


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    def _session() -> int:
        """The desktop that this program shows its windows on: each login has one of its own."""
        session = wintypes.DWORD()
        known = ctypes.windll.kernel32.ProcessIdToSessionId(os.getpid(), ctypes.byref(session))
        return int(session.value) if known else 0

else:

    def _session() -> int:
        """Windows alone gives one user several desktops at a time."""
        return 0
