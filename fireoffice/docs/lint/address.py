"""The tone of a paper to its readers: what only a 请示 asks for, and what only equals say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fireoffice.docs.lint.bases import regulation, usual
from fireoffice.docs.lint.model import PaperRule, Rule, Severity, Spot
from fireoffice.docs.manuscript import PARTS, Line, Manuscript, Role
from fireoffice.docs.paper import Direction
from fireoffice.domain.text import kind_of

_UPWARD: Final = regulation("第十五条第四项")
_CUSTOM: Final = usual("公文用语")
_QUOTED: Final = re.compile(r"《[^《》]*》|“[^“”]*”")
_BEGIN: Final = r"(?:^|(?<=[，。；：、\s]))"
_GRANTED: Final = r"(?:解决|批准|支持|拨付|拨款|补助|审批|批示|批复|同意|立项|倾斜)"
_ASKS: Final = re.compile(
    rf"(?:妥否|当否|可否|是否妥当)[，,]?\s*[敬恳]?请(?:予以?)?(?:批示|批复|审批|批准)?|{_BEGIN}(?:特此|谨此)请示|"
    rf"{_BEGIN}(?:以上请示|如无不[妥当][，,]请批)|请(?:予以?)?(?:批示|审批|批复|批准)(?=[。！]|$)|"
    rf"{_BEGIN}(?:现|特|为此|特此|故|敬请|恳请|拟|请求|我[一-鿿]{{1,3}}拟?)?"
    rf"(?:恳请|请求|恳求|申请)(?!人|书|表|单|了|过|材料|执行|救助|复查)[^，。；]{{0,16}}{_GRANTED}|"
    rf"{_BEGIN}请(?:上级|区|县|市|省)[^，。；]{{0,16}}{_GRANTED}"
)
_DONE: Final = re.compile(
    r"已(?:经)?|曾|先后|积极|多次|共|累计|获|成功|群众|业主|住户|企业|商户|村民"
)
_WHETHER: Final = re.compile(
    r"(?:妥否|当否|可否|是否妥当|如无不[妥当])[，,]?\s*(?:敬|恳)?请(?:予以?|领导|上级)?(?:批示|批复|审批|批准)"
    r"|特此请示|以上请示"
)
_UNITS: Final = (
    r"(?:单位|部门|公司|机关|政府|街道|社区|中心|支队|大队|分局|委员会|办公室|"
    r"[局办镇乡县区市委院校所站会厅处队厂店村](?!长|计|员))"
)
_COURTESY: Final = re.compile(
    r"(?:^|(?<=[，。；：、“（\s与经请向对由给望在据按报送和从将到蒙承商函致待让邀谢意]))"
    rf"贵(?=(?:镇|乡|县|区|市)?{_UNITS})"
)
_ASKING: Final = frozenset({"请示", "议案"})
_DOWNWARD: Final = frozenset({"通知", "通报", "批复", "决定", "命令", "决议"})
_UPGOING: Final = frozenset({"请示", "报告"})
_PROSE: Final = frozenset(Role) - PARTS - {Role.TITLE, Role.TABLE, Role.PICTURE}


def _asks_in_report(manuscript: Manuscript) -> Iterator[Spot]:
    if manuscript.fields.kind != "报告":
        return
    for index, text in _own_words(manuscript):
        for match in _ASKS.finditer(text):
            clause = re.split(r"[，。；]", text[: match.start()])[-1] + match[0]
            if not _DONE.search(clause):
                message = f"报告中不得夹带请示事项（“{match[0]}”），请另行请示。"
                yield Spot(message, match.start(), match.end(), place=index, text=text)
                return


def _asks_elsewhere(manuscript: Manuscript) -> Iterator[Spot]:
    kind = kind_of(manuscript.title)
    asking = kind in _ASKING or (kind == "意见" and manuscript.fields.direction is Direction.UP)
    if not kind or asking or manuscript.fields.kind == "报告":
        return
    for index, text in _own_words(manuscript):
        match = _WHETHER.search(text)
        if match:
            use = "函通常写“请函复”或“请予支持”" if kind == "函" else f"{kind}通常不这样结尾"
            message = f"“{match[0]}”是请示的用语，{use}。"
            yield Spot(message, match.start(), match.end(), place=index, text=text)


def _courtesy(manuscript: Manuscript) -> Iterator[Spot]:
    kind = kind_of(manuscript.title)
    if kind not in _DOWNWARD | _UPGOING:
        return
    for index, text in _own_words(manuscript):
        for match in _COURTESY.finditer(text):
            begin, end = match.span()
            called = text[begin : end + 2]
            if kind in _DOWNWARD:
                message = f"“{called}”通常用于平行机关之间的函，{kind}对下级称“你”。"
                yield Spot(message, begin, end, "你", place=index, text="贵")
            else:
                message = f"“{called}”通常用于平行机关之间的函，{kind}对上级写机关名称。"
                yield Spot(message, begin, end, place=index, text=text)


def _own_words(manuscript: Manuscript) -> Iterator[tuple[int, str]]:
    """The lines of the paper itself with what they quote made blank; not its parts."""
    for index, line in enumerate(manuscript.lines):
        if line.role in PARTS:
            return
        if line.role in _PROSE:
            yield index, _unquoted(line)


def _unquoted(line: Line) -> str:
    return _QUOTED.sub(lambda match: "□" * len(match[0]), line.text)


RULES: Final[tuple[Rule, ...]] = (
    PaperRule("report-asks", "报告夹带请示", Severity.ERROR, _UPWARD, _asks_in_report),
    PaperRule(
        "asks-elsewhere", "请示的用语用在别的文种", Severity.WARNING, _CUSTOM, _asks_elsewhere
    ),
    PaperRule("courtesy", "“贵”的用法", Severity.WARNING, _CUSTOM, _courtesy),
)
