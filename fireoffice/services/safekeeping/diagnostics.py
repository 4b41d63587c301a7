"""The diagnostics package: what a technician needs, and no one's personal data.

It is made without opening the office, so that it can be made when the office does not open.
Every text passes a filter of all personal values that the database holds or ever held, and the
finished package is read again: one that still quoted anyone is not written.
"""

from __future__ import annotations

import getpass
import io
import json
import platform
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from fireoffice import __version__
from fireoffice.core.errors import EnvironmentProblem, OfficeError
from fireoffice.core.faults import LOGS, last_report
from fireoffice.core.files import write_atomically
from fireoffice.core.log import LOG_NAME, mask
from fireoffice.core.settings import load_settings
from fireoffice.db.engine import DATABASE_NAME, DRIVER, connect, explaining_database
from fireoffice.db.fields import fields_of
from fireoffice.db.models import Base, Record
from fireoffice.db.schema import counts_of, examine, revision_of
from fireoffice.domain.fields import FieldInfo, Kind

REMOVED: Final = "〔个人信息〕"

_PACKAGES: Final = ("PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "python-docx")
_PLAIN_SETTINGS: Final = ("theme", "fonts")
"""The settings that are told; of the others (places, searches) only whether they are set."""
_LOG_LINES: Final = 2000
_LEAST_ASCII: Final = 5
"""The least length of a personal number: a shorter one (119, a house number) stands everywhere."""
_LOG_HEAD: Final = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [A-Z]+ [\w.]+")


def collect(folder: Path, target: Path) -> Path:
    """Write the diagnostics package of the data folder `folder` to the zip `target`.

    It holds `about.json` (versions, settings without places, schema, records of each table,
    whether the database is whole), the end of the log and the last crash report. Where the
    database cannot be read, no one knows whom the log names, and of its lines only time, level
    and origin are kept. Raises `EnvironmentProblem`.
    """
    values = personal_values(folder / DATABASE_NAME)
    quoted = Filter(values or ())
    texts = {"about.json": _about(folder)}
    log = _tail(folder / LOGS / LOG_NAME)
    texts["log.txt"] = log if values is not None else _heads(log)
    report = last_report(folder)
    if report is not None:
        texts["crash.txt"] = _text(report)
    texts = {name: quoted.scrub(_placeless(text, folder)) for name, text in texts.items()}
    if any(quoted.finds(text) for text in texts.values()):
        raise EnvironmentProblem(
            "诊断包里还有个人信息，没有写出。", "请把日志文件夹中的报告删去后再试。"
        )
    write_atomically(target, _zipped(texts))
    return target


def personal_values(file: Path) -> frozenset[str] | None:
    """Every value that a personal field or a name holds or held; None if `file` is unreadable."""
    if not file.exists():
        return frozenset()
    try:
        with explaining_database(file), closing(connect(file, read_only=True)) as connection:
            return frozenset(_values(connection))
    except (OfficeError, DRIVER.Error):
        return None


class Filter:
    """A filter that knows personal values and takes them out of texts."""

    def __init__(self, values: Iterable[str]) -> None:
        self._values = sorted(
            {one for one in values if len(one) >= (_LEAST_ASCII if one.isascii() else 2)},
            key=len,
            reverse=True,
        )

    def scrub(self, text: str) -> str:
        """`text` with `REMOVED` in place of every value, longer ones first."""
        for value in self._values:
            if value in text:
                text = _pattern(value).sub(REMOVED, text)
        return mask(text)

    def finds(self, text: str) -> bool:
        """True if `text` holds any of the values."""
        return any(value in text and _pattern(value).search(text) for value in self._values)


def _pattern(value: str) -> re.Pattern[str]:
    """The pattern of a personal value: a number is found where it stands alone, words anywhere."""
    quoted = re.escape(value)
    return re.compile(rf"(?<![0-9A-Za-z]){quoted}(?![0-9A-Za-z])" if value.isascii() else quoted)


def is_personal(info: FieldInfo) -> bool:
    """True if a value of this field must not leave the office unasked."""
    return info.personal or info.kind is Kind.NAME


def _values(connection: Any) -> Iterator[str]:
    for mapper in Base.registry.mappers:
        model: Any = mapper.class_
        if not issubclass(model, Record):
            continue
        for info in fields_of(model):
            if is_personal(info):
                rows = connection.execute(
                    f'SELECT DISTINCT "{info.name}" FROM "{model.__tablename__}"'  # noqa: S608
                    f' WHERE "{info.name}" IS NOT NULL'
                )
                yield from (str(value) for (value,) in rows)
                rows = connection.execute(
                    'SELECT DISTINCT new FROM op_changes WHERE "table" = ? AND field = ?'
                    " AND new IS NOT NULL",
                    (model.__tablename__, info.name),
                )
                yield from (str(json.loads(value)) for (value,) in rows)
    rows = connection.execute("SELECT DISTINCT author FROM operations")
    yield from (str(author) for (author,) in rows)


def _about(folder: Path) -> str:
    facts: dict[str, Any] = {
        "fireoffice": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "sqlite": DRIVER.sqlite_version,
        "packages": {name: _version(name) for name in _PACKAGES},
        "frozen": bool(getattr(sys, "frozen", False)),
        "settings": _settings(folder),
        "database": _database(folder / DATABASE_NAME),
    }
    return json.dumps(facts, ensure_ascii=False, indent=2)


def _settings(folder: Path) -> Mapping[str, Any]:
    try:
        chosen = asdict(load_settings(folder))
    except OfficeError as problem:
        return {"problem": type(problem).__name__}
    return {
        name: value if isinstance(value, (bool, int)) or name in _PLAIN_SETTINGS else bool(value)
        for name, value in chosen.items()
    }


def _database(file: Path) -> Mapping[str, Any]:
    if not file.exists():
        return {"problem": "没有数据库"}
    try:
        return {
            "bytes": file.stat().st_size,
            "schema": revision_of(file),
            "problems": examine(file).problems,
            "records": counts_of(file),
        }
    except OfficeError as problem:
        return {"bytes": file.stat().st_size, "problem": problem.message}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _tail(file: Path) -> str:
    lines = _text(file).splitlines()[-_LOG_LINES:]
    return "".join(f"{line}\n" for line in lines)


def _heads(log: str) -> str:
    found = (match[0] for line in log.splitlines() if (match := _LOG_HEAD.match(line)))
    return "".join(f"{head}\n" for head in found)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _placeless(text: str, folder: Path) -> str:
    """`text` without the folders of the user: they often bear a name."""
    text = text.replace(str(folder), "〔数据文件夹〕").replace(str(Path.home()), "〔用户〕")
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        return text
    return re.sub(rf"(?<=[\\/]){re.escape(user)}(?=[\\/])", "〔用户〕", text)


def _zipped(texts: Mapping[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in texts.items():
            package.writestr(name, text)
    return stream.getvalue()
