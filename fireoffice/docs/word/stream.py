"""The paragraphs of a document in reading order, as someone sees it who accepted every change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from fireoffice.docs.word.inline import Inline, InlineReader, WordArt, note_mark
from fireoffice.docs.word.model import (
    BLACK,
    Place,
    RunFacts,
    SectionFacts,
    WordDocument,
    WordParagraph,
)
from fireoffice.docs.word.names import ALTERNATE, REMOVED, VAL, Element, W, alternative
from fireoffice.docs.word.numbering import Numbering
from fireoffice.docs.word.package import Package, relation_id
from fireoffice.docs.word.styles import (
    Look,
    Styles,
    Theme,
    is_on,
    measure,
    merged,
    paragraph_look,
    run_look,
)

_WRAPPERS: Final = frozenset(
    {W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
)
_PARAGRAPH_FIELDS: Final = (
    "align", "first", "left", "right", "line", "line_rule", "before", "after",
    "top_border", "bottom_border",
)  # fmt: skip
_RUN_FIELDS: Final = {
    "east_asia": "",
    "ascii": "",
    "size": 20,
    "bold": False,
    "color": BLACK,
    "spacing": 0,
}
_P: Final = W + "p"
_TBL: Final = W + "tbl"
_WIDEST_SPAN: Final = 200


@dataclass(frozen=True, slots=True)
class _Where:
    """The place that the paragraphs of a story or a cell have."""

    place: Place = Place.BODY
    cell: tuple[int, int, int] | None = None


_Node = tuple[Any, _Where]


@dataclass(frozen=True, slots=True)
class _RunLook:
    """What a run looks like: the values of `_RUN_FIELDS`, and whether it shows at all."""

    values: tuple[Any, ...]
    hidden: bool


@dataclass(frozen=True, slots=True)
class _Emit:
    """A paragraph whose content is read and whose text boxes ahead of it have been told."""

    inline: Inline


class DocumentReader:
    """Reads one package into facts."""

    def __init__(self, package: Package) -> None:
        self._package = package
        settings = package.related("settings")
        language = settings.find(W + "themeFontLang") if settings is not None else None
        spoken = language.get(W + "eastAsia", "") if language is not None else ""
        self._theme = Theme.read(package.related("theme"), spoken)
        self._styles = Styles(package.related("styles"), self._theme)
        self._numbering = Numbering(package.related("numbering"), self._theme)
        self._inline = InlineReader()
        self._runs: dict[Any, _RunLook] = {}
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
        notes = self._notes()
        for number, note in enumerate(notes, 1):
            mark = RunFacts(note_mark(number))
            first = replace(note[0], text=mark.text + note[0].text, runs=(mark, *note[0].runs))
            paragraphs += [first, *note[1:]]
        texts = tuple("\n".join(one.text for one in note) for note in notes)
        return WordDocument(tuple(paragraphs), self._sections(body), texts)

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
                stack.append(_cells(node, self._tables - 1))
            elif node.tag == ALTERNATE:
                stack.append(_each(alternative(node), where))
            elif node.tag in _CONTAINERS:
                stack.append(_each(node, where))
        self._inline.end_story()
        return found

    def _paragraph(self, direct: Look, inline: Inline, where: _Where) -> WordParagraph | None:
        style = self._styles.paragraph_style(direct.get("style", ""))
        runs = self._look_up(inline, style.id, style.run)
        mark = direct.get("mark")
        if inline.pieces and not runs and run_look(mark, self._theme).get("vanish"):
            return None
        look, label, label_run = self._number(direct, style.paragraph, style.chain)
        if label:
            looks = merged(style.run, run_look(mark, self._theme), label_run)
            runs = [RunFacts(label, **_chosen(looks, _RUN_FIELDS)), *runs]
        first_chars = look.get("first_chars") or None
        chosen = _chosen(look, _PARAGRAPH_FIELDS)
        if first_chars:
            size = next((run.size for run in runs if run.text.strip()), style.run.get("size", 20))
            chosen["first"] = first_chars * size * 10 // 100
        return WordParagraph(
            "".join(run.text for run in runs),
            label,
            tuple(runs),
            first_chars=first_chars,
            page_break_before=bool(look.get("page_break_before")) or inline.breaks_before,
            style_name=style.name,
            place=where.place,
            cell=where.cell,
            section=self._section,
            fields=tuple(inline.fields),
            drawn=tuple(inline.drawn),
            **chosen,
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

    def _look_up(self, inline: Inline, style: str, base: Look) -> list[RunFacts]:
        """The runs that show, neighbours of one look joined."""
        texts: list[tuple[str, _RunLook]] = []
        for text, properties in inline.pieces:
            direct = run_look(properties, self._theme)
            key = (style, *direct.items())
            look = self._runs.get(key)
            if look is None:
                look = self._runs[key] = self._effective(base, direct)
            if look.hidden:
                continue
            if texts and texts[-1][1].values == look.values:
                text = texts.pop()[0] + text
            texts.append((text, look))
        return [RunFacts(text, *look.values) for text, look in texts]

    def _effective(self, base: Look, direct: Look) -> _RunLook:
        character = self._styles.character_look(direct["style"]) if "style" in direct else {}
        look = merged(base, character, direct)
        if "bold" not in direct and "bold" in character:
            # Bold of a paragraph style and bold of a character style cancel out (§17.7.3).
            look["bold"] = bool(base.get("bold")) != bool(character["bold"])
        values = tuple(look.get(name, default) for name, default in _RUN_FIELDS.items())
        return _RunLook(values, bool(look.get("vanish")))

    def _notes(self) -> list[list[WordParagraph]]:
        """The paragraphs of each note that is referred to, in the order of the marks."""
        parts: dict[str, Mapping[str, Element]] = {}
        for kind in ("footnote", "endnote"):
            root = self._package.related(kind + "s") if self._inline.notes else None
            notes: Iterable[Element] = root.iter(W + kind) if root is not None else ()
            parts[kind] = {note.get(W + "id", ""): note for note in notes}
        found: list[list[WordParagraph]] = []
        for kind, identifier in tuple(self._inline.notes):
            note = parts[kind].get(identifier)
            paragraphs = self._story(note, Place.FOOTNOTE) if note is not None else []
            said = [one for one in paragraphs if one.text.strip()]
            found.append(said or [WordParagraph("", place=Place.FOOTNOTE)])
        return found

    def _sections(self, body: Element) -> tuple[SectionFacts, ...]:
        relations = self._package.relations(self._package.main)
        found: list[SectionFacts] = []
        footers: dict[str, tuple[WordParagraph, ...]] = {}
        for section in body.iter(W + "sectPr"):
            if section.getparent().tag == W + "sectPrChange":
                continue
            footers = dict(footers)
            for reference in section.iterchildren(W + "footerReference"):
                relation = relations.get(relation_id(reference))
                root = self._package.xml(relation.part) if relation else None
                if root is not None:
                    kind = reference.get(W + "type", "default")
                    footers[kind] = tuple(self._story(root, Place.FOOTER))
            found.append(_section(section, footers, self._even_and_odd))
        return tuple(found) or (SectionFacts(even_and_odd=self._even_and_odd),)


_CONTAINERS: Final = _WRAPPERS | {
    W + name for name in ("tc", "txbxContent", "body", "ftr", "hdr", "footnote", "endnote")
}


def _each(parent: Iterable[Element], where: _Where) -> Iterator[_Node]:
    return ((child, where) for child in parent)


def _unwrapped(parent: Element) -> Iterator[Element]:
    """The children of `parent`, and in their place those of wrappers around them."""
    stack = [iter(parent)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
        elif node.tag in _WRAPPERS:
            stack.append(iter(node))
        elif node.tag == ALTERNATE:
            stack.append(iter(alternative(node)))
        else:
            yield node


def _cells(table: Element, number: int) -> Iterator[_Node]:
    """The cells of a table that show, each with its place; a merged one where it begins."""
    row_number = -1
    for row in _unwrapped(table):
        if row.tag != W + "tr":
            continue
        properties = row.find(W + "trPr")
        if properties is not None and any(one.tag in REMOVED for one in properties):
            continue
        row_number += 1
        column = _span(properties, "gridBefore", 0)
        for cell in _unwrapped(row):
            if cell.tag != W + "tc":
                continue
            about = cell.find(W + "tcPr")
            merge = about.find(W + "vMerge") if about is not None else None
            if merge is None or merge.get(VAL) == "restart":
                yield cell, _Where(Place.TABLE, (number, row_number, column))
            column += _span(about, "gridSpan", 1)


def _span(properties: Element, name: str, default: int) -> int:
    said = properties.find(W + name) if properties is not None else None
    value = said.get(VAL, "") if said is not None else ""
    return min(int(value), _WIDEST_SPAN) if value.isascii() and value.isdecimal() else default


def _merges_into_next(direct: Look) -> bool:
    """Whether the mark of a paragraph is deleted: then its text runs on in the next one."""
    mark = direct.get("mark")
    return mark is not None and any(one.tag in REMOVED for one in mark)


def _chosen(look: Look, names: Iterable[str]) -> Look:
    return {name: look[name] for name in names if name in look}


def _section(
    section: Element, footers: Mapping[str, tuple[WordParagraph, ...]], even_and_odd: bool
) -> SectionFacts:
    said: Look = {}
    size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    for element, names in (
        (size, {"width": "w", "height": "h"}),
        (
            margins,
            {
                **{side: side for side in ("top", "right", "bottom", "left")},
                "header_distance": "header",
                "footer_distance": "footer",
            },
        ),
    ):
        for name, attribute in names.items():
            value = element.get(W + attribute) if element is not None else None
            if value is not None:
                said[name] = measure(value)
    grid = section.find(W + "docGrid")
    if grid is not None:
        said["grid_type"] = grid.get(W + "type", "")
        said["line_pitch"] = measure(grid.get(W + "linePitch"))
    return SectionFacts(
        footers=footers,
        title_page=bool(is_on(section.find(W + "titlePg"))),
        even_and_odd=even_and_odd,
        **said,
    )
