"""Nothing that a Word file holds vanishes: it is read, or it is told."""

from __future__ import annotations

import pytest

from fireoffice.docs.cells import picture_name
from fireoffice.docs.manuscript import Role
from fireoffice.docs.reading import to_paper
from fireoffice.docs.word import DocumentReading, from_word, read_word
from tests.docs.word.circulars import (
    CENTRE,
    OPENING,
    PHOTO,
    SIGNED,
    read_around,
    says,
    texts_of,
    told_of,
)
from tests.docs.word.files import cell, docx, image, paragraph, row


@pytest.mark.parametrize(
    ("text", "shift", "plain"),
    [
        ("2", "superscript", "500m²。"),
        ("3", "superscript", "500m³。"),
        ("-1", "superscript", "500m⁻¹。"),
        ("2", "subscript", "500m₂。"),
    ],
)
def test_raised_and_lowered_figures_stay_so(text: str, shift: str, plain: str) -> None:
    look = f'<w:rPr><w:vertAlign w:val="{shift}"/></w:rPr>'
    reading = read_around(
        f"<w:p><w:r><w:t>500m</w:t></w:r><w:r>{look}<w:t>{text}</w:t></w:r>"
        "<w:r><w:t>。</w:t></w:r></w:p>"
    )
    assert plain in texts_of(reading)
    assert told_of(reading) == []


def test_raised_letters_without_a_sign_of_their_own_are_told() -> None:
    look = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    reading = read_around(f"<w:p><w:r><w:t>第1</w:t></w:r><w:r>{look}<w:t>注</w:t></w:r></w:p>")
    assert says(reading, "注", "上标")


def test_the_head_of_the_page_that_holds_the_papers_head_is_read() -> None:
    header = paragraph("邻鄂镇人民政府文件", CENTRE) + paragraph("邻鄂府发〔2025〕18号", CENTRE)
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rIdheader"/></w:sectPr>'
    data = docx(OPENING + SIGNED + section, {"header": header})
    fields = from_word(read_word(data), "通知.docx").manuscript.fields
    assert (fields.issuers, fields.number) == (("邻鄂镇人民政府",), "邻鄂府发〔2025〕18号")


def _with_margins(kind: str, text: str) -> DocumentReading:
    section = f'<w:sectPr><w:{kind}Reference w:type="default" r:id="rId{kind}"/></w:sectPr>'
    data = docx(OPENING + SIGNED + section, {kind: paragraph(text)})
    return from_word(read_word(data), "通知.docx")


def test_another_head_of_the_page_is_told() -> None:
    reading = _with_margins("header", "邻鄂镇消防专刊")
    assert [text for text, _ in told_of(reading)] == ["邻鄂镇消防专刊"]
    assert "邻鄂镇消防专刊" not in "".join(texts_of(reading))


@pytest.mark.parametrize("text", ["— 1 —", "第 1 页 共 3 页", "1", "Page 1 of 3"])
def test_a_page_number_is_not_told(text: str) -> None:
    assert told_of(_with_margins("footer", text)) == []


def test_a_head_of_the_page_that_repeats_the_title_is_not_told() -> None:
    assert told_of(_with_margins("header", "关于开展冬季消防检查的通知")) == []


def test_an_imprint_in_the_foot_of_the_page_is_the_imprint() -> None:
    reading = _with_margins("footer", "抄送：县应急管理局。")
    assert reading.manuscript.fields.copies_to == "县应急管理局"


TURNED = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
UPRIGHT = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


def test_an_attachment_on_a_turned_sheet_lies_across() -> None:
    table = f"<w:tbl>{row(cell('单位'), cell('人数'))}{row(cell('甲'), cell('3'))}</w:tbl>"
    body = OPENING + SIGNED + f"<w:p><w:pPr>{UPRIGHT}</w:pPr></w:p>"
    body += paragraph("附件") + paragraph("统计表", CENTRE) + table + TURNED
    reading = from_word(read_word(docx(body)), "通知.docx")
    assert texts_of(reading, Role.LANDSCAPE) == ["统计表"]
    assert to_paper(reading.manuscript).paper.attachments[0].landscape


def test_text_on_a_turned_sheet_that_is_no_attachment_is_told() -> None:
    body = (
        OPENING + f"<w:p><w:pPr>{UPRIGHT}</w:pPr></w:p>" + paragraph("情况如下。") + SIGNED + TURNED
    )
    reading = from_word(read_word(docx(body)), "通知.docx")
    assert "sheet-turned" in [one.code for one in reading.mends]


