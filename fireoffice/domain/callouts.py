"""Call-outs: the times of one, and how long the way took."""

from __future__ import annotations

import re
from typing import Final

_TIME: Final = re.compile(r"([01]?[0-9]|2[0-3])[:：点时]([0-5][0-9])分?")
_DAY: Final = 24 * 60
_LONGEST: Final = 12 * 60
"""The most minutes that a way takes; more are a slip of the pen."""


def minute_of(text: str | None) -> int | None:
    """The minute of the day that 「14:30」 or 「14点30分」 names; None for anything else."""
    found = _TIME.fullmatch((text or "").strip())
    return int(found[1]) * 60 + int(found[2]) if found else None


def minutes_to_arrival(called_at: str | None, arrived_at: str | None) -> int | None:
    """The minutes that the way took; past midnight the arrival is of the next day."""
    called, arrived = minute_of(called_at), minute_of(arrived_at)
    return None if called is None or arrived is None else (arrived - called) % _DAY


def problems(called_at: str | None, arrived_at: str | None) -> dict[str, str]:
    """The faults in the times: field name to one Chinese sentence."""
    minutes = minutes_to_arrival(called_at, arrived_at)
    if minutes is not None and minutes > _LONGEST:
        return {"arrived_at": f"到场时间早于接报时间{called_at}，请核对。"}
    return {}
