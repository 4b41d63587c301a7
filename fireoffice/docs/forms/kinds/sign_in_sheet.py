"""签到表 of a training, with the expected names or blank lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fireoffice.docs.forms.form import Form
from fireoffice.docs.forms.slots import slot


@dataclass(frozen=True)
class Attendee:
    """One line; all but the number may be empty, to be written by hand."""

    number: int = slot("序号", "从1起", required=True, default=0)
    name: str = slot("姓名", "应到人员的姓名", required=True)
    employer: str = slot("单位", "所在单位或村（居）", required=True)
    position: str = slot("职务", "职务")
    phone: str = slot("电话", "联系电话，只在要求时印出")


@dataclass(frozen=True)
class TwoAttendees:
    """Two lines beside each other; the right one may be missing."""

    left_number: str = slot("左序号", "左栏的序号", required=True)
    left_name: str = slot("左姓名", "左栏的姓名", required=True)
    left_employer: str = slot("左单位", "左栏的单位")
    right_number: str = slot("右序号", "右栏的序号", required=True)
    right_name: str = slot("右姓名", "右栏的姓名", required=True)
    right_employer: str = slot("右单位", "右栏的单位")


@dataclass(frozen=True)
class SignInSheet:
    """The content of a 签到表."""

    heading: str = slot("标题", "如邻鄂镇消防安全培训签到表", required=True)
    number: str = slot("编号", "登记簿中的编号")
    topic: str = slot("主题", "活动主题", required=True)
    held_on: date | None = slot("日期", "活动日期", required=True, default=None)
    place: str = slot("地点", "活动地点")
    host: str = slot("主办", "主办单位")
    lecturer: str = slot("授课人", "授课人姓名")
    audience: str = slot("对象", "对象群体")
    expected: str = slot("应到", "应到人数")
    attendees: tuple[Attendee, ...] = slot(
        "参加人", "应到人员和空行，每人一行", required=True, default=()
    )
    pairs: tuple[TwoAttendees, ...] = slot("两栏行", "选了两栏时代替参加人，每行两人", default=())


SIGN_IN_SHEET = Form(
    name="sign_in_sheet",
    title="签到表",
    context=SignInSheet,
    series="消签",
)
