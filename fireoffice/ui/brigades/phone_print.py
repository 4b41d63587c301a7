"""电话树 on one A4 sheet: the type becomes smaller until everybody is on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from fireoffice.services.brigades.phones import Branch, Call, PhoneTree
from fireoffice.ui.brigades.rota_print import fitting, lay_out
from fireoffice.ui.theme.typography import font_of

_POINTS_AN_INCH: Final = 72.0
_INK, _HAIR, _QUIET = QColor(0, 0, 0), QColor(120, 120, 120), QColor(80, 80, 80)
_TITLE, _NOTE, _GAP = 34.0, 20.0, 10.0
_SIZES: Final = (12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0)
_MOST_COLUMNS: Final = 6


@dataclass(frozen=True)
class Arrangement:
    """The arrangement of the branches: type size in points, columns, and the branches of each."""

    size: float
    columns: tuple[tuple[Branch, ...], ...]


def arrange(tree: PhoneTree, width: float, height: float) -> Arrangement:
    """The largest type, in the fewest columns, with which the whole tree fits on the page."""
    for size in _SIZES:
        for count in range(1, _MOST_COLUMNS + 1):
            column = (width - _GAP * (count - 1)) / count
            if column < _widest(tree, size):
                break
            filled = _filled(tree.branches, size, height)
            if len(filled) <= count:
                return Arrangement(size, filled)
    filled = _filled(tree.branches, _SIZES[-1], height)
    return Arrangement(_SIZES[-1], filled)


def paint_phone_tree(painter: QPainter, tree: PhoneTree, width: float, height: float) -> None:
    """Paint the tree at the origin; lengths are in points."""
    painter.setPen(_INK)
    title = QRectF(0, 0, width, _TITLE)
    painter.setFont(fitting(tree.title, title, 18, bold=True))
    painter.drawText(title, Qt.AlignmentFlag.AlignCenter, tree.title)
    note = QRectF(0, _TITLE, width, _NOTE)
    words = (
        f"镇值班电话：{tree.phone or '　　　　　　　'}　　镇值班室通知各队队长，队长通知本队队员。"
    )
    painter.setFont(fitting(words, note, 11))
    painter.drawText(note, Qt.AlignmentFlag.AlignCenter, words)
    top = _TITLE + _NOTE + _GAP
    made = arrange(tree, width, height - top)
    count = max(1, len(made.columns))
    column = (width - _GAP * (count - 1)) / count
    for at, branches in enumerate(made.columns):
        down = top
        for branch in branches:
            left = at * (column + _GAP)
            down = _paint_branch(painter, branch, made.size, QRectF(left, down, column, 0))


def print_phone_tree(tree: PhoneTree, printer: QPrinter) -> None:
    """Print the tree on one page."""
    lay_out(printer, landscape=False)
    scale = printer.resolution() / _POINTS_AN_INCH
    room = printer.pageLayout().paintRect(printer.pageLayout().Unit.Point)
    painter = QPainter(printer)
    painter.scale(scale, scale)
    paint_phone_tree(painter, tree, room.width(), room.height())
    painter.end()


def show_phone_tree_preview(tree: PhoneTree, parent: QWidget) -> None:
    """Open the system's print preview on the tree."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    lay_out(printer, landscape=False)
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setWindowTitle("打印预览")
    dialog.paintRequested.connect(lambda target: print_phone_tree(tree, target))
    dialog.resize(parent.window().size())
    dialog.exec()
    dialog.deleteLater()


def _filled(
    branches: tuple[Branch, ...], size: float, height: float
) -> tuple[tuple[Branch, ...], ...]:
    """The branches from the top of each column down; none is broken in two."""
    columns: list[list[Branch]] = [[]]
    used = 0.0
    for branch in branches:
        needed = _height(branch, size)
        if columns[-1] and used + needed > height:
            columns.append([])
            used = 0.0
        columns[-1].append(branch)
        used += needed
    too_high = any(_height(branch, size) > height for branch in branches)
    return tuple(tuple(some) for some in columns) + (((),) * _MOST_COLUMNS if too_high else ())


def _height(branch: Branch, size: float) -> float:
    lines = 1 + len(branch.leaders) + len(branch.members)
    return lines * size * 1.5 + size


def _widest(tree: PhoneTree, size: float) -> float:
    plain, bold = QFontMetricsF(_font(size)), QFontMetricsF(_font(size, bold=True))
    widths = [bold.horizontalAdvance(one.name) for one in tree.branches]
    widths += [
        plain.horizontalAdvance(f"　{call.name}{call.role}　{call.phone}")
        for one in tree.branches
        for call in (*one.leaders, *one.members)
    ]
    return max(widths, default=0.0) + 2 * size


def _paint_branch(painter: QPainter, branch: Branch, size: float, box: QRectF) -> float:
    line = size * 1.5
    down = box.top()
    name = f"{branch.name}　{branch.phone}" if branch.phone else branch.name
    painter.setPen(_INK)
    head = QRectF(box.left(), down, box.width(), line)
    painter.setFont(_font(size, bold=True))
    painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, name)
    down += line
    painter.setPen(QPen(_INK, 0.8))
    painter.drawLine(QLineF(box.left(), down, box.right(), down))
    for call in branch.leaders:
        _paint_call(painter, call, QRectF(box.left(), down, box.width(), line), size, bold=True)
        down += line
    for call in branch.members:
        inner = QRectF(box.left() + size, down, box.width() - size, line)
        _paint_call(painter, call, inner, size, bold=False)
        down += line
    return down + size


def _paint_call(painter: QPainter, call: Call, box: QRectF, size: float, *, bold: bool) -> None:
    painter.setFont(_font(size, bold))
    painter.setPen(_INK)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, call.name)
    right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.drawText(box, right, call.phone or "—")
    used = QFontMetricsF(_font(size, bold)).horizontalAdvance(call.name) + size / 2
    painter.setFont(_font(size))
    painter.setPen(_QUIET)
    painter.drawText(box.adjusted(used, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, call.role)
    painter.setPen(QPen(_HAIR, 0.3))
    painter.drawLine(QLineF(box.left(), box.bottom(), box.right(), box.bottom()))


def _font(size: float, bold: bool = False) -> QFont:
    made = QFont(font_of(round(size), bold))
    made.setPixelSize(max(1, round(size)))
    return made
