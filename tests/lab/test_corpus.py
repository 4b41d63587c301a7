"""500 papers of each prose: layout against engines, 版记 on every last page, valid files."""

from __future__ import annotations

import pytest

from tests.lab.corpus import corpus
from tests.lab.figures import Figures
from tests.lab.laboratory import documents
from tests.lab.prose import Prose
from tests.lab.validity import faults

pytestmark = [pytest.mark.lab, pytest.mark.timeout(3600)]

SAME_BREAKS = 0.995


def test_the_layout_knows_how_many_pages_a_paper_takes(corpus_figures: Figures) -> None:
    assert corpus_figures.other_page_counts == []


def test_the_layout_breaks_lines_where_the_engine_does(corpus_figures: Figures) -> None:
    assert corpus_figures.share_of_breaks >= SAME_BREAKS


def test_no_paragraph_is_lost(corpus_figures: Figures) -> None:
    assert corpus_figures.lost == 0


def test_imprint_and_page_numbers_stand_right_on_every_page(corpus_figures: Figures) -> None:
    assert corpus_figures.failed_checks == []


def test_an_independent_validator_finds_no_error(prose: Prose) -> None:
    found = {name: faults(data) for name, (_, _, data) in documents(corpus(prose=prose)).items()}
    assert {name: errors for name, errors in found.items() if errors} == {}
