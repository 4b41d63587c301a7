"""The collector rests while the program starts, and only then."""

from __future__ import annotations

import gc

from fireoffice.core.startup import hold_collector, release_collector


def test_the_collector_rests_while_the_program_starts() -> None:
    hold_collector()
    try:
        assert not gc.isenabled()
    finally:
        release_collector()
        gc.unfreeze()


def test_what_the_start_has_made_is_not_looked_at_again() -> None:
    hold_collector()
    release_collector()
    try:
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
