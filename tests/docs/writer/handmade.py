"""Compositions made by hand, one for each thing that the writer has to say in Word's terms."""

from __future__ import annotations

import struct
from collections.abc import Callable
from zlib import compress, crc32

from fireoffice.docs.composition import (
    RED,
    Block,
    Cell,
    Composition,
    FirstPage,
    ImprintBlock,
    Justify,
    Page,
    Row,
    Rule,
    Run,
    Seal,
    Section,
    SectionStart,
    Tab,
    TableBlock,
    TextBlock,
)
from fireoffice.docs.paper import Align
from fireoffice.docs.style import GB2312, Face

LANDSCAPE = Page(16838, 11906, 1588, 2098, 1474, 1984, landscape=True)
SENTENCE = "各村（社区）要按照“谁主管、谁负责”的原则，把消防安全责任落实到每一个网格、每一户人家——"


def body(text: str, key: str = "body/0") -> TextBlock:
    """A paragraph of the body."""
    return TextBlock(key, "Body", (Run(text, spacing=-5),), first=640)


def heading(text: str, level: int, key: str) -> TextBlock:
    """A heading that stands alone."""
    face = {1: Face.HEITI, 2: Face.KAITI}.get(level, Face.FANGSONG)
    run = Run(text, face, spacing=-5)
    return TextBlock(key, f"Heading{level}", (run,), first=640, outline=level - 1)


def head() -> tuple[TextBlock, ...]:
    """The red head of a paper and its title."""
    return (
        TextBlock(
            "letterhead",
            "Letterhead",
            (Run("邻鄂镇人民政府文件", Face.XIAOBIAOSONG, 98, color=RED),),
            pitch=1041,
            justify=Justify.CENTER,
            before=1984,
        ),
        TextBlock(
            "number",
            "Number",
            (Run("邻鄂府发〔2021〕38号", spacing=-5),),
            justify=Justify.CENTER,
            before=1158,
            bottom=Rule(12, RED, 8),
        ),
        TextBlock(
            "title",
            "Title",
            (
                Run(
                    "邻鄂镇人民政府关于印发\n《2021年全镇消防工作意见》的通知",
                    Face.XIAOBIAOSONG,
                    44,
                ),
            ),
            justify=Justify.CENTER,
            before=1158,
            keep_next=True,
        ),
        TextBlock(
            "recipients", "Recipients", (Run("各村（社区），镇属各单位：", spacing=-5),), before=579
        ),
    )


def tail(data: bytes | None = None) -> tuple[TextBlock, ...]:
    """署名 and date, with the seal or the room for it."""
    return (
        TextBlock(
            "signature",
            "Signature",
            (Run("邻鄂镇人民政府", spacing=-5),),
            justify=Justify.RIGHT,
            right=1280,
            before=1158,
            keep_next=True,
        ),
        TextBlock(
            "date",
            "Date",
            (Run("2021年4月1日", spacing=-5),),
            justify=Justify.RIGHT,
            right=1280,
            seals=(Seal(6500, 100, 2381, data),),
        ),
    )


def imprint(copies: bool = True) -> ImprintBlock:
    """版记 with or without 抄送."""
    small = Run("", size=28)
    printed = TextBlock(
        "imprint/printed",
        "Imprint",
        (Run("\t邻鄂镇党政办公室\t2021年4月1日印发", size=28),),
        pitch=560,
        justify=Justify.LEFT,
        tabs=(Tab(280), Tab(8564, Align.RIGHT)),
        top=Rule(6) if copies else None,
    )
    copied = TextBlock(
        "imprint/copies_to",
        "Imprint",
        (Run("\t抄送：区消防救援大队，区应急管理局。", size=small.size),),
        pitch=560,
        justify=Justify.LEFT,
        tabs=(Tab(280),),
    )
    blocks = (copied, printed) if copies else (printed,)
    return ImprintBlock(blocks, 560 * len(blocks))


