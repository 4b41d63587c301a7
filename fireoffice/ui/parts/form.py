"""The form as ruled rows: label, value, and under it what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fireoffice.domain.fields import FieldInfo
from fireoffice.ui.parts.basics import label, restyle, rule, tighten
from fireoffice.ui.parts.editors import FieldLabel
from fireoffice.ui.parts.field_editors import editor_for
from fireoffice.ui.parts.notices import FieldMistake
from fireoffice.ui.parts.picking import Find
from fireoffice.ui.theme import theme

LABEL_WIDTH = 76
_LABEL_GAP = 6
ROW = 28

Choices = Callable[[FieldInfo], Sequence[str] | Find]
"""Returns what a field chooses from, or the function that finds it; empty if it is free."""


def label_width(fields: Sequence[FieldInfo]) -> int:
    """Return the width, in pixels, at which no label of ``fields`` is cut or broken."""
    metrics = QFontMetrics(theme.font())
    widest = max((metrics.horizontalAdvance(_labelled(one)) for one in fields), default=0)
    return max(theme.px(LABEL_WIDTH), widest + theme.px(_LABEL_GAP))


def _labelled(field: FieldInfo) -> str:
    return field.label + ("＊" if field.required else "")


class FormRow(QWidget):
    """One field. ``committed`` fires when it is left or confirmed with another text than before."""

    committed = Signal(str, str)
    history_asked = Signal(str)
    """The label was clicked, or F4 pressed in the field."""

    def __init__(
        self,
        field: FieldInfo,
        width: int,
        choices: Sequence[str] | Find = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._kept = ""
        self._sent = ""
        self._indent = width + theme.px(9)
        self._history: QLabel | None = None
        self._remark: QLabel | None = None
        self.editor = editor_for(field, choices)
        self.name = FieldLabel(_labelled(field))
        self.name.setBuddy(self.editor)
        self.name.setFixedWidth(width)
        self.name.setFixedHeight(theme.px(ROW) - 1)
        self.mistake = FieldMistake(self._indent)
        line = QHBoxLayout()
        tighten(line, 0)
        line.addWidget(self.name, 0, Qt.AlignmentFlag.AlignTop)
        # At the top: a text that grows while the row is laid out would stay in its middle, cut off.
        line.addWidget(self.editor, 1, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        tighten(self._column, 0)
        self._column.addLayout(line)
        self._column.addWidget(self.mistake)
        self._column.addWidget(rule())
        self.editor.committed.connect(self._on_committed)
        self.name.clicked.connect(lambda: self.history_asked.emit(field.name))

    def text(self) -> str:
        """Return the text in the field."""
        return self.editor.text().strip()

    def set_text(self, text: str) -> None:
        """Put ``text`` in as the value that is already kept."""
        if text.strip() != self._kept:
            self.show_history(())
        self._kept = text.strip()
        self._sent = ""
        self.editor.setText(text)
        self.complain("")

    def changed(self) -> bool:
        """Return True if the field holds another text than the one kept."""
        return self.text() != self._kept

    def typing(self) -> bool:
        """Return True if the field is being edited and what stands there was told to nobody."""
        return self.editor.hasFocus() and self.changed() and self.text() != self._sent

    def complain(self, sentence: str) -> None:
        """Show what is wrong with the value; an empty sentence clears it."""
        self.mistake.say(sentence)
        restyle(self.editor, "mistaken", bool(sentence))

    def remark(self, sentence: str) -> None:
        """Say below the field what follows from what stands in it; nothing is wrong with that."""
        if self._remark is None and sentence:
            self._remark = label(part="note", name=f"{self.field.label}的说明")
            self._remark.setWordWrap(True)
            self._remark.setContentsMargins(self._indent, 0, 0, theme.px(6))
            self._column.insertWidget(1, self._remark)
        if self._remark is not None:
            self._remark.setText(sentence)
            self._remark.setVisible(bool(sentence))

    def remarked(self) -> str:
        """Return the sentence below the field."""
        return "" if self._remark is None else self._remark.text()

    def show_history(self, lines: Sequence[str]) -> None:
        """Show who wrote the field when, below it; without ``lines``, put that away."""
        if self._history is None and lines:
            self._history = label(part="note", name=f"{self.field.label}的改动")
            self._history.setWordWrap(True)
            self._history.setContentsMargins(self._indent, 0, 0, theme.px(6))
            self._column.insertWidget(self._column.count() - 1, self._history)
        if self._history is not None:
            self._history.setText("\n".join(lines))
            self._history.setVisible(bool(lines))

    def history(self) -> str:
        """Return the text shown of the field's history."""
        return "" if self._history is None or self._history.isHidden() else self._history.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F4:
            self.history_asked.emit(self.field.name)
            return
        super().keyPressEvent(event)

    def _on_committed(self) -> None:
        if self.changed():
            self._sent = self.text()
            self.committed.emit(self.field.name, self.text())


