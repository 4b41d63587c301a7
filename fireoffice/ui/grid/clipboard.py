"""Cells to the clipboard and back: what is copied, and where a pasted block goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from fireoffice.ui.grid.model import GridModel
from fireoffice.ui.grid.tables import (
    Block,
    read_html,
    read_text,
    trimmed,
    write_html,
    write_text,
)


@dataclass(frozen=True)
class Pasted:
    """The effect of a paste: the cells filled, and the rows and columns there was no room for."""

    rows: range
    columns: tuple[int, ...]
    rows_left: int = 0
    columns_left: int = 0

    def told(self) -> str:
        """Return the sentence about it; empty if all went in."""
        left = [
            f"{count}{what}"
            for count, what in ((self.rows_left, "行"), (self.columns_left, "列"))
            if count
        ]
        return f"剪贴板里有{'、'.join(left)}放不下，没有放入。" if left else ""


def to_clipboard(block: Sequence[Sequence[str]]) -> None:
    """Put ``block`` on the clipboard, as tabbed text and as a table."""
    data = QMimeData()
    data.setText(write_text(block))
    data.setHtml(write_html(block))
    QGuiApplication.clipboard().setMimeData(data)


def from_clipboard() -> Block:
    """The block of cells on the clipboard; empty if there is no text on it."""
    data = QGuiApplication.clipboard().mimeData()
    if data is None or not (data.hasText() or data.hasHtml()):
        return []
    block = read_html(data.html()) if data.hasHtml() else None
    return trimmed(block or read_text(data.text()))


def block_of(
    model: GridModel, rows: Sequence[int], columns: Sequence[int], unmasked: bool
) -> list[list[str]]:
    """The texts of cells; personal ones as they are shown unless ``unmasked``."""
    read = model.text if unmasked else model.shown
    return [[read(row, column) for column in columns] for row in rows]


def paste(
    model: GridModel, block: Block, row: int, columns: Sequence[int | None], words: str
) -> Pasted:
    """Write ``block`` from ``row`` down, its columns into ``columns``, as one step.

    A column of the block beyond ``columns``, or for which None stands there, is left out. Rows
    are added as needed where the grid grows.
    """
    room = len(model.lines) - row
    model.edits.beginMacro(words)
    if model.grows and len(block) > room:
        model.insert(len(model.lines), len(block) - room)
        room = len(block)
    rows_left = max(0, len(block) - room)
    rows = range(row, row + len(block) - rows_left)
    model.write_rows(
        {
            place: {
                column: text
                for column, text in zip(columns, line, strict=False)
                if column is not None
            }
            for place, line in zip(rows, block, strict=False)
        },
        words,
    )
    model.edits.endMacro()
    width = len(block[0])
    filled = tuple(column for column in columns[:width] if column is not None)
    return Pasted(rows, filled, rows_left, max(0, width - len(columns)))
