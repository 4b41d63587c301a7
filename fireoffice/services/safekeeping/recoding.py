"""A copy of a database with another password, or one where there was none."""

from __future__ import annotations

from pathlib import Path

from fireoffice.core.errors import EnvironmentProblem, InputError, OfficeError
from fireoffice.db import keys
from fireoffice.db.schema import copy_database, counts_of, examine, recode, remove_database


def is_clear(file: Path) -> bool:
    """True if `file` is a database that can be read without a password."""
    try:
        with file.open("rb") as stream:
            return stream.read(len(keys.HEADER)) == keys.HEADER
    except OSError:
        return False


def recoded(file: Path, target: Path, key: str) -> None:
    """Write `file` to `target` with `key`, and hold the two against each other.

    Raises `EnvironmentProblem`; then `file` is as it was.
    """
    plain = target.with_name(f"{target.name}.plain")
    remove_database(target)
    try:
        # Recoded from a copy: even a reader would leave a log beside `file` itself.
        copy_database(file, plain)
        recode(plain, target, key)
        if examine(target).problems or counts_of(target) != counts_of(plain):
            raise EnvironmentProblem(
                f"加密后没有通过核对，原文件没有动（{file}）。", "请检查磁盘。"
            )
    except InputError as problem:
        raise EnvironmentProblem(problem.message, problem.hint) from problem
    finally:
        remove_database(plain)


def bring_in(file: Path, incoming: Path, database: Path) -> None:
    """Copy the backup `file` to `incoming`, with the password that `database` has now.

    A backup that has a password keeps its own; where that of `database` is not known, because it
    was forgotten, the copy is as `file` is. Raises `EnvironmentProblem`.
    """
    try:
        key = keys.key_for(database) if database.exists() else None
    except OfficeError:
        key = None
    if key is None or not is_clear(file):
        copy_database(file, incoming)
        return
    recoded(file, incoming, key)
