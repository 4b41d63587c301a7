"""Signs that no paper is written with: faces, keycaps, mentions, citations, formulas."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from fireoffice.domain.text import BLANKS, Change

_FACES: Final = (
    "微笑|撇嘴|色|发呆|得意|流泪|害羞|闭嘴|睡|大哭|尴尬|发怒|调皮|呲牙|惊讶|难过|酷|冷汗|抓狂|吐|偷笑|可爱|愉快|"
    "白眼|傲慢|饥饿|困|惊恐|流汗|憨笑|大兵|悠闲|奋斗|咒骂|疑问|嘘|晕|折磨|衰|骷髅|敲打|再见|擦汗|抠鼻|鼓掌|糗大了|"
    "坏笑|左哼哼|右哼哼|哈欠|鄙视|委屈|快哭了|阴险|亲亲|吓|可怜|笑脸|生病|脸红|破涕为笑|恐惧|失望|无语|嘿哈|捂脸|奸笑|"
    "机智|皱眉|耶|吃瓜|加油|汗|天啊|Emm|社会社会|旺柴|好的|打脸|哇|翻白眼|666|让我看看|叹气|苦涩|裂开|嘴唇|爱心|心碎|"
    "拥抱|强|弱|握手|胜利|抱拳|勾引|拳头|OK|NO|合十|啤酒|咖啡|蛋糕|玫瑰|凋谢|菜刀|炸弹|便便|月亮|太阳|庆祝|礼物|红包|發|"
    "福|烟花|爆竹|猪头|跳跳|发抖|转圈|爱情|飞吻|足球|示爱|闪电|西瓜|篮球|乒乓|饭|刀|瓢虫|差劲|爱你|囧|大笑|偷看|比心|"
    "点赞|赞|感谢|谢谢|收到|喇叭|警告|灯笼|鞭炮|祈祷|鲜花|花"
)
_EMOJI: Final = re.compile(
    "(?:[\U0001f000-\U0001f51e\U0001f520-\U0001faff\u2600-\u2604\u2614\u2615\u261d\u2620-\u2638"
    "\u2648-\u2653\u2668\u267b\u267f\u2692-\u26ff\u2702\u2705\u2708-\u2712\u2716\u271d\u2728"
    "\u2733\u2734\u2744\u2747\u274c\u274e\u2753-\u2755\u2757\u2763-\u2767\u2795-\u2797\u27a1"
    "\u27b0\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d\u231a\u231b\u23e9-\u23fa"
    "\U000e0020-\U000e007f]|[\u203c\u2049\u2122\u2139\u2194-\u21aa\u25aa-\u25fe]\ufe0f)"
    "[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]*"
)
_KEYCAP: Final = re.compile("((?:[0-9]\ufe0f?\u20e3)+)|\U0001f51f")
_BULLET: Final = re.compile(
    rf"[{BLANKS}]*(?:[●◆◇■▪▫▶►▷➤➢➣➔✦✧❖◎•‧→⇒✓✔\uf000-\uf0ff]\ufe0f?|[○·](?=[{BLANKS}])|[-*+–](?=[{BLANKS}]+[^\\d{BLANKS}*-]))[{BLANKS}]*(?=\S)"
)
_SUPERSCRIPTS: Final = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_SUBSCRIPTS: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_LATEX: Final = {
    r"\geq": "≥", r"\ge": "≥", r"\leq": "≤", r"\le": "≤", r"\neq": "≠", r"\ne": "≠",
    r"\times": "×", r"\div": "÷", r"\pm": "±", r"\approx": "≈", r"\sim": "～", r"\cdot": "·",
    r"\rightarrow": "→", r"\to": "→", r"\%": "%", r"\circ": "°", r"\degree": "°", r"\sum": "∑",
    r"\alpha": "α", r"\beta": "β", r"\mu": "μ", r"\Omega": "Ω", r"\quad": " ", r"\,": "",
    r"\left": "", r"\right": "", r"\displaystyle": "",
}  # fmt: skip
_FORMULA: Final = re.compile(
    r"\$\$?(?P<dollar>[^$\n]{1,80})\$\$?|\\\((?P<round>.{1,80}?)\\\)|\\\[(?P<square>.{1,80}?)\\\]"
)


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign: what it looks like, what stands for it, and what to call it.

    `in_rows`: it is taken out of the cells of tables as well.
    """

    pattern: re.Pattern[str]
    replace: Callable[[re.Match[str]], str]
    code: str
    message: str
    in_rows: bool = True


def _nothing(_match: re.Match[str]) -> str:
    return ""


def _label(match: re.Match[str]) -> str:
    """The digits of keycaps; one or two at the beginning of a line are a label."""
    digits = "".join(re.findall(r"\d", match[1] or "10"))
    opens = not match.string[: match.start()].strip(BLANKS) and len(digits) < 3
    return f"{digits}." if opens else digits


