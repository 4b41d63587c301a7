"""The town: who it is, how its papers are numbered, which villages it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, select

from fireoffice.core.errors import InputError
from fireoffice.db import models
from fireoffice.services.entry.values import FieldErrors
from fireoffice.services.office import Office

COMMUNITY = "社区"
VILLAGE = "行政村"


@dataclass(frozen=True)
class VillageSetup:
    """A village as the wizard asks for it; `kind` 「社区」 or 「行政村」, guessed if empty."""

    name: str
    kind: str = ""
    population: int | None = None


@dataclass(frozen=True)
class TownSetup:
    """The town as entered in the wizard. `codes` are the 机关代字, the first for 下行文."""

    name: str
    issuer: str
    codes: tuple[str, ...]
    villages: tuple[VillageSetup, ...] = ()
    printed_by: str = ""
    office: str = ""


@dataclass(frozen=True)
class Town:
    """The town as papers and pages need it; empty before it is set up."""

    name: str = ""
    issuer: str = ""
    codes: tuple[str, ...] = ()
    villages: tuple[str, ...] = ()
    printed_by: str = ""
    office: str = ""
    sample: bool = False
    usages: dict[str, str] = field(default_factory=dict[str, str])
    """The use of each 机关代字."""

    @property
    def code(self) -> str:
        """The first 机关代字; empty if there is none."""
        return self.codes[0] if self.codes else ""


def town(office: Office) -> Town:
    """The town of this office; an empty one before it is set up."""
    with office.reading() as session:
        row = session.scalar(_live(models.Town).limit(1))
        series = session.scalars(
            _live(models.Series).order_by(models.Series.order, models.Series.code)
        ).all()
        villages = session.scalars(
            _live(models.Village).order_by(models.Village.order, models.Village.name)
        ).all()
    names = tuple(village.name for village in villages)
    if row is None:
        return Town(villages=names)
    return Town(
        name=row.name,
        issuer=row.issuer,
        codes=tuple(one.code for one in series),
        villages=names,
        printed_by=row.printed_by or "",
        office=row.office or "",
        sample=row.sample,
        usages={one.code: one.usage or "" for one in series},
    )


def is_set_up(office: Office) -> bool:
    """True if the office has its town."""
    with office.reading() as session:
        return session.scalar(_live(models.Town).limit(1)) is not None


def set_up(office: Office, setup: TownSetup) -> None:
    """Make or change the town: name, issuer, 机关代字, villages.

    Villages and 机关代字 that are not named stay as they are: records refer to them. A sample
    town must be removed first. Raises `FieldErrors`.
    """
    _require_complete(setup)
    with office.change("设置乡镇") as work:
        session = work.session
        row = session.scalar(_live(models.Town).limit(1))
        if row and row.sample:
            raise InputError("现在是示例数据。", "请先移除示例数据，再设置自己的乡镇。")
        if row is None:
            row = models.Town(name=setup.name.strip(), issuer=setup.issuer.strip())
            work.add(row)
        work.set(
            row,
            name=setup.name.strip(),
            issuer=setup.issuer.strip(),
            printed_by=setup.printed_by.strip() or None,
            office=setup.office.strip() or None,
        )
        codes = {one.code: one for one in session.scalars(_live(models.Series))}
        for order, code in enumerate(_distinct(setup.codes), start=1):
            if code in codes:
                work.set(codes[code], order=order)
            else:
                work.add(models.Series(code=code, order=order, usage=usage_of(code)))
        villages = {one.name: one for one in session.scalars(_live(models.Village))}
        for order, wanted in enumerate(setup.villages, start=1):
            name = wanted.name.strip()
            values = {"order": order, "kind": wanted.kind or kind_of(name)}
            if wanted.population is not None:
                values["population"] = wanted.population
            if name in villages:
                work.set(villages[name], **values)
            elif name:
                villages[name] = models.Village(name=name, **values)
                work.add(villages[name])


def kind_of(name: str) -> str:
    """The kind of a village, 「社区」 or 「行政村」, as its name tells."""
    return COMMUNITY if name.endswith(("社区", "居委会", "居")) else VILLAGE


def usage_of(code: str) -> str:
    """The use of a 机关代字, as its last character tells."""
    return {"函": "函", "文": "请示、报告", "纪": "纪要", "令": "命令"}.get(code[-1:], "下行文")


def _live(model: type[models.Record]) -> Select[Any]:
    return select(model).where(model.deleted_at.is_(None))


def _distinct(texts: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(text.strip() for text in texts if text.strip()))


def _require_complete(setup: TownSetup) -> None:
    problems: dict[str, str] = {}
    if not setup.name.strip():
        problems["name"] = "请填写乡镇名称，如邻鄂镇。"
    if not setup.issuer.strip():
        problems["issuer"] = "请填写发文机关全称，如黔江区邻鄂镇人民政府。"
    if not _distinct(setup.codes):
        problems["codes"] = "请填写机关代字，如邻鄂府发。"
    names = [village.name.strip() for village in setup.villages if village.name.strip()]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        problems["villages"] = f"村（居）“{'、'.join(sorted(twice))}”重复，请核对。"
    if problems:
        raise FieldErrors(problems)
