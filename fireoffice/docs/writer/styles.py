"""The Word styles of an official paper.

A style is declared as a `TextBlock` whose one run gives the look of its characters, so one
function says in Word's terms both what a style is and where a paragraph departs from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from fireoffice.docs.composition import BLACK, RED, Justify, Run, TextBlock
from fireoffice.docs.style import Face
from fireoffice.docs.writer.looks import PICTURE_STYLE


@dataclass(frozen=True, slots=True)
class NamedStyle:
    """A paragraph style: its id in the file, the name that WPS and Word show, and its look."""

    id: str
    name: str
    look: TextBlock

    @property
    def characters(self) -> Run:
        """The look of the style's characters."""
        return self.look.runs[0]


def _style(
    style_id: str,
    name: str,
    *,
    face: Face = Face.FANGSONG,
    size: int = 32,
    color: str = BLACK,
    pitch: int = 579,
    justify: Justify = Justify.BOTH,
    first: int = 0,
    keep_next: bool = False,
    outline: int | None = None,
) -> NamedStyle:
    # Only 3号 is drawn together: it is what makes 28 characters fill 156 mm (§5.2.3).
    run = Run("", face, size, -5 if size == 32 else 0, color)
    look = TextBlock(
        "", style_id, (run,), pitch, justify, first, keep_next=keep_next, outline=outline
    )
    return NamedStyle(style_id, name, look)


NORMAL: Final = _style("Normal", "Normal")

DECLARED: Final = (
    NORMAL,
    _style("Body", "公文正文", first=640),
    _style("Heading1", "一级标题", face=Face.HEITI, first=640, outline=0),
    _style("Heading2", "二级标题", face=Face.KAITI, first=640, outline=1),
    _style("Heading3", "三级标题", first=640, outline=2),
    _style("Heading4", "四级标题", first=640, outline=3),
    _style("CopyNumber", "份号", justify=Justify.LEFT),
    _style("Secrecy", "密级和紧急程度", face=Face.HEITI, justify=Justify.LEFT),
    _style(
        "Letterhead",
        "发文机关标志",
        face=Face.XIAOBIAOSONG,
        size=130,
        color=RED,
        pitch=1381,
        justify=Justify.CENTER,
    ),
    _style("Number", "发文字号", justify=Justify.CENTER),
    _style("Signers", "签发人", justify=Justify.LEFT),
    _style("Title", "公文标题", face=Face.XIAOBIAOSONG, size=44, justify=Justify.CENTER),
    _style("Subtitle", "副标题", face=Face.KAITI, justify=Justify.CENTER),
    _style("Recipients", "主送机关"),
    _style("Attendance", "出席名单"),
    _style("AttachmentNote", "附件说明"),
    _style("Signature", "署名", justify=Justify.RIGHT, keep_next=True),
    _style("Date", "成文日期", justify=Justify.RIGHT),
    _style("Note", "附注", first=640),
    _style("AttachmentLabel", "附件序号", face=Face.HEITI, justify=Justify.LEFT),
    _style("TableTitle", "表题", face=Face.HEITI, justify=Justify.CENTER, keep_next=True),
    _style("TableHead", "表头", face=Face.HEITI, size=24, pitch=400, justify=Justify.CENTER),
    _style("TableText", "表格文字", size=24, pitch=400, justify=Justify.LEFT),
    _style(PICTURE_STYLE, "图片", size=2, pitch=20, justify=Justify.CENTER),
    _style("Imprint", "版记", size=28, pitch=520),
    _style("PageNumber", "页码", face=Face.SONGTI, size=28, pitch=280),
    _style("Rule", "分隔线", size=2, pitch=20),
    _style("Anchor", "定位段", size=2, pitch=20),
)
STYLES: Final = MappingProxyType({style.id: style for style in DECLARED})
"""Paragraph styles by id. A block that names another one is written on top of `NORMAL`."""


def style_of(block: TextBlock) -> NamedStyle:
    """The style that `block` stands on."""
    return STYLES.get(block.style, NORMAL)
