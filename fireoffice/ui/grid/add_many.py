"""成批登记: new records typed or pasted as rows, registered together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.registers import Register
from fireoffice.services.entry import bulk, drafts
from fireoffice.services.entry.bulk import BatchErrors, RowFindings
from fireoffice.services.office import Office
from fireoffice.ui.grid.checking import Judges
from fireoffice.ui.grid.columns import columns_for_new
from fireoffice.ui.grid.draft import GridDraft
from fireoffice.ui.grid.lines import Line
from fireoffice.ui.grid.page import GridPage
from fireoffice.ui.register_data import default_texts

_ROWS: Final = 10


class AddManyPage(GridPage):
    """The grid of new records; starts empty, or with what was not registered the last time."""

    def __init__(self, office: Office, register: Register, parent: QWidget | None = None) -> None:
        super().__init__(office, register, columns_for_new(register), True, parent)
        self.head.set_title(f"成批登记{register.noun}")
        self._asked: list[Line] = []
        self.judge(Judges(self._alone, self._together, self._copies))
        self.model.set_ghosts(default_texts(office, register))
        key = f"grid:{register.name}"
        kept = drafts.draft(office, key) or []
        lines = [Line(texts=dict(texts)) for texts in kept]
        self.model.show([*lines, *(Line() for _ in range(_ROWS - len(lines)))])
        self._draft = GridDraft(office, key, self._rows, self.model)
        self._resumed = len(lines)

    def begin(self) -> None:
        self.view.begin()
        if self._resumed:
            self.tell(f"上次没有登记完的{self._resumed:,}行还在这里，可以接着填。")
            self._resumed = 0

    def settle(self) -> None:
        self.view.settle()
        self._draft.settle()

    def give_up(self) -> None:
        self.settle()
        super().give_up()

    def confirm(self) -> None:
        """Register the rows that are right, all or none; those that are wrong stay."""
        self.view.settle()
        if not self.checking.finish():
            self.tell(f"还有{self.checking.left():,}行正在检查，请稍等。")
            return
        if self._asked:
            return
        entered = self.model.entered()
        ready = [line for line in entered if not line.is_wrong()]
        if not ready:
            if entered:
                self.view.go_to_first_problem()
            else:
                self.tell("还没有填写，先在表格里填写，或从Excel复制后粘贴到这里。")
            return
        self._asked = ready
        self.refresh()
        rows = [self._texts(line) for line in ready]
        self.work(
            f"登记{self.register.noun}",
            lambda: bulk.create_many(self.office, self.register, rows),
            self._on_created,
            self._on_failed,
        )

    def refresh(self) -> None:
        entered = self.model.entered()
        wrong = sum(line.is_wrong() for line in entered)
        twins = sum(bool(line.findings.twin) for line in entered)
        ready = len(entered) - wrong
        parts = [f"{ready:,}条可登记"] if entered else []
        parts += [f"{wrong:,}条有误"] if wrong else []
        parts += [f"{twins:,}条可能重复"] if twins else []
        self.foot.count("，".join(parts))
        if self._asked:
            self.foot.offer(f"正在登记{len(self._asked):,}条", enabled=False)
        elif ready or not wrong:
            self.foot.offer(f"登记{ready:,}条" if ready else "登记")
        else:
            self.foot.offer(f"先改有误的{wrong:,}条")
        self.show_sentence()

    def hints(self) -> tuple[tuple[str, str], ...]:
        return (("Ctrl+回车", "登记"), *super().hints()[:3])

    def _note(self) -> str:
        return "可从Excel、WPS复制后在这里粘贴，带标题行也行"

    def _texts(self, line: Line) -> dict[str, str]:
        return {name: text for name, text in line.texts.items() if text.strip()}

    def _alone(self, lines: Sequence[Line]) -> Sequence[RowFindings]:
        rows = [self._texts(line) for line in lines]
        return bulk.check_alone(self.office, self.register, rows)

    def _together(self, lines: Mapping[int, Line]) -> Mapping[int, Mapping[str, str]]:
        texts = {place: line.texts for place, line in lines.items()}
        return bulk.repeated_values(self.office, self.register, texts)

    def _copies(self, rows: Sequence[Mapping[str, str]]) -> Mapping[int, str]:
        return bulk.likely_copies(self.office, self.register, rows)

    def _on_created(self, ids: tuple[str, ...]) -> None:
        done, self._asked = self._asked, []
        left = [line for line in self.model.entered() if line not in done]
        self.model.show([*left, *(Line() for _ in range(_ROWS - len(left)))])
        self._draft.keep()
        self.failed.emit("", "")
        self.saved.emit()
        self.undo_offered.emit(f"已登记{len(ids):,}条{self.register.noun}")
        if left:
            self.view.go_to_first_problem()
            self.tell(f"已登记{len(ids):,}条；有误的{len(left):,}条留在这里。")
        else:
            self.finished.emit(ids)

    def _on_failed(self, problem: OfficeError) -> None:
        asked, self._asked = self._asked, []
        if isinstance(problem, BatchErrors):
            for place, problems in problem.rows.items():
                asked[place].findings = asked[place].findings.joined(problems)
            self.model.tell_judged()
            self.view.go_to_first_problem()
            return
        self.refresh()
        self.failed.emit(problem.message, problem.hint)

    def _rows(self) -> list[dict[str, str]]:
        return [self._texts(line) for line in self.model.entered()]
