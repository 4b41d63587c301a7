"""The columns of a table: which, in what order, how wide; drawn and moved by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTableView, QWidget

from fireoffice.services.lists.settings import Columns
from fireoffice.ui.parts.column_fit import fitted
from fireoffice.ui.parts.table_head import HEAD, TableHead
from fireoffice.ui.parts.table_model import TableColumn
from fireoffice.ui.theme import theme

_PADDING = 16
_MARK = 24
"""The width of a glyph before the text."""

Sort = tuple[tuple[str, bool], ...]


class TableColumns(QObject):
    """Gives each column of ``table`` its place and width, and tells what is done to its heads."""

    arranged = Signal(int)
    """The section that stands first."""
    drawn = Signal(object)
    """The ``Columns`` as they were drawn and moved by hand."""
    sort_asked = Signal(str, bool)
    sort_added = Signal(str, bool)

    def __init__(self, table: QTableView, columns: Sequence[TableColumn]) -> None:
        super().__init__(table)
        self._table = table
        self.all = tuple(columns)
        self.choice = Columns()
        self.head = TableHead(table)
        self._sort: Sort = ()
        self._drawn = -1
        self._arranging = False
        table.setHorizontalHeader(self.head)
        corner = QWidget()
        corner.setProperty("part", "desk")
        corner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        corner.setFixedHeight(theme.px(HEAD))
        table.addScrollBarWidget(corner, Qt.AlignmentFlag.AlignTop)
        self.head.pressed_on.connect(self._on_head_pressed)
        self.head.sectionMoved.connect(self._on_section_moved)
        self.head.sectionResized.connect(self._on_section_resized)
        self.head.sectionHandleDoubleClicked.connect(self._on_handle_double_clicked)
        self.head.released.connect(self._on_head_released)

    def choose(self, choice: Columns) -> None:
        """Show the columns of ``choice``."""
        self.choice = choice
        self.arrange()

    def show_sort(self, sort: Sort) -> None:
        """Mark the heads by which the rows are ordered."""
        self._sort = sort
        self.arrange()

    def shown_names(self) -> tuple[str, ...]:
        """Return the keys of the columns in sight, from left to right."""
        order = (self.head.logicalIndex(place) for place in range(self.head.count()))
        return tuple(
            self.all[section].key for section in order if not self.head.isSectionHidden(section)
        )

    def arrange(self) -> None:
        """Give each column its place and width."""
        if self._arranging:
            # Moving a column may resize what is in sight, and that arranges again.
            return
        room = self._table.viewport().width()
        widths = fitted(self.all, self.choice, room, self._width, theme.px)
        sections = {column.key: place for place, column in enumerate(self.all)}
        self._arranging = True
        self.head.set_sort([(sections[key], up) for key, up in self._sort if key in sections])
        for place, column in enumerate(self.all):
            self._table.setColumnHidden(place, column.key not in widths)
        for place, (key, width) in enumerate(widths.items()):
            at = self.head.visualIndex(sections[key])
            if at != place:
                self.head.moveSection(at, place)
            self._table.setColumnWidth(sections[key], width)
        self._arranging = False
        if widths:
            self.arranged.emit(sections[next(iter(widths))])

    def _width(self, column: TableColumn) -> int:
        """The declared width in force; a sorted column has room for its mark. 0: open."""
        if not column.width:
            return 0
        width = theme.px(column.width)
        if any(column.key == key for key, _ in self._sort):
            words = QFontMetrics(theme.font()).horizontalAdvance(column.title)
            width = max(width, words + theme.px(_PADDING) + self.head.room_for_mark())
        return width

    def _on_head_pressed(self, section: int, adding: bool) -> None:
        column = self.all[section]
        if not column.sortable:
            return
        before = dict(self._sort)
        ascending = not before.get(column.key, False)
        if adding:
            self.sort_added.emit(column.key, ascending)
        else:
            alone = len(self._sort) == 1
            self.sort_asked.emit(column.key, ascending if alone or not before else True)

    def _on_section_moved(self, *_: int) -> None:
        if not self._arranging:
            self._take(replace(self.choice, names=self.shown_names()))

    def _on_section_resized(self, section: int, _: int, __: int) -> None:
        if not self._arranging:
            self._drawn = section

    def _on_head_released(self) -> None:
        if self._drawn >= 0:
            self._draw(self._drawn, self.head.sectionSize(self._drawn))
            self._drawn = -1

    def _on_handle_double_clicked(self, section: int) -> None:
        """Make the column as wide as what is in sight of it."""
        metrics = QFontMetrics(theme.font())
        column, model = self.all[section], self._table.model()
        first = self._table.rowAt(0)
        last = self._table.rowAt(self._table.viewport().height() - 1)
        texts = [
            str(model.index(place, section).data() or "")
            for place in range(first, (last if last >= 0 else model.rowCount() - 1) + 1)
        ]
        widest = max(metrics.horizontalAdvance(text) for text in [column.title, *texts])
        mark = theme.px(_MARK) if column.kind in ("stage", "left") else 0
        self._draw(section, widest + mark + theme.px(_PADDING) + 2)

    def _draw(self, section: int, width: int) -> None:
        widths = {**self.choice.widths, self.all[section].key: max(1, round(width / theme.scale))}
        self._take(Columns(self.shown_names(), widths))

    def _take(self, choice: Columns) -> None:
        self.choose(choice)
        self.drawn.emit(choice)
