"""The question before a restoration: which backup, what it holds, what becomes of today's data."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from fireoffice.services.safekeeping.restoring import Preview
from fireoffice.ui.backups.counts import CountRows
from fireoffice.ui.parts.basics import label
from fireoffice.ui.parts.dialog import WIDE, Dialog
from fireoffice.ui.words import moment

_STEPS = (
    "恢复前先把现在的数据完整备份一份（列在备份里，写着“恢复前”），所以恢复以后还能再换回来。"
    "公文的Word文件和照片不受影响。"
)


class RestoreDialog(Dialog):
    """Enter and Esc both leave things alone; 「恢复」 has the red border of what is final."""

    def __init__(self, found: Preview, today: date, parent: QWidget | None = None) -> None:
        when = moment(found.taken_at, today)
        super().__init__(f"恢复到{when}的备份？", WIDE, parent)
        checked = label(
            f"已打开检查，完好。{found.taken_at:%Y-%m-%d %H:%M}备份，{found.size / 1e6:,.1f}MB，"
            f"文件{found.file.name}。",
            "label",
            name="备份",
        )
        checked.setWordWrap(True)
        self.body.addWidget(checked)
        self.counts = CountRows()
        self.counts.tell(found.counts)
        self.body.addWidget(self.counts)
        self.consequence = label(_consequence(found), "label", name="后果")
        self.consequence.setWordWrap(True)
        self.body.addWidget(self.consequence)
        note = label(_STEPS, "note", name="恢复前")
        note.setWordWrap(True)
        self.body.addWidget(note)
        self.refuse = self.add_button("不恢复", default=True)
        self.agree = self.add_button("恢复", "final")
        self.refuse.clicked.connect(self.reject)
        self.agree.clicked.connect(self.accept)
        QWidget.setTabOrder(self.refuse, self.agree)


def _consequence(found: Preview) -> str:
    fewer = sum(max(0, one.now - one.then) for one in found.counts)
    since = f"{found.taken_at:%Y-%m-%d %H:%M}以后登记和修改的内容都不在其中"
    count = f"，其中{fewer:,}条记录会看不到" if fewer else ""
    return f"现在的全部数据会换成备份里的数据：{since}{count}。"
