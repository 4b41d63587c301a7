"""责任清单 printed as a circular: 印发通知 with the list as its 印发件."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fireoffice.docs.cells import NEW_LINE
from fireoffice.docs.circulars.lines import cell, spoken, table
from fireoffice.docs.manuscript import Fields, Line, Manuscript, Role

_HEADS = ("层级", "责任主体", "责任人", "责任内容", "依据", "频次时限")


@dataclass(frozen=True)
class DutyEntry:
    """One duty of the list; `due` as it is to be printed."""

    level: str
    holder: str
    person: str
    category: str
    content: str
    basis: str
    frequency: str
    due: str


@dataclass(frozen=True)
class DutyList:
    """The content of the circular. `subject` names the list, as 邻鄂镇2021年消防安全责任清单."""

    issuer: str
    printed_by: str
    recipients: str
    subject: str
    dated: date
    duties: tuple[DutyEntry, ...]


def duty_list(content: DutyList, number: str = "") -> Manuscript:
    """The circular that prints and sends the list, as a manuscript."""
    titled = f"《{content.subject}》"
    lines = [
        Line(Role.TITLE, f"{content.issuer}关于印发{titled}的通知"),
        Line(Role.RECIPIENTS, f"{content.recipients}："),
        Line(Role.TEXT, f"经镇政府同意，现将{titled}印发给你们，请认真贯彻落实。"),
        Line(Role.SIGNATURE, content.issuer),
        Line(Role.DATE, spoken(content.dated)),
        Line(Role.ENCLOSURE, content.subject),
        *table(_HEADS, [_row(one) for one in content.duties], "—"),
    ]
    fields = Fields(
        kind="通知", issuers=(content.issuer,), number=number, printed_by=content.printed_by
    )
    return Manuscript(fields, tuple(lines))


def _row(one: DutyEntry) -> tuple[str, ...]:
    """The cells of a duty: upright, what belongs together shares a cell, line below line."""
    return (
        one.level,
        one.holder,
        _together(one.person, one.category),
        one.content,
        one.basis,
        _together(one.frequency, one.due),
    )


def _together(*texts: str) -> str:
    return NEW_LINE.join(cell(text) for text in texts if text.strip())
