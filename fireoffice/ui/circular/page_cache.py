"""Pictures of pages, kept until the page, the zoom or the screen's pixel ratio changes."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from fireoffice.docs.layout.model import LaidPage
from fireoffice.ui.circular.painter import PagePainter

_KEPT = 16
"""Pages kept at most: one at 200 % on a dense screen is some 15 MB."""


@dataclass
class _Picture:
    page: LaidPage
    scale: float
    pixmap: QPixmap


def same_page(one: LaidPage, other: LaidPage) -> bool:
    """Return True if two pages show the same."""
    return one is other or (
        (one.width, one.height) == (other.width, other.height) and one.contents == other.contents
    )


class PageCache:
    """Renders a page once; `rendered` counts the renderings for whoever measures them.

    With `oversampled` a picture is drawn so many times larger and then reduced: glyphs of four
    pixels drawn directly clot into bars.
    """

    def __init__(self, painter: PagePainter, oversampled: int = 1) -> None:
        self._painter = painter
        self._oversampled = oversampled
        self._pictures: dict[int, _Picture] = {}
        self.rendered = 0

    def set_painter(self, painter: PagePainter) -> None:
        """Draw with other fonts from now on."""
        self._painter = painter
        self._pictures.clear()

    def picture(self, page: LaidPage, scale: float, ratio: float) -> QPixmap:
        """Return `page` at `scale` logical pixels a twip on a screen of pixel ratio `ratio`."""
        known = self._pictures.get(page.index)
        device_scale = scale * ratio
        if known is not None and known.scale == device_scale and same_page(known.page, page):
            known.page = page  # next time the same object need not be compared
            return known.pixmap
        pixmap = self._draw(page, device_scale * self._oversampled)
        if self._oversampled > 1:
            pixmap = pixmap.scaled(
                _pixels(page, device_scale),
                mode=Qt.TransformationMode.SmoothTransformation,
            )
        pixmap.setDevicePixelRatio(ratio)
        self._store(page, device_scale, pixmap)
        self.rendered += 1
        return pixmap

    def _draw(self, page: LaidPage, scale: float) -> QPixmap:
        pixmap = QPixmap(_pixels(page, scale))
        pixmap.fill(Qt.GlobalColor.white)
        painter = QPainter(pixmap)
        self._painter.paint(painter, page, scale)
        painter.end()
        return pixmap

    def _store(self, page: LaidPage, scale: float, pixmap: QPixmap) -> None:
        self._pictures.pop(page.index, None)
        if len(self._pictures) >= _KEPT:
            del self._pictures[next(iter(self._pictures))]
        self._pictures[page.index] = _Picture(page, scale, pixmap)


def _pixels(page: LaidPage, scale: float) -> QSize:
    return QSize(max(1, round(page.width * scale)), max(1, round(page.height * scale)))
