"""Cells that span rows, where a page ends among them; pictures on pages."""

from __future__ import annotations

from itertools import pairwise

import pytest

from fireoffice.docs.cells import cells_of, table_of
from fireoffice.docs.layout import LIBREOFFICE, ONLYOFFICE, WORD, LaidPaper, PlacedRule, Profile
from fireoffice.docs.paper import Body, Letterhead, Paper, Paragraph, Picture, Table
from fireoffice.docs.typeset import typeset

PHOTO = Picture(b"\xff\xd8\xff", 6000, 4000)
_HEADER = "单位\t项目\t时限"
_PAIR = ("甲\t通道\t1日", "⇑\t电线\t2日")
ENGINES = pytest.mark.parametrize("profile", [WORD, ONLYOFFICE, LIBREOFFICE])


def _laid(*body: Paragraph | Table | Picture, profile: Profile = WORD) -> LaidPaper:
    paper = Paper(Letterhead(()), "关于检查的通知", body)
    return typeset(paper, profile=profile).laid


def _table(pairs: int) -> Body:
    return (table_of([cells_of(line) for line in (_HEADER, *_PAIR * pairs)]),)


def _uprights(rules: tuple[PlacedRule, ...]) -> list[PlacedRule]:
    return [rule for rule in rules if rule.x1 == rule.x2]


@ENGINES
def test_a_cell_that_goes_on_ends_at_the_foot_of_the_page(profile: Profile) -> None:
    for page in _laid(*_table(40), profile=profile).pages:
        foot = page.box.y + page.box.height
        assert max(rule.y2 for rule in page.rules) <= foot + 20


@ENGINES
def test_the_rest_of_a_cell_that_goes_on_has_its_sides_on_the_next_page(profile: Profile) -> None:
    paper = _laid(*(Paragraph("路线如下。"),) * 5, *_table(40), profile=profile)
    for page in paper.pages[1:]:
        left = min(rule.x1 for rule in _uprights(page.rules))
        sides = sorted((rule.y1, rule.y2) for rule in _uprights(page.rules) if rule.x1 == left)
        top, bottom = min(rule.y1 for rule in page.rules), max(rule.y2 for rule in page.rules)
        assert sides[0][0] == top
        assert sides[-1][1] == bottom
        assert all(above[1] >= below[0] for above, below in pairwise(sides))


def test_the_words_of_a_cell_that_goes_on_stand_in_its_part_above() -> None:
    table = table_of(
        [("单位", "项目"), *((("甲" if row == 0 else "⇑"), "通道") for row in range(40))]
    )
    paper = _laid(table)
    (line,) = [line for page in paper.pages for line in page.lines if line.key == "body/0/r1c0"]
    assert line in paper.pages[0].lines
    assert line.top < paper.pages[0].box.y + paper.pages[0].box.height


@ENGINES
def test_a_picture_that_misses_the_page_goes_to_the_next_one_whole(profile: Profile) -> None:
    paper = _laid(*(Paragraph("路线如下。"),) * 15, PHOTO, profile=profile)
    places = [(page.index, picture) for page in paper.pages for picture in page.pictures]
    ((index, picture),) = places
    assert index == 1
    assert picture.y >= paper.pages[1].box.y
    assert (picture.width, picture.height) == (6000, 4000)


def test_a_picture_stands_in_the_middle_of_the_text() -> None:
    (page,) = _laid(PHOTO).pages
    (picture,) = page.pictures
    assert abs(picture.x + picture.width / 2 - page.box.x - page.box.width / 2) <= 1
