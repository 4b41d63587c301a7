"""An official paper as plain data: every element of GB/T 9704-2012 §7.

Nothing here knows of fonts, positions or Word; `compose` turns a paper into blocks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum


class Format(StrEnum):
    """The formats of GB/T 9704-2012: the ordinary one (§7) and the special ones (§10)."""

    DOCUMENT = "文件"
    LETTER = "信函"
    MINUTES = "纪要"
    ORDER = "命令"


class Direction(StrEnum):
    """The direction of the paper; an upward one names its signers in the red head (§7.2.6)."""

    DOWN = "下行文"
    LEVEL = "平行文"
    UP = "上行文"


class Level(IntEnum):
    """Level of a body paragraph (§7.3.3): 一、 / （一） / 1. / （1）."""

    TEXT = 0
    FIRST = 1
    SECOND = 2
    THIRD = 3
    FOURTH = 4


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the body, its label included in the text.

    `heading` is the number of leading characters that form the heading: the whole text where the
    heading stands alone, a part of it where the text runs on after it, 0 for ordinary text.
    """

    text: str
    level: Level = Level.TEXT
    heading: int = 0


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture. `data` is PNG or JPEG; `width` and `height` in twips are what it would like.

    Where that is more than its page or its cell has room for, it is set smaller.
    """

    data: bytes
    width: int
    height: int


PICTURE_SIGN = "\ufffc"
"""The character that stands for a picture in the text of a cell."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells joined into one: the row and column (from 0) where it begins, and how many of each."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table in the body: header rows are repeated on each page.

    `widths` are relative; empty means that they follow from the content. A line feed in a cell
    begins a new line. Cells that a merged one covers are empty. `pictures` has one for each
    `PICTURE_SIGN` in the cells, in reading order.
    """

    header: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    aligns: tuple[Align, ...] = ()
    caption: str = ""
    merges: tuple[Merge, ...] = ()
    pictures: tuple[Picture, ...] = ()

    @property
    def columns(self) -> int:
        """Number of columns of the widest row."""
        return max((len(row) for row in (*self.header, *self.rows)), default=0)


Body = tuple[Paragraph | Table | Picture, ...]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """发文机关标志 (§7.2.4): issuers in sending order, the leading one first.

    `suffix` is 文件, 令, 命令, 纪要 or empty (the name alone, as in a letter).
    `leading_only` prints the leading issuer alone for a joint paper.
    """

    issuers: tuple[str, ...]
    suffix: str = "文件"
    leading_only: bool = False


@dataclass(frozen=True, slots=True)
class SealImage:
    """The user's own seal picture; it is never made up. `data` is PNG or JPEG."""

    data: bytes
    diameter_mm: float = 42.0


@dataclass(frozen=True, slots=True)
class Signature:
    """署名 and 成文日期 (§7.3.5).

    `sealed` leaves the space that a seal needs (and places `seals`, one for each issuer, where
    given); otherwise the block of an unsealed paper is set. `signatory` is (职务, 姓名) of a
    paper that carries a 签名章 (命令, 议案); the name's space stays free for it. `undated` stands
    where the day belongs that is not filled in yet.
    """

    issuers: tuple[str, ...] = ()
    dated: date | None = None
    sealed: bool = True
    seals: tuple[SealImage, ...] = ()
    signatory: tuple[str, str] | None = None
    undated: str = ""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """印发件: the document that a notice prints and distributes.

    It begins a new page under its own title, without the word 附件.
    """

    title: str
    body: Body
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件 (§7.3.7): label on line 1, title on line 3 of a new page."""

    title: str
    body: Body
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记 (§7.4): 抄送, 印发机关 and 印发日期 between rules at the last page's foot."""

    printed_by: str = ""
    printed_on: date | None = None
    copies_to: str = ""
    recipients: str = ""
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """One official paper.

    `title` may hold line feeds: breaks that the author insists on. `subtitle` is the 题注 below
    it. `attachment_names` is the
    附件说明; left empty it follows from `attachments`. `attendance` is the list of 出席, 请假,
    列席 (label, names) of minutes.
    """

    letterhead: Letterhead
    title: str
    body: Body = ()
    format: Format = Format.DOCUMENT
    direction: Direction = Direction.DOWN
    number: str = ""
    copy_number: str = ""
    secrecy: str = ""
    urgency: str = ""
    signers: tuple[str, ...] = ()
    recipients: str = ""
    signature: Signature = field(default_factory=Signature)
    note: str = ""
    attachment_names: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    enclosure: Enclosure | None = None
    imprint: Imprint = field(default_factory=Imprint)
    attendance: tuple[tuple[str, str], ...] = ()
    subtitle: str = ""

    @property
    def named_attachments(self) -> tuple[str, ...]:
        """The names that the 附件说明 lists."""
        return self.attachment_names or tuple(item.title for item in self.attachments)
