"""The content of one paragraph: text, pictures, text boxes, notes, lines, breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from fireoffice.docs.word.formulas import formula_text
from fireoffice.docs.word.leavings import Leavings, Left
from fireoffice.docs.word.model import BLACK, RuleFacts
from fireoffice.docs.word.names import (
    ALTERNATE,
    BOX,
    REMOVED,
    VAL,
    WPS,
    A,
    Element,
    M,
    V,
    W,
    alternative,
)
from fireoffice.docs.word.numerals import format_number
from fireoffice.docs.word.pictures import PictureShelf
from fireoffice.docs.word.symbols import form_value, is_box, symbol_sign
from fireoffice.domain.dates import looks_like_date

_R: Final = W + "r"
_FLDSIMPLE: Final = W + "fldSimple"
_T: Final = W + "t"
_RPR: Final = W + "rPr"
_BR: Final = W + "br"
_FLDCHAR: Final = W + "fldChar"
_INSTRTEXT: Final = W + "instrText"
_SYM: Final = W + "sym"
_RUBY: Final = W + "ruby"
_PPR: Final = W + "pPr"
_SKIPPED: Final = REMOVED | {W + name for name in ("rPr", "sdtPr", "sdtEndPr", "rt", "rubyPr")}
_GRAPHICS: Final = frozenset({W + "drawing", W + "pict", W + "object", ALTERNATE})
_SIGNS: Final = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_FORMULA: Final = M + "oMath"
_PICTURES: Final = frozenset({A + "blip", V + "imagedata"})
_TOLD: Final = {
    "chart": Left.CHART,
    "relIds": Left.DIAGRAM,
    "OLEObject": Left.OBJECT,
}
"""The loss that is told where a drawing holds such an element, by the last step of its name."""
_BEGINS: Final = re.compile(
    r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.．、]"
)
_NOTES: Final = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_LINES: Final = frozenset({"line", "straightConnector1"})
_EMU_PER_EIGHTH: Final = 12700 / 8
_NAMED_COLORS: Final = {"red": "FF0000", "black": BLACK}


@dataclass(frozen=True, slots=True)
class WordArt:
    """Text drawn as a picture, as old files have their 标志."""

    text: str
    color: str


@dataclass
class Inline:
    """The content of a paragraph in reading order.

    `properties` is its `w:pPr`; `pieces` are texts with the `w:rPr` that formats each. `before`
    and `after` are the contents of text boxes, anchored ahead of the paragraph's own text or
    behind. `breaks_before` and `breaks_after`: a page break stands at its beginning or end.
    """

    properties: Element = None
    pieces: list[tuple[str, Element]] = field(default_factory=list[tuple[str, Element]])
    before: list[Element | WordArt] = field(default_factory=list[Element])
    after: list[Element | WordArt] = field(default_factory=list[Element])
    fields: list[str] = field(default_factory=list[str])
    drawn: list[RuleFacts] = field(default_factory=list[RuleFacts])
    breaks_before: bool = False
    breaks_after: bool = False


@dataclass
class _Field:
    """A complex field that is open: its instruction, and whether its result has begun.

    `first` is the place of the first piece of its result in the paragraph.
    """

    instruction: str = ""
    shows: bool = False
    first: int = 0

    @property
    def merges(self) -> bool:
        """True if the field takes its text out of a letter's list of data (mail merge)."""
        return _first_word(self.instruction) == "MERGEFIELD"

    @property
    def name(self) -> str:
        """The name of a merge field."""
        words = self.instruction.split()
        return words[1].strip('"') if len(words) > 1 else ""


