"""What a person holds passes to another on a day; what was done stays with who did it."""

from __future__ import annotations

from datetime import date

import pytest

from fireoffice.core.errors import InputError
from fireoffice.registers import DUTIES, GRIDS, OCCURRENCES, PEOPLE, PERSON_ROLES, VILLAGES
from fireoffice.services import details, records
from fireoffice.services.duties.handover import (
    DUTY,
    KEEPER,
    MANAGER,
    OCCURRENCE,
    ROLE,
    hand_over,
    holds,
    preview,
)
from fireoffice.services.office import Office
from fireoffice.services.records import Query

DAY = date(2021, 4, 20)


class Town:
    """A village whose one keeper, 李强, is to be followed by 赵敏."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.village = records.create(
            office, VILLAGES, {"name": "高峰村", "kind": "行政村", "manager": "李强"}
        )
        self.grid = records.create(
            office,
            GRIDS,
            {
                "code": "高峰村第1网格",
                "village": "高峰村",
                "keeper": "李强",
                "phone": "19900000001",
            },
        )
        self.giver = self.person("李强", village="高峰村", phone="19900000001")
        self.taker = self.person("赵敏", village="高峰村", phone="19900000002")
        self.role = records.create(
            office,
            PERSON_ROLES,
            {
                "person": self.giver,
                "role": "网格员",
                "village": "高峰村",
                "grid": "高峰村第1网格",
                "since": "2020-01-01",
            },
        )
        self.recurring = self.duty(frequency="每月", starts_on="2021-03-01")
        self.done = self.duty(content="年度计划", done_on="2021-03-01")

    def person(self, name: str, **values: str) -> str:
        return records.create(self.office, PEOPLE, {"name": name, **values})

    def duty(self, **values: str) -> str:
        start = {"level": "村居", "holder": "高峰村", "content": "每月巡查", "person": "李强"}
        return records.create(self.office, DUTIES, start | values)

    def value(self, register: object, key: str, name: str) -> object:
        return records.read(self.office, register, key).values[name]  # type: ignore[arg-type]

    def persons(self) -> dict[str, str]:
        """Who is to fulfil each occurrence."""
        return {
            row.values["period"]: row.values["person"]
            for row in records.query(self.office, OCCURRENCES).rows
        }


@pytest.fixture
def town(office: Office) -> Town:
    made = Town(office)
    [march] = records.query(office, OCCURRENCES, Query(search="2021年3月")).rows
    records.update(office, OCCURRENCES, march.id, {"done_on": "2021-03-30", "record": "巡查"})
    return made


def test_the_one_person_of_the_name_is_found_to_answer_for_a_duty(town: Town) -> None:
    assert town.value(DUTIES, town.recurring, "answerable") == "李强"
    duties = details.Detail("duties", "answerable", "", ())
    assert details.count(town.office, duties, town.giver) == 2


def test_of_two_of_the_same_name_the_one_of_the_village_answers_else_nobody(town: Town) -> None:
    town.person("李强", village="", employer="镇应急办")
    assert town.value(DUTIES, town.duty(village="高峰村"), "answerable") == "李强（高峰村）"
    assert town.value(DUTIES, town.duty(holder="镇政府", content="开会"), "answerable") is None


def test_the_preview_names_everything_that_moves_and_writes_nothing(town: Town) -> None:
    found = preview(town.office, town.giver, town.taker, DAY)
    assert found.words() == "任职1项、责任1项、履责2项、网格员1项、消防安全管理人1项"
    assert [one.words for one in found.moves if one.kind == OCCURRENCE] == [
        "001　2021年4月",
        "001　2021年5月",
    ]
    assert found.stays == 2
    assert town.value(GRIDS, town.grid, "keeper") == "李强"


def test_roles_end_and_begin_anew_and_what_is_open_becomes_the_takers(town: Town) -> None:
    report = hand_over(town.office, town.giver, town.taker, DAY)
    assert (report.giver, report.taker, len(report.moves)) == ("李强", "赵敏", 6)
    assert town.value(PERSON_ROLES, town.role, "until") == DAY
    [role] = records.query(town.office, PERSON_ROLES, Query(filters={"person": "赵敏"})).rows
    assert (role.values["role"], role.values["grid"], role.values["since"]) == (
        "网格员",
        "高峰村第1网格",
        DAY,
    )
    assert town.value(DUTIES, town.recurring, "person") == "赵敏"
    assert town.value(DUTIES, town.recurring, "answerable") == "赵敏"
    assert town.value(GRIDS, town.grid, "keeper") == "赵敏"
    assert town.value(GRIDS, town.grid, "phone") == "19900000002"
    assert town.value(VILLAGES, town.village, "manager") == "赵敏"


def test_what_was_done_stays_with_who_did_it(town: Town) -> None:
    hand_over(town.office, town.giver, town.taker, DAY)
    assert town.value(DUTIES, town.done, "person") == "李强"
    assert town.persons() == {"2021年3月": "李强", "2021年4月": "赵敏", "2021年5月": "赵敏"}


def test_it_is_one_operation_and_one_undo_takes_it_back(town: Town) -> None:
    hand_over(town.office, town.giver, town.taker, DAY)
    assert records.undo(town.office) == "移交：李强→赵敏"
    assert len(holds(town.office, town.giver)) == 6
    assert holds(town.office, town.taker) == ()


def test_what_is_kept_back_does_not_move(town: Town) -> None:
    keeps = [
        one.key for one in holds(town.office, town.giver) if one.kind in (MANAGER, DUTY, OCCURRENCE)
    ]
    report = hand_over(town.office, town.giver, town.taker, DAY, keeps=keeps)
    assert {one.kind for one in report.moves} == {ROLE, KEEPER}
    assert town.value(VILLAGES, town.village, "manager") == "李强"
    assert town.value(DUTIES, town.recurring, "person") == "李强"


def test_a_name_that_means_somebody_else_is_left_alone(town: Town) -> None:
    other = town.person("李强", village="", employer="镇应急办")
    assert holds(town.office, other) == ()
    assert {one.kind for one in holds(town.office, town.giver)} >= {KEEPER, MANAGER}


def test_a_role_that_the_taker_holds_already_only_ends(town: Town) -> None:
    records.create(
        town.office,
        PERSON_ROLES,
        {
            "person": town.taker,
            "role": "网格员",
            "village": "高峰村",
            "grid": "高峰村第1网格",
        },
    )
    hand_over(town.office, town.giver, town.taker, DAY)
    assert records.query(town.office, PERSON_ROLES, Query(filters={"person": "赵敏"})).total == 1


def test_what_cannot_be_is_refused_in_a_sentence(town: Town) -> None:
    with pytest.raises(InputError, match="同一个人"):
        preview(town.office, town.giver, town.giver, DAY)
    with pytest.raises(InputError, match="晚于移交日期"):
        preview(town.office, town.giver, town.taker, date(2019, 1, 1))
    with pytest.raises(InputError, match="没有要移交的"):
        hand_over(town.office, town.taker, town.giver, DAY)
    records.remove(town.office, PEOPLE, town.taker)
    with pytest.raises(InputError, match="可能已被移除"):
        hand_over(town.office, town.giver, town.taker, DAY)