WEB = (
    "<html><body><p>一、检查时间</p><p>12月<b>1日</b>起。<br/>到31日止。</p>"
    '<table><tr><td rowspan="2">甲</td><td>1</td></tr><tr><td>2</td></tr></table></body></html>'
)


@pytest.mark.parametrize(
    "data",
    [
        WEB.encode(),
        WEB.replace("<body>", '<head><meta charset="gb2312"></head><body>').encode("gb18030"),
        b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + WEB.encode(),
    ],
    ids=["utf-8", "gb18030", "mht"],
)
def test_a_web_page_that_the_file_takes_in_is_read(data: bytes) -> None:
    reading = read_around('<w:altChunk r:id="c"/>', {"c": ("aFChunk", data)})
    assert texts_of(reading)[3:8] == ["一、检查时间", "12月1日起。", "到31日止。", "甲\t1", "⇑\t2"]
    assert told_of(reading) == []


def test_text_and_a_word_file_that_the_file_takes_in_are_read() -> None:
    table = f"<w:tbl>{row(cell('单位'), cell('人数'))}{row(cell('甲'), cell('3'))}</w:tbl>"
    inner = docx(
        paragraph("内文一。") + table + f"<w:p>{image('b.png')}</w:p>", {}, {"b.png": PHOTO}
    )
    files = {"t": ("aFChunk", "一、时间\n二、地点".encode()), "w": ("aFChunk", inner)}
    reading = read_around(f'{table}<w:altChunk r:id="t"/><w:altChunk r:id="w"/>', files)
    assert texts_of(reading, Role.FIRST) == ["一、时间", "二、地点"]
    assert "内文一。" in texts_of(reading)
    assert texts_of(reading, Role.TABLE) == ["单位\t人数", "甲\t3"] * 2
    assert texts_of(reading, Role.PICTURE) == [picture_name(1)]


@pytest.mark.parametrize(
    "data", [b"{\\rtf1 x}", b"%PDF-1.4", b"PK\x03\x04 broken", b"\0\1\2\0" * 9]
)
def test_a_file_of_another_kind_that_the_file_takes_in_is_told(data: bytes) -> None:
    reading = read_around('<w:altChunk r:id="c"/>', {"c": ("aFChunk", data)})
    assert says(reading, "插入的文件没有读入")


def test_word_files_that_hold_themselves_come_to_an_end() -> None:
    data = docx(OPENING)
    for _ in range(8):
        data = docx(paragraph("一层。") + '<w:altChunk r:id="c"/>', {}, {"c": ("aFChunk", data)})
    reading = from_word(read_word(data), "通知.docx")
    assert says(reading, "插入的文件没有读入")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            "<w:p><w:del><w:r><w:delText>旧的话</w:delText></w:r></w:del></w:p>",
            ("旧的话", "按删去读"),
        ),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗的话</w:t></w:r></w:p>", ("暗的话", "隐藏")),
        ("<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>划的话</w:t></w:r></w:p>", ("划的话", "删除线")),
        (
            (
                "<w:p><w:r><w:ruby><w:rt><w:r><w:t>lín</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>邻</w:t>"
                "</w:r></w:rubyBase></w:ruby></w:r></w:p>"
            ),
            ("lín", "注音"),
        ),
        (
            '<w:p><w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r></w:p>',
            ("Excel.Sheet.12", "嵌入的对象"),
        ),
        (
            (
                "<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart/></a:graphicData>"
                "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
            ),
            ("图表没有读入",),
        ),
        ('<w:p><w:r><w:sym w:font="Webdings" w:char="F0FF"/></w:r></w:p>', ("特殊符号",)),
    ],
    ids=["deleted", "hidden", "struck", "ruby", "object", "chart", "symbol"],
)
def test_what_is_not_read_as_it_stands_is_told(body: str, words: tuple[str, ...]) -> None:
    assert says(read_around(body), *words)


def test_comments_are_told() -> None:
    comment = f'<w:comment w:id="0">{paragraph("请核实")}</w:comment>'
    told = told_of(read_around("", comments=comment))
    assert told == [("请核实", "没有带过来的内容：批注没有读入。")]


