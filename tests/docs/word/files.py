"""Small Word files made by hand, a part at a time."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": W,
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    }.items()
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = (
    *("styles", "numbering", "settings", "footnotes", "theme", "footer", "header", "comments"),
    "endnotes",
)
_ROOTS = {"footer": "ftr", "header": "hdr"}


def part(root: str, content: str) -> str:
    """A part with the root element `w:{root}` around `content`."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_NAMES}>{content}</w:{root}>'


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr>"
        f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def docx(
    body: str,
    parts: Mapping[str, str] | None = None,
    files: Mapping[str, tuple[str, bytes]] | None = None,
) -> bytes:
    """A .docx with `body`; `parts` are the contents of styles, numbering and so on.

    `files` are others by the id of their relationship: its kind, and what is in them. They are
    called by that id.
    """
    related = dict(parts or {})
    held = files or {}
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"/>',
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": _relations(
            {f"rId{kind}": (kind, f"{kind}.xml") for kind in _KINDS if kind in related}
            | {name: (kind, name) for name, (kind, _) in held.items()}
        ),
    }
    for kind, content in related.items():
        root = _ROOTS.get(kind, kind)
        members[f"word/{kind}.xml"] = content if kind == "theme" else part(root, content)
    members |= {f"word/{name}": data for name, (_, data) in held.items()}
    return archive(members)


def image(name: str, width: int = 2880000, height: int = 1920000) -> str:
    """A run with the picture of the relationship `name`; lengths in EMU."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{width}" cy="{height}"/><a:graphic>'
        f'<a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="{name}"/></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:ext cx="{width}" cy="{height}"/></a:xfrm></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def row(*cells: str) -> str:
    """A row of a table; each cell is its content, its `w:tcPr` ahead of it."""
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def cell(*texts: str, span: int = 1, merge: str = "") -> str:
    """The content of a cell: its paragraphs, and how it is merged (`restart`, `continue`)."""
    about = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    about += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f"<w:tcPr>{about}</w:tcPr>{''.join(map(paragraph, texts or ('',)))}"


def archive(files: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of `files`."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return target.getvalue()


def _relations(relations: Mapping[str, tuple[str, str]]) -> str:
    said = "".join(
        f'<Relationship Id="{identifier}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for identifier, (kind, target) in relations.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}">{said}</Relationships>'


def box(content: str, *, fallback: str = "") -> str:
    """A run with a text box as Word writes it: DrawingML, and VML for old programs."""
    drawn = (
        "<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>"
        f"{content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        "</w:drawing>"
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawn}</mc:Choice>'
        f"<mc:Fallback>{vml_box(fallback or content)}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def vml_box(content: str) -> str:
    """A text box as old programs write it, without the run around it."""
    return (
        "<w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{content}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )
