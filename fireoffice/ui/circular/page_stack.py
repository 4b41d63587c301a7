"""The places of the pages on the desk: pure geometry, in logical pixels from the desk's top."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF, QSize

from fireoffice.docs.layout.model import LaidPage

FULL_SIZE = 96 / 1440
"""Logical pixels a twip at 100 %."""
MARGIN = 16
"""Desk around a page."""
SMALLEST, LARGEST = 0.2, 4.0


class Fit(Enum):
    """The way in which the zoom follows the window."""

    PAGE = "整页"
    WIDTH = "页宽"
    FREE = ""


@dataclass(frozen=True)
class PageStack:
    """Pages one below the other in a view of `view`'s size.

    With `Fit.PAGE` each page has the whole height of the view to itself. `zoom` is times the real
    size and counts only with `Fit.FREE`.
    """

    pages: tuple[LaidPage, ...] = ()
    view: QSize = field(default_factory=QSize)
    fit: Fit = Fit.PAGE
    zoom: float = 1.0

    @cached_property
    def scale(self) -> float:
        """The logical pixels of a twip."""
        if self.fit is Fit.FREE or not self.pages:
            return self.zoom * FULL_SIZE
        # A page that lies across has its own width; all share the zoom of the upright sheet.
        width = max(min(page.width, page.height) for page in self.pages)
        height = max(max(page.width, page.height) for page in self.pages)
        wide = (self.view.width() - 2 * MARGIN) / width
        if self.fit is Fit.WIDTH:
            return max(wide, SMALLEST * FULL_SIZE)
        high = (self.view.height() - 2 * MARGIN) / height
        return max(min(wide, high), 0.1 * FULL_SIZE)

    def slot(self, index: int) -> QRectF:
        """Return the strip of desk that page `index` lies in."""
        top, bottom = self._edges[index], self._edges[index + 1]
        return QRectF(0, top, self.view.width(), bottom - top)

    def area(self, index: int) -> QRectF:
        """Return the area of page `index`, its corner on whole pixels.

        A cached picture is copied there and never resampled.
        """
        page, slot, scale = self.pages[index], self.slot(index), self.scale
        width, height = page.width * scale, page.height * scale
        left = max((slot.width() - width) / 2, MARGIN)
        spare = (slot.height() - height) / 2
        top = slot.top() + (spare if self.fit is Fit.PAGE else MARGIN)
        return QRectF(round(left), round(top), width, height)

    def size(self) -> tuple[int, int]:
        """Return width and height of the whole desk."""
        if not self.pages:
            return 0, 0
        tail = 0 if self.fit is Fit.PAGE else MARGIN
        height = self._edges[-1] + tail
        width = max(page.width for page in self.pages) * self.scale + 2 * MARGIN
        return round(width), round(height)

    def index_at(self, y: float) -> int:
        """Return the page in whose slot the height `y` falls."""
        return min(max(bisect_right(self._edges, y) - 1, 0), max(len(self.pages) - 1, 0))

    def page_at(self, point: QPointF) -> int | None:
        """Return the page under `point`; None on the bare desk."""
        if not self.pages:
            return None
        index = self.index_at(point.y())
        return index if self.area(index).contains(point) else None

    @cached_property
    def _edges(self) -> tuple[float, ...]:
        """The upper edges of the slots and the lower edge of the last."""
        return tuple(accumulate((self._slot_height(page) for page in self.pages), initial=0.0))

    def _slot_height(self, page: LaidPage) -> float:
        height = page.height * self.scale
        if self.fit is Fit.PAGE:
            return max(height + 2 * MARGIN, self.view.height())
        return height + MARGIN
