"""What a paragraph looks like follows from direct properties, styles, defaults and theme."""

from __future__ import annotations

from fireoffice.docs.word import RunFacts, WordParagraph, read_word
from tests.docs.word.files import docx, paragraph

STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr>
  <w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/><w:sz w:val="21"/>
</w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>
  <w:pPr><w:jc w:val="both"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="b"><w:name w:val="正文文本"/><w:basedOn w:val="a"/>
  <w:pPr><w:spacing w:line="579" w:lineRule="exact"/><w:ind w:firstLineChars="200"/></w:pPr>
  <w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/><w:b/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="x"><w:name w:val="环"/><w:basedOn w:val="y"/></w:style>
<w:style w:type="paragraph" w:styleId="y"><w:name w:val="环2"/><w:basedOn w:val="x"/></w:style>
<w:style w:type="character" w:styleId="c"><w:name w:val="强调"/>
  <w:rPr><w:b/><w:color w:val="ff0000"/></w:rPr></w:style>
"""
THEME = """<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<a:themeElements><a:fontScheme><a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/>
<a:font script="Hans" typeface="宋体"/><a:font script="Jpan" typeface="游明朝"/></a:minorFont>
</a:fontScheme></a:themeElements></a:theme>"""


def _read(properties: str = "", run: str = "") -> WordParagraph:
    body = paragraph("字", properties, run)
    (one,) = read_word(docx(body, {"styles": STYLES, "theme": THEME})).paragraphs
    return one


def test_defaults_and_theme_hold_where_nothing_else_is_said() -> None:
    one = _read()

    assert one.runs == (RunFacts("字", "宋体", "Calibri", 21),)
    assert (one.align, one.style_name, one.line_rule) == ("both", "Normal", "auto")


def test_a_style_inherits_and_overrides() -> None:
    one = _read('<w:pStyle w:val="b"/>')

    assert one.runs == (RunFacts("字", "仿宋_GB2312", "Calibri", 32, bold=True),)
    assert (one.align, one.line, one.line_rule) == ("both", 579, "exact")
    assert (one.first_chars, one.first) == (200, 640)


def test_direct_properties_come_first() -> None:
    one = _read(
        '<w:pStyle w:val="b"/><w:jc w:val="center"/>',
        '<w:rFonts w:eastAsia="黑体"/><w:b w:val="0"/><w:sz w:val="44"/><w:spacing w:val="-5"/>',
    )

    assert one.runs == (RunFacts("字", "黑体", "Calibri", 44, spacing=-5),)
    assert one.align == "center"
    assert one.size == 44


def test_bold_on_bold_is_not_bold() -> None:
    assert not _read('<w:pStyle w:val="b"/>', '<w:rStyle w:val="c"/>').runs[0].bold
    emphasised = _read("", '<w:rStyle w:val="c"/>').runs[0]
    assert (emphasised.bold, emphasised.color) == (True, "FF0000")


def test_a_chain_of_styles_that_bites_its_tail_ends() -> None:
    assert _read('<w:pStyle w:val="x"/>').style_name == "环"


def test_an_unknown_style_is_the_standard_one() -> None:
    assert _read('<w:pStyle w:val="nowhere"/>').style_name == "Normal"


def test_borders_of_a_paragraph_are_rules() -> None:
    one = _read(
        '<w:pBdr><w:top w:val="nil"/><w:bottom w:val="single" w:sz="8" w:color="ff0000"/></w:pBdr>'
    )

    assert one.top_border is None
    assert one.bottom_border is not None
    assert (one.bottom_border.eighths, one.bottom_border.color) == (8, "FF0000")


def test_runs_of_one_look_are_one_run() -> None:
    runs = "".join(f'<w:r w:rsidR="{n}"><w:t>{n}</w:t></w:r>' for n in range(5))
    (one,) = read_word(docx(f"<w:p>{runs}</w:p>", {"styles": STYLES})).paragraphs

    assert [run.text for run in one.runs] == ["01234"]
