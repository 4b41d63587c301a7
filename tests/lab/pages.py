"""What an engine put on its pages, measured from the PDF. Lengths are millimetres from the page's
upper left corner unless said otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pymupdf

MM = 25.4 / 72
SAME_BASELINE = 0.7
RED = (1.0, 0.0, 0.0)
BLACK = (0.0, 0.0, 0.0)
_LABEL = re.compile(r"^—\s*(\d+)\s*—$")
_RARE = re.compile("[\u3300-\u4dbf\ud800-\uf8ff]")
_DPI = 300


@dataclass(frozen=True, slots=True)
class Char:
    """A character: origin (x, y), the x where its advance ends, size in points."""

    text: str
    x: float
    end: float
    y: float
    size: float
    font: str
    color: tuple[float, ...]
    upright: bool = True


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, often that of ink."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def centre(self) -> float:
        """Horizontal centre."""
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Line:
    """Characters on one baseline, from left to right."""

    chars: tuple[Char, ...]

    @cached_property
    def text(self) -> str:
        """The visible characters, without blanks."""
        return visible("".join(char.text for char in self.chars))

    @cached_property
    def _visible(self) -> list[Char]:
        return [char for char in self.chars if not char.text.isspace()]

    @property
    def baseline(self) -> float:
        return self.chars[0].y

    @property
    def left(self) -> float:
        return self._visible[0].x

    @property
    def right(self) -> float:
        return self._visible[-1].end

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def size(self) -> float:
        return self._visible[0].size

    @property
    def font(self) -> str:
        return self._visible[0].font

    @property
    def pure(self) -> bool:
        """Only characters one em wide: no ASCII, no narrow sign."""
        return all(ord(char.text) > 0x2000 and char.text not in "℃°‰·" for char in self._visible)

    @property
    def cells(self) -> int:
        return len(self._visible)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight horizontal rule; `y` is its centre."""

    y: float
    left: float
    right: float
    thickness: float
    color: tuple[float, ...]

    @property
    def red(self) -> bool:
        return self.color == RED


@dataclass(frozen=True)
class Page:
    """One page as the engine set it. `chars` are in the order in which they were drawn."""

    index: int
    width: float
    height: float
    chars: tuple[Char, ...]
    rules: tuple[Rule, ...]
    images: tuple[Box, ...]
    file: Path = field(repr=False)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The upright lines with anything visible, from the top down."""
        return _lines(char for char in self.chars if char.upright)

    @cached_property
    def label(self) -> Line | None:
        """The page number's line: upright near the foot, or turned at the left edge of a sheet
        on its side; None on an unnumbered page."""
        for line in self.lines:
            if _LABEL.match(line.text) and line.baseline > self.height - 35:
                return line
        turned = [char for char in self.chars if not char.upright]
        text = "".join(char.text for char in turned if not char.text.isspace())
        return Line(tuple(turned)) if _LABEL.match(text) else None

    @property
    def number(self) -> int | None:
        """The number that the page shows."""
        match = _LABEL.match(self.label.text) if self.label else None
        return int(match[1]) if match else None

    @property
    def text_lines(self) -> tuple[Line, ...]:
        """The lines without the page number's."""
        return tuple(line for line in self.lines if line is not self.label)

    def find(self, text: str) -> Line | None:
        """The first line that contains `text` (blanks do not count)."""
        wanted = visible(text)
        return next((line for line in self.lines if wanted in line.text), None)

    def ink(self, box: Box, *, red: bool | None = None) -> Box | None:
        """The smallest box around the ink in `box`; of red or of other ink only if asked."""
        clip = pymupdf.Rect(box.left / MM, box.top / MM, box.right / MM, box.bottom / MM)
        with pymupdf.open(self.file) as document:
            pixmap = document[self.index].get_pixmap(dpi=_DPI, clip=clip, alpha=False)
        return _ink(pixmap, red)


def visible(text: str) -> str:
    """`text` without blanks and without what the stand-in fonts lack (signs of measure, rare
    ideographs, pictures): a PDF calls all of these by one name."""
    return "".join(
        char for char in text if not char.isspace() and char <= "\uffef" and not _RARE.match(char)
    )


def measure(file: Path) -> tuple[Page, ...]:
    """The pages of a PDF."""
    with pymupdf.open(file) as document:
        return tuple(_page(page, file) for page in document)


