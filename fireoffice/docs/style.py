"""The office's wishes for its papers: font profile and the options in which local rules differ."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Face(StrEnum):
    """The part a font plays in an official paper (GB/T 9704-2012 §5.2.2, §7)."""

    FANGSONG = "仿宋"
    KAITI = "楷体"
    HEITI = "黑体"
    SONGTI = "宋体"
    XIAOBIAOSONG = "小标宋"


@dataclass(frozen=True, slots=True)
class FontProfile:
    """The family that plays each part, as Word names it."""

    name: str
    fangsong: str
    kaiti: str
    heiti: str
    songti: str
    xiaobiaosong: str

    def family(self, face: Face) -> str:
        """The family that plays `face` in this profile."""
        match face:
            case Face.FANGSONG:
                return self.fangsong
            case Face.KAITI:
                return self.kaiti
            case Face.HEITI:
                return self.heiti
            case Face.SONGTI:
                return self.songti
            case _:
                return self.xiaobiaosong


GB2312 = FontProfile("GB2312", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体")
GBK = FontProfile(
    "GBK", "方正仿宋_GBK", "方正楷体_GBK", "方正黑体_GBK", "方正书宋_GBK", "方正小标宋_GBK"
)
WINDOWS = FontProfile("Windows", "仿宋", "楷体", "黑体", "宋体", "方正小标宋简体")
FONT_PROFILES = {profile.name: profile for profile in (GB2312, GBK, WINDOWS)}


@dataclass(frozen=True, slots=True)
class PaperStyle:
    """The office's own choices; the defaults are the national standard's.

    `preprinted` is 套打: the red head is left blank, to the millimetre, for paper that already
    carries it. `imprint_on_even_page` adds a blank page where it is needed so that 版记 stands on
    the back of the last sheet. `bold_levels` are heading levels set bold (a local habit).
    """

    fonts: FontProfile = GB2312
    preprinted: bool = False
    imprint_on_even_page: bool = False
    bold_levels: frozenset[int] = frozenset()
    page_numbers: bool = True


STANDARD = PaperStyle()
