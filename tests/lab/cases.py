"""The papers that the laboratory looks at element by element: one of each format, and edges.

`CASES` is ordered; every name is a path-safe word that `python -m tests.lab cases --show` takes.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from datetime import date

from fireoffice.core.paths import resource
from fireoffice.docs.cells import table_of
from fireoffice.docs.lint import normalise
from fireoffice.docs.paper import (
    Attachment,
    Body,
    Direction,
    Enclosure,
    Format,
    Imprint,
    Letterhead,
    Level,
    Paper,
    Paragraph,
    Picture,
    SealImage,
    Signature,
    Table,
)
from fireoffice.docs.prose.reader import read_text
from fireoffice.docs.reading import to_paper
from fireoffice.docs.style import GBK, PaperStyle
from tests.docs.lint.papers import naive_circular
from tests.lab.corpus import Specimen

_ISSUER = "黔江区邻鄂镇人民政府"
_DAY = date(2021, 4, 1)
_PURE = (
    "持续推进专项整治三年行动启动月调度季通报年考评工作机制"
    "攻坚整治隐患建立长效机制加强风险研判和预警提示"
)
_VILLAGES = ("松坪", "艾子", "高洞", "枫香", "邻兴", "向阳", "毛坪", "石柱", "大坪", "青岗", "水井")
_PROSE = (
    "各村要对辖区内各类场所开展拉网式排查，做到底数清、情况明、数字准，不留死角、不留盲区。"
    "对一时难以整改的隐患，要逐一建立台账，明确责任人、整改措施和整改时限，实行销号管理。"
)
_IMPRINT = Imprint("黔江区邻鄂镇党政办公室", _DAY, "区应急管理局，区消防救援支队")

_PLAIN = Paper(
    Letterhead((_ISSUER,)),
    "黔江区邻鄂镇人民政府关于做好消防安全工作的通知",
    (Paragraph(_PROSE),),
    number="邻鄂府发〔2021〕38号",
    recipients="各村（居）委、镇级各部门，有关单位：",
    signature=Signature((_ISSUER,), _DAY),
    imprint=_IMPRINT,
)


def sample() -> Specimen:
    """The sample circular that the program ships."""
    text = resource("sample/circular.txt").read_text(encoding="utf-8")
    return Specimen("sample", to_paper(read_text(text).manuscript).paper)


def _prose(paragraphs: int) -> Body:
    return tuple(Paragraph(_PROSE) for _ in range(paragraphs))


def _pure(characters: int) -> Paragraph:
    return Paragraph((_PURE * (characters // len(_PURE) + 1))[:characters])


def _lines(count: int) -> Body:
    """One paragraph that fills `count` lines of 28, the first indented by two."""
    return (_pure(28 * count - 2),)


def _levels() -> Body:
    return (
        Paragraph("一、总体要求", Level.FIRST, 6),
        Paragraph("（一）落实责任。" + _PROSE, Level.SECOND, 8),
        Paragraph("1.摸清底数。" + _PROSE, Level.THIRD, 7),
        Paragraph("（1）逐户登记。" + _PROSE, Level.FOURTH, 8),
    )


def _table(rows: int) -> Table:
    return Table(
        (("序号", "检查场所", "存在的隐患", "责任人", "整改时限"),),
        tuple(
            (
                str(row + 1),
                "松坪村农家乐",
                "电气线路私拉乱接，安全出口锁闭",
                "王某某",
                "2021年6月30日",
            )
            for row in range(rows)
        ),
    )


def red_disc(pixels: int = 240) -> bytes:
    """A PNG of a red ring on nothing: stands for a seal without imitating one."""
    middle, rows = (pixels - 1) / 2, []
    for y in range(pixels):
        row = bytearray([0])
        for x in range(pixels):
            distance = ((x - middle) ** 2 + (y - middle) ** 2) ** 0.5 / middle
            row += b"\xff\x00\x00" + (b"\xff" if 0.9 < distance <= 1.0 else b"\x00")
        rows.append(bytes(row))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", pixels, pixels, 8, 6, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(b"".join(rows)))
        + chunk(b"IEND", b"")
    )


def _formats() -> tuple[Specimen, ...]:
    return (
        Specimen(
            "letter",
            replace(
                _PLAIN,
                letterhead=Letterhead((_ISSUER,), ""),
                format=Format.LETTER,
                direction=Direction.LEVEL,
                title="黔江区邻鄂镇人民政府关于商请支持开展消防业务培训的函",
                number="邻鄂府函〔2021〕7号",
                recipients="区消防救援支队：",
                body=_prose(6),
                imprint=Imprint(copies_to="区应急管理局"),
            ),
        ),
        Specimen(
            "minutes",
            Paper(
                Letterhead(("邻鄂镇消防安全委员会全体会议",), "纪要"),
                "",
                _prose(4),
                format=Format.MINUTES,
                number="第3号",
                attendance=(
                    (
                        "出席",
                        "王某某、冉光明、罗世兰、欧阳文华、陈小平、李建国、冉启国、张大山、田小川",
                    ),
                    ("请假", "陈小平"),
                    ("列席", "李建国、罗世兰"),
                ),
                imprint=_IMPRINT,
            ),
        ),
        Specimen(
            "request",
            replace(
                _PLAIN,
                direction=Direction.UP,
                title="黔江区邻鄂镇人民政府关于解决微型消防站建设经费的请示",
                number="邻鄂府文〔2021〕12号",
                signers=("冉光明",),
                recipients="区人民政府：",
                body=(*_prose(2), Paragraph("妥否，请批示。")),
                note="（联系人：王某某，联系电话：023-79850119）",
            ),
        ),
        Specimen(
            "joint",
            replace(
                _PLAIN,
                letterhead=Letterhead((_ISSUER, "黔江区应急管理局", "黔江区消防救援支队")),
                signature=Signature((_ISSUER, "黔江区应急管理局", "黔江区消防救援支队"), _DAY),
            ),
        ),
        Specimen(
            "two-line-mark",
            replace(
                _PLAIN,
                letterhead=Letterhead(("重庆市黔江区邻鄂镇消防安全委员会办公室暨安全生产委员会",)),
            ),
        ),
        Specimen(
            "order",
            Paper(
                Letterhead((_ISSUER,), "令"),
                "",
                _prose(3),
                format=Format.ORDER,
                number="第1号",
                signature=Signature(dated=_DAY, signatory=("镇　长", "冉光明")),
                imprint=_IMPRINT,
            ),
        ),
    )


def _edges() -> tuple[Specimen, ...]:
    signed = replace(_PLAIN, body=_prose(2))
    return (
        Specimen("one-line-body", replace(_PLAIN, body=(Paragraph("请认真贯彻落实。"),))),
        Specimen("body-fills-page-1", replace(_PLAIN, body=_lines(9), imprint=Imprint())),
        Specimen("signature-would-stand-alone", replace(_PLAIN, body=_lines(10))),
        Specimen("imprint-just-fits", replace(_PLAIN, body=_lines(26))),
        Specimen("imprint-just-does-not-fit", replace(_PLAIN, body=_lines(28))),
        Specimen(
            "twelve-attachment-names",
            replace(
                _PLAIN,
                attachment_names=tuple(
                    f"邻鄂镇2021年消防安全重点工作任务分工方案及责任清单（第{index}部分）"
                    for index in range(1, 13)
                ),
            ),
        ),
        Specimen(
            "long-copies-to",
            replace(
                _PLAIN,
                imprint=replace(
                    _IMPRINT,
                    copies_to="区应急管理局，区消防救援支队，"
                    + "、".join(f"{name}村（居）民委员会" for name in _VILLAGES),
                ),
            ),
        ),
        Specimen(
            "title-of-three-lines",
            replace(
                _PLAIN,
                title="黔江区邻鄂镇人民政府关于在全镇范围内开展人员密集场所、老旧小区和农村自建房"
                "消防安全大排查大整治专项行动的通知",
            ),
        ),
        Specimen(
            "classified-and-urgent",
            replace(_PLAIN, copy_number="000012", secrecy="机密★1年", urgency="特急"),
        ),
        Specimen(
            "three-signers",
            replace(
                _PLAIN,
                direction=Direction.UP,
                signers=("冉光明", "欧阳文华", "张三"),
                body=_prose(2),
            ),
        ),
        Specimen(
            "landscape-table",
            replace(
                signed,
                attachments=(Attachment("火灾隐患整改台账", (_table(36),), landscape=True),),
            ),
        ),
        Specimen(
            "unsealed-long-date",
            replace(signed, signature=Signature(("邻鄂镇政府",), date(2021, 12, 28), sealed=False)),
        ),
        Specimen("unsealed", replace(signed, signature=Signature((_ISSUER,), _DAY, sealed=False))),
        Specimen(
            "table-over-the-page",
            replace(_PLAIN, body=(*_prose(2), _table(14), *_prose(1))),
        ),
        Specimen(
            "enclosure",
            replace(
                _PLAIN,
                body=(Paragraph("现将《邻鄂镇消防安全工作方案》印发给你们，请认真贯彻落实。"),),
                enclosure=Enclosure("邻鄂镇消防安全工作方案", _levels() * 6),
            ),
        ),
        Specimen(
            "imprint-on-even-page",
            replace(_PLAIN, body=_prose(12)),
            PaperStyle(imprint_on_even_page=True),
        ),
        Specimen("preprinted", signed, PaperStyle(preprinted=True)),
        Specimen("gbk", replace(signed, body=_levels()), PaperStyle(fonts=GBK)),
        Specimen("no-punctuation", replace(_PLAIN, body=(_pure(300), _pure(1400)))),
        Specimen(
            "strange-characters",
            replace(
                _PLAIN,
                body=(Paragraph('甲<乙>&"丙"🔥丁𠮷野家䶮天︒' + _PROSE), Paragraph(_PROSE)),
            ),
        ),
        Specimen(
            "five-lines-of-recipients",
            replace(
                _PLAIN,
                recipients="、".join(f"{name}村（居）民委员会" for name in _VILLAGES) + "：",
            ),
        ),
        Specimen(
            "seals",
            replace(
                signed,
                signature=Signature((_ISSUER,), _DAY, seals=(SealImage(red_disc()),)),
            ),
        ),
        Specimen(
            "attachments",
            replace(
                _PLAIN,
                attachments=(
                    Attachment("消防安全检查记录表", (_table(8),)),
                    Attachment("重点任务分工方案", _prose(5)),
                ),
            ),
        ),
    )


def _pictures_and_merged_cells() -> tuple[Specimen, ...]:
    signed = replace(_PLAIN, body=_prose(2))
    photo = Picture(red_disc(), 6000, 4000)
    wide = Picture(red_disc(), 20000, 9000)
    high = Picture(red_disc(), 6000, 30000)
    caption = Paragraph("图1　检查路线图")
    checklist = table_of(
        [
            ("责任单位", "检查项目⏎（逐项检查）", "⇐", "时限"),
            *(
                row
                for number in range(1, 12)
                for row in (
                    (f"第{number}组", "灭火器", "是否有效⏎是否在位", "12月5日"),
                    ("⇑", "疏散通道", "是否畅通", "⇑"),
                    ("⇑", "电气线路有无私拉乱接", "⇐", "12月9日"),
                )
            ),
            ("合计", "⇐", "⇐", "33项"),
        ]
    )
    photos = table_of(
        [("序号", "整改前", "整改后"), *((str(n), "〔图片1〕", "〔图片1〕⏎已整改") for n in "123")],
        (photo,),
    )
    turned = Attachment("检查表", (checklist, wide), landscape=True)
    return (
        Specimen(
            "pictures",
            replace(_PLAIN, body=(*_prose(1), photo, caption, wide, *_prose(2), high, *_prose(1))),
        ),
        Specimen("picture-misses-the-page", replace(_PLAIN, body=(*_lines(6), photo, *_prose(3)))),
        Specimen("merged-cells", replace(_PLAIN, body=(*_prose(1), checklist, *_prose(1)))),
        Specimen(
            "pictures-in-cells", replace(signed, attachments=(Attachment("照片", (photos,)),))
        ),
        Specimen("merged-cells-turned", replace(signed, attachments=(turned,))),
    )


def normalised() -> Specimen:
    """The sample as somebody saved it who knows no layout, put right by the program."""
    return Specimen("normalised", to_paper(normalise(naive_circular()).manuscript).paper)


def cases() -> tuple[Specimen, ...]:
    """All cases, the sample first."""
    return (sample(), normalised(), *_formats(), *_edges(), *_pictures_and_merged_cells())
