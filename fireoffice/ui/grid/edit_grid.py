"""在表格中修改: existing records as a grid, saved together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.registers import Register
from fireoffice.services.entry import bulk, drafts
from fireoffice.services.entry.bulk import (
    BatchErrors,
    Changed,
    Overtaken,
    RecordTexts,
    RowFindings,
    Which,
)
from fireoffice.services.office import Office
from fireoffice.ui.grid.checking import Judges
from fireoffice.ui.grid.columns import columns_for_old
from fireoffice.ui.grid.draft import GridDraft
from fireoffice.ui.grid.lines import Line
from fireoffice.ui.grid.page import GridPage

MOST: Final = 2_000
"""The most records that are edited in one grid."""


_Left = Mapping[str, Mapping[str, tuple[str, str]]]
"""Record, field: what stood there when it was changed, and what was typed."""


class EditGrid(GridPage):
    """``which``: ids, or a query for everything that it finds, up to ``MOST``."""

    def __init__(
        self, office: Office, register: Register, which: Which, parent: QWidget | None = None
    ) -> None:
        super().__init__(office, register, columns_for_old(register), False, parent)
        self._saving: dict[str, dict[str, str]] = {}
        self._leaving = False
        self.judge(Judges(self._alone, self._together))
        read = bulk.read_many(office, register, which, MOST + 1)
        self._draft_key = f"edit:{register.name}"
        left: _Left = drafts.draft(office, self._draft_key) or {}
        self.model.show(_line(one, left.get(one.id, {})) for one in read[:MOST])
        self._resumed = sum(len(one) for one in self.changes().values())
        self._elsewhere: _Left = {
            key: one
            for key, one in left.items()
            if key not in {line.key for line in self.model.lines}
        }
        self._draft = GridDraft(office, self._draft_key, self._unsaved, self.model)
        self.head.set_title(f"在表格中修改{min(len(read), MOST):,}条{register.noun}")
        if len(read) > MOST:
            self.tell(f"一次最多修改{MOST:,}条，这里是前{MOST:,}条；其余的请用“批量修改”。")

    def begin(self) -> None:
        if self.model.lines:
            self.view.begin()
        if self._resumed:
            self.tell(f"上次没有保存的{self._resumed:,}处改动还在这里，可以接着改。")
        elif self._elsewhere:
            count = len(self._elsewhere)
            self.tell(
                f"另有{count:,}条{self.register.noun}上次改了没有保存，选中后再打开可接着改。"
            )

    def settle(self) -> None:
        self.view.settle()
        self._draft.settle()

    def changes(self) -> dict[str, dict[str, str]]:
        """Return the changes: id -> field -> text."""
        changed = {line.key: line.changes() for line in self.model.lines}
        return {key: one for key, one in changed.items() if one}

    def give_up(self) -> None:
        """Leave; with unsaved changes only when asked twice."""
        self.view.settle()
        count = sum(len(one) for one in self.changes().values())
        if count and not self._leaving:
            self._leaving = True
            self.tell(f"有{count:,}处改动没有保存。再按一次Esc放弃改动，或按Ctrl+回车保存。")
            return
        for line in self.model.lines:
            line.texts = dict(line.kept)
        self._draft.keep()
        super().give_up()

    def confirm(self) -> None:
        """Save all changes as one action."""
        self.view.settle()
        if not self.checking.finish():
            self.tell(f"还有{self.checking.left():,}行正在检查，请稍等。")
            return
        if self._saving:
            return
        changes = self.changes()
        if any(line.is_wrong() for line in self.model.lines):
            self.view.go_to_first_problem()
            return
        if not changes:
            self.tell("没有改动，不用保存。")
            return
        self._saving = changes
        for line in self.model.lines:
            line.overtaken = {}
        self.refresh()
        seen = {line.key: dict(line.kept) for line in self.model.lines if line.key in changes}
        self.work(
            "保存改动",
            lambda: bulk.update_many(self.office, self.register, changes, seen),
            self._on_saved,
            self._on_failed,
        )

    def refresh(self) -> None:
        changes = self.changes()
        count = sum(len(one) for one in changes.values())
        wrong = sum(line.is_wrong() for line in self.model.lines)
        parts = [f"改动{len(changes):,}条{count:,}处"] if count else []
        parts += [f"{wrong:,}条有误"] if wrong else []
        self.foot.count("，".join(parts))
        if self._saving:
            self.foot.offer("正在保存", enabled=False)
        elif wrong:
            self.foot.offer(f"先改有误的{wrong:,}条")
        else:
            self.foot.offer(f"保存{count:,}处改动" if count else "保存改动")
        self.show_sentence()

    def hints(self) -> tuple[tuple[str, str], ...]:
        return (("Ctrl+回车", "保存"), ("F2", "改格子"), *super().hints()[1:3])

    def _note(self) -> str:
        return "改完一起保存，可以整批撤销"

    def _alone(self, lines: Sequence[Line]) -> Sequence[RowFindings]:
        changes = {line.key: line.changes() for line in lines}
        found = bulk.check_changes(
            self.office, self.register, {key: one for key, one in changes.items() if one}
        )
        return [found.get(line.key, RowFindings()) for line in lines]

    def _together(self, lines: Mapping[int, Line]) -> Mapping[int, Mapping[str, str]]:
        changed = {place for place, line in lines.items() if line.changes()}
        if not changed:
            return {}
        texts = {place: line.texts for place, line in lines.items()}
        found = bulk.repeated_values(self.office, self.register, texts)
        return {place: one for place, one in found.items() if place in changed}

    def _unsaved(self) -> _Left:
        """Return the texts to keep over a crash: by record and field, as seen and as typed."""
        mine = {
            line.key: {name: (line.kept.get(name, ""), text) for name, text in changes.items()}
            for line in self.model.lines
            if (changes := line.changes())
        }
        return {**self._elsewhere, **mine}

    def _on_touched(self) -> None:
        super()._on_touched()
        self._leaving = False

    def _on_saved(self, done: Changed) -> None:
        count = sum(len(one) for one in self._saving.values())
        for line in self.model.lines:
            line.kept = dict(line.texts)
        self._draft.keep()
        self._saving = {}
        self.failed.emit("", "")
        self.saved.emit()
        self.undo_offered.emit(f"已修改{len(done.ids):,}条{self.register.noun}，{count:,}处")
        self.finished.emit(done.ids)

    def _on_failed(self, problem: OfficeError) -> None:
        ids, self._saving = tuple(self._saving), {}
        lines = {line.key: line for line in self.model.lines}
        if isinstance(problem, Overtaken):
            for key, cells in problem.cells.items():
                line = lines[key]
                line.overtaken = cells
                line.kept = {**line.kept, **cells}
        elif isinstance(problem, BatchErrors):
            for place, problems in problem.rows.items():
                line = lines[ids[place]]
                line.findings = line.findings.joined(problems)
        else:
            self.failed.emit(problem.message, problem.hint)
        self.model.tell_judged()
        self.view.go_to_first_problem()


def _line(record: RecordTexts, left: Mapping[str, tuple[str, str]]) -> Line:
    """A row as it is kept, with what was changed in it before and not saved."""
    typed = {name: text for name, (_, text) in left.items() if name in record.texts}
    seen = {name: before for name, (before, _) in left.items() if name in record.texts}
    return Line(record.id, {**record.texts, **typed}, {**record.texts, **seen}, record.title)
