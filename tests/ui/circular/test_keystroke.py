"""Typing in a long paper does no more than the one page and the pause ask for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fireoffice.docs.manuscript import LEVELS
from fireoffice.docs.prose.reader import read_text
from fireoffice.docs.style import STANDARD
from fireoffice.ui.circular.editor import PaperEditor

PAGES = 12


@pytest.fixture
def long_paper(qtbot: QtBot, sample_text: str) -> PaperEditor:
    """A paper of at least `PAGES` pages in an editor on the screen."""
    manuscript = read_text(sample_text).manuscript
    body = [line for line in manuscript.lines if line.role in LEVELS][1:]
    editor = PaperEditor(STANDARD, QWidget())
    qtbot.addWidget(editor)
    editor.resize(1366, 650)
    editor.show()
    editor.load(manuscript)
    while editor.preview.view.count < PAGES:
        manuscript = replace(manuscript, lines=(*manuscript.lines, *body))
        editor.load(manuscript)
    return editor


def test_a_keystroke_is_not_judged_before_the_pause(long_paper: PaperEditor) -> None:
    judged: list[bool] = []
    long_paper.proof.judged.connect(lambda: judged.append(True))
    long_paper.text.put_cursor(10, 20)
    for sign in "检查情况":
        long_paper.text.textCursor().insertText(sign)
        QCoreApplication.processEvents()
    assert not judged
    long_paper.settle()
    assert judged == [True]


def test_a_keystroke_paints_one_page_of_a_long_paper(long_paper: PaperEditor) -> None:
    view = long_paper.preview.view
    long_paper.text.put_cursor(10, 20)
    view.grab()
    before = view.cache.rendered
    long_paper.text.textCursor().insertText("查")
    long_paper.settle()
    view.grab()
    assert view.count >= PAGES
    assert view.cache.rendered == before + 1
