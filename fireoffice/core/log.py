"""The log: small, rotating, in the data folder, and free of personal data."""

from __future__ import annotations

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

from fireoffice.core.errors import InputError, explaining

LOG_NAME: Final = "fireoffice.log"

_ROOT: Final = "fireoffice"
_FILE_BYTES: Final = 1_000_000
_OLD_FILES: Final = 3

# Digits may be full-width (\d takes them) and grouped by blanks or hyphens, as people type them.
_IDENTITY: Final = re.compile(
    r"(?<!\d)(?:\d[ -]?){17}[\dXxＸ](?!\d)|(?<!\d)(?:\d[ -]?){14}\d(?!\d)"
)
_PHONE: Final = re.compile(r"(?<!\d)(?:[+＋]|00)?(?:86[ -]?)?[1１](?:[ -]?\d){10}(?!\d)")


def mask(text: str) -> str:
    """`text` without identity numbers (18 digits, before 1999 15) and mobile telephone numbers.

    Those have 11 digits, with or without the country's code before them.
    """
    return _PHONE.sub("〔手机号〕", _IDENTITY.sub("〔身份证号〕", text))


def loggable(problem: Exception) -> str:
    """The part of `problem` that the log may keep: an `InputError` quotes what somebody typed."""
    return type(problem).__name__ if isinstance(problem, InputError) else str(problem)


class MaskingFormatter(logging.Formatter):
    """Masks the finished entry: arguments and the texts of exceptions pass through it too."""

    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))


def start_log(folder: Path) -> Path:
    """Send the program's log to a file in `folder` and return the file.

    Called again (another data folder), the former file is let go. Raises `EnvironmentProblem`.
    """
    path = folder / "logs" / LOG_NAME
    with explaining("打开日志", path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path, maxBytes=_FILE_BYTES, backupCount=_OLD_FILES, encoding="utf-8"
        )
    handler.setFormatter(
        MaskingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%d %H:%M:%S")
    )
    stop_log()
    logger = logging.getLogger(_ROOT)
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    return path


def stop_log() -> None:
    """Close the log file, if any."""
    logger = logging.getLogger(_ROOT)
    for handler in [one for one in logger.handlers if isinstance(one, RotatingFileHandler)]:
        logger.removeHandler(handler)
        handler.close()
