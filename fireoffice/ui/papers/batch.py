"""Papers from many records at once: the plan, what stands in the way, then all of them."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSizePolicy, QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.domain.values import show
from fireoffice.registers import Register
from fireoffice.services.entry import bulk
from fireoffice.services.entry.bulk import Which
from fireoffice.services.office import Office
from fireoffice.services.papers import from_records as record_papers
from fireoffice.services.papers import planning as paper_planning
from fireoffice.services.papers.contexts import PaperKind
from fireoffice.services.papers.from_records import IssuedForms
from fireoffice.services.papers.planning import Prepared
from fireoffice.ui.grid.batch_sheet import BatchSheet
from fireoffice.ui.grid.foot import GridFoot, GridHead
from fireoffice.ui.grid.page import Hints
from fireoffice.ui.opening import open_file
from fireoffice.ui.papers.files import ways_to
from fireoffice.ui.parts.basics import button, label
from fireoffice.ui.parts.form import Form
from fireoffice.ui.parts.ruled_rows import Cell, RuledRows
from fireoffice.ui.tasks import Stopped

_REST_MS: Final = 300
_COUNT_AT: Final = 260
_PROBLEM_AT: Final = 340


class PaperBatch(BatchSheet):
    """The plan on the left, what all papers say on the right; all are issued, or none."""

    def __init__(
        self,
        office: Office,
        register: Register,
        which: Which,
        kind: PaperKind,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(office, register, parent)
        self.kind = kind
        self._ids = bulk.ids_of(office, register, which)
        self._asked = 0
        self._running = False
        self._plan: Prepared | None = None
        self.head = GridHead(
            f"由{len(self._ids):,}条{register.noun}制发{kind.title}", "全部制发，或一份不发"
        )
        self.head.columns.hide()
        self.rows = RuledRows()
        self.leave_out = button("不列入有问题的", "word")
        self.leave_out.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.leave_out.hide()
        self.form = Form(kind.options, self._choices_of)
        preset = paper_planning.presets(office, kind, self._ids)
        self.form.reset({info.name: show(info, preset.get(info.name)) for info in kind.options})
        self.form.prompt({info.name: info.help for info in kind.options if info.automatic})
        self.halt = button("停止", "tall")
        self.halt.hide()
        self.foot = GridFoot()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self.lay_out_halves(
            self.head,
            (self.rows, self.leave_out),
            (label("每份都这样写", "head"), self.form, self.halt),
            self.foot,
        )
        self._rest.timeout.connect(self._look)
        self.head.closed.connect(self.give_up)
        self.form.edited.connect(self._on_edited)
        self.form.committed.connect(lambda *_: self._on_edited())
        self.leave_out.clicked.connect(self._on_leave_out)
        self.halt.clicked.connect(self.tasks.stop)
        self.foot.pressed.connect(self.confirm)
        self.tasks.progressed.connect(self._on_progressed)
        self._look()

    def begin(self) -> None:
        self.form.enter()

    def hints(self) -> Hints:
        return (("Ctrl+回车", "制发"), ("Tab", "下一栏"), ("Esc", "返回"))

    def plan(self) -> Prepared | None:
        """Return the plan of the papers to issue; None while it is being made."""
        return self._plan

    def confirm(self) -> None:
        """Issue all papers; nothing happens while one of them cannot be issued."""
        if self._running or self._plan is None or self._plan.problems or not self._plan.sheets:
            return
        self._running = True
        self.form.setEnabled(False)
        self.halt.show()
        self._show()
        texts = self.form.texts()
        self.tasks.start(
            f"制发{self.kind.title}",
            partial(
                record_papers.issue_steps, self.office, self.kind, self._ids, texts, print_file=True
            ),
            self._on_issued,
            self._on_refused,
        )

    def _choices_of(self, info: object) -> tuple[str, ...]:
        name, today = getattr(info, "name", ""), self.office.clock.today()
        return paper_planning.choices_of(self.office, self.kind, name, today)

    def _on_edited(self) -> None:
        self._plan = None
        self._rest.start()
        self._show()

    def _look(self) -> None:
        self._asked += 1
        asked, texts = self._asked, self.form.texts()

        def found(plan: Prepared) -> None:
            if asked == self._asked:
                self._plan = plan
                self._show()

        def refused(problem: Exception) -> None:
            if asked == self._asked and isinstance(problem, OfficeError):
                self.foot.say(str(problem), wrong=True)
            elif not isinstance(problem, OfficeError | Stopped):
                self.tasks.broken.emit(problem)

        work = partial(paper_planning.prepare, self.office, self.kind, self._ids, texts)
        self.tasks.start("查看要制发的文书", work, found, refused)

    def _show(self) -> None:
        plan = self._plan
        if plan is None:
            self.foot.say("正在查看要制发的文书……", wrong=False)
            self.foot.offer(f"制发{self.kind.title}", enabled=False)
            return
        self.rows.set_rows(
            [
                (
                    Cell(sheet.recipients or sheet.heading, 0, _COUNT_AT - 14),
                    Cell(self._counted(len(sheet.records)), _COUNT_AT, 70, "ink2"),
                    Cell("　".join(sheet.problems), _PROBLEM_AT, colour="red"),
                )
                for sheet in plan.sheets
            ]
        )
        count = sum(len(sheet.records) for sheet in plan.sheets)
        self.foot.count(f"{len(plan.sheets):,}份，{self._counted(count)}")
        self.leave_out.setVisible(bool(plan.problems) and not self._running)
        wrong = sum(bool(sheet.problems) for sheet in plan.sheets)
        if self._running:
            self.foot.say("正在制发，停止后一份也不留。", wrong=False)
            self.foot.offer("正在制发", enabled=False)
        elif wrong:
            self.foot.say(f"{wrong:,}份还不能制发，请补填右边各项，或不列入它们。", wrong=True)
            self.foot.offer(f"制发{len(plan.sheets):,}份", enabled=False)
        else:
            self.foot.say("编号连续，制发后合成一个文件供一次打印。", wrong=False)
            self.foot.offer(f"制发{len(plan.sheets):,}份{self.kind.title}", enabled=bool(count))

    def _counted(self, count: int) -> str:
        return f"{count:,}条{self.register.noun}"

    def _on_leave_out(self) -> None:
        """Leave out the papers that cannot be issued, with all that they list."""
        if self._plan is not None:
            good = [sheet for sheet in self._plan.sheets if not sheet.problems]
            self._ids = tuple(key for sheet in good for key in sheet.records)
            self._look()

    def _on_progressed(self, words: str, _stoppable: bool) -> None:
        if self._running and words:
            self.foot.say(f"{words}，停止后一份也不留。", wrong=False)

    def give_up(self) -> None:
        if self._running:
            self.tasks.stop()
        else:
            self.given_up.emit()

    def _on_issued(self, result: IssuedForms) -> None:
        self._running = False
        self.failed.emit("", "")
        self.saved.emit()
        first, *more = result.issued
        told = f"{first.number}起{1 + len(more):,}份" if more else first.number
        file = result.print_file or first.file
        self.finished.emit(tuple(key for one in result.issued for key in one.records))
        self.led_on.emit(f"已制发{told}", ways_to(file, self.failed.emit))
        open_file(file)

    def _on_refused(self, problem: Exception) -> None:
        self._running = False
        self.form.setEnabled(True)
        self.halt.hide()
        self._show()
        if isinstance(problem, Stopped):
            self.foot.say("已停止，一份也没有制发。", wrong=False)
        elif isinstance(problem, OfficeError):
            self.foot.say(str(problem), wrong=True)
        else:
            self.tasks.broken.emit(problem)
