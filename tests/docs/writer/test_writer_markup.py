"""The markup: schema order, styles, exact measures, hostile text, no padding."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from fireoffice.docs.composition import (
    Composition,
    Justify,
    Rule,
    Run,
    Section,
    SectionStart,
    Tab,
    TextBlock,
)
from fireoffice.docs.paper import Align
from fireoffice.docs.style import GB2312, Face
from fireoffice.docs.writer import write
from fireoffice.docs.writer.oxml import ORDER, printable, properties
from fireoffice.docs.writer.styles import STYLES
from tests.docs.writer.handmade import (
    EVERY_KIND,
    SENTENCE,
    body,
    circular,
    even_page_imprint,
    heading,
    imprint,
    letter,
    one_paragraph,
    table,
    with_landscape_table,
)
from tests.docs.writer.test_writer_file import W, kinds, parts, said


def document(composition: Composition) -> etree._Element:
    return etree.fromstring(parts(write(composition))["word/document.xml"])


def paragraph(block: TextBlock) -> etree._Element:
    found = document(Composition((Section((block,)),), GB2312)).find(f".//{W}p")
    assert found is not None
    return found


def said_of(block: TextBlock, name: str) -> dict[str, str]:
    """The attributes of a property of the block's paragraph, without their namespace."""
    node = paragraph(block).find(f"{W}pPr/{W}{name}")
    return {} if node is None else {key.removeprefix(W): str(v) for key, v in node.items()}


@kinds
def test_children_of_properties_stand_in_the_order_of_the_schema(kind: str) -> None:
    ordered = 0
    for name, data in parts(write(EVERY_KIND[kind]())).items():
        if not name.startswith("word/") or not name.endswith(".xml"):
            continue
        for node in etree.fromstring(data).iter():
            order = ORDER.get(etree.QName(node).localname) if isinstance(node.tag, str) else None
            if order:
                places = [order[etree.QName(child).localname] for child in node]
                assert places == sorted(places), etree.tostring(node)
                ordered += len(places) > 1
    assert ordered > 50


def test_properties_refuse_a_child_that_the_schema_does_not_know() -> None:
    with pytest.raises(KeyError):
        properties("pPr", {"sz": "<w:sz/>"})


@kinds
def test_no_empty_paragraph_pushes_anything_down(kind: str) -> None:
    """What is empty is an anchor of one point, the rule of a letter, or a foot without number."""
    for name, data in parts(write(EVERY_KIND[kind]())).items():
        if not re.match(r"word/(document|header|footer)", name) or not name.endswith("xml"):
            continue
        for node in etree.fromstring(data).iter(f"{W}p"):
            if not said(node).strip():
                style = node.find(f"{W}pPr/{W}pStyle")
                assert style is not None
                assert style.get(f"{W}val") in {"Anchor", "Rule"} | (
                    {"PageNumber"} if "footer" in name else set()
                )


def test_the_imprint_is_followed_by_one_anchor_of_one_point() -> None:
    nodes = [etree.QName(node).localname for node in document(circular(1))[0]]

    assert nodes[-3:] == ["tbl", "p", "sectPr"]


@pytest.mark.parametrize("start", SectionStart)
def test_an_imprint_alone_begins_with_an_anchor(start: SectionStart) -> None:
    main, back = even_page_imprint().sections
    paper = Composition((main, replace(back, start=start)), GB2312)

    nodes = [etree.QName(node).localname for node in document(paper)[0]]

    assert nodes[-4:] == ["p", "tbl", "p", "sectPr"]


def test_a_body_paragraph_says_nothing_that_its_style_says() -> None:
    node = paragraph(body(SENTENCE))

    assert [etree.QName(child).localname for child in node[0]] == ["pStyle"]
    assert etree.tostring(node).count(b"<w:rFonts") == 1
    assert b"<w:sz " not in etree.tostring(node)


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_headings_have_styles_that_the_navigation_pane_lists(level: int) -> None:
    styles = etree.fromstring(parts(write(circular(1)))["word/styles.xml"])
    (style,) = (
        node for node in styles.iter(f"{W}style") if node.get(f"{W}styleId") == f"Heading{level}"
    )

    outline = style.find(f"{W}pPr/{W}outlineLvl")

    assert outline is not None
    assert outline.get(f"{W}val") == str(level - 1)
    assert said_of(heading("一、总体要求", level, "body/0"), "outlineLvl") == {}


def test_a_block_may_leave_the_outline_of_its_style() -> None:
    block = replace(heading("一、总体要求", 1, "body/0"), outline=None)

    assert said_of(block, "outlineLvl") == {"val": "9"}


def test_all_styles_have_latin_ids_and_chinese_names() -> None:
    for style in STYLES.values():
        assert style.id.isascii()
        assert style.id == "Normal" or not style.name.isascii()


