"""Words that are often mistyped in official prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fireoffice.docs.lint.bases import usual
from fireoffice.docs.lint.model import LineRule, Rule, Severity, Spot
from fireoffice.docs.manuscript import Role

_BASIS: Final = usual("《现代汉语词典》")
_SLIPS: Final = {
    "布署": "部署",
    "按装": "安装",
    "通迅": "通讯",
    "防碍": "妨碍",
    "既使": "即使",
    "帐户": "账户",
    "台帐": "台账",
    "反应问题": "反映问题",
    "迫不急待": "迫不及待",
    "一如继往": "一如既往",
    "按步就班": "按部就班",
    "竣工验受": "竣工验收",
    "灭火气": "灭火器",
    "消防拴": "消防栓",
    "消火拴": "消火栓",
}
"""The slip and the word that is meant. Words that are right in some sentence do not belong here."""

_DOUBTFUL: Final = {"执法量": "“执法量”疑有漏字（执法质量、执法数量），请核对。"}
_PATTERN: Final = re.compile("|".join([*_SLIPS, *_DOUBTFUL]))
_ENDING: Final = re.compile(
    r"截止(?=\s*(?:\d{1,4}\s*(?:[年月日时点:：.]|/\d)|[一二三四五六七八九十〇○零]{1,4}[年月日]|"
    r"目前|今[年天日]|去年|前年|昨[天日]|当[前日天]|本[年月周季]|上[年月周个季半]|这个月|年[底末中]|月[底末]|"
    r"发稿|现在|此时|统计))"
    r"|截至(?=(?:日期|时间|时限|期限|时刻)|日(?!前)|\s*(?:[。；，、）]|$))"
)


def _slips(_role: Role, text: str) -> Iterator[Spot]:
    for match in _PATTERN.finditer(text):
        word = match[0]
        if word in _DOUBTFUL:
            yield Spot(_DOUBTFUL[word], match.start(), match.end())
        else:
            message = f"“{word}”疑为“{_SLIPS[word]}”之误。"
            yield Spot(message, match.start(), match.end(), _SLIPS[word])


def _up_to(_role: Role, text: str) -> Iterator[Spot]:
    """截止 (to end) for 截至 (up to a time), and the other way round."""
    for match in _ENDING.finditer(text) if "截" in text else ():
        new = "截至" if match[0] == "截止" else "截止"
        sense = "“截至”后面接时间" if new == "截至" else "“截止”是到期停止，后面不接时间"
        message = f"这里的“{match[0]}”通常写成“{new}”：{sense}。"
        yield Spot(message, match.start(), match.end(), new)


RULES: Final[tuple[Rule, ...]] = (
    LineRule("up-to", "截止与截至", Severity.WARNING, _BASIS, _up_to),
    LineRule("wording", "疑似错字漏字", Severity.HINT, _BASIS, _slips),
)
