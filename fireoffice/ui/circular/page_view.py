"""The scrolling desk on which the pages lie, one below the other."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from fireoffice.docs.layout.model import LaidPage, LaidPaper
from fireoffice.ui.circular.page_cache import PageCache, same_page
from fireoffice.ui.circular.painter import PagePainter
from fireoffice.ui.theme import theme
from fireoffice.ui.theme.tokens import LIGHT

FULL_SIZE = 96 / 1440
"""Logical pixels a twip at 100 %."""
MARGIN = 16
"""Desk around a page, in logical pixels."""
_SMALLEST, _LARGEST = 0.2, 4.0


class Fit(Enum):
    """How the zoom follows the window."""

    PAGE = "整页"
    WIDTH = "页宽"
    FREE = ""


class PageView(QAbstractScrollArea):
    """Shows a laid paper. With `Fit.PAGE` each page has the whole height to itself."""

    place_clicked = Signal(str, int)
    """Key of the block and character in it that were clicked."""
    page_changed = Signal(int)
    """Index of the page that is in view."""
    zoom_changed = Signal()

    def __init__(self, painter: PagePainter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painter = painter
        self.cache = PageCache(painter)
        self._paper: LaidPaper | None = None
        self._fit = Fit.PAGE
        self._zoom = 1.0
        self._guides = True
        self._caret: tuple[str, int] | None = None
        self._shown = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("公文预览")
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme.changed.connect(self._on_theme_changed)

    # What is shown

    def set_paper(self, paper: LaidPaper, painter: PagePainter) -> None:
        """Show `paper`; only the pages in view that differ from before are painted again."""
        if painter is not self._painter:
            self._painter = painter
            self.cache.set_painter(painter)
        before = self._paper
        self._paper = paper
        if before is None or len(before.pages) != len(paper.pages):
            self._rearrange()
            self.viewport().update()
        else:
            for page in self._visible(self.viewport().rect()):
                if not same_page(before.pages[page.index], page):
                    self.viewport().update(self._slot(page.index).toAlignedRect())
        self._on_scrolled()

    def set_guides(self, shown: bool) -> None:
        """Show or hide 版心 and 用印处."""
        self._guides = shown
        self.viewport().update()

    def set_fit(self, fit: Fit, zoom: float = 1.0) -> None:
        """Zoom to the whole page, to its width, or to `zoom` times the real size."""
        anchor = self._shown
        self._fit = fit
        if fit is Fit.FREE:
            self._zoom = min(max(zoom, _SMALLEST), _LARGEST)
        self._rearrange()
        self.show_page(anchor)
        self.viewport().update()
        self.zoom_changed.emit()

    @property
    def fit(self) -> Fit:
        return self._fit

    @property
    def zoom(self) -> float:
        """Times the real size."""
        return self._scale() / FULL_SIZE

    @property
    def count(self) -> int:
        """Number of pages."""
        return len(self._paper.pages) if self._paper else 0

    @property
    def current(self) -> int:
        """Index of the page in view."""
        return self._shown

    def show_page(self, index: int) -> None:
        """Scroll to page `index`, or the nearest there is."""
        if self.count:
            index = min(max(index, 0), self.count - 1)
            self.verticalScrollBar().setValue(round(self._slot_top(index)))

    def show_caret(self, key: str, offset: int, follow: bool = True) -> None:
        """Mark the place of the text cursor; with `follow`, bring it into view."""
        self._caret = (key, offset)
        found = self._caret_place()
        if found and follow:
            page, place = found
            self._bring_into_view(self._page_area(page).top() + place.center().y(), page.index)
        self.viewport().update()

    def page_area(self, index: int) -> QRectF:
        """Return where page `index` lies on the viewport."""
        assert self._paper is not None
        return self._page_area(self._paper.pages[index])

    # Geometry: everything in logical pixels

    def _pages(self) -> tuple[LaidPage, ...]:
        return self._paper.pages if self._paper else ()

    def _scale(self) -> float:
        if self._fit is Fit.FREE or not self._pages():
            return self._zoom * FULL_SIZE
        # A landscape page fits on its own; all pages share the zoom of the portrait sheet.
        width = max(min(page.width, page.height) for page in self._pages())
        height = max(max(page.width, page.height) for page in self._pages())
        wide = (self.viewport().width() - 2 * MARGIN) / width
        if self._fit is Fit.WIDTH:
            return max(wide, _SMALLEST * FULL_SIZE)
        high = (self.viewport().height() - 2 * MARGIN) / height
        return max(min(wide, high), 0.1 * FULL_SIZE)

    def _slot_height(self, page: LaidPage) -> float:
        height = page.height * self._scale() + (2 * MARGIN if self._fit is Fit.PAGE else MARGIN)
        return max(height, self.viewport().height()) if self._fit is Fit.PAGE else height

    def _slot_top(self, index: int) -> float:
        return sum(self._slot_height(page) for page in self._pages()[:index])

    def _slot(self, index: int) -> QRectF:
        top = self._slot_top(index) - self.verticalScrollBar().value()
        height = self._slot_height(self._pages()[index])
        return QRectF(0, top, self.viewport().width(), height)

    def _page_area(self, page: LaidPage) -> QRectF:
        slot = self._slot(page.index)
        scale = self._scale()
        width, height = page.width * scale, page.height * scale
        left = max((slot.width() - width) / 2, MARGIN) - self.horizontalScrollBar().value()
        top = slot.top() + ((slot.height() - height) / 2 if self._fit is Fit.PAGE else MARGIN)
        # Whole pixels: the cached picture is copied, never resampled.
        return QRectF(round(left), round(top), width, height)

    def _rearrange(self) -> None:
        if not self._pages():
            return
        tail = 0 if self._fit is Fit.PAGE else MARGIN
        height = self._slot_top(self.count) + tail
        width = max(page.width for page in self._pages()) * self._scale() + 2 * MARGIN
        view = self.viewport()
        self.verticalScrollBar().setRange(0, max(0, round(height - view.height())))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(48)
        spare = 0 if self._fit is not Fit.FREE else max(0, round(width - view.width()))
        self.horizontalScrollBar().setRange(0, spare)
        self.horizontalScrollBar().setPageStep(view.width())

    def _bring_into_view(self, y: float, index: int) -> None:
        view = self.viewport().height()
        if 24 <= y <= view - 24:
            return
        bar = self.verticalScrollBar()
        if self._fit is Fit.PAGE:
            self.show_page(index)
        else:
            bar.setValue(round(bar.value() + y - view * 0.4))

    def _caret_place(self) -> tuple[LaidPage, QRectF] | None:
        """Return the caret's page and its place on it in logical pixels."""
        if self._paper is None or self._caret is None:
            return None
        place = self._paper.rect_of(*self._caret)
        if place is None:
            return None
        scale = self._scale()
        return self._paper.pages[place.page], QRectF(
            place.x * scale, place.y * scale, place.width * scale, place.height * scale
        )

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("table"))
        scale, ratio = self._scale(), self.devicePixelRatioF()
        for page in self._visible(event.rect()):
            area = self._page_area(page)
            self._paint_shadow(painter, area)
            painter.drawPixmap(area.topLeft(), self.cache.picture(page, scale, ratio))
            painter.save()
            painter.translate(area.topLeft())
            if self._guides and not page.blank:
                # The page stays white in every theme, and so does the colour of its guides.
                colour = QColor(LIGHT.second)
                size = max(7.0, 160 * scale)
                self._painter.paint_guides(painter, page, scale, colour, size)
            painter.restore()
        self._paint_caret(painter)
        painter.end()

    def _visible(self, area: QRect) -> Iterator[LaidPage]:
        for page in self._pages():
            if self._slot(page.index).intersects(QRectF(area)):
                yield page

    def _paint_shadow(self, painter: QPainter, area: QRectF) -> None:
        colour = theme.colour("edge")
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for width, alpha in ((1, 110), (2, 60), (3, 25)):
            colour.setAlpha(alpha)
            painter.fillRect(area.adjusted(-width / 2, width / 2, width, width), colour)

    def _paint_caret(self, painter: QPainter) -> None:
        found = self._caret_place()
        if found is None:
            return
        page, place = found
        place.translate(self._page_area(page).topLeft())
        painter.setPen(QPen(QColor(LIGHT.blue), 1.5))
        painter.drawLine(place.topLeft(), place.bottomLeft())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = self._shown
        self._rearrange()
        if self._fit is Fit.PAGE:
            self.show_page(shown)
        self.zoom_changed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / 120
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_fit(Fit.FREE, self.zoom * 1.1**steps)
            event.accept()
        elif self._fit is Fit.PAGE and steps:
            self.show_page(self._shown + (-1 if steps > 0 else 1))
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._click(event.position())

    def _click(self, position: QPointF) -> None:
        scale = self._scale()
        for page in self._pages():
            area = self._page_area(page)
            if area.contains(position) and self._paper is not None:
                inside = position - area.topLeft()
                found = self._paper.line_at(page.index, inside.x() / scale, inside.y() / scale)
                if found is not None:
                    self.place_clicked.emit(*found)
                return

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self.viewport().update()
        return super().viewportEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def place_of(self, key: str, offset: int) -> QPoint | None:
        """Return where character `offset` of block `key` lies on the viewport."""
        if self._paper is None:
            return None
        found = self._paper.rect_of(key, offset)
        if found is None:
            return None
        scale = self._scale()
        corner = self.page_area(found.page).topLeft()
        middle = QPointF(found.x * scale, (found.y + found.height / 2) * scale)
        return (corner + middle).toPoint()

    def _on_scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        shown = 0
        for page in self._pages():
            if self._slot_top(page.index) <= middle:
                shown = page.index
        if shown != self._shown:
            self._shown = shown
        self.page_changed.emit(shown)

    def _on_theme_changed(self) -> None:
        self.viewport().update()
