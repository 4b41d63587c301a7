"""The row above the table: chips, conditions on fields, and what else the list can do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fireoffice.registers import STAGE, Register
from fireoffice.services.lists.cells import is_masked
from fireoffice.services.lists.pinyin import matching
from fireoffice.services.lists.words import filter_words
from fireoffice.ui.lists.condition_editor import ANY
from fireoffice.ui.lists.conditions_popup import ConditionsPopup
from fireoffice.ui.lists.filter_button import FilterButton
from fireoffice.ui.parts.basics import button, tighten
from fireoffice.ui.parts.filter_chips import FilterChips
from fireoffice.ui.theme import theme

_FLAT_FILTERS = 3
_GAP, _LEFT, _RIGHT = 8, 12, 8
_NARROWEST = 420
_CHIPS_SHARE = 0.45


class FilterRow(QWidget):
    """Keeps the chip and the conditions in force; ``find`` tells what a field may hold."""

    changed = Signal()

    def __init__(
        self, register: Register, find: Callable[[str, str], Sequence[str]], today: date
    ) -> None:
        super().__init__()
        self._register, self._find = register, find
        self._conditions: dict[str, object] = {}
        self._told: set[str] = set()
        self.chips = FilterChips([(chip.name, chip.label) for chip in register.chips])
        flat = register.filters[:_FLAT_FILTERS]
        self.filters = {
            name: FilterButton(name, register.field(name), partial(self._offered, name), today)
            for name in flat
        }
        self.more = button("更多条件", "flat", "chevron-down")
        self.more.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.popup = ConditionsPopup(register, self._offered, today, self)
        self.clear = button("取消筛选", "word")
        self.columns = button("", "flat", "columns", hint="选择要显示的列")
        self.menu = button("", "flat", "more", hint="排序、复制、打印")
        self._lay_out()
        self.chips.chosen.connect(self._on_chip_chosen)
        self.more.clicked.connect(self.drop_conditions)
        self.popup.changed.connect(self.set_condition)
        self.popup.cleared.connect(lambda: self._replace({}))
        for one in self.filters.values():
            one.changed.connect(self.set_condition)
        self._show()

    def add_tool(self, tool: QWidget) -> None:
        """Put ``tool`` at the right end, before the columns."""
        self._tools.insert(0, tool)
        self._row.insertWidget(self._row.indexOf(self.columns), tool)
        QWidget.setTabOrder(self.clear, tool)
        QWidget.setTabOrder(tool, self.columns)

    def conditions(self) -> dict[str, object]:
        """Return the conditions by field."""
        return dict(self._conditions)

    def chip(self) -> str:
        """Return the chip that is on, or an empty text."""
        return self.chips.current()

    def any(self) -> bool:
        """Return True if anything narrows the list."""
        return bool(self._conditions or self.chip())

    def put(self, chips: Sequence[str], conditions: Mapping[str, object]) -> None:
        """Put chip and conditions in force without telling anybody."""
        self.chips.set_current(next(iter(chips), ""))
        self._conditions = dict(conditions)
        self._show()

    def set_condition(self, name: str, condition: object) -> None:
        """Put the condition on one field in force; ``ANY`` takes it away."""
        kept = {one: value for one, value in self._conditions.items() if one != name}
        self._replace(kept if condition == ANY else {**kept, name: condition})

    def drop_conditions(self) -> None:
        """Open 「更多条件」."""
        self.popup.show_conditions(self._conditions)
        self.popup.drop_from(self.more)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Write the counts onto the chips."""
        self.chips.set_counts(counts)
        self.fold()

    def fold(self) -> None:
        """Show what there is room for; the rest waits in the menus."""
        gap = theme.px(_GAP)
        ends = (self.more, *self._tools, *((self.clear,) if self.any() else ()))
        room = self.width() - theme.px(_LEFT + _RIGHT)
        room -= sum(one.sizeHint().width() + gap for one in ends)
        wanted = sum(one.sizeHint().width() + gap for one in self.filters.values())
        chips = self.chips.fold(max(room - wanted, round(room * _CHIPS_SHARE)))
        room -= chips + gap
        for name, one in self.filters.items():
            room -= one.sizeHint().width() + gap
            one.setVisible(room >= 0)
            self._told.discard(name)
            if room >= 0:
                self._told.add(name)
        hidden = [name for name in self._conditions if name not in self._told]
        self.more.setText(f"更多条件：{len(hidden)}项" if hidden else "更多条件")
        self.more.setAccessibleName(self.more.text())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_NARROWEST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fold()

    def _replace(self, conditions: dict[str, object]) -> None:
        if conditions != self._conditions:
            self._conditions = conditions
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        for name, one in self.filters.items():
            condition = self._conditions.get(name, ANY)
            words = "" if condition == ANY else filter_words(self._register, name, condition)
            one.show_condition(condition, words)
        self.clear.setVisible(self.any())
        self.fold()

    def _offered(self, name: str, typed: str) -> Sequence[str]:
        if name == STAGE:
            return matching(self._register.stages, typed)
        return () if is_masked(self._register.field(name)) else self._find(name, typed)

    def _on_chip_chosen(self, _: str) -> None:
        self._show()
        self.changed.emit()

    def _lay_out(self) -> None:
        self._tools: list[QWidget] = [self.columns, self.menu]
        row = self._row = QHBoxLayout(self)
        tighten(row, _GAP, (_LEFT, 4, _RIGHT, 8))
        row.addWidget(self.chips)
        for one in self.filters.values():
            row.addWidget(one)
        row.addWidget(self.more)
        row.addWidget(self.clear)
        row.addStretch(1)
        for one in (self.columns, self.menu):
            one.setFixedWidth(theme.px(30))
            row.addWidget(one)
