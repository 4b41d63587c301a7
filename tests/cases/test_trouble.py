"""Each trouble that real inputs have comes out as a careful reader would have it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cases.trouble import FOLDER, expectations, faults, outcome

pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the shared cases are not here")

EXPECTED = expectations()
OPEN = ("01-", "03-", "04-")
"""The folders whose inputs do not all come out right yet."""


@pytest.mark.parametrize("name", [name for name in EXPECTED if not name.startswith(OPEN)])
def test_a_troubled_input_becomes_the_right_paper(name: str) -> None:
    expected: dict[str, Any] = EXPECTED[name]

    assert faults(outcome(FOLDER / name), expected) == []


def test_every_input_has_its_expectation() -> None:
    inputs = {file.relative_to(FOLDER).as_posix() for file in FOLDER.glob("0*/*")}

    assert inputs == set(EXPECTED)
    assert len(inputs) == 37
