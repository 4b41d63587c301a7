"""The condition on one field: ticked values, a range of days or numbers, empty or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.domain.values import ValueProblem, parse, show
from fireoffice.services.lists.cells import is_masked
from fireoffice.services.lists.listing import Between
from fireoffice.ui.lists.ticks import Ticks
from fireoffice.ui.parts.basics import button, label, restyle, tighten
from fireoffice.ui.parts.notices import FieldMistake
from fireoffice.ui.parts.picking import Find
from fireoffice.ui.theme import theme

ANY: tuple[()] = ()
"""No condition."""

RANGED = (Kind.DATE, Kind.INTEGER, Kind.DECIMAL)
"""Kinds of fields that are held to a range, not to ticked values."""
_MANY = 12
_WIDTH, _HEIGHT = 236, 252
_WORDS = (("全部", ANY), ("为空", None), ("不为空", Between()))


class ConditionEditor(QWidget):
    """Emits each change at once; a range that cannot be read is told under it."""

    changed = Signal(object)
    """The condition as a ``Query`` takes it, or ``ANY``."""
    finished = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._info: FieldInfo | None = None
        self._find: Find = lambda _: ()
        self._group = QButtonGroup(self)
        self.narrow = QLineEdit()
        self.narrow.setPlaceholderText("输入几个字，缩小范围")
        self.narrow.setAccessibleName("缩小范围")
        self.ticks = Ticks()
        self.first, self.last = QLineEdit(), QLineEdit()
        self._mistake = FieldMistake()
        self._range = QWidget()
        self._lay_out()
        self.ticks.changed.connect(self._on_ticked)
        self.ticks.taken.connect(self.finished)
        self.narrow.textChanged.connect(self._on_narrowed)
        for end in (self.first, self.last):
            end.editingFinished.connect(self._on_range_typed)
            end.returnPressed.connect(self.finished)

    def show_field(self, name: str, info: FieldInfo | None, find: Find, condition: object) -> None:
        """Edit the ``condition`` on a field; ``find`` finds the values that may be ticked."""
        self._info, self._find = info, find
        offered = find("")
        ranged = info is not None and info.kind in RANGED
        ticked = tuple(str(one) for one in condition) if isinstance(condition, tuple) else ()
        self._range.setVisible(ranged)
        self.narrow.setVisible(not ranged and len(offered) > _MANY)
        with QSignalBlocker(self.narrow):
            self.narrow.clear()
        self.ticks.setVisible(not ranged and not (info is not None and is_masked(info)))
        self.ticks.setAccessibleName(f"{name}的值")
        self._offer(offered, ticked)
        self._show_range(condition)
        self._say("")
        self._show_word(condition)

    def _offer(self, values: Sequence[str], ticked: Sequence[str]) -> None:
        """Offer ``values``; what is ticked stays in sight."""
        self.ticks.offer((*values, *(one for one in ticked if one not in values)), ticked)

    def _show_range(self, condition: object) -> None:
        ends = (condition.first, condition.last) if isinstance(condition, Between) else (None, None)
        for editor, end in zip((self.first, self.last), ends, strict=True):
            text = "" if end is None or self._info is None else show(self._info, end)
            editor.setText(text.replace(",", ""))

    def _show_word(self, condition: object) -> None:
        for made, (_, meant) in zip(self._group.buttons(), _WORDS, strict=True):
            self._group.setExclusive(False)
            made.setChecked(condition == meant and type(condition) is type(meant))
            self._group.setExclusive(True)

    def _lay_out(self) -> None:
        words = QHBoxLayout()
        tighten(words, 6)
        for word, meant in _WORDS:
            made = button(word, "chip")
            made.setCheckable(True)
            made.clicked.connect(lambda _, meant=meant: self._on_word(meant))
            self._group.addButton(made)
            words.addWidget(made)
        words.addStretch(1)
        ends = QHBoxLayout(self._range)
        tighten(ends, 6)
        for word, editor in (("从", self.first), ("到", self.last)):
            editor.setAccessibleName(word)
            ends.addWidget(label(word, "label"))
            ends.addWidget(editor, 1)
        self.setFixedWidth(theme.px(_WIDTH))
        self.ticks.setMinimumHeight(theme.px(_HEIGHT))
        column = QVBoxLayout(self)
        tighten(column, 6)
        column.addLayout(words)
        column.addWidget(self._range)
        column.addWidget(self._mistake)
        column.addWidget(self.narrow)
        column.addWidget(self.ticks, 1)
        column.addStretch(0)

    def _on_word(self, meant: object) -> None:
        self._offer(self._find(self.narrow.text().strip()), ())
        self._show_range(ANY)
        self._show_word(meant)
        self._say("")
        self.changed.emit(meant)

    def _on_ticked(self) -> None:
        ticked = self.ticks.ticked()
        self._show_word(ticked)
        self.changed.emit(ticked)

    def _on_narrowed(self, text: str) -> None:
        self._offer(self._find(text.strip()), self.ticks.ticked())

    def _on_range_typed(self) -> None:
        if self._info is None:
            return
        try:
            ends = [parse(self._info, one.text(), self._today) for one in (self.first, self.last)]
        except ValueProblem as problem:
            self._say(str(problem))
            return
        first, last = ends
        if first is not None and last is not None and last < first:  # type: ignore[operator]
            self._say("“从”在“到”之后，请对调。")
            return
        self._say("")
        meant = ANY if first is None and last is None else Between(first, last)
        self._show_word(meant)
        self.changed.emit(meant)

    def _say(self, sentence: str) -> None:
        self._mistake.say(sentence)
        for editor in (self.first, self.last):
            restyle(editor, "mistaken", bool(sentence))
