"""Nothing vanishes on the way in or out: no picture, no cell, no table, no words untold."""

from __future__ import annotations

import pytest

from tests.cases.balance import SHARED, Weighed, corrected, own_papers, shared_readings, weighed


def _vanished(found: list[Weighed]) -> list[Weighed]:
    return [one for one in found if one.vanished]


@pytest.mark.skipif(not SHARED.exists(), reason="the shared cases are not here")
def test_nothing_of_the_shared_cases_vanishes_untold() -> None:
    readings = list(shared_readings())
    found = [*weighed(readings), *corrected(readings)]

    assert len(found) >= 80
    assert _vanished(found) == []


@pytest.mark.parametrize(
    "count", [pytest.param(20, id="20"), pytest.param(500, id="500", marks=pytest.mark.slow)]
)
def test_a_paper_that_is_written_and_read_again_is_whole(count: int) -> None:
    found = list(own_papers(count))

    assert [one.name for one in found if one.told] == []
    for one in found:
        for name in ("pictures", "cells", "tables"):
            assert (one.name, getattr(one.came_out, name)) == (one.name, getattr(one.went_in, name))