def test_text_that_was_moved_is_read_once_and_not_told() -> None:
    moved = "<w:r><w:t>移动的话。</w:t></w:r>"
    body = f"<w:p><w:moveFrom>{moved}</w:moveFrom></w:p><w:p><w:moveTo>{moved}</w:moveTo></w:p>"
    reading = read_around(body)
    assert texts_of(reading).count("移动的话。") == 1
    assert not says(reading, "移动")


def _math(inside: str) -> str:
    return (
        f"<w:p><w:r><w:t>式为</w:t></w:r><m:oMath>{inside}</m:oMath><w:r><w:t>。</w:t></w:r></w:p>"
    )


def _t(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("formula", "plain"),
    [
        (f"<m:f><m:num>{_t('1')}</m:num><m:den>{_t('2')}</m:den></m:f>", "1/2"),
        (f"<m:sSup><m:e>{_t('x')}</m:e><m:sup>{_t('2')}</m:sup></m:sSup>", "x²"),
        (f"<m:sSub><m:e>{_t('CO')}</m:e><m:sub>{_t('2')}</m:sub></m:sSub>", "CO₂"),
        (f"<m:rad><m:deg/><m:e>{_t('a+b')}</m:e></m:rad>", "√(a+b)"),
        (f"<m:sSup><m:e>{_t('x')}</m:e><m:sup>{_t('kg')}</m:sup></m:sSup>", "x^kg"),
    ],
)
def test_a_formula_is_read_on_one_line_that_says_the_same(formula: str, plain: str) -> None:
    reading = read_around(_math(formula))
    assert f"式为{plain}。" in texts_of(reading)
    assert says(reading, plain, "公式")


def test_words_of_a_cover_that_no_line_says_are_told() -> None:
    cover = paragraph("邻鄂镇人民政府", CENTRE) + paragraph("关于开展冬季消防检查的通知", CENTRE)
    cover += paragraph("（分管领导与安环部）", CENTRE)
    reading = from_word(read_word(docx(cover + OPENING + SIGNED)), "通知.docx")
    assert [text for text, _ in told_of(reading)] == ["分管领导与安环部"]


def _form(inside: str, kind: str) -> str:
    return (
        f'<w:p><w:r><w:t>选择：</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"><w:ffData>{inside}'
        f"</w:ffData></w:fldChar></w:r><w:r><w:instrText> {kind} </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (
            _form(
                '<w:ddList><w:result w:val="1"/><w:listEntry w:val="一般"/>'
                '<w:listEntry w:val="重大"/></w:ddList>',
                "FORMDROPDOWN",
            ),
            "选择：重大",
        ),
        (_form('<w:ddList><w:listEntry w:val="一般"/></w:ddList>', "FORMDROPDOWN"), "选择：一般"),
        (_form("<w:checkBox><w:checked/></w:checkBox>", "FORMCHECKBOX"), "选择：☑"),
        (_form('<w:checkBox><w:default w:val="0"/></w:checkBox>', "FORMCHECKBOX"), "选择：□"),
    ],
    ids=["choice", "first choice", "ticked", "not ticked"],
)
def test_what_is_chosen_in_an_old_form_is_read(field: str, text: str) -> None:
    assert text in texts_of(read_around(field))


def test_an_endnote_is_kept_below_its_sentence() -> None:
    body = '<w:p><w:r><w:t>数据有据。</w:t><w:endnoteReference w:id="2"/></w:r></w:p>'
    notes = f'<w:endnote w:id="2">{paragraph("来自统计年鉴。")}</w:endnote>'
    reading = read_around(body, endnotes=notes)
    assert any("来自统计年鉴。" in text for text in texts_of(reading))
    assert told_of(reading) == []


def test_a_note_that_nothing_refers_to_is_no_part_of_the_paper() -> None:
    notes = f'<w:footnote w:id="9">{paragraph("旧注。")}</w:footnote>'
    assert "旧注。" not in "".join(texts_of(read_around("", footnotes=notes)))


def test_text_in_a_drawing_canvas_is_read() -> None:
    shape = "<a:txBody><a:p><a:r><a:t>图中文字</a:t></a:r></a:p></a:txBody>"
    drawing = f"<w:drawing><wp:inline><a:graphic>{shape}</a:graphic></wp:inline></w:drawing>"
    body = f"<w:p><w:r>{drawing}</w:r></w:p>"
    assert "图中文字" in texts_of(read_around(body))


def test_a_subdocument_is_told() -> None:
    assert says(read_around("<w:subDoc/>"), "子文档", "插入的文件没有读入")
