"""A paper being written: fields and text on the left, the paper as it will print on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.docs.lint import DEFAULT, Severities
from fireoffice.docs.manuscript import PARTS, Fields, Line, Manuscript, Role
from fireoffice.docs.paper import SealImage
from fireoffice.docs.prose.reader import Mend, read_text
from fireoffice.docs.reading import Problem, to_paper
from fireoffice.docs.style import PaperStyle
from fireoffice.docs.typeset import Typeset, typeset
from fireoffice.ui.circular.beside import Beside, History
from fireoffice.ui.circular.fields import FieldRows
from fireoffice.ui.circular.findings import FindingsStrip
from fireoffice.ui.circular.places import Places
from fireoffice.ui.circular.preview import PreviewPane
from fireoffice.ui.circular.proofreading import Proofreader
from fireoffice.ui.circular.summary import Subject, field_of
from fireoffice.ui.circular.text_edit import ManuscriptEdit
from fireoffice.ui.parts.basics import tighten
from fireoffice.ui.theme import theme

PREVIEW_WIDTH = 540
Sealing = Callable[[Manuscript], tuple[SealImage, ...]]


class PaperEditor(QWidget):
    """Edits a `Manuscript`. Knows nothing of numbers, files and the database."""

    edited = Signal()
    """The manuscript is another than before."""
    typeset_done = Signal()
    """Pages and problems are those of the manuscript as it stands."""
    refused = Signal(str, str)
    """A pasted text could not be read: sentence and hint."""
    number_given = Signal(str)

    def __init__(self, style: PaperStyle, options: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._seals: Sealing = lambda _: ()
        self._beside = Beside()
        self._history = History()
        self._locked = False
        self._step = ""
        self.weights: Severities = DEFAULT
        self._problems: tuple[Problem, ...] = ()
        self._places: Places | None = None
        self.typeset: Typeset | None = None
        self.fields = FieldRows(options)
        self.text = ManuscriptEdit()
        self.findings = FindingsStrip()
        self.proof = Proofreader(self.text, self.findings, self.subject, self)
        self.preview = PreviewPane(style.fonts)
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(0)
        self._build()
        self._connect()

    # What is edited

    def load(
        self,
        manuscript: Manuscript,
        mends: Sequence[Mend] = (),
        locked: bool = False,
        waived: frozenset[tuple[str, str]] = frozenset(),
        step: str = "一键成文",
    ) -> None:
        """Edit `manuscript` from now on; `locked` shows it without letting it be changed.

        `step` is what the next step is called once nothing has to be put right.
        """
        self._beside = Beside(manuscript.fields, tuple(mends), waived, manuscript.pictures)
        self._history = History()
        self._locked, self._step = locked, step
        self.text.content.issuers = manuscript.fields.issuers
        self.text.setReadOnly(locked)
        self.text.content.set_lines(manuscript.lines)
        self.text.put_cursor(0, 0)
        self.findings.unfold()
        self._due.stop()
        self._refresh()
        self.proof.judge()
        self.preview.view.show_page(0)

    def take_text(self, text: str) -> None:
        """Read `text` as a paper, below the title that is written alone or in place of all else.

        It can be undone.
        """
        written = self.text.content
        titles = [line.text for line in written.lines() if line.text.strip()]
        try:
            reading = read_text(text, titles if written.holds_title_alone() else ())
        except OfficeError as error:
            self.refused.emit(error.message, error.hint)
            return
        self.take(reading.manuscript, reading.mends)

    def take(self, manuscript: Manuscript, mends: Sequence[Mend] = ()) -> None:
        """Put `manuscript` in place of what is written, undoable; list what was mended in it."""
        fields = _filled(manuscript.fields, self._beside.fields)
        self.findings.unfold()
        self.rewrite(manuscript, Beside(fields, tuple(mends), pictures=manuscript.pictures))
        self.text.put_cursor(0, 0)
        self.settle()

    def rewrite(self, manuscript: Manuscript, beside: Beside) -> None:
        """Put other lines, and what belongs to them, in place of what is written, undoable."""
        stamp = self._history.record(self._beside, beside)
        self._beside = beside
        self.text.content.issuers = beside.fields.issuers
        self.text.content.become(manuscript.lines, stamp)

    def manuscript(self) -> Manuscript:
        """Return the manuscript as it stands."""
        return Manuscript(self._beside.fields, self.text.content.lines(), self._beside.pictures)

    def beside(self) -> Beside:
        """Return the data that belong to the text without standing in it."""
        return self._beside

    def subject(self) -> Subject:
        """Return the subject to be judged."""
        return Subject(
            self.manuscript(), self._beside, self._problems, self._locked, self.weights, self._step
        )

    def paper_style(self) -> PaperStyle:
        """Return the options with which the paper is set."""
        return self._style

    def places(self) -> Places | None:
        """Return the places that join the text with the paper as it was last typeset."""
        return self._places

    def problems(self) -> tuple[Problem, ...]:
        """Return the problems that keep the paper from being finished."""
        return self._problems

    def set_fields(self, fields: Fields) -> None:
        """Take other fields, as when a number was given."""
        self._beside = replace(self._beside, fields=fields)
        self._refresh()

    def set_style(self, style: PaperStyle, seals: Sealing) -> None:
        """Typeset with other options from now on; `seals` gives the seals of a manuscript."""
        self._style, self._seals = style, seals
        self._due.start()

    def settle(self) -> None:
        """Typeset and judge at once what waits for it."""
        self.set_type()
        self.proof.settle()

    def set_type(self) -> None:
        """Typeset at once what waits for it."""
        if self._due.isActive():
            self._due.stop()
            self._refresh()

    def counts(self) -> str:
        """Return pages and characters, e.g. 「全文5页，3,182字」."""
        characters = sum(map(len, self.text.content.toPlainText().split()))
        pages = self.typeset.page_count if self.typeset else 0
        return f"全文{pages}页，{characters:,}字"

    def go_to_problem(self) -> None:
        """Lead to the first thing that has to be put right."""
        if not self.proof.go_to_error():
            self.text.put_cursor(0, 0)
            self.text.setFocus()

    # Typesetting

    def _refresh(self) -> None:
        manuscript = self.manuscript()
        reading = to_paper(manuscript, self._seals(manuscript))
        self._problems = reading.problems
        self.typeset = typeset(reading.paper, self._style)
        self._places = Places(manuscript.lines, reading, self.typeset.composition)
        self.preview.set_typeset(self.typeset)
        self.fields.show_manuscript(manuscript, self._locked)
        self._follow(self.text.textCursor().blockNumber(), self.text.textCursor().positionInBlock())
        self.typeset_done.emit()

    # Between text, fields, findings and preview

    def _on_text_edited(self) -> None:
        self._beside = self._history.follow(self.text.content.stamp(), self._beside)
        self.text.content.issuers = self._beside.fields.issuers
        self._due.start()
        self.proof.touch()
        self.edited.emit()

    def _on_fields_changed(self, fields: Fields) -> None:
        self._beside = replace(self._beside, fields=fields)
        self._on_text_edited()

    def _on_line_changed(self, role: Role, text: str) -> None:
        lines = self.text.content.lines()
        for number, line in enumerate(lines):
            if line.role is role:
                self.text.content.replace_line(number, text)
                return
        if text:
            self.text.content.insert_line(_place_for(role, lines), Line(role, text))

    def _on_place_changed(self, line: int, column: int) -> None:
        if not self._due.isActive():
            self._follow(line, column)

    def _follow(self, line: int, column: int) -> None:
        place = self._places.on_paper(line, column) if self._places else None
        if place is not None:
            self.preview.show_caret(*place)

    def _on_place_clicked(self, key: str, offset: int) -> None:
        place = self._places.in_text(key, offset) if self._places else None
        if place is not None:
            self.text.put_cursor(*place)
            self.text.setFocus()

    def _on_field_asked(self, source: object) -> None:
        name = field_of(source)
        if name:
            self.fields.unfold(name)

    # Construction

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        tighten(column)
        column.addWidget(self.fields)
        column.addWidget(self.text, 1)
        column.addWidget(self.findings)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.preview)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([theme.px(826), theme.px(PREVIEW_WIDTH)])
        self.preview.setMinimumWidth(theme.px(360))
        left.setMinimumWidth(theme.px(480))
        row = QVBoxLayout(self)
        tighten(row)
        row.addWidget(split)

    def _connect(self) -> None:
        self._due.timeout.connect(self._refresh)
        self.text.content.edited.connect(self._on_text_edited)
        self.text.place_changed.connect(self._on_place_changed)
        self.text.paper_pasted.connect(self.take_text)
        self.text.refused.connect(self.refused)
        self.fields.changed.connect(self._on_fields_changed)
        self.fields.line_changed.connect(self._on_line_changed)
        self.fields.number_given.connect(self.number_given)
        self.preview.place_clicked.connect(self._on_place_clicked)
        self.proof.rewritten.connect(self.rewrite)
        self.proof.field_asked.connect(self._on_field_asked)


def _place_for(role: Role, lines: Sequence[Line]) -> int:
    """Return the place among `lines` at which a new line of `role` belongs."""
    roles = [line.role for line in lines]
    end = next((number for number, own in enumerate(roles) if own in PARTS), len(roles))
    before = {
        Role.RECIPIENTS: (Role.TITLE,),
        Role.DATE: (Role.SIGNATURE,),
        Role.NOTE: (Role.DATE, Role.SIGNATURE),
    }[role]
    for wanted in before:
        found = [number for number, own in enumerate(roles[:end]) if own is wanted]
        if found:
            return found[-1] + 1
    return 0 if role is Role.RECIPIENTS else end


def _filled(read: Fields, own: Fields) -> Fields:
    """Return `read` with the office's own values where the text said nothing."""
    return replace(
        read,
        issuers=read.issuers or own.issuers,
        printed_by=read.printed_by or own.printed_by,
    )