def _plain_formula(match: re.Match[str]) -> str:
    """A formula in plain signs; what is none (a price in dollars) stays."""
    text = match["dollar"] or match["round"] or match["square"]
    is_formula = match["dollar"] is None or re.search(r"[\\^_{}]|^[\d\s.+\-=<>×/%]+$", text)
    if not is_formula:
        return match[0]
    text = re.sub(r"\\(?:text|mathrm|mathbf|operatorname)\s*\{([^{}]*)\}", r"\1", text)
    text = re.sub(r"\\frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"\1/\2", text)
    text = re.sub(r"\^\s*\{?\s*\\circ\s*\}?\s*C?", "℃", text)
    text = re.sub(
        r"\\(?:[A-Za-z]+|[%,])", lambda name: _LATEX.get(name[0], name[0].lstrip("\\")), text
    )
    text = re.sub(r"\^\{?([\d+\-n]+)\}?", lambda power: power[1].translate(_SUPERSCRIPTS), text)
    text = re.sub(r"_\{?(\d+)\}?", lambda low: low[1].translate(_SUBSCRIPTS), text)
    return re.sub(r"[{}\s]", "", text).replace("℃C", "℃")


_SIGNS: Final = (
    _Sign(_KEYCAP, _label, "sign", "表情数字，改为公文的序号"),
    _Sign(
        re.compile(
            r"(?<![A-Za-z0-9._])@(?:所有人|全体成员|全体|all|All|ALL|[\w·]{1,12})(?=[\s，,:：]|$)[\s\u2005]?"
        ),
        _nothing,
        "sign",
        "群聊中提醒谁看的文字",
    ),
    _Sign(re.compile(rf"\[(?:{_FACES})\]"), _nothing, "sign", "聊天表情"),
    _Sign(_EMOJI, _nothing, "sign", "表情符号"),
    _Sign(re.compile("[\ufe0e\ufe0f\u20e3]"), _nothing, "sign", "表情符号"),
    _Sign(
        re.compile(
            r"\[(?:citation|cite|ref|source|webpage|网页|来源|引用)[\s_:：]*[\d,，、\-–\s]*\]"
            r"|【\d{1,3}(?:[†‡:：][^】\n]{0,40})?】|\[\^[^\]\s]{1,20}\](?:[\[［]\d{1,2}[\]］])*(?!\s*[:：])"
            r"|(?<=[一-鿿，。；：！？”》）%])(?:[\[［]\d{1,2}(?:[,，、\-–—]\d{1,2})*[\]］])+(?![（(\d年号])"
            r"|[\ue200-\ue2ff]\S*[\ue200-\ue2ff]|（citation:\d+）|\(citation:\d+\)"
        ),
        _nothing,
        "citation",
        "引用出处的标记",
    ),
    _Sign(_FORMULA, _plain_formula, "formula", "公式标记，改为普通符号"),
    _Sign(
        re.compile(r"\^([\d+\-n]{1,4})\^"),
        lambda match: match[1].translate(_SUPERSCRIPTS),
        "formula",
        "上标标记，改为上标字符",
    ),
    _Sign(
        re.compile(r"(?<=[A-Za-z])~(\d{1,3})~"),
        lambda match: match[1].translate(_SUBSCRIPTS),
        "formula",
        "下标标记，改为下标字符",
    ),
    _Sign(
        re.compile(r"(?<=[mM米])\^([23])(?!\d)|(?<=10)\^(\d{1,2})"),
        lambda match: (match[1] or match[2]).translate(_SUPERSCRIPTS),
        "formula",
        "上标标记，改为上标字符",
    ),
)
_STARTS: Final = _Sign(_BULLET, _nothing, "sign", "项目符号", in_rows=False)


def without_signs(text: str, *, row: bool = False) -> tuple[str, tuple[Change, ...]]:
    """`text` without what is no writing, and what became of each sign.

    A `row` of a table keeps its ticks and bullets: there they are what it says.
    """
    changes: list[Change] = []
    for sign in _SIGNS:
        text = _replaced(text, sign, changes)
    opening = _BULLET.match(text)
    if opening and not row:
        changes.append(Change(opening[0].strip(BLANKS), "", _STARTS.message, _STARTS.code))
        text = text[opening.end() :]
    return text, tuple(changes)


def _replaced(text: str, sign: _Sign, changes: list[Change]) -> str:
    def put(match: re.Match[str]) -> str:
        new = sign.replace(match)
        if new != match[0]:
            changes.append(Change(match[0].strip(), new, sign.message, sign.code))
        return new

    return sign.pattern.sub(put, text)
