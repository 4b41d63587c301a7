"""Typing in a long paper stays as quick as painting it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fireoffice.docs.manuscript import LEVELS
from fireoffice.docs.reader_text import read_text
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


def quickest(*works: Callable[[], None]) -> list[float]:
    """The least time that each of `works` took, in turns: what else runs slows all alike."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(25):
        for work, taken in zip(works, times, strict=True):
            begin = perf_counter()
            work()
            taken.append(perf_counter() - begin)
    return [min(taken) for taken in times]


@pytest.mark.slow
def test_a_keystroke_takes_at_most_three_times_the_repainting_alone(
    long_paper: PaperEditor,
) -> None:
    view = long_paper.preview.view
    long_paper.text.put_cursor(10, 20)

    def paint() -> None:
        long_paper.text.viewport().repaint()
        view.viewport().repaint()

    def repaint() -> None:
        view.cache.set_painter(long_paper.preview.painter)
        paint()

    def type_one() -> None:
        long_paper.text.textCursor().insertText("查")
        long_paper.set_type()
        paint()

    keystroke, repainting = quickest(type_one, repaint)
    assert keystroke <= 3 * repainting


@pytest.mark.slow
def test_judging_a_text_takes_less_than_a_keystroke(long_paper: PaperEditor) -> None:
    view = long_paper.preview.view
    long_paper.text.put_cursor(10, 20)

    def type_one() -> None:
        long_paper.text.textCursor().insertText("查")
        long_paper.set_type()
        long_paper.text.viewport().repaint()
        view.viewport().repaint()

    keystroke, judging = quickest(type_one, long_paper.proof.judge)
    assert judging < keystroke


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
