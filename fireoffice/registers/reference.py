"""The registers behind the four: villages, grids, people, places."""

from __future__ import annotations

from sqlalchemy import func

from fireoffice.db.models import Grid, Person, PersonRole, Unit, Village
from fireoffice.registers.register import Chip, Column, Detail, Place, Register

VILLAGES = Register(
    name="villages",
    title="村（居）",
    noun=Village.noun,
    new_label="添加村（居）",
    model=Village,
    place=Place("责任清单"),
    columns=(
        Column("name", width=120),
        Column("kind", width=76),
        Column("population", width=90),
        Column("households", width=76),
        Column("head", width=90),
        Column("manager"),
    ),
    order=(("order", True), ("name", True)),
    title_field="name",
    filters=("kind",),
)

GRIDS = Register(
    name="grids",
    title="网格",
    noun=Grid.noun,
    new_label="添加网格",
    model=Grid,
    place=Place("责任清单"),
    columns=(
        Column("code", width=120),
        Column("village", width=90),
        Column("scope"),
        Column("households", width=76),
        Column("population", width=76),
        Column("keeper", width=90),
    ),
    order=(("code", True),),
    title_field="code",
    filters=("village",),
    chips=(
        Chip("keeperless", "缺网格员", lambda _: func.coalesce(Grid.keeper, "") == "", "amber"),
    ),
    carried=("village",),
)

PEOPLE = Register(
    name="people",
    title="人员",
    noun=Person.noun,
    new_label="添加人员",
    model=Person,
    place=Place("责任清单"),
    columns=(
        Column("name", width=90),
        Column("sex", width=46),
        Column("phone", width=120),
        Column("village", width=90),
        Column("employer"),
        Column("position", width=110),
    ),
    order=(("name", True),),
    title_field="name",
    filters=("village", "audience", "sex"),
    told_apart_by=("village", "employer", "position"),
    duplicates=(("id_number",), ("name", "phone"), ("name", "village", "employer")),
    details=(
        Detail("person_roles", "person", "任职", ("role", "village", "grid", "unit", "until")),
    ),
    carried=("village", "employer", "audience"),
)

PERSON_ROLES = Register(
    name="person_roles",
    title="任职",
    noun=PersonRole.noun,
    new_label="添加任职",
    model=PersonRole,
    place=Place(inside="person"),
    columns=(
        Column("role", width=130),
        Column("person", width=90),
        Column("village", width=90),
        Column("grid", width=130),
        Column("unit"),
        Column("since", width=96),
        Column("until", width=96),
    ),
    order=(("role", True), ("village", True)),
    title_field="role",
    filters=("role", "village"),
    chips=(Chip("current", "现任", lambda _: PersonRole.until.is_(None)),),
    duplicates=(("person", "role", "village", "grid", "unit"),),
)

UNITS = Register(
    name="units",
    title="场所",
    noun=Unit.noun,
    new_label="登记场所",
    model=Unit,
    place=Place("隐患台账"),
    columns=(
        Column("name"),
        Column("kind", width=90),
        Column("category", width=110),
        Column("village", width=90),
        Column("grid", width=110, wide=True),
        Column("address", width=200, wide=True),
        Column("responsible", width=110),
        Column("risk", width=76),
    ),
    order=(("name", True),),
    title_field="name",
    told_apart_by=("village", "address"),
    filters=("village", "kind", "category", "risk"),
    duplicates=(("name", "village"), ("credit_code",)),
    carried=("village", "grid", "kind", "category"),
)
