"""What holds for every text and every engine."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from specimens import WIDTH, laid, table

from fireoffice.docs.composition import Justify, Run, Tab, TextBlock
from fireoffice.docs.layout import (
    LIBREOFFICE,
    LIBREOFFICE_25,
    LIBREOFFICE_HANGING,
    ONLYOFFICE,
    WORD,
    LaidPaper,
    Profile,
)
from fireoffice.docs.layout.breaking import breaker
from fireoffice.docs.layout.libreoffice import HANGING
from fireoffice.docs.layout.metrics import standard_fonts
from fireoffice.docs.style import GB2312, Face

ENGINES = (WORD, ONLYOFFICE, LIBREOFFICE, LIBREOFFICE_25, LIBREOFFICE_HANGING)
engines = st.sampled_from(ENGINES)
prose = st.text("国民消防安全，。、；：！？“”（）《》〔〕—…·℃％0129AbC.-/ \u00a0", max_size=160)
runs = st.lists(
    st.builds(
        Run, prose, st.sampled_from(Face), st.sampled_from((28, 32)), st.sampled_from((0, -5))
    ),
    max_size=3,
).map(tuple)
blocks = st.builds(
    lambda runs, justify, first, left, right, before, after, keep: TextBlock(
        "", "Body", runs, justify=justify, first=first, left=left, right=right,
        before=before, after=after, keep_next=keep,
    ),
    runs,
    st.sampled_from(Justify),
    st.sampled_from((0, 640)),
    st.sampled_from((0, 315)),
    st.sampled_from((0, 1260)),
    st.sampled_from((0, 579)),
    st.sampled_from((0, 579)),
    st.booleans(),
)  # fmt: skip


def keyed(items: list[TextBlock]) -> list[TextBlock]:
    return [
        TextBlock(
            **{name: getattr(block, name) for name in TextBlock.__slots__} | {"key": f"b/{i}"}
        )
        for i, block in enumerate(items)
    ]


def text_on_pages(paper: LaidPaper, key: str) -> list[tuple[int, int]]:
    return [
        (line.start, line.end) for page in paper.pages for line in page.lines if line.key == key
    ]


@settings(deadline=None, max_examples=60)
@given(st.lists(blocks, max_size=12), engines)
def test_every_character_stands_on_exactly_one_line(
    items: list[TextBlock], profile: Profile
) -> None:
    items = keyed(items)
    paper = laid(*items, profile=profile)
    for block in items:
        spans = text_on_pages(paper, block.key)
        assert spans[0][0] == 0
        assert spans[-1][1] == len(block.text)
        assert all(left[1] == right[0] for left, right in pairwise(spans))


@settings(deadline=None, max_examples=60)
@given(st.lists(blocks, max_size=12), engines)
def test_characters_are_placed_in_order_and_inside_the_page(
    items: list[TextBlock], profile: Profile
) -> None:
    paper = laid(*keyed(items), profile=profile)
    for page in paper.pages:
        for line in page.lines:
            placed = "".join(text.text for text in line.texts)
            assert len(placed) <= line.end - line.start or line.key == "page_number"
            for left, right in pairwise(line.texts):
                assert right.x >= left.x + left.width - 0.01
            if line.texts and line.key != "page_number":
                assert line.texts[0].x >= page.box.x - 0.01
                assert line.top + line.height <= page.box.y + page.box.height + 0.01


@settings(deadline=None, max_examples=100)
@given(blocks, engines, st.sampled_from((3000, WIDTH)))
def test_no_line_is_wider_than_allowed(block: TextBlock, profile: Profile, width: int) -> None:
    setter = breaker(profile, standard_fonts(), GB2312)
    shape, ends = setter.shape(block), setter.ends(block, width)
    start = 0
    for number, end in enumerate(ends):
        room = width - block.right - block.left - (block.first if number == 0 else 0)
        visible = len(shape.text[:end].rstrip(" "))
        hangs = profile is LIBREOFFICE_HANGING and shape.text[end - 1 : end] in HANGING
        if visible - start > 1:
            assert shape.width(start, visible - hangs) <= room + 0.01
        start = end


@settings(deadline=None, max_examples=100)
@given(blocks, st.sampled_from((WORD, ONLYOFFICE)))
def test_every_break_is_legal_unless_none_was(block: TextBlock, profile: Profile) -> None:
    setter = breaker(profile, standard_fonts(), GB2312)
    shape, ends = setter.shape(block), setter.ends(block, WIDTH)
    for start, end in pairwise((0, *ends)):
        if end < len(shape.text) and not shape.legal[end]:
            assert not any(shape.legal[start + 1 : end])


@settings(deadline=None, max_examples=30)
@given(st.lists(blocks, max_size=8), engines)
def test_laying_out_twice_gives_the_same(items: list[TextBlock], profile: Profile) -> None:
    first, second = (laid(*keyed(items), profile=profile) for _ in range(2))
    assert [page.lines for page in first.pages] == [page.lines for page in second.pages]


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.integers(200, 3000), min_size=1, max_size=30), st.integers(0, 2), engines,
    st.integers(0, 21),
)  # fmt: skip
def test_every_row_stands_once_and_in_order(
    heights: list[int], headers: int, profile: Profile, above: int
) -> None:
    filler = TextBlock("f", "Body", (Run("\n".join("国" * (above + 1))),))
    paper = laid(filler, table(*heights, headers=min(headers, len(heights))), profile=profile)
    rows = [line.key for page in paper.pages for line in page.lines if line.key[:5] == "table"]
    body = [key for key in rows if int(key[7:-2]) >= headers]
    assert body == [f"table/r{i}c0" for i in range(min(headers, len(heights)), len(heights))]
    for page in paper.pages:
        tops = [line.top for line in page.lines if line.key[:5] == "table"]
        assert tops == sorted(tops)


@pytest.mark.parametrize("profile", ENGINES)
@settings(deadline=None, max_examples=30)
@given(text=prose, stop=st.integers(0, WIDTH))
def test_tabs_lose_nothing(profile: Profile, text: str, stop: int) -> None:
    tabbed = text[: len(text) // 2] + "\t" + text[len(text) // 2 :]
    block = TextBlock("b/0", "Body", (Run(tabbed),), tabs=(Tab(stop),))
    spans = text_on_pages(laid(block, profile=profile), "b/0")
    assert spans[-1][1] == len(tabbed)
