"""A template looked through before python-docx and docxtpl see it: both believe what they read.

The package is held to the limits of any Word file that is read, and to narrower ones: a template
is one sheet. What leads out of it (linked pictures, a template of its own, fields that fetch) is
taken away or refused, so that no paper made of it asks for anything outside.
"""

from __future__ import annotations

import posixpath
import re
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo, is_zipfile

from docx import Document
from jinja2 import TemplateSyntaxError
from jinja2.exceptions import SecurityError
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from fireoffice.core.errors import InputError
from fireoffice.docs.word.archive import Archive
from fireoffice.docs.word.names import R, W

LARGEST: Final = 20_000_000
"""Bytes of a template: one sheet with a picture or two."""

_MOST_ENTRIES: Final = 500
_LARGEST_UNPACKED: Final = 40_000_000
_LARGEST_TEXT: Final = 4_000_000
_MOST_MARKS: Final = 2_000
_LONGEST_MARK: Final = 500
_MOST_TRIMMED: Final = 50
_MOST_WORK: Final = 30_000_000
"""Marks times characters of a part: docxtpl's patterns look for each mark from each other."""
_OLD_WORD: Final = b"\xd0\xcf\x11\xe0"
_MAIN_PART: Final = "word/document.xml"
_XML: Final = (".xml", ".rels")
_UNLINKED: Final = ("hyperlink", "blip")
"""Elements that stay without what they lead to; the others go with it."""
_FETCHING: Final = re.compile(
    r"\b(DDE(?:AUTO)?|INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|LINK|DATABASE)\b", re.IGNORECASE
)
_TAGS: Final = re.compile(r"<[^>]*>")
_OPENING: Final = re.compile(r"\{[{%#]")
_CLOSING: Final = re.compile(r"[}%#]\}")
_CLOSES: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
_SPECIAL: Final = re.compile(r"\{%\s*(colspan|cellbg|vm|hm)\b")


def vetted(data: bytes, name: str) -> bytes:
    """The template `data`, called `name` in errors, with nothing that leads out of it.

    Raises `InputError` where it is no .docx, saying what it is instead, or more than a template
    can be.
    """
    if not data:
        raise InputError(f"模板“{name}”是空文件。", "请重新选择，或恢复内置模板。")
    if data.startswith(_OLD_WORD):
        raise InputError(
            f"模板“{name}”是旧版 Word 文件（.doc）。", "请在 Word 或 WPS 中另存为 .docx 再放入。"
        )
    if len(data) > LARGEST:
        raise too_large(name)
    if not is_zipfile(BytesIO(data)):
        raise _no_word_file(name)
    try:
        archive = Archive(data, name, _MOST_ENTRIES, _LARGEST_UNPACKED)
        if _MAIN_PART not in archive.names():
            raise _no_word_file(name)
        changed = _looked_through(archive, name)
        kept = _packed(archive, changed) if changed else data
        Document(BytesIO(kept))
    except InputError as error:
        said = error.message if error.message.startswith("模板") else f"模板{error.message}"
        raise InputError(said, error.hint) from None
    except (LookupError, ValueError, AttributeError, etree.LxmlError) as error:
        raise InputError(
            f"模板“{name}”打不开，文件内容不完整。", "请在 Word 或 WPS 中另存一次，或另选一个文件。"
        ) from error
    return kept


def too_large(name: str) -> InputError:
    """The error for a file that is larger than a template can be."""
    return InputError(
        f"模板“{name}”太大，最大{LARGEST // 1_000_000}MB。", "请去掉里面的大图，或另选一个文件。"
    )


def refuse_tangled(markup: str) -> None:
    """Raise what Jinja raises where the marks in a part are not closed, too many or too long.

    docxtpl looks for marks with patterns that take hours over what was made for that.
    """
    text = _TAGS.sub("", markup)
    at = marks = trimmed = 0
    rest: list[str] = []
    while opening := _OPENING.search(text, at):
        rest.append(text[at : opening.start()])
        close = text.find(_CLOSES[opening[0]], opening.end(), opening.end() + _LONGEST_MARK)
        if close < 0:
            raise _open_ended(text[opening.start() :][:_LONGEST_MARK])
        at = close + 2
        marks += 1
        trimmed += text[opening.end()] == "-" or text[close - 1] == "-"
    rest.append(text[at:])
    if stray := next((one for one in map(_CLOSING.search, rest) if one), None):
        raise _open_ended(stray.string[max(0, stray.start() - 20) : stray.end()])
    if marks > _MOST_MARKS or trimmed > _MOST_TRIMMED or marks * len(markup) > _MOST_WORK:
        raise SecurityError("标记太多")
    if len(markup) > _LARGEST_TEXT:
        raise SecurityError("文字太多")
    if special := _SPECIAL.search(text):
        raise SecurityError(special[1])


def _looked_through(archive: Archive, name: str) -> dict[str, bytes]:
    """The members that must be others for nothing to lead outside; every member is read."""
    changed: dict[str, bytes] = {}
    for part in archive.names():
        if not part.endswith(_XML):
            archive.read(part)
            continue
        root = archive.xml(part)
        if root is None:
            continue
        _refuse_fetching(root, name)
        if part.endswith(".rels") and (ids := _without_outside(root)):
            changed[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            folder, base = posixpath.split(part)
            source = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
            holder = archive.xml(source) if source.endswith(".xml") else None
            if holder is not None:
                _unlink(holder, ids)
                changed[source] = etree.tostring(holder, xml_declaration=True, encoding="UTF-8")
    return changed


def _without_outside(relations: Any) -> set[str]:
    """Take the relationships away that lead out of the package; their ids."""
    outside = [
        one
        for one in relations.iterchildren(etree.Element)
        if one.get("TargetMode", "").lower() == "external"
        or re.match(r"[A-Za-z][\w+.-]*:|//|\\", one.get("Target", ""))
    ]
    for one in outside:
        relations.remove(one)
    return {one.get("Id", "") for one in outside}


def _unlink(root: Any, ids: set[str]) -> None:
    """Take away what refers to one of the relationships `ids`."""
    for element in list(root.iter(etree.Element)):
        links = [key for key in element.attrib if key.startswith(R) and element.get(key) in ids]
        parent = element.getparent()
        if links and parent is not None:
            if etree.QName(element).localname in _UNLINKED:
                for key in links:
                    del element.attrib[key]
            else:
                parent.remove(element)


def _refuse_fetching(root: Any, name: str) -> None:
    """Raise `InputError` where a field of the part fetches something when the paper is opened."""
    # The words of one field may be split into runs; a mark stands between two fields.
    pieces = root.iter(f"{W}instrText", f"{W}fldChar")
    said = "".join(" " if one.tag == f"{W}fldChar" else one.text or "" for one in pieces) + " "
    said += " ".join(one.get(f"{W}instr", "") for one in root.iter(f"{W}fldSimple"))
    if fetching := _FETCHING.search(said):
        raise InputError(
            f"模板“{name}”里有会取用外部内容的域（{fetching[1]}）。",
            "请在 Word 或 WPS 中把它换成普通文字或图片，再放入。",
        )


def _packed(archive: Archive, changed: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for part in archive.names():
            data = changed[part] if part in changed else archive.read(part)
            package.writestr(ZipInfo(part), data or b"", ZIP_DEFLATED)
    return stream.getvalue()


def _open_ended(near: str) -> TemplateSyntaxError:
    error = TemplateSyntaxError("unbalanced", 1)
    error.source = near
    return error


def _no_word_file(name: str) -> InputError:
    return InputError(f"模板“{name}”不是 Word 文件（.docx）。", "请另选一个文件。")
