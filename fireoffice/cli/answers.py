"""Answers of commands, and what commands share in reading their options."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fireoffice.core.drives import refuse_unsafe
from fireoffice.core.errors import InputError

if TYPE_CHECKING:
    import argparse

    from fireoffice.registers import Register
    from fireoffice.services.office import Office

Declare = Callable[[str, str], Any]
"""A function that adds a command, by name and summary, and returns its parser."""
Command = Callable[["argparse.Namespace"], "Answer"]
"""A function that does what the options say. Raises `OfficeError`."""


@dataclass(frozen=True)
class Answer:
    """The answer of a command: `data` for programs, `text` for people, `notes` beside it.

    `status` is the exit status.
    """

    data: Mapping[str, Any]
    text: str
    notes: tuple[str, ...] = ()
    status: int = 0


def open_office(folder: Path, *, make: bool = False) -> Office:
    """The office in `folder`; one that is not there is made only where `make` says so.

    Raises `OfficeError`, also where a database would not be safe.
    """
    from fireoffice.services.safekeeping.opening import open_with_papers
    from fireoffice.services.safekeeping.recovery import require_office

    refuse_unsafe(folder)
    if not make:
        require_office(folder)
    return open_with_papers(folder)


def refuse_own_file(target: Path, folder: Path) -> None:
    """Raise `InputError` where writing to `target` would go over a file of the office `folder`."""
    place = target.resolve()
    if not place.is_relative_to(folder.resolve()) or place.is_dir():
        return
    within = place.relative_to(folder.resolve())
    is_own = within.name.startswith(_OWN_NAMES) if len(within.parts) == 1 else place.exists()
    if is_own and (len(within.parts) == 1 or within.parts[0] in _OWN_FOLDERS):
        raise InputError(
            f"这是数据文件夹里消防办自己的文件，不能覆盖（{target}）。", "请另取一个名称。"
        )


_OWN_NAMES: Final = ("fireoffice", "settings.json", ".~")
_OWN_FOLDERS: Final = frozenset({"公文", "附件", "模板", "备份", "logs"})


def register_named(name: str) -> Register:
    """The register of that English or Chinese name. Raises `InputError`."""
    from fireoffice.registers import REGISTERS

    named = {register.title: register for register in REGISTERS.values()} | dict(REGISTERS)
    if name not in named:
        raise InputError(f"没有“{name}”这个台账。", f"可用的有：{'、'.join(REGISTERS)}。")
    return named[name]


def record_called(office: Office, register: Register, called: str) -> str:
    """The id of the record of this number, name or id. Raises `InputError` for none or several."""
    from fireoffice.domain.fields import Kind
    from fireoffice.services.records import Query, query, read

    told_by = "number" if register.numbering else register.title_field
    if register.field(told_by).kind in (Kind.TEXT, Kind.NAME):
        rows = query(office, register, Query(filters={told_by: called}, limit=2)).rows
        if len(rows) == 1:
            return rows[0].id
        if rows:
            raise InputError(
                f"叫“{called}”的{register.noun}不止一条。",
                "请改用它的 id；用 list 命令加 --json 可以看到。",
            )
    try:
        return read(office, register, called).id
    except InputError:
        raise InputError(
            f"{register.title}里没有{register.field(told_by).label}为“{called}”的{register.noun}。",
            f"用 list {register.name} 可以看到。",
        ) from None


def conditions(written: Sequence[str]) -> dict[str, object]:
    """The filters written as 「栏目=值」. Raises `InputError` for one that is written otherwise."""
    filters: dict[str, object] = {}
    for condition in written:
        name, equals, value = condition.partition("=")
        if not equals or not name.strip():
            raise InputError(
                f"条件“{condition}”写法不对。", "请写成 栏目=值，如 --where 村（居）=清水社区。"
            )
        filters[name.strip()] = value.strip()
    return filters


def pairs(written: Sequence[str], example: str) -> dict[str, str]:
    """The values written as 「栏目=值」. Raises `InputError` for one that is written otherwise."""
    found: dict[str, str] = {}
    for text in written:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise InputError(f"“{text}”写法不对。", f"请写成 栏目=值，如 --set {example}。")
        found[name.strip()] = value.strip()
    return found


def fields_of(value: object) -> dict[str, Any]:
    """The fields of a dataclass by name."""
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else {}
