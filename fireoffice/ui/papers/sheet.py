"""The content of a paper, asked in the panel before it is made: nothing is written until then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from fireoffice.services.papers.contexts import PaperKind
from fireoffice.services.papers.planning import Companion, Lacking
from fireoffice.ui.parts.basics import button, label, tighten
from fireoffice.ui.parts.form import Choices, Form
from fireoffice.ui.parts.panel_sheet import PanelSheet

_SHOWN = 6
"""The most further records named one by one; of more only the count is told."""


class PaperSheet(PanelSheet):
    """Options of one kind of paper, which further records it lists, and the verb that makes it.

    ``again``: it was issued before and is to be made anew, under its number. What records in
    ``lacking`` still need for it is asked for here too.
    """

    issue_asked = Signal()
    preview_asked = Signal()
    draft_asked = Signal()
    """A circular is to be drafted for the editor."""
    closed = Signal()

    def __init__(
        self,
        kind: PaperKind,
        texts: Mapping[str, str],
        choices: Choices,
        companions: Sequence[Companion],
        again: bool = False,
        lacking: Sequence[Lacking] = (),
    ) -> None:
        super().__init__()
        self.kind = kind
        self.form = Form(kind.options, choices)
        self.form.reset(texts)
        self._companions = tuple(companions)
        self.ticks = self._made_ticks()
        self.missing = {one.id: MissingPart(one, choices) for one in lacking}
        self.confirm = button(f"{'重新' if again else ''}制发{kind.title}", "next")
        lasting = "文号不变，原来的文件留着" if again else "编号、成文并登记，不能撤销"
        self.confirm.setToolTip(f"{lasting}（Ctrl+回车）")
        self.look = button("预览", "tall")
        self.look.setToolTip("不编号，不登记")
        self.later = button("先不办", "tall")
        self.draft = button("起草", "tall", hint="到编辑器里起草，不马上编号")
        self.draft.setVisible(kind.form is None and not again)
        self._lay_out()
        for tick in self.ticks:
            tick.toggled.connect(self._show_missing)
        self.confirm.clicked.connect(self.issue_asked)
        self.look.clicked.connect(self.preview_asked)
        self.draft.clicked.connect(self.draft_asked)
        self.later.clicked.connect(self.closed)
        self.form.finished.connect(self.confirm.setFocus)

    def begin(self) -> None:
        """Take the focus where everything is ready: on the verb, which Enter presses."""
        self.form.prompt({info.name: info.help for info in self.kind.options if info.automatic})
        first = next(iter(self.missing.values()), None)
        if first is not None:
            first.form.enter()
        else:
            self.confirm.setFocus(Qt.FocusReason.TabFocusReason)

    def filled_in(self) -> dict[str, dict[str, str]]:
        """Return the parts typed in for records that lack them, by record."""
        return {key: one.form.texts() for key, one in self._wanted().items()}

    def is_complete(self) -> bool:
        """Return True if nothing is lacking any more; says under each field that it is."""
        complete = [one.complete() for one in self._wanted().values()]
        return all(complete)

    def texts(self) -> dict[str, str]:
        """Return the options as typed."""
        return self.form.texts()

    def further(self) -> tuple[str, ...]:
        """Return the ids of the further records that the paper is to list."""
        if len(self.ticks) == 1 and len(self._companions) > 1:
            chosen = self._companions if self.ticks[0].isChecked() else ()
        else:
            pairs = zip(self._companions, self.ticks, strict=True)
            chosen = tuple(one for one, tick in pairs if tick.isChecked())
        return tuple(one.id for one in chosen)

    def _wanted(self) -> dict[str, MissingPart]:
        """Return the parts that the records to be listed in the paper still lack."""
        left_out = {one.id for one in self._companions} - set(self.further())
        return {key: one for key, one in self.missing.items() if key not in left_out}

    def _show_missing(self) -> None:
        wanted = self._wanted()
        for key, one in self.missing.items():
            one.setVisible(key in wanted)

    def hold(self, busy: bool) -> None:
        """Disable the buttons while a paper is being made."""
        for one in (self.confirm, self.look, self.draft):
            one.setEnabled(not busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _made_ticks(self) -> list[QCheckBox]:
        if len(self._companions) > _SHOWN:
            words = [f"连同其余{len(self._companions)}条"]
        else:
            words = [one.title for one in self._companions]
        ticks = [QCheckBox(word) for word in words]
        for tick in ticks:
            tick.setChecked(True)
            tick.setToolTip(tick.text())
        return ticks

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        tighten(column, 0, (14, 0, 14, 8))
        column.addWidget(label(self.kind.title, "head"))
        column.addWidget(self.form)
        if self.ticks:
            column.addWidget(label("一并列入", "label"))
        for tick in self.ticks:
            column.addWidget(tick)
        for part in self.missing.values():
            column.addWidget(part)
        buttons = QHBoxLayout()
        tighten(buttons, 8, (0, 8, 0, 0))
        buttons.addWidget(self.confirm, 1)
        for one in (self.look, self.draft, self.later):
            buttons.addWidget(one)
        column.addLayout(buttons)


class MissingPart(QWidget):
    """The fields that one record still needs, under its name."""

    def __init__(self, lacking: Lacking, choices: Choices) -> None:
        super().__init__()
        self.form = Form(lacking.infos, choices)
        self.form.reset({})
        head = label(f"还缺：{lacking.title}", "label")
        head.setWordWrap(True)
        column = QVBoxLayout(self)
        tighten(column, 0, (0, 8, 0, 0))
        column.addWidget(head)
        column.addWidget(self.form)

    def complete(self) -> bool:
        """Return True if all of it is filled in; says under each field what is not."""
        missing = {
            name: f"请填写{row.field.label}。"
            for name, row in self.form.rows.items()
            if not row.text()
        }
        self.form.complain(missing)
        return not missing
