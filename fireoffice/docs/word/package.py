"""A .docx opened without trusting it.

Only parts inside the archive are read, by the names that its relationships give; nothing is
unpacked to the disk, no outside target is followed, no entity is resolved. What is too large, too
dense or too deep for a paper is refused before it is parsed.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from fireoffice.core.errors import InputError
from fireoffice.docs.word.archive import Archive
from fireoffice.docs.word.names import RELATIONSHIP, Element, R
from fireoffice.docs.word.signature import foreign_archive, refuse_foreign


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship inside the package: the last step of its type, and the part it leads to."""

    kind: str
    part: str


class Package:
    """The parts of a .docx; `name` is what the user calls the file."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open a .docx. Raises `InputError` for all that is no honest one, in words for each."""
        refuse_foreign(data, name)
        self.name = name
        self._relations: dict[str, Mapping[str, Relation]] = {}
        self._archive = Archive(data, name)
        kinds = {relation.kind: relation.part for relation in self.relations("").values()}
        self.main = kinds.get("officeDocument", "word/document.xml")
        members = self._archive.names()
        if self.main not in members:
            raise foreign_archive(members, name) or self.damaged()

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
        return self._archive.read(part)

    def xml(self, part: str) -> Element | None:
        """The root element of `part`; None where there is no such part."""
        return self._archive.xml(part)

    def damaged(self) -> InputError:
        """The error for an archive that is broken, or lacks or garbles what must be in it."""
        return self._archive.damaged()

    def _inside(self, folder: str, target: str) -> str:
        """The part that `target` names from `folder`; empty where it would leave the package."""
        path = target[1:] if target.startswith("/") else posixpath.join(folder, target)
        path = posixpath.normpath(path)
        return "" if path.startswith(("..", "/")) or ":" in path else path


def relation_id(element: Element) -> str:
    """The id of the relationship that `element` refers to."""
    return element.get(R + "id", "")
