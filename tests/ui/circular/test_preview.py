"""Zoom, pages and guides of the preview."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fireoffice.docs.prose.reader import read_text
from fireoffice.docs.reading import to_paper
from fireoffice.docs.style import GB2312
from fireoffice.docs.typeset import typeset
from fireoffice.ui.circular.page_stack import Fit
from fireoffice.ui.circular.preview import PreviewPane


@pytest.fixture
def pane(qtbot: QtBot, sample_text: str) -> PreviewPane:
    made = PreviewPane(GB2312)
    qtbot.addWidget(made)
    made.resize(540, 640)
    made.show()
    made.set_typeset(typeset(to_paper(read_text(sample_text).manuscript).paper))
    return made


def wheel(pane: PreviewPane, steps: int, modifiers: Qt.KeyboardModifier) -> None:
    event = QWheelEvent(
        QPointF(200, 200),
        QPointF(200, 200),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(pane.view.viewport(), event)


def test_the_whole_page_is_shown_at_first(pane: PreviewPane) -> None:
    area = pane.view.page_area(0)
    assert pane.view.viewport().rect().contains(area.toRect())
    assert pane.page_words() == "第1页，共5页"


def test_the_wheel_turns_pages_while_a_whole_page_is_shown(pane: PreviewPane) -> None:
    wheel(pane, -1, Qt.KeyboardModifier.NoModifier)
    assert pane.page_words() == "第2页，共5页"


def test_arrows_stop_at_both_ends(pane: PreviewPane) -> None:
    for _ in range(9):
        pane._forth.click()
    assert pane.page_words() == "第5页，共5页"
    assert not pane._forth.isEnabled()
    for _ in range(9):
        pane._back.click()
    assert pane.page_words() == "第1页，共5页"


def test_ctrl_and_wheel_zoom_freely(pane: PreviewPane) -> None:
    before = pane.view.zoom
    wheel(pane, 2, Qt.KeyboardModifier.ControlModifier)
    assert pane.view.fit is Fit.FREE
    assert pane.view.zoom == pytest.approx(before * 1.21)


def test_a_hundred_per_cent_is_the_paper_at_96_dots_an_inch(pane: PreviewPane) -> None:
    next(action for action in pane._choices.actions() if action.text() == "100%").trigger()
    assert pane.view.page_area(0).width() == pytest.approx(210 / 25.4 * 96, abs=1)
    assert pane.view.horizontalScrollBar().maximum() > 0


def test_zooming_keeps_the_page(pane: PreviewPane) -> None:
    pane.view.show_page(3)
    pane.view.set_fit(Fit.WIDTH)
    assert pane.view.current == 3


def test_thumbnails_lead_to_their_page(pane: PreviewPane, qtbot: QtBot) -> None:
    pane._strip.setChecked(True)
    area = pane.thumbnails.area(2)
    qtbot.mouseClick(
        pane.thumbnails.viewport(), Qt.MouseButton.LeftButton, pos=area.center().toPoint()
    )
    assert pane.page_words() == "第3页，共5页"
