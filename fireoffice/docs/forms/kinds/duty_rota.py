"""值班表 of one team and month, a landscape sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fireoffice.docs.forms.form import Form
from fireoffice.docs.forms.slots import slot


@dataclass(frozen=True)
class Week:
    """One row of the calendar; days of other months are empty."""

    monday_date: str = slot("周一日期", "周一是几日，休息日后有“休”")
    monday: str = slot("周一", "周一值班人，一行一人", required=True)
    tuesday_date: str = slot("周二日期", "周二是几日，休息日后有“休”")
    tuesday: str = slot("周二", "周二值班人，一行一人", required=True)
    wednesday_date: str = slot("周三日期", "周三是几日，休息日后有“休”")
    wednesday: str = slot("周三", "周三值班人，一行一人", required=True)
    thursday_date: str = slot("周四日期", "周四是几日，休息日后有“休”")
    thursday: str = slot("周四", "周四值班人，一行一人", required=True)
    friday_date: str = slot("周五日期", "周五是几日，休息日后有“休”")
    friday: str = slot("周五", "周五值班人，一行一人", required=True)
    saturday_date: str = slot("周六日期", "周六是几日，休息日后有“休”")
    saturday: str = slot("周六", "周六值班人，一行一人", required=True)
    sunday_date: str = slot("周日日期", "周日是几日，休息日后有“休”")
    sunday: str = slot("周日", "周日值班人，一行一人", required=True)


@dataclass(frozen=True)
class DutyRota:
    """The content of a 值班表."""

    heading: str = slot("标题", "如高石村志愿消防队2021年5月值班表", required=True)
    number: str = slot("编号", "登记簿中的编号")
    issuer: str = slot("填报单位", "镇政府或经办机构")
    dated: date | None = slot("日期", "制表日期", required=True, default=None)
    phone: str = slot("值班电话", "队伍的值班电话")
    counts: str = slot("次数", "本月各人值班次数")
    weeks: tuple[Week, ...] = slot("周次", "每周一行", required=True, default=())


DUTY_ROTA = Form(
    name="duty_rota",
    title="值班表",
    context=DutyRota,
    series="消值",
    landscape=True,
)
