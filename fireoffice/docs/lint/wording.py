"""Words that are often mistyped in official prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fireoffice.docs.lint.model import LineRule, Rule, Severity, Spot
from fireoffice.docs.manuscript import Role

_BASIS: Final = "《党政机关公文处理工作条例》第十九条（用词准确）"
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


def _slips(_role: Role, text: str) -> Iterator[Spot]:
    for match in _PATTERN.finditer(text):
        word = match[0]
        if word in _DOUBTFUL:
            yield Spot(_DOUBTFUL[word], match.start(), match.end())
        else:
            message = f"“{word}”疑为“{_SLIPS[word]}”之误。"
            yield Spot(message, match.start(), match.end(), _SLIPS[word])


RULES: Final[tuple[Rule, ...]] = (
    LineRule("wording", "疑似错字漏字", Severity.HINT, _BASIS, _slips),
)
