"""A keystroke in a long paper: laying out and repainting against the repainting alone."""

from __future__ import annotations

import os
from dataclasses import replace

from bench.measure import in_turns, report
from bench.samples import long_manuscript
from fireoffice.docs.manuscript import Manuscript, Role
from fireoffice.docs.reading import to_paper
from fireoffice.docs.typeset import Typeset, typeset

PAGES = 12
FLOOR = "repainting the page in view"
AIM = "within 3 × floor"
SCREEN_SCALE = 96 / 1440
"""Pixels a twip at 100 %."""


def run() -> None:
    """Type into the middle of a paper of twelve pages, one character after the other."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication, QPainter, QPixmap

    from fireoffice.ui.circular.fonts import FaceBook
    from fireoffice.ui.circular.painter import PagePainter

    application = QGuiApplication.instance() or QGuiApplication([])
    manuscript = long_manuscript(PAGES)
    typed = _Typed(manuscript)
    result = typed.type()
    painter = PagePainter(FaceBook(result.composition.fonts))
    page = result.laid.pages[len(result.laid.pages) // 2]
    picture = QPixmap(round(page.width * SCREEN_SCALE), round(page.height * SCREEN_SCALE))

    def repaint(current: Typeset) -> None:
        picture.fill(Qt.GlobalColor.white)
        brush = QPainter(picture)
        painter.paint(brush, current.laid.pages[page.index], SCREEN_SCALE)
        brush.end()

    seconds = in_turns(
        {
            "keystroke: lay out and repaint": lambda: repaint(typed.type()),
            "laying out alone": typed.type,
            FLOOR: lambda: repaint(result),
        },
        rounds=30,
    )
    report(f"A keystroke in a paper of {result.page_count} pages", seconds, FLOOR, AIM)
    del application


class _Typed:
    """A manuscript into whose middle one more character is typed each time."""

    def __init__(self, manuscript: Manuscript) -> None:
        body = [index for index, line in enumerate(manuscript.lines) if line.role is Role.TEXT]
        self._place = body[len(body) // 2] if body else len(manuscript.lines) // 2
        self._manuscript = manuscript

    def type(self) -> Typeset:
        """The paper with one more character in the line."""
        lines = list(self._manuscript.lines)
        line = lines[self._place]
        lines[self._place] = replace(line, text=f"{line.text[:-1]}火{line.text[-1:]}")
        self._manuscript = replace(self._manuscript, lines=tuple(lines))
        return typeset(to_paper(self._manuscript).paper)
