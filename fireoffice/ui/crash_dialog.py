"""The dialog after a crash: what happened, what was saved, where the report is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from fireoffice.ui.diagnostics import export_diagnostics
from fireoffice.ui.parts.basics import button, label
from fireoffice.ui.parts.dialog import Dialog


class CrashDialog(Dialog):
    """One sentence in the title, what became of the work below; 「继续使用」 closes it."""

    def __init__(
        self,
        sentence: str,
        saved: str,
        report: Path | None,
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(sentence, parent=parent)
        self._folder = folder
        self.saved = label(saved, "label", name="保存情况")
        self.saved.setWordWrap(True)
        self.body.addWidget(self.saved)
        self.place = label(part="note", name="出错报告")
        self.place.setWordWrap(True)
        self.place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.export = button("导出诊断包", hint="导出诊断包")
        self.export.setVisible(report is not None)
        self.place.setVisible(report is not None)
        if report is not None:
            self.place.setText(
                f"出错报告：{report}\n再次出现时，请导出诊断包交给技术人员；其中没有个人信息。"
            )
        self.body.addWidget(self.place)
        self.body.addWidget(self.export, 0, Qt.AlignmentFlag.AlignLeft)
        self.go_on = self.add_button("继续使用", default=True)
        self.go_on.clicked.connect(self.accept)
        self.export.clicked.connect(self._on_export_pressed)

    def _on_export_pressed(self) -> None:
        self.place.setText(export_diagnostics(self._folder, self))
