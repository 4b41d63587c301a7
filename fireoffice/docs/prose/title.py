"""The end of a title, and the way its lines belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from fireoffice.docs.manuscript import Role
from fireoffice.docs.prose.source import SourceLine
from fireoffice.domain.dates import DATE_PATTERN
from fireoffice.domain.labels import find_label
from fireoffice.domain.text import compact, kind_of

_ISSUER: Final = re.compile(
    r"(?P<issuer>[^《》]{4,40}?)(?:关于|(?:印发|转发|批转|发布|公布|颁布|废止|修改)《)"
)
_MOST_LINES: Final = 6
_LONGEST_LINE: Final = 60
_LONGEST_TITLE: Final = 200
_SMALLEST_TITLE: Final = 36
"""The least size of a title, in half-points: 小二, for those who find 二号 too large."""
_AUTHORS_BREAK: Final = re.compile(r"[ \u3000\xa0]{2,}|\u3000")
_DOCUMENT_KINDS: Final = re.compile(
    r"(?:方案|办法|意见|规定|计划|要点|预案|细则|制度|清单|名单|公约|规划|总结|安排|标准|守则|章程|条例|"
    r"规则|指南|规程|分工|职责|纲要|措施|倡议书?|登记表|统计表|汇总表|花名册|台账|表|"
    r"(?:通知|告知|决定|意见|建议|承诺|责任|保证|协议|申请|委托|公开|说明|报告|邀请|移交|催告|处罚|督办|警示)[书信单函]|"
    r"任务单|提醒函|公示|告示|启事|简报|须知|提示|提醒|警示|样式|样表|模板|范本|示例|流程图?|名册|手册|明细|目录|讲话|"
    r"发言|台帐|会议议程|议程|日程|课件|回执|令|[要动]态|情况)"
    r"(?:[（(][^（）()]*[）)])?[》”]?$"
)
_SENTENCE: Final = re.compile(
    r"如下|以下|下列|现将|特此|为了?(?!民)[^、，]{1,40}，|予以|决定|按照|根据|依据|遵照|鉴于|由于|近期|近日|近年|目前|"
    r"同意|要求|研究(?:决定|，)|开展|签订|制定|组成人员|通告|公告|注意|做到|严禁|禁止|(?:事项|情况|内容|问题|措施|任务|如何)[：:]$"
)
_FORM_LABEL: Final = re.compile(
    r"(?:.{0,10}(?:名称|姓名|地址|时间|地点|日期|电话|编号|签字|签名|签章|盖章|职务|性别|年龄|"
    r"住址|负责人|联系人|检查人|经办人|签收人|送达人|见证人|承诺人|责任人|目的|目标|主题|备注|"
    r"说明|主持人?|记录人?|出席|列席|缺席|请假|参加人员|参会人员|议题|内容|范围|对象|要求|附件|附|甲方|"
    r"乙方|丙方|抄送|方式|方法|程序|步骤|标准|依据|原因|事由|意见|结论|公式)"
    r"|(?:常务|第一)?副?(?:主任|组长|成员|队长|委员|指挥|指挥长|站长)"
    r"|(?:被检查|受检查?|检查|责任|填报|报送|制表|主办|承办|协办|牵头|配合|填表|成员)(?:单位|部门|人))"
)
_SAYS: Final = re.compile(
    r"(?:郑重|一致|共同|特|特此|自愿|谨|现)?(?:承诺|声明|倡议|约定|保证|宣誓|议定|指出|强调|表示|认为)$"
)
"""Ends of a sentence that says something, and addresses nobody."""
_ADDRESSED: Final = ("各", "全体", "有关", "广大", "尊敬", "亲爱")
_LABELLED: Final = re.compile(r"[一-鿿][一-鿿\u3000 ]{0,10}[：:]\s*\S")
ATTACHMENT_NUMBER: Final = (
    r"(?:[\d０-９]{1,2}(?:[-—－][\d０-９]{1,2})?|[一二三四五六七八九十]{1,3})"
)
_ATTACHMENT: Final = re.compile(
    rf"[【\[（(]?附\s*[件表图录]?\s*(?:{ATTACHMENT_NUMBER})?\s*[】\]）)]?\s*[：:]?\s*$"
)
_BRACKETED: Final = re.compile(r"[（(](?![一二三四五六七八九十\d]+[）)])[^（）()]{1,80}[）)]")
_PART_OF_TITLE: Final = re.compile(
    r"[（(](?:试行|暂行|修订|修正|征求意见|送审|讨论|草案|初稿|第.{1,4}版)"
)


def is_prose(text: str) -> bool:
    """True if `text` reads as a sentence, a clause, a table row or a date, never as a title."""
    return (
        "\t" in text
        or (len(text) > _LONGEST_LINE and not _is_long_title(text))
        or text[-1] in "。；！？，;"
        or "。" in text
        or find_label(text) is not None
        or DATE_PATTERN.fullmatch(text) is not None
    )


def _is_long_title(text: str) -> bool:
    """True if a line longer than any phrase is a title all the same: 关于转发《…》的通知."""
    return (
        len(text) <= _LONGEST_TITLE
        and "关于" in text
        and bool(kind_of(text))
        and not re.search(r"[；：:]", text)
    )


def is_address(text: str) -> bool:
    """True if `text` can be 主送机关: names that end with a colon, no sentence or document."""
    if text[-1] not in "：:" or "。" in text or find_label(text) or _ATTACHMENT.match(text):
        return False
    bare = compact(text).rstrip("：:")
    if re.search(r"[；！？：:《]", bare):
        return False
    if _SAYS.search(bare):
        return False
    if _FORM_LABEL.fullmatch(bare) and not bare.startswith(_ADDRESSED):
        return False
    return _SENTENCE.search(compact(text)) is None


def title_length(lines: Sequence[SourceLine]) -> int:
    """The number of `lines` that form the title that stands at their head; 0 where none does."""
    if not lines:
        return 0
    told = next((at for at, line in enumerate(lines) if line.told is not Role.TITLE), len(lines))
    if told:
        return told
    if lines[0].heading:
        depth = lines[0].heading
        run = 1
        while run < min(len(lines), _MOST_LINES) and lines[run].heading == depth == 1:
            run += 1
        return run
    set_apart = _set_as_title(lines)
    if set_apart:
        return set_apart
    run = 0
    for line in lines[:_MOST_LINES]:
        if line.heading or line.row or is_prose(line.text) or _ends_title(line, first=not run):
            break
        run += 1
    if run == 0:
        return 0
    if run < len(lines) and is_address(lines[run].text) and not is_prose(lines[run].text[:1]):
        return run
    for count in range(run, 0, -1):
        if names_document("".join(line.text for line in lines[:count])):
            return count
    return 1


def names_document(title: str) -> bool:
    """True if `title` ends with a 文种, or with what else a document is called."""
    joined = compact(title)
    return bool(kind_of(joined)) or _DOCUMENT_KINDS.search(joined) is not None


def _ends_title(line: SourceLine, *, first: bool) -> bool:
    """True if `line` is what stands below a title, or is no title where it stands `first`."""
    text = line.text
    labelled = _LABELLED.match(text) is not None and not names_document(text)
    if text.endswith(("：", ":")) or labelled or _ATTACHMENT.match(text):
        return True
    return not first and (line.told is not None or _is_below_title(text))


def _set_as_title(lines: Sequence[SourceLine]) -> int:
    """The number of `lines` that are set as a title is: centred, larger than text, in one size."""
    first = lines[0].look if lines else None
    if first is None or not first.centred or first.size < _SMALLEST_TITLE:
        return 0
    run = 0
    for line in lines[:_MOST_LINES]:
        look = line.look
        same = look is not None and look.centred and abs(look.size - first.size) <= 2
        sentence = line.text[-1] in "。；！？" or find_label(line.text) is not None
        if not same or sentence or (run and _is_below_title(line.text)):
            break
        run += 1
    return run


def is_bracketed(text: str) -> bool:
    """True if `text` is what stands in brackets below a title: a date, a resolution, 存根."""
    return _BRACKETED.fullmatch(text) is not None


def _is_below_title(text: str) -> bool:
    """True if `text` is 主送机关 or a 题注; （试行） on a line of its own is the title's end."""
    return (is_bracketed(text) and not _PART_OF_TITLE.match(text)) or is_address(text)


