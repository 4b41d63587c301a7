"""Records that registers make by themselves, day by day."""

from __future__ import annotations

from fireoffice.db.work import FINAL
from fireoffice.registers import REGISTERS
from fireoffice.services.office import Office

LABEL = "生成今天的记录"


def produce(office: Office) -> int:
    """Make the records that there should be today and are not; return how many were made.

    One operation for each register, none if nothing is missing. It is not among what the user
    takes back.
    """
    today, count = office.clock.today(), 0
    for register in REGISTERS.values():
        if register.daily is None:
            continue
        with office.reading() as session:
            if not register.daily.missing(session, today):
                continue
        with office.change(register.daily.label, FINAL) as work:
            missing = register.daily.missing(work.session, today)
            work.add(*missing)
            count += len(missing)
    return count
