"""Faults that somebody could make one day, each with the test that finds it.

A fault is planted into a running program by the environment variable `VARIABLE`: into pytest as a
plugin (`-p tests.planted.plants`), and into each program that a test starts and that says so.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from fireoffice.core import files
from fireoffice.db import engine, log, migrate, schema
from fireoffice.services.attachments import store
from fireoffice.services.papers import turns
from fireoffice.services.safekeeping import aside, backups, checking, moving, schedule
from fireoffice.sheets import writing

VARIABLE: Final = "FIREOFFICE_PLANTED"

_POWER: Final = "tests/db/power/test_power_cuts.py::test_what_was_acknowledged_is_on_the_disk"
_BACKUPS: Final = "tests/services/safekeeping/test_backups.py"
_ISSUE: Final = "tests/services/papers/test_simultaneous_issue.py"


@dataclass(frozen=True)
class Plant:
    """A fault: how it comes into the program, and the test that fails then."""

    plant: Callable[[], None]
    found_by: str


def _nothing(*_: Any, **__: Any) -> None:
    return


def _true(*_: Any, **__: Any) -> bool:
    return True


def _put(module: Any, name: str, replacement: Any) -> Callable[[], None]:
    assert hasattr(module, name), f"{module.__name__} has no {name} any more"
    return lambda: setattr(module, name, replacement)


def _all(*plants: Callable[[], None]) -> Callable[[], None]:
    def plant() -> None:
        for one in plants:
            one()

    return plant


def _named_unsynced(source: Path, target: Path) -> None:
    """As `put_in_place`, without a look whether the bytes are on the disk."""
    files.replace_file(source, target)
    files.sync_folder(target.parent)


def _written_unsynced(path: Path, data: bytes) -> None:
    """As `write_atomically`, without a look whether the bytes are on the disk."""
    files.make_folder(path.parent)
    fresh = files.beside(path)
    fresh.write_bytes(data)
    _named_unsynced(fresh, path)


def _made_unsynced(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)


_pragmas: Final = engine._pragmas
_heads: Final = log.heads
_write: Final = turns.Turn.write


def _never_waiting(**options: Any) -> tuple[str, ...]:
    return tuple(
        one.replace("synchronous = FULL", "synchronous = OFF") for one in _pragmas(**options)
    )


def _one_head(*arguments: Any) -> dict[tuple[str, str], set[str]]:
    return {key: {min(ops)} for key, ops in _heads(*arguments).items() if ops}


def _noting_what_it_wanted(turn: turns.Turn, year: int, stem: str, data: bytes) -> Path:
    """As `Turn.write`, taking for its own also the name that somebody else had."""
    turn._written.append(turn._office.folder / turns.PAPERS_FOLDER / str(year) / f"{stem}.docx")
    return _write(turn, year, stem, data)


def _swapped_first(fresh: Path, file: Path) -> None:
    """As `swap`, with the log removed when the new file stands there already."""
    files.replace_file(fresh, file)
    schema.remove_side_files(file)
    files.sync_folder(file.parent)


PLANTS: Final[Mapping[str, Plant]] = {
    "the database does not wait for the disk": Plant(
        _put(engine, "_pragmas", _never_waiting), f"{_POWER}[commits]"
    ),
    "the second backup is not synced": Plant(
        _all(
            _put(schedule, "sync_file", _nothing), _put(schedule, "put_in_place", _named_unsynced)
        ),
        f"{_POWER}[backups]",
    ),
    "an attachment is not synced": Plant(
        _put(store, "write_atomically", _written_unsynced), f"{_POWER}[attachments]"
    ),
    "the copy of an attachment is not synced": Plant(
        _put(store, "put_in_place", _named_unsynced), f"{_POWER}[backups]"
    ),
    "no folder is synced after a renaming": Plant(
        _put(files, "sync_folder", _nothing), f"{_POWER}[papers]"
    ),
    "no new folder is synced in the one above": Plant(
        _put(files, "make_folder", _made_unsynced), f"{_POWER}[attachments]"
    ),
    "an exported table is not synced": Plant(
        _put(writing, "put_in_place", _named_unsynced), f"{_POWER}[files]"
    ),
    "what is copied to another computer is not synced": Plant(
        _put(moving, "sync_file", _nothing), f"{_POWER}[moving]"
    ),
    "the files of a restored database come after it": Plant(
        _put(backups, "_bring_files", _nothing), f"{_POWER}[new computer]"
    ),
    "a log outlives the database that it belongs to": Plant(
        _put(migrate, "swap", _swapped_first),
        f"{_POWER}[migration]",
    ),
    "one parent is kept of several heads": Plant(
        _put(log, "heads", _one_head),
        "tests/db/test_work.py::test_a_change_after_two_that_did_not_know_of_each_other_names_both",
    ),
    "the log of a damaged database is left there": Plant(
        _all(_put(aside, "_move_logs", _nothing), _put(backups, "remove_side_files", _nothing)),
        f"{_BACKUPS}::test_the_log_of_a_damaged_database_is_not_played_into_what_is_restored",
    ),
    "a number is taken without waiting for one's turn": Plant(
        _put(turns, "_wait", _nothing),
        f"{_ISSUE}::test_who_waits_too_long_is_told_and_uses_up_nothing",
    ),
    "a failed issue removes the file of another": Plant(
        _put(turns.Turn, "write", _noting_what_it_wanted),
        f"{_ISSUE}::test_a_failed_issue_removes_only_what_it_made_itself",
    ),
    "damaged attachments are copied to the second place": Plant(
        _put(store, "_holds", _true),
        "tests/services/attachments/test_attachment_store.py::"
        "test_damage_does_not_spread_to_the_second_place",
    ),
    "a restored database keeps the name of its replica": Plant(
        _put(backups, "forget_replica", _nothing),
        f"{_BACKUPS}::test_restoring_brings_back_the_records_and_keeps_todays",
    ),
    "check does not hold the rows against the log": Plant(
        _put(checking, "_against_the_log", lambda _: ()),
        "tests/services/safekeeping/test_checking.py::"
        "test_what_is_not_in_the_log_is_reported_and_left_as_it_is",
    ),
}


def plant_what_is_asked_for() -> None:
    """Plant the fault that the environment names, if it names one."""
    name = os.environ.get(VARIABLE)
    if name:
        PLANTS[name].plant()


def pytest_configure() -> None:
    """What pytest calls in a plugin before it looks for tests."""
    plant_what_is_asked_for()
