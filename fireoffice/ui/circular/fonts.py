"""The installed font for each face of a paper on the screen, and the warning when it differs.

The positions of the characters come from the layout alone; a stand-in font changes only the shape
that is drawn at them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QRawFont

from fireoffice.docs.composition import Block, Composition, TextBlock
from fireoffice.docs.style import Face, FontProfile

_ALIASES = {
    "仿宋_GB2312": ("FangSong_GB2312",),
    "楷体_GB2312": ("KaiTi_GB2312",),
    "仿宋": ("FangSong",),
    "楷体": ("KaiTi",),
    "黑体": ("SimHei",),
    "宋体": ("SimSun", "NSimSun"),
    "方正小标宋简体": ("FZXiaoBiaoSong-B05S", "FZXBSJW--GB1-0"),
    "方正仿宋_GBK": ("FZFangSong-Z02",),
    "方正楷体_GBK": ("FZKai-Z03",),
    "方正黑体_GBK": ("FZHei-B01",),
    "方正书宋_GBK": ("FZShuSong-Z01",),
    "方正小标宋_GBK": ("FZXiaoBiaoSong-B05",),
}
"""The English names under which some systems list the same families."""

_SERIF = (
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Songti SC",
    "STSong",
    "宋体",
    "SimSun",
    "AR PL UMing CN",
)
_SANS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)
_FANGSONG = ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "STFangsong", "FandolFang")
_KAITI = (
    "楷体_GB2312",
    "KaiTi_GB2312",
    "楷体",
    "KaiTi",
    "STKaiti",
    "FandolKai",
    "LXGW WenKai",
    "AR PL KaitiM GB",
    "AR PL UKai CN",
)
_STAND_INS = {
    Face.FANGSONG: (*_FANGSONG, *_SERIF, *_SANS),
    Face.KAITI: (*_KAITI, *_SERIF, *_SANS),
    Face.HEITI: ("黑体", "SimHei", "STHeiti", *_SANS, *_SERIF),
    Face.SONGTI: (*_SERIF, *_SANS),
    Face.XIAOBIAOSONG: (
        "方正小标宋简体",
        "FZXiaoBiaoSong-B05S",
        "方正小标宋_GBK",
        *_SERIF,
        *_SANS,
    ),
}


@dataclass(frozen=True)
class FaceChoice:
    """The family that draws a face; `exact` when it is the one that the paper names."""

    wanted: str
    family: str
    exact: bool


class _Glyphs(dict[str, tuple[int, int]]):
    """Number of the font and glyph of each character, looked up when first asked for."""

    def __init__(self, fonts: tuple[QRawFont, ...]) -> None:
        super().__init__()
        self._fonts = fonts

    def __missing__(self, character: str) -> tuple[int, int]:
        found = (0, 0)
        for number, font in enumerate(self._fonts):
            glyphs = font.glyphIndexesForString(character)
            if glyphs and glyphs[0]:
                found = (number, glyphs[0])
                break
        self[character] = found
        return found


class FaceFont:
    """Glyphs of one face: the chosen family first, then whatever has the character.

    `glyphs` maps a character to (number of the font, glyph); glyph 0 where no installed font has
    it.
    """

    def __init__(self, families: tuple[str, ...], bold: bool) -> None:
        self._bases = tuple(_raw(family, bold) for family in families)
        self.glyphs = _Glyphs(self._bases)
        self._sized: dict[tuple[int, float], QRawFont] = {}

    def sized(self, number: int, pixels: float) -> QRawFont:
        """Return font `number` at `pixels` an em."""
        key = (number, round(pixels, 3))
        font = self._sized.get(key)
        if font is None:
            if len(self._sized) > 64:  # zooming by the wheel must not hoard sizes
                self._sized.clear()
            font = QRawFont(self._bases[number])
            font.setPixelSize(key[1])
            self._sized[key] = font
        return font


class FaceBook:
    """The fonts that draw the papers of one font profile on this machine."""

    def __init__(self, profile: FontProfile) -> None:
        self._profile = profile
        self._fonts: dict[tuple[Face, bool], FaceFont] = {}

    def font(self, face: Face, bold: bool = False) -> FaceFont:
        """Return the font that draws `face`."""
        choice = self.choice(face)
        # 小标宋 is a bold song face: an ordinary song face comes near it only in bold.
        bold = bold or (face is Face.XIAOBIAOSONG and not choice.exact)
        font = self._fonts.get((face, bold))
        if font is None:
            font = FaceFont(_with_fallbacks(choice.family), bold)
            self._fonts[face, bold] = font
        return font

    def choice(self, face: Face) -> FaceChoice:
        """Return the family taken for `face` and whether it is the paper's own."""
        wanted = self._profile.family(face)
        present = _installed()
        for family in (wanted, *_ALIASES.get(wanted, ())):
            if family in present:
                return FaceChoice(wanted, family, exact=True)
        for family in _STAND_INS[face]:
            if family in present:
                return FaceChoice(wanted, family, exact=False)
        return FaceChoice(wanted, QFont().family(), exact=False)

    def note(self, faces: frozenset[Face]) -> str:
        """Return the sentence about those of `faces` that are missing here; empty when none."""
        missing = [
            self.choice(face).wanted
            for face in Face
            if face in faces and not self.choice(face).exact
        ]
        if not missing:
            return ""
        return f"本机无{'、'.join(missing)}，预览用相近字体；导出的Word不受影响"


def faces_of(composition: Composition) -> frozenset[Face]:
    """Return the faces that a paper is set in."""
    found: set[Face] = set()
    for section in composition.sections:
        blocks: list[Block] = list(section.blocks)
        if section.imprint is not None:
            blocks += section.imprint.blocks
        if section.first_page is not None:
            blocks += (*section.first_page.head, *section.first_page.foot)
        for block in blocks:
            texts = (
                (block,)
                if isinstance(block, TextBlock)
                else (text for row in block.rows for cell in row.cells for text in cell.blocks)
            )
            found.update(run.face for text in texts for run in text.runs)
    return frozenset(found)


@lru_cache(maxsize=1)
def _installed() -> frozenset[str]:
    return frozenset(QFontDatabase.families())


def _with_fallbacks(family: str) -> tuple[str, ...]:
    rest = (name for name in (*_SERIF, *_SANS, "DejaVu Sans") if name in _installed())
    return tuple(dict.fromkeys((family, *rest)))


def _raw(family: str, bold: bool) -> QRawFont:
    font = QFont(family)
    font.setPixelSize(64)
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    # Unhinted outlines keep their shape at every zoom and may stand between two pixels.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return QRawFont.fromFont(font, QFontDatabase.WritingSystem.SimplifiedChinese)