def circular(paragraphs: int = 12, data: bytes | None = None) -> Composition:
    """An ordinary paper with headings of four levels and an imprint."""
    clauses: list[Block] = [
        heading("一、总体要求", 1, "body/a"),
        heading("（一）压实责任", 2, "body/b"),
        heading("1．镇级责任", 3, "body/c"),
        heading("（1）包村领导", 4, "body/d"),
        *(body(SENTENCE * 4, f"body/{index}") for index in range(paragraphs)),
    ]
    section = Section((*head(), *clauses, *tail(data)), imprint=imprint())
    return Composition((section,), GB2312, "关于印发消防工作意见的通知", "邻鄂镇人民政府")


def table(rows: int = 4) -> TableBlock:
    """A ruled table with a header that repeats, a spanning and a covering cell."""

    def cell(text: str, span: int = 1, covers: int = 1) -> Cell:
        block = TextBlock(
            f"t/{text}", "TableText", (Run(text, size=24),), pitch=400, justify=Justify.CENTER
        )
        return Cell((block,), span, covers)

    return TableBlock(
        "table",
        (2000, 2000, 2422, 2422),
        (
            Row((cell("村（社区）"), cell("隐患", 2), cell("备注")), 500, header=True),
            Row((cell("双桥村", covers=2), cell("1"), cell("2"), cell("甲")), 500, exact=True),
            Row((cell("3"), cell("4"), cell("乙")), 500),
            *(Row(tuple(cell(f"{row}·{n}") for n in range(4)), 500) for row in range(rows)),
        ),
    )


def with_landscape_table(rows: int = 30) -> Composition:
    """A paper, then a landscape attachment with a table, then a portrait attachment."""
    label = TextBlock(
        "attachments/0/label",
        "AttachmentLabel",
        (Run("附件1", Face.HEITI, spacing=-5),),
        justify=Justify.LEFT,
    )
    main = Section((*head(), body(SENTENCE), *tail()))
    wide = Section((label, table(rows)), LANDSCAPE)
    last = Section((body("后附。", "attachments/1/body/0"), table(0)), imprint=imprint(False))
    return Composition((main, wide, last), GB2312, "带横表的通知")


def letter(paragraphs: int = 12) -> Composition:
    """A letter: head and foot with double rules on its first page alone."""
    name = TextBlock(
        "letterhead",
        "Letterhead",
        (Run("邻鄂镇人民政府", Face.XIAOBIAOSONG, 126, color=RED),),
        pitch=1339,
        justify=Justify.CENTER,
        after=170,
    )

    def rules(top: int, bottom: int) -> TextBlock:
        return TextBlock(
            "rule",
            "Rule",
            (),
            pitch=20,
            left=-397,
            right=-397,
            top=Rule(top, RED),
            bottom=Rule(bottom, RED),
        )

    first = FirstPage((name, rules(18, 6)), 1701, (rules(6, 18),), 1085)
    number = TextBlock(
        "number",
        "Number",
        (Run("邻鄂府函〔2021〕5号", spacing=-5),),
        justify=Justify.RIGHT,
        before=1500,
    )
    blocks = (number, *(body(SENTENCE * 5, f"body/{n}") for n in range(paragraphs)), *tail())
    return Composition((Section(blocks, first_page=first),), GB2312, "函")


def even_page_imprint() -> Composition:
    """A one-page paper whose imprint stands on the back, on a page without a number."""
    main = Section((*head(), body(SENTENCE), *tail()))
    back = Section((), start=SectionStart.EVEN_PAGE, numbered=False, imprint=imprint())
    return Composition((main, back), GB2312, "版记在背面")


def seal_picture() -> bytes:
    """The smallest PNG: one red pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = compress(b"\x00\xff\x00\x00")
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def one_paragraph(*runs: Run) -> Composition:
    """A paper of a single paragraph."""
    return Composition((Section((TextBlock("body/0", "Body", runs, first=640),)),), GB2312)


EVERY_KIND: dict[str, Callable[[], Composition]] = {
    "circular": lambda: circular(1, seal_picture()),
    "landscape": lambda: with_landscape_table(1),
    "letter": lambda: letter(1),
    "even_page_imprint": even_page_imprint,
}
