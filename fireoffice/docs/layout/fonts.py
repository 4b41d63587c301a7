"""The font families that this machine has, and what stands in for one that it has not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from fireoffice.docs.style import Face, FontProfile

# Windows and fontconfig name one font in English or Chinese as the machine's language has it.
_OTHER_NAMES: Final = {
    "仿宋_GB2312": ("FangSong_GB2312",),
    "楷体_GB2312": ("KaiTi_GB2312",),
    "仿宋": ("FangSong",),
    "楷体": ("KaiTi",),
    "黑体": ("SimHei",),
    "宋体": ("SimSun",),
    "方正小标宋简体": ("FZXiaoBiaoSong-B05S",),
    "方正小标宋_GBK": ("FZXiaoBiaoSong-B05",),
    "方正仿宋_GBK": ("FZFangSong-Z02",),
    "方正楷体_GBK": ("FZKai-Z03",),
    "方正黑体_GBK": ("FZHei-B01",),
    "方正书宋_GBK": ("FZShuSong-Z01",),
}

_SERIF: Final = ("宋体", "Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK SC")
_SANS: Final = ("Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Serif CJK SC")

# Nearest first: the same design of another foundry, then what a system brings along.
_SUBSTITUTES: Final = {
    Face.FANGSONG: ("仿宋_GB2312", "仿宋", "方正仿宋_GBK", "FandolFang", *_SERIF),
    Face.KAITI: ("楷体_GB2312", "楷体", "方正楷体_GBK", "FandolKai", "AR PL KaitiM GB", *_SERIF),
    Face.HEITI: ("黑体", "方正黑体_GBK", "FandolHei", *_SANS),
    Face.SONGTI: ("宋体", "方正书宋_GBK", "FandolSong", *_SERIF),
    Face.XIAOBIAOSONG: ("方正小标宋简体", "方正小标宋_GBK", "FandolSong", *_SERIF),
}

SYSTEM_DEFAULT: Final = "系统默认字体"
"""The stand-in for a missing font where the machine has no Chinese font that is known here."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font's file and its number within a collection."""

    file: Path
    number: int = 0


@dataclass(frozen=True, slots=True)
class MissingFont:
    """A family that the paper names and the machine lacks, and the family shown in its place."""

    family: str
    fallback: str


def missing_fonts(profile: FontProfile) -> tuple[MissingFont, ...]:
    """The families of `profile` that are not installed, each once, with the fallback taken."""
    found = {face: family_in_use(profile, face) for face in Face}
    missing = {
        profile.family(face): family
        for face, family in found.items()
        if family != profile.family(face)
    }
    return tuple(MissingFont(family, fallback) for family, fallback in missing.items())


def family_in_use(profile: FontProfile, face: Face) -> str:
    """The installed family that plays `face`; `SYSTEM_DEFAULT` when none that fits is there."""
    present = installed()
    candidates = (profile.family(face), *_SUBSTITUTES[face])
    return next((family for family in candidates if family in present), SYSTEM_DEFAULT)


@lru_cache(maxsize=1)
def installed() -> Mapping[str, FontFile]:
    """Every family on this machine with one of its files, under all the names it goes by."""
    present = _listed()
    for chinese, others in _OTHER_NAMES.items():
        for other in others:
            if other in present:
                present.setdefault(chinese, present[other])
    return present


def parse_fontconfig(lines: Iterable[str]) -> dict[str, FontFile]:
    """Read lines of file, tab, number, tab, comma-separated family names."""
    present: dict[str, FontFile] = {}
    for line in lines:
        file, number, families = line.split("\t", 2)
        # The upper half of the number counts the instances of a variable font.
        font = FontFile(Path(file), int(number) & 0xFFFF)
        for family in families.split(","):
            present.setdefault(family, font)
    return present


def parse_windows_fonts(entries: Iterable[tuple[str, str]], folder: Path) -> dict[str, FontFile]:
    """Read the registry's entries such as ("宋体 & 新宋体 (TrueType)", "simsun.ttc")."""
    present: dict[str, FontFile] = {}
    for title, file in entries:
        families = title.rsplit(" (", 1)[0].split(" & ")
        for number, family in enumerate(families):
            present.setdefault(family, FontFile(folder / file, number))
    return present


if sys.platform == "win32":  # pragma: no cover - runs on Windows alone
    import os
    import winreg

    def _listed() -> dict[str, FontFile]:
        folders = {
            winreg.HKEY_LOCAL_MACHINE: Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",
            winreg.HKEY_CURRENT_USER: Path.home() / "AppData/Local/Microsoft/Windows/Fonts",
        }
        present: dict[str, FontFile] = {}
        for root, folder in folders.items():
            try:
                key = winreg.OpenKey(root, r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts")
            except OSError:
                continue
            with key:
                count = winreg.QueryInfoKey(key)[1]
                entries = [winreg.EnumValue(key, index)[:2] for index in range(count)]
            present |= parse_windows_fonts(entries, folder)
        return present

else:

    def _listed() -> dict[str, FontFile]:
        """The fonts that fontconfig knows; nothing where it is not installed."""
        command = ["fc-list", "--format", "%{file}\t%{index}\t%{family}\n"]
        try:
            result = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")  # noqa: S603
        except (OSError, subprocess.CalledProcessError):
            return {}
        return parse_fontconfig(result.stdout.splitlines())
