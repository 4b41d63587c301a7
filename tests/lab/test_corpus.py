"""500 papers: the layout against the engines, 版记 on every last page, the files' validity."""

from __future__ import annotations

import pytest

from tests.lab.corpus import corpus
from tests.lab.engines import Engine, LibreOffice
from tests.lab.figures import Figures
from tests.lab.laboratory import documents
from tests.lab.validity import faults

pytestmark = [pytest.mark.lab, pytest.mark.timeout(3600)]

SAME_PAGES = {LibreOffice.name: 1.0}
SAME_PAGES_ELSEWHERE = 0.995
SAME_BREAKS = 0.995


def test_the_layout_knows_how_many_pages_a_paper_takes(
    engine: Engine, corpus_figures: Figures
) -> None:
    wanted = SAME_PAGES.get(engine.name, SAME_PAGES_ELSEWHERE)
    assert corpus_figures.share_of_page_counts >= wanted, corpus_figures.other_page_counts


def test_the_layout_breaks_lines_where_the_engine_does(corpus_figures: Figures) -> None:
    assert corpus_figures.share_of_breaks >= SAME_BREAKS


def test_no_paragraph_is_lost(corpus_figures: Figures) -> None:
    assert corpus_figures.lost == 0


def test_imprint_and_page_numbers_stand_right_on_every_page(corpus_figures: Figures) -> None:
    assert corpus_figures.failed_checks == []


def test_an_independent_validator_finds_no_error() -> None:
    found = {name: faults(data) for name, (_, _, data) in documents(corpus()).items()}
    assert {name: errors for name, errors in found.items() if errors} == {}
