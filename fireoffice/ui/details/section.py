"""The section of the panel that keeps one kind of records belonging to the record shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from fireoffice.core.errors import OfficeError
from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.domain.values import show
from fireoffice.registers import REGISTERS, Register
from fireoffice.registers.register import Detail
from fireoffice.services import details, records
from fireoffice.services.entry import drafts
from fireoffice.services.lists.listing import RecordRow
from fireoffice.services.office import Office
from fireoffice.ui.choosing import choices_in
from fireoffice.ui.details.form import DetailForm
from fireoffice.ui.details.rows import DetailLine, DetailRows
from fireoffice.ui.parts.basics import button, label
from fireoffice.ui.parts.panel_section import PanelSection, SectionSlot
from fireoffice.ui.register_data import default_texts, masked, plain

_SHOWN_FIRST = 12
_DRAFT_MS = 1000


class DetailSection(PanelSection):
    """Rows, a form for a new one above them, a form in place of the row that is open."""

    def __init__(self, office: Office, detail: Detail) -> None:
        super().__init__(detail.title)
        self._office = office
        self._detail = detail
        self._register = REGISTERS[detail.register]
        self._fields = [info for info in self._register.fields if info.name != detail.parent]
        self._record_id = ""
        self._rows: tuple[RecordRow, ...] = ()
        self._open = ""
        """Id of the row whose form is open."""
        self._all = False
        self._form: DetailForm | None = None
        self.add = button("添加", "word")
        self.add.setAccessibleName(f"添加{detail.title}")
        self.head.add(self.add)
        self.above = DetailRows(detail.title)
        self.below = DetailRows(detail.title)
        self._none = label(f"还没有{self._register.noun}。", "note")
        self.more = self._make_more()
        for widget in (self._none, self.above, self.below):
            self.body.addWidget(widget)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._draft_rest = QTimer(self)
        self._draft_rest.setSingleShot(True)
        self._draft_rest.setInterval(_DRAFT_MS)
        self._draft_rest.timeout.connect(self._keep_draft)
        self.add.clicked.connect(self.begin_new)
        for rows in (self.above, self.below):
            rows.opened.connect(self.open_row)
            rows.removal_asked.connect(self._on_removal_asked)

    def show_record(self, record_id: str) -> None:
        if record_id != self._record_id:
            self._close()
            self._all = False
        self._record_id = record_id
        self._rows = details.children(self._office, self._detail, record_id)
        if self._open and all(row.id != self._open for row in self._rows):
            self._close()
        if self._open and self._form is not None:
            self._form.form.set_texts(self._texts(self._open))
        self._show_rows()

    def settle(self) -> None:
        if self._form is None:
            return
        self._form.settle()
        self._keep_draft()

    def press_next(self) -> bool:
        if self._form is None or not self._form.isAncestorOf(QApplication.focusWidget()):
            return False
        self._form.press()
        return True

    def form(self) -> DetailForm | None:
        """Return the form that is open, if any."""
        return self._form

    def begin_new(self) -> None:
        """Open the form of a new one, with what was typed before and not yet entered."""
        self._close()
        kept = drafts.draft(self._office, self._draft_key()) or {}
        made = self._open_form(self._register.new_label)
        made.entered.connect(self._on_entered)
        made.edited.connect(self._draft_rest.start)
        self.body.insertWidget(0, made)
        self._show_rows()
        made.begin(default_texts(self._office, self._register) | kept, kept=False)

    def open_row(self, record_id: str) -> None:
        """Open the row of ``record_id`` in place."""
        self._close()
        self._open = record_id
        made = self._open_form("")
        made.committed.connect(self._on_committed)
        made.removal_asked.connect(lambda: self._on_removal_asked(record_id))
        self.body.insertWidget(self.body.indexOf(self.below), made)
        self._show_rows()
        made.begin(self._texts(record_id), kept=True)

    def _make_more(self) -> QPushButton:
        made = button("", "word")
        made.clicked.connect(self._on_more)
        return made

    def _open_form(self, verb: str) -> DetailForm:
        made = DetailForm(self._fields, choices_in(self._office), verb, self)
        made.closed.connect(self._on_form_closed, Qt.ConnectionType.QueuedConnection)
        self._form = made
        return made

    def _close(self) -> None:
        if self._form is not None:
            self._form.settle()
            self._keep_draft()
            self._form.hide()
            self._form.deleteLater()
        self._form, self._open = None, ""

    def _texts(self, record_id: str) -> dict[str, str]:
        row = next(row for row in self._rows if row.id == record_id)
        return {info.name: plain(info, row.values) for info in self._fields}

    def _show_rows(self) -> None:
        shown = self._rows if self._all else self._rows[:_SHOWN_FIRST]
        lines = [self._line(row) for row in shown]
        place = next((i for i, line in enumerate(lines) if line.id == self._open), len(lines))
        self.above.show_lines(lines[:place])
        self.below.show_lines(lines[place + 1 :])
        self._none.setVisible(not self._rows and self._form is None)
        hidden = len(self._rows) - len(shown)
        self.more.setText(f"全部{len(self._rows):,}条")
        self.more.setAccessibleName(self.more.text())
        self.more.setVisible(hidden > 0)
        self.counted.emit(f"{len(self._rows):,}" if self._rows else "")

    def _line(self, row: RecordRow) -> DetailLine:
        infos = [self._register.field(name) for name in self._detail.columns]
        return DetailLine(
            row.id,
            tuple(_cell(info, row) for info in infos),
        )

    def _on_more(self) -> None:
        self._all = True
        self._show_rows()
        self.above.setFocus()

    def _on_form_closed(self) -> None:
        was = self._open
        self._close()
        self._show_rows()
        if was:
            self.above.go_to(was)
        else:
            self.add.setFocus()

    def _on_entered(self, texts: dict[str, str]) -> None:
        given = {name: text for name, text in texts.items() if text}
        given[self._detail.parent] = self._record_id
        if not self._guarded(lambda: records.create(self._office, self._register, given)):
            return
        self._draft_rest.stop()
        drafts.drop_draft(self._office, self._draft_key())
        if self._form is not None:
            self._form.begin(default_texts(self._office, self._register), kept=False)
        self._tell(f"{self._register.noun}：已添加")

    def _on_committed(self, name: str, text: str) -> None:
        label_ = f"修改{self._register.field(name).label}"
        record_id = self._open
        if self._guarded(
            lambda: records.update(self._office, self._register, record_id, {name: text}, label_)
        ):
            self._tell(f"{self._register.noun}：已{label_}")

    def _on_removal_asked(self, record_id: str) -> None:
        if not self._guarded(lambda: records.remove(self._office, self._register, record_id)):
            return
        if self._open == record_id:
            self._open = ""
            self._close()
        self._tell(f"{self._register.noun}：已移到回收站")

    def _tell(self, sentence: str) -> None:
        self.show_record(self._record_id)
        self.saved.emit()
        self.undo_offered.emit(sentence)

    def _guarded(self, work: Callable[[], Any]) -> bool:
        try:
            work()
        except records.FieldErrors as problem:
            self._complain(problem)
            return False
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
            return False
        if self._form is not None:
            self._form.form.complain({})
        return True

    def _complain(self, problem: records.FieldErrors) -> None:
        """Show faults under their fields; what is about none of them, in the strip."""
        shown = {info.name for info in self._fields}
        if self._form is not None and shown & problem.problems.keys():
            self._form.form.complain(problem.problems)
        else:
            self.failed.emit(problem.message, problem.hint)

    def _draft_key(self) -> str:
        return f"new:{self._register.name}:{self._record_id}"

    def _keep_draft(self) -> None:
        self._draft_rest.stop()
        if self._form is None or self._open or not self._record_id:
            return
        texts = {name: text for name, text in self._form.form.texts().items() if text}
        if texts != default_texts(self._office, self._register):
            drafts.keep_draft(self._office, self._draft_key(), texts)


def _cell(info: FieldInfo, row: RecordRow) -> str:
    text = masked(info, show(info, row.values.get(info.name)))
    if info.kind is Kind.BOOLEAN:
        return info.label if text == "是" else ""
    return " ".join(text.split()) if info.kind is Kind.LONG_TEXT else text


def detail_slots(office: Office, register: Register) -> tuple[SectionSlot, ...]:
    """Return a slot of the panel for each of the register's details."""
    return tuple(
        SectionSlot(detail.title, partial(DetailSection, office, detail))
        for detail in register.details
    )
