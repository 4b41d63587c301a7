"""People, and the roles that they hold."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from fireoffice.db.fields import field
from fireoffice.db.models.base import Record
from fireoffice.domain import people
from fireoffice.domain.fields import Kind


class Person(Record):
    """Someone whom the office knows."""

    __tablename__ = "people"
    noun = "人员"
    searched = ("name", "phone", "employer", "position")

    name: Mapped[str] = field("姓名", Kind.NAME, required=True)
    sex: Mapped[str | None] = field(
        "性别", Kind.CHOICE, choices=("男", "女"), help="填了身份证号可不填"
    )
    id_number: Mapped[str | None] = field(
        "身份证号", Kind.ID_NUMBER, personal=True, unique=True, index=True
    )
    birthday: Mapped[date | None] = field(
        "出生日期", Kind.DATE, personal=True, help="填了身份证号可不填"
    )
    phone: Mapped[str | None] = field("电话", Kind.PHONE, personal=True)
    village: Mapped[str | None] = field("村（居）", Kind.REFERENCE, target="villages", index=True)
    address: Mapped[str | None] = field("住址", personal=True)
    employer: Mapped[str | None] = field("单位")
    position: Mapped[str | None] = field("职务")
    audience: Mapped[str | None] = field(
        "培训对象", Kind.CHOICE, code_list="培训对象", help="这个人属于哪一类培训对象"
    )
    note: Mapped[str | None] = field("备注", Kind.LONG_TEXT)

    def derive(self) -> None:
        if self.id_number:
            self.sex = people.sex_of(self.id_number)
            self.birthday = people.birthday_of(self.id_number)

    def title(self) -> str:
        return self.name


class PersonRole(Record):
    """One role of a person: somewhere, since, until."""

    __tablename__ = "person_roles"
    noun = "任职"
    searched = ("role",)

    person: Mapped[str] = field("人员", Kind.REFERENCE, target="people", required=True, index=True)
    role: Mapped[str] = field("角色", Kind.CHOICE, code_list="人员角色", required=True)
    village: Mapped[str | None] = field("村（居）", Kind.REFERENCE, target="villages", index=True)
    grid: Mapped[str | None] = field("网格", Kind.REFERENCE, target="grids", index=True)
    unit: Mapped[str | None] = field("单位", Kind.REFERENCE, target="units", index=True)
    since: Mapped[date | None] = field("任职日期", Kind.DATE)
    until: Mapped[date | None] = field("离任日期", Kind.DATE)
    note: Mapped[str | None] = field("备注")

    def title(self) -> str:
        return self.role
