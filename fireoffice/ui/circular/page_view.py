"""The scrolling desk on which the pages lie, one below the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
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

from fireoffice.docs.layout.model import CharacterBox, LaidPage, LaidPaper
from fireoffice.ui.circular.page_cache import PageCache, same_page
from fireoffice.ui.circular.page_stack import FULL_SIZE, LARGEST, SMALLEST, Fit, PageStack
from fireoffice.ui.circular.painter import PagePainter
from fireoffice.ui.theme import theme
from fireoffice.ui.theme.tokens import LIGHT

_SEAL_WORDS = 160
"""The height in twips of the words 用印处."""
_LEAST_WORDS = 8
"""The least height of these words in pixels, to be legible."""


class PageView(QAbstractScrollArea):
    """Shows a laid paper; only pages in view that differ from before are painted again."""

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
        self._stack = PageStack()
        self._guides = True
        self._caret: tuple[str, int] | None = None
        self._shown = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("公文预览")
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.verticalScrollBar().setSingleStep(48)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme.changed.connect(self._on_theme_changed)

    def set_paper(self, paper: LaidPaper, painter: PagePainter) -> None:
        """Show `paper`, drawn with `painter`."""
        if painter is not self._painter:
            self._painter = painter
            self.cache.set_painter(painter)
            self.viewport().update()
        before = self._stack.pages
        self._paper = paper
        self._stack = replace(self._stack, pages=paper.pages)
        if [page.height for page in before] != [page.height for page in paper.pages]:
            self._rearrange()
            self.viewport().update()
        else:
            for page in self._visible(QRectF(self.viewport().rect())):
                if not same_page(before[page.index], page):
                    slot = self._stack.slot(page.index).translated(self._scrolled())
                    self.viewport().update(slot.toAlignedRect())
        self._on_scrolled()

    def set_guides(self, shown: bool) -> None:
        """Show or hide 版心 and 用印处."""
        self._guides = shown
        self.viewport().update()

    def set_fit(self, fit: Fit, zoom: float = 1.0) -> None:
        """Zoom to the whole page, to its width, or to `zoom` times the real size."""
        anchor = self._shown
        zoom = min(max(zoom, SMALLEST), LARGEST)
        self._stack = replace(self._stack, fit=fit, zoom=zoom)
        self._rearrange()
        self.show_page(anchor)
        self.viewport().update()
        self.zoom_changed.emit()

    @property
    def fit(self) -> Fit:
        return self._stack.fit

    @property
    def zoom(self) -> float:
        """Return the zoom in times the real size."""
        return self._stack.scale / FULL_SIZE

    @property
    def count(self) -> int:
        """Number of pages."""
        return len(self._stack.pages)

    @property
    def current(self) -> int:
        """Index of the page in view."""
        return self._shown

    def show_page(self, index: int) -> None:
        """Scroll to page `index`, or the nearest there is."""
        if self.count:
            index = min(max(index, 0), self.count - 1)
            self.verticalScrollBar().setValue(round(self._stack.slot(index).top()))

    def show_text(self, index: int) -> None:
        """Scroll to where the text of page `index` begins, past its upper margin."""
        if self._paper is not None and index < self.count:
            above = self._paper.pages[index].box[1] * self._stack.scale
            self.verticalScrollBar().setValue(round(self._stack.slot(index).top() + above))

    def show_caret(self, key: str, offset: int) -> None:
        """Mark the place of the text cursor and bring it into view."""
        self._caret = (key, offset)
        box = self._caret_box()
        if box is not None:
            self._bring_into_view(box)
        self.viewport().update()

    def page_area(self, index: int) -> QRectF:
        """Return the area of page `index` on the viewport."""
        return self._stack.area(index).translated(self._scrolled())

    def place_of(self, key: str, offset: int) -> QPoint | None:
        """Return the point on the viewport at which character `offset` of block `key` begins."""
        box = self._paper.rect_of(key, offset) if self._paper else None
        if box is None:
            return None
        place = self._on_viewport(box)
        return QPoint(round(place.left()), round(place.center().y()))

    def _caret_box(self) -> CharacterBox | None:
        return self._paper.rect_of(*self._caret) if self._paper and self._caret else None

    def _on_viewport(self, box: CharacterBox) -> QRectF:
        scale = self._stack.scale
        place = QRectF(box.x * scale, box.y * scale, box.width * scale, box.height * scale)
        return place.translated(self.page_area(box.page).topLeft())

    def _scrolled(self) -> QPointF:
        return QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())

    def _visible(self, area: QRectF) -> Iterator[LaidPage]:
        desk = area.translated(-self._scrolled())
        first, last = (self._stack.index_at(y) for y in (desk.top(), desk.bottom() - 0.5))
        yield from self._stack.pages[first : last + 1]

    def _bring_into_view(self, box: CharacterBox) -> None:
        y = self._on_viewport(box).center().y()
        view = self.viewport().height()
        if self.fit is Fit.PAGE:
            if self._shown != box.page:
                self.show_page(box.page)
        elif not 24 <= y <= view - 24:
            bar = self.verticalScrollBar()
            bar.setValue(round(bar.value() + y - view * 0.4))

    def _rearrange(self) -> None:
        view = self.viewport().size()
        self._stack = replace(self._stack, view=view)
        width, height = self._stack.size()
        self.verticalScrollBar().setRange(0, max(0, height - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        spare = max(0, width - view.width()) if self.fit is Fit.FREE else 0
        self.horizontalScrollBar().setRange(0, spare)
        self.horizontalScrollBar().setPageStep(view.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("table"))
        scale, ratio = self._stack.scale, self.devicePixelRatioF()
        for page in self._visible(QRectF(event.rect())):
            area = self.page_area(page.index)
            _paint_shadow(painter, area)
            painter.drawPixmap(area.topLeft(), self.cache.picture(page, scale, ratio))
            if self._guides and not page.blank:
                painter.save()
                painter.translate(area.topLeft())
                # The page is white in every theme, and so its guides have one colour.
                colour = QColor(LIGHT.second)
                words = max(_SEAL_WORDS * scale, _LEAST_WORDS)
                self._painter.paint_guides(painter, page, scale, colour, words)
                painter.restore()
        box = self._caret_box()
        if box is not None:
            place = self._on_viewport(box)
            painter.setPen(QPen(QColor(LIGHT.blue), 1.5))
            painter.drawLine(place.topLeft(), place.bottomLeft())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = self._shown
        self._rearrange()
        if self.fit is Fit.PAGE:
            self.show_page(shown)
        self.zoom_changed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / 120
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_fit(Fit.FREE, self.zoom * 1.1**steps)
            event.accept()
        elif self.fit is Fit.PAGE and steps:
            self.show_page(self._shown + (-1 if steps > 0 else 1))
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position() - self._scrolled()
        index = self._stack.page_at(point)
        if event.button() is not Qt.MouseButton.LeftButton or index is None or not self._paper:
            return
        inside, scale = point - self._stack.area(index).topLeft(), self._stack.scale
        found = self._paper.line_at(index, inside.x() / scale, inside.y() / scale)
        if found is not None:
            self.place_clicked.emit(*found)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self.viewport().update()
        return super().viewportEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def _on_scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        self._shown = self._stack.index_at(middle)
        self.page_changed.emit(self._shown)

    def _on_theme_changed(self) -> None:
        self.viewport().update()


def _paint_shadow(painter: QPainter, area: QRectF) -> None:
    """Draw the page's soft edge, below and on the right; a frame where white lies on white."""
    colour = theme.colour("edge")
    if theme.colour("table") == Qt.GlobalColor.white:
        painter.setPen(colour)
        painter.drawRect(area.adjusted(-1, -1, 0, 0))
    for reach, alpha in enumerate((110, 60, 25)):
        colour.setAlpha(alpha)
        painter.fillRect(
            QRectF(area.left(), area.bottom() + reach, area.width() + reach, 1), colour
        )
        painter.fillRect(QRectF(area.right() + reach, area.top(), 1, area.height() + reach), colour)
