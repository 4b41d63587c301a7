"""One backup at the right of the list: when, why, what it holds, and the way back to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fireoffice.services.safekeeping.backups import BackupInfo
from fireoffice.services.safekeeping.restoring import RegisterCount
from fireoffice.ui.backups.counts import CountRows
from fireoffice.ui.parts.basics import button, label, rule, tighten
from fireoffice.ui.parts.record_panel import WIDTH
from fireoffice.ui.parts.ruled_rows import Cell, RuledRows
from fireoffice.ui.theme import theme
from fireoffice.ui.words import moment

NOTE = (
    "恢复前会先把现在的数据备份一份，恢复以后还能再换回来。照片、附件和成文的公文不在备份文件里，"
    "在数据文件夹的“附件”“公文”中；附件在第二份位置另存一份，公文请自己另存。"
)
_LABEL = 76


class BackupPanel(QWidget):
    """Shows a backup; the counts come a moment later, since its file is opened for them."""

    restore_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(theme.px(WIDTH))
        self._title = label(part="title", name="备份")
        self._title.setWordWrap(True)
        self._facts = RuledRows()
        self._head = label("台账记录", "head")
        self.counts = CountRows()
        self.restore = button("恢复到这个备份", "final")
        self._lay_out()
        self.restore.clicked.connect(self.restore_pressed)

    def show_backup(self, info: BackupInfo, has_second: bool, today: date) -> None:
        """Show ``info``; ``has_second`` tells whether the second place has it too."""
        self._title.setText(f"{moment(info.taken_at, today)}的备份")
        facts = (
            ("备份时间", f"{info.taken_at:%Y-%m-%d %H:%M}"),
            ("为什么", info.reason or "没有记下"),
            ("大小", f"{megabytes(info.file)}MB"),
            ("第二份", "已存" if has_second else "没有，或没有接上"),
            ("文件", info.file.name),
        )
        self._facts.set_rows(
            [(Cell(name, 0, _LABEL, "ink2"), Cell(text, _LABEL + 8)) for name, text in facts]
        )
        self._facts.setToolTip(f"{info.file}\nSHA-256 {info.sha256}")
        self.show_counts(())

    def show_counts(self, counts: tuple[RegisterCount, ...]) -> None:
        """Show what the backup holds beside what there is now."""
        self._head.setVisible(bool(counts))
        self.counts.setVisible(bool(counts))
        self.counts.tell(counts)

    def _lay_out(self) -> None:
        note = label(NOTE, "note")
        note.setWordWrap(True)
        line = QHBoxLayout()
        line.addWidget(self.restore)
        line.addStretch(1)
        inner = QVBoxLayout()
        tighten(inner, 10, (14, 14, 14, 14))
        for one in (self._title, self._facts, self._head, self.counts, note):
            inner.addWidget(one)
        inner.addLayout(line)
        inner.addStretch(1)
        row = QHBoxLayout(self)
        tighten(row)
        row.addWidget(rule("line", vertical=True))
        row.addLayout(inner)


def megabytes(file: Path) -> str:
    """The size of ``file``, empty where it is gone."""
    try:
        return f"{file.stat().st_size / 1e6:,.1f}"
    except OSError:
        return ""
