"""整改责任、措施、资金、时限、预案“五落实”: which of the five a hazard has, which it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

COMMITMENTS_GROUP: Final = "整改"
"""The group of fields in which the five stand."""

_FIVE: Final = (
    ("责任", ("responsible", "responsible_unit")),
    ("措施", ("measures",)),
    ("资金", ("funds",)),
    ("时限", ("due", "first_due")),
    ("预案", ("precautions",)),
)
"""Each with the fields of a hazard of which one must be filled in."""


def missing_commitments(values: Mapping[str, Any]) -> tuple[str, ...]:
    """The words of those that a hazard with these fields lacks."""
    return tuple(word for word, names in _FIVE if not any(values.get(name) for name in names))


def five_commitments(values: Mapping[str, Any]) -> str:
    """「五落实：责任✓ 措施✓ 资金缺 时限✓ 预案缺」."""
    missing = missing_commitments(values)
    return "五落实：" + " ".join(f"{word}{'缺' if word in missing else '✓'}" for word, _ in _FIVE)
