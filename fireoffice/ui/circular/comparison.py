"""规范前后: the old paper on the left, the new one on the right, each change below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from fireoffice.docs.lint import Applied
from fireoffice.docs.style import FontProfile
from fireoffice.docs.typeset import Typeset
from fireoffice.services.papers.correction import Correction, is_look
from fireoffice.ui.circular.findings import DONE, Finding, FindingsStrip
from fireoffice.ui.circular.original import OriginalText
from fireoffice.ui.circular.page_stack import Fit
from fireoffice.ui.circular.places import Places
from fireoffice.ui.circular.preview import PreviewPane
from fireoffice.ui.circular.summary import is_open
from fireoffice.ui.parts.basics import button, label, rule, tighten
from fireoffice.ui.theme import theme

_ROWS = 6
_HOW = "点一行，左右同时指到那里；改得不对的，回到编辑里恢复"


class ComparisonPane(QWidget):
    """Shows a `Correction`. What a person still has to do stands above what was done."""

    left = Signal()
    file_pressed = Signal()
    finding_pressed = Signal(object)
    """A finding that is still open, to be dealt with in the editor."""

    def __init__(self, fonts: FontProfile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._correction: Correction | None = None
        self._places: Places | None = None
        self._title = label("", "")
        self._title.setFont(theme.font(bold=True))
        self._note = label("", "note")
        self.open = button("打开新文件")
        self.back = button("回到编辑")
        self._before = label("", "label")
        self.original = OriginalText()
        self.preview = PreviewPane(fonts, "改后")
        self.changes = FindingsStrip(_ROWS)
        self._build()
        self.open.clicked.connect(self.file_pressed)
        self.back.clicked.connect(self.left)
        self.changes.chosen.connect(self._on_chosen)

    def show_correction(
        self,
        correction: Correction,
        typeset: Typeset,
        places: Places | None,
        open_: Sequence[Finding],
    ) -> None:
        """Show `correction`, the new paper as `typeset`, and what is still `open_` in it."""
        self._correction = correction
        self._places = places
        changes = correction.changes
        must = [one for one in open_ if one.severity == "must"]
        self._title.setText(f"改正{len(changes)}处" if changes else "没有要改的地方")
        self._note.setText(_outcome(correction, len(must)))
        self.open.setVisible(correction.file is not None)
        self._before.setText(correction.source.name)
        self._before.setToolTip(str(correction.source))
        self.original.show_reading(correction.reading, changes)
        self.preview.set_typeset(typeset)
        self.preview.view.set_fit(Fit.WIDTH)
        self.preview.view.show_text(0)
        # What was changed in the words concerns the writer more than margins and fonts.
        rows = (*must, *(_row(one) for one in sorted(changes, key=is_look)))
        self.changes.show_findings(rows, "改了什么", _HOW, "")

    def words(self) -> str:
        """Return the words of the head."""
        return f"{self._title.text()} {self._note.text()}"

    def _on_chosen(self, row: Finding) -> None:
        if is_open(row):
            self.finding_pressed.emit(row)
            return
        change = row.source
        assert isinstance(change, Applied)
        self.original.mark(change)
        place = self._place_of(change)
        if place is not None:
            self.preview.show_caret(*place)

    def _place_of(self, change: Applied) -> tuple[str, int] | None:
        """Return the place on the new paper to which the paragraph of `change` went."""
        if self._correction is None or self._places is None or not change.paragraph:
            return None
        origins = self._correction.reading.origins
        # Several paragraphs may have become one line: the last that begins above is meant.
        line = max(
            (number for number, origin in enumerate(origins) if 0 < origin <= change.paragraph),
            default=0,
        )
        lines = self._correction.manuscript.lines
        if line >= len(lines):
            return None
        column = max(lines[line].text.find(change.after), 0) if change.after else 0
        return self._places.on_paper(line, column)

    def _build(self) -> None:
        head = QWidget()
        head.setFixedHeight(theme.px(44))
        row = QHBoxLayout(head)
        tighten(row, 8, (14, 0, 12, 0))
        row.addWidget(self._title)
        row.addWidget(self._note)
        row.addStretch(1)
        row.addWidget(self.open)
        row.addWidget(self.back)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self._make_left())
        split.addWidget(self.preview)
        split.setSizes([theme.px(683), theme.px(683)])
        column = QVBoxLayout(self)
        tighten(column)
        column.addWidget(head)
        column.addWidget(rule("line"))
        column.addWidget(split, 1)
        column.addWidget(self.changes)

    def _make_left(self) -> QWidget:
        made = QWidget()
        head = QWidget()
        head.setFixedHeight(theme.px(34))
        row = QHBoxLayout(head)
        tighten(row, 6, (14, 0, 6, 0))
        name = label("改前")
        name.setFont(theme.font(bold=True))
        row.addWidget(name)
        row.addWidget(self._before)
        row.addStretch(1)
        column = QVBoxLayout(made)
        tighten(column)
        column.addWidget(head)
        column.addWidget(rule("line"))
        column.addWidget(self.original, 1)
        return made


def _outcome(correction: Correction, must: int) -> str:
    looks = sum(map(is_look, correction.changes))
    said = f"文字{len(correction.changes) - looks}处，版式{looks}处；原文件没有动"
    if correction.file is not None:
        said += f"，规范稿存在旁边，名为“{correction.file.name}”"
    return f"{said}；还有必改{must}处要您来改" if must else said


def _row(change: Applied) -> Finding:
    place = f"第{change.paragraph}段" if change.paragraph else "全文"
    return Finding("note", DONE, place, _sentence(change), source=change)


def _sentence(change: Applied) -> str:
    message = change.message.rstrip("。")
    if is_look(change):
        return message
    if change.before and change.after:
        return f"“{change.before}”→“{change.after}”：{message}"
    if change.before:
        return f"删去“{change.before}”：{message}" if change.before.strip() else message
    return f"加上“{change.after}”：{message}" if change.after else message
