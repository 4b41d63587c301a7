"""Shipped data that a database does not have yet: put in once, from then on the office's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from sqlalchemy.orm import Session

from fireoffice.db.models import Record
from fireoffice.db.work import FINAL
from fireoffice.registers import REGISTERS
from fireoffice.services.papers.wordings import missing_wordings
from fireoffice.services.reference.calendar import missing_days
from fireoffice.services.reference.codes import missing_codes
from fireoffice.services.reference.standards import missing_standards

if TYPE_CHECKING:
    from fireoffice.services.office import Office

_SHIPPED: Final[tuple[tuple[str, Callable[[Session], Sequence[Record]]], ...]] = (
    ("建立代码表", missing_codes),
    ("录入放假日历", missing_days),
    ("建立文书用语", missing_wordings),
    ("建立标准", missing_standards),
)


def complete(office: Office) -> int:
    """Complete the records of older schemas, as their next change would; return how many.

    Asked for again inside each transaction, as `seed` does.
    """
    count = 0
    for register in REGISTERS.values():
        with office.reading() as session:
            if not register.incomplete(session):
                continue
        with office.change(f"补全{register.noun}", FINAL) as work:
            for record in register.incomplete(work.session):
                register.prepare(work.session, record)
                work.session.flush()
                count += 1
    return count


def seed(office: Office) -> None:
    """Put in the shipped lists that the database never had: all of a new one, later ones else.

    Each is asked for again inside its own transaction: another program may open the same new
    database at the same moment, and only the first of the two may put it in.
    """
    for label, missing in _SHIPPED:
        with office.reading() as session:
            if not missing(session):
                continue
        with office.change(label, FINAL) as work:
            work.add(*missing(work.session))
