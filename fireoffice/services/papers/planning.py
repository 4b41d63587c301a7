"""Plans of papers from records: the kinds, their options, and what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.core.errors import InputError
from fireoffice.db import models
from fireoffice.domain.fields import FieldInfo
from fireoffice.domain.values import ValueProblem, parse
from fireoffice.registers import REGISTERS
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.papers.contexts import KINDS, PaperKind
from fireoffice.services.papers.contexts.kind import Sheet, Source
from fireoffice.services.papers.wordings import wordings

_BATCH: Final = 500


@dataclass(frozen=True)
class Prepared:
    """Papers prepared for issue: one `Sheet` for each, and the problems that still prevent it."""

    kind: PaperKind
    sheets: tuple[Sheet, ...]
    problems: tuple[str, ...]


def kinds_for(register: str) -> tuple[PaperKind, ...]:
    """The kinds of paper that the records of `register` (its name) can make, most needed first."""
    return tuple(kind for kind in KINDS if kind.register == register)


def kind_named(name: str) -> PaperKind:
    """The kind of this name or title. Raises `InputError`."""
    for kind in KINDS:
        if name in (kind.name, kind.title):
            return kind
    raise InputError(
        f"没有“{name}”这种文书。", f"可用的有：{'、'.join(kind.title for kind in KINDS)}。"
    )


def understood(office: Office, kind: PaperKind, typed: Mapping[str, object]) -> dict[str, Any]:
    """The values of options typed by name or label; an option not given has its default.

    Raises `InputError` that names the option.
    """
    today = office.clock.today()
    known = {info.name: info for info in kind.options}
    named = {info.label: info.name for info in kind.options}
    for name in typed:
        if name not in known and name not in named:
            labels = "、".join(info.label for info in kind.options)
            raise InputError(f"{kind.title}没有“{name}”这一项。", f"可用的有：{labels}。")
    given = {named.get(name, name): value for name, value in typed.items()}
    return {
        info.name: _option(info, given.get(info.name, info.default), today) for info in kind.options
    }


def presets(office: Office, kind: PaperKind, record_ids: Sequence[str]) -> dict[str, Any]:
    """The options that stand there before anything is typed, for these records."""
    options = understood(office, kind, {})
    with office.reading() as session:
        source = source_of(office, session, options)
        found = records_of(session, kind, record_ids)
        return options | {
            name: value for name, value in kind.presets(source, found).items() if value is not None
        }


def prepare(
    office: Office, kind: PaperKind, record_ids: Sequence[str], options: Mapping[str, object]
) -> Prepared:
    """Group records into papers and tell what stands in the way; nothing is written.

    Raises `InputError` for an option that is none, or where the town is not set up.
    """
    values = understood(office, kind, options)
    with office.reading() as session:
        source = source_of(office, session, values)
        sheets = tuple(kind.sheets(source, records_of(session, kind, record_ids)))
    problems = tuple(problem for sheet in sheets for problem in sheet.problems)
    return Prepared(kind, sheets, problems)


def source_of(office: Office, session: Session, options: Mapping[str, Any]) -> Source:
    """The source of papers made now. Raises `InputError` where the town is not set up."""
    own = session.scalar(select(models.Town).where(models.Town.deleted_at.is_(None)).limit(1))
    if own is None:
        raise InputError("还没有设置乡镇，不能制发文书。", "请先在设置中填写乡镇和发文机关。")
    return Source(office, session, own, options.get("dated") or office.clock.today(), options)


def records_of(session: Session, kind: PaperKind, record_ids: Sequence[str]) -> list[Any]:
    """The records in the order given. Raises `InputError` for one that is not there."""
    register = REGISTERS[kind.register]
    found: dict[str, Any] = {}
    for start in range(0, len(record_ids), _BATCH):
        some = record_ids[start : start + _BATCH]
        for one in session.scalars(select(register.model).where(register.model.id.in_(some))):
            found[one.id] = one
    for one in dict.fromkeys(record_ids):
        if one not in found or found[one].deleted_at is not None:
            raise InputError(f"找不到这条{register.noun}，它可能已被移除。", "请刷新列表后再试。")
    return [found[one] for one in dict.fromkeys(record_ids)]


def _option(info: FieldInfo, raw: object, today: date) -> Any:
    try:
        value = parse(info, raw, today)
    except ValueProblem as problem:
        raise InputError(f"{info.label}：{problem}") from problem
    if info.choices and value and value not in info.choices:
        raise InputError(
            f"{info.label}没有“{value}”这一种。", f"可用的有：{'、'.join(info.choices)}。"
        )
    return value


@dataclass(frozen=True)
class Companion:
    """Another record that usually stands in the same paper."""

    id: str
    title: str


@dataclass(frozen=True)
class Lacking:
    """A record that lacks something for the paper, and the fields in which it is to be filled."""

    id: str
    title: str
    infos: tuple[FieldInfo, ...]


def lacking(office: Office, kind: PaperKind, record_ids: Sequence[str]) -> tuple[Lacking, ...]:
    """The records that lack fields without which the paper is refused."""
    title = REGISTERS[kind.register].title_field
    with office.reading() as session:
        return tuple(
            Lacking(one.id, str(getattr(one, title) or one.title()), infos)
            for one in records_of(session, kind, record_ids)
            if (infos := tuple(kind.lacking(one)))
        )


def fill_in(office: Office, kind: PaperKind, typed: Mapping[str, Mapping[str, object]]) -> None:
    """Write what was typed of what records lack: record to fields. Raises `FieldErrors`."""
    register = REGISTERS[kind.register]
    for record_id, values in typed.items():
        given = {name: value for name, value in values.items() if value}
        if given:
            records.update(office, register, record_id, given)


def companions(office: Office, kind: PaperKind, record_id: str) -> tuple[Companion, ...]:
    """The other records that a paper of `kind` from this one usually lists as well."""
    register = REGISTERS[kind.register]
    with office.reading() as session:
        (record,) = records_of(session, kind, [record_id])
        return tuple(
            Companion(one.id, str(getattr(one, register.title_field) or one.title()))
            for one in kind.companions(session, record)
        )


def choices_of(office: Office, kind: PaperKind, option: str, day: date) -> tuple[str, ...]:
    """The words that an option offers on a day: its own, or the wordings that hold then."""
    info = next(one for one in kind.options if one.name == option)
    if option != "wording":
        return info.choices
    return tuple(
        one.name for one in wordings(office, kind.title, day) if not one.delegated or one.authority
    )
