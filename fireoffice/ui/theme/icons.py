"""Line icons: SVG files of one colour, tinted when they are drawn."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from fireoffice.core.paths import resource

_RATIOS = (1.0, 1.5, 2.0, 3.0)


def icon_names() -> tuple[str, ...]:
    """Return the names of all icons that ship."""
    return tuple(sorted(file.stem for file in _folder().glob("*.svg")))


def tinted(name: str, colour: str) -> bytes:
    """Return the SVG of ``name`` with its ``currentColor`` replaced by ``colour``."""
    return _source(name).replace("currentColor", colour).encode()


@lru_cache(maxsize=256)
def icon_of(name: str, colour: str, off: str, size: int) -> QIcon:
    """Return ``name`` as a ``QIcon`` of ``size`` pixels, sharp up to 300 % scale."""
    icon = QIcon()
    for mode, tint in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, off)):
        for ratio in _RATIOS:
            icon.addPixmap(_drawn(name, tint, size, ratio), mode)
    return icon


def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    side = round(size * ratio)
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer = QSvgRenderer(QByteArray(tinted(name, colour)))
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    return (_folder() / f"{name}.svg").read_text(encoding="utf-8")


def _folder() -> Path:
    return resource("icons")
