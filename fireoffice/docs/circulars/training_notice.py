"""培训通知: when, where, for whom, about what; with the list of those who are called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fireoffice.docs.circulars.lines import paragraphs, spoken, table
from fireoffice.docs.manuscript import Fields, Line, Manuscript, Role

_SPREADING = "宣传"
"""The kind that is no noun for a single session."""


@dataclass(frozen=True)
class Called:
    """Someone who is to come."""

    name: str
    employer: str = ""
    position: str = ""


@dataclass(frozen=True)
class TrainingNotice:
    """The content of a 培训通知. `moment` is the time of day as it was typed."""

    issuer: str
    printed_by: str
    recipients: str
    kind: str
    topic: str
    held_on: date
    place: str = ""
    lecturer: str = ""
    audience: str = ""
    expected: int | None = None
    moment: str = ""
    contact: str = ""
    phone: str = ""
    dated: date | None = None
    called: tuple[Called, ...] = ()


def training_notice(notice: TrainingNotice, number: str = "") -> Manuscript:
    """The circular that calls to a training, as a manuscript."""
    kind = notice.kind
    lines = [
        Line(Role.TITLE, f"{notice.issuer}关于开展{named(notice)}的通知"),
        Line(Role.RECIPIENTS, f"{notice.recipients}："),
        Line(Role.TEXT, _opening(notice)),
        Line(Role.FIRST, "一、时间"),
        Line(Role.TEXT, f"{spoken(notice.held_on)}{notice.moment}。"),
        Line(Role.FIRST, "二、地点"),
        Line(Role.TEXT, f"{notice.place or '另行通知'}。"),
        Line(Role.FIRST, "三、参加人员"),
        Line(Role.TEXT, _audience(notice)),
        Line(Role.FIRST, "四、内容"),
        *paragraphs(_content(notice)),
        Line(Role.FIRST, "五、有关要求"),
        Line(
            Role.TEXT,
            f"请有关单位安排好工作，组织参加人员提前15分钟到场签到，不得无故缺席。因故不能参加的，"
            f"请提前1天向{notice.contact or '镇消防安全委员会办公室'}请假。",
        ),
    ]
    if notice.contact or notice.phone:
        told = [f"联系人：{notice.contact}"] if notice.contact else []
        told += [f"联系电话：{notice.phone}"] if notice.phone else []
        lines.append(Line(Role.TEXT, "，".join(told) + "。"))
    listed = f"参加{kind}人员名单"
    if notice.called:
        lines.append(Line(Role.ATTACHMENT_NOTE, f"附件：{listed}"))
    lines += [
        Line(Role.SIGNATURE, notice.issuer),
        Line(Role.DATE, spoken(notice.dated or notice.held_on)),
    ]
    if notice.called:
        lines += [
            Line(Role.ATTACHMENT, "附件"),
            Line(Role.ATTACHMENT, listed),
            *table(
                ("姓名", "单位", "职务"),
                [(one.name, one.employer, one.position) for one in notice.called],
            ),
        ]
    fields = Fields(
        kind="通知", issuers=(notice.issuer,), number=number, printed_by=notice.printed_by
    )
    return Manuscript(fields, tuple(lines))


def named(notice: TrainingNotice) -> str:
    """The name of the session within a sentence."""
    if notice.kind == _SPREADING:
        return f"“{notice.topic}”活动"
    if notice.topic.endswith(notice.kind):
        return notice.topic
    return f"“{notice.topic}”{notice.kind}"


def _opening(notice: TrainingNotice) -> str:
    work = "宣传教育" if notice.kind == _SPREADING else f"宣传教育{notice.kind}"
    return (
        f"为深入开展消防{work}，提高火灾预防和初起火灾扑救能力，经镇政府同意，"
        f"决定开展{named(notice)}。现将有关事项通知如下。"
    )


def _audience(notice: TrainingNotice) -> str:
    who = notice.audience or "有关人员"
    count = f"，共{notice.expected}人" if notice.expected else ""
    listed = "（名单见附件）" if notice.called else ""
    return f"{who}{count}{listed}。"


def _content(notice: TrainingNotice) -> str:
    taught = f"，由{notice.lecturer}授课" if notice.lecturer else ""
    return f"{notice.topic}{taught}。"
