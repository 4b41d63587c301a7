"""The strip of small pages beside the preview."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from fireoffice.docs.layout.model import LaidPaper
from fireoffice.ui.circular.page_cache import PageCache
from fireoffice.ui.circular.painter import PagePainter
from fireoffice.ui.theme import theme

WIDTH = 86
_PAGE = 54
_LABEL = 18
_GAP = 8


class Thumbnails(QAbstractScrollArea):
    """Small pages with their numbers; the page in view has a blue border."""

    chosen = Signal(int)

    def __init__(self, painter: PagePainter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cache = PageCache(painter, oversampled=4)
        self._painter = painter
        self._paper: LaidPaper | None = None
        self._current = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedWidth(theme.px(WIDTH))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("页面缩略图")
        theme.changed.connect(self._on_theme_changed)

    def set_paper(self, paper: LaidPaper, painter: PagePainter) -> None:
        """Show the pages of `paper`."""
        if painter is not self._painter:
            self._painter = painter
            self._cache.set_painter(painter)
        self._paper = paper
        self._rearrange()
        self.viewport().update()

    def set_current(self, index: int) -> None:
        """Mark page `index` and bring it into view."""
        if index == self._current:
            return
        self._current = index
        area = self.area(index)
        bar = self.verticalScrollBar()
        if area.top() < 0 or area.bottom() > self.viewport().height():
            bar.setValue(round(bar.value() + area.top() - theme.px(_GAP)))
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDTH), 200)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._paper is None:
            return
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("table"))
        painter.setFont(theme.font(11))
        for page in self._paper.pages:
            area = self.area(page.index)
            if not area.adjusted(0, 0, 0, theme.px(_LABEL)).intersects(QRectF(event.rect())):
                continue
            picture = self._cache.picture(page, self._scale(), self.devicePixelRatioF())
            size = picture.deviceIndependentSize()
            place = QRectF(
                QPointF(round(area.center().x() - size.width() / 2), round(area.top())), size
            )
            painter.drawPixmap(place.topLeft(), picture)
            current = page.index == self._current
            painter.setPen(QPen(theme.colour("blue" if current else "line"), 2 if current else 1))
            painter.drawRect(place)
            painter.setPen(theme.colour("blue" if current else "ink3"))
            words = QRectF(area.left(), area.bottom() + 2, area.width(), theme.px(_LABEL) - 2)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, str(page.index + 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for page in self._paper.pages if self._paper else ():
            if self.area(page.index).contains(event.position()):
                self.chosen.emit(page.index)
                return

    def resizeEvent(self, event: object) -> None:
        self._rearrange()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def _scale(self) -> float:
        pages = self._paper.pages if self._paper else ()
        width = min((min(page.width, page.height) for page in pages), default=1)
        return theme.px(_PAGE) / width

    def area(self, index: int) -> QRectF:
        """Return the area of the small page `index` on the viewport."""
        pages = self._paper.pages if self._paper else ()
        scale = self._scale()
        step = theme.px(_GAP + _LABEL)
        top = theme.px(_GAP) + sum(page.height * scale + step for page in pages[:index])
        height = pages[index].height * scale if index < len(pages) else 0
        top -= self.verticalScrollBar().value()
        return QRectF(0, top, self.viewport().width(), height)

    def _rearrange(self) -> None:
        pages = self._paper.pages if self._paper else ()
        scale = self._scale()
        step = theme.px(_GAP + _LABEL)
        height = theme.px(_GAP) + sum(page.height * scale + step for page in pages)
        self.verticalScrollBar().setRange(0, max(0, round(height - self.viewport().height())))
        self.verticalScrollBar().setPageStep(self.viewport().height())

    def _on_theme_changed(self) -> None:
        self.viewport().update()
