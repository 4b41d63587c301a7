"""The .docx as a package of parts, zipped so that the same paper gives the same bytes.

Parts and their relationships are python-docx's; only the last step is ours, because its own
writer stamps every member with the time of day.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from types import MappingProxyType
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from docx.opc.part import Part

from fireoffice.core.errors import InputError
from fireoffice.docs.style import FontProfile
from fireoffice.docs.writer.oxml import DECLARATION, escaped
from fireoffice.docs.writer.statics import SETTINGS, font_table_part, styles_part, theme_part

_LONGEST_PROPERTY: Final = 255
_CORE_NAMESPACES: Final = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_SIGNATURES: Final = {
    b"\x89PNG\r\n\x1a\n": ("png", CONTENT_TYPE.PNG),
    b"\xff\xd8\xff": ("jpeg", CONTENT_TYPE.JPEG),
}
_KEPT_TYPES: Final = {"rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": CONTENT_TYPE.XML} | dict(
    _SIGNATURES.values()
)


class PaperPackage:
    """A package with the shared parts in place, waiting for the text of the paper."""

    def __init__(self, fonts: FontProfile) -> None:
        self._package = OpcPackage()
        self.document = self._part("/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN)
        self._package.relate_to(self.document, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
        for name, kind, relation, blob in (
            (
                "theme/theme1",
                CONTENT_TYPE.OFC_THEME,
                RELATIONSHIP_TYPE.THEME,
                theme_part(fonts),
            ),
            ("styles", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, styles_part(fonts)),
            ("settings", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS, SETTINGS),
            (
                "fontTable",
                CONTENT_TYPE.WML_FONT_TABLE,
                RELATIONSHIP_TYPE.FONT_TABLE,
                font_table_part(fonts),
            ),
        ):
            self.document.relate_to(self._part(f"/word/{name}.xml", kind, blob), relation)
        self._media: dict[str, Part] = {}
        self._stories: dict[tuple[str, str], str] = {}
        self._drawings = 0

    def next_drawing(self) -> int:
        """A number that no other drawing of the file has."""
        self._drawings += 1
        return self._drawings

    def story(self, kind: str, content: str) -> str:
        """The relationship id of a header or footer (`kind`); equal ones share one part."""
        known = self._stories.get((kind, content))
        if known is None:
            header = kind == "header"
            number = sum(other == kind for other, _ in self._stories) + 1
            part = self._part(
                f"/word/{kind}{number}.xml",
                CONTENT_TYPE.WML_HEADER if header else CONTENT_TYPE.WML_FOOTER,
                content.encode(),
            )
            relation = RELATIONSHIP_TYPE.HEADER if header else RELATIONSHIP_TYPE.FOOTER
            known = self.document.relate_to(part, relation)
            self._stories[kind, content] = known
        return known

    def picture(self, data: bytes) -> str:
        """The relationship id of a PNG or JPEG; `InputError` for any other kind of data."""
        digest = hashlib.sha256(data).hexdigest()
        if digest not in self._media:
            for signature, (extension, kind) in _SIGNATURES.items():
                if data.startswith(signature):
                    name = f"/word/media/image{len(self._media) + 1}.{extension}"
                    self._media[digest] = self._part(name, kind, data)
                    break
            else:
                raise InputError(
                    "印章图片不是 PNG 或 JPEG 格式，不能放入公文。", "请另存为 PNG 后重新选择。"
                )
        return self.document.relate_to(self._media[digest], RELATIONSHIP_TYPE.IMAGE)

    def describe(self, title: str, author: str, created: datetime | None) -> None:
        """Set the document's properties; `created` also stands for the last change."""
        stamp = f"{created.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if created else ""
        content = (
            f"{DECLARATION}<cp:coreProperties {_CORE_NAMESPACES}>"
            + _property("dc:title", title)
            + _property("dc:creator", author)
            + _property("cp:lastModifiedBy", author)
            + (_moment("created", stamp) + _moment("modified", stamp) if stamp else "")
            + "</cp:coreProperties>"
        )
        part = self._part("/docProps/core.xml", CONTENT_TYPE.OPC_CORE_PROPERTIES, content.encode())
        self._package.relate_to(part, RELATIONSHIP_TYPE.CORE_PROPERTIES)

    def to_bytes(self, document: str) -> bytes:
        """The whole file with `document` as word/document.xml."""
        return pack(self._package, {self.document: document.encode()})

    def _part(self, name: str, kind: str, blob: bytes = b"") -> Part:
        return Part(PackURI(name), kind, blob)


def pack(package: OpcPackage, replaced: Mapping[Part, bytes] = MappingProxyType({})) -> bytes:
    """The bytes of a package; the same parts always give the same bytes.

    `replaced` holds what to write instead of the content of some parts.
    """
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:

        def add(name: str, blob: bytes | str) -> None:
            member = ZipInfo(name)
            member.compress_type = ZIP_DEFLATED
            archive.writestr(member, blob)

        parts = package.parts
        add(CONTENT_TYPES_URI.membername, _content_types(parts))
        add(PACKAGE_URI.rels_uri.membername, package.rels.xml)
        for part in parts:
            add(part.partname.membername, replaced.get(part, part.blob))
            if len(part.rels):
                add(part.partname.rels_uri.membername, part.rels.xml)
    return stream.getvalue()


def _content_types(parts: Iterable[Part]) -> bytes:
    defaults = {"rels", "xml"}
    overrides = ""
    for part in parts:
        if _KEPT_TYPES.get(part.partname.ext) == part.content_type:
            defaults.add(part.partname.ext)
        else:
            overrides += f'<Override PartName="{part.partname}" ContentType="{part.content_type}"/>'
    kept = "".join(
        f'<Default Extension="{extension}" ContentType="{_KEPT_TYPES[extension]}"/>'
        for extension in sorted(defaults)
    )
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f"{kept}{overrides}</Types>"
    ).encode()


def _property(tag: str, value: str) -> str:
    line = " ".join(value.split())[:_LONGEST_PROPERTY]
    return f"<{tag}>{escaped(line)}</{tag}>" if line else ""


def _moment(name: str, stamp: str) -> str:
    return f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>'
