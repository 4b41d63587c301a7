"""One fact for many records: which cannot first, what is asked of all, then all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from fireoffice.core.errors import FieldErrors, OfficeError
from fireoffice.services.conduct import Conduct, ForMany, Hindered
from fireoffice.services.office import Office
from fireoffice.ui.grid.batch_sheet import BatchSheet
from fireoffice.ui.grid.foot import GridFoot, GridHead
from fireoffice.ui.grid.page import Hints
from fireoffice.ui.parts.basics import button, label
from fireoffice.ui.parts.form import Form, SectionHead
from fireoffice.ui.parts.ruled_rows import Cell, RuledRows

_REST_MS: Final = 300
_WHY_AT: Final = 240
_MOST_NAMED: Final = 200


class FactBatch(BatchSheet):
    """The sheet of one fact for many: nothing is written while one of those left cannot have it."""

    def __init__(
        self,
        office: Office,
        conduct: Conduct,
        wanted: ForMany,
        chosen: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(office, conduct.register, parent)
        self._conduct, self._wanted = conduct, wanted
        self._noun = conduct.register.noun
        self._ids = tuple(chosen)
        self._hindered: tuple[Hindered, ...] = wanted.hindered
        verb = wanted.step.label
        self.head = GridHead(f"{len(self._ids):,}条{self._noun}：{verb}", "全部登记，或一条不登记")
        self.head.columns.hide()
        self._listed = SectionHead("不能登记的")
        self.rows = RuledRows()
        self.leave_out = button("不列入这些", "word")
        self._listed.add(self.leave_out)
        self._none = label(f"所选{self._noun}都可以登记。", "note")
        self.form = Form(wanted.step.infos, self.choices)
        self.form.reset(wanted.step.presets)
        self.foot = GridFoot()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self.lay_out_halves(
            self.head,
            (self._listed, self.rows, self._none),
            (SectionHead("每条都这样登记"), self.form),
            self.foot,
        )
        self._rest.timeout.connect(self._look)
        self.form.edited.connect(self._rest.start)
        self.form.left.connect(lambda _: self._rest.start())
        self.form.finished.connect(self.foot.button.setFocus)
        self.head.closed.connect(self.give_up)
        self.leave_out.clicked.connect(self._on_leave_out)
        self.foot.pressed.connect(self.confirm)
        self._show()

    def begin(self) -> None:
        if self._hindered:
            self.leave_out.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.form.begin()

    def hints(self) -> Hints:
        return (("Ctrl+回车", "登记"), ("Tab", "下一栏"), ("Esc", "返回"))

    def ids(self) -> tuple[str, ...]:
        """Return the records that are to have the fact."""
        return self._ids

    def hindered(self) -> tuple[Hindered, ...]:
        """Return those of them that cannot."""
        return self._hindered

    def confirm(self) -> None:
        self._rest.stop()
        self._look()
        if self._hindered or not self._ids:
            return
        step, values = self._wanted.step.name, self._values()
        try:
            self._conduct.take_for_many(self.office, self._ids, step, values)
        except FieldErrors as problem:
            self.form.complain(problem.problems)
            return
        except OfficeError as problem:
            self.foot.say(str(problem), wrong=True)
            return
        self.saved.emit()
        self.finished.emit(self._ids)
        self.undo_offered.emit(f"{len(self._ids):,}条{self._noun}：已{self._wanted.step.label}")

    def _values(self) -> dict[str, str]:
        """Empty fields are left to what each record brings itself."""
        return {name: text for name, text in self.form.texts().items() if text}

    def _look(self) -> None:
        """Find out again for whom what is typed cannot be."""
        try:
            hindered = self._conduct.hindered_by(
                self.office, self._ids, self._wanted.step.name, self._values()
            )
        except FieldErrors as problem:
            self.form.mark(problem.problems, self.form.rows)
            self.foot.say(problem.message, wrong=True)
            self.foot.offer(self._wanted.step.label, enabled=False)
            return
        self.form.mark({}, self.form.rows)
        self._hindered = hindered
        self._show()

    def _show(self) -> None:
        named = self._hindered[:_MOST_NAMED]
        self.rows.set_rows(
            [
                (Cell(one.title, 0, _WHY_AT - 14), Cell(one.why, _WHY_AT, colour="red"))
                for one in named
            ]
        )
        for part in (self._listed, self.rows):
            part.setVisible(bool(self._hindered))
        self._listed.set_note(f"{len(self._hindered):,}条")
        self._none.setVisible(not self._hindered)
        able = len(self._ids) - len(self._hindered)
        self.leave_out.setText(f"不列入这{len(self._hindered):,}条")
        self.leave_out.setAccessibleName(self.leave_out.text())
        self.leave_out.setVisible(able > 0)
        self.foot.count(f"{len(self._ids):,}条")
        verb = self._wanted.step.label
        if self._hindered:
            self.foot.say(f"{len(self._hindered):,}条不能{verb}，请先不列入它们。", wrong=True)
            self.foot.offer(verb, enabled=False)
        else:
            self.foot.say("", wrong=False)
            self.foot.offer(f"为{len(self._ids):,}条{verb}", enabled=bool(self._ids))

    def _on_leave_out(self) -> None:
        left_out = {one.id for one in self._hindered}
        self._ids = tuple(key for key in self._ids if key not in left_out)
        self._hindered = ()
        self.head.set_title(f"{len(self._ids):,}条{self._noun}：{self._wanted.step.label}")
        self._show()
        self.form.begin()
