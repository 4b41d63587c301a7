"""Handing a file to the program that the system has for it: the only place that does."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from fireoffice.core.errors import EnvironmentProblem, InputError
from fireoffice.docs.harmless import require_harmless


def open_file(file: Path) -> None:
    """Open ``file`` (a folder too).

    Raises ``InputError`` where it is no longer there or of a kind that a click does not open,
    ``EnvironmentProblem`` where no program takes it.
    """
    require_there(file)
    if not file.is_dir():
        require_harmless(file)
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
        raise EnvironmentProblem(
            f"这台电脑上没有能打开它的程序（{file}）。", "请安装 WPS 或 Word 后重试。"
        )


def require_there(file: Path) -> None:
    """Raise ``InputError`` where ``file`` is gone."""
    if not file.exists():
        raise InputError("文件不在原来的位置。", "请在公文登记簿里查看，或从备份找回。")