def join_title(texts: Sequence[str]) -> tuple[str, ...]:
    """The title's lines: one, unless the author broke it where a break may stay.

    A break stays between the issuer and 关于, and where the author put two blanks.
    """
    pieces = [piece for text in texts for piece in _broken(text)]
    joined: list[str] = []
    for text, wanted in pieces:
        issuer_above = bool(joined) and text.startswith("关于") and "关于" not in "".join(joined)
        if joined and not wanted and not issuer_above:
            joined[-1] += _glue(joined[-1], text) + text
        else:
            joined.append(text)
    return tuple(joined)


def issuer_in(title: str) -> str:
    """The issuer that `title` begins with, before 关于 or 印发《; empty where it does not."""
    match = _ISSUER.match(compact(title))
    return match["issuer"] if match else ""


def without_issuer(title: str) -> str:
    """`title` from 关于 on, as a file is called that carries the 发文字号 anyway."""
    return compact(title).removeprefix(issuer_in(title))


def _broken(text: str) -> list[tuple[str, bool]]:
    """The pieces of one line and whether the author wanted the break before each."""
    pieces = [piece for piece in _AUTHORS_BREAK.split(text.strip()) if piece]
    spread = all(len(piece) == 1 for piece in pieces)
    if spread or len(pieces) > 3:
        # 「通　　知」 is spread over the line, not broken.
        return [("".join(pieces), False)]
    return [(piece, index > 0) for index, piece in enumerate(pieces)]


def _glue(left: str, right: str) -> str:
    """A blank between two Latin words, nothing between Chinese."""
    return " " if left[-1:].isascii() and right[:1].isascii() and left and right else ""
