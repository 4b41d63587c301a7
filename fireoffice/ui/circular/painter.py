"""Paints a laid page exactly as the layout placed it: each character at its own position."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGlyphRun, QImage, QPainter, QPen

from fireoffice.docs.layout.model import LaidPage, PlacedPicture, PlacedRule, PlacedSeal, PlacedText
from fireoffice.docs.style import Face
from fireoffice.ui.circular.fonts import FaceBook

_Look = tuple[Face, bool, int, str]
_Glyphs = dict[int, tuple[list[int], list[QPointF]]]

HALF_POINT = 10
"""Twips in half a point, the unit of a run's size."""


class PagePainter:
    """Draws pages with one set of fonts; `scale` is always device pixels a twip."""

    def __init__(self, faces: FaceBook) -> None:
        self._faces = faces

    def paint(self, painter: QPainter, page: LaidPage, scale: float) -> None:
        """Draw all ink of `page`, its upper left corner at the painter's origin."""
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        for picture in page.pictures:
            _draw_picture(painter, picture, scale)
        for seal in page.seals:
            _draw_seal(painter, seal, scale)
        self._draw_texts(painter, page, scale)
        for rule in page.rules:
            _draw_rule(painter, rule, scale)

    def paint_guides(
        self, painter: QPainter, page: LaidPage, scale: float, colour: QColor, word_size: float
    ) -> None:
        """Draw the guides that never print: 版心 and the places that wait for a seal."""
        pen = QPen(colour, 0)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        x, y, width, height = (value * scale for value in page.box)
        painter.drawRect(QRectF(x, y, width, height))
        for seal in page.seals:
            if seal.data:
                continue
            area = _seal_area(seal, scale)
            painter.drawEllipse(area)
            font = painter.font()
            font.setPixelSize(max(1, round(word_size)))
            painter.setFont(font)
            words = QRectF(
                area.left(), area.bottom() - 2 * word_size, area.width(), word_size * 1.4
            )
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, "用印处")

    def _draw_texts(self, painter: QPainter, page: LaidPage, scale: float) -> None:
        upright: dict[_Look, _Glyphs] = defaultdict(dict)
        for line in page.lines:
            for text in line.texts:
                if text.rotation or text.run.scale != 100:
                    self._draw_turned(painter, text, scale)
                else:
                    look = _look(text)
                    self._collect(upright[look], text, text.x * scale, text.baseline * scale, scale)
        for look, glyphs in upright.items():
            self._draw_glyphs(painter, look, glyphs, scale)

    def _draw_turned(self, painter: QPainter, text: PlacedText, scale: float) -> None:
        """Draw a text that a page-wide glyph run cannot hold: turned, or narrowed."""
        width = text.run.scale / 100
        painter.save()
        painter.translate(text.x * scale, text.baseline * scale)
        painter.rotate(text.rotation)
        painter.scale(width, 1)
        glyphs: _Glyphs = {}
        self._collect(glyphs, text, 0, 0, scale / width)
        self._draw_glyphs(painter, _look(text), glyphs, scale)
        painter.restore()

    def _collect(
        self, glyphs: _Glyphs, text: PlacedText, x: float, baseline: float, scale: float
    ) -> None:
        known = self._faces.font(text.run.face, text.run.bold).glyphs
        places = accumulate(text.advances, initial=0.0)
        for character, place in zip(text.text, places, strict=False):
            if character.isspace():
                continue
            number, glyph = known[character]
            indexes, positions = glyphs.setdefault(number, ([], []))
            indexes.append(glyph)
            positions.append(QPointF(x + place * scale, baseline))

    def _draw_glyphs(self, painter: QPainter, look: _Look, glyphs: _Glyphs, scale: float) -> None:
        face, bold, size, colour = look
        font = self._faces.font(face, bold)
        painter.setPen(QColor(f"#{colour}"))
        for number, (indexes, positions) in glyphs.items():
            run = QGlyphRun()
            run.setRawFont(font.sized(number, size * HALF_POINT * scale))
            run.setGlyphIndexes(indexes)
            run.setPositions(positions)
            painter.drawGlyphRun(QPointF(0, 0), run)


def _look(text: PlacedText) -> _Look:
    run = text.run
    return run.face, run.bold, run.size, run.color


def _draw_rule(painter: QPainter, rule: PlacedRule, scale: float) -> None:
    """Fill the rule's rectangle; a rule never gets thinner than a device pixel."""
    thickness = max(rule.thickness * scale, 1.0)
    x1, x2 = sorted((rule.x1 * scale, rule.x2 * scale))
    y1, y2 = sorted((rule.y1 * scale, rule.y2 * scale))
    if y2 - y1 <= x2 - x1:
        area = QRectF(x1, (y1 + y2 - thickness) / 2, x2 - x1, thickness)
    else:
        area = QRectF((x1 + x2 - thickness) / 2, y1, thickness, y2 - y1)
    painter.fillRect(area, QColor(f"#{rule.color}"))


def _draw_picture(painter: QPainter, picture: PlacedPicture, scale: float) -> None:
    area = QRectF(picture.x, picture.y, picture.width, picture.height)
    shown = QRectF(area.topLeft() * scale, area.size() * scale)
    # The paper is drawn again at each key; a photo is not read again for it.
    pixels = _pixels(picture.data, max(1, round(shown.width())), max(1, round(shown.height())))
    if not pixels.isNull():
        painter.drawImage(shown, pixels)


@lru_cache(maxsize=64)
def _pixels(data: bytes, width: int, height: int) -> QImage:
    """The picture `data` at the size in which it is painted."""
    return QImage.fromData(data).scaled(
        width,
        height,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def _draw_seal(painter: QPainter, seal: PlacedSeal, scale: float) -> None:
    if not seal.data:
        return
    image = QImage.fromData(seal.data)
    if not image.isNull():
        painter.drawImage(_seal_area(seal, scale), image)


def _seal_area(seal: PlacedSeal, scale: float) -> QRectF:
    side = seal.diameter * scale
    return QRectF(seal.x * scale - side / 2, seal.y * scale - side / 2, side, side)