@dataclass
class InlineReader:
    """Reads paragraph after paragraph; fields may span several of them.

    `notes` collects (kind, id) of the notes referred to, in the order of their marks. Pictures go
    to the `shelf`; the text then has their names.
    """

    shelf: PictureShelf
    leavings: Leavings
    notes: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    _open: list[_Field] = field(default_factory=list[_Field])

    def read(self, paragraph: Element) -> Inline:
        """The content that `paragraph`, a `w:p`, shows."""
        found = Inline()
        stack: list[Iterator[Element]] = [iter(paragraph)]
        while stack:
            node = next(stack[-1], None)
            if node is None:
                stack.pop()
                continue
            tag = node.tag
            if tag == _R:
                self._run(node, found)
            elif tag == _FLDSIMPLE:
                found.fields.append(_first_word(node.get(W + "instr", "")))
                stack.append(iter(node))
            elif tag == ALTERNATE:
                stack.append(iter(alternative(node)))
            elif tag == _FORMULA:
                text = formula_text(node)
                self.leavings.note(Left.FORMULA, text)
                self._text(text, None, found)
            elif tag in REMOVED:
                self._removed(node)
            elif tag == _PPR:
                found.properties = node
            elif tag not in _SKIPPED:
                stack.append(iter(node))
        return found

    def end_story(self) -> None:
        """Forget fields that were left open: a damaged one must not hide the next story."""
        self._open.clear()

    def _removed(self, change: Element) -> None:
        """Note what a tracked change deletes; what it moves away stands elsewhere."""
        if change.tag == W + "del":
            text = "".join(node.text or "" for node in change.iter(W + "delText"))
            if text.strip():
                self.leavings.note(Left.DELETED, text)

    def _run(self, run: Element, found: Inline) -> None:
        properties = None
        parted = self._is_flattened([node.text or "" for node in run if node.tag == _T])
        before = ""
        for node in run:
            above, before = before, node.tag
            tag = node.tag
            if tag == _T:
                if parted and above == _T:
                    self._text("\n", properties, found)
                self._text(node.text or "", properties, found)
            elif tag == _RPR:
                properties = node
            elif tag in _SIGNS:
                self._text(_SIGNS[tag], properties, found)
            elif tag == _BR:
                self._break(node, properties, found)
            elif tag == _FLDCHAR:
                self._text(form_value(node), properties, found)
                self._field(node.get(W + "fldCharType", ""), found)
            elif tag == _INSTRTEXT:
                if self._open and not self._open[-1].shows:
                    self._open[-1].instruction += node.text or ""
            elif tag == _SYM:
                sign = symbol_sign(node)
                if sign == "□" and not is_box(node):
                    self.leavings.note(Left.SYMBOL)
                self._text(sign, properties, found)
            elif tag in _NOTES:
                self._note(node, _NOTES[tag], properties, found)
            elif tag in _GRAPHICS:
                self._graphics(node, properties, found)
            elif tag == _RUBY:
                aid = "".join(one.text or "" for rt in node.iter(W + "rt") for one in rt.iter(_T))
                self.leavings.note(Left.READING_AID, aid)
                for base in node.iterchildren(W + "rubyBase"):
                    text = "".join(one.text or "" for one in base.iter(W + "t"))
                    self._text(text, properties, found)

    def _is_flattened(self, texts: Sequence[str]) -> bool:
        """True if the texts of one run were paragraphs before a converter ran them together.

        LibreOffice leaves out the ends of paragraphs inside a field of an old file.
        """
        if len(texts) < 2:
            return False
        merges = any(one.merges for one in self._open)
        several = len(texts) > 2 and any(_BEGINS.match(text) for text in texts[1:])
        parted = merges or (several and any(text.endswith(("。", "；")) for text in texts))
        if parted:
            self.leavings.note(Left.MERGED_FIELD, texts[0])
        return parted

    def _text(self, text: str, properties: Element, found: Inline) -> None:
        if text and all(one.shows for one in self._open):
            if found.breaks_after and _parts(found, text):
                found.pieces.append(("\n", properties))
            found.pieces.append((text, properties))
            found.breaks_after = False

    def _break(self, node: Element, properties: Element, found: Inline) -> None:
        if node.get(W + "type") not in {"page", "column"}:
            self._text("\n", properties, found)
        elif any(text.strip() for text, _ in found.pieces):
            found.breaks_after = True
        else:
            found.breaks_before = True

    def _field(self, kind: str, found: Inline) -> None:
        if kind == "begin":
            self._open.append(_Field())
        elif self._open and kind == "separate":
            self._open[-1].shows = True
            self._open[-1].first = len(found.pieces)
            found.fields.append(_first_word(self._open[-1].instruction))
        elif self._open and kind == "end":
            ended = self._open.pop()
            if not ended.shows:
                found.fields.append(_first_word(ended.instruction))
            elif ended.merges:
                self._drop_name(ended, found)

    def _drop_name(self, ended: _Field, found: Inline) -> None:
        """Take the name of a merge field out of its result, where more than the name is there."""
        result = found.pieces[ended.first :]
        if len(result) > 1 and result[0][0].strip("«»<>〈〉《》 ") == ended.name:
            rest = result[2:] if result[1][0] == "\n" else result[1:]
            found.pieces[ended.first :] = rest
            self.leavings.note(Left.FIELD_NAME, ended.name)

    def _note(self, node: Element, kind: str, properties: Element, found: Inline) -> None:
        self.notes.append((kind, node.get(W + "id", "")))
        if node.get(W + "customMarkFollows", "0") in {"0", "false"}:
            self._text(note_mark(len(self.notes)), properties, found)

    def _graphics(self, node: Element, properties: Element, found: Inline) -> None:
        """Pictures, text boxes, drawn lines and WordArt in a drawing, each once."""
        stack: list[Iterator[Element]] = [iter((node,))]
        boxes = found.after if any(text.strip() for text, _ in found.pieces) else found.before
        while stack:
            one = next(stack[-1], None)
            if one is None:
                stack.pop()
                continue
            tag = one.tag
            if tag == BOX:
                boxes.append(one)
            elif tag == A + "t":
                self._text(one.text or "", properties, found)
            elif tag in _PICTURES:
                self._text(self.shelf.name_of(one), None, found)
            elif (kind := _TOLD.get(tag.rpartition("}")[2])) is not None:
                self.leavings.note(kind, one.get("ProgID", ""))
            elif tag == ALTERNATE:
                branch = alternative(one)
                for plain in _children(branch, W + "t"):
                    self._text(plain.text or "", properties, found)
                stack.append(iter(branch))
            elif tag == V + "textpath":
                if text := one.get("string", "").strip():
                    boxes.append(WordArt(text, _color(one.getparent().get("fillcolor", ""))))
            else:
                if tag == WPS + "wsp" or tag == V + "line":
                    found.drawn += _drawn(one)
                stack.append(iter(one))


