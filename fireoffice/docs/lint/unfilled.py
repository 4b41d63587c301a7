"""Blanks that a template or a draft leaves to be filled in, and nobody has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from fireoffice.docs.lint.bases import regulation
from fireoffice.docs.lint.model import PaperRule, Rule, Severity, Spot
from fireoffice.docs.manuscript import LEVELS, PARTS, Manuscript, Role
from fireoffice.domain.dates import is_unfinished_date
from fireoffice.domain.names import SURNAMES
from fireoffice.domain.text import unfilled_amounts

_BASIS: Final = regulation("第十九条第三项")
_THINGS: Final = (
    r"(?:日期|时间|地点|姓名|名称|电话|号码|金额|数量|数字|单位|机关|部门|负责人|联系人|职务|年份|年度|"
    r"地址|内容|事项|标题|主送|落款|文号|区域|范围|人数|措施|对象)"
)
_WANTED: Final = (
    rf"(?:具体|你的|您的|贵|本|相关|有关|某|X+|×+)?[一-鿿]{{0,6}}{_THINGS}[一-鿿]{{0,4}}"
)
_FILL: Final = (
    r"(?:请|可|此处|在此|待|需)?"
    r"(?:填写|填入|填上|补充|插入|注明|输入|替换|选填|选择|添加|修改|写明|粘贴)"
)
_PLACE: Final = re.compile(
    # Square brackets are none of a paper's; what stands in them is to be replaced.
    r"[\[［](?=[^\[\]［］\n]*[一-鿿XxＸ×_]|\s*[\]］])[^\[\]［］\n]{0,40}[\]］]|"
    r"\{\{?[^{}\n]{0,40}\}?\}|(?<![<＜])[<＜][一-鿿][^<>＜＞\n]{0,30}[>＞](?![>＞])"
    rf"|【\s*(?:待.{{1,6}}|此处.{{0,20}}|{_FILL}.{{0,20}}|{_WANTED}|[XxＸ×]+.{{0,10}}|空|略|\s*)\s*】"
    rf"|[（(]\s*(?:此处.{{1,20}}|{_FILL}.{{0,20}}|待(?:定|填|补|补充|填写|确认|核实|完善)|"
    rf"(?:具体|你的|您的)[一-鿿]{{0,4}}{_THINGS}|(?:单位|机关|发文机关|发文单位)名称|单位|姓名|日期|时间|地点|电话|"
    r"金额|数字|年份)\s*[）)]"
    r"|[_＿﹍‗]{2,}|(?<![\d*＊])[*＊]{2,}(?![\d*＊])|(?<![有亟尚还不])待(?:定|填|补充|填写)(?![一-鿿])"
    r"|(?<![A-Za-z\d])(?:YYYY|yyyy)\s*年|TBD|TODO|此处(?:插入|填写|填入|省略)"
    # ××: not a name made unknown (张××), not a number with its middle hidden.
    r"|(?<![A-Za-z\d×ＸXx])[XxＸ×✕╳]{2,}(?![A-Za-z\d])|(?<=\d)[XxＸ×]{1,3}(?=[年月日号〕])"
    r"|(?<![A-Za-z\d×ＸXx光])[XxＸ×](?=[年月日时点分号元人个名次村镇乡县区市省])"
    r"|(?<![一二三四五六七八九])(?:[□○◯◎★☆▲]{2,}|[□○◯](?=[年月日户人村镇元号]))"
    r"|[（(][ \u3000]{1,}[）)]|“[ \u3000]{2,}”|第[ \u3000]{1,}[号期次条]"
)
_LABEL: Final = r"[一-鿿]{2,6}[：:]"
_GAP: Final = re.compile(
    r"(?:联系人|联系电话|电话|手机|邮箱|传真)[：:]"
    rf"(?:[ \u3000]*(?=$|[，。；、])|[ \u3000]+(?={_LABEL}))"
    rf"|(?<=[：:])[ \u3000]{{2,}}(?=[，。；、]|{_LABEL})|(?<=[一-鿿])[：:](?=[。，；])"
    r"|(?<=[由在于至为向给到与共约达])(?: {4,}|\u3000{2,})(?=[一-鿿])"
)
"""Blanks, or nothing at all, where a circular that is sent has to say something."""
_SIGNED_BY_HAND: Final = re.compile(r"[书表单卡册]$")
_OPEN: Final = r"[ \u3000_＿XxＸ×]"
_DATE: Final = re.compile(
    rf"(?:[12]\d{{3}}|[12]\d{{1,2}}{_OPEN}{{1,2}}|{_OPEN}{{1,8}})[ \u3000]*年[ \u3000]*"
    rf"(?:\d{{1,2}})?{_OPEN}*月[ \u3000]*(?:\d{{1,2}})?{_OPEN}*日"
)
_SAYING: Final = frozenset(LEVELS)
_WHOLE_DATE: Final = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
_WRITTEN_BY_HAND: Final = re.compile(r"[\s_＿﹍‗*＊（）()“”年月日第号期次条]*")
_NUMBER: Final = re.compile(r"[XxＸ×_＿]|〔\s*〕|第?\s*[_＿ \u3000]+\s*号")


@lru_cache(maxsize=8192)
def _places(text: str) -> tuple[tuple[int, int], ...]:
    """The places where `text` is not filled in, from the first to the last."""
    found = [match.span() for match in _PLACE.finditer(text) if not _is_hidden_name(match)]
    dates = _DATE.finditer(text) if "月" in text else ()
    found += [match.span() for match in dates if not _WHOLE_DATE.fullmatch(match[0].strip())]
    places: list[tuple[int, int]] = []
    for begin, end in sorted(found):
        if not places or begin >= places[-1][1]:
            places.append((begin, end))
    return tuple(places)


def _gaps(text: str) -> list[tuple[int, int]]:
    """The places in `text` where blanks, or nothing, stand for what it should say."""
    if not re.search(r"[ \u3000：:]", text):
        return []
    said = _places(text)
    found = [match.span() for match in (*_GAP.finditer(text), *unfilled_amounts(text))]
    return [
        (begin, end)
        for begin, end in sorted(set(found))
        if not any(first < end and begin < last for first, last in said)
    ]


def _is_hidden_name(match: re.Match[str]) -> bool:
    """True if the crosses stand for a person's given name."""
    before = match.string[max(0, match.start() - 1) : match.start()]
    return before in SURNAMES and re.fullmatch(r"[×Ｘ]{2}", match[0]) is not None


