"""Hazards, notices and what was made of them, for the tests of papers from records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from fireoffice.db import models
from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.papers.from_records import issue_form
from fireoffice.services.papers.numbers import next_numbers
from fireoffice.services.papers.planning import (
    kind_named,
)
from tests.docs.forms.specimens import visible

NOTICE = kind_named("整改通知书")
DUE = {"due": "2021-05-10"}


def found(office: Office, place: str, **values: object) -> str:
    """A hazard just found; its id."""
    with office.reading() as session:
        village = session.scalar(select(models.Village.name).limit(1))
    told = {
        "found_on": "2021-04-19",
        "place": place,
        "village": village,
        "description": "疏散通道被货物堵塞",
        "grade": "一般",
        **values,
    }
    return records.create(office, HAZARDS, told)


def ids(office: Office, model: Any, count: int = 3) -> list[str]:
    with office.reading() as session:
        live = select(model.id).where(model.deleted_at.is_(None))
        return list(session.scalars(live.order_by(model.id).limit(count)))


def hazard(office: Office, hazard_id: str) -> models.Hazard:
    with office.reading() as session:
        got = session.get(models.Hazard, hazard_id)
    assert got is not None
    return got


def notice(office: Office, place: int) -> str:
    """The number of the notice that is issued as the first, second … from now on."""
    return str(next_numbers(office, NOTICE, 2021, place)[-1])


def said(file: Path) -> str:
    return visible(file.read_bytes())


def operations(office: Office) -> int:
    with office.reading() as session:
        return session.scalar(select(func.count()).select_from(models.Operation)) or 0


def issue_notice(office: Office, hazard_id: str) -> tuple[str, Path, str]:
    """Issue the notice of one hazard: its number, its file and the file's SHA-256."""
    (one,) = issue_form(office, NOTICE, [hazard_id], DUE).issued
    return one.number, one.file, one.sha256


def paper_files(office: Office) -> list[Path]:
    return sorted(one for one in (office.folder / "公文").rglob("*") if one.is_file())


def events_of(office: Office, key: str) -> list[models.HazardEvent]:
    with office.reading() as session:
        model = models.HazardEvent
        live = select(model).where(model.hazard == key, model.deleted_at.is_(None))
        return list(session.scalars(live))
