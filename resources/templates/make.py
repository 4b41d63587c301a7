"""Makes the shipped templates: `python -m resources.templates.make`.

They are set in the same measures, styles and fonts as the official papers, so that an office that
opens one in Word or WPS finds a clean document with named styles.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from fireoffice.docs.composition import (
    Block,
    Cell,
    Composition,
    Justify,
    Page,
    Row,
    Section,
    TableBlock,
    TextBlock,
    VAlign,
)
from fireoffice.docs.forms.kinds.rectification_notice import PHOTO_BOX
from fireoffice.docs.style import GB2312, Face
from fireoffice.docs.writer import write
from resources.templates import pieces
from resources.templates.pieces import BODY, PITCH, SMALL, TABLE

_MM: Final = 1440 / 25.4
_TEXT_WIDTH: Final = Page().text_width
_SHEET: Final = Page(top=1701, bottom=1418, left=1417, right=1417, footer=1020)
"""Margins of a table that wants the room: 25 mm at the sides and at the foot, 30 mm above."""
_NOTICE_PAGE: Final = Page(top=1814, bottom=1701, footer=1160)
_TURNED: Final = Page(
    width=16838,
    height=11906,
    top=1417,
    bottom=1134,
    left=1134,
    right=1134,
    footer=737,
    landscape=True,
)
_SIGNED: Final = 15 * 10 * BODY
"""署名 and the date stand in the middle of so much at the right: as a date of seven characters is
wide, with four more on either side of it."""
_LAST: Final = 4
"""So many rows of a list of people stand at least above the line that is signed below it."""
_ANCHOR: Final = TextBlock("", "Anchor", (), pitch=20)


def _notice() -> Composition:
    size = SMALL
    hazards = pieces.listing(
        (
            (600, "序号", pieces.cell("{{ 行.序号 }}", center=True, size=size)),
            (1000, "部位", pieces.cell('{{ 行.部位 or "—" }}', size=size)),
            (2250, "存在问题", pieces.cell("{{ 行.问题 }}", size=size)),
            (1274, "判定依据", pieces.cell('{{ 行.依据 or "—" }}', size=size)),
            (1600, "整改要求", pieces.cell("{{ 行.整改要求 }}", size=size)),
            (2120, "整改期限", pieces.cell('{{ 行.期限 or "立即" }}', center=True, size=size)),
        ),
        "隐患清单",
        height=620,
        size=size,
        margin=60,
    )
    blocks: list[Block] = [
        *_headed("{{ 标题 }}", after=100),
        pieces.text("{{ 文号 }}", "Number", size=BODY, justify=Justify.CENTER, pitch=PITCH,
                    after=160),
        pieces.text("{{ 受送达人 }}：", "Recipients", size=BODY, pitch=PITCH),
        replace(pieces.body("{{ 检查日期 }}，{{ 署名 }}{{ 引语 }}"), after=80),
        hazards,
        replace(pieces.body("根据{{ 法律依据 }}的规定，{{ 要求 }}"), before=120),
        pieces.text("{%p if 陈述申辩 %}"),
        pieces.body("{{ 陈述申辩 }}"),
        pieces.text("{%p endif %}"),
        pieces.body(
            '联系人：{{ 联系人 or "　　　　" }}　　联系电话：{{ 联系电话 or "　　　　　　" }}',
            keep_next=True,
        ),
        pieces.text("{{ 署名 }}", "Signature", size=BODY, justify=Justify.CENTER, pitch=PITCH,
              left=_TEXT_WIDTH - _SIGNED, before=480, keep_next=True),
        pieces.text("{{ 日期 }}", "Date", size=BODY, justify=Justify.CENTER, pitch=PITCH,
              left=_TEXT_WIDTH - _SIGNED, keep_next=True),
        pieces.text("（本文书一式两份，一份送达受送达人，一份存档。）", "Note", size=TABLE,
              pitch=400, before=120),
        pieces.text("{%p if 照片行 %}"),
        pieces.text("附：火灾隐患现场照片", "TableTitle", face=Face.HEITI, justify=Justify.CENTER,
              after=200, keep_next=True, page_break_before=True),
        _photos(),
        pieces.text("{%p endif %}"),
        _ANCHOR,
    ]  # fmt: skip
    receipt = Section((*_receipt(), _ANCHOR), numbered=False)
    return Composition((Section(tuple(blocks), _NOTICE_PAGE), receipt), GB2312, "整改通知书")


def _headed(title: str, *, after: int) -> list[Block]:
    """The issuer above the title of the form."""
    issuer = pieces.text("{{ 署名 }}", "Title", face=Face.XIAOBIAOSONG, size=36,
                         justify=Justify.CENTER, pitch=640, keep_next=True)  # fmt: skip
    return [issuer, pieces.title(title, after=after)]


def _photos() -> TableBlock:
    width = _TEXT_WIDTH // 2
    height = round(PHOTO_BOX[1] * _MM) + 200

    def photo(name: str) -> Cell:
        block = pieces.text(f"{{{{ 行.{name} }}}}", "TableText", size=TABLE, justify=Justify.CENTER,
                      pitch=0)  # fmt: skip
        return Cell((block,))

    def caption(name: str) -> Cell:
        return pieces.cell(f"{{{{ 行.{name} }}}}", center=True, size=SMALL)

    return TableBlock(
        "",
        (width, _TEXT_WIDTH - width),
        (
            pieces.mark("{%tr for 行 in 照片行 %}", 2),
            Row((photo("左图"), photo("右图")), height),
            Row((caption("左说明"), caption("右说明")), 480),
            pieces.mark("{%tr endfor %}", 2),
        ),
    )


def _receipt() -> list[Block]:
    widths = (2168, 2676, 1400, 2600)
    tick = (
        "{{ 直接送达|勾选 }}直接送达　　{{ 留置送达|勾选 }}留置送达　　"
        "{{ 邮寄送达|勾选 }}邮寄送达\n"
        "{{ 委托送达|勾选 }}委托送达　　{{ 公告送达|勾选 }}公告送达"
    )
    rows = (
        Row(
            (
                pieces.label("送达文书名称"),
                pieces.entry("{{ 标题 }}"),
                pieces.label("文书编号"),
                pieces.entry("{{ 文号 }}"),
            ),
            850,
        ),
        Row((pieces.label("受送达人"), pieces.entry("{{ 受送达人 }}", span=3)), 850),
        Row((pieces.label("送达地址"), pieces.entry('{{ 送达地址 or "　" }}', span=3)), 850),
        Row((pieces.label("送达方式"), pieces.entry(tick, span=3)), 1080),
        Row((pieces.label("受送达人\n签名或者盖章"), _signed()), 1500),
        Row((pieces.label("代收人签名\n及代收理由"), _signed()), 1500),
        Row((pieces.label("拒收事由及\n见证人签名"), _signed()), 1500),
        Row((pieces.label("送达人签名\n（两人）"), _signed("{{ 送达人 }}")), 1300),
        Row((pieces.label("备　　注"), pieces.entry("　", span=3)), 1000),
    )
    return [*_headed("送　达　回　证", after=240), TableBlock("", widths, rows, eighths=6)]


def _signed(name: str = "") -> Cell:
    """Room for a signature, with the moment at its foot."""
    moment = pieces.text("年　　月　　日　　时　　分", "TableText", size=TABLE,
                         justify=Justify.RIGHT, pitch=420, right=240,
                         after=pieces.FOOT)  # fmt: skip
    above = pieces.text(name, "TableText", size=BODY, justify=Justify.LEFT, pitch=420)
    return Cell((above, moment), 3, valign=VAlign.BOTTOM)


def _sign_in() -> Composition:
    about = TableBlock(
        "",
        (1000, 4236, 1100, 2736),
        tuple(
            Row(
                (pieces.label(left), pieces.entry(one), pieces.label(right), pieces.entry(other)),
                540,
            )
            for left, one, right, other in (
                ("主题", "{{ 主题 }}", "日期", "{{ 日期 }}"),
                ("地点", '{{ 地点 or "　" }}', "授课人", '{{ 授课人 or "　" }}'),
                ("主办", '{{ 主办 or "　" }}', "应到", "{% if 应到 %}{{ 应到 }}人{% endif %}"),
            )
        ),
    )
    listing = pieces.listing(
        (
            (700, "序号", pieces.cell("{{ 行.序号 }}", center=True)),
            (1350, "姓　名", pieces.cell('{{ 行.姓名 or "　" }}', center=True)),
            (2372, "单　位", pieces.cell('{{ 行.单位 or "　" }}')),
            (1300, "职　务", pieces.cell('{{ 行.职务 or "　" }}', center=True)),
            (1750, "联系电话", pieces.cell('{{ 行.电话 or "　" }}', center=True)),
            (1600, "签　名", pieces.cell("　")),
        ),
        "参加人",
        height=567,
        size=TABLE,
        last=_LAST,
    )
    size = SMALL
    beside = pieces.listing(
        tuple(
            column
            for side in "左右"
            for column in (
                (
                    560,
                    "序号",
                    pieces.cell(f'{{{{ 行.{side}序号 or "　" }}}}', center=True, size=size),
                ),
                (
                    1150,
                    "姓　名",
                    pieces.cell(f'{{{{ 行.{side}姓名 or "　" }}}}', center=True, size=size),
                ),
                (1526, "单　位", pieces.cell(f'{{{{ 行.{side}单位 or "　" }}}}', size=size)),
                (1300, "签　名", pieces.cell("　", size=size)),
            )
        ),
        "两栏行",
        height=567,
        size=size,
        margin=50,
        last=_LAST,
    )
    blocks: list[Block] = [
        pieces.title("{{ 标题 }}", after=100),
        pieces.text("{% if 编号 %}编号：{{ 编号 }}{% endif %}", "TableText", size=TABLE,
              justify=Justify.RIGHT, pitch=400, after=60),
        about,
        replace(_ANCHOR, pitch=160),
        pieces.text("{%p if 两栏行 %}"),
        beside,
        pieces.text("{%p else %}"),
        listing,
        pieces.text("{%p endif %}"),
        pieces.text("实到：　　　　人　　　　　　记录人：　　　　　　　　　　核对人：", "TableText",
              size=TABLE, justify=Justify.LEFT, pitch=480, before=160),
    ]  # fmt: skip
    return Composition((Section(tuple(blocks), _SHEET),), GB2312, "签到表")


def _roster() -> Composition:
    def column(width: int, heading: str, name: str, center: bool = True) -> tuple[int, str, Cell]:
        return width, heading, pieces.cell(f"{{{{ 行.{name} }}}}", center=center, size=SMALL)

    listing = pieces.listing(
        (
            column(560, "序号", "序号"),
            column(960, "姓名", "姓名"),
            column(540, "性别", "性别"),
            column(540, "年龄", "年龄"),
            column(2140, "身份证号", "身份证号"),
            column(2000, "所属队", "所属队", center=False),
            column(800, "职务", "职务"),
            column(1480, "联系电话", "电话"),
            column(1820, "住址", "住址", center=False),
            column(1160, "参加日期", "参加日期|短日期"),
            column(1420, "培训证号", "培训证号"),
            column(1150, "保险止期", "保险止期|短日期"),
        ),
        "队员",
        height=460,
        size=SMALL,
        margin=50,
        last=_LAST,
    )
    about = (
        "填报单位（盖章）：{{ 填报单位 }}　　　　共{{ 人数 }}人　　　　日期：{{ 日期 }}"
        "{% if 编号 %}　　　　编号：{{ 编号 }}{% endif %}"
    )
    blocks: list[Block] = [
        pieces.title("{{ 标题 }}", after=100),
        pieces.text(about, "TableText", size=TABLE, justify=Justify.LEFT, pitch=420, after=60),
        listing,
        pieces.text("填表人：　　　　　　　　　　审核人：　　　　　　　　　　负责人：", "TableText",
              size=TABLE, justify=Justify.LEFT, pitch=480, before=160),
    ]  # fmt: skip
    return Composition((Section(tuple(blocks), _TURNED),), GB2312, "志愿消防队花名册")


def _rota() -> Composition:
    days = tuple(f"周{day}" for day in "一二三四五六日")
    width = (_TURNED.width - _TURNED.left - _TURNED.right) // len(days)

    def cell(day: str) -> Cell:
        date = pieces.text(f"{{{{ 行.{day}日期 }}}}", "TableText", face=Face.HEITI, size=SMALL,
                     justify=Justify.LEFT, pitch=300)  # fmt: skip
        names = pieces.text(f"{{{{ 行.{day} }}}}", "TableText", size=TABLE, justify=Justify.LEFT,
                      pitch=340, after=pieces.FOOT)  # fmt: skip
        return Cell((date, names), valign=VAlign.TOP)

    calendar = pieces.listing(
        tuple((width, day, cell(day)) for day in days),
        "周次",
        height=1020,
        size=TABLE,
        margin=80,
    )
    about = (
        "{{ 填报单位 }}　　制表日期：{{ 日期 }}"
        "{% if 值班电话 %}　　值班电话：{{ 值班电话 }}{% endif %}"
        "{% if 编号 %}　　编号：{{ 编号 }}{% endif %}"
    )
    sheet = replace(_TURNED, top=1020, bottom=964)
    blocks: list[Block] = [
        pieces.title("{{ 标题 }}", size=36, after=60),
        pieces.text(about, "TableText", size=TABLE, justify=Justify.LEFT, pitch=380, after=40),
        calendar,
        pieces.text("{% if 次数 %}本月值班：{{ 次数 }}{% endif %}", "TableText", size=SMALL,
              justify=Justify.LEFT, pitch=300, before=100),
    ]  # fmt: skip
    return Composition((Section(tuple(blocks), sheet),), GB2312, "值班表")


def templates() -> dict[str, bytes]:
    """The bytes of every shipped template by file name."""
    return {
        "rectification_notice.docx": write(_notice()),
        "sign_in_sheet.docx": write(_sign_in()),
        "brigade_roster.docx": write(_roster()),
        "duty_rota.docx": write(_rota()),
    }


if __name__ == "__main__":
    for name, data in templates().items():
        (Path(__file__).parent / name).write_bytes(data)