class Form(QWidget):
    """Ruled rows for some fields of a register, in their order of declaration.

    ``labels`` is the width of the labels in pixels, so that forms under one another agree.
    """

    committed = Signal(str, str)
    """Field name and text, each time a field is left with a new value."""
    left = Signal(str)
    """Field name, each time a field is left or confirmed, changed or not."""
    edited = Signal()
    """Something was typed that is not committed yet."""
    finished = Signal()
    """Enter was pressed in the last field."""
    history_asked = Signal(str)

    def __init__(
        self,
        fields: Sequence[FieldInfo],
        choices: Choices,
        labels: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        width = labels or label_width(fields)
        self._column = QVBoxLayout(self)
        tighten(self._column)
        self.rows: dict[str, FormRow] = {}
        for field in fields:
            row = FormRow(field, width, choices(field), self)
            row.committed.connect(self.committed)
            row.history_asked.connect(self.history_asked)
            row.editor.committed.connect(partial(self.left.emit, field.name))
            row.editor.edited.connect(self.edited)
            row.editor.went.connect(partial(self._on_went, row))
            self.rows[field.name] = row
            self._column.addWidget(row)

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Show ``texts`` as kept; a field being edited and already altered is left alone."""
        for name, row in self.rows.items():
            if not row.typing():
                row.set_text(texts.get(name, ""))

    def reset(self, texts: Mapping[str, str]) -> None:
        """Show ``texts`` as kept in every field, whatever was being typed."""
        for name, row in self.rows.items():
            row.set_text(texts.get(name, ""))

    def propose(self, texts: Mapping[str, str]) -> None:
        """Fill in ``texts`` as if typed: they count as changed until they are kept."""
        for name, text in texts.items():
            if name in self.rows:
                self.rows[name].editor.setText(text)

    def remark(self, remarks: Mapping[str, str]) -> None:
        """Say below the fields what follows from what stands in them, by their names."""
        for name, row in self.rows.items():
            row.remark(remarks.get(name, ""))

    def prompt(self, texts: Mapping[str, str]) -> None:
        """Show in pale ink what the fields that the program fills in will become."""
        for name, row in self.rows.items():
            if row.field.automatic:
                row.editor.prompt(texts.get(name, ""))

    def show_for_new(self, new: bool) -> None:
        """Leave out what a record not yet made cannot have: what follows from other records."""
        for row in self.rows.values():
            if row.field.derived:
                row.setVisible(not new)

    def show_automatic(self, shown: bool) -> None:
        """Show or hide the fields that the program fills in by itself."""
        for row in self.rows.values():
            if row.field.automatic or row.field.derived:
                row.setVisible(shown)

    def forget_history(self) -> None:
        """Put away what is shown of the fields' history: it is another record's."""
        for row in self.rows.values():
            row.show_history(())

    def texts(self) -> dict[str, str]:
        """Return the texts of the fields that are typed, by name."""
        return {name: row.text() for name, row in self.rows.items() if not row.field.derived}

    def changes(self) -> dict[str, str]:
        """Return the texts of those fields that differ from what is kept."""
        return {name: row.text() for name, row in self.rows.items() if row.changed()}

    def complain(self, problems: Mapping[str, str]) -> None:
        """Show each problem under its field and go to the first one."""
        for name, row in self.rows.items():
            row.complain(problems.get(name, ""))
        first = next((row for name, row in self.rows.items() if name in problems), None)
        if first is not None:
            first.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark(self, problems: Mapping[str, str], names: Collection[str]) -> None:
        """Show under each of the fields ``names`` what is wrong with it, or that nothing is."""
        for name, row in self.rows.items():
            if name in names:
                row.complain(problems.get(name, ""))

    def begin(self) -> None:
        """Put the cursor into the first empty field, one that must be filled in if there is any."""
        rows = self._typed_rows()
        empty = [row for row in rows if not row.text()]
        wanted = [row for row in empty if row.field.required]
        row = next(iter(wanted or empty or rows), None)
        if row is not None:
            row.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def enter(self, last: bool = False) -> None:
        """Put the cursor into the first field, or the last."""
        rows = self._typed_rows()
        if rows:
            rows[-1 if last else 0].editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _typed_rows(self) -> list[FormRow]:
        return [r for r in self.rows.values() if not (r.isHidden() or r.field.derived)]

    def _on_went(self, row: FormRow, back: bool) -> None:
        rows = self._typed_rows()
        if row not in rows:
            return
        place = rows.index(row) + (-1 if back else 1)
        if 0 <= place < len(rows):
            rows[place].editor.setFocus(Qt.FocusReason.TabFocusReason)
        elif back:
            row.editor.focusPreviousChild()
        else:
            self.finished.emit()


class SectionHead(QWidget):
    """「登记」 in bold 14 with a line below; an optional word button stands on the right."""

    def __init__(self, title: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme.px(36))
        self._title: QLabel = label(title, "head")
        self._note = label(note, "note")
        self._row = QHBoxLayout(self)
        tighten(self._row, 8, (0, 4, 0, 0))
        self._row.addWidget(self._title)
        self._row.addWidget(self._note)
        self._row.addStretch(1)

    def title(self) -> str:
        """Return the words of the head."""
        return self._title.text()

    def set_note(self, note: str) -> None:
        """Show a count or a remark after the title."""
        self._note.setText(note)

    def add(self, widget: QWidget) -> None:
        """Put ``widget`` at the right end."""
        self._row.addWidget(widget)
