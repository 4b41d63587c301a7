"""「更多条件」: any field of the register on the left, the condition on it on the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from fireoffice.registers import STAGE, Register
from fireoffice.services.lists.cells import heading
from fireoffice.services.lists.words import filter_words
from fireoffice.ui.lists.condition_editor import ANY, ConditionEditor
from fireoffice.ui.parts.basics import button, tighten
from fireoffice.ui.parts.popup import Popup
from fireoffice.ui.theme import theme

_WIDTH = 210


class ConditionsPopup(Popup):
    """The popup: arrows choose the field, Tab goes to its condition, Esc closes."""

    changed = Signal(str, object)
    """Name of the field and its condition, ``ANY`` for none."""
    cleared = Signal()

    def __init__(
        self,
        register: Register,
        find: Callable[[str, str], Sequence[str]],
        today: date,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._register, self._find = register, find
        self._conditions: dict[str, object] = {}
        self.fields = _Fields()
        self.fields.setAccessibleName("条件")
        self.fields.setFixedWidth(theme.px(_WIDTH))
        stage = (STAGE,) if register.is_staged else ()
        for name in (*stage, *(info.name for info in register.fields)):
            item = QListWidgetItem(self.fields)
            item.setData(Qt.ItemDataRole.UserRole, name)
        self.editor = ConditionEditor(today)
        self._clear = button("取消全部条件", "word")
        row = QHBoxLayout()
        tighten(row, 8)
        row.addWidget(self.fields)
        row.addWidget(self.editor)
        self.column.addLayout(row)
        self.column.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignLeft)
        self.fields.currentRowChanged.connect(self._on_field_chosen)
        self.fields.entered_field.connect(self._enter)
        self.editor.changed.connect(self._on_changed)
        self.editor.finished.connect(self.close)
        self._clear.clicked.connect(self._on_cleared)

    def show_conditions(self, conditions: Mapping[str, object]) -> None:
        """Show what is in force, and the first field that has a condition."""
        self._conditions = dict(conditions)
        self._write()
        names = [self._name(row) for row in range(self.fields.count())]
        self.fields.setCurrentRow(next((names.index(one) for one in conditions if one in names), 0))
        self._on_field_chosen(self.fields.currentRow())
        self.fields.setFocus()

    def choose(self, name: str) -> None:
        """Bring the field ``name`` to the right."""
        names = [self._name(row) for row in range(self.fields.count())]
        self.fields.setCurrentRow(names.index(name))

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, theme.px(380)))

    def _name(self, row: int) -> str:
        return str(self.fields.item(row).data(Qt.ItemDataRole.UserRole))

    def _write(self) -> None:
        """Write each field, and beside it what it is held to."""
        for row in range(self.fields.count()):
            name = self._name(row)
            words = heading(self._register, name)
            if name in self._conditions:
                told = filter_words(self._register, name, self._conditions[name])
                words = f"{words}：{told}"
            item = self.fields.item(row)
            item.setText(words)
            item.setToolTip(words)
            item.setForeground(theme.colour("blue" if name in self._conditions else "ink"))
        self._clear.setEnabled(bool(self._conditions))

    def _on_field_chosen(self, row: int) -> None:
        name = self._name(row)
        info = None if name == STAGE else self._register.field(name)
        words = heading(self._register, name)
        find = partial(self._find, name)
        self.editor.show_field(words, info, find, self._conditions.get(name, ANY))

    def _enter(self) -> None:
        ticks = self.editor.ticks
        (ticks if ticks.isVisible() else self.editor.first).setFocus()

    def _on_changed(self, condition: object) -> None:
        name = self._name(self.fields.currentRow())
        self._conditions.pop(name, None)
        if condition != ANY:
            self._conditions[name] = condition
        self._write()
        self.changed.emit(name, condition)

    def _on_cleared(self) -> None:
        self._conditions.clear()
        self._write()
        self._on_field_chosen(self.fields.currentRow())
        self.cleared.emit()


class _Fields(QListWidget):
    """The names of the fields; Enter and → go on to the condition."""

    entered_field = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.entered_field.emit()
            return
        super().keyPressEvent(event)
