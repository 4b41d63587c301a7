"""文书模板: which template makes each form, and putting in one of the office's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from fireoffice.core.errors import OfficeError
from fireoffice.docs.forms import FORMS, Form
from fireoffice.docs.forms.checking import TemplateFinding, Weight
from fireoffice.docs.forms.form import fields_text
from fireoffice.services.office import Office
from fireoffice.services.papers import templates
from fireoffice.ui.parts.basics import button, label, rule, tighten
from fireoffice.ui.parts.dialog import WIDE, Dialog
from fireoffice.ui.theme import theme

_TITLE_WIDTH = 130
_WORD = "Word文档 (*.docx)"
_FIELDS_HEIGHT = 260


class TemplatesDialog(Dialog):
    """A row for each form; what a template lacks is shown before it is taken."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__("文书模板", WIDE, parent)
        self._office = office
        self._asked: tuple[Form, Path] | None = None
        self.rows = {form.title: FormRow(form) for form in FORMS.values()}
        self.told = label("", "label", name="检查结果")
        self.told.setWordWrap(True)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.take = button("用这个模板", "next")
        self.leave = button("不用", "tall")
        self.fields = QPlainTextEdit()
        self.fields.setReadOnly(True)
        self.fields.setAccessibleName("模板里可用的栏目")
        self.fields.setFixedHeight(theme.px(_FIELDS_HEIGHT))
        self._lay_out()
        self._forget()
        self.close_button = self.add_button("完成", default=True)
        self.close_button.clicked.connect(self.accept)
        self.take.clicked.connect(self._on_taken)
        self.leave.clicked.connect(self._forget)
        for row in self.rows.values():
            row.put.clicked.connect(partial(self._on_put_pressed, row.form))
            row.save.clicked.connect(partial(self._on_save_pressed, row.form))
            row.back.clicked.connect(partial(self._on_back_pressed, row.form))
            row.names.clicked.connect(partial(self._on_names_pressed, row.form))
        self._show()

    def examine(self, form: Form, file: Path) -> None:
        """Check ``file`` for ``form`` and show what was found; nothing is taken yet."""
        self._forget()
        try:
            found = templates.examine(form, file)
        except OfficeError as problem:
            self._say(f"■ {problem}")
            return
        self._asked = (form, file)
        usable = all(one.weight is not Weight.ERROR for one in found)
        self._say(_report(form, file, found))
        self.take.setVisible(usable)
        self.leave.setVisible(usable)
        (self.take if usable else self.close_button).setFocus()

    def _lay_out(self) -> None:
        note = label(
            "另存出来，用Word或WPS改好版面，再放回来。栏目写作{{ 栏目 }}，不认识的栏目会指出来。",
            "note",
        )
        note.setWordWrap(True)
        self.body.addWidget(note)
        column = QVBoxLayout()
        tighten(column)
        column.addWidget(rule())
        for row in self.rows.values():
            column.addWidget(row)
            column.addWidget(rule())
        self.body.addLayout(column)
        self.body.addWidget(self.told)
        verbs = QHBoxLayout()
        tighten(verbs, 8)
        verbs.addWidget(self.take)
        verbs.addWidget(self.leave)
        verbs.addStretch(1)
        self.body.addLayout(verbs)
        self.body.addWidget(self.fields)

    def _show(self) -> None:
        for row in self.rows.values():
            row.show_state(templates.state(self._office, row.form))

    def _say(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))

    def _forget(self) -> None:
        self._asked = None
        self._say("")
        for one in (self.take, self.leave, self.fields):
            one.hide()

    def _on_put_pressed(self, form: Form) -> None:
        picked, _ = QFileDialog.getOpenFileName(self, f"{form.title}用哪个模板？", "", _WORD)
        if picked:
            self.examine(form, Path(picked))

    def _on_taken(self) -> None:
        if self._asked is None:
            return
        form, file = self._asked
        if self._guarded(lambda: templates.put_in(self._office, form, file)):
            self._forget()
            self._say(f"{form.title}从现在起用“{file.name}”。已制发的文书不受影响。")

    def _on_save_pressed(self, form: Form) -> None:
        picked, _ = QFileDialog.getSaveFileName(self, "模板另存到哪里？", form.file_name, _WORD)
        if picked and self._guarded(
            lambda: templates.export(self._office, form, Path(picked).with_suffix(".docx"))
        ):
            self._forget()
            self._say(f"已另存为“{Path(picked).with_suffix('.docx').name}”，改好后点“放入”。")

    def _on_back_pressed(self, form: Form) -> None:
        if self._guarded(lambda: templates.restore_shipped(self._office, form)):
            self._forget()
            self._say(f"{form.title}改回了内置模板；本单位的模板留在数据文件夹的“模板/旧版”里。")

    def _on_names_pressed(self, form: Form) -> None:
        self._forget()
        self.fields.setPlainText(fields_text(form))
        self.fields.show()
        self.fields.setFocus()

    def _guarded(self, work: Callable[[], object]) -> bool:
        try:
            work()
        except OfficeError as problem:
            self._forget()
            self._say(f"■ {problem}")
            return False
        self._show()
        return True


class FormRow(QWidget):
    """One form: its template, and what can be done with it."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.form = form
        self.state = label(name=f"{form.title}的模板")
        self.state.setWordWrap(True)
        title = label(form.title, "head")
        title.setFixedWidth(theme.px(_TITLE_WIDTH))
        self.put = self._word("放入…")
        self.save = self._word("另存…")
        self.back = self._word("改回内置")
        self.names = self._word("栏目")
        row = QHBoxLayout(self)
        tighten(row, 8, (0, 4, 0, 4))
        row.addWidget(title)
        row.addWidget(self.state, 1)
        for one in (self.back, self.put, self.save, self.names):
            row.addWidget(one)

    def show_state(self, now: templates.TemplateState) -> None:
        """Say which template is in use."""
        if now.since is None:
            self.state.setText(templates.SHIPPED)
        else:
            self.state.setText(f"本单位，{now.since:%Y-%m-%d}起，{now.sha256[:8]}")
        self.back.setVisible(now.is_own)

    def _word(self, words: str) -> QPushButton:
        made = button(words, "word")
        made.setAccessibleName(f"{self.form.title}：{words}")
        return made


def _report(form: Form, file: Path, found: Sequence[TemplateFinding]) -> str:
    """Return the findings that stand in the way of using ``file``, a line each."""
    if not found:
        return f"“{file.name}”可以用于{form.title}，没有发现问题。"
    marks = {Weight.ERROR: "■", Weight.WARNING: "□"}
    usable = all(one.weight is not Weight.ERROR for one in found)
    head = f"“{file.name}”{'可以用，请留意' if usable else '还不能用'}："
    return "\n".join([head, *(f"{marks[one.weight]} {one.message}{one.hint}" for one in found)])
