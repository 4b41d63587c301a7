"""The command line: the use cases without a window."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, TextIO, cast

from fireoffice.cli.answers import Answer, Command, refuse_own_file
from fireoffice.cli.parser import GROUPS, parse
from fireoffice.core.errors import EXIT_BUG, OfficeError, from_os_error
from fireoffice.core.log import start_log
from fireoffice.core.paths import default_data_folder

__all__ = ["COMMANDS", "main", "parse"]

_log = logging.getLogger(__name__)

_INTERRUPTED: Final = 130

COMMANDS: Final[Mapping[str, Command]] = {
    name: command for group in GROUPS for name, command in group.COMMANDS.items()
}
"""The commands by their names."""


def main(arguments: Sequence[str]) -> int:
    """Do what `arguments` say and return the exit status; an error is told on standard error."""
    wants_json = "--json" in arguments
    folder = default_data_folder()
    try:
        options = parse(arguments)
        wants_json, folder = options.json, options.data
        _unlock(options.password_file)
        if getattr(options, "output", None) is not None:
            refuse_own_file(options.output, folder)
        answer = COMMANDS[options.command](options)
        _print(answer, wants_json)
    except OfficeError as error:
        _tell(str(error.message), error.hint, error.kind, wants_json)
        return error.exit_code
    except KeyboardInterrupt:
        _tell("已中止。", "", "input", wants_json)
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has closed it; writing to it once more at exit would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        # A network share that is gone or a stick pulled out, met where no refusal was expected.
        problem = from_os_error(error, "操作")
        _tell(problem.message, problem.hint, problem.kind, wants_json)
        return problem.exit_code
    except Exception as error:
        if (damage := _damage(error, folder)) is not None:
            _tell(damage.message, damage.hint, damage.kind, wants_json)
            return damage.exit_code
        _tell(*_record_bug(error, folder), "bug", wants_json)
        return EXIT_BUG
    return answer.status


def _unlock(file: Path | None) -> None:
    """Take the passwords of databases; only who has any pays for the database layer here."""
    if file is not None or os.environ.get("FIREOFFICE_PASSWORD"):
        from fireoffice.services.safekeeping.password import learn

        learn(file)


def _print(answer: Answer, wants_json: bool) -> None:
    if wants_json:
        _say(json.dumps(answer.data, ensure_ascii=False, default=_plain), sys.stdout, "utf-8")
        return
    for note in answer.notes:
        _say(note, sys.stderr)
    _say(answer.text, sys.stdout)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else str(value)


def _tell(message: str, hint: str, kind: str, wants_json: bool) -> None:
    if wants_json:
        error = {"error": message, "hint": hint, "kind": kind}
        _say(json.dumps(error, ensure_ascii=False), sys.stderr, "utf-8")
    else:
        _say(f"{message}{hint}", sys.stderr)


def _say(text: str, stream: TextIO, encoding: str | None = None) -> None:
    """Print a line; what an old console cannot show becomes a question mark."""
    if hasattr(stream, "reconfigure"):
        cast("Any", stream).reconfigure(encoding=encoding, errors="replace")
    print(text, file=stream, flush=True)


def _damage(error: Exception, folder: Path) -> OfficeError | None:
    from fireoffice.services.safekeeping.recovery import damage_behind

    return damage_behind(error, folder)


def _record_bug(error: Exception, folder: Path) -> tuple[str, str]:
    """Write a bug into the log; returns what to tell the user."""
    try:
        log = start_log(folder)
    except OfficeError:
        return f"程序出错（{type(error).__name__}）。", "请把这句话和所用的文件交给技术人员。"
    _log.error("bug", exc_info=error)
    return f"程序出错（{type(error).__name__}），数据没有改动。", f"请把日志{log}交给技术人员。"
