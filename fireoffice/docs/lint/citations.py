"""Rules that a paper cites, held against its own date: repealed ones, and those not yet in force.

Which rules hold when is data (`resources/citations/rules.toml`), not code.
"""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from fireoffice.core.errors import EnvironmentProblem
from fireoffice.core.paths import resource
from fireoffice.docs.lint.bases import regulation
from fireoffice.docs.lint.model import PaperRule, Rule, Severity, Spot
from fireoffice.docs.manuscript import Manuscript
from fireoffice.domain.dates import format_date

_SHIPPED: Final = "citations/rules.toml"
_BASIS: Final = regulation("第十九条第一项")
_KEYS: Final[Mapping[str, type]] = {
    **dict.fromkeys(("name", "number", "successor", "before", "basis"), str),
    **dict.fromkeys(("from", "until"), date),
    "year": int,
}
_SENTENCE: Final = re.compile(r"[^。；！？]*[。；！？]?")
_ENDED: Final = re.compile(
    r"废止|停止执行|失效|不再(?:执行|适用|使用)|[代替取]{2}|修订|修正|原《|旧版"
)
_COMING: Final = re.compile(
    r"起(?:施行|实施|执行|生效)|(?:施行|实施|生效|执行)(?:前|后|之前|之日|以前)|将于|即将|宣传|学习|宣贯|"
    r"征求意见|发布|公布|颁布"
)
_MONTH: Final = re.compile(r"((?:19|20)\d\d)年(?:(\d{1,2})月)?")
_YEARS: Final = re.compile(r"(?:19|20)\d\d")
_BEHIND: Final = re.compile(r"\s*[（(]([^（）()]{0,40})[）)]")
_BEFORE: Final = re.compile(r"((?:19|20)\d\d)年(?:版|修[订正]|施行)?的?$")
_DASHES: Final = r"\s*[-—–－]\s*"


@dataclass(frozen=True, slots=True)
class CitedRule:
    """One rule, or one wording of it, from its first to its last day (None: open)."""

    name: str = ""
    number: str = ""
    year: int = 0
    first: date | None = None
    last: date | None = None
    successor: str = ""
    before: str = ""
    basis: str = ""

    def told_on(self, day: date) -> str:
        """The fault of citing the rule in a paper of `day`; empty where there is none."""
        called = f"《{self.name}》" if self.name else self.number
        called += f"（{self.year}年）" if self.year else ""
        if self.last and day > self.last:
            end = f"{called}到{format_date(self.last)}为止有效"
            after = f"现行的是{self.successor}" if self.successor else "已经废止"
            return f"{end}，{after}，请核对引用的依据。"
        if self.first and day < self.first:
            after = f"，当时有效的是{self.before}" if self.before else ""
            return f"{called}从{format_date(self.first)}起施行，成文时还没有生效{after}，请核对。"
        return ""


@lru_cache(maxsize=4)
def cited_rules(file: Path | None = None) -> tuple[CitedRule, ...]:
    """The rules in `file` (None: the shipped one).

    Raises `EnvironmentProblem` for a file that does not say rules.
    """
    file = file or resource(_SHIPPED)
    try:
        entries = tomllib.loads(file.read_text(encoding="utf-8"))["rule"]
        return tuple(_entry(entry) for entry in entries)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise EnvironmentProblem(
            f"依据时效表 {file.name} 写得不对：{error}。", "请照文件开头的说明改正。"
        ) from error


def _entry(entry: Mapping[str, Any]) -> CitedRule:
    called = entry.get("name") or entry.get("number") or "没有名称的一条"
    for key, value in entry.items():
        if type(value) is not _KEYS.get(key):
            raise ValueError(f"“{called}”的 {key} 不认识，或写法不对")
    if not (entry.get("name") or entry.get("number")) or not (entry.keys() & {"from", "until"}):
        raise ValueError(f"“{called}”缺少名称（name、number）或起止日期（from、until）")
    others = {key: value for key, value in entry.items() if key not in {"from", "until"}}
    return CitedRule(first=entry.get("from"), last=entry.get("until"), **others)


