"""Names of a paper's parts that a template or an assistant writes into it: 【标题】, 落款：."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from fireoffice.docs.manuscript import Role
from fireoffice.docs.prose.source import Source, SourceLine
from fireoffice.docs.prose.title import is_prose, names_document
from fireoffice.domain.labels import without_label
from fireoffice.domain.text import BLANKS, Change

_ROLES: Final = {
    "标题": Role.TITLE, "公文标题": Role.TITLE, "通知标题": Role.TITLE, "题目": Role.TITLE,
    "主送机关": Role.RECIPIENTS, "主送单位": Role.RECIPIENTS, "主送": Role.RECIPIENTS,
    "称谓": Role.RECIPIENTS, "称呼": Role.RECIPIENTS, "抬头": Role.RECIPIENTS,
    "收文单位": Role.RECIPIENTS, "受文单位": Role.RECIPIENTS, "收文机关": Role.RECIPIENTS,
    "落款": Role.SIGNATURE, "署名": Role.SIGNATURE, "落款单位": Role.SIGNATURE,
    "发文机关署名": Role.SIGNATURE, "发文单位": Role.SIGNATURE, "发文机关": Role.SIGNATURE,
    "成文日期": Role.DATE, "落款日期": Role.DATE, "发文日期": Role.DATE, "日期": Role.DATE,
}  # fmt: skip
_PLAIN: Final = frozenset(
    {
        *("正文", "正文内容", "正文部分", "公文正文", "公文内容", "通知内容", "主体", "主体内容"),
        *(
            "开头",
            "导语",
            "引言",
            "前言",
            "缘由",
            "发文缘由",
            "结尾",
            "结语",
            "结束语",
            "首部",
            "尾部",
        ),
        *("版头", "红头", "文头", "文尾", "版记", "发文机关标志"),
    }
)
_KEPT: Final = {
    "附件": "附件：", "附件说明": "附件：", "附注": "", "抄送": "抄送：", "抄送机关": "抄送：",
    "密级": "密级：", "份号": "份号：", "紧急程度": "紧急程度：", "签发人": "签发人：",
    "发文字号": "", "文号": "", "字号": "",
}  # fmt: skip
"""The text put in place of a part's name, where the rest tells the part by itself."""

_KEYS: Final = "|".join(sorted((*_ROLES, *_PLAIN, *_KEPT), key=len, reverse=True))
_BRACKETED: Final = re.compile(
    rf"[{BLANKS}]*[【\[［〔<＜「『（(]\s*(?P<key>{_KEYS})\s*[】\]］〕>＞」』）)]\s*[：:]?[{BLANKS}]*"
)
_WITH_COLON: Final = re.compile(rf"[{BLANKS}]*(?P<key>{_KEYS})\s*[：:][{BLANKS}]*")
_OF_THE_TEXT: Final = frozenset(
    {
        *("日期", "附件", "附件说明", "抄送", "抄送机关", "密级", "份号", "紧急程度", "签发人"),
        *("主体", "开头", "前言", "引言", "称呼", "主送"),
    }
)
"""Names that a paper itself writes before a colon, or in its sentences."""
_ALONGSIDE: Final = frozenset({"主送", "称呼"})
"""Those that name parts all the same, once another name on the page surely does."""
_ALONE: Final = re.compile(rf"[{BLANKS}]*(?P<key>{_KEYS})[{BLANKS}]*[：:]?[{BLANKS}]*$")
_NONE: Final = re.compile(r"[（(]?(?:无|略|可省略|无主送机关)[）)]?[。：:]?$")
_LONGEST_HEAD: Final = 8
_BANNER: Final = re.compile(
    rf"[{BLANKS}]*[【\[［](?![】\]］])(?:重要|紧急|温馨|官方|最新|特急|转发|扩散|置顶|权威|消防|安全)*"
    r"(?:通知|通告|公告|提醒|提示|发布|扩散|转发|周知|关注|消息|必看)?[】\]］]"
)
_NOT_OF_PAPER: Final = "转发时加的提示，不是公文"
_SEVERAL: Final = 2
"""The number of names from which on one that stands alone on its line is no word of the paper."""


