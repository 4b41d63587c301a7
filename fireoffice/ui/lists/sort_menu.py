"""Ordering a list by one column or several, from a menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from fireoffice.ui.parts.table_model import TableColumn

MOST = 3
"""The most columns by which a list is ordered."""

Sort = tuple[tuple[str, bool], ...]


def asked(key: str, ascending: bool) -> Sort:
    """Return the order by one column alone."""
    return ((key, ascending),)


def added(sort: Sort, key: str, ascending: bool) -> Sort:
    """Return ``sort`` with ``key`` behind the others, or where it stands, turned round."""
    if any(one == key for one, _ in sort):
        return tuple((one, ascending if one == key else up) for one, up in sort)
    return (*sort[: MOST - 1], (key, ascending))


def without(sort: Sort, key: str) -> Sort:
    """Return ``sort`` without ``key``."""
    return tuple(pair for pair in sort if pair[0] != key)


def fill(menu: QMenu, column: TableColumn, sort: Sort, choose: Callable[[Sort], None]) -> None:
    """Put the orders by ``column`` into ``menu``; the one chosen goes to ``choose``."""
    _add(menu, "升序", lambda: choose(asked(column.key, True)), sort == asked(column.key, True))
    _add(menu, "降序", lambda: choose(asked(column.key, False)), sort == asked(column.key, False))
    others = without(sort, column.key)
    if others:
        menu.addSeparator()
        _add(menu, "再按此列升序", lambda: choose(added(sort, column.key, True)))
        _add(menu, "再按此列降序", lambda: choose(added(sort, column.key, False)))
    if len(others) < len(sort):
        _add(menu, "不按此列排", lambda: choose(others))


def _add(menu: QMenu, word: str, chosen: Callable[[], None], on: bool = False) -> None:
    action = QAction(word, menu)
    action.setCheckable(True)
    action.setChecked(on)
    action.triggered.connect(lambda _: chosen())
    menu.addAction(action)