def test_an_unknown_style_keeps_its_measures_on_top_of_normal() -> None:
    block = TextBlock("x", "Unheard", (Run("文", Face.KAITI, 28),), pitch=500, first=640, left=100)

    assert said_of(block, "pStyle") == {"val": "Normal"}
    assert said_of(block, "spacing") == {"line": "500", "lineRule": "exact"}
    assert said_of(block, "ind") == {"left": "100", "firstLineChars": "200", "firstLine": "640"}


@pytest.mark.parametrize(
    ("block", "name", "wanted"),
    [
        (replace(body("文"), before=579, after=20), "spacing", {"before": "579", "after": "20"}),
        (replace(body("文"), first=0), "ind", {"firstLineChars": "0", "firstLine": "0"}),
        (
            replace(body("文"), first=-960, left=1600),
            "ind",
            {"left": "1600", "firstLineChars": "0", "hanging": "960"},
        ),
        (replace(body("文"), justify=Justify.DISTRIBUTE), "jc", {"val": "distribute"}),
        (replace(body("文"), keep_next=True), "keepNext", {}),
        (
            replace(body("文"), bottom=Rule(12, "FF0000", 8)),
            "pBdr/{W}bottom",
            {"val": "single", "sz": "12", "space": "8", "color": "FF0000"},
        ),
        (
            replace(body("文"), tabs=(Tab(280),)),
            "tabs/{W}tab",
            {"val": "left", "pos": "280"},
        ),
    ],
)
def test_what_differs_from_the_style_is_said_in_full(
    block: TextBlock, name: str, wanted: dict[str, str]
) -> None:
    assert paragraph(block).find(f"{W}pPr/{W}{name.format(W=W)}") is not None
    assert said_of(block, name.format(W=W)) == wanted


def test_tabs_are_written_from_left_to_right() -> None:
    block = replace(body("文"), tabs=(Tab(8564, Align.RIGHT), Tab(280), Tab(4000, Align.CENTER)))

    stops = [node.get(f"{W}pos") for node in paragraph(block).iter(f"{W}tab")]

    assert stops == ["280", "4000", "8564"]


def test_a_run_of_another_look_says_how_it_differs() -> None:
    run = Run("一、总体要求。", Face.HEITI, 28, 0, "FF0000", True, 80)
    markup = etree.tostring(paragraph(replace(body(""), runs=(run,)))).decode()

    for piece in (
        'w:ascii="黑体" w:hAnsi="黑体" w:eastAsia="黑体" w:cs="黑体" w:hint="eastAsia"',
        "<w:b/><w:bCs/>",
        '<w:color w:val="FF0000"/><w:spacing w:val="0"/><w:w w:val="80"/>',
        '<w:sz w:val="28"/><w:szCs w:val="28"/>',
    ):
        assert piece in etree.tostring(etree.fromstring(markup), encoding="unicode")


def test_every_run_keeps_quotation_marks_in_the_chinese_family() -> None:
    for run in document(circular(3)).iter(f"{W}r"):
        if run.find(f"{W}t") is not None:
            fonts = run.find(f"{W}rPr/{W}rFonts")
            assert fonts is not None
            assert fonts.get(f"{W}hint") == "eastAsia"


def test_page_numbers_are_fields_at_the_outer_side() -> None:
    files = parts(write(circular(1)))
    odd, even = (etree.fromstring(files[f"word/footer{n}.xml"]) for n in (1, 2))

    for foot, side, indent in ((odd, "right", "right"), (even, "left", "left")):
        assert said(foot).strip() == "— 1 —"
        assert " PAGE " in etree.tostring(foot, encoding="unicode")
        justified = foot.find(f".//{W}jc")
        indented = foot.find(f".//{W}ind")
        assert justified is not None
        assert indented is not None
        assert justified.get(f"{W}val") == side
        assert indented.get(f"{W}{indent}") == "280"


def test_an_unnumbered_section_has_feet_of_its_own_without_a_number() -> None:
    files = parts(write(even_page_imprint()))
    last = etree.fromstring(files["word/document.xml"]).findall(f".//{W}sectPr")[-1]
    relations = etree.fromstring(files["word/_rels/document.xml.rels"])
    targets = {str(node.get("Id")): str(node.get("Target")) for node in relations}

    feet = [
        targets[str(value)]
        for node in last.iter(f"{W}footerReference")
        for key, value in node.items()
        if key.endswith("id")
    ]

    assert len(feet) == 2
    for foot in feet:
        assert said(etree.fromstring(files[f"word/{foot}"])) == ""


def test_a_landscape_number_is_turned_and_floats_at_the_left_edge() -> None:
    files = parts(write(with_landscape_table(1)))
    turned = [data for name, data in files.items() if "footer" in name and b"tbRl" in data]

    assert len(turned) == 2
    for foot in turned:
        assert b'w:horzAnchor="page"' in foot
        assert b'w:vertAnchor="page"' in foot
        assert b'w:val="8844" w:hRule="exact"' in foot


