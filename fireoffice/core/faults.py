"""The traces of a crash, left so that the next start and a technician know of it.

A hard crash (a fault inside Qt or SQLite) ends Python before it can say anything: the traceback
is written by `faulthandler` into a file that is opened at the start and removed at the end. What
Python itself catches is written by `write_report`. Neither holds a value: only places in the
program, so that no one's data leave the office with a report.

On Windows `faulthandler` also writes what components throw and catch among themselves (COM, in
the dialogs for files): the program goes on after that, and it is no crash.
"""

from __future__ import annotations

import faulthandler
import platform
import re
import traceback
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final

from fireoffice import __version__
from fireoffice.core.clock import CHINA
from fireoffice.core.errors import explaining
from fireoffice.core.files import remove_file, replace_file, write_text_atomically

LOGS: Final = "logs"
"""The folder of the log and of the reports within the data folder."""

_WATCHED: Final = "faults.txt"
_REPORT: Final = "crash-*.txt"
_STAMP: Final = "%Y%m%d-%H%M%S"
_KEPT: Final = 5
_HEADLINE: Final = re.compile(r"(?m)^(?:Windows fatal exception|Fatal Python error): (.*)$")
_FAULT: Final = re.compile(r"(?!code 0x)|code 0x(?:c[0-9a-f]{7}|80000003)", re.IGNORECASE)
"""Faults that end a program: named ones (access violation), errors of the system itself (NTSTATUS
0xc…), a breakpoint. Results of COM (0x8001010d) and codes of programs' own are caught by others."""


class FaultWatch:
    """Watches this process for hard crashes; made once at the start, closed at a proper end.

    `report` is what the last session left when it crashed, else None: whoever starts the watch
    tells it, and it is told once. Raises `EnvironmentProblem`.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / LOGS / _WATCHED
        with explaining("打开日志", self._file):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self.report = _left_behind(self._file)
            self._stream = self._file.open("w", encoding="utf-8")
        faulthandler.enable(self._stream)

    def close(self) -> None:
        """End the watch: what follows is no crash."""
        faulthandler.disable()
        self._stream.close()
        with suppress(OSError):
            remove_file(self._file)


def write_report(folder: Path, kind: type[BaseException], trace: TracebackType | None) -> Path:
    """Write where in the program `kind` was raised, and return the file.

    The words of the exception are left out: they may quote what somebody typed. Raises
    `EnvironmentProblem`.
    """
    file = folder / LOGS / _REPORT.replace("*", f"{datetime.now(CHINA):{_STAMP}}")
    frames = [
        f"  {Path(one.filename).name}:{one.lineno} {one.name}"
        for one in traceback.extract_tb(trace)
    ]
    lines = [
        f"fireoffice {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"{kind.__module__}.{kind.__qualname__}",
        *frames,
    ]
    write_text_atomically(file, "\n".join(lines) + "\n")
    _thin(file.parent)
    return file


def last_report(folder: Path) -> Path | None:
    """The newest report in the data folder `folder`, hard crash or not."""
    return max((folder / LOGS).glob(_REPORT), default=None)


def tells_of_crash(written: str) -> bool:
    """True if what `faulthandler` wrote ended the program; False if it only passed by.

    Text without a headline that we know counts as a crash; none at all does not.
    """
    headlines = _HEADLINE.findall(written)
    return any(map(_FAULT.match, headlines)) if headlines else bool(written.strip())


def _left_behind(file: Path) -> Path | None:
    """Keep what a hard crash wrote under a name of its own; None where there was no crash."""
    if not file.exists() or not tells_of_crash(file.read_text("utf-8", errors="replace")):
        return None
    at = datetime.fromtimestamp(file.stat().st_mtime, CHINA)
    kept = file.with_name(_REPORT.replace("*", f"{at:{_STAMP}}"))
    replace_file(file, kept)
    _thin(file.parent)
    return kept


def _thin(folder: Path) -> None:
    for old in sorted(folder.glob(_REPORT))[:-_KEPT]:
        with suppress(OSError):
            remove_file(old)
