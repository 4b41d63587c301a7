"""标题 and 主送机关 (GB/T 9704-2012 §7.3.1, §7.3.2; 党政机关公文处理工作条例 arts. 9, 15)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fireoffice.docs.lint.bases import regulation, standard, usual
from fireoffice.docs.lint.model import Fix, LineRule, PaperRule, Replace, Rule, Severity, Spot
from fireoffice.docs.manuscript import PARTS, Manuscript, Role
from fireoffice.docs.paper import Format
from fireoffice.domain.text import kind_of

_TITLE: Final = regulation("第九条第七项")
_KIND: Final = regulation("第十九条第四项")
_TITLE_FORM: Final = usual("标题的写法")
_UPWARD: Final = regulation("第十五条第一项")
_TITLES: Final = frozenset({Role.TITLE, *PARTS})
_END: Final = re.compile(r"[。，；：、！？,.;:!]+\s*$")
_COLON: Final = re.compile(r"[\s：:。，；、？！,.;?!]*$")
_NAMES: Final = re.compile(r"[、，,；;]+")
_CONTACT: Final = re.compile(r"联系人|联系电话|电话")


def _without_kind(manuscript: Manuscript) -> Iterator[Spot]:
    formal = manuscript.fields.number or manuscript.recipients
    title = _END.sub("", manuscript.title)
    if formal and title and manuscript.fields.format is not Format.MINUTES and not kind_of(title):
        message = "标题末尾没有文种（通知、通报、报告、请示、函等）。"
        yield _on(manuscript, Role.TITLE, message)


def _ends_with_mark(role: Role, text: str) -> Iterator[Spot]:
    match = _END.search(text) if role in _TITLES else None
    if match and match.start():
        yield Spot("标题末尾不用标点。", match.start(), match.end(), "")


def _colon(role: Role, text: str) -> Iterator[Spot]:
    match = _COLON.search(text) if role is Role.RECIPIENTS else None
    if match and match[0] != "：":
        yield Spot("主送机关后用一个全角冒号。", match.start(), len(text), "：")


def _two_recipients(manuscript: Manuscript) -> Iterator[Spot]:
    names = [name for name in _NAMES.split(manuscript.recipients) if name.strip()]
    if manuscript.fields.kind in {"请示", "报告"} and len(names) > 1:
        kind = manuscript.fields.kind
        message = f"{kind}原则上主送一个上级机关，其他机关用抄送形式，这里主送了{len(names)}个。"
        yield _on(manuscript, Role.RECIPIENTS, message)


def _without_signer(manuscript: Manuscript) -> Iterator[Spot]:
    if manuscript.fields.kind in {"请示", "报告"} and not manuscript.fields.signers:
        message = f"{manuscript.fields.kind}是上行文，应当在版头标注签发人姓名。"
        yield Spot(message, field="signers")


def _without_contact(manuscript: Manuscript) -> Iterator[Spot]:
    told = any(_CONTACT.search(note) for note in manuscript.texts(Role.NOTE))
    if manuscript.fields.kind == "请示" and not told:
        yield Spot("请示通常在附注处写明联系人和电话。")


def _without_issuer(manuscript: Manuscript) -> Iterator[Spot]:
    fields = manuscript.fields
    # A paper on stock that carries the 标志 has its 发文字号 and says no issuer in the head.
    said = any(line.text.strip() for line in manuscript.lines)
    if said and not fields.issuers and not fields.number:
        mark = f"“{fields.suffix}”" if fields.suffix else "发文机关标志"
        message = f"没有发文机关，版头没有印{mark}；不是公文的（责任书、检查表等）可以不管。"
        yield Spot(message, field="issuers")


def _uncounted_minutes(manuscript: Manuscript) -> Iterator[Spot]:
    if manuscript.fields.format is Format.MINUTES and not manuscript.fields.number:
        yield Spot("纪要没有编号，请写上期数，如第3期。", field="number")


def _spaced_title(role: Role, text: str) -> Iterator[Spot]:
    """A title spread by blanks: 通　知."""
    bare = text.strip()
    if role in _TITLES and re.fullmatch(r"\S(?:[ \u3000]+\S)+", bare):
        joined = re.sub(r"\s", "", bare)
        yield Spot("标题的字与字之间不留空格。", 0, len(text), joined)


def _on(manuscript: Manuscript, role: Role, message: str, fix: Fix | None = None) -> Spot:
    """A finding on the first line that plays `role`."""
    place = next(index for index, line in enumerate(manuscript.lines) if line.role is role)
    text = manuscript.lines[place].text
    return Spot(message, 0, len(text), place=place, text=text, fix=fix)


def _kind_differs(manuscript: Manuscript) -> Iterator[Spot]:
    """文种 chosen for the paper, against the one that its title ends with."""
    named = kind_of(_END.sub("", manuscript.title))
    kind = manuscript.fields.kind
    if named and named != kind:
        message = f"标题的文种是“{named}”，公文要素中选的是“{kind}”。"
        change = Replace(0, kind, named, field="kind")
        yield _on(manuscript, Role.TITLE, message, Fix(f"改为“{named}”", (change,)))


RULES: Final[tuple[Rule, ...]] = (
    PaperRule("title-kind", "标题没有文种", Severity.ERROR, _TITLE, _without_kind),
    PaperRule("kind-differs", "文种与标题不符", Severity.WARNING, _KIND, _kind_differs),
    LineRule("title-mark", "标题末尾的标点", Severity.ERROR, _TITLE_FORM, _ends_with_mark),
    LineRule("title-blanks", "标题中的空格", Severity.WARNING, _TITLE_FORM, _spaced_title),
    LineRule("recipients-colon", "主送机关后的冒号", Severity.ERROR,
             standard("7.3.2"), _colon),
    PaperRule("upward-recipients", "上行文的主送机关", Severity.ERROR, _UPWARD, _two_recipients),
    PaperRule("upward-signer", "上行文的签发人", Severity.WARNING,
              standard("7.2.6"), _without_signer),
    PaperRule("request-contact", "请示的联系人", Severity.WARNING,
              usual("请示附注联系人"), _without_contact),
    PaperRule("issuer-missing", "没有发文机关", Severity.WARNING,
              standard("7.2.4"), _without_issuer),
    PaperRule("minutes-number", "纪要的编号", Severity.WARNING,
              usual("纪要按期编号"), _uncounted_minutes),
)  # fmt: skip
