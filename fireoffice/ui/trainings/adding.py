"""The choice of whom to put on the list: one box for people and groups, Enter adds and stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fireoffice.domain.attendees import plain_name
from fireoffice.services.lists.pinyin import search_keys
from fireoffice.services.office import Office
from fireoffice.services.trainings import attendee_sources
from fireoffice.services.trainings.attendance import Line
from fireoffice.services.trainings.attendee_sources import Candidate, Group
from fireoffice.ui.lists.table_rows import TableRow
from fireoffice.ui.parts.basics import label, tighten
from fireoffice.ui.parts.record_table import RecordTable
from fireoffice.ui.parts.search_field import SearchField
from fireoffice.ui.parts.table_model import TableColumn
from fireoffice.ui.theme import theme

_MOST = 60
_COLUMNS = (
    TableColumn("what", "加入", 148, sortable=False),
    TableColumn("where", "", 0, "quiet", sortable=False),
)
_LAST, _NEW = "last", "new"


@dataclass(frozen=True)
class LastList:
    """The latest list of a session like this one."""

    title: str
    lines: tuple[Line, ...]


class AddingPanel(QWidget):
    """The box: empty it offers whole groups; typed words find people by name, pinyin, unit."""

    person_taken = Signal(object)
    """A ``Candidate``."""
    name_taken = Signal(str)
    """A name that is nobody's the office knows."""
    lines_taken = Signal(object, str)
    """Lines of a whole list, and what it is called."""
    left = Signal()
    """Esc in the empty box: back to the list."""

    def __init__(self, office: Office, audience: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._audience = audience
        self._people: tuple[Candidate, ...] | None = None
        self._groups: tuple[Group, ...] = ()
        self._keys: tuple[str, ...] = ()
        self._group_keys: tuple[str, ...] = ()
        self._has_pinyin = False
        self._last: LastList | None = None
        self._listed: frozenset[str] = frozenset()
        self._hits: dict[str, Any] = {}
        self.search = SearchField("姓名、拼音首字母、单位、群体，回车加入")
        self.search.setMaximumWidth(theme.px(2000))
        self.hits = RecordTable(_COLUMNS, self)
        self.hits.setAccessibleName("可加入的人和群体")
        self.note = label(part="note")
        self.note.setWordWrap(True)
        column = QVBoxLayout(self)
        tighten(column, 6, (14, 10, 14, 8))
        column.addWidget(self.search)
        column.addWidget(self.hits, 1)
        column.addWidget(self.note)
        self.search.textEdited.connect(lambda _: self.find())
        self.search.installEventFilter(self)
        self.hits.entered.connect(self.take)
        self.hits.doubleClicked.connect(lambda _: self.take(self.hits.current_id()))
        self.hits.installEventFilter(self)

    def offer_last(self, last: LastList | None) -> None:
        """Offer the list of the last session like this one."""
        self._last = last
        self.find()

    def show_listed(self, lines: Sequence[Line]) -> None:
        """Say of whom is on the list already."""
        listed = frozenset(mark for line in lines for mark in line.attendee.marks)
        if listed != self._listed or self._people is None:
            self._listed = listed
            self.find()

    def find(self) -> None:
        """Show what fits the words typed."""
        self._hits = {}
        words = self.search.text().lower().split()
        self._read(any(word.isascii() for word in words))
        rows = self._people_rows(words) if words else self._last_rows()
        rows += self._group_rows(words)
        typed = plain_name(self.search.text())
        if typed and not typed.isascii():
            self._hits[_NEW] = typed
            rows.append(_row(_NEW, typed, "不在人员中，照此加入"))
        self.hits.show_rows(lambda offset, limit: (rows[offset : offset + limit], len(rows)))
        self.note.setText("" if rows else "没有找到，可输入完整姓名后回车加入。")
        self.note.setVisible(not rows)

    def take(self, key: str) -> None:
        """Add what stands under ``key``; the box is empty for the next."""
        hit = self._hits.get(key)
        if hit is None:
            return
        # An Enter sooner than the pause of the search must not search again for what is gone.
        self.search.reset()
        if isinstance(hit, Candidate):
            self.person_taken.emit(hit)
        elif isinstance(hit, Group):
            lines = [one.line(hit.group) for one in hit.members]
            self.lines_taken.emit(lines, hit.title)
        elif isinstance(hit, LastList):
            self.lines_taken.emit(list(hit.lines), f"上次名单（{hit.title}）")
        else:
            self.name_taken.emit(hit)
        self.find()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.search and self._on_search_key(event):
                return True
            if watched is self.hits and event.key() == Qt.Key.Key_Escape:
                self.search.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _on_search_key(self, event: QKeyEvent) -> bool:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.take(self.hits.current_id())
            case Qt.Key.Key_Down:
                self.hits.step(1)
            case Qt.Key.Key_Up:
                self.hits.step(-1)
            case Qt.Key.Key_Escape if not self.search.text():
                self.left.emit()
            case Qt.Key.Key_Escape:
                self.search.reset()
                self.find()
            case _:
                return False
        return True

    def _read(self, letters: bool) -> None:
        """Know whom there is to choose; their pinyin only once letters are typed: it takes long."""
        if self._people is None:
            self._people = attendee_sources.candidates(self._office)
            self._groups = attendee_sources.choose(self._people, self._audience)
            self._keys = tuple(f"{one.name}\n{one.unit}" for one in self._people)
            self._group_keys = tuple(one.title for one in self._groups)
        if letters and not self._has_pinyin:
            self._has_pinyin = True
            self._keys = attendee_sources.keys_of(self._people)
            self._group_keys = search_keys([one.title for one in self._groups])

    def _people_rows(self, words: Sequence[str]) -> list[TableRow]:
        found = [
            one
            for one, key in zip(self._people or (), self._keys, strict=True)
            if all(word in key for word in words)
        ]
        found.sort(key=lambda one: not one.name.startswith(words[0]))
        rows: list[TableRow] = []
        for place, one in enumerate(found[:_MOST]):
            self._hits[f"person{place}"] = one
            where = "，".join(word for word in (one.unit, one.position) if word)
            if one.attendee.marks & self._listed:
                where = f"已在名单　{where}"
            rows.append(_row(f"person{place}", one.name, where))
        return rows

    def _last_rows(self) -> list[TableRow]:
        if self._last is None:
            return []
        self._hits[_LAST] = self._last
        return [_row(_LAST, "沿用上次名单", f"{self._last.title}，{len(self._last.lines)}人")]

    def _group_rows(self, words: Sequence[str]) -> list[TableRow]:
        rows: list[TableRow] = []
        for place, (one, key) in enumerate(zip(self._groups, self._group_keys, strict=True)):
            if all(word in key for word in words):
                self._hits[f"group{place}"] = one
                rows.append(_row(f"group{place}", one.title, f"{len(one.members):,}人"))
        return rows


def _row(key: str, what: str, where: str) -> TableRow:
    return TableRow(key, {"what": what, "where": where}, "", False, "")
