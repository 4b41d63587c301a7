"""A .docx opened without trusting it.

Only parts inside the archive are read, by the names that its relationships give; nothing is
unpacked to the disk, no outside target is followed, no entity is resolved. What is too large, too
dense or too deep for a paper is refused before it is parsed.
"""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from fireoffice.core.errors import InputError
from fireoffice.docs.word.names import RELATIONSHIP, STRICT, Element, R
from fireoffice.docs.word.signature import foreign_archive, refuse_foreign

_MOST_ENTRIES: Final = 5000
_LARGEST_TOTAL: Final = 500_000_000
_LARGEST_PART: Final = 40_000_000
_SUSPECT: Final = 4_000_000
_DENSEST: Final = 120
"""Bytes that one packed byte of an honest part becomes at most; text of a paper gives 5 to 30."""

_DAMAGED_HINT: Final = "请在 WPS 中打开并另存为新的 .docx 文件，再试一次。"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship inside the package: the last step of its type, and the part it leads to."""

    kind: str
    part: str


class Package:
    """The parts of a .docx; `name` is what the user calls the file."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises `InputError` for everything that is not an honest .docx, each in its own words."""
        refuse_foreign(data, name)
        self.name = name
        self._relations: dict[str, Mapping[str, Relation]] = {}
        try:
            self._archive = ZipFile(BytesIO(data))
            self._members = {one.filename: one for one in self._archive.infolist()}
        except (BadZipFile, ValueError, OverflowError, NotImplementedError, UnicodeError):
            raise self.damaged() from None
        self._refuse_bomb(self._archive.infolist())
        kinds = {relation.kind: relation.part for relation in self.relations("").values()}
        self.main = kinds.get("officeDocument", "word/document.xml")
        if self.main not in self._members:
            raise foreign_archive(self._members, name) or self.damaged()

    def relations(self, part: str) -> Mapping[str, Relation]:
        """The relationships of `part` by their ids; those that lead outside are left out."""
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def _read_relations(self, part: str) -> Mapping[str, Relation]:
        folder, base = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        if root is None:
            return {}
        found: dict[str, Relation] = {}
        for one in root.iter(RELATIONSHIP):
            target = self._inside(folder, one.get("Target", ""))
            if one.get("TargetMode") != "External" and target:
                kind = one.get("Type", "").rpartition("/")[2]
                found[one.get("Id", "")] = Relation(kind, target)
        return found

    def related(self, kind: str) -> Element | None:
        """The part of the main part's relationship `kind` (styles, numbering …)."""
        part = self.part_of(kind)
        return self.xml(part) if part else None

    def part_of(self, kind: str) -> str:
        """The part of the main part's relationship `kind` (styles, footnotes …); "" for none."""
        relations = self.relations(self.main).values()
        return next((one.part for one in relations if one.kind == kind), "")

    def content(self, part: str) -> bytes | None:
        """The bytes of `part`; None where there is no such part."""
        member = self._members.get(part)
        return None if member is None else self._read(member)

    def xml(self, part: str) -> Element | None:
        """The root element of `part`; None where there is no such part."""
        member = self._members.get(part)
        if member is None:
            return None
        data = self._read(member)
        # A paper needs no DTD: with it go entities of every kind.
        if b"<!DOCTYPE" in data:
            raise self._suspicious("里面有 Word 从不写入的实体声明")
        if b"http://purl.oclc.org/ooxml/" in data:
            for strict, usual in STRICT:
                data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise self._unreadable(str(error)) from None
        if root.getroottree().docinfo.doctype:
            raise self._suspicious("里面有 Word 从不写入的实体声明")
        return root

    def damaged(self) -> InputError:
        """That the archive or what must be in it is broken."""
        return InputError(f"“{self.name}”已损坏，读不出公文。", _DAMAGED_HINT)

    def _read(self, member: ZipInfo) -> bytes:
        if member.flag_bits & 1:
            raise InputError(
                f"“{self.name}”被压缩软件加了密码。", "请先去掉密码，再打开其中的公文。"
            )
        if member.file_size > _LARGEST_PART:
            raise self._suspicious("里面的文字大得不像一份公文")
        try:
            return self._archive.read(member)
        except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
            raise self.damaged() from None
        except (RuntimeError, MemoryError, OverflowError):
            raise self.damaged() from None

    def _refuse_bomb(self, members: list[ZipInfo]) -> None:
        if len(members) > _MOST_ENTRIES:
            raise self._suspicious("里面的文件多得不像一份公文")
        if sum(member.file_size for member in members) > _LARGEST_TOTAL:
            raise self._suspicious("解开后大得不像一份公文")
        for member in members:
            if member.file_size > max(_SUSPECT, _DENSEST * member.compress_size):
                raise self._suspicious("解开后大得不像一份公文")

    def _unreadable(self, reason: str) -> InputError:
        if "depth" in reason:
            return self._suspicious("里面的表格层层相套，深得不像一份公文")
        return self.damaged()

    def _suspicious(self, what: str) -> InputError:
        return InputError(
            f"“{self.name}”{what}，为安全没有打开。", "请向发来文件的单位核实，或请对方重新发送。"
        )

    def _inside(self, folder: str, target: str) -> str:
        """The part that `target` names from `folder`; empty where it would leave the package."""
        path = target[1:] if target.startswith("/") else posixpath.join(folder, target)
        path = posixpath.normpath(path)
        return "" if path.startswith(("..", "/")) or ":" in path else path


def relation_id(element: Element) -> str:
    """The id of the relationship that `element` refers to."""
    return element.get(R + "id", "")
