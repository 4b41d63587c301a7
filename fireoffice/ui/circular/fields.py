"""The rows of fields above the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from fireoffice.core.errors import InputError
from fireoffice.docs.manuscript import Fields, Manuscript, Role
from fireoffice.docs.paper import Direction, Format
from fireoffice.domain.dates import format_date, parse_date
from fireoffice.domain.text import KINDS
from fireoffice.ui.circular.field_cells import FieldCell, RuledRow
from fireoffice.ui.parts.basics import button, tighten
from fireoffice.ui.parts.editors import ChoiceEditor

_NOTICE, _PRINTING = "通知", "（印发）"
_SEALED, _UNSEALED = "留出用印处", "不用印"
_SEPARATORS = str.maketrans(
    {",": "、", "，": "、", ";": "、", "；": "、", " ": "、", "\u3000": "、"}
)


@dataclass(frozen=True)
class _Said:
    """A field of `Fields`: how it is read out and how a text changes it."""

    read: Callable[[Fields], str]
    write: Callable[[Fields, str], Fields]


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in text.translate(_SEPARATORS).split("、") if name)


_ATTENDANCE = ("出席", "请假", "列席")
"""The groups of people in minutes, in the order of printing (GB/T 9704-2012 §10.3)."""


def _attending(label: str) -> _Said:
    """The field of those whom minutes list under `label`."""

    def write(own: Fields, text: str) -> Fields:
        listed = dict(own.attendance) | {label: text}
        kept = [(name, listed[name]) for name in _ATTENDANCE if listed.get(name)]
        return replace(own, attendance=tuple(kept))

    return _Said(lambda own: dict(own.attendance).get(label, ""), write)


def _printed(text: str) -> date | None:
    return parse_date(text) if text else None


_SAID: dict[str, _Said] = {
    "文种": _Said(lambda own: own.kind, lambda own, text: own.of_kind(text)),
    "发文字号": _Said(lambda own: own.number, lambda own, text: replace(own, number=text)),
    "印发日期": _Said(
        lambda own: format_date(own.printed_on) if own.printed_on else "",
        lambda own, text: replace(own, printed_on=_printed(text)),
    ),
    "格式": _Said(
        lambda own: own.format.value, lambda own, text: replace(own, format=Format(text))
    ),
    "行文方向": _Said(
        lambda own: own.direction.value, lambda own, text: replace(own, direction=Direction(text))
    ),
    "发文机关": _Said(
        lambda own: "、".join(own.issuers), lambda own, text: replace(own, issuers=_names(text))
    ),
    "份号": _Said(lambda own: own.copy_number, lambda own, text: replace(own, copy_number=text)),
    "密级": _Said(lambda own: own.secrecy, lambda own, text: replace(own, secrecy=text)),
    "紧急程度": _Said(lambda own: own.urgency, lambda own, text: replace(own, urgency=text)),
    "签发人": _Said(
        lambda own: "、".join(own.signers), lambda own, text: replace(own, signers=_names(text))
    ),
    "抄送": _Said(lambda own: own.copies_to, lambda own, text: replace(own, copies_to=text)),
    "印发机关": _Said(lambda own: own.printed_by, lambda own, text: replace(own, printed_by=text)),
    "用印": _Said(
        lambda own: _SEALED if own.sealed else _UNSEALED,
        lambda own, text: replace(own, sealed=text == _SEALED),
    ),
    **{label: _attending(label) for label in _ATTENDANCE},
}
_IN_TEXT: dict[str, Role] = {
    "主送机关": Role.RECIPIENTS,
    "成文日期": Role.DATE,
    "附注": Role.NOTE,
}
"""Fields whose value is a line of the text; field and line always say the same."""

_CHOICES: dict[str, tuple[str, ...]] = {
    "文种": KINDS,
    "格式": tuple(Format),
    "行文方向": tuple(Direction),
    "紧急程度": ("", "特急", "加急"),
    "用印": (_SEALED, _UNSEALED),
}
_FIRST_ROWS = (
    (("文种", 255), ("发文字号", 331), ("成文日期", 240)),
    (("主送机关", 586), ("印发日期", 240)),
)
_MINUTES_ROWS = ((("出席", 826),), (("列席", 586), ("请假", 240)))
"""The rows that minutes alone have."""
_MORE_ROWS = (
    (("格式", 255), ("行文方向", 331), ("紧急程度", 240)),
    (("份号", 255), ("密级", 331), ("用印", 240)),
    (("发文机关", 586), ("签发人", 240)),
    (("抄送", 413), ("印发机关", 413)),
    (("附注", 826),),
)


class FieldRows(QWidget):
    """Shows and changes the fields of a manuscript; the rarer ones fold away."""

    changed = Signal(object)
    """The `Fields` as they are now."""
    line_changed = Signal(object, str)
    """Role and text of a line of the text that was changed here."""
    number_given = Signal(str)
    """A 发文字号 was given (or taken away) by hand; `complain` answers."""

    def __init__(self, options: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = Fields()
        self._notice = _NOTICE
        self.cells: dict[str, FieldCell] = {}
        column = QVBoxLayout(self)
        tighten(column)
        for row in _FIRST_ROWS:
            column.addWidget(self._make_row(row))
        self._minutes = QWidget()
        attended = QVBoxLayout(self._minutes)
        tighten(attended)
        for row in _MINUTES_ROWS:
            attended.addWidget(self._make_row(row))
        self._minutes.hide()
        column.addWidget(self._minutes)
        self._more = QWidget()
        folded = QVBoxLayout(self._more)
        tighten(folded)
        for row in _MORE_ROWS:
            folded.addWidget(self._make_row(row))
        folded.addWidget(RuledRow(((options, 1),)))
        self._more.hide()
        column.addWidget(self._more)
        self.fold = button("更多", "word", hint="份号、密级、签发人、抄送、用印等")
        self.fold.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.fold.toggled.connect(self._on_folded)
        last = self.cells["主送机关"].layout()
        assert isinstance(last, QHBoxLayout)
        last.addWidget(self.fold)

    def show_manuscript(self, manuscript: Manuscript, locked: bool) -> None:
        """Show what `manuscript` says; `locked` once it has been issued."""
        self._fields = manuscript.fields
        self._minutes.setVisible(manuscript.fields.format is Format.MINUTES)
        self._name_kind(any(line.role is Role.ENCLOSURE for line in manuscript.lines))
        for name, cell in self.cells.items():
            cell.set_text(self._value(name, manuscript))
            cell.set_locked(locked)
        dated = manuscript.dated
        self.cells["印发日期"].prompt(format_date(dated) if dated else "同成文日期")

    def complain(self, name: str, sentence: str) -> None:
        """Say what is wrong with the field `name`; an empty sentence clears it."""
        self.cells[name].complain(sentence)

    def unfold(self, name: str) -> None:
        """Put the cursor into the field `name`, opening the fold where it lies there."""
        cell = self.cells[name]
        if self._more.isAncestorOf(cell):
            self.fold.setChecked(True)
        cell.editor.setFocus()

    def _value(self, name: str, manuscript: Manuscript) -> str:
        if name == "文种" and manuscript.fields.kind == _NOTICE:
            return self._notice
        if name in _SAID:
            return _SAID[name].read(manuscript.fields)
        if name == "主送机关":
            return manuscript.recipients
        return "".join(manuscript.texts(_IN_TEXT[name]))

    def _make_row(self, row: tuple[tuple[str, int], ...]) -> RuledRow:
        cells: list[tuple[QWidget, int]] = []
        for name, share in row:
            cell = FieldCell(name, _CHOICES.get(name, ()))
            cell.committed.connect(lambda text, name=name: self._on_committed(name, text))
            self.cells[name] = cell
            cells.append((cell, share))
        return RuledRow(cells)

    def _name_kind(self, encloses: bool) -> None:
        """Tell a 通知 that prints another document from one that speaks for itself."""
        kinds = self.cells["文种"].editor
        assert isinstance(kinds, ChoiceEditor)
        at = KINDS.index(_NOTICE)
        self._notice = _NOTICE + _PRINTING if encloses else _NOTICE
        if kinds.itemText(at) != self._notice:
            kinds.setItemText(at, self._notice)

    def _on_committed(self, name: str, text: str) -> None:
        self.complain(name, "")
        if name in _IN_TEXT:
            self._commit_line(name, text)
            return
        try:
            fields = _SAID[name].write(self._fields, text.removesuffix(_PRINTING))
        except InputError as error:
            self.complain(name, str(error))
            return
        if fields == self._fields:
            return
        self._fields = fields
        self.changed.emit(fields)
        if name == "发文字号":
            self.number_given.emit(text)

    def _commit_line(self, name: str, text: str) -> None:
        if name == "成文日期" and text:
            try:
                text = format_date(parse_date(text))
            except InputError as error:
                self.complain(name, str(error))
                return
        if name == "主送机关" and text:
            text = text.rstrip("：:") + "："
        self.line_changed.emit(_IN_TEXT[name], text)

    def _on_folded(self, shown: bool) -> None:
        self._more.setVisible(shown)
        self.fold.setText("收起" if shown else "更多")
