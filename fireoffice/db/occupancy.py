"""The holders of a database: any number of programs, or one alone that puts another file there.

Restoring, migrating and setting a password replace the file. Whoever had it open would go on
writing into the old one, which nobody sees again; so each that opens it holds a share of a lock
beside it, and who replaces it waits to hold the lock alone.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from fireoffice.core.errors import EnvironmentProblem
from fireoffice.core.locks import FileLock

LOCK_SUFFIX: Final = "-use"
_PATIENCE_OF_REPLACING: Final = 5.0
"""Seconds in which a command that has the database open comes to its end; a window does not."""
_PATIENCE_OF_OPENING: Final = 120.0
"""Seconds in which a restoration or migration of a large database comes to its end."""

Identity = tuple[int, int]


class Occupancy:
    """The share that this program has of the database `file`, or the whole of it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = FileLock(file.with_name(file.name + LOCK_SUFFIX))

    def try_alone(self) -> bool:
        """Have the database alone, if no other program has it."""
        return self._lock.take()

    def share(self) -> None:
        """Have the database with others, once nobody replaces it any more."""
        if not self._lock.wait(_PATIENCE_OF_OPENING, shared=True):
            raise EnvironmentProblem(
                f"另一个程序正在恢复、升级数据库或改密码，一直没有做完（{self._file}）。",
                "请等它完成后再打开；若它已停止响应，请结束它后再试。",
            )

    @contextmanager
    def alone(self) -> Generator[None]:
        """Have the database alone for the block, then with others again.

        Raises `EnvironmentProblem` where another program does not let go of it.
        """
        is_alone = self._lock.wait(_PATIENCE_OF_REPLACING)
        try:
            if not is_alone:
                raise EnvironmentProblem(
                    f"这个数据库还被另一个窗口或程序打开着，不能替换（{self._file}）。",
                    "请关闭其他打开的消防办窗口后再试。",
                )
            yield
        finally:
            self.share()

    def close(self) -> None:
        """Give up the share in the database."""
        self._lock.close()


@contextmanager
def alone_with(file: Path) -> Generator[None]:
    """Have the closed database `file` alone for the block; see `Occupancy.alone`."""
    occupancy = Occupancy(file)
    try:
        with occupancy.alone():
            yield
    finally:
        occupancy.close()


def identity_of(file: Path) -> Identity | None:
    """The identity of the file at `file`, which no other that comes to lie there will have.

    None where there is none.
    """
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def require_same(file: Path, opened: Identity | None) -> None:
    """Raise `EnvironmentProblem` unless the file at `file` is the one that was `opened`."""
    present = identity_of(file)
    if present is None:
        raise EnvironmentProblem(
            f"数据文件夹里的数据库不见了，这一步没有做（{file}）。",
            "文件夹可能被移走、改名，或移动硬盘已拔出；请放回原处后重新打开本程序。",
        )
    if present != opened:
        raise EnvironmentProblem(
            f"数据库已被换成另一个文件（恢复、升级或改了密码），这一步没有做（{file}）。",
            "请关闭本程序后重新打开。",
        )
