"""统计考评: the month's table by village, and one picture of the year."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from fireoffice.core.errors import OfficeError, explaining
from fireoffice.core.files import write_atomically
from fireoffice.domain.months import Month, month_of
from fireoffice.reports import charts
from fireoffice.services import figures
from fireoffice.services.office import Office
from fireoffice.ui.hazards.breakdown import HazardBreakdown
from fireoffice.ui.page import Page
from fireoffice.ui.parts.basics import button, label, tighten
from fireoffice.ui.parts.figures_table import FigureColumn, FiguresTable
from fireoffice.ui.tasks import TaskRunner
from fireoffice.ui.theme import theme

CHART_HEIGHT: Final = 320
_MARGIN: Final = 14
_RESIZE_REST_MS: Final = 200
_COLUMNS: Final = (
    FigureColumn("发现", "隐患"),
    FigureColumn("当场改", "隐患"),
    FigureColumn("限期改", "隐患"),
    FigureColumn("已整改", "隐患"),
    FigureColumn("整改率", "隐患"),
    FigureColumn("按期率", "隐患"),
    FigureColumn("≤7天", "逾期", late=True),
    FigureColumn("8—30天", "逾期", late=True),
    FigureColumn(">30天", "逾期", late=True),
    FigureColumn("存量"),
    FigureColumn("场次", "培训宣传"),
    FigureColumn("人次", "培训宣传"),
    FigureColumn("队员", "志愿队"),
    FigureColumn("应建已建", "志愿队", weight=1.5),
)


class FiguresPage(Page):
    """The figures, counted anew at each activation; the chart is drawn off the main thread."""

    def __init__(self, office: Office, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        self._tasks = tasks
        # A picture may take seconds on first use: it must not keep a backup waiting.
        self._pictures = TaskRunner(self)
        self._month: Month = month_of(office.clock.today())
        self._png = b""
        self._asked = 0
        self.title = label(part="title")
        self._month_word = label(name="月份")
        self._earlier = button("", "flat", "chevron-left", hint="上个月")
        self._later = button("", "flat", "chevron-right", hint="下个月")
        self.table = FiguresTable("村（居）", _COLUMNS)
        self.breakdown = HazardBreakdown(office)
        self.chart = QLabel()
        # Room is kept, so that nothing below jumps when the picture comes.
        self.chart.setMinimumHeight(theme.px(CHART_HEIGHT))
        self.chart.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.copy = button("复制图片", "word")
        self.save = button("存为图片", "word")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_RESIZE_REST_MS)
        self._lay_out()
        self._earlier.clicked.connect(partial(self._step_month, -1))
        self._later.clicked.connect(partial(self._step_month, 1))
        self.copy.clicked.connect(self._on_copy_pressed)
        self.save.clicked.connect(self._on_save_pressed)
        self._rest.timeout.connect(self._draw)
        self._pictures.progressed.connect(self._tasks.progressed)
        self._pictures.broken.connect(self._tasks.broken)

    def activate(self) -> None:
        table = figures.by_village(self.office, self._month)
        month = table.month
        self.title.setText(f"{month.year}年{month.number}月消防工作月调度表")
        self._month_word.setText(f"{month.year}年{month.number}月")
        self._later.setEnabled(month != month_of(self.office.clock.today()))
        self.table.set_rows([_texts(row) for row in (*table.rows, table.total)])
        self.breakdown.show_month(month)
        total = table.total
        self.status_changed.emit(
            f"{len(table.rows)}个村（居）：发现{total.found:,}件，已整改{total.fixed:,}件，"
            f"逾期{total.overdue:,}件"
        )
        self._draw()

    def hints(self) -> tuple[tuple[str, str], ...]:
        return (("Alt+1—8", "换页"), ("F6", "换区"))

    def stops(self) -> tuple[QWidget, ...]:
        return (self._earlier, self.copy, self.breakdown.groupings)

    def home(self) -> QWidget | None:
        return self.table

    def busy(self) -> bool:
        """Return True if a picture is being drawn."""
        return self._pictures.busy()

    def leave(self) -> None:
        self._rest.stop()
        self._pictures.close()

    def png(self) -> bytes:
        """Return the picture as it was drawn last; empty before."""
        return self._png

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._asked:
            self._rest.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and getattr(self, "_asked", 0):
            self._rest.start()

    def _step_month(self, by: int) -> None:
        place = self._month.year * 12 + self._month.number - 1 + by
        self._month = Month(place // 12, place % 12 + 1)
        self.activate()

    def _draw(self) -> None:
        """Ask for the picture; only the one asked for last is shown."""
        self._asked += 1
        width = round((self.width() - 2 * theme.px(_MARGIN)) / theme.scale)
        draw = partial(
            _drawn, self.office, self._month, max(600, width), self.devicePixelRatio(), _colours()
        )
        self._pictures.start("画图", draw, partial(self._on_drawn, self._asked))

    def _on_drawn(self, asked: int, drawn: tuple[bytes, str]) -> None:
        if asked != self._asked:
            return
        self._png, words = drawn
        pixmap = QPixmap()
        pixmap.loadFromData(self._png)
        pixmap.setDevicePixelRatio(self.devicePixelRatio())
        self.chart.setPixmap(pixmap)
        self.chart.setAccessibleName(words)

    def _on_copy_pressed(self) -> None:
        if self._png:
            QGuiApplication.clipboard().setPixmap(self.chart.pixmap())
            self.status_changed.emit("图片已复制，可以粘贴到WPS或微信")

    def _on_save_pressed(self) -> None:
        if not self._png:
            return
        name = f"{self._month.year}年{self._month.number}月发现与整改.png"
        place, _ = QFileDialog.getSaveFileName(self, "图片存到哪里？", name, "图片 (*.png)")
        if place:
            self.save_picture(place)

    def save_picture(self, place: str) -> None:
        """Write the picture to the file ``place``."""
        from pathlib import Path

        file = Path(place)
        try:
            with explaining("保存图片", file):
                write_atomically(file, self._png)
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
            return
        self.status_changed.emit(f"图片已存到{file}")

    def _lay_out(self) -> None:
        for one in (self._earlier, self._later):
            one.setFixedWidth(theme.px(32))
        tools = QHBoxLayout()
        tighten(tools, 4, (_MARGIN, 8, 12, 6))
        tools.addWidget(self.title)
        tools.addStretch(1)
        for one in (self._earlier, self._month_word, self._later):
            tools.addWidget(one)
        note = label(
            "整改率=已整改÷到期应整改；按期率=期限内整改÷到期应整改。未过完的月份算到今天。", "note"
        )
        note.setContentsMargins(theme.px(_MARGIN), theme.px(8), 0, theme.px(8))
        heads = QHBoxLayout()
        tighten(heads, 14, (_MARGIN, 6, _MARGIN, 2))
        heads.addWidget(label("近12个月发现与整改，各村（居）逾期", "head"))
        heads.addStretch(1)
        heads.addWidget(self.copy)
        heads.addWidget(self.save)
        picture = QHBoxLayout()
        tighten(picture, 0, (_MARGIN, 0, _MARGIN, _MARGIN))
        picture.addWidget(self.chart)
        inner = QWidget()
        column = QVBoxLayout(inner)
        tighten(column)
        column.addWidget(self.table)
        column.addWidget(note)
        column.addLayout(heads)
        column.addLayout(picture)
        column.addWidget(self.breakdown)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        tighten(outer)
        outer.addLayout(tools)
        outer.addWidget(scroll, 1)


def _texts(row: figures.VillageRow) -> tuple[str, ...]:
    numbers = (row.found, row.on_the_spot, row.ordered, row.fixed)
    late = (row.overdue_7, row.overdue_30, row.overdue_more, row.remaining)
    work = (row.sessions, row.attended, row.volunteers)
    return (
        row.name,
        *(f"{number:,}" for number in numbers),
        *("" if rate is None else f"{rate:.0f}%" for rate in (row.fix_rate, row.on_time_rate)),
        *(f"{number:,}" for number in late),
        *(f"{number:,}" for number in work),
        row.brigade,
    )


def _colours() -> charts.ChartColours:
    tokens = theme.tokens
    return charts.ChartColours(
        paper=tokens.paper,
        ink=tokens.ink,
        ink2=tokens.ink2,
        ink3=tokens.ink3,
        hair=tokens.hair,
        line=tokens.line,
        found=tokens.blue,
        fixed=tokens.second,
        late=(tokens.late_short, tokens.late_long, tokens.red),
    )


def _drawn(
    office: Office, month: Month, width: int, ratio: float, colours: charts.ChartColours
) -> tuple[bytes, str]:
    """The picture as PNG and in words; runs on the worker thread."""
    until = min(month.last, office.clock.today())
    counted = figures.months(office, until)
    villages = figures.by_village(office, month).rows
    png = charts.hazard_chart(
        [charts.MonthBar(f"{one.month.number}月", one.found, one.fixed) for one in counted],
        [
            charts.VillageBar(one.name, (one.overdue_7, one.overdue_30, one.overdue_more))
            for one in villages
        ],
        colours,
        width=width,
        height=CHART_HEIGHT,
        scale=ratio * theme.scale,
    )
    words = "；".join(
        f"{one.month.year}年{one.month.number}月发现{one.found}件整改{one.fixed}件"
        for one in counted
    )
    return png, words
