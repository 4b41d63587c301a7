"""The parts that all papers of one font profile share: styles, settings and the font table."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from fireoffice.docs.style import Face, FontProfile
from fireoffice.docs.writer.looks import (
    character_properties,
    fonts_element,
    paragraph_departures,
)
from fireoffice.docs.writer.oxml import DECLARATION, DRAWING, NAMESPACES, escaped, leaf, properties
from fireoffice.docs.writer.styles import DECLARED, NORMAL, NamedStyle

# What makes Word, WPS, LibreOffice and ONLYOFFICE agree (measured): nothing snaps to the grid,
# hangs, or is squeezed, so a line holds 28 characters and a page 22 lines.
_GROUND: Final = {
    "widowControl": leaf("widowControl", val=0),
    "overflowPunct": leaf("overflowPunct", val=0),
    "autoSpaceDE": leaf("autoSpaceDE", val=0),
    "autoSpaceDN": leaf("autoSpaceDN", val=0),
    "adjustRightInd": leaf("adjustRightInd", val=0),
    "snapToGrid": leaf("snapToGrid", val=0),
    "spacing": leaf("spacing", before=0, after=0, line=NORMAL.look.pitch, lineRule="exact"),
    "jc": leaf("jc", val=NORMAL.look.justify),
}

_OTHER_STYLES: Final = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '</w:style><w:style w:type="table" w:customStyle="1" w:styleId="PaperTable">'
    '<w:name w:val="公文表格"/><w:basedOn w:val="TableNormal"/></w:style>'
)

SETTINGS: Final = (
    f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/>'
    '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    "<w:compat><w:doNotExpandShiftReturn/>"
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/></w:compat><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
).encode()
"""word/settings.xml: odd and even pages differ, nothing is squeezed, Word 2013's rules."""

_COLOURS: Final = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "44546A",
    "lt2": "E7E6E6",
    "accent1": "C00000",
    "accent2": "ED7D31",
    "accent3": "A5A5A5",
    "accent4": "FFC000",
    "accent5": "5B9BD5",
    "accent6": "70AD47",
    "hlink": "0563C1",
    "folHlink": "954F72",
}

# What Windows has where the office has not bought the named family.
_ALTERNATIVES: Final = {
    Face.FANGSONG: "仿宋",
    Face.KAITI: "楷体",
    Face.HEITI: "黑体",
    Face.SONGTI: "宋体",
    Face.XIAOBIAOSONG: "宋体",
}


@lru_cache(maxsize=8)
def styles_part(fonts: FontProfile) -> bytes:
    """word/styles.xml for a font profile."""
    default_characters = properties(
        "rPr",
        {
            "rFonts": fonts_element(fonts, NORMAL.characters.face),
            "sz": leaf("sz", val=NORMAL.characters.size),
            "szCs": leaf("szCs", val=NORMAL.characters.size),
            "lang": leaf("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"),
        },
    )
    return (
        f"{DECLARATION}<w:styles {NAMESPACES}>"
        f"<w:docDefaults><w:rPrDefault>{default_characters}</w:rPrDefault><w:pPrDefault/>"
        f"</w:docDefaults>{''.join(_style_element(style, fonts) for style in DECLARED)}"
        f"{_OTHER_STYLES}</w:styles>"
    ).encode()


@lru_cache(maxsize=8)
def font_table_part(fonts: FontProfile) -> bytes:
    """word/fontTable.xml: the families used, and what to take where one is missing."""
    families = {fonts.family(face): _ALTERNATIVES[face] for face in Face}
    return (
        f"{DECLARATION}<w:fonts {NAMESPACES}>"
        + "".join(
            f'<w:font w:name="{escaped(family)}">'
            + (leaf("altName", val=other) if other != family else "")
            + '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
            for family, other in families.items()
        )
        + "</w:fonts>"
    ).encode()


@lru_cache(maxsize=8)
def theme_part(fonts: FontProfile) -> bytes:
    """word/theme/theme1.xml: Word asks for one; no style refers to it.

    WPS tells the user of a font that the theme names and the machine lacks, so it names none but
    the page number's.
    """
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS.items()
    )
    family = escaped(fonts.songti)
    faces = f'<a:latin typeface="{family}"/><a:ea typeface="{family}"/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="{DRAWING}" name="公文"><a:themeElements>'
        f'<a:clrScheme name="公文">{colours}</a:clrScheme><a:fontScheme name="公文">'
        f"<a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="公文"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    ).encode()


def _style_element(style: NamedStyle, fonts: FontProfile) -> str:
    normal = style is NORMAL
    kind = 'w:default="1"' if normal else 'w:customStyle="1"'
    paragraph = _GROUND if normal else paragraph_departures(style.look, NORMAL.look)
    against = None if normal else NORMAL.characters
    return (
        f'<w:style w:type="paragraph" {kind} w:styleId="{style.id}">{leaf("name", val=style.name)}'
        + ("" if normal else leaf("basedOn", val=NORMAL.id))
        + "<w:qFormat/>"
        + properties("pPr", paragraph)
        + character_properties(style.characters, against, fonts)
        + "</w:style>"
    )
