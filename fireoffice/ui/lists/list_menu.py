"""The actions on a list beside what is in sight: its ⋯ menu and the menu of a head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from fireoffice.ui.lists import sort_menu
from fireoffice.ui.lists.column_popup import ColumnPopup

if TYPE_CHECKING:
    from fireoffice.ui.register_list import RegisterList


class ListMenu(QObject):
    """Serves the buttons ▥ and ⋯, the right mouse button, and the heads of ``shown``."""

    def __init__(self, shown: RegisterList) -> None:
        super().__init__(shown)
        self._list = shown
        self.columns = ColumnPopup(shown.table.columns(), shown.row.columns)
        self.menu = QMenu(shown)
        self.menu.aboutToShow.connect(self.fill)
        shown.row.menu.setMenu(self.menu)
        shown.row.columns.clicked.connect(self._on_columns_wanted)
        shown.table.head.menu_asked.connect(self._on_head_menu)
        shown.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        shown.table.customContextMenuRequested.connect(
            lambda at: self.menu.popup(shown.table.viewport().mapToGlobal(at))
        )

    def fill(self) -> None:
        """Put into the ⋯ menu what can be done now."""
        shown, menu = self._list, self.menu
        menu.clear()
        count = shown.table.chosen_count()
        menu.addAction(f"成批登记{shown.register.noun}…", shown.grid_asked.emit)
        menu.addSeparator()
        menu.addAction("复制所选　Ctrl+C", lambda: shown.copy_asked.emit(False))
        if shown.shows_masked():
            menu.addAction("复制所选（含个人信息）", lambda: shown.copy_asked.emit(True))
        menu.addAction("全选　Ctrl+A", shown.table.selectAll)
        menu.addAction("导出Excel…", lambda: shown.export_asked.emit(count > 1))
        menu.addAction("打印…　Ctrl+P", shown.print_asked.emit)
        menu.addSeparator()
        ordering = menu.addMenu("排序")
        columns = {column.key: column for column in shown.table.columns()}
        for name in shown.table.shown_names():
            column = columns[name]
            sort_menu.fill(ordering.addMenu(column.title), column, shown.shown_sort(), shown.order)
        menu.addAction("恢复默认顺序", lambda: shown.order(()))

    def hide_column(self, key: str) -> None:
        """Take a column out of sight; the last one stays."""
        kept = tuple(name for name in self._list.table.shown_names() if name != key)
        if kept:
            self.columns.chosen.emit(kept)

    def _on_columns_wanted(self) -> None:
        self.columns.show_choice(self._list.table.shown_names())
        self.columns.drop_from(self._list.row.columns)

    def _on_head_menu(self, section: int, at: QPoint) -> None:
        shown, menu = self._list, QMenu(self._list)
        menu.aboutToHide.connect(menu.deleteLater)
        column = shown.table.columns()[section]
        sort_menu.fill(menu, column, shown.shown_sort(), shown.order)
        menu.addSeparator()
        menu.addAction("恢复默认顺序", lambda: shown.order(()))
        menu.addAction("隐藏此列", lambda: self.hide_column(column.key))
        menu.addAction("恢复默认列", self.columns.reset_asked.emit)
        menu.popup(at)
