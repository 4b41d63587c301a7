"""Each trouble that real inputs have comes out as a careful reader would have it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cases.trouble import FOLDER, expectations, faults, outcome

pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the shared cases are not here")

EXPECTED = expectations()


@pytest.mark.parametrize("name", EXPECTED)
def test_a_troubled_input_becomes_the_right_paper(name: str) -> None:
    expected: dict[str, Any] = EXPECTED[name]

    assert faults(outcome(FOLDER / name), expected) == []


def test_every_input_has_its_expectation() -> None:
    inputs = {file.relative_to(FOLDER).as_posix() for file in FOLDER.glob("0*/*")}

    assert inputs == set(EXPECTED)
    assert len(inputs) == 37
