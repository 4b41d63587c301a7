"""The demands of a clause: who is asked, by when, and what is to be handed in.

Found by the words that official prose uses for it. It proposes; a person decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from fireoffice.domain.text import compact

_BODY: Final = (
    r"(?:村（居）委会?|居（村）委会?|村（居）|居（村）|村（社区）|社区（村）|村居|居委会|村委会|居委|"
    r"街道|社区|派出所|微型消防站|消防站|卫生院|小学校|小学|中学|学校|幼儿园|医院|委员会|安委会|消安委|"
    r"指挥部|领导小组|工作专班|政府|办事处|大队|支队|中队|消防队|中心|有限公司|公司|企业|物业|办公室|"
    r"分局|局|科室|处室|部门|(?<![干全内外])部|单位|网格|站所|办|站|(?<!场)所|村|科|(?<![之到])处)(?:（[一-鿿]{2,10}）)?"
)
_ONE: Final = rf"[^\W\d_由]{{0,14}}?{_BODY}"
_SOME: Final = r"(?:[一-鿿]{2,8}、){1,8}[一-鿿]{2,8}等(?:有关)?(?:部门|单位|镇级部门)"
_DUTY: Final = (
    r"(?:要|应|须|必须|负责|牵头|具体|会同|配合|协助|分类|分别|每|按|于|在|将|持续|积极|定期|依法|严格|组织|"
    r"落实|纳入|上报|报送|指导(?!下)|开展|建立|健全|完善|做好|结合|根据|主动|加强|制定|协调|统筹|认真|全面|立即|"
    r"及时|对|作|拟定|承担|推动|督促|明确|安排|汇总|填报|抓好|作为)"
)
_AT_PHRASE: Final = (
    r"(?:\A|(?<=[，。；：！？、（\n由]))\s*(?:但|请|由|督促|要求|指导|组织|此后请|推动)?"
)
# No repetition of names in one pattern: 和 is a sign of names too, and trying them all never ends.
_ACTING: Final = re.compile(rf"{_AT_PHRASE}(?P<names>{_SOME}|{_ONE}(?:[和及与]{_ONE})?)(?={_DUTY})")
_LISTED: Final = re.compile(rf"{_AT_PHRASE}(?P<names>{_ONE})、\Z")
_NAMED: Final = re.compile(
    r"(?:责任|牵头|配合|主办|协办|承办|实施|落实|主管)(?:单位|部门|科室|领导|人)\s*[：:]\s*"
    r"(?P<names>(?:[^（）()。；;\n]|（[^（）\n]{1,12}）){2,200})"
)
_NAMES_ALONE: Final = re.compile(rf"{_ONE}(?:[、和及与]{_ONE})*。?")
_NO_NAME: Final = re.compile(
    r"[的了是不其]|^(?:[随到此何多每单几别尽快]{1,2}处\Z|[主承协首同联]办\Z|[大局全]部\Z|"
    r"部门\Z|单位\Z|政府\Z|也|协同|对|为|向|将|以|从|并|及|在|按|让|使|如|因|各项|所有|通过|根据|结合|充分|加强|加大|强化|"
    r"完善|落实|建立|健全|深化|实现|集中|开展|推进|推动|做好|严格|严禁|全面|进一步|认真|切实|积极|突出|"
    r"坚持|优化|拓展|深入|明确|制定|定期|发动|鼓励|引导|协助|配合|联合|会同|提升|提高|督促|组织|指导|要|"
    r"重点|共同|有序|规范|依法|主动|及时|其中|同时|发现|召开|参加|负责|牵头|有)"
)
_NAMED_PAPER: Final = re.compile(r"《[^《》]*》")
_LONGEST_NAME: Final = 40
_LONGEST_LIST: Final = 20
_WHOLE: Final = re.compile(r"(?:等(?:有关)?(?:部门|单位|镇级部门))$")

_DIGITS: Final = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_DAY: Final = (
    r"(?:(?:\d{4}|今|本|当|明|次)年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月"
    r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号]|底|末|初|[上中下]旬)?"
)
_WEEKDAY: Final = r"(?:周|星期)[一二三四五六日天]"
_TIMES: Final = rf"(?:(?:至少|不少于|不低于)?(?:开展|进行|组织|召开)?(?:不少于|至少)?{_DIGITS}次)?"
_DEADLINE: Final = re.compile(
    "|".join(
        (
            (
                rf"每(?:半年|半月|两周|两月|年|季度|季|月|周|旬|日|天|学期)(?:度)?(?:的)?"
                rf"(?:{_DAY}|末月\d{{0,2}}[日号]?|最后一个?(?:{_WEEKDAY}|工作日|天|月)|"
                rf"第{_DIGITS}个?(?:{_WEEKDAY}|工作日)|\d{{1,2}}[日号]|末|底|初|{_WEEKDAY})?"
                rf"(?:之前|以前|前)?(?:（[^（）]{{0,24}}日[^（）]{{0,8}}）)?{_TIMES}"
            ),
            rf"{_DAY}(?:之前|以前|前)",
            rf"(?:截至|截止到?){_DAY}",
            r"(?:\d{4}年|今年|本年|当年)(?:底|末)(?:之前|以前|前)?",
            r"(?:年|本?季度?|本?月|当月|本?周)(?:底|末)(?:之前|以前|前)",
            r"(?:\d{4}年|今年|本年|当年|年)内",
            rf"(?:本周|下周|{_WEEKDAY})(?:{_WEEKDAY}|[一二三四五六日])?前",
            rf"(?:自?[^，。；]{{0,12}}之日起)?{_DIGITS}个?(?:工作日|自然日|日|天|小时|月|周|年)(?:之内|以内|内)",
            r"(?<![\d年])(?:日|周|月|季|年)(?:调度|通报|考评|考核|报告|研判|例会|小结|报送)",
            r"(?:按|逐)(?:日|周|月|季度?|年)(?=[报通汇调上])",
        )
    )
)

_HAND: Final = r"(?:更新报送|汇总报送|书面报送|报送|上报|提交|填报|反馈|报备|抄报|呈报)"
_TITLES: Final = r"《[^《》]{2,60}》(?:[、和及]?《[^《》]{2,60}》)*"
_TO: Final = r"(?:(?:至|到|给|送)(?P<to>[^，。；：！？\n]{2,30}))?"
_HANDED: Final = (
    re.compile(
        rf"将(?P<what>[^，。；！？\n]{{2,60}}?)(?:及时|按时|同时|一并|统一)?"
        rf"(?:{_HAND}|(?<![通汇警情申填预])报(?=[镇乡区县市街党安消应至到给送])|送(?=[至到交])|交(?=[至到给]))"
        rf"(?:至|到|给|送|交)?(?P<to>[^，。；：！？\n]{{2,30}})?"
    ),
    re.compile(rf"{_HAND}(?P<what>{_TITLES}){_TO}"),
    re.compile(
        rf"(?:向(?P<whom>[^，。；！？\n]{{2,20}}?))?(?:及时|按时|按要求)?{_HAND}"
        rf"(?P<what>(?!的)[^，。；：！？\n至到给]{{2,60}}){_TO}"
    ),
)


@dataclass(frozen=True, slots=True)
class Submission:
    """Something that is to be handed in, and to whom ("" where that is not said)."""

    what: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class Demand:
    """A demand: who is asked, by when, and what they hand in, in the words of the text."""

    subjects: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    submissions: tuple[Submission, ...] = ()


def find_demand(text: str, heading: str = "") -> Demand:
    """The demand in `text`, a clause with its `heading` but without its label."""
    return Demand(
        _subjects(text, heading),
        tuple(dict.fromkeys(match[0] for match in _DEADLINE.finditer(text))),
        _submissions(text),
    )


def _subjects(text: str, heading: str) -> tuple[str, ...]:
    names: list[str] = []
    bare = heading.strip().rstrip("。")
    if _NAMES_ALONE.fullmatch(bare) and not _NO_NAME.search(bare) and len(bare) <= 30:
        names += _split(bare)
    # The titles of papers name bodies that are not asked for anything here.
    text = _NAMED_PAPER.sub(lambda match: "《》".ljust(len(match[0]), "》"), text)
    found = [*_ACTING.finditer(text), *_NAMED.finditer(text)]
    for match in sorted(found, key=lambda one: one.start()):
        if match.re is _NAMED:
            names += _split(match["names"], told=True)
            continue
        inside = text[max(0, match.start("names") - 1)] == "、"
        if inside and _WHOLE.search(match["names"]):
            continue
        names += _listed(text, match.start("names")) if inside else []
        names += _split(match["names"])
    return tuple(dict.fromkeys(name for name in names if len(name) > 1))


def _split(names: str, *, told: bool = False) -> list[str]:
    """The single names in a list of them; 「应急、民政等部门」 is one."""
    names = compact(names)
    if not told and _WHOLE.search(names):
        return [] if _NO_NAME.search(names) else [names]
    if told:
        # A comma slipped into a name leaves too little in front of it to be one.
        names = re.sub(r"(?<![^、，,])([一-鿿])[，,](?=[一-鿿])", r"\1", names)
    pieces = re.split(r"[、，,]", names)
    if not told:
        pieces = [single for piece in pieces for single in _parted(piece)]
    return [piece for piece in pieces if len(piece) > 1 and (told or not _NO_NAME.search(piece))]


def _listed(text: str, end: int) -> list[str]:
    """The names that a list gives ahead of the one that begins at `end`."""
    names: list[str] = []
    while len(names) < _LONGEST_LIST:
        begin = max(0, end - _LONGEST_NAME)
        match = _LISTED.search(text[begin:end])
        if match is None or _NO_NAME.search(match["names"]):
            break
        names.insert(0, match["names"])
        end = begin + match.start("names")
    return names


def _parted(piece: str) -> list[str]:
    """The two names that 和 joins, where both sides are names of bodies."""
    sides = re.split(r"[和及与]", piece)
    return sides if all(re.fullmatch(_ONE, side) for side in sides) else [piece]


def _submissions(text: str) -> tuple[Submission, ...]:
    found: list[Submission] = []
    taken: list[tuple[int, int]] = []
    for pattern in _HANDED:
        for match in pattern.finditer(text):
            if any(match.start() < end and begin < match.end() for begin, end in taken):
                continue
            taken.append(match.span())
            groups = match.groupdict()
            to = groups.get("to") or groups.get("whom") or ""
            found.append(Submission(match["what"].strip(), to.strip()))
    return tuple(dict.fromkeys(found))
