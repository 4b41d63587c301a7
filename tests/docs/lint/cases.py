"""For every rule a paper that breaks it and one that does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from fireoffice.docs.manuscript import Fields, Line, Manuscript, Role
from fireoffice.docs.paper import Format
from fireoffice.docs.prose.source import Mend
from fireoffice.docs.word import (
    Place,
    RuleFacts,
    RunFacts,
    SectionFacts,
    WordDocument,
    WordParagraph,
)
from fireoffice.docs.word.document import DocumentReading

BODY = "各村（居）要认真开展火灾隐患排查。"
FIELDS = Fields(
    issuers=("邻鄂镇人民政府",),
    number="邻鄂府发〔2021〕38号",
    copies_to="区应急管理局",
    printed_by="邻鄂镇党政办公室",
    printed_on=date(2021, 4, 1),
)
HEAD = (
    Line(Role.TITLE, "关于做好消防工作的通知"),
    Line(Role.RECIPIENTS, "各村（居）："),
)
CLOSING = (Line(Role.SIGNATURE, "邻鄂镇人民政府"), Line(Role.DATE, "2021年4月1日"))


@dataclass(frozen=True)
class Case:
    """What breaks a rule, and what is like it and does not."""

    wrong: DocumentReading
    right: DocumentReading


def said(manuscript: Manuscript) -> DocumentReading:
    """A reading of nothing but a manuscript."""
    texts = tuple(line.text for line in manuscript.lines)
    return DocumentReading(manuscript, (), None, texts, tuple(range(1, len(texts) + 1)))


def paper(*lines: Line | str, **fields: object) -> DocumentReading:
    """A right paper with these lines for its body (a bare text plays 正文)."""
    body = tuple(Line(Role.TEXT, one) if isinstance(one, str) else one for one in lines)
    wanted = replace(FIELDS, **fields)  # type: ignore[arg-type]
    return said(Manuscript(wanted, (*HEAD, *(body or (Line(Role.TEXT, BODY),)), *CLOSING)))


def _text(wrong: str, right: str) -> Case:
    return Case(paper(wrong), paper(right))


def _line(role: Role, wrong: str, right: str) -> Case:
    """The line of that role that every paper has, in two ways."""
    return Case(_with(role, wrong), _with(role, right))


def _with(role: Role, text: str) -> DocumentReading:
    lines = paper().manuscript.lines
    changed = tuple(Line(role, text) if line.role is role else line for line in lines)
    return said(Manuscript(FIELDS, changed))


def _of_kind(kind: str, *lines: Line | str, recipients: str = "区人民政府：", **fields: object):  # noqa: ANN202
    reading = paper(*lines, kind=kind, **fields)
    head = (Line(Role.TITLE, f"关于消防工作的{kind}"), Line(Role.RECIPIENTS, recipients))
    return said(replace(reading.manuscript, lines=(*head, *reading.manuscript.lines[2:])))


def _mended(code: str, before: str = "旧", after: str = "新") -> Case:
    mend = Mend(1, before, after, "已改", code)
    return Case(replace(paper(), mends=(mend,)), paper())


def _source(role: Role, wrong: str, right: str) -> Case:
    return Case(_typed(role, wrong), _typed(role, right))


def _typed(role: Role, text: str) -> DocumentReading:
    reading = paper()
    lines = reading.manuscript.lines
    texts = tuple(text if line.role is role else line.text for line in lines)
    return replace(reading, source_lines=texts)


NOTE, ATTACHMENT = Role.ATTACHMENT_NOTE, Role.ATTACHMENT
FIRST, SECOND, THIRD = Role.FIRST, Role.SECOND, Role.THIRD


def _attached(note: str, *titles: str) -> DocumentReading:
    reading = paper(BODY, *([Line(NOTE, note)] if note else []))
    lines = [Line(ATTACHMENT, title) for title in titles]
    return said(replace(reading.manuscript, lines=(*reading.manuscript.lines, *lines)))


def _levels(*texts: str) -> DocumentReading:
    roles = {"一": FIRST, "二": FIRST, "三": FIRST, "（": SECOND}
    return paper(*(Line(roles.get(text[0], THIRD), text) for text in texts))


FANGSONG = RunFacts("", "仿宋_GB2312", "仿宋_GB2312", 32)
XIAOBIAOSONG = RunFacts("", "方正小标宋简体", "方正小标宋简体", 44)
RED = "FF0000"


def _set(text: str, run: RunFacts = FANGSONG, **look: object) -> WordParagraph:
    facts = {"align": "both", "line": 579, "line_rule": "exact"} | look
    return WordParagraph(text, runs=(replace(run, text=text),), **facts)  # type: ignore[arg-type]


FOOT = WordParagraph(
    "— 1 —",
    runs=(RunFacts("— 1 —", "宋体", "宋体", 28),),
    align="right",
    fields=("PAGE",),
)
SECTION = SectionFacts(
    top=2098,
    right=1474,
    bottom=1984,
    left=1588,
    footers={"default": (FOOT,), "even": (replace(FOOT, align="left"),)},
    even_and_odd=True,
)
_RULED = {
    "top_border": RuleFacts(8),
    "bottom_border": RuleFacts(8),
    "cell": (0, 0, 0),
    "place": Place.TABLE,
}
PARAGRAPHS: Mapping[str, WordParagraph] = {
    "letterhead": _set(
        "邻鄂镇人民政府文件", replace(XIAOBIAOSONG, size=100, color=RED), align="center"
    ),
    "number": _set(FIELDS.number, align="center", bottom_border=RuleFacts(12, RED)),
    "title": _set(HEAD[0].text, XIAOBIAOSONG, align="center"),
    "recipients": _set(HEAD[1].text),
    "body": _set(BODY, first=640),
    "more": _set("请于4月底前报送情况。", first=640),
    "first": _set("一、加强领导", replace(FANGSONG, east_asia="黑体"), first=640),
    "signature": _set(CLOSING[0].text, align="right"),
    "date": _set(CLOSING[1].text, align="right"),
    "imprint": _set("抄送：区应急管理局。", replace(FANGSONG, size=28), **_RULED),
}
_ROLES = {
    "title": Role.TITLE,
    "recipients": Role.RECIPIENTS,
    "body": Role.TEXT,
    "more": Role.TEXT,
    "first": Role.FIRST,
    "signature": Role.SIGNATURE,
    "date": Role.DATE,
}


def word(section: SectionFacts = SECTION, **changed: WordParagraph | None) -> DocumentReading:
    """A right Word file, or one whose named paragraphs look otherwise (None: are not there)."""
    kept = {name: one for name, one in {**PARAGRAPHS, **changed}.items() if one is not None}
    places = [(place, name) for place, name in enumerate(kept, 1) if name in _ROLES]
    lines = tuple(Line(_ROLES[name], kept[name].text.strip()) for _, name in places)
    return DocumentReading(
        Manuscript(FIELDS, lines),
        (),
        WordDocument(tuple(kept.values()), (section,)),
        tuple(one.text for one in kept.values()),
        tuple(place for place, _ in places),
    )


def _looks(name: str, **look: object) -> Case:
    return Case(word(**{name: replace(PARAGRAPHS[name], **look)}), word())


def _run(name: str, **look: object) -> Case:
    one = PARAGRAPHS[name]
    return Case(word(**{name: replace(one, runs=(replace(one.runs[0], **look),))}), word())


def _page(**facts: object) -> Case:
    return Case(word(replace(SECTION, **facts)), word())


def _foot(**look: object) -> Case:
    return _page(footers={"default": (replace(FOOT, **look),)})


CASES: Mapping[str, Case] = {
    "number-brackets": Case(
        paper("按照邻鄂府发[2021]3号要求。"),
        paper("按照邻鄂府发〔2021〕3号要求。", number="邻消（防）〔2021〕3号"),
    ),
    "number-zero": Case(paper(number="邻鄂府发〔2021〕038号"), paper()),
    "number-ordinal": Case(paper(number="邻鄂府发〔2021〕第38号"), paper()),
    "number-year": Case(paper(number="邻鄂府发2021年38号"), paper()),
    "number-form": Case(
        paper(number="三十八"), _of_kind("公告", recipients="", number="2025年第1号")
    ),
    "title-kind": _line(Role.TITLE, "关于做好消防工作", "关于消防工作的通知。"),
    "kind-differs": _line(Role.TITLE, "关于消防工作的通报", "关于消防工作的通知"),
    "title-mark": _line(Role.TITLE, "关于消防工作的通知。", "关于《意见》的通知"),
    "title-blanks": _line(Role.TITLE, "通　　知", "通知"),
    "recipients-colon": _line(Role.RECIPIENTS, "各村（居）:", "各村（居）："),
    "upward-recipients": Case(
        _of_kind("请示", recipients="区政府、区委："), _of_kind("请示", recipients="区政府：")
    ),
    "upward-signer": Case(_of_kind("报告"), _of_kind("报告", signers=("王某某",))),
    "request-contact": Case(
        _of_kind("请示"), _of_kind("请示", BODY, Line(Role.NOTE, "（联系人：王某某）"))
    ),
    "report-asks": Case(_of_kind("报告", "妥否，请批示。"), _of_kind("请示", "妥否，请批示。")),
    "asks-elsewhere": _text("妥否，请批示。", "请认真贯彻执行。"),
    "courtesy": _text("请贵单位认真落实。", "请你单位认真落实。"),
    "up-to": _text("截止4月底，已检查3家。", "截至4月底，已检查3家。"),
    "cited-rule": _text("根据《物权法》。", "根据《中华人民共和国民法典》。"),
    "table-total": Case(
        paper(*(Line(Role.TABLE, row) for row in ("村\t户", "甲\t1", "乙\t2", "合计\t4"))),
        paper(*(Line(Role.TABLE, row) for row in ("村\t户", "甲\t1", "乙\t2", "合计\t3"))),
    ),
    "label-jump": Case(_levels("一、甲", "三、乙"), _levels("一、甲", "二、乙")),
    "label-repeat": Case(
        _levels("一、甲", "1.乙", "1.丙"), _levels("一、甲", "1.乙", "二、丙", "1.丁")
    ),
    "level-skip": Case(_levels("一、甲", "1.乙"), _levels("一、甲", "（一）乙", "1.丙")),
    "label-form": Case(_levels("1、甲"), _levels("1.甲")),
    "label-mixed": Case(
        replace(_levels("1.甲", "2.乙"), source_lines=("", "", "1. 甲", "2.乙", "", "")),
        replace(_levels("1.甲", "2.乙"), source_lines=("", "", "1. 甲", "2. 乙", "", "")),
    ),
    "label-missing": _mended("label-missing"),
    "label-foreign": _text("Ⅰ. 附则", "A类场所每季度检查一次。"),
    "unfilled": _text("定于[具体日期]开展检查。", "定于4月1日开展检查，详见附录[1]。"),
    "issuer-missing": Case(paper(issuers=(), number=""), paper(number="")),
    "minutes-number": Case(
        paper(format=Format.MINUTES, number=""), paper(format=Format.MINUTES, number="第3期")
    ),
    **{
        code: _mended(code)
        for code in (
            *("talk", "scaffold", "sign", "citation", "formula", "struck", "picture-lost"),
            *("web-mark", "title-twice", "after-date", "seal-word", "attendance"),
            "pasted-page-number",
        )
    },
    "half-width-mark": _text("各村(居),要认真落实。", "17:30前报送（A、B），见http://a.cn。"),
    "doubled-mark": _text("认真落实，，不留死角。", "真的吗？！"),
    "conjunction-mark": _text("高风险场所以及、出租屋。", "高风险场所以及出租屋。"),
    "dots": _text("广播、宣传栏...等载体。", "广播、宣传栏……等载体。"),
    "full-width-figure": _text("共２０家。", "共20家。"),
    "unbalanced": _text("落实“三自主制度。", "落实“三自主”，包括：1）人；2）物。"),
    "no-text-page": _text("（此页无正文）", BODY),
    "bookmark": _text("现将[bookmark: _GoBack]方案印发。", "现将方案[1]印发。"),
    "radical": _text("加强⽤⽕管理。", "加强用火管理。"),
    "invisible": _text("现将\u200b方案印发。", "现将方案印发。"),
    "blank-in-word": _text("以思想为指 导。", "第一条　总则。"),
    "blank-by-figure": _text("建党 100 周年。", "建党100周年。"),
    "blank-by-mark": _text("各村 ，各单位。", "各村，各单位。"),
    "blank-odd": _text("灭火器GB\u3000AB型。", "灭火器GB AB型。"),
    "name-blanks": _text("成员：赵 刚 钱小红", "成员：赵刚　钱小红"),
    "blank-indent": _text("　　各村（居）要落实。", "各村（居）要落实。"),
    "signature-blanks": _source(Role.SIGNATURE, "        邻鄂镇人民政府", "\t邻鄂镇人民政府"),
    "imprint-blanks": _mended("imprint-blanks"),
    "empty-paragraphs": _mended("empty-paragraphs"),
    "markdown": _mended("markdown"),
    "web-note": _mended("web-note"),
    "cover": _mended("cover"),
    "left-out": _mended("left-out"),
    "read-plainly": _mended("read-plainly"),
    "picture-place": _mended("picture-place"),
    "sheet-turned": _mended("sheet-turned"),
    "wording": _text("做好布署。", "做好部署。"),
    "missing-glyph": _text("面积15㎡。", "面积15平方米。"),
    "date-chinese": _line(Role.DATE, "二〇二一年四月一日", "2021年4月1日"),
    "date-padded": _line(Role.DATE, "2021年04月01日", "2021年10月10日"),
    "date-form": _line(Role.DATE, "2021.4.1", "2021年4月1日"),
    "date-impossible": _line(Role.DATE, "2021年2月30日", "2020年2月29日"),
    "date-order": Case(paper(printed_on=date(2021, 3, 31)), paper(printed_on=date(2021, 4, 2))),
    "attachment-mark": Case(
        _attached("附件：检查表。", "检查表"), _attached("附件：检查表", "检查表")
    ),
    "attachment-absent": Case(_attached("附件：检查表"), _attached("附件：检查表", "检查表")),
    "attachment-unnamed": Case(_attached("", "检查表"), _attached("附件：检查表", "检查表")),
    "attachment-differs": Case(
        _attached("附件：检查表", "台账"), _attached("附件：《检查表》", "检查表")
    ),
    "attachment-cited": Case(paper("名单见附件。"), _attached("附件：名单", "名单")),
    "copies-missing": Case(paper(copies_to=""), paper()),
    "paper-size": _page(width=12240, height=15840),
    "margins": _page(top=1440),
    "line-pitch": Case(
        word(
            **{
                name: replace(PARAGRAPHS[name], line=276, line_rule="auto")
                for name in ("body", "more")
            }
        ),
        word(
            replace(SECTION, grid_type="lines", line_pitch=579),
            body=replace(PARAGRAPHS["body"], line=240, line_rule="auto"),
        ),
    ),
    "page-number-missing": _page(footers={}),
    "page-number-form": _foot(text="第1页"),
    "page-number-face": _foot(runs=(RunFacts("— 1 —", "宋体", "宋体", 21),)),
    "page-number-side": _foot(align="center"),
    "title-face": _run("title", east_asia="宋体"),
    "title-size": _run("title", size=36),
    "body-face": Case(
        _run("body", east_asia="宋体").wrong, _run("body", east_asia="方正仿宋_GBK").wrong
    ),
    "body-size": _run("body", size=28),
    "heading-face": _run("first", east_asia="仿宋_GB2312"),
    "heading-size": _run("first", size=30),
    "number-face": _run("number", east_asia="宋体"),
    "number-size": _run("number", size=28),
    "imprint-face": _run("imprint", east_asia="宋体"),
    "imprint-size": _run("imprint", size=32),
    "letterhead-face": _run("letterhead", east_asia="宋体"),
    "letterhead-color": _run("letterhead", color="000000"),
    "text-color": _run("body", color="0000FF"),
    "title-align": _looks("title", align="left"),
    "number-align": _looks("number", align="left"),
    "body-indent": Case(
        _looks("body", first=0).wrong, _looks("body", first=0, first_chars=200).wrong
    ),
    "red-rule": Case(
        _looks("number", bottom_border=RuleFacts(12)).wrong,
        word(number=replace(PARAGRAPHS["number"], bottom_border=None, drawn=(RuleFacts(12, RED),))),
    ),
    "signature-place": Case(
        _looks("signature", align="left").wrong,
        word(signature=replace(PARAGRAPHS["signature"], text="甲镇政府\t乙镇政府", align="left")),
    ),
    "imprint-rules": _looks("imprint", top_border=None, bottom_border=None, cell=None),
    "imprint-foot": _looks("imprint", cell=None, place=Place.BODY),
}
