"""Everything about a record in one scroll, with anchors above it.

The order is that of every record: 经过, the groups of fields, further sections (照片, 文书, what
belongs to the record), 改动历史.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from fireoffice.domain.fields import FieldInfo
from fireoffice.ui.parts.basics import rule, tighten
from fireoffice.ui.parts.form import Choices, Form, FormRow, SectionHead, label_width
from fireoffice.ui.parts.panel_section import LazySection, SectionSlot
from fireoffice.ui.parts.time_line import Event, TimeLine
from fireoffice.ui.parts.view_strip import ViewStrip
from fireoffice.ui.theme import theme

STORY, HISTORY = "经过", "改动历史"
Reading = Callable[[], AbstractContextManager[Any]]
"""Opens a block in which all that is read belongs together."""
PLAIN_GROUP = "登记"


class RecordSections(QWidget):
    """The groups of a register's fields as forms, further sections after them."""

    committed = Signal(str, str)
    edited = Signal()
    left = Signal(str)
    history_asked = Signal(str)
    saved = Signal()
    undo_offered = Signal(str)
    undo_asked = Signal(str)
    """An action of the history is to be taken back. Carries its operation."""
    event_asked = Signal(str)
    """Something that happened to the record is to be put right. Carries its key."""
    failed = Signal(str, str)
    opened = Signal(str, str)
    """Register and id of another record that a section leads to."""

    def __init__(
        self,
        fields: Sequence[FieldInfo],
        choices: Choices,
        slots: Sequence[SectionSlot] = (),
        reading: Reading = nullcontext,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._reading = reading
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._load_further)
        self.forms: dict[str, Form] = {}
        self.further: dict[str, LazySection] = {}
        self._record_id = ""
        self._sections: dict[str, QWidget] = {}
        self._heads: dict[str, SectionHead] = {}
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = QWidget()
        self._scroll.setWidget(self._body)
        self._inner = QVBoxLayout(self._body)
        tighten(self._inner, 8, (14, 8, 14, 14))
        self._story = TimeLine()
        self._story.pressed.connect(self.event_asked)
        self._add_section(STORY, headed=False).addWidget(self._story)
        labels = label_width(fields)
        for group, members in grouped(fields).items():
            # A form is built inside its section: Qt styles a tree anew at every move.
            column = self._add_section(group)
            form = Form(members, choices, labels, self._sections[group])
            self._add_form(group, form)
            column.addWidget(form)
        for slot in slots:
            self._add_further(slot)
        self._history = TimeLine()
        self._history.pressed.connect(self.undo_asked)
        self._add_section(HISTORY).addWidget(self._history)
        self._inner.addStretch(1)
        self._anchors = ViewStrip(tuple(self._sections))
        column = QVBoxLayout(self)
        tighten(column)
        strip = QVBoxLayout()
        tighten(strip, 0, (4, 0, 4, 0))
        strip.addWidget(self._anchors)
        column.addLayout(strip)
        column.addWidget(rule())
        column.addWidget(self._scroll, 1)
        self._anchors.chosen.connect(self._on_anchor_chosen)
        self._scroll.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        for form in self.forms.values():
            for row in form.rows.values():
                row.editor.installEventFilter(self)

    def show_record(
        self,
        record_id: str,
        texts: Mapping[str, str],
        story: Sequence[Event],
        history: Sequence[Event],
    ) -> None:
        """Show the values and what happened; a field being typed in is left alone."""
        another, self._record_id = record_id != self._record_id, record_id
        for group, form in self.forms.items():
            form.show_for_new(not record_id)
            typed = any(not row.field.derived for row in form.rows.values())
            self._sections[group].setVisible(typed or bool(record_id))
            self._anchors.set_shown(group, typed or bool(record_id))
            if another:
                form.forget_history()
            form.prompt({})
            form.remark({})
            form.set_texts(texts)
        for word, one in self.further.items():
            self._sections[word].setVisible(bool(record_id))
            self._anchors.set_shown(word, bool(record_id))
            if record_id:
                one.show_record(record_id)
            else:
                one.forget()
        if record_id and self.further:
            # Walking quickly through a list reads only the sections of the record at which one
            # stops.
            self._rest.start(0)
        else:
            self._rest.stop()
        self._story.set_events(story)
        self._sections[STORY].setVisible(bool(story))
        self._history.set_events(history)
        self._sections[HISTORY].setVisible(bool(history))
        self._anchors.set_shown(STORY, bool(story))
        self._anchors.set_shown(HISTORY, bool(history))
        self._fit_anchors()
        # Where the sections stand is known only after the layout has run.
        QTimer.singleShot(0, self, self._mark_anchor)

    def begin(self, texts: Mapping[str, str]) -> None:
        """Show an empty form with ``texts`` proposed and the cursor in its first field."""
        self.show_record("", {}, (), ())
        for form in self.forms.values():
            form.reset({})
            form.propose(texts)
        first = next(iter(self.forms.values()), None)
        if first is not None:
            first.begin()
        self._scroll.verticalScrollBar().setValue(0)

    def note(self, notes: Mapping[str, str]) -> None:
        """Show a remark after the titles of some sections, by their title; none after others."""
        for title, head in self._heads.items():
            head.set_note(notes.get(title, ""))

    def prompt(self, texts: Mapping[str, str]) -> None:
        """Show in pale ink what the program will fill in."""
        for form in self.forms.values():
            form.prompt(texts)

    def remark(self, remarks: Mapping[str, str]) -> None:
        """Say below the fields what follows from what stands in them, by their names."""
        for form in self.forms.values():
            form.remark(remarks)

    def mark(self, problems: Mapping[str, str], names: Collection[str]) -> None:
        """Show under each of the fields ``names`` what is wrong with it, or that nothing is."""
        for form in self.forms.values():
            form.mark(problems, names)

    def row(self, name: str) -> FormRow | None:
        """Return the row of the field ``name``."""
        return next((form.rows[name] for form in self.forms.values() if name in form.rows), None)

    def press_next(self) -> bool:
        """Give Ctrl+Enter to the section in which the focus is; return whether it took it."""
        return any(one.press_next() for one in self.further.values())

    def settle(self) -> None:
        """Make the further sections write what is being typed in them."""
        for one in self.further.values():
            one.settle()

    def top(self) -> None:
        """Scroll back to the first section."""
        self._scroll.verticalScrollBar().setValue(0)

    def texts(self) -> dict[str, str]:
        """Return the texts of all fields, by name."""
        return {name: text for form in self.forms.values() for name, text in form.texts().items()}

    def changes(self) -> dict[str, str]:
        """Return the texts of the fields that differ from what is kept."""
        return {name: text for form in self.forms.values() for name, text in form.changes().items()}

    def complain(self, problems: Mapping[str, str]) -> None:
        """Show each problem under its field and go to the first."""
        went = False
        for form in self.forms.values():
            mine = {name: text for name, text in problems.items() if name in form.rows}
            if mine and not went:
                form.complain(mine)
                went = True
            else:
                for name, row in form.rows.items():
                    row.complain(mine.get(name, ""))

    def set_enabled(self, enabled: bool) -> None:
        """Allow the fields to be edited, or only to be read (recycle bin)."""
        for part in (*self.forms.values(), *self.further.values()):
            part.setEnabled(enabled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_anchors()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            # Deferred: scrolling at once would disturb the click that gave the focus.
            QTimer.singleShot(0, self, lambda: self._reveal(watched))
        return super().eventFilter(watched, event)

    def _reveal(self, widget: QWidget) -> None:
        if widget.hasFocus():
            self._scroll.ensureWidgetVisible(widget, 0, theme.px(40))

    def _add_section(self, title: str, headed: bool = True) -> QVBoxLayout:
        section = QWidget(self._body)
        column = QVBoxLayout(section)
        tighten(column)
        if headed:
            self._heads[title] = SectionHead(title)
            column.addWidget(self._heads[title])
            column.addWidget(rule())
        self._sections[title] = section
        self._inner.addWidget(section)
        return column

    def _add_form(self, group: str, form: Form) -> None:
        self.forms[group] = form
        form.committed.connect(self.committed)
        form.edited.connect(self.edited)
        form.left.connect(self.left)
        form.history_asked.connect(self.history_asked)
        form.finished.connect(partial(self._on_form_finished, form))

    def _add_further(self, slot: SectionSlot) -> None:
        column = self._add_section(slot.title, headed=False)
        made = LazySection(slot, self._sections[slot.title])
        self.further[slot.title] = made
        column.addWidget(made)
        made.saved.connect(self.saved)
        made.undo_offered.connect(self.undo_offered)
        made.failed.connect(self.failed)
        made.opened.connect(self.opened)
        made.counted.connect(partial(self._on_counted, slot.title))

    def _load_further(self) -> None:
        """Fill the further sections, all from one state of the database."""
        with self._reading():
            for section in self.further.values():
                section.load()

    def _on_counted(self, word: str, note: str) -> None:
        self._anchors.set_note(word, note)
        self._fit_anchors()

    def _fit_anchors(self) -> None:
        """Hide the anchors of later groups where room is short: the first group speaks for them."""
        shown = [word for word, one in self._sections.items() if not one.isHidden()]
        needed = sum(self._anchors.width_of(word) for word in shown)
        for group in reversed([one for one in list(self.forms)[1:] if one in shown]):
            fits = needed <= self.width() - theme.px(8)
            self._anchors.set_shown(group, fits)
            if not fits:
                needed -= self._anchors.width_of(group)

    def _on_form_finished(self, form: Form) -> None:
        forms = list(self.forms.values())
        following = forms[forms.index(form) + 1 :]
        if following:
            following[0].enter()
        else:
            self.focusNextChild()

    def _on_anchor_chosen(self, word: str) -> None:
        bar = self._scroll.verticalScrollBar()
        bar.setValue(self._sections[word].y() - theme.px(8))
        self._anchors.set_current(word)

    def _mark_anchor(self) -> None:
        self._on_scrolled(self._scroll.verticalScrollBar().value())

    def _on_scrolled(self, value: int) -> None:
        passed = [
            word
            for word, section in self._sections.items()
            if not section.isHidden() and section.y() <= value + theme.px(60)
        ]
        if passed:
            self._anchors.set_current(passed[-1])


def grouped(fields: Sequence[FieldInfo]) -> dict[str, list[FieldInfo]]:
    """Return the fields by their group, groups in the order of their first field."""
    groups: dict[str, list[FieldInfo]] = {}
    for field in fields:
        groups.setdefault(field.group or PLAIN_GROUP, []).append(field)
    return groups
