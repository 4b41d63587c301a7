"""The names of a session on ruled paper, each marked by one key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from fireoffice.domain.people import mask
from fireoffice.domain.trainings import ABSENT, EXCUSED, PRESENT, WAITED_FOR
from fireoffice.services.trainings.attendance import Line
from fireoffice.ui.lists.table_rows import TableRow
from fireoffice.ui.parts.record_table import RecordTable
from fireoffice.ui.parts.table_model import TableColumn

MARKS: Final = {
    Qt.Key.Key_Space: PRESENT,
    Qt.Key.Key_1: PRESENT,
    Qt.Key.Key_2: ABSENT,
    Qt.Key.Key_3: EXCUSED,
    Qt.Key.Key_0: WAITED_FOR,
}
"""The key of each mark."""
_COLUMNS: Final = (
    TableColumn("place", "序号", 46, "number", sortable=False),
    TableColumn("presence", "到场", 70, sortable=False),
    TableColumn("name", "姓名", 76, sortable=False),
    TableColumn("unit", "单位", 0, sortable=False),
    TableColumn("position", "职务", 84, "quiet", sortable=False),
    TableColumn("phone", "电话", 108, "quiet", sortable=False),
    TableColumn("score", "考核", 52, "quiet", sortable=False),
    TableColumn("person", "人员", 62, "quiet", sortable=False),
)
_SIGNS: Final = {PRESENT: "✓ 已到", ABSENT: "× 未到", EXCUSED: "请假", WAITED_FOR: ""}


class NamesTable(RecordTable):
    """Emits what is to be done with the rows chosen; it changes nothing itself."""

    marked = Signal(str)
    """The mark for the rows chosen."""
    removal_asked = Signal()
    pasted = Signal()
    linking_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_COLUMNS, parent, many=True)
        self.setAccessibleName("签到名单")
        self._rows: Sequence[TableRow] = ()

    def show_names(self, keyed: Sequence[tuple[str, Line]], keep: str = "") -> None:
        """Show the lines with the row under ``keep`` current, else the one that was."""
        current = keep or self.current_id()
        self._rows = [_row(place, key, line) for place, (key, line) in enumerate(keyed, start=1)]
        rows = self._rows
        self.show_rows(lambda offset, limit: (rows[offset : offset + limit], len(rows)), current)

    def chosen_keys(self) -> tuple[str, ...]:
        """Return the keys of the rows chosen, from the top."""
        return tuple(
            self.id_at(place)
            for first, last in self.chosen_ranges()
            for place in range(first, last + 1)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        mark = MARKS.get(Qt.Key(event.key()))
        if plain and mark is not None:
            if self.chosen_count():
                self.marked.emit(mark)
        elif plain and event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        elif plain and event.key() == Qt.Key.Key_L:
            self.linking_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        else:
            super().keyPressEvent(event)


def _row(place: int, key: str, line: Line) -> TableRow:
    texts = {
        "place": str(place),
        "presence": _SIGNS.get(line.presence, line.presence),
        "name": line.name,
        "unit": line.unit,
        "position": line.position,
        "phone": mask(line.phone) if line.phone else "",
        "score": line.score,
        "person": "已关联" if line.person else "未关联",
    }
    return TableRow(key, texts, "", False, "")
