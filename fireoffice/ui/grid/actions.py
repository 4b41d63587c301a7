"""The actions on the cells selected in a grid: copy, paste, fill, clear, rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from fireoffice.ui.grid import clipboard, filling

if TYPE_CHECKING:
    from fireoffice.ui.grid.view import GridView


class GridActions(QObject):
    """The verbs of one ``GridView``, reached by keys and by its menu."""

    def __init__(self, view: GridView) -> None:
        super().__init__(view)
        self._view = view
        self._grid = view.grid

    def copy(self, unmasked: bool = False) -> None:
        """Copy the selected cells; personal ones as they are shown unless ``unmasked``."""
        cells = self._view.selected_cells()
        rows = sorted({cell[0] for cell in cells})
        wanted = {cell[1] for cell in cells}
        columns = [one for one in self._view.shown_columns() if one in wanted]
        if not rows:
            return
        clipboard.to_clipboard(clipboard.block_of(self._grid, rows, columns, unmasked))
        if not unmasked and any(self._grid.is_masked(*cell) for cell in cells):
            self._view.told.emit("个人信息已遮住；要原文，请用右键菜单的“连同个人信息复制”。")

    def cut(self) -> None:
        """Copy the selected cells in full and empty them."""
        self.copy(unmasked=True)
        self.clear()

    def paste(self) -> None:
        """Paste what is on the clipboard, or offer to do it by its heading row."""
        block = clipboard.from_clipboard()
        if not block:
            self._view.told.emit("剪贴板里没有文字，请先在Excel或WPS里复制。")
        elif len(block) > 1 and filling.headings_of(self._grid, block[0]):
            self._view.headed.emit(block)
        else:
            self._view.paste_block(block)

    def clear(self) -> None:
        """Empty the selected cells."""
        self._grid.write(dict.fromkeys(self._view.selected_cells(), ""), "清除")

    def fill_down(self) -> None:
        """Fill the selected cells from their first row; a single row from the row above."""
        cells = self._view.selected_cells()
        if len({cell[0] for cell in cells}) > 1:
            filling.fill_down(self._grid, cells)
        elif cells:
            filling.repeat_above(self._grid, cells)

    def fill_to_end(self) -> None:
        """Fill the selected column down to the last entered row."""
        filling.fill_to_end(self._grid, self._view.selected_cells())

    def insert_rows(self) -> None:
        """Insert as many rows as are selected."""
        row, count = self._view.selected_rows()
        if count:
            self._grid.insert(row, count)

    def remove_rows(self) -> None:
        """Take the selected rows out."""
        row, count = self._view.selected_rows()
        if count and self._grid.grows:
            self._grid.remove(row, count)
            if not self._grid.lines:
                self._view.grow()
            column = max(self._view.currentIndex().column(), 0)
            self._view.go_to(min(row, len(self._grid.lines) - 1), column)

    def find_problem(self, step: int) -> None:
        """Go to the next place to be put right, or say that there is none."""
        found = self._view.go_to_problem(step)
        # An empty sentence gives way to the one about the problem, also if the focus was there.
        self._view.told.emit("" if found else "没有需要改正的地方。")

    def show_menu(self, at: QPoint) -> None:
        """Show the menu of the selected cells."""
        menu = QMenu(self._view)
        entries: list[tuple[str, Callable[[], None], bool]] = [
            ("剪切\tCtrl+X", self.cut, True),
            ("复制\tCtrl+C", self.copy, True),
            ("连同个人信息复制", lambda: self.copy(True), self._has_masked()),
            ("粘贴\tCtrl+V", self.paste, True),
            ("向下填充\tCtrl+D", self.fill_down, True),
            ("填到最后一行\tCtrl+Shift+D", self.fill_to_end, True),
            ("插入行\tCtrl++", self.insert_rows, self._grid.grows),
            ("删去行\tCtrl+-", self.remove_rows, self._grid.grows),
        ]
        for words, slot, shown in entries:
            if shown:
                action = QAction(words, menu)
                action.triggered.connect(lambda _=False, slot=slot: slot())
                menu.addAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._view.viewport().mapToGlobal(at))

    def _has_masked(self) -> bool:
        return any(self._grid.is_masked(*cell) for cell in self._view.selected_cells())