def _out_of_force(manuscript: Manuscript) -> Iterator[Spot]:
    day = manuscript.dated or manuscript.fields.printed_on
    if day is None:
        return
    for index, line in enumerate(manuscript.lines):
        for begin, end, message in _in_line(line.text, day):
            yield Spot(message, begin, end, place=index, text=line.text)


@lru_cache(maxsize=4096)
def _in_line(text: str, day: date) -> tuple[tuple[int, int, str], ...]:
    if not _pattern().search(text):
        return ()
    found: dict[str, tuple[int, int, str]] = {}
    for sentence in _SENTENCE.finditer(text):
        for rule, begin, end in _cited(sentence[0]):
            message = rule.told_on(day)
            rest = sentence[0][:begin] + sentence[0][end:]
            if message and not _speaks_of_it(rule, rest, begin, day):
                what = rule.successor or rule.before or message
                place = sentence.start() + begin, sentence.start() + end
                found.setdefault(what, (*place, message))
    return tuple(found.values())


def _cited(text: str) -> Iterator[tuple[CitedRule, int, int]]:
    """Each rule that `text` cites, with the characters that do: its name, year and number."""
    for rule in cited_rules():
        for match in _called(rule).finditer(text):
            behind = _BEHIND.match(text, match.end())
            before = _BEFORE.search(text, 0, match.start())
            years = _YEARS.findall(behind[1]) if behind else []
            years = years[-1:] or ([before[1]] if before else [])
            if rule.year and years != [str(rule.year)]:
                continue
            if behind and _is_another(rule, match[0], behind[1]):
                continue
            begin = before.start() if before and rule.year else match.start()
            yield rule, begin, behind.end() if behind else match.end()


def _is_another(rule: CitedRule, cited: str, behind: str) -> bool:
    """True if the number behind 《…》 is that of another rule which has the name as well."""
    if rule.year or not rule.number or not cited.startswith("《"):
        return False
    return _YEARS.search(behind) is not None and _number(rule).search(behind) is None


def _speaks_of_it(rule: CitedRule, rest: str, place: int, day: date) -> bool:
    """True if the sentence is about the rule's end or beginning, or what was done under it."""
    if rule.last is None or day <= rule.last:
        return _COMING.search(rest) is not None
    if _ENDED.search(rest) or rest[:place].endswith("原"):
        return True
    return any(_ends(match) <= rule.last for match in _MONTH.finditer(rest))


def _ends(match: re.Match[str]) -> date:
    """The last day of a year, or of a month, that is named."""
    month = min(max(int(match[2] or 12), 1), 12)
    return date(int(match[1]), month, monthrange(int(match[1]), month)[1])


@lru_cache(maxsize=256)
def _called(rule: CitedRule) -> re.Pattern[str]:
    forms = [rf"《(?:中华人民共和国)?{re.escape(rule.name)}》"] if rule.name else []
    return re.compile("|".join([*forms, _number(rule).pattern] if rule.number else forms))


@lru_cache(maxsize=256)
def _number(rule: CitedRule) -> re.Pattern[str]:
    """The number as people type it: blanks, dashes and brackets of any kind."""
    signs = [
        {" ": r"\s*", "-": _DASHES, "〔": r"\s*[〔﹝\[［【(（]", "〕": r"[〕﹞\]］】)）]\s*"}.get(
            sign, re.escape(sign)
        )
        for sign in rule.number
    ]
    return re.compile(rf"(?<![A-Za-z\d]){''.join(signs)}(?!\d)")


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """A pattern found in every line that cites a rule, to pass over most lines at once."""
    return re.compile("|".join(_called(rule).pattern for rule in cited_rules()))


RULES: Final[tuple[Rule, ...]] = (
    PaperRule("cited-rule", "引用的依据失效或尚未施行", Severity.WARNING, _BASIS, _out_of_force),
)
