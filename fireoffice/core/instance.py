"""One window for one data folder: a second start asks the first window to come forward.

In the lock file stand who holds it and where that one listens.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Final

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
        """Let go of the folder; the lock file stays and means nothing by itself."""
        # Closing alone would not wake the thread that waits at the door.
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self._held.close()

    def _write_address(self) -> None:
        about = {"pid": os.getpid(), "port": self._door.getsockname()[1], "token": self._token}
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
    `EnvironmentProblem` where the other one does not answer or the folder cannot be written.
    """
    held = FileLock(folder / LOCK_NAME)
    if held.take():
        return Instance(held, come_forward)
    held.close()
    if ask_forward(folder):
        return None
    raise EnvironmentProblem(
        f"这个数据文件夹已在另一个消防办窗口中打开，但那个窗口没有应答（{folder}）。",
        "请切换到那个窗口；若它已停止响应，请结束它后再打开。",
    )


def ask_forward(folder: Path) -> bool:
    """Ask the program that holds `folder` to show its window; whether it answered."""
    try:
        about = json.loads((folder / LOCK_NAME).read_bytes())
        address = ("127.0.0.1", int(about["port"]))
        with socket.create_connection(address, timeout=_PATIENCE) as visit:
            visit.sendall(str(about["token"]).encode())
            return visit.recv(len(_ANSWER)) == _ANSWER
    except (OSError, ValueError, KeyError, TypeError):
        return False
