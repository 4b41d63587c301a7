"""志愿消防队花名册, on landscape sheets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fireoffice.docs.forms.form import Form
from fireoffice.docs.forms.slots import slot


@dataclass(frozen=True)
class Member:
    """One member; personal data is masked unless it was asked for."""

    number: int = slot("序号", "从1起", required=True, default=0)
    name: str = slot("姓名", "姓名", required=True)
    sex: str = slot("性别", "性别")
    age: str = slot("年龄", "制表那天的周岁")
    id_number: str = slot("身份证号", "未要求时只印首尾")
    team: str = slot("所属队", "所属队", required=True)
    role: str = slot("职务", "队中职务", required=True)
    phone: str = slot("电话", "未要求时只印首尾")
    address: str = slot("住址", "未要求时不印")
    joined_on: date | None = slot("参加日期", "参加日期", default=None)
    certificate: str = slot("培训证号", "培训证号")
    insured_until: date | None = slot("保险止期", "保险止期", default=None)
    blood_type: str = slot("血型", "血型")
    size: str = slot("服装尺码", "服装尺码")
    note: str = slot("备注", "备注")


@dataclass(frozen=True)
class BrigadeRoster:
    """The content of a 志愿消防队花名册."""

    heading: str = slot("标题", "如邻鄂镇松林社区志愿消防队花名册", required=True)
    number: str = slot("编号", "登记簿中的编号")
    issuer: str = slot("填报单位", "镇政府或经办机构", required=True)
    dated: date | None = slot("日期", "制表日期", required=True, default=None)
    count: int = slot("人数", "共多少人", default=0)
    members: tuple[Member, ...] = slot("队员", "每名队员一行", required=True, default=())


BRIGADE_ROSTER = Form(
    name="brigade_roster",
    title="志愿消防队花名册",
    context=BrigadeRoster,
    series="消队",
    landscape=True,
)
