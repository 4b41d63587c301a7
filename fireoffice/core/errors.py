"""Errors that the user reads; `fireoffice.core.refusals` says in Chinese what the system refuses.

An error is one Chinese sentence that says what is wrong and where (`message`) and what to do
about it (`hint`). Whatever is raised and is not an `OfficeError` is a bug of the program.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar, Final

from fireoffice.core.refusals import cause_of

EXIT_BUG: Final = 3
"""Exit status of the command line for anything that is not an `OfficeError`."""


class OfficeError(Exception):
    """Something the user can understand and act upon.

    `kind` and `exit_code` are what the command line reports (input 1, environment 2).
    """

    kind: ClassVar[str] = "input"
    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}{self.hint}"


class InputError(OfficeError):
    """Input of the user that is wrong: a field, a file, an argument."""


class NewerDatabase(InputError):
    """A later version of this program has made the database: it can be exported, not opened."""


class LockedDatabase(InputError):
    """The database has a password that was not given, or another one than was given."""


class NoDatabase(InputError):
    """The file is empty, or no database of this program, or damaged beyond telling which."""


class MissingDatabase(InputError):
    """There is no database where one is wanted; opening makes none by the way."""


class AnotherOffice(InputError):
    """The backup is another office's: it is restored only where that is said a second time."""


class FieldErrors(InputError):
    """Faults in the fields of a record: `problems`, field name to Chinese sentence."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        first, *others = problems.values()
        more = f"另有{len(others)}处也需要改正。" if others else ""
        super().__init__(first, more)
        self.problems = dict(problems)


class EnvironmentProblem(OfficeError):
    """The machine does not let us: disk full, no permission, file locked, file damaged."""

    kind = "environment"
    exit_code = 2


class DamagedDatabase(EnvironmentProblem):
    """The database cannot be read as it should be: a good backup may take its place."""


def from_os_error(error: OSError, action: str, path: Path | None = None) -> EnvironmentProblem:
    """Say in Chinese what the operating system refused.

    `action` is what was being done, as a verb phrase (「保存公文」). `path` is named to the user;
    without it, the file named in `error`, if any.
    """
    cause, hint = cause_of(error, path)
    place = path if path is not None else error.filename
    where = f"（{place}）" if place is not None else ""
    return EnvironmentProblem(f"{action}失败：{cause}{where}。", hint)


@contextmanager
def explaining(action: str, path: Path | None = None) -> Generator[None]:
    """Turn any `OSError` of the block into an `EnvironmentProblem` (see `from_os_error`)."""
    try:
        yield
    except OSError as error:
        raise from_os_error(error, action, path) from error