def note_mark(number: int) -> str:
    """The mark of the footnote `number`: ① to ⑳, then [21]."""
    return format_number(number, "decimalEnclosedCircle") if number <= 20 else f"[{number}]"


def _children(branch: Iterable[Element], tag: str) -> Iterator[Element]:
    return (one for one in branch if one.tag == tag)


def _first_word(instruction: str) -> str:
    words = instruction.split()
    return words[0].upper() if words else ""


def _drawn(shape: Element) -> list[RuleFacts]:
    """The straight line that `shape` is, if it is one."""
    if shape.tag == V + "line":
        weight = shape.get("strokeweight", "0.75pt").removesuffix("pt")
        try:
            points = float(weight)
        except ValueError:
            points = 0.75
        return [RuleFacts(round(points * 8), _color(shape.get("strokecolor", "")))]
    geometry = next(shape.iter(A + "prstGeom"), None)
    if geometry is None or geometry.get("prst") not in _LINES:
        return []
    line = next(shape.iter(A + "ln"), None)
    width = line.get("w", "9525") if line is not None else "9525"
    color = next(line.iter(A + "srgbClr"), None) if line is not None else None
    eighths = round(int(width) / _EMU_PER_EIGHTH) if width.isdecimal() and len(width) < 9 else 6
    return [
        RuleFacts(
            eighths,
            (color.get(VAL.rpartition("}")[2], "") or BLACK).upper()
            if color is not None
            else BLACK,
        )
    ]


def _color(text: str) -> str:
    """RRGGBB of a VML colour: red, #f00, #ff0000 [3204]."""
    word = text.split()[0].lower() if text.split() else ""
    if word.startswith("#") and len(word) == 4:
        word = "#" + "".join(sign * 2 for sign in word[1:])
    return word[1:].upper() if word.startswith("#") else _NAMED_COLORS.get(word, BLACK)


def _parts(found: Inline, text: str) -> bool:
    """True if the page break inside a paragraph, with `text` behind it, parts two things.

    A date ends what it stands under and 附件 begins anew; a sentence is carried over.
    """
    above = "".join(piece for piece, _ in found.pieces).rpartition("\n")[2]
    return looks_like_date(above) or re.match(r"\s*附\s*件", text) is not None
