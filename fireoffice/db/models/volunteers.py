"""志愿队伍: the roster of the volunteer brigades."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from fireoffice.db.fields import field
from fireoffice.db.models.base import NO_DEADLINE, Record, Staged
from fireoffice.domain import people, volunteers
from fireoffice.domain.fields import Kind


class Volunteer(Staged, Record):
    """One member of a brigade."""

    __tablename__ = "volunteers"
    __table_args__ = (
        Index("ix_volunteers_order", "deleted_at", "closed", "due_order", "id"),
        Index("ix_volunteers_deleted_at_number", "deleted_at", "number", "id"),
    )
    noun = "队员"
    searched = ("number", "name", "phone", "role", "address")

    number: Mapped[str | None] = field(
        "编号", automatic=True, unique=True, index=True, group="队员"
    )
    name: Mapped[str] = field("姓名", Kind.NAME, required=True, index=True, group="队员")
    village: Mapped[str] = field(
        "村（居）", Kind.REFERENCE, target="villages", required=True, index=True, group="队员"
    )
    team: Mapped[str] = field(
        "所属队",
        Kind.REFERENCE,
        target="teams",
        required=True,
        index=True,
        group="队员",
        aliases=("队伍", "所属队伍"),
    )
    person: Mapped[str | None] = field(
        "人员", Kind.REFERENCE, target="people", index=True, automatic=True, group="队员"
    )
    role: Mapped[str | None] = field(
        "职务", Kind.CHOICE, choices=volunteers.ROLES, default="队员", group="队员"
    )
    phone: Mapped[str | None] = field(
        "电话", Kind.PHONE, personal=True, group="队员", aliases=("联系电话", "手机")
    )
    id_number: Mapped[str | None] = field(
        "身份证号", Kind.ID_NUMBER, personal=True, unique=True, index=True, group="身份"
    )
    sex: Mapped[str | None] = field(
        "性别", Kind.CHOICE, choices=("男", "女"), group="身份", help="填了身份证号可不填"
    )
    birthday: Mapped[date | None] = field(
        "出生日期", Kind.DATE, personal=True, group="身份", help="填了身份证号可不填"
    )
    nation: Mapped[str | None] = field("民族", group="身份")
    education: Mapped[str | None] = field(
        "文化程度", Kind.CHOICE, code_list="文化程度", group="身份"
    )
    address: Mapped[str | None] = field("住址", personal=True, group="身份")
    blood_type: Mapped[str | None] = field(
        "血型", Kind.CHOICE, choices=("A", "B", "O", "AB", "不详"), group="身份"
    )
    veteran: Mapped[bool | None] = field("退役军人", Kind.BOOLEAN, group="身份")
    certificate: Mapped[str | None] = field("培训证号", group="保障")
    certified_until: Mapped[date | None] = field("培训证有效期至", Kind.DATE, group="保障")
    health_check_on: Mapped[date | None] = field("体检日期", Kind.DATE, group="保障")
    healthy_until: Mapped[date | None] = field("体检有效期至", Kind.DATE, group="保障")
    insurer: Mapped[str | None] = field("保险公司", group="保障")
    policy: Mapped[str | None] = field("保单号", group="保障")
    insured_until: Mapped[date | None] = field(
        "保险止期", Kind.DATE, group="保障", aliases=("保险到期", "止期")
    )
    next_paper: Mapped[str | None] = field("最先到期", derived=True, group="保障")
    next_due: Mapped[date | None] = field("到期日", Kind.DATE, derived=True, group="保障")
    size: Mapped[str | None] = field("服装尺码", group="保障", help="如175/96A")
    shoe_size: Mapped[str | None] = field("鞋码", group="保障")
    hat_size: Mapped[str | None] = field("帽围", group="保障")
    joined_on: Mapped[date | None] = field("参加日期", Kind.DATE, group="进出")
    left_on: Mapped[date | None] = field("退出日期", Kind.DATE, group="进出")
    left_why: Mapped[str | None] = field("退出原因", group="进出")
    note: Mapped[str | None] = field("备注", Kind.LONG_TEXT, group="进出")

    def derive(self) -> None:
        if self.id_number:
            self.sex = people.sex_of(self.id_number)
            self.birthday = people.birthday_of(self.id_number)
        now = volunteers.stage(self.left_on)
        self.stage, self.closed = now.value, now is volunteers.Stage.LEFT
        first = volunteers.first_to_lapse(self.ends())
        self.next_paper = first[0].name if first else None
        self.next_due = first[1] if first else None
        self.due_order = self.next_due or NO_DEADLINE

    def ends(self) -> dict[str, date | None]:
        """The last days of the papers that run out, by field."""
        return {paper.field: getattr(self, paper.field) for paper in volunteers.PAPERS}

    def title(self) -> str:
        return self.name


class Absence(Record):
    """请假: days on which a volunteer is not put down for duty."""

    __tablename__ = "absences"
    noun = "请假"
    searched = ("reason",)

    volunteer: Mapped[str] = field(
        "队员", Kind.REFERENCE, target="volunteers", required=True, index=True, group="请假"
    )
    first: Mapped[date] = field("起", Kind.DATE, required=True, default="今天", group="请假")
    last: Mapped[date | None] = field("止", Kind.DATE, group="请假", help="不填为还没有销假")
    reason: Mapped[str | None] = field("事由", group="请假")

    def title(self) -> str:
        return f"{self.first}请假"
