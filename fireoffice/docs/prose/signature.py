"""The places of 署名 and 成文日期, and who signs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from fireoffice.docs.manuscript import Role
from fireoffice.docs.prose.annexes import ATTACHMENT
from fireoffice.docs.prose.source import SourceLine
from fireoffice.docs.prose.title import names_document
from fireoffice.domain.dates import DATE_PATTERN, is_unfinished_date, looks_like_date
from fireoffice.domain.labels import find_label
from fireoffice.domain.text import compact

_NOTE: Final = re.compile(r"[（(](?:此件|联系人|联系电话|公开)[^（）()]{0,80}[）)]")
_PRINTS: Final = re.compile(r"印发|转发|批转")
_POST_AND_NAME: Final = re.compile(
    r"(?P<post>[一-鿿]{1,16}(?:长|书记|主任|主席|代表|委员|总理|总指挥|经理|会长))[ \u3000]"
    r"(?P<name>[一-鿿·]{2,6}|[一-鿿][ \u3000][一-鿿])"
)
SEVERAL: Final = re.compile(r"[ \u3000]{2,}|\t+")
"""The gap between several names, or a name and a post, on one line."""

_BODY: Final = re.compile(
    r"(?:政府|委员会|委|办公室|办事处|办|局|厅|部|院|队|中心|站|所|处|会|公司|学校|小学|中学|"
    r"大学|医院|社|团|组|党委|支部|分局|银行|集团|厂|村|社区|镇|乡|指挥部|超市|商场|酒店|宾馆|幼儿园)$"
)
_CLOSING_PHRASE: Final = re.compile(
    r"特?此(?:通知|通报|报告|函告|函复|批复|公告|通告|致|令|请)|附件|抄送"
)
_SIGNED_AND_DATED: Final = re.compile(
    rf"(?P<names>\S.*?)[ \u3000\t]+(?P<date>{DATE_PATTERN.pattern})$"
)
_SEAL: Final = re.compile(
    r"[ \u3000]*[（(\[【]\s*(?:此处|加)?(?:加?盖|用)?(?:章|公章|印章|印|签章|电子章|电子公章|"
    r"代章|盖章处|签字盖章|盖章签字|签名盖章)\s*[）)\]】]"
)
_DATE_LABEL: Final = re.compile(r"^\s*(?:成文|发文|落款|签发)?日\s*期\s*[：:]\s*")
_LONGEST_NAME: Final = 40
_LONGEST_SIGNATURE: Final = 160
_MOST_NAMES: Final = 10
_SHORTEST_BODY: Final = 3


def date_in(text: str) -> str:
    """`text` without what may stand beside a date: 日期：, （盖章）."""
    return _DATE_LABEL.sub("", without_seal(text)[0]).strip()


def without_seal(text: str) -> tuple[str, str]:
    """`text` without （盖章） and the like, and what was taken off."""
    marks = "".join(_SEAL.findall(text))
    return (_SEAL.sub("", text), marks) if marks else (text, "")


def find_signature(lines: Sequence[SourceLine], start: int) -> tuple[int, int]:
    """The indexes of 署名 and of the line after 成文日期; the number of lines twice for none.

    What the text calls its 落款 comes first. A date signed by a body comes before one below any
    other name, and that before a date alone, which ends the text or stands where only a date of
    writing does: dates also stand in the body.
    """
    told = next((at for at in range(start, len(lines)) if _is_told(lines[at])), None)
    dated = [at for at in range(start, len(lines)) if is_dated(lines[at].text)]
    if told is not None:
        end = next((at + 1 for at in dated if at >= told), None)
        only_dated = lines[told].told is Role.DATE and not signed_and_dated(lines[told].text)
        first = _names_above(lines, start, told) if only_dated else told
        return first, end or min(told + 1, len(lines))
    alone = next((at for at in dated if _ends_the_text(lines, start, at)), len(lines))
    signed_by: tuple[Callable[[str], bool], ...] = (is_body, is_name)
    for is_signer in signed_by:
        for index in dated:
            joined = signed_and_dated(lines[index].text)
            above = lines[index - 1].text if index > start else ""
            signer = joined["names"] if joined else above
            if index > alone:
                break
            if signer and is_signer(without_seal(signer)[0]):
                return _names_above(lines, start, index), index + 1
    if alone < len(lines):
        return alone, alone + 1
    last = len(lines) - 1
    if dated and dated[-1] == last:
        return last, len(lines)
    if last >= start and last > 0 and is_body(without_seal(lines[last].text)[0]):
        return last, len(lines)
    return len(lines), len(lines)


def _ends_the_text(lines: Sequence[SourceLine], start: int, at: int) -> bool:
    """True if the date at `at`, which nobody signs, ends the text that begins at `start`.

    It stands at the right, or an attachment, a 附注 or the printed document begins below it.
    """
    line = lines[at]
    if not looks_like_date(line.text) or at == start or at + 1 == len(lines):
        return False
    below = lines[at + 1].text
    if ATTACHMENT.fullmatch(below) or _NOTE.fullmatch(below):
        return True
    if line.look is not None and line.look.apart:
        return True
    prints = any(_PRINTS.search(one.text) for one in lines[:at])
    return prints and lines[at - 1].text.endswith("。") and names_document(below)


def _is_told(line: SourceLine) -> bool:
    return line.told in {Role.SIGNATURE, Role.DATE}


def is_dated(text: str) -> bool:
    """True if a line is a date, be it finished or not, or a name with a date beside it."""
    bare = date_in(text)
    return looks_like_date(bare) or is_unfinished_date(bare) or signed_and_dated(text) is not None


def signed_and_dated(text: str) -> re.Match[str] | None:
    """A line that has both a name and a date, parted by blanks."""
    match = _SIGNED_AND_DATED.fullmatch(text) if len(text) <= _LONGEST_SIGNATURE else None
    return match if match and is_name(match["names"]) and "\t\t" not in text else None


def _names_above(lines: Sequence[SourceLine], start: int, index: int) -> int:
    """The first of the lines above `index` that are names of a signature."""
    first = index
    while first > start and index - first < _MOST_NAMES:
        text = without_seal(lines[first - 1].text)[0]
        if not (is_body(text) or (first == index and is_name(text))):
            break
        first -= 1
    return first


def is_name(text: str) -> bool:
    """True if `text` is short and bare enough to be a name that signs."""
    bare = compact(text)
    return (
        1 < len(bare) <= _LONGEST_NAME
        and not re.search(r"[。，；：！？、,;:!?]", bare)
        and find_label(text) is None
        and not _CLOSING_PHRASE.match(bare)
        and "\t" not in text
    )


def is_body(text: str) -> bool:
    """True if `text` is the name of a body, or of several on one line."""
    return is_name(text.replace("\t", "\u3000\u3000")) and all(
        _BODY.search(compact(piece)) for piece in SEVERAL.split(text) if piece.strip()
    )


def names_in(text: str) -> tuple[str, ...]:
    """The names that a line of a signature holds, as they are printed."""
    if match := _POST_AND_NAME.fullmatch(text.strip()):
        return (f"{match['post']}\u3000{compact(match['name'])}",)
    pieces = [piece for piece in SEVERAL.split(text) if piece]
    parted = text.split()
    if len(parted) > 1 and all(is_body(piece) and len(piece) > _SHORTEST_BODY for piece in parted):
        return tuple(parted)
    if len(pieces) > 1 and not all(_BODY.search(compact(piece)) for piece in pieces):
        # 「镇长　　王某某」 and a name spread over the line stay together.
        spread = all(len(piece) == 1 for piece in pieces)
        pieces = ["".join(pieces) if spread else "\u3000".join(map(compact, pieces))]
    return tuple(piece if "\u3000" in piece else compact(piece) for piece in pieces)