def test_a_letter_has_its_own_first_page_and_lifts_the_numbers_after_it() -> None:
    paper = letter(1)
    section = document(paper).find(f".//{W}sectPr")
    assert section is not None
    margins = section.find(f"{W}pgMar")
    assert margins is not None

    assert section.find(f"{W}titlePg") is not None
    assert margins.get(f"{W}header") == "1701"
    assert margins.get(f"{W}footer") == "1085"
    assert b'w:after="355"' in parts(write(paper))["word/footer1.xml"]


def test_the_pages_after_a_letters_first_have_a_head_without_height() -> None:
    paper = letter(1)
    files = parts(write(paper))
    section = document(paper).find(f".//{W}sectPr")
    assert section is not None
    kinds = [head.get(f"{W}type") for head in section.findall(f"{W}headerReference")]

    assert sorted(str(kind) for kind in kinds) == ["default", "even", "first"]
    empty = [data for name, data in files.items() if "header" in name and b"<w:t" not in data]
    assert len(empty) == 1
    assert b'<w:p><w:pPr><w:pStyle w:val="Anchor"/></w:pPr></w:p>' in empty[0]


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [("circular", ["lines"]), ("letter", [None]), ("landscape", ["lines", None, "lines"])],
)
def test_only_a_text_box_of_whole_lines_has_a_grid(kind: str, wanted: list[str | None]) -> None:
    grids = document(EVERY_KIND[kind]()).iter(f"{W}docGrid")

    assert [grid.get(f"{W}type") for grid in grids] == wanted


def test_rows_repeat_their_header_merge_and_stay_whole() -> None:
    rows = document(Composition((Section((table(1), body("文"))),), GB2312)).findall(f".//{W}tr")
    markup = [etree.tostring(row, encoding="unicode") for row in rows]

    assert [row.count("<w:tblHeader/>") for row in markup] == [1, 0, 0, 0]
    assert all("<w:cantSplit/>" in row for row in markup)
    assert '<w:gridSpan w:val="2"/>' in markup[0]
    assert '<w:vMerge w:val="restart"/>' in markup[1]
    assert "<w:vMerge/>" in markup[2]
    assert [row.count("<w:tc>") for row in markup] == [3, 4, 4, 4]
    assert 'w:val="500" w:hRule="exact"' in markup[1]
    assert 'w:val="500" w:hRule="atLeast"' in markup[2]


def test_a_rule_without_thickness_is_no_rule() -> None:
    section = Section((body("文"),), imprint=replace(imprint(False), outer=Rule(0)))

    sides = document(Composition((section,), GB2312)).find(f".//{W}tblBorders")

    assert sides is not None
    assert [side.get(f"{W}val") for side in sides] == ["nil", "nil"]


def test_a_table_at_the_end_and_two_tables_in_a_row_are_kept_apart() -> None:
    sections = (Section((table(0), table(0))), Section((body("文"),)))
    nodes = [etree.QName(node).localname for node in document(Composition(sections, GB2312))[0]]

    assert nodes == ["tbl", "p", "tbl", "p", "p", "sectPr"]


def test_a_seal_without_a_picture_leaves_no_trace() -> None:
    assert b"drawing>" not in parts(write(circular(1)))["word/document.xml"]


HOSTILE = "<w:p>&amp;\"'\x00\x08\x0b\x1f\ufffe\ud800消防🔥𠮷]]>\u200b  两个空格 "


def test_hostile_text_is_escaped_and_what_xml_cannot_hold_is_dropped() -> None:
    node = paragraph(body(HOSTILE))

    assert said(node) == "<w:p>&amp;\"'消防🔥𠮷]]>\u200b  两个空格 "


def test_hostile_properties_do_not_break_the_file() -> None:
    paper = circular(1)
    core = parts(write(Composition(paper.sections, paper.fonts, HOSTILE, HOSTILE)))

    title = etree.fromstring(core["docProps/core.xml"]).findtext("{*}title")

    assert title == "<w:p>&amp;\"' 消防🔥𠮷]]>\u200b 两个空格"


def test_tabs_and_line_ends_become_marks() -> None:
    assert said(paragraph(body("甲\t乙\n丙\r\n丁\r戊"))) == "甲\t乙\n丙\n丁\n戊"


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(), min_size=1, max_size=4))
def test_any_text_comes_back_as_it_was_written(texts: list[str]) -> None:
    node = document(one_paragraph(*map(Run, texts))).find(f".//{W}p")

    assert node is not None
    wanted = "".join(printable(text.replace("\r\n", "\n").replace("\r", "\n")) for text in texts)
    assert said(node) == wanted
