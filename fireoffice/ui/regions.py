"""F6: from region to region, as one reads them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def walk(regions: Sequence[QWidget], focused: QWidget | None, by: int) -> None:
    """Give the focus to the region ``by`` places after the one that holds ``focused``.

    What is hidden or disabled is passed over; from outside all regions one comes to the first.
    """
    open_ones = [one for one in regions if one.isVisible() and one.isEnabled()]
    if not open_ones:
        return
    held = [place for place, one in enumerate(open_ones) if _holds(one, focused)]
    place = (held[-1] + by) % len(open_ones) if held else 0
    region = open_ones[place]
    if region.focusPolicy() == Qt.FocusPolicy.NoFocus and region.focusProxy() is None:
        _enter(region)
    else:
        region.setFocus(Qt.FocusReason.TabFocusReason)


def _holds(region: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and (focused is region or region.isAncestorOf(focused))


def _enter(region: QWidget) -> None:
    """Give the focus to the first widget inside ``region`` that takes it."""
    widget = region.nextInFocusChain()
    while widget is not None and widget is not region:
        takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes and widget.isVisible() and widget.isEnabled() and region.isAncestorOf(widget):
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return
        widget = widget.nextInFocusChain()
