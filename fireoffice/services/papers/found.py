"""Papers that lie in 公文/ and that no register knows, as after an older backup is restored.

Their numbers stand on paper somewhere: none may be given a second time. So they are registered,
with what their file says; there is nothing of them to edit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.core.clock import CHINA
from fireoffice.core.errors import EnvironmentProblem, explaining
from fireoffice.db import models
from fireoffice.db.schema import sha256_of
from fireoffice.db.work import FINAL
from fireoffice.docs.paper import Format
from fireoffice.domain.numbering import NUMBER_PATTERN, PaperNumber, parse_number
from fireoffice.domain.papers import NumberState, PaperState
from fireoffice.domain.text import kind_of
from fireoffice.services.office import Office
from fireoffice.services.papers.turns import PAPERS_FOLDER, relative, turn_to_issue

_VERSION: Final = re.compile(r"（\d+）$")
_KIND: Final = "公文"
"""The 文种 of a paper whose title names none."""


@dataclass(frozen=True)
class Found:
    """A paper as its file's name tells of it (see `issuing`): number, then title."""

    number: PaperNumber
    title: str
    file: Path


def take_up(office: Office) -> tuple[str, ...]:
    """Register the papers in 公文/ whose numbers nobody has; return the sentences to tell of them.

    What the log of operations tells of is known, also where its paper is gone from the register.
    Raises `EnvironmentProblem`.
    """
    with office.reading() as session:
        if not _unknown(session, office):
            return ()
    # Another program may be about to register papers that it has written: wait, look again.
    with turn_to_issue(office), office.change("登记找到的公文", FINAL) as work:
        found = _unknown(work.session, office)
        for one in found:
            paper = _paper(office, one)
            work.add(paper)
            work.session.flush()
            work.add(
                models.PaperNumber(
                    series=one.number.series,
                    year=one.number.year,
                    sequence=one.number.sequence,
                    paper=paper.id,
                    state=NumberState.USED,
                    by_hand=True,
                    sample=False,
                )
            )
    if not found:
        return ()
    named = "、".join(str(one.number) for one in found[:3]) + ("等" if len(found) > 3 else "")
    return (f"公文文件夹中有{len(found)}份公文不在登记簿里（{named}），已补登，文号不会再用。",)


def _paper(office: Office, found: Found) -> models.Paper:
    with explaining("读取公文", found.file):
        written = datetime.fromtimestamp(found.file.stat().st_mtime, CHINA)
        digest = sha256_of(found.file)
    return models.Paper(
        kind=kind_of(found.title) or _KIND,
        format=Format.DOCUMENT.value,
        heading=found.title or None,
        number_text=str(found.number),
        series=found.number.series,
        year=found.number.year,
        sequence=found.number.sequence,
        state=PaperState.ISSUED,
        issued_at=written,
        file=relative(office, found.file),
        sha256=digest,
        context={},
        sample=False,
    )


def _unknown(session: Session, office: Office) -> tuple[Found, ...]:
    """The papers whose number is not registered, one for each number: its latest version."""
    model = models.PaperNumber
    known = {
        PaperNumber(*row)
        for row in session.execute(select(model.series, model.year, model.sequence))
    }
    lying = {
        one.number: one for one in _lying(office.folder / PAPERS_FOLDER) if one.number not in known
    }
    if not lying:
        return ()
    change = models.Change
    told = set(session.scalars(select(change.new).where(change.field == "file")))
    found = [one for one in lying.values() if relative(office, one.file) not in told]
    return tuple(sorted(found, key=lambda one: one.number))


def _lying(folder: Path) -> Iterator[Found]:
    """The numbered papers in the folders of the years, later versions after earlier ones."""
    try:
        files = sorted(folder.glob("*/*.docx"), key=lambda one: (len(one.name), one.name))
    except OSError as error:
        raise EnvironmentProblem(f"读取公文文件夹失败（{folder}）。") from error
    for file in files:
        match = NUMBER_PATTERN.match(file.stem)
        if match is not None:
            title = _VERSION.sub("", file.stem[match.end() :]).strip()
            yield Found(parse_number(match[0]), title, file)
