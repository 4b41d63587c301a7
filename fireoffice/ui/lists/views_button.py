"""「视图」: lists as they were once put together, under names."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu

from fireoffice.ui.parts.basics import IconButton, button, label, tighten
from fireoffice.ui.parts.popup import Popup
from fireoffice.ui.theme import theme

_LONGEST_NAME = 20
_SHOWN = 8


class ViewsButton(IconButton):
    """Names the view in force; its menu chooses, keeps and forgets views."""

    chosen = Signal(str)
    """Name of the view; empty for the plain list."""
    saved = Signal(str)
    """The list as it is now is to be kept under this name."""
    renamed = Signal(str, str)
    deleted = Signal(str)
    standard_chosen = Signal(str)
    """The view with which the list is to begin; empty for the plain list."""

    def __init__(self) -> None:
        super().__init__("视图", "chevron-down")
        self.setProperty("part", "flat")
        self.setAutoDefault(False)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._names: tuple[str, ...] = ()
        self._current = self._standard = ""
        self._changed = False
        self._menu = QMenu(self)
        self._menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self.naming = _Naming(self)
        self.naming.named.connect(self._on_named)
        self.show_views((), "", "", False)

    def show_views(self, names: Sequence[str], current: str, standard: str, changed: bool) -> None:
        """Offer ``names``; ``changed`` if the list is no longer as ``current`` kept it."""
        self._names, self._current, self._standard = tuple(names), current, standard
        self._changed = changed
        name = current if len(current) <= _SHOWN else f"{current[: _SHOWN - 1]}…"
        mark = "（已改）" if current and changed else ""
        self.setText(f"视图：{name}{mark}" if current else "视图")
        self.setToolTip(current)
        self.setAccessibleName(f"视图：{current or '全部'}{mark}")

    def menu_words(self) -> list[str]:
        """Return the words that the menu offers now."""
        self._fill()
        return [action.text() for action in self._menu.actions() if action.text()]

    def pick(self, word: str) -> None:
        """Choose the entry ``word`` of the menu."""
        self._fill()
        next(action for action in self._menu.actions() if action.text() == word).trigger()

    def _fill(self) -> None:
        self._menu.clear()
        self._tick("全部", "")
        for name in self._names:
            self._tick(name, name)
        self._menu.addSeparator()
        self._menu.addAction("另存为新视图…", lambda: self._ask(""))
        current = self._current
        if not current:
            return
        if self._changed:
            self._menu.addAction(f"把改动存入“{current}”", lambda: self.saved.emit(current))
        self._menu.addAction(f"重命名“{current}”…", lambda: self._ask(current))
        if self._standard == current:
            self._menu.addAction("不再设为默认", lambda: self.standard_chosen.emit(""))
        else:
            self._menu.addAction("设为默认", lambda: self.standard_chosen.emit(current))
        self._menu.addAction(f"删除“{current}”", lambda: self.deleted.emit(current))

    def _tick(self, word: str, name: str) -> None:
        mark = "（默认）" if name and name == self._standard else ""
        action = QAction(f"{word}{mark}", self._menu)
        action.setCheckable(True)
        action.setChecked(name == self._current)
        action.triggered.connect(lambda _: self.chosen.emit(name))
        self._menu.addAction(action)

    def _ask(self, name: str) -> None:
        self.naming.ask(name)
        self.naming.drop_from(self)
        self.naming.name.setFocus()

    def _on_named(self, old: str, new: str) -> None:
        if old:
            self.renamed.emit(old, new)
        else:
            self.saved.emit(new)


class _Naming(Popup):
    """One line for the name of a view."""

    named = Signal(str, str)
    """The name before, empty for a new view, and the name now."""

    def __init__(self, parent: ViewsButton) -> None:
        super().__init__(parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._old = ""
        self.name = QLineEdit()
        self.name.setAccessibleName("视图的名称")
        self.name.setMaxLength(_LONGEST_NAME)
        self.name.setMinimumWidth(theme.px(190))
        self._keep = button("保存")
        row = QHBoxLayout()
        tighten(row, 8)
        row.addWidget(self.name, 1)
        row.addWidget(self._keep)
        self.column.addWidget(label("名称，如：本月到期", "note"))
        self.column.addLayout(row)
        self.name.returnPressed.connect(self._on_kept)
        self._keep.clicked.connect(self._on_kept)

    def ask(self, name: str) -> None:
        """Ask for the name of a new view, or a new one for ``name``."""
        self._old = name
        self.name.setText(name)
        self.name.selectAll()

    def _on_kept(self) -> None:
        name = self.name.text().strip()
        if name:
            self.close()
            self.named.emit(self._old, name)