def _unfilled(manuscript: Manuscript) -> Iterator[Spot]:
    is_form = False
    is_sent = not _SIGNED_BY_HAND.search(manuscript.title) and bool(
        manuscript.texts(Role.SIGNATURE)
    )
    for index, line in enumerate(manuscript.lines):
        text = line.text
        if line.role in PARTS:
            is_form = line.role is not Role.ENCLOSURE
        if line.role is Role.DATE and is_unfinished_date(text):
            yield Spot("成文日期没有填写完整。", 0, len(text), place=index, text=text)
            continue
        for begin, end in _places(text):
            place = text[begin:end].strip()
            # A form that is attached, and a table, have places for a pen.
            by_hand = is_form or line.role is Role.TABLE
            if by_hand and (_WRITTEN_BY_HAND.fullmatch(place) or place[0] in "（("):
                continue
            yield Spot(f"这里没有填写：“{place or '空白'}”。", begin, end, place=index, text=text)
        if is_sent and not is_form and line.role in _SAYING:
            for begin, end in _gaps(text):
                place = text[begin:end].strip() or "空白"
                yield Spot(f"这里没有填写：“{place}”。", begin, end, place=index, text=text)


def _unfilled_number(manuscript: Manuscript) -> Iterator[Spot]:
    number = manuscript.fields.number
    if number and _NUMBER.search(number):
        yield Spot("发文字号没有填写完整。", 0, len(number), field="number", text=number)


RULES: Final[tuple[Rule, ...]] = (
    PaperRule("unfilled", "没有填写的地方", Severity.ERROR, _BASIS, _unfilled),
    PaperRule("unfilled", "没有填写的地方", Severity.ERROR, _BASIS, _unfilled_number),
)
