"""The first start: the town's name, who works here, its 机关代字, its villages; or 「先看示例」."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.core.settings import load_settings, save_settings
from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.services.entry.values import FieldErrors
from fireoffice.services.office import Office
from fireoffice.services.reference import town
from fireoffice.services.reference.town import TownSetup, VillageSetup
from fireoffice.ui.parts.basics import button, label, tighten
from fireoffice.ui.parts.dialog import WIDE, Dialog
from fireoffice.ui.parts.form import Form
from fireoffice.ui.parts.notices import FieldMistake
from fireoffice.ui.parts.steps_line import StepsLine
from fireoffice.ui.theme import theme

_TOWN = (
    FieldInfo("name", "乡镇名称", required=True, help="如邻鄂镇"),
    FieldInfo("issuer", "发文机关", required=True, help="全称，如黔江区邻鄂镇人民政府"),
)
_USER = FieldInfo("user", "使用人", Kind.NAME, help="您的姓名，记在每一步改动上")
_PAPERS = (
    FieldInfo("codes", "机关代字", required=True, help="如邻鄂府发；有几个用顿号分开"),
    FieldInfo("printed_by", "印发机关", help="如黔江区邻鄂镇党政办公室；可以以后再填"),
)
_STEPS = ("乡镇", "公文", "村（居）", "核对")


class WelcomeDialog(Dialog):
    """The first start in four steps; back is possible, nothing is written before the last."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__("这是哪个乡镇的消防办？", WIDE, parent)
        self.setObjectName("welcome")
        self._office = office
        self._line = StepsLine(_STEPS)
        self._known = bool(town.town(office).name)
        # The user's name is asked only at the first start; later it is changed in the settings.
        self.town = Form(_TOWN if self._known else (*_TOWN, _USER), _no_choices)
        self.papers = Form(_PAPERS, _no_choices)
        self.villages = QPlainTextEdit()
        self.villages.setTabChangesFocus(True)
        self.villages.setAccessibleName("村（居）名称，一行一个")
        self.villages.setFixedHeight(theme.px(160))
        self._mistake = FieldMistake()
        self._trouble = FieldMistake()
        self._summary = label(part="label")
        self._summary.setWordWrap(True)
        self._pages = QStackedWidget()
        signs = "" if self._known else "使用人写您的姓名，每一步改动都记着是谁做的。"
        self._add_page(
            self.town,
            f"如邻鄂镇、黔江区邻鄂镇人民政府；公文的版头和落款用发文机关的全称。{signs}",
        )
        self._add_page(
            self.papers, "发文字号由机关代字、年份和顺序号组成，如邻鄂府发〔2021〕38号。"
        )
        self._add_page(self.villages, "一行一个，从公文或表格里粘贴也行。", self._mistake)
        self._add_page(self._summary, "下面这些可以随时在设置里改。")
        self.body.addWidget(self._line)
        self.body.addWidget(self._pages)
        self.body.addWidget(self._trouble)
        self.sample = button("先看示例", "word", hint="先看示例")
        self.sample.setToolTip("装入一个虚构的邻鄂镇，可以一次清除")
        self._buttons.insertWidget(0, self.sample)
        self.back = self.add_button("上一步")
        self.next = self.add_button("下一步", "next", default=True)
        self.sample.clicked.connect(self._on_sample_pressed)
        self.back.clicked.connect(lambda: self._show(self._pages.currentIndex() - 1))
        self.next.clicked.connect(self._on_next_pressed)
        self._fill_in()
        self._show(0)

    def setup(self) -> TownSetup:
        """Return the town as entered."""
        texts = self.town.texts() | self.papers.texts()
        codes = texts["codes"].replace("，", "、").replace(",", "、").replace(" ", "、").split("、")
        return TownSetup(
            name=texts["name"],
            issuer=texts["issuer"],
            codes=tuple(code for code in codes if code),
            villages=tuple(VillageSetup(name) for name in self._village_names()),
            printed_by=texts["printed_by"],
        )

    def step(self) -> int:
        """Return the number of the step shown, from 0."""
        return self._pages.currentIndex()

    def _fill_in(self) -> None:
        """Begin with what is known already, where the town is changed later on."""
        known = town.town(self._office)
        self.town.set_texts({"name": known.name, "issuer": known.issuer})
        codes = "、".join(known.codes)
        self.papers.set_texts({"codes": codes, "printed_by": known.printed_by})
        self.villages.setPlainText("\n".join(known.villages))

    def _add_page(self, body: QWidget, note: str, *below: QWidget) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        tighten(column, 8, (0, 8, 0, 0))
        sentence = label(note, "note")
        sentence.setWordWrap(True)
        column.addWidget(sentence)
        column.addWidget(body)
        for one in below:
            column.addWidget(one)
        column.addStretch(1)
        self._pages.addWidget(page)

    def _show(self, step: int) -> None:
        self._pages.setCurrentIndex(step)
        self._line.set_current(step)
        self.back.setVisible(step > 0)
        self.sample.setVisible(step == 0 and not self._known)
        self.next.setText(self._last_word() if step == len(_STEPS) - 1 else "下一步")
        self.next.setAccessibleName(self.next.text())
        if step < 2:
            (self.town, self.papers)[step].begin()
        elif step == 2:
            self.villages.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            user = self.town.texts().get(_USER.name, "")
            self._summary.setText(_summary(self.setup(), user))
            self.next.setFocus()

    def _last_word(self) -> str:
        return "保存" if self._known else "开始使用"

    def _on_next_pressed(self) -> None:
        step = self._pages.currentIndex()
        if step < 2 and not _complete((self.town, self.papers)[step]):
            return
        if step < len(_STEPS) - 1:
            self._mistake.say("")
            self._show(step + 1)
            return
        try:
            self._sign()
            town.set_up(self._office, self.setup())
        except FieldErrors as problem:
            self._go_to_mistake(problem.problems)
            return
        except OfficeError as problem:
            self._trouble.say(str(problem))
            return
        self.accept()

    def _sign(self) -> None:
        """Sign the history from the first step on with the user's name. Raises ``OfficeError``."""
        user = self.town.texts().get(_USER.name, "").strip()
        if user:
            settings = load_settings(self._office.folder)
            save_settings(self._office.folder, replace(settings, user=user))
            self._office.author = user

    def _go_to_mistake(self, problems: dict[str, str]) -> None:
        for step, form in enumerate((self.town, self.papers)):
            mine = {name: text for name, text in problems.items() if name in form.rows}
            if mine:
                self._show(step)
                form.complain(mine)
                return
        self._show(2)
        self._mistake.say("；".join(problems.values()))

    def _on_sample_pressed(self) -> None:
        from fireoffice.services.sample import installing as sample

        try:
            self._sign()
            sample.fill(self._office)
        except OfficeError as problem:
            self._trouble.say(str(problem))
            return
        self.accept()

    def _village_names(self) -> list[str]:
        lines = self.villages.toPlainText().replace("、", "\n").splitlines()
        return [line.strip() for line in lines if line.strip()]


def _no_choices(_: FieldInfo) -> Sequence[str]:
    return ()


def _complete(form: Form) -> bool:
    missing = {
        name: f"请填写{row.field.label}，{row.field.help}。"
        for name, row in form.rows.items()
        if row.field.required and not row.text()
    }
    form.complain(missing)
    return not missing


def _summary(setup: TownSetup, user: str) -> str:
    names = "、".join(one.name for one in setup.villages) or "以后再添加"
    lines = [
        f"乡镇：{setup.name}",
        f"发文机关：{setup.issuer}",
        f"机关代字：{'、'.join(setup.codes)}",
        f"村（居）{len(setup.villages)}个：{names}",
    ]
    if user:
        lines.append(f"使用人：{user}")
    return "\n".join(lines)
