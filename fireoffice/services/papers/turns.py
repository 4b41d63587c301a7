"""The turn to issue papers: one program after the other takes number, file name and record."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, get_ident
from typing import Final

from fireoffice.core.errors import EnvironmentProblem
from fireoffice.core.files import free_names, remove_file, write_newly
from fireoffice.core.locks import FileLock
from fireoffice.services.office import Office
from fireoffice.services.papers import leftovers

PAPERS_FOLDER: Final = "公文"
PATIENCE: Final = 600.0
"""The seconds that one program waits for the others: a batch of hundreds takes minutes."""

_holders: Final[dict[Path, int]] = {}
"""The thread of this program that has the turn in each office, by data folder."""
_registering: Final = Lock()


class Turn:
    """A turn to issue: the files written in it are removed again unless it ends well."""

    def __init__(self, office: Office, lock: FileLock) -> None:
        self._office = office
        self._lock = lock
        self._written: list[Path] = []

    def write(self, year: int, stem: str, data: bytes) -> Path:
        """Write a paper's file into the folder of its year, under a name that was free."""
        folder = self._office.folder / PAPERS_FOLDER / str(year)
        names = free_names(folder, stem, ".docx")
        file = next(name for name in names if self._written_to(name, data))
        self._written.append(file)
        return file

    def take_back(self) -> None:
        """Remove what was written in this turn, and nothing else."""
        for file in self._written:
            with suppress(OSError):
                remove_file(file)

    def _written_to(self, file: Path, data: bytes) -> bool:
        leftovers.note(self._lock, relative(self._office, file), data)
        return write_newly(file, data)


@contextmanager
def turn_to_issue(office: Office) -> Generator[Turn]:
    """Wait for the turn to issue papers, and have it while the block runs.

    When the block raises, the files written in the turn are gone. Raises `EnvironmentProblem`
    where the others do not come to an end.
    """
    lock = FileLock(office.folder / leftovers.LOCK_NAME)
    try:
        _wait(lock, office.folder)
        turn = Turn(office, lock)
        try:
            leftovers.clear(office.folder, lock, office.reading)
            yield turn
        except BaseException:
            turn.take_back()
            raise
        finally:
            with _registering:
                _holders.pop(lock.file)
            leftovers.forget(lock)
    finally:
        lock.close()


def relative(office: Office, file: Path) -> str:
    """The name by which the register knows a file of the office's folder: its path within it."""
    return file.relative_to(office.folder).as_posix()


def _wait(lock: FileLock, folder: Path) -> None:
    with _registering:
        holder = _holders.get(lock.file)
    if holder == get_ident():
        # This thread has the turn already and would wait for itself.
        raise EnvironmentProblem("正在制发另一批公文。", "请等它完成后再试。")
    if not lock.wait(PATIENCE):
        raise EnvironmentProblem(
            f"另一个窗口或程序一直在制发公文，这一份没有编号（{folder}）。",
            "请关闭其他消防办窗口后再试。",
        )
    with _registering:
        _holders[lock.file] = get_ident()
