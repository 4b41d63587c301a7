"""The composition root: arguments become the window or the command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Final

from fireoffice import cli
from fireoffice.core.errors import EnvironmentProblem, OfficeError
from fireoffice.core.startup import hold_collector

_NO_DISPLAY: Final = EnvironmentProblem(
    "没有图形界面，打不开窗口。", "请在桌面上运行，或用命令行，如 python main.py --help。"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the program; returns the exit status. Without a command the window opens."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        options = cli.parse(given)
    except OfficeError:
        # The command line tells what is wrong with its arguments.
        return cli.main(given)
    if options.command is not None:
        return cli.main(given)
    if not has_display():
        print(_NO_DISPLAY, file=sys.stderr)  # noqa: T201
        return _NO_DISPLAY.exit_code
    hold_collector()
    from fireoffice.ui.start import run

    return run(options.data, given)


def has_display() -> bool:
    """True if a window can be shown; on Linux somebody must have a desktop open."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
