"""The columns of a printed list share the paper."""

from __future__ import annotations

import pytest

from fireoffice.ui.lists.paper_columns import ColumnRoom, shared


def test_what_is_left_over_is_shared_out_evenly() -> None:
    assert shared([ColumnRoom(30, 20), ColumnRoom(50, 20)], 100) == [40, 60]


def test_where_there_is_too_little_each_gives_up_what_it_could_do_without() -> None:
    day, text = shared([ColumnRoom(60, 60), ColumnRoom(260, 40)], 200)
    assert (day, text) == (60, pytest.approx(140))


def test_more_columns_than_paper_holds_still_fill_it_and_no_more() -> None:
    given = shared([ColumnRoom(60, 60)] * 20, 800)
    assert sum(given) == pytest.approx(800)
