"""Judges the text while it is written, and puts right what it is told to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from fireoffice.docs import lint
from fireoffice.docs.manuscript import Line, Manuscript
from fireoffice.docs.prose.source import Mend
from fireoffice.ui.circular.beside import Beside
from fireoffice.ui.circular.findings import Finding, FindingsStrip
from fireoffice.ui.circular.summary import Subject, is_fixable, is_open, summary_of
from fireoffice.ui.circular.text_edit import ManuscriptEdit
from fireoffice.ui.theme import theme

PAUSE_MS = 300
"""From the last key to the judgement."""


class Proofreader(QObject):
    """Joins the strip of findings with the text that they are about."""

    judged = Signal()
    """The strip says what holds for the text as it stands."""
    rewritten = Signal(object, object)
    """`Manuscript` and `Beside` as they are with something put right."""
    field_asked = Signal(object)
    """A finding of the lint about no line was chosen."""

    def __init__(
        self,
        edit: ManuscriptEdit,
        strip: FindingsStrip,
        subject: Callable[[], Subject],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._edit = edit
        self._strip = strip
        self._subject = subject
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(PAUSE_MS)
        self._due.timeout.connect(self.judge)
        strip.chosen.connect(self._on_chosen)
        strip.fix_pressed.connect(self.fix)
        strip.waived.connect(self.let_stand)
        strip.all_pressed.connect(self._on_all_pressed)
        strip.undo_pressed.connect(edit.undo)
        strip.redo_pressed.connect(edit.redo)
        theme.changed.connect(self.judge)

    def touch(self) -> None:
        """Judge once the writer pauses."""
        self._due.start()

    def settle(self) -> None:
        """Judge at once what waits for it."""
        if self._due.isActive():
            self.judge()

    def judge(self) -> None:
        """Say what is wrong with the text as it stands."""
        self._due.stop()
        said = summary_of(self._subject())
        self._strip.show_findings(said.findings, said.title, said.note, said.every)
        self._edit.mark(self.open_findings())
        self.judged.emit()

    def open_findings(self) -> tuple[Finding, ...]:
        """Return the findings still to be put right."""
        return tuple(finding for finding in self._strip.findings() if is_open(finding))

    def errors(self) -> tuple[Finding, ...]:
        """Return the findings to be put right before the paper can be issued."""
        return tuple(one for one in self.open_findings() if one.severity == "must")

    def go_to_error(self) -> bool:
        """Lead to the first thing that has to be put right; False where there is none."""
        errors = self.errors()
        return bool(errors) and self.go_to(errors[0])

    def go_to(self, finding: Finding) -> bool:
        """Lead to `finding`; False where it is no longer said."""
        known = finding in self._strip.findings()
        if known:
            self._strip.choose(finding)
        return known

    def fix(self, finding: Finding) -> None:
        """Do what the blue word of `finding` says; undone with Ctrl+Z."""
        subject = self._subject()
        if subject.locked:
            return
        if isinstance(finding.source, Mend):
            self._restore(subject, (finding,))
        elif is_fixable(finding) and isinstance(finding.source, lint.Finding):
            changed = lint.apply(subject.manuscript, finding.source)
            self._rewrite(changed, subject.beside)
        else:
            self.let_stand(finding)

    def fix_all(self) -> None:
        """Put right all that can be; where nothing is left, bring back what was mended."""
        if not self.fix_open() and not self._subject().locked:
            self._restore(self._subject(), self._strip.findings())

    def fix_open(self) -> bool:
        """Put right all that can be, in one step; False where there is nothing."""
        self.settle()
        subject = self._subject()
        fixable = [one.source for one in self._strip.findings() if is_fixable(one)]
        if subject.locked or not fixable:
            return False
        if subject.beside.waived:
            # What was let stand must not be put right along with the rest.
            manuscript = subject.manuscript
            for source in reversed(fixable):
                if isinstance(source, lint.Finding):
                    manuscript = lint.apply(manuscript, source)
            self._rewrite(manuscript, subject.beside)
        else:
            self._rewrite(lint.apply_all(subject.manuscript, subject.weights)[0], subject.beside)
        return True

    def let_stand(self, finding: Finding) -> None:
        """Waive `finding`: what it is about stays as it is written."""
        subject = self._subject()
        if isinstance(finding.source, lint.Finding) and not subject.locked:
            self._rewrite(
                subject.manuscript, subject.beside.waive(finding.source, subject.manuscript.lines)
            )

    def _restore(self, subject: Subject, findings: tuple[Finding, ...]) -> None:
        """Bring back what the reading found in those of `findings` that have a place."""
        lines = list(subject.manuscript.lines)
        back: list[Mend] = []
        placed = [one for one in findings if one.fix and isinstance(one.source, Mend)]
        for one in sorted(placed, key=lambda one: (one.line, one.begin), reverse=True):
            assert isinstance(one.source, Mend)
            assert one.line is not None
            line = lines[one.line]
            text = line.text[: one.begin] + one.source.before + line.text[one.end :]
            lines[one.line] = Line(line.role, text)
            back.append(one.source)
        kept = tuple(mend for mend in subject.beside.mends if not any(mend is one for one in back))
        self._rewrite(
            replace(subject.manuscript, lines=tuple(lines)), replace(subject.beside, mends=kept)
        )

    def _rewrite(self, manuscript: Manuscript, beside: Beside) -> None:
        self.rewritten.emit(manuscript, replace(beside, fields=manuscript.fields))
        self.judge()

    def _on_all_pressed(self) -> None:
        self.fix_all()
        # The focus goes to the text, so that Ctrl+Z takes the mends back.
        self._edit.setFocus()

    def _on_chosen(self, finding: Finding) -> None:
        if finding.line is None:
            self.field_asked.emit(finding.source)
            return
        self._edit.put_cursor(finding.line, finding.begin)
        self._edit.mark(self.open_findings(), finding)
        self._edit.setFocus()
