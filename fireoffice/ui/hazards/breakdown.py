"""隐患分析 in 统计考评: by village, kind or place, for a month or the year up to it."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fireoffice.domain.months import Month
from fireoffice.services.hazards.breakdown import Breakdown, Grouping, Share, breakdown
from fireoffice.services.office import Office
from fireoffice.ui.parts.basics import label, tighten
from fireoffice.ui.parts.figures_table import FigureColumn, FiguresTable
from fireoffice.ui.parts.view_strip import ViewStrip
from fireoffice.ui.theme import theme

_NAMES: Final = 190
"""The width of the names, in pixels: those of places are long."""
_MONTH, _YEAR = "当月", "当年累计"
_COLUMNS: Final = (
    FigureColumn("发现"),
    FigureColumn("重大"),
    FigureColumn("移送"),
    FigureColumn("已整改"),
    FigureColumn("整改率"),
    FigureColumn("按期率"),
    FigureColumn("平均整改天数", weight=1.3),
    FigureColumn("复发"),
    FigureColumn("复发率"),
    FigureColumn("存量"),
    FigureColumn("逾期", late=True),
)


class HazardBreakdown(QWidget):
    """The table below two choices; counted anew when either, or the month, is another."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._month: Month | None = None
        self.groupings = ViewStrip([one.value for one in Grouping])
        self.spans = ViewStrip((_MONTH, _YEAR))
        self.table = FiguresTable(Grouping.VILLAGE.value, _COLUMNS, _NAMES)
        heads = QHBoxLayout()
        tighten(heads, 14, (14, 14, 14, 2))
        heads.addWidget(label("隐患分析", "head"))
        heads.addWidget(self.groupings, 1)
        heads.addWidget(self.spans)
        note = label(
            "平均整改天数从排查到整改完成；复发是同一场所近期有过同类隐患，"
            "或销号后又登记复发的；复发率=复发÷（发现+登记复发）。存量、逾期是期末数。",
            "note",
        )
        note.setWordWrap(True)
        note.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(12))
        column = QVBoxLayout(self)
        tighten(column)
        column.addLayout(heads)
        column.addWidget(self.table)
        column.addWidget(note)
        self.groupings.chosen.connect(lambda _: self._show())
        self.spans.chosen.connect(lambda _: self._show())

    def show_month(self, month: Month) -> None:
        """Count ``month``, or the year up to its end."""
        self._month = month
        self._show()

    def _show(self) -> None:
        if self._month is None:
            return
        by = Grouping(self.groupings.current())
        last = min(self._month.last, self._office.clock.today())
        of_year = self.spans.current() == _YEAR
        first = date(last.year, 1, 1) if of_year else self._month.first
        found: Breakdown = breakdown(self._office, by, first, last)
        self.table.set_first(by.value)
        self.table.set_rows([_texts(row) for row in (*found.rows, found.total)])


def _texts(row: Share) -> tuple[str, ...]:
    days = "" if row.mean_days is None else f"{row.mean_days:.1f}"
    rate = "" if row.rate is None or not row.again else f"{row.rate:.0f}%"
    done = (row.found, row.major, row.transferred, row.fixed)
    return (
        row.name,
        *(f"{number:,}" for number in done),
        *("" if one is None else f"{one:.0f}%" for one in (row.fix_rate, row.on_time_rate)),
        days,
        f"{row.again:,}",
        rate,
        f"{row.remaining:,}",
        f"{row.overdue:,}",
    )
