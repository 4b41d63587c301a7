"""「村（居）：全部 ▾」: the condition on one field, behind a flat button."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from fireoffice.domain.fields import FieldInfo
from fireoffice.ui.lists.condition_editor import ANY, ConditionEditor
from fireoffice.ui.parts.basics import IconButton
from fireoffice.ui.parts.picking import Find
from fireoffice.ui.parts.popup import Popup
from fireoffice.ui.theme import theme

_ALL = "全部"
_LONGEST = 8


class FilterButton(IconButton):
    """Drops the field's condition; ``find`` is asked for values each time it opens."""

    changed = Signal(str, object)
    """Name of the field and its condition, ``ANY`` for none."""

    def __init__(
        self,
        name: str,
        info: FieldInfo,
        find: Find,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", "chevron-down", parent)
        self._name, self._info, self._find = name, info, find
        self._condition: object = ANY
        self.setProperty("part", "flat")
        self.setAutoDefault(False)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setMinimumWidth(theme.px(40))
        self.popup = Popup(self)
        # The popup inherits the direction that puts the arrow behind the word.
        self.popup.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.editor = ConditionEditor(today)
        self.popup.column.addWidget(self.editor)
        self.editor.changed.connect(self._on_changed)
        self.editor.finished.connect(self.popup.close)
        self.clicked.connect(self.drop)

    def show_condition(self, condition: object, words: str) -> None:
        """Show ``condition``, told in ``words``."""
        self._condition = condition
        shown = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
        self.setText(f"{self._info.label}：{shown or _ALL}")
        self.setToolTip(words)
        self.setAccessibleName(f"筛选{self._info.label}：{words or _ALL}")

    def drop(self) -> None:
        """Open the condition below the button."""
        self.editor.show_field(self._info.label, self._info, self._find, self._condition)
        self.popup.drop_from(self)
        (self.editor.ticks if self.editor.ticks.isVisible() else self.editor.first).setFocus()

    def _on_changed(self, condition: object) -> None:
        self._condition = condition
        self.changed.emit(self._name, condition)
