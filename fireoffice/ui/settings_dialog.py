"""The one place for settings; each takes effect as it is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from fireoffice.core.errors import OfficeError
from fireoffice.core.settings import Settings, save_settings
from fireoffice.services.office import Office
from fireoffice.services.reference import town
from fireoffice.services.safekeeping import password
from fireoffice.services.sample import installing as sample
from fireoffice.ui.diagnostics import export_diagnostics
from fireoffice.ui.parts.basics import button, label, rule, tighten
from fireoffice.ui.parts.dialog import WIDE, Dialog, FinalDialog, TallBody
from fireoffice.ui.parts.editors import LineEditor
from fireoffice.ui.parts.form import LABEL_WIDTH, SectionHead
from fireoffice.ui.parts.notices import FieldMistake
from fireoffice.ui.theme import theme
from fireoffice.ui.theme.tokens import THEME_LABELS

_ROW = 30
_FONTS = (
    ("GB2312", "仿宋_GB2312"),
    ("GBK", "仿宋_GBK"),
    ("Windows", "Windows自带的仿宋"),
)


class SettingsDialog(Dialog):
    """Look, papers, backup, and whose office it is."""

    changed = Signal(object)
    """The settings as they are now."""
    sample_removed = Signal()
    town_changed = Signal()
    wordings_asked = Signal()
    """文书用语 are to be shown."""

    def __init__(self, office: Office, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__("设置", WIDE, parent)
        self._office = office
        self._settings = settings
        self._mistake = FieldMistake()
        self.themes = self._radios(THEME_LABELS.items(), settings.theme, self._on_theme_chosen)
        self.large = QCheckBox("大字号（125%）")
        self.large.setAccessibleName("大字号")
        self.large.setChecked(settings.large_type)
        self.fonts = self._radios(_FONTS, settings.fonts, self._on_fonts_chosen)
        self.even = QCheckBox("需要时加一张空白页，让版记落在偶数页")
        self.even.setAccessibleName("版记落在偶数页")
        self.even.setChecked(settings.even_imprint_page)
        self.originals = QCheckBox("添加照片时另存一份没有缩小的原图")
        self.originals.setAccessibleName("另存原图")
        self.originals.setChecked(settings.keep_original_photos)
        self.folder = label(settings.second_backup_folder or "没有设置", name="第二备份位置")
        self.folder.setWordWrap(True)
        self.choose = button("选择文件夹", icon="folder")
        self.forget = button("不再存第二份", "word")
        self.forget.setVisible(bool(settings.second_backup_folder))
        self._lay_out()
        self.close_button = self.add_button("完成", default=True)
        self.large.toggled.connect(lambda on: self._take(large_type=on))
        self.even.toggled.connect(lambda on: self._take(even_imprint_page=on))
        self.originals.toggled.connect(lambda on: self._take(keep_original_photos=on))
        self.choose.clicked.connect(self._on_choose_pressed)
        self.forget.clicked.connect(lambda: self._set_folder(""))
        self.close_button.clicked.connect(self.accept)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Qt opens what can be resized at two thirds of the screen.
        self.resize(self.width(), self.sizeHint().height())

    def _lay_out(self) -> None:
        self._column = TallBody()
        self.body.addWidget(self._column)
        self._head("显示")
        self._row("颜色", self._in_line(self.themes))
        self._row("字号", self.large)
        self._head("公文和文书")
        self._row("字体", self._in_line(self.fonts))
        self._row("版记", self.even)
        self.templates = button("查看和更换", hint="文书模板")
        self.templates.clicked.connect(self._on_templates_pressed)
        note = label("整改通知书、签到表、花名册的版面", "note")
        self._row("文书模板", self._beside(note, self.templates))
        self.wordings = button("打开", hint="文书用语")
        self.wordings.clicked.connect(self._on_wordings_pressed)
        note = label("整改通知书怎么写、依据哪一条，从哪天起用", "note")
        self._row("文书用语", self._beside(note, self.wordings))
        self._head("照片、备份和密码")
        self._row("原图", self.originals)
        place = QWidget()
        line = QHBoxLayout(place)
        tighten(line, 8)
        line.addWidget(self.folder, 1)
        line.addWidget(self.forget)
        line.addWidget(self.choose)
        self._row("第二份存到", place)
        self.secret = button("", hint="数据库密码")
        self.secret.clicked.connect(self._on_secret_pressed)
        self.secrecy = label("", "note", name="数据库密码")
        self.secrecy.setWordWrap(True)
        self._row("数据库密码", self._beside(self.secrecy, self.secret))
        self._show_secrecy()
        self._head("单位")
        known = town.town(self._office)
        name = label(f"{known.name}　{known.issuer}　{'、'.join(known.codes)}", name="本单位")
        name.setWordWrap(True)
        self.edit_town = button("修改", hint="修改本单位")
        self.edit_town.setVisible(not known.sample)
        self.edit_town.clicked.connect(self._on_edit_town_pressed)
        self._row("本单位", self._beside(name, self.edit_town))
        self.user = LineEditor()
        self.user.setAccessibleName("使用人")
        self.user.setPlaceholderText("你的姓名，记在每一步改动上")
        self.user.setText(self._settings.user)
        self.user.committed.connect(lambda: self._take(user=self.user.text().strip()))
        self._row("使用人", self.user)
        if sample.present(self._office):
            self.remove_sample = button("清除示例数据", "final")
            self.remove_sample.clicked.connect(self._on_sample_pressed)
            note = label("现在用的是示例乡镇，人名和场所都是虚构的。", "note")
            self._row("示例", self._beside(note, self.remove_sample))
        self._head("出了问题")
        self.export = button("导出诊断包", hint="导出诊断包")
        self.export.clicked.connect(self._on_export_pressed)
        self.exported = label("给技术人员看的版本、日志和检查结果，没有个人信息。", "note")
        self.exported.setWordWrap(True)
        self._row("诊断", self._beside(self.exported, self.export))
        self.body.addWidget(self._mistake)

    def _head(self, title: str) -> None:
        column = QVBoxLayout()
        tighten(column)
        column.addWidget(SectionHead(title))
        column.addWidget(rule())
        self._column.column.addLayout(column)

    def _row(self, name: str, body: QWidget) -> None:
        row = QHBoxLayout()
        tighten(row, 8)
        word = label(name, "label")
        word.setFixedWidth(theme.px(LABEL_WIDTH))
        word.setMinimumHeight(theme.px(_ROW))
        row.addWidget(word, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(body, 1)
        body.setMinimumHeight(theme.px(_ROW))
        self._column.column.addLayout(row)

    def _radios(self, choices: object, current: str, slot: object) -> list[QRadioButton]:
        group = QButtonGroup(self)
        made: list[QRadioButton] = []
        for key, word in choices:  # type: ignore[attr-defined]
            one = QRadioButton(word)
            one.setAccessibleName(word)
            one.setProperty("key", key)
            one.setChecked(key == current)
            group.addButton(one)
            made.append(one)
        group.buttonClicked.connect(slot)
        return made

    def _in_line(self, widgets: Sequence[QWidget]) -> QWidget:
        holder = QWidget()
        box = QHBoxLayout(holder)
        tighten(box, 14)
        for one in widgets:
            box.addWidget(one)
        box.addStretch(1)
        return holder

    def _beside(self, note: QWidget, action: QWidget) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        tighten(line, 8)
        line.addWidget(note, 1)
        line.addWidget(action)
        return holder

    def _on_theme_chosen(self, chosen: QRadioButton) -> None:
        self._take(theme=chosen.property("key"))

    def _on_fonts_chosen(self, chosen: QRadioButton) -> None:
        self._take(fonts=chosen.property("key"))

    def _on_templates_pressed(self) -> None:
        from fireoffice.ui.papers.templates_dialog import TemplatesDialog

        dialog = TemplatesDialog(self._office, self)
        dialog.exec()
        dialog.deleteLater()

    def _on_wordings_pressed(self) -> None:
        self.accept()
        self.wordings_asked.emit()

    def _on_export_pressed(self) -> None:
        self.exported.setText(export_diagnostics(self._office.folder, self) or self.exported.text())

    def _show_secrecy(self) -> None:
        has_one = password.is_protected(self._office.folder)
        self.secret.setText("修改或取消" if has_one else "设置密码")
        self.secret.setEnabled(password.is_available())
        if not password.is_available():
            self.secrecy.setText("这台电脑上的程序缺少加密组件，不能设置密码。")
        elif has_one:
            self.secrecy.setText("已设置，打开程序时要输入。")
        else:
            self.secrecy.setText("没有设置，能用这台电脑的人都能打开数据。")

    def _on_secret_pressed(self) -> None:
        from fireoffice.ui.password_dialog import PasswordDialog

        dialog = PasswordDialog(self._office, self)
        dialog.exec()
        dialog.deleteLater()
        self._show_secrecy()
        if dialog.told():
            self.secrecy.setText(f"{self.secrecy.text()}{dialog.told()}")

    def _on_choose_pressed(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "第二份备份存到哪里？")
        if folder:
            self._set_folder(folder)

    def _set_folder(self, folder: str) -> None:
        self.folder.setText(folder or "没有设置")
        self.forget.setVisible(bool(folder))
        self._take(second_backup_folder=folder)

    def _on_edit_town_pressed(self) -> None:
        from fireoffice.ui.welcome_dialog import WelcomeDialog

        dialog = WelcomeDialog(self._office, self)
        changed = dialog.exec() == WelcomeDialog.DialogCode.Accepted
        dialog.deleteLater()
        if changed:
            self.town_changed.emit()
            self.accept()

    def _on_sample_pressed(self) -> None:
        dialog = FinalDialog(
            "清除示例数据？",
            "示例乡镇的村（居）、网格、人员、场所、台账和公文登记都会清除；"
            "自己登记的记录留下。清除后请填写自己的乡镇。",
            "清除",
            "不清除",
            self,
        )
        if dialog.exec() != FinalDialog.DialogCode.Accepted:
            return
        try:
            sample.remove(self._office)
        except OfficeError as problem:
            self._mistake.say(str(problem))
            return
        self.sample_removed.emit()
        self.accept()

    def _take(self, **values: object) -> None:
        self._settings = replace(self._settings, **values)  # type: ignore[arg-type]
        try:
            save_settings(self._office.folder, self._settings)
        except OfficeError as problem:
            self._mistake.say(str(problem))
            return
        self._mistake.say("")
        self.changed.emit(self._settings)
