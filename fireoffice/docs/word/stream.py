"""The paragraphs of a document in reading order, as someone sees it who accepted every change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from fireoffice.core.errors import InputError
from fireoffice.docs.balance import Tally, count_characters, total
from fireoffice.docs.paper import Picture
from fireoffice.docs.word.census import census
from fireoffice.docs.word.chunks import chunk_paragraphs
from fireoffice.docs.word.inline import Inline, InlineReader, WordArt, note_mark
from fireoffice.docs.word.leavings import Leavings, Left
from fireoffice.docs.word.looks import RUN_FIELDS, RunLooks, chosen
from fireoffice.docs.word.margins import split_foot, split_head
from fireoffice.docs.word.model import (
    Place,
    RunFacts,
    SectionFacts,
    WordDocument,
    WordParagraph,
)
from fireoffice.docs.word.names import ALTERNATE, REMOVED, WRAPPERS, Element, W, alternative
from fireoffice.docs.word.numbering import Numbering
from fireoffice.docs.word.package import Package, relation_id
from fireoffice.docs.word.pictures import PictureShelf
from fireoffice.docs.word.sections import section_facts
from fireoffice.docs.word.styles import (
    Look,
    Styles,
    Theme,
    is_on,
    merged,
    paragraph_look,
    run_look,
)
from fireoffice.docs.word.tables import CellPlace, cells_of

_PARAGRAPH_FIELDS: Final = (
    "align", "first", "left", "right", "line", "line_rule", "before", "after",
    "top_border", "bottom_border",
)  # fmt: skip
_P: Final = W + "p"
_TBL: Final = W + "tbl"
_DEEPEST_CHUNK: Final = 3
_CHUNK: Final = W + "altChunk"


@dataclass(frozen=True, slots=True)
class _Where:
    """The place that the paragraphs of a story or a cell have."""

    place: Place = Place.BODY
    cell: CellPlace | None = None


_Node = tuple[Any, _Where]


@dataclass(frozen=True, slots=True)
class _Emit:
    """A paragraph whose content is read and whose text boxes ahead of it have been told."""

    inline: Inline


class DocumentReader:
    """Reads one package into facts."""

    def __init__(self, package: Package, around: DocumentReader | None = None) -> None:
        """`around` reads the file that `package` stands in, where it does."""
        self._package = package
        settings = package.related("settings")
        language = settings.find(W + "themeFontLang") if settings is not None else None
        spoken = language.get(W + "eastAsia", "") if language is not None else ""
        self._theme = Theme.read(package.related("theme"), spoken)
        self._styles = Styles(package.related("styles"), self._theme)
        self._numbering = Numbering(package.related("numbering"), self._theme)
        self._depth: int = around._depth + 1 if around else 0
        self._leavings = around._leavings if around else Leavings()
        pictures = around._shelf.pictures if around else list[Picture]()
        self._shelf = PictureShelf(package, self._leavings, package.main, pictures)
        self._held: list[Tally] = []
        self._margins: dict[str, list[WordParagraph]] = {"header": [], "footer": []}
        self._inline = InlineReader(self._shelf, self._leavings)
        self._looks = RunLooks(self._styles, self._theme, self._leavings)
        self._tables = 0
        self._section = 0
        odd = settings.find(W + "evenAndOddHeaders") if settings is not None else None
        self._even_and_odd = bool(is_on(odd))

    def read(self) -> WordDocument:
        """The whole document; raises `InputError` where the package has no body."""
        root = self._package.xml(self._package.main)
        body = root.find(W + "body") if root is not None else None
        if body is None:
            raise self._package.damaged()
        paragraphs = self._story(body, Place.BODY)
        held = census(body)
        if held.characters > _characters(paragraphs) + self._leavings.characters():
            self._leavings.note(Left.UNREAD)
        notes = self._notes()
        for number, note in enumerate(notes, 1):
            mark = RunFacts(note_mark(number))
            first = replace(note[0], text=mark.text + note[0].text, runs=(mark, *note[0].runs))
            paragraphs += [first, *note[1:]]
        texts = tuple("\n".join(one.text for one in note) for note in notes)
        self._section = 0
        sections = self._sections(body)
        paragraphs = [
            *split_head(self._margins["header"], paragraphs, self._leavings),
            *paragraphs,
            *split_foot(self._margins["footer"], paragraphs, self._leavings),
        ]
        self._note_comments()
        return WordDocument(
            tuple(paragraphs),
            sections,
            texts,
            tuple(self._shelf.pictures),
            self._leavings.told(),
            total((held, *self._held)),
        )

    def _note_comments(self) -> None:
        root = self._package.related("comments")
        for comment in root.iter(W + "comment") if root is not None else ():
            text = "".join(node.text or "" for node in comment.iter(W + "t"))
            self._leavings.note(Left.COMMENT, text)

    def _chunk(self, node: Element) -> list[WordParagraph]:
        """The paragraphs of a file that stands in the text as it is; told where it is unknown."""
        relation = self._package.relations(self._package.main).get(relation_id(node))
        data = self._package.content(relation.part) if relation else None
        found: list[WordParagraph] | None = None
        if data and not data.startswith(b"PK"):
            found = chunk_paragraphs(data, self._tables, self._leavings)
        elif data and self._depth < _DEEPEST_CHUNK:
            found = self._document_in(data)
        if found is None:
            name = relation.part.rpartition("/")[2] if relation else ""
            self._leavings.note(Left.INSERTED_FILE, name)
            return []
        self._tables += len({one.cell[0] for one in found if one.cell})
        return [replace(one, section=self._section) for one in found]

    def _document_in(self, data: bytes) -> list[WordParagraph] | None:
        try:
            package = Package(data, self._package.name)
            inner = DocumentReader(package, self).read().paragraphs
        except InputError:
            return None
        return [
            replace(one, cell=(one.cell[0] + self._tables, *one.cell[1:])) if one.cell else one
            for one in inner
        ]

    def _story(self, root: Element, place: Place) -> list[WordParagraph]:
        """The paragraphs of `root` and of all that stands in it."""
        found: list[WordParagraph] = []
        held: Inline | None = None
        breaks = False
        stack: list[Iterator[_Node]] = [_each(root, _Where(place))]
        while stack:
            item = next(stack[-1], None)
            if item is None:
                stack.pop()
                continue
            node, where = item
            if isinstance(node, WordArt):
                run = RunFacts(node.text, size=0, color=node.color)
                found.append(
                    WordParagraph(
                        node.text, runs=(run,), align="center", place=Place.TEXT_BOX,
                        section=self._section,
                    )
                )  # fmt: skip
            elif isinstance(node, _Emit):
                inline = node.inline
                if held is not None:
                    inline.pieces[:0] = held.pieces
                    held = None
                direct = paragraph_look(inline.properties)
                if _merges_into_next(direct):
                    held = inline
                    continue
                made = self._paragraph(direct, inline, where)
                if made is not None:
                    made = replace(made, page_break_before=True) if breaks else made
                    breaks = inline.breaks_after
                    found.append(made)
                if place is Place.BODY and "section" in direct:
                    self._section += 1
            elif node.tag == _P:
                inline = self._inline.read(node)
                boxed = _Where(Place.TEXT_BOX)
                stack.append(
                    iter(
                        [
                            *((box, boxed) for box in inline.before),
                            (_Emit(inline), where),
                            *((box, boxed) for box in inline.after),
                        ]
                    )
                )
            elif node.tag == _TBL:
                self._tables += 1
                cells = cells_of(node, self._tables - 1, self._leavings)
                stack.append((cell, _Where(Place.TABLE, place)) for cell, place in cells)
            elif node.tag == _CHUNK:
                found += self._chunk(node)
            elif node.tag == W + "subDoc":
                self._leavings.note(Left.INSERTED_FILE, "子文档")
            elif node.tag == ALTERNATE:
                stack.append(_each(alternative(node), where))
            elif node.tag in _CONTAINERS:
                stack.append(_each(node, where))
        self._inline.end_story()
        return found

    def _paragraph(self, direct: Look, inline: Inline, where: _Where) -> WordParagraph | None:
        style = self._styles.paragraph_style(direct.get("style", ""))
        runs = self._looks.runs(inline.pieces, style.id, style.run)
        mark = direct.get("mark")
        if inline.pieces and not runs and run_look(mark, self._theme).get("vanish"):
            return None
        look, label, label_run = self._number(direct, style.paragraph, style.chain)
        if label:
            looks = merged(style.run, run_look(mark, self._theme), label_run)
            runs = [RunFacts(label, **chosen(looks, RUN_FIELDS)), *runs]
        first_chars = look.get("first_chars") or None
        said = chosen(look, _PARAGRAPH_FIELDS)
        if first_chars:
            size = next((run.size for run in runs if run.text.strip()), style.run.get("size", 20))
            said["first"] = first_chars * size * 10 // 100
        return WordParagraph(
            "".join(run.text for run in runs),
            label,
            tuple(runs),
            first_chars=first_chars,
            page_break_before=bool(look.get("page_break_before")) or inline.breaks_before,
            style_name=style.name,
            place=where.place,
            cell=where.cell and (where.cell.table, where.cell.row, where.cell.column),
            spans=(where.cell.rows, where.cell.columns) if where.cell else (1, 1),
            section=self._section,
            fields=tuple(inline.fields),
            drawn=tuple(inline.drawn),
            **said,
        )

    def _number(self, direct: Look, styled: Look, chain: tuple[str, ...]) -> tuple[Look, str, Look]:
        """The effective look of a paragraph, its automatic number and how that looks."""
        look = merged(styled, direct)
        if "numId" not in look:
            return look, "", {}
        look["numbered_by_style"] = "numId" not in direct
        numbered = self._numbering.number(look, chain)
        if numbered is None:
            return look, "", {}
        if look["numbered_by_style"]:
            return merged(numbered.paragraph, look), numbered.label, numbered.run
        return merged(styled, numbered.paragraph, direct), numbered.label, numbered.run

    def _notes(self) -> list[list[WordParagraph]]:
        """The paragraphs of each note that is referred to, in the order of the marks."""
        parts: dict[str, Mapping[str, tuple[str, Element]]] = {}
        for kind in ("footnote", "endnote"):
            part = self._package.part_of(kind + "s") if self._inline.notes else ""
            root = self._package.xml(part) if part else None
            notes: Iterable[Element] = root.iter(W + kind) if root is not None else ()
            parts[kind] = {note.get(W + "id", ""): (part, note) for note in notes}
        found: list[list[WordParagraph]] = []
        for kind, identifier in tuple(self._inline.notes):
            note = parts[kind].get(identifier)
            paragraphs = self._in_part(*note, Place.FOOTNOTE) if note is not None else []
            said = [one for one in paragraphs if one.text.strip()]
            found.append(said or [WordParagraph("", place=Place.FOOTNOTE)])
        return found

    def _sections(self, body: Element) -> tuple[SectionFacts, ...]:
        """The sections' pages; what stands in their heads and feet is gathered, each once."""
        relations = self._package.relations(self._package.main)
        known: dict[str, tuple[WordParagraph, ...]] = {}
        found: list[SectionFacts] = []
        feet: dict[str, tuple[WordParagraph, ...]] = {}
        for section in body.iter(W + "sectPr"):
            if section.getparent().tag == W + "sectPrChange":
                continue
            feet = dict(feet)
            for reference in section.iterchildren(W + "headerReference", W + "footerReference"):
                relation = relations.get(relation_id(reference))
                if relation is None:
                    continue
                margin = "footer" if reference.tag == W + "footerReference" else "header"
                if relation.part not in known:
                    known[relation.part] = self._margin(relation.part, margin)
                    self._margins[margin] += known[relation.part]
                if margin == "footer":
                    feet[reference.get(W + "type", "default")] = known[relation.part]
            found.append(section_facts(section, feet, self._even_and_odd))
        return tuple(found) or (SectionFacts(even_and_odd=self._even_and_odd),)

    def _margin(self, part: str, margin: str) -> tuple[WordParagraph, ...]:
        root = self._package.xml(part)
        if root is None:
            return ()
        place = Place.FOOTER if margin == "footer" else Place.HEADER
        return tuple(self._in_part(part, root, place))

    def _in_part(self, part: str, root: Element, place: Place) -> list[WordParagraph]:
        """The paragraphs of `root`, which stands in `part`: its pictures are named there."""
        self._shelf.part, outer = part, self._shelf.part
        found = self._story(root, place)
        self._held.append(census(root))
        self._shelf.part = outer
        return found


_CONTAINERS: Final = WRAPPERS | {
    W + name for name in ("tc", "txbxContent", "body", "ftr", "hdr", "footnote", "endnote")
}


def _each(parent: Iterable[Element], where: _Where) -> Iterator[_Node]:
    return ((child, where) for child in parent)


def _characters(paragraphs: Iterable[WordParagraph]) -> int:
    return sum(count_characters(one.text) for one in paragraphs)


def _merges_into_next(direct: Look) -> bool:
    """True if the mark of a paragraph is deleted: then its text runs on in the next one."""
    mark = direct.get("mark")
    return mark is not None and any(one.tag in REMOVED for one in mark)
