"""The folders in which the program keeps its data and finds what it ships."""

from __future__ import annotations

import hashlib
import platform
from pathlib import Path
from typing import Final

import platformdirs

from fireoffice.core.errors import EnvironmentProblem

# PyInstaller lays the package out as in the source tree, with `resources` beside it, so one
# expression serves both.
_ROOT: Final = Path(__file__).resolve().parents[2]


def default_data_folder() -> Path:
    """The folder of this user's data where none is chosen (not created here)."""
    return platformdirs.user_data_path("fireoffice", appauthor=False)


def mark_of_folder(folder: Path) -> str:
    """A mark that tells `folder` from any copy of it, here or elsewhere, and outlives a renaming.

    Made of the machine's name and the number that the disk gives the folder; says neither.
    """
    told = f"{platform.node()} {folder.stat().st_ino}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def resource(name: str) -> Path:
    """A shipped file or folder, by its path below `resources` (`"sample/circular.txt"`).

    Raises `EnvironmentProblem` where it is missing: the installation is incomplete.
    """
    path = _ROOT / "resources" / name
    if not path.exists():
        raise EnvironmentProblem(f"程序文件不完整，缺少 {path}。", "请重新安装本程序。")
    return path
