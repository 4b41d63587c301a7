"""A Word file is read as someone sees it who accepted every change."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from fireoffice.docs.word import Place, WordDocument, WordParagraph, read_word
from tests.docs.word.files import archive, box, docx, paragraph, vml_box


def _texts(document: WordDocument) -> list[str]:
    return [one.text for one in document.paragraphs]


def _read(body: str, **parts: str) -> WordDocument:
    return read_word(docx(body, parts))


def _only(inside: str) -> WordParagraph:
    (one,) = _read(f"<w:p>{inside}</w:p>").paragraphs
    return one


def test_a_text_box_is_read_once_ahead_of_the_text_that_it_is_anchored_to() -> None:
    boxed = box(paragraph("邻鄂镇人民政府文件"))
    document = _read(f"<w:p>{boxed}<w:r><w:t>正文</w:t></w:r></w:p>")

    assert _texts(document) == ["邻鄂镇人民政府文件", "正文"]
    assert [one.place for one in document.paragraphs] == [Place.TEXT_BOX, Place.BODY]


def test_a_text_box_that_only_old_programs_know_is_read_too() -> None:
    document = _read(f"<w:p><w:r>{vml_box(paragraph('标志'))}</w:r></w:p>")

    assert _texts(document) == ["标志", ""]


def test_an_empty_choice_gives_way_to_a_fallback_that_says_something() -> None:
    choice = "<mc:Choice><w:drawing/></mc:Choice>"
    fallback = f"<mc:Fallback>{vml_box(paragraph('标志'))}</mc:Fallback>"
    document = _read(
        f"<w:p><w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r></w:p>"
    )

    assert "标志" in _texts(document)


def test_wordart_and_drawn_lines_are_seen() -> None:
    art = '<v:shape fillcolor="red"><v:textpath string="邻鄂镇人民政府"/></v:shape>'
    line = '<v:line strokecolor="#f00" strokeweight="2pt"/>'
    document = _read(f"<w:p><w:r><w:pict>{art}{line}</w:pict></w:r></w:p>")

    assert document.paragraphs[0].text == "邻鄂镇人民政府"
    assert document.paragraphs[0].runs[0].color == "FF0000"
    (rule,) = document.paragraphs[1].drawn
    assert (rule.eighths, rule.color) == (16, "FF0000")


def test_tracked_changes_are_read_as_accepted() -> None:
    one = _only(
        "<w:r><w:t>甲</w:t></w:r><w:ins><w:r><w:t>乙</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>丙</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>丁</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t>戊</w:t></w:r></w:moveTo>"
    )

    assert one.text == "甲乙戊"


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    document = _read(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半，</w:t></w:r></w:p>"
        + paragraph("后半。")
    )

    assert _texts(document) == ["前半，后半。"]


def test_a_field_is_read_as_it_was_last_shown() -> None:
    one = _only(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText> DATE \\@ yyyy </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2021</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:fldSimple w:instr="PAGE"><w:r><w:t>3</w:t></w:r></w:fldSimple>'
    )

    assert one.text == "20213"
    assert one.fields == ("DATE", "PAGE")


def test_a_field_that_never_ends_does_not_hide_the_other_stories() -> None:
    open_field = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'
    section = '<w:sectPr><w:footerReference w:type="default" r:id="rIdfooter"/></w:sectPr>'
    document = _read(open_field + section, footer=paragraph("— 1 —"))

    assert [one.text for one in document.sections[0].footers["default"]] == ["— 1 —"]


def test_signs_that_are_no_letters_become_letters() -> None:
    one = _only(
        "<w:r><w:t>一</w:t><w:noBreakHyphen/><w:softHyphen/><w:tab/><w:br/>"
        '<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings" w:char="F082"/></w:r>'
    )

    assert one.text == "一-\t\n☑②"


def test_a_reading_aid_above_a_character_is_not_read() -> None:
    ruby = (
        "<w:r><w:ruby><w:rt><w:r><w:t>lín</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>邻</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )
    assert _only(ruby).text == "邻"


def test_hidden_text_is_not_read() -> None:
    shown = "<w:r><w:t>看得见</w:t></w:r>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r>"
    assert _only(shown + hidden).text == "看得见"


def test_footnotes_follow_with_their_marks() -> None:
    mark = '<w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r>'
    document = _read(
        f"<w:p>{mark}</w:p>", footnotes=f'<w:footnote w:id="7">{paragraph("注文")}</w:footnote>'
    )

    assert _texts(document) == ["正文①", "①注文"]
    assert document.notes == ("注文",)


def test_content_controls_and_links_are_transparent() -> None:
    document = _read(
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('标题')}</w:sdtContent></w:sdt>"
        "<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>"
    )

    assert _texts(document) == ["标题", "链接"]


def test_cells_have_places_and_merged_ones_stand_once() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    rows = (
        cell("甲", '<w:vMerge w:val="restart"/>') + cell("乙", '<w:gridSpan w:val="2"/>'),
        cell("", "<w:vMerge/>") + cell("丙") + cell("丁"),
    )
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    document = _read(f"<w:tbl>{table}</w:tbl>")

    assert [(one.text, one.cell) for one in document.paragraphs] == [
        ("甲", (0, 0, 0)),
        ("乙", (0, 0, 1)),
        ("丙", (0, 1, 1)),
        ("丁", (0, 1, 2)),
    ]


@pytest.mark.parametrize(
    ("said", "align"),
    [("start", "left"), ("end", "right"), ("center", "center"), ("both", "both"), ("x", "left")],
)
def test_every_programs_alignment_is_understood(said: str, align: str) -> None:
    (one,) = _read(paragraph("字", f'<w:jc w:val="{said}"/>')).paragraphs

    assert one.align == align


def test_each_section_has_its_page_and_inherits_footers() -> None:
    first = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rIdfooter"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:left="1588"/>'
        '<w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>'
    )
    last = '<w:sectPr><w:pgSz w:w="16838" w:h="11906"/><w:titlePg/></w:sectPr>'
    document = _read(paragraph("甲", first) + paragraph("乙") + last, footer=paragraph("— 1 —"))

    assert [one.section for one in document.paragraphs] == [0, 1]
    portrait, landscape = document.sections
    assert (portrait.top, portrait.left, portrait.line_pitch) == (2098, 1588, 579)
    assert (landscape.width, landscape.title_page) == (16838, True)
    assert [one.text for one in landscape.footers["default"]] == ["— 1 —"]


def test_a_page_break_belongs_to_the_paragraph_below_it() -> None:
    broken = '<w:p><w:r><w:t>上</w:t><w:br w:type="page"/></w:r></w:p>'
    document = _read(broken + paragraph("下"))

    assert [one.page_break_before for one in document.paragraphs] == [False, True]


def test_the_strict_dialect_of_the_format_is_read() -> None:
    usual = docx(paragraph("严格", '<w:ind w:firstLine="32pt"/>'))
    with ZipFile(BytesIO(usual)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    files["word/document.xml"] = files["word/document.xml"].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    (one,) = read_word(archive(files)).paragraphs

    assert (one.text, one.first) == ("严格", 640)