def without_scaffold(lines: Sequence[SourceLine], source: Source) -> list[SourceLine]:
    """`lines` without the names of parts, each line told its role by the name before it."""
    lines = _without_banner(lines, source)
    sure = any(_name_in(line, sure=False) for line in lines)
    found = [_name_in(line, sure=sure) for line in lines]
    named = [match["key"] for match in found if match]
    alone = [_alone(line) for line in lines]
    several = len(named) + sum(key is not None for key in alone) >= _SEVERAL
    result: list[SourceLine] = []
    waiting: Role | None = None
    opened = 0
    for line, match, single in zip(lines, found, alone, strict=True):
        if match is None and not (single and several and (named or len(set(alone)) > _SEVERAL)):
            if opened and line.text.strip() and _NONE.fullmatch(line.text.strip()):
                # 「【附件】」 and 「无」 below it.
                source.note(line.number, [Change(line.text.strip(), "", "没有这一项", "scaffold")])
                result[opened - 1] = replace(result[opened - 1], text="", told=None)
                result.append(replace(line, text=""))
                opened, waiting = 0, None
                continue
            opened = 0 if line.text.strip() else opened
            role = waiting if line.text.strip() else None
            waiting = waiting if not line.text.strip() else None
            result.append(replace(line, told=role) if role else line)
            continue
        key = match["key"] if match else single or ""
        rest = line.text[match.end() :] if match else ""
        typed = line.text[: match.end()] if match else line.text
        source.note(
            line.number, [Change(typed.strip(), "", "模板中的栏目名，不是公文", "scaffold")]
        )
        role = _ROLES.get(key)
        if role and _NONE.fullmatch(rest.strip()):
            source.note(line.number, [Change(rest.strip(), "", "没有这一项", "scaffold")])
            rest, role = "", None
        if role in {Role.SIGNATURE, Role.DATE} and rest.strip() and _is_head(result):
            # Above the title they say whose paper it is, and of what day.
            source.told.setdefault(
                "发文机关" if role is Role.SIGNATURE else "成文日期", rest.strip()
            )
            waiting = None
            result.append(replace(line, text=""))
            continue
        waiting = role if not rest.strip() else None
        # 「【附件】」 alone is the label of what stands below it.
        kept = _KEPT.get(key, "") + rest if rest.strip() else "附件" * (key == "附件")
        result.append(replace(line, text=kept, heading=line.heading if kept else 0,
                              told=role if kept else None))  # fmt: skip
        opened = len(result) if not rest.strip() else 0
    return result


def _without_banner(lines: Sequence[SourceLine], source: Source) -> list[SourceLine]:
    """`lines` without a 【重要通知】 above or before a title that says by itself what it is."""
    result = [*lines]
    said = [at for at, line in enumerate(lines) if line.text.strip()][:2]
    match = _BANNER.match(lines[said[0]].text) if said else None
    if match is None:
        return result
    first = lines[said[0]]
    rest = first.text[match.end() :].strip()
    title = rest or (lines[said[-1]].text.strip() if len(said) > 1 else "")
    if title and names_document(title) and not is_prose(title):
        source.note(first.number, [Change(match[0].strip(), "", _NOT_OF_PAPER, "scaffold")])
        result[said[0]] = replace(first, text=rest, heading=first.heading if rest else 0)
    return result


def _is_head(above: Sequence[SourceLine]) -> bool:
    """True if nothing stands `above` but a title and what a page says of a paper."""
    said = [line for line in above if line.text.strip()]
    texts = [line.text.strip() for line in said]
    beside = any(line.told not in {None, Role.TITLE} or line.row for line in said)
    headings = any(line.heading for line in said[1:])
    return (
        len(said) < _LONGEST_HEAD
        and not (beside or headings)
        and not any(is_prose(text) or text[-1] in "：:" for text in texts)
    )


def _name_in(line: SourceLine, *, sure: bool) -> re.Match[str] | None:
    """The name of a part that `line` begins with, in brackets or before a colon.

    `sure`: other lines name parts, so what a paper may say by itself is taken for a name as well.
    """
    if line.row:
        return None
    match = _BRACKETED.match(line.text)
    if match:
        # 「（日期）」 alone is a place to fill in.
        return match if match["key"] != "日期" or line.text[match.end() :].strip() or sure else None
    match = _WITH_COLON.match(line.text)
    told = _OF_THE_TEXT - _ALONGSIDE if sure else _OF_THE_TEXT
    return match if match and match["key"] not in told else None


def _alone(line: SourceLine) -> str | None:
    match = None if line.row else _ALONE.match(without_label(line.text.strip()))
    return match["key"] if match and match["key"] not in _OF_THE_TEXT else None