def _page(page: pymupdf.Page, file: Path) -> Page:
    return Page(
        index=page.number,
        width=page.rect.width * MM,
        height=page.rect.height * MM,
        chars=tuple(_chars(page)),
        rules=tuple(sorted(_rules(page), key=lambda rule: (rule.y, rule.left))),
        images=tuple(
            Box(*(value * MM for value in info["bbox"])) for info in page.get_image_info()
        ),
        file=file,
    )


def _chars(page: pymupdf.Page) -> Iterable[Char]:
    for span in page.get_texttrace():
        color = tuple(round(value, 2) for value in span["color"])
        if len(color) == 1:
            color *= 3
        upright = abs(span["dir"][0] - 1) < 0.01
        for code, _glyph, (x, y), box in span["chars"]:
            yield Char(
                text=chr(code),
                x=x * MM,
                end=box[2] * MM,
                y=y * MM,
                size=round(span["size"], 1),
                font=span["font"].split("+")[-1],
                color=color,
                upright=upright,
            )


def _lines(chars: Iterable[Char]) -> tuple[Line, ...]:
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: char.y):
        if lines and abs(lines[-1][0].y - char.y) < SAME_BASELINE:
            lines[-1].append(char)
        else:
            lines.append([char])
    ordered = (Line(tuple(sorted(line, key=lambda char: char.x))) for line in lines)
    return tuple(line for line in ordered if line.text)


def _rules(page: pymupdf.Page) -> Iterable[Rule]:
    """Horizontal rules, whether an engine strokes them or fills thin rectangles.

    A rule drawn in pieces (one a table cell) is one rule.
    """
    pieces: list[Rule] = []
    for drawing in page.get_drawings():
        fill, stroke = drawing.get("fill"), drawing.get("color")
        width = (drawing.get("width") or 0) * MM
        for item in drawing["items"]:
            if item[0] == "l" and stroke is not None:
                start, end = item[1], item[2]
                if abs(start.y - end.y) < 0.1:
                    left, right = sorted((start.x * MM, end.x * MM))
                    pieces.append(Rule(start.y * MM, left, right, width, _color(stroke)))
            elif item[0] in ("re", "qu"):
                box = item[1].rect if item[0] == "qu" else item[1]
                color = fill or stroke
                if color is not None and box.height * MM < 1.5 and box.width > 3 * box.height:
                    pieces.append(
                        Rule(
                            (box.y0 + box.y1) / 2 * MM,
                            box.x0 * MM,
                            box.x1 * MM,
                            box.height * MM,
                            _color(color),
                        )
                    )
    return _joined(pieces)


def _color(values: Iterable[float]) -> tuple[float, ...]:
    color = tuple(round(value, 2) for value in values)
    return color * 3 if len(color) == 1 else color


def _joined(pieces: list[Rule]) -> list[Rule]:
    rules: list[Rule] = []
    for piece in sorted(pieces, key=lambda rule: (round(rule.y, 1), rule.left)):
        last = rules[-1] if rules else None
        if (
            last is not None
            and abs(last.y - piece.y) < 0.1
            and last.color == piece.color
            and abs(last.thickness - piece.thickness) < 0.05
            and piece.left <= last.right + 0.3
        ):
            rules[-1] = Rule(
                last.y, last.left, max(last.right, piece.right), last.thickness, last.color
            )
        else:
            rules.append(piece)
    return rules


def _ink(pixmap: pymupdf.Pixmap, red: bool | None) -> Box | None:
    scale = 25.4 / _DPI
    samples, width, stride = pixmap.samples, pixmap.width, pixmap.stride
    left, top, right, bottom = width, pixmap.height, -1, -1
    for row in range(pixmap.height):
        line = samples[row * stride : row * stride + 3 * width]
        reds, greens = line[0::3], line[1::3]
        dark = [
            column
            for column in range(width)
            if greens[column] < 128 and (red is None or (reds[column] > 128) == red)
        ]
        if dark:
            top, bottom = min(top, row), row
            left, right = min(left, dark[0]), max(right, dark[-1])
    if right < 0:
        return None
    return Box(
        (pixmap.x + left) * scale,
        (pixmap.y + top) * scale,
        (pixmap.x + right + 1) * scale,
        (pixmap.y + bottom + 1) * scale,
    )
