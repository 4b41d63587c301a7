"""The photos of a record, two beside each other; an empty place says what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from fireoffice.ui.theme import theme
from fireoffice.ui.theme.typography import NOTE

INVITATION = "拖入、粘贴或添加照片"

_COLUMNS = 2
_GAP, _PICTURE, _EMPTY, _CAPTION, _RADIUS = 8, 116, 84, 22, 2


@dataclass(frozen=True)
class Tile:
    """A photo, or without ``id`` the place for one of ``role`` and ``pair``."""

    id: str
    role: str
    caption: str
    pair: int | None = None
    key: str = ""
    """The key of its picture in the loader."""

    def words(self) -> str:
        """Return the words that are read out."""
        parts = [self.role, self.caption] if self.id else [self.role, f"还没有，{INVITATION}"]
        return "，".join(part for part in parts if part)


class PhotoTiles(QWidget):
    """The tiles, painted; arrows walk, Enter opens or adds, Delete removes, the menu key offers."""

    opened = Signal(str)
    """Id of the photo to be shown large."""
    addition_asked = Signal(str, object)
    """Role and pair of the empty place that was chosen."""
    removal_asked = Signal(str)
    menu_asked = Signal(str, QPoint)
    """Id of a photo, and where on the screen the menu opens."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles: tuple[Tile, ...] = ()
        self._pictures: dict[str, QImage] = {}
        self._current = 0
        self._target = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show ``tiles`` row by row, two in each."""
        self._tiles = tuple(tiles)
        self._current = max(0, min(self._current, len(tiles) - 1))
        self.setAccessibleName("照片：" + "；".join(tile.words() for tile in tiles))
        self._tell_current()
        self._fit()
        self.update()

    def show_picture(self, key: str, image: QImage) -> None:
        """Show ``image`` wherever the tiles name ``key``."""
        if any(tile.key == key for tile in self._tiles):
            self._pictures = {k: v for k, v in self._pictures.items() if k in self._keys()}
            self._pictures[key] = image
            self.update()

    def tiles(self) -> tuple[Tile, ...]:
        """Return the tiles shown."""
        return self._tiles

    def current(self) -> Tile | None:
        """Return the tile on which the keys act."""
        return self._tiles[self._current] if self._tiles else None

    def mark_target(self, point: QPoint | None) -> None:
        """Show where something dragged to ``point`` would go; None ends it."""
        place = -1 if point is None else self._place_at(point)
        if place != self._target:
            self._target = place
            self.update()

    def tile_at(self, point: QPoint) -> Tile | None:
        """Return the tile under ``point``."""
        place = self._place_at(point)
        return self._tiles[place] if place >= 0 else None

    def go_to(self, photo_id: str) -> None:
        """Make the photo the current one and take the focus."""
        for place, tile in enumerate(self._tiles):
            if tile.id == photo_id:
                self._move_to(place)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), self._height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for place, tile in enumerate(self._tiles):
            area = self._area(place)
            if not area.adjusted(-4, -4, 4, theme.px(_CAPTION)).intersects(QRectF(event.rect())):
                continue
            if tile.id:
                self._paint_photo(painter, area, tile)
            else:
                self._paint_place(painter, area, tile)
            if (self.hasFocus() and place == self._current) or place == self._target:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.colour("blue"), 2))
                painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        tile = self.tile_at(event.position().toPoint())
        shape = Qt.CursorShape.PointingHandCursor if tile else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.setToolTip(f"{tile.words()}。双击看大图，右键更多" if tile and tile.id else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().toPoint())
        if place >= 0:
            self._move_to(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        tile = self.tile_at(event.position().toPoint())
        if tile and not tile.id and event.button() is Qt.MouseButton.LeftButton:
            self.addition_asked.emit(tile.role, tile.pair)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        tile = self.tile_at(event.position().toPoint())
        if tile and tile.id:
            self.opened.emit(tile.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            tile, point = self.tile_at(event.pos()), event.globalPos()
        else:
            tile = self.current()
            point = self.mapToGlobal(self._area(self._current).center().toPoint())
        if tile and tile.id:
            self.menu_asked.emit(tile.id, point)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, int] = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -_COLUMNS,
            Qt.Key.Key_Down: _COLUMNS,
        }
        tile = self.current()
        if tile is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif event.key() in steps:
            wanted = self._current + steps[event.key()]
            if 0 <= wanted < len(self._tiles):
                self._move_to(wanted)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if tile.id:
                self.opened.emit(tile.id)
            else:
                self.addition_asked.emit(tile.role, tile.pair)
        elif event.key() == Qt.Key.Key_Delete and tile.id:
            self.removal_asked.emit(tile.id)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _paint_photo(self, painter: QPainter, area: QRectF, tile: Tile) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(area, _RADIUS, _RADIUS)
        painter.fillPath(shape, theme.colour("table"))
        image = self._pictures.get(tile.key)
        if image is None or image.isNull():
            painter.setFont(theme.font(NOTE))
            painter.setPen(theme.colour("ink3"))
            words = "照片打不开" if image is not None else ""
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
        else:
            painter.save()
            painter.setClipPath(shape)
            painter.drawImage(area, image, _middle(image, area))
            painter.restore()
        self._paint_caption(painter, area, tile)

    def _paint_place(self, painter: QPainter, area: QRectF, tile: Tile) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("edge"), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        metrics = QFontMetrics(theme.font(NOTE))
        line = metrics.height() + theme.px(2)
        top = area.center().y() - line
        for place, (words, colour) in enumerate(((tile.role, "ink2"), (INVITATION, "ink3"))):
            painter.setFont(theme.font(NOTE))
            painter.setPen(theme.colour(colour))
            box = QRectF(area.left() + 4, top + place * line, area.width() - 8, line)
            text = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_caption(self, painter: QPainter, area: QRectF, tile: Tile) -> None:
        font = theme.font(NOTE)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        box = QRectF(area.left(), area.bottom(), area.width(), theme.px(_CAPTION))
        painter.setPen(theme.colour("ink2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, tile.role)
        used = metrics.horizontalAdvance(tile.role) + theme.px(8)
        rest = box.adjusted(used, 0, 0, 0)
        painter.setPen(theme.colour("ink3"))
        text = metrics.elidedText(tile.caption, Qt.TextElideMode.ElideRight, int(rest.width()))
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, text)

    def _area(self, place: int) -> QRectF:
        """Return the area of the tile's picture; its caption stands below."""
        row, column = divmod(place, _COLUMNS)
        gap = theme.px(_GAP)
        width = (self.width() - gap * (_COLUMNS - 1)) / _COLUMNS
        top = theme.px(_GAP) + sum(self._row_height(above) for above in range(row))
        height = theme.px(_PICTURE if self._has_photo(row) else _EMPTY)
        return QRectF(round(column * (width + gap)), top, round(width), height)

    def _has_photo(self, row: int) -> bool:
        return any(tile.id for tile in self._tiles[row * _COLUMNS : (row + 1) * _COLUMNS])

    def _row_height(self, row: int) -> int:
        if self._has_photo(row):
            return theme.px(_PICTURE) + theme.px(_CAPTION) + theme.px(4)
        return theme.px(_EMPTY) + theme.px(_GAP)

    def _height(self) -> int:
        rows = -(-len(self._tiles) // _COLUMNS)
        return theme.px(_GAP) + sum(self._row_height(row) for row in range(rows))

    def _place_at(self, point: QPoint) -> int:
        for place in range(len(self._tiles)):
            if self._area(place).adjusted(0, 0, 0, theme.px(_CAPTION)).contains(point.toPointF()):
                return place
        return -1

    def _fit(self) -> None:
        self.setVisible(bool(self._tiles))
        self.setFixedHeight(self._height())

    def _move_to(self, place: int) -> None:
        self._current = place
        self._tell_current()
        self.update()

    def _tell_current(self) -> None:
        tile = self.current()
        self.setAccessibleDescription(tile.words() if tile else "")

    def _keys(self) -> set[str]:
        return {tile.key for tile in self._tiles}


def _middle(image: QImage, area: QRectF) -> QRectF:
    """The largest part from the middle of ``image`` that has the shape of ``area``."""
    scale = max(area.width() / image.width(), area.height() / image.height())
    width, height = area.width() / scale, area.height() / scale
    return QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)
