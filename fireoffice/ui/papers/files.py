"""Giving a paper to the programs of this machine: to be looked at, or to the printer."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QProcess

from fireoffice.core.errors import EnvironmentProblem, OfficeError, explaining
from fireoffice.docs.harmless import require_harmless
from fireoffice.ui.opening import open_file, require_there

Ways = Sequence[tuple[str, Callable[[], None]]]
"""Words of the undo bar, and what each does."""


def print_file(file: Path) -> None:
    """Send ``file`` to the default printer, by the word processor that this machine has.

    Raises ``EnvironmentProblem`` where it has none, ``InputError`` where the file is gone.
    """
    require_there(file)
    require_harmless(file)
    if sys.platform == "win32":
        with explaining("打印", file):
            os.startfile(file, "print")  # noqa: S606 - what the user has made
        return
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None or not QProcess.startDetached(program, ["-p", str(file)])[0]:
        raise EnvironmentProblem(
            "这台电脑上没有找到能打印文书的程序（Word、WPS或LibreOffice）。",
            "请安装其中之一，或在别的电脑上打开后打印。",
        )


def ways_to(file: Path, failed: Callable[[str, str], object]) -> Ways:
    """「打开」 and 「打印」 for a file just made; what goes wrong is told to ``failed``."""

    def guarded(work: Callable[[Path], None]) -> None:
        try:
            work(file)
        except OfficeError as problem:
            failed(problem.message, problem.hint)

    return (("打开", partial(guarded, open_file)), ("打印", partial(guarded, print_file)))
