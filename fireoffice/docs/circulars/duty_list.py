"""责任清单 printed as a circular: 印发通知 with the list as a landscape attachment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fireoffice.docs.circulars.lines import spoken, table
from fireoffice.docs.manuscript import Fields, Line, Manuscript, Role

_HEADS = ("层级", "责任主体", "责任人", "责任类别", "责任内容", "依据", "频次", "完成时限")


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
        Line(Role.TITLE, f"关于印发{titled}的通知"),
        Line(Role.RECIPIENTS, f"{content.recipients}："),
        Line(Role.TEXT, f"经镇政府同意，现将{titled}印发给你们，请认真贯彻落实。"),
        Line(Role.ATTACHMENT_NOTE, f"附件：{content.subject}"),
        Line(Role.SIGNATURE, content.issuer),
        Line(Role.DATE, spoken(content.dated)),
        Line(Role.LANDSCAPE, "附件"),
        Line(Role.LANDSCAPE, content.subject),
        *table(_HEADS, [_row(one) for one in content.duties], "—"),
    ]
    fields = Fields(
        kind="通知", issuers=(content.issuer,), number=number, printed_by=content.printed_by
    )
    return Manuscript(fields, tuple(lines))


def _row(one: DutyEntry) -> tuple[str, ...]:
    return (
        one.level,
        one.holder,
        one.person,
        one.category,
        one.content,
        one.basis,
        one.frequency,
        one.due,
    )
