"""Each format and edge, element by element: GB/T 9704-2012 against what an engine prints."""

from __future__ import annotations

import pytest

from tests.lab.cases import cases
from tests.lab.engines import Engine
from tests.lab.laboratory import Rendered, agreement, documents
from tests.lab.rules.base import Sheets
from tests.lab.rules.examination import examine
from tests.lab.rules.text import CELLS, full_lines
from tests.lab.validity import faults

pytestmark = [pytest.mark.lab, pytest.mark.timeout(1200)]

NAMES = [specimen.name for specimen in cases()]


@pytest.mark.parametrize("name", NAMES)
def test_every_element_lies_where_the_standard_wants_it(
    engine: Engine, rendered_cases: dict[str, Rendered], name: str
) -> None:
    rendered = rendered_cases[name]
    checks = examine(Sheets(rendered.specimen, rendered.pages))
    assert [str(check) for check in checks if not check.within(engine.tolerances)] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_layout_says_where_every_line_of_the_paper_ends(
    engine: Engine, rendered_cases: dict[str, Rendered], name: str
) -> None:
    compared = agreement(rendered_cases[name], engine)
    assert compared.same_page_count
    assert compared.lost == 0
    assert compared.disagreements == []


def test_a_full_line_holds_28_characters(rendered_cases: dict[str, Rendered]) -> None:
    rendered = rendered_cases["no-punctuation"]
    counts = full_lines(Sheets(rendered.specimen, rendered.pages))
    assert len(counts) > 50
    assert set(counts) == {CELLS}


@pytest.mark.parametrize("name", NAMES)
def test_an_independent_validator_finds_no_error(name: str) -> None:
    chosen = [specimen for specimen in cases() if specimen.name == name]
    assert [faults(data) for _, _, data in documents(chosen).values()] == [[]]
