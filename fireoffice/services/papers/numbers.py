"""The numbers of papers made from records: of one series, following each other without a gap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from fireoffice.core.errors import InputError
from fireoffice.domain.numbering import PaperNumber, next_sequence
from fireoffice.services.office import Office
from fireoffice.services.papers import issuing as papers
from fireoffice.services.papers.contexts import PaperKind
from fireoffice.services.papers.register import taken_sequences

_TOWN_SUFFIX: Final = re.compile(r"(?:民族乡|街道|镇|乡)$")


def series_of(office: Office, kind: PaperKind) -> str:
    """The 机关代字 of the kind: the one whose 用途 names it, else the usual one for the form.

    Raises `InputError` for a circular of a town that has none.
    """
    own = papers.town(office)
    named = [code for code in own.codes if kind.title in own.usages.get(code, "")]
    if named:
        return named[0]
    if kind.form is None:
        if not own.code:
            raise InputError("还没有设置机关代字，不能编号。", "请在设置中填写，如邻鄂府发。")
        return own.code
    return _TOWN_SUFFIX.sub("", own.name) + kind.form.series


def next_numbers(office: Office, kind: PaperKind, year: int, count: int) -> list[PaperNumber]:
    """The `count` numbers that leave no gap behind them; they are given to no one yet.

    Where records tell of higher ones, of papers made without this program, they follow those.
    """
    series = series_of(office, kind)
    with office.reading() as session:
        taken = taken_sequences(session, series, year)
        known = kind.known_numbers(session)
    head = f"{series}〔{year}〕"
    told = (one.removeprefix(head).removesuffix("号") for one in known if one.startswith(head))
    last = max((int(one) for one in told if one.isdecimal()), default=0)
    if last >= next_sequence(taken):
        taken |= set(range(min(taken, default=last), last + 1))
    found: list[PaperNumber] = []
    for _ in range(count):
        found.append(PaperNumber(series, year, next_sequence(taken)))
        taken.add(found[-1].sequence)
    return found


def refuse_taken(session: Session, numbers: Sequence[PaperNumber]) -> None:
    """Raise `InputError` where another paper has got one of the numbers in the meantime."""
    taken = taken_sequences(session, numbers[0].series, numbers[0].year)
    for number in numbers:
        if number.sequence in taken:
            raise InputError(f"{number}刚刚被另一份文书用了。", "请再点一次制发，会用后面的文号。")
