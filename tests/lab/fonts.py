"""Stand-in fonts, made when the laboratory runs and never shipped.

The genuine fonts of an official paper are not free to redistribute. Fandol's are, every Chinese
character of theirs is one em wide like the genuine one's, and they lack the same characters. A copy
under the genuine names and with the genuine vertical metrics therefore makes every engine break and
place lines as it would with the genuine font.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from tests.lab.packages import CACHE, unpack

_PACKAGES = ("texlive-lang-chinese", "fonts-liberation2")
_FANDOL = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
_LIBERATION = "usr/share/fonts/truetype/liberation2"


@dataclass(frozen=True)
class Metrics:
    """Vertical metrics of a genuine font, in thousandths of an em."""

    ascent: int
    descent: int
    gap: int
    win_ascent: int
    win_descent: int


@dataclass(frozen=True)
class StandIn:
    """A free font under the names of a genuine one."""

    chinese: str
    english: str
    source: str
    metrics: Metrics


_TEXT = Metrics(859, 141, 141, 859, 141)
_TITLE = Metrics(852, 148, 148, 871, 273)

STAND_INS = (
    StandIn("仿宋_GB2312", "FangSong_GB2312", "FandolFang-Regular", _TEXT),
    StandIn("楷体_GB2312", "KaiTi_GB2312", "FandolKai-Regular", _TEXT),
    StandIn("黑体", "SimHei", "FandolHei-Regular", _TEXT),
    StandIn("宋体", "SimSun", "FandolSong-Regular", _TEXT),
    StandIn("方正小标宋简体", "FZXiaoBiaoSong-B05S", "FandolSong-Bold", _TITLE),
    StandIn("仿宋", "FangSong", "FandolFang-Regular", _TEXT),
    StandIn("楷体", "KaiTi", "FandolKai-Regular", _TEXT),
    StandIn("方正仿宋_GBK", "FZFangSong-Z02", "FandolFang-Regular", _TEXT),
    StandIn("方正楷体_GBK", "FZKai-Z03", "FandolKai-Regular", _TEXT),
    StandIn("方正黑体_GBK", "FZHei-B01", "FandolHei-Regular", _TEXT),
    StandIn("方正书宋_GBK", "FZShuSong-Z01", "FandolSong-Regular", _TEXT),
    StandIn("方正小标宋_GBK", "FZXiaoBiaoSong-B05", "FandolSong-Bold", _TITLE),
)

_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{folder}/cache</cachedir>
</fontconfig>
"""


@cache
def folder() -> Path:
    """The folder of the stand-in fonts, made on first use.

    Raises `Unavailable` where the packages cannot be had.
    """
    target = CACHE / "fonts"
    if not (target / "fonts.conf").exists():
        unpacked = _unpacked()
        fresh = CACHE / "fonts.part"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        for stand_in in STAND_INS:
            _renamed(unpacked / _FANDOL, stand_in).save(fresh / f"{stand_in.english}.otf")
        for font in (unpacked / _LIBERATION).glob("LiberationSerif-*.ttf"):
            shutil.copy(font, fresh)
        (fresh / "fonts.conf").write_text(_CONFIG.format(folder=target), encoding="utf-8")
        shutil.rmtree(target, ignore_errors=True)
        fresh.rename(target)
    return target


def environment() -> dict[str, str]:
    """The environment in which an engine sees the stand-in fonts and no others."""
    return {**os.environ, "FONTCONFIG_FILE": str(folder() / "fonts.conf"), "LC_ALL": "C.UTF-8"}


def _unpacked() -> Path:
    """The fonts' Debian packages, unpacked."""
    target = CACHE / "packages"
    if not (target / _FANDOL).exists() or not (target / _LIBERATION).exists():
        unpack(target, *_PACKAGES)
    return target


def _renamed(source: Path, stand_in: StandIn) -> TTFont:
    """A copy of the free font under the genuine names, with the genuine vertical metrics.

    Layout tables go: the genuine fonts neither kern nor substitute. The outlines stay untouched
    (reading and writing them again takes a quarter of a minute a font).
    """
    font = TTFont(source / f"{stand_in.source}.otf", recalcBBoxes=False)
    for tag in ("GPOS", "GSUB", "BASE", "VORG", "vhea", "vmtx"):
        if tag in font:
            del font[tag]
    head, os2, metrics = font["hhea"], font["OS/2"], stand_in.metrics
    head.ascent = os2.sTypoAscender = metrics.ascent
    head.descent = os2.sTypoDescender = -metrics.descent
    head.lineGap = os2.sTypoLineGap = metrics.gap
    os2.usWinAscent, os2.usWinDescent = metrics.win_ascent, metrics.win_descent
    os2.usWeightClass, os2.fsSelection = 400, 1 << 6
    font["head"].macStyle = 0
    names = font["name"]
    names.names = []
    for name_id, text in ((1, stand_in.english), (2, "Regular"), (4, stand_in.english)):
        names.setName(text, name_id, 3, 1, 0x409)
    names.setName(stand_in.english, 6, 3, 1, 0x409)
    names.setName(stand_in.chinese, 1, 3, 1, 0x804)
    names.setName(stand_in.chinese, 4, 3, 1, 0x804)
    names.setName("Regular", 2, 3, 1, 0x804)
    return font
