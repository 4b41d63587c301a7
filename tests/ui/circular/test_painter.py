"""The preview is the paper: ink lies where the layout says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from fireoffice.docs.layout.model import LaidPage, PlacedText
from fireoffice.docs.paper import Letterhead, Paper, Paragraph, Picture
from fireoffice.docs.prose.reader import read_text
from fireoffice.docs.reading import to_paper
from fireoffice.docs.style import GB2312
from fireoffice.docs.typeset import Typeset, typeset
from fireoffice.ui.circular.fonts import FaceBook
from fireoffice.ui.circular.page_cache import PageCache
from fireoffice.ui.circular.painter import PagePainter
from fireoffice.ui.circular.preview import PreviewPane
from tests.pictures import jpeg

SCALE = 150 / 1440
"""Device pixels a twip at 150 dpi."""


@pytest.fixture
def painter(qapp: object) -> PagePainter:
    return PagePainter(FaceBook(GB2312))


@pytest.fixture
def circular(sample_text: str) -> Typeset:
    return typeset(to_paper(read_text(sample_text).manuscript).paper)


def painted(painter: PagePainter, page: LaidPage, scale: float = SCALE) -> QImage:
    image = QImage(
        round(page.width * scale), round(page.height * scale), QImage.Format.Format_RGB32
    )
    image.fill(QColor("white"))
    canvas = QPainter(image)
    painter.paint(canvas, page, scale)
    canvas.end()
    return image


def ink(image: QImage, area: QRect) -> QRect:
    """The smallest rectangle around everything darker than pale grey within `area`."""
    area = area.intersected(image.rect())
    stored = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    part = stored[area.top() : area.bottom() + 1, area.left() : area.right() + 1, :3]
    rows, columns = np.nonzero(part.min(axis=2) < 160)
    if not len(rows):
        return QRect()
    return QRect(
        QPoint(area.left() + int(columns.min()), area.top() + int(rows.min())),
        QPoint(area.left() + int(columns.max()), area.top() + int(rows.max())),
    )


def cell(text: PlacedText, position: int, scale: float = SCALE) -> QRect:
    """The cell of one character: its advance wide, an em high above a fifth below the baseline."""
    left = text.x + sum(text.advances[:position])
    em = text.run.size * 10
    top = text.baseline - em * 0.88
    return QRect(
        round(left * scale),
        round(top * scale),
        round(text.advances[position] * scale),
        round(em * scale),
    )


def test_each_character_has_its_ink_in_its_own_cell(
    painter: PagePainter, circular: Typeset
) -> None:
    page = circular.laid.pages[1]
    image = painted(painter, page)
    checked = 0
    for line in page.lines:
        for text in line.texts:
            for position, character in enumerate(text.text):
                if "\u4e00" <= character <= "\u9fff":
                    area = cell(text, position)
                    found = ink(image, area)
                    assert not found.isEmpty(), (line.key, character)
                    # A stroke may touch the cell's edge, but most of the em is filled.
                    assert (
                        found.width() > area.width() * 0.3 or found.height() > area.height() * 0.3
                    )
                    checked += 1
    assert checked > 300


def test_no_ink_lies_outside_what_was_laid_out(painter: PagePainter, circular: Typeset) -> None:
    page = circular.laid.pages[2]
    image = painted(painter, page)
    x, y, width, height = page.box
    text = ink(image, QRect(0, 0, image.width(), round((y + height) * SCALE)))
    # A character's own side bearing and antialiasing: a pixel or two.
    assert text.left() >= x * SCALE - 3
    assert text.right() <= (x + width) * SCALE + 3
    assert text.top() >= y * SCALE - 3


def test_rules_are_where_and_as_thick_as_laid_out(painter: PagePainter, circular: Typeset) -> None:
    page = circular.laid.pages[0]
    scale = 600 / 1440
    image = painted(painter, page, scale)
    rule = next(rule for rule in page.rules if rule.color == "FF0000")
    middle = round((rule.x1 + rule.x2) / 2 * scale)
    reds = [
        y
        for y in range(round((rule.y1 - 100) * scale), round((rule.y1 + 100) * scale))
        if image.pixelColor(middle, y) == QColor(255, 0, 0)
    ]
    assert len(reds) == pytest.approx(rule.thickness * scale, abs=1.5)
    assert (reds[0] + reds[-1] + 1) / 2 == pytest.approx(rule.y1 * scale, abs=1)


def test_moving_a_text_moves_its_ink_by_the_same_way(
    painter: PagePainter, circular: Typeset
) -> None:
    page = circular.laid.pages[0]
    line = next(line for line in page.lines if line.key == "title")
    moved = replace(
        line,
        texts=tuple(
            replace(text, x=text.x + 200, baseline=text.baseline + 100) for text in line.texts
        ),
    )
    whole = QRect(0, 0, 10_000, 10_000)

    def box(which: object) -> QRect:
        contents = replace(page.contents, lines=(which,), rules=(), seals=())
        alone = replace(page, place=lambda: contents)
        return ink(painted(painter, alone), whole)

    before, after = box(line), box(moved)
    assert after.left() - before.left() == pytest.approx(200 * SCALE, abs=1)
    assert after.top() - before.top() == pytest.approx(100 * SCALE, abs=1)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_dense_screen_gets_as_many_pixels_as_it_has(
    painter: PagePainter, circular: Typeset, ratio: float
) -> None:
    page = circular.laid.pages[0]
    picture = PageCache(painter).picture(page, 1 / 15, ratio)
    assert picture.width() == round(page.width / 15 * ratio)
    assert picture.devicePixelRatio() == ratio
    assert picture.deviceIndependentSize().width() == pytest.approx(page.width / 15, abs=1)


def test_only_pages_that_changed_are_painted_again(qtbot: QtBot, sample_text: str) -> None:
    manuscript = read_text(sample_text).manuscript
    pane = PreviewPane(GB2312)
    qtbot.addWidget(pane)
    pane.resize(540, 600)
    pane.show()
    pane.set_typeset(typeset(to_paper(manuscript).paper))
    pane.view.grab()
    assert pane.view.cache.rendered == 1
    changed = replace(manuscript.lines[-1], text=manuscript.lines[-1].text + "完善机制。")
    manuscript = replace(manuscript, lines=(*manuscript.lines[:-1], changed))
    pane.set_typeset(typeset(to_paper(manuscript).paper))
    pane.view.grab()
    assert pane.view.cache.rendered == 1
    pane.view.show_page(4)
    pane.view.grab()
    assert pane.view.cache.rendered == 2


def test_guides_are_on_the_desk_only(painter: PagePainter, circular: Typeset) -> None:
    page = circular.laid.pages[0]
    bare = painted(painter, page)
    guided = bare.copy()
    canvas = QPainter(guided)
    painter.paint_guides(canvas, page, SCALE, QColor("blue"), 12)
    canvas.end()
    corner = QRect(round(page.box.x * SCALE) - 2, round(page.box.y * SCALE) - 2, 60, 4)
    assert ink(bare, corner).isEmpty()
    assert not ink(guided, corner).isEmpty()


def test_a_picture_is_drawn_where_the_layout_puts_it(painter: PagePainter) -> None:
    picture = Picture(jpeg(300, 200, "black"), 6000, 4000)
    paper = Paper(Letterhead(()), "关于检查的通知", (Paragraph("路线如下。"), picture))
    page = typeset(paper).laid.pages[0]
    (placed,) = page.pictures

    height = round(placed.height * SCALE) + 4
    around = QRect(0, round(placed.y * SCALE) - 2, 9999, height)
    area = ink(painted(painter, page), around)

    assert abs(area.left() - placed.x * SCALE) <= 1
    assert abs(area.top() - placed.y * SCALE) <= 1
    assert abs(area.width() - placed.width * SCALE) <= 2
