"""Records as people enter them: numbers given, words understood, rules told in one sentence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fireoffice.core.clock import FixedClock
from fireoffice.core.errors import InputError
from fireoffice.registers import DUTIES, HAZARDS, TEAMS, TRAININGS, UNITS, VILLAGES, VOLUNTEERS
from fireoffice.services import records, steps
from fireoffice.services.entry import drafts
from fireoffice.services.office import Office
from fireoffice.services.records import FieldErrors, Query
from fireoffice.services.reference.town import TownSetup, VillageSetup, set_up

HAZARD = {"place": "老街李家副食店", "village": "松林社区", "description": "楼梯间堆放木料"}


@pytest.fixture
def town(office: Office) -> Office:
    villages = (VillageSetup("松林社区", population=3260), VillageSetup("高石村"))
    set_up(office, TownSetup("邻鄂镇", "黔江区邻鄂镇人民政府", ("邻鄂府发",), villages))
    return office


def _value(office: Office, key: str, name: str) -> object:
    return records.read(office, HAZARDS, key).values[name]


def test_numbers_are_given_by_the_year_of_the_finding(town: Office) -> None:
    days = ("2021-04-01", "2020-12-31", "2021-04-02")
    keys = [records.create(town, HAZARDS, HAZARD | {"found_on": day}) for day in days]
    assert [_value(town, key, "number") for key in keys] == ["2021-0001", "2020-0001", "2021-0002"]


def test_a_number_given_by_hand_is_kept_and_counted_on_from(town: Office) -> None:
    records.create(town, HAZARDS, HAZARD | {"number": "2021-9999"})
    key = records.create(town, HAZARDS, HAZARD)
    assert _value(town, key, "number") == "2021-10000"
    following = records.create(town, HAZARDS, HAZARD)
    assert _value(town, following, "number") == "2021-10001"


def test_the_number_of_a_removed_record_is_not_given_again(town: Office) -> None:
    key = records.create(town, HAZARDS, HAZARD)
    records.remove(town, HAZARDS, key, "重复")
    assert _value(town, records.create(town, HAZARDS, HAZARD), "number") == "2021-0002"


def test_what_the_form_starts_with_is_what_an_empty_form_makes(town: Office) -> None:
    started = records.defaults(town, HAZARDS)
    assert started == {"found_on": date(2021, 4, 20), "grade": "一般"}
    key = records.create(town, HAZARDS, HAZARD)
    assert _value(town, key, "found_on") == date(2021, 4, 20)


def test_fields_may_be_named_by_their_labels(town: Office) -> None:
    key = records.create(
        town, HAZARDS, {"场所": "福源超市", "村（居）": "高石村", "隐患描述": "出口上锁"}
    )
    assert _value(town, key, "village") == "高石村"
    page = records.query(town, HAZARDS, Query(filters={"村（居）": "高石村"}))
    assert [row.id for row in page.rows] == [key]


def test_a_place_named_like_a_unit_of_the_village_is_that_unit(town: Office) -> None:
    unit = {"name": "老街李家副食店", "kind": "九小场所", "village": "松林社区"}
    records.create(town, UNITS, unit)
    key = records.create(town, HAZARDS, HAZARD)
    assert _value(town, key, "unit") == "老街李家副食店"
    records.update(town, HAZARDS, key, {"place": "别处"})
    assert _value(town, key, "unit") is None


def test_a_unit_chosen_by_hand_stays_until_the_place_is_another(town: Office) -> None:
    unit = {"name": "福源超市", "kind": "九小场所", "village": "松林社区"}
    records.create(town, UNITS, unit)
    key = records.create(town, HAZARDS, HAZARD | {"unit": "福源超市"})
    records.update(town, HAZARDS, key, {"note": "备注"})
    assert _value(town, key, "unit") == "福源超市"
    records.update(town, HAZARDS, key, {"place": "别处"})
    assert _value(town, key, "unit") is None


def test_a_corrected_identity_number_corrects_what_follows_from_it(town: Office) -> None:
    records.create(town, TEAMS, {"name": "高石村志愿消防队"})
    volunteer = {"name": "李强", "village": "高石村", "team": "高石村志愿消防队"}
    key = records.create(town, VOLUNTEERS, volunteer | {"id_number": "990000198607261377"})
    records.update(town, VOLUNTEERS, key, {"id_number": "990000198808239096"})
    assert records.read(town, VOLUNTEERS, key).values["birthday"] == date(1988, 8, 23)


def test_what_was_done_again_is_called_by_its_first_name(town: Office) -> None:
    records.create(town, HAZARDS, HAZARD)
    for _ in range(3):
        assert records.undo(town) == "登记隐患"
        assert records.redo(town) == "登记隐患"
    assert records.can_undo(town) == "登记隐患"


def test_the_next_step_leads_from_finding_to_the_end(town: Office, clock: FixedClock) -> None:
    key = records.create(town, HAZARDS, HAZARD | {"first_due": "2021-04-30", "responsible": "店主"})
    taken: list[str] = []
    while step := steps.offered(town, HAZARDS, records.read(town, HAZARDS, key)).following:
        taken.append(step.label)
        clock.advance(timedelta(days=1))
        today = {"day": "今天"} | ({"people": "李强"} if step.label == "登记复查" else {})
        steps.take(town, HAZARDS, key, step, step.presets | today)
    assert taken == ["下达整改通知", "登记整改开始", "登记整改完成", "登记复查", "销号"]
    record = records.read(town, HAZARDS, key)
    assert (record.stage, record.closed) == ("已销号", True)
    actions = list(dict.fromkeys(entry.action for entry in record.history))
    assert actions == [*reversed(taken), "登记隐患"]


def test_rules_between_fields_are_told_at_the_field(town: Office) -> None:
    key = records.create(town, HAZARDS, HAZARD)
    with pytest.raises(FieldErrors) as caught:
        records.update(town, HAZARDS, key, {"first_due": "2021-04-01"})
    assert caught.value.problems == {"first_due": "初定期限早于排查日期2021-04-20，请核对。"}
    assert _value(town, key, "first_due") is None


def test_the_first_of_several_problems_is_the_sentence(town: Office) -> None:
    with pytest.raises(FieldErrors) as caught:
        records.create(town, HAZARDS, HAZARD | {"first_due": "2021-4-31", "village": "无此村"})
    assert "4月只有30天" in str(caught.value) or "无此村" in str(caught.value)
    assert caught.value.hint == "另有1处也需要改正。"


def test_sex_and_birthday_follow_from_the_identity_number(town: Office) -> None:
    records.create(town, TEAMS, {"name": "高石村志愿消防队"})
    volunteer = {"name": "李强", "village": "高石村", "team": "高石村志愿消防队"}
    key = records.create(town, VOLUNTEERS, volunteer | {"id_number": "99000019860726137７"})
    values = records.read(town, VOLUNTEERS, key).values
    assert (values["sex"], values["birthday"]) == ("男", date(1986, 7, 26))


def test_more_people_than_were_expected_is_asked_about(town: Office) -> None:
    with pytest.raises(FieldErrors, match="实到30人多于应到20人"):
        records.create(town, TRAININGS, {"topic": "网格员培训", "expected": "20", "attended": "30"})


def test_an_unchanged_value_that_is_no_longer_a_choice_is_left_alone(town: Office) -> None:
    from sqlalchemy import select

    from fireoffice.db.models import CodeValue

    key = records.create(town, HAZARDS, HAZARD | {"source": "日常检查"})
    with town.change("停用") as work:
        code = work.session.scalars(select(CodeValue).where(CodeValue.value == "日常检查")).one()
        work.set(code, valid_to=date(2021, 4, 1))
    assert "日常检查" not in records.choices(town, HAZARDS.field("source"))
    records.update(town, HAZARDS, key, {"source": "日常检查", "part": "楼梯间"})
    with pytest.raises(FieldErrors, match="来源没有“日常检查”"):
        records.create(town, HAZARDS, HAZARD | {"source": "日常检查"})


def test_choices_of_a_reference_are_the_names_in_their_order(town: Office) -> None:
    assert records.choices(town, HAZARDS.field("village")) == ("松林社区", "高石村")


def test_a_name_borne_by_two_is_not_guessed(town: Office) -> None:
    for name in ("高石村", "松林社区"):
        records.create(town, UNITS, {"name": "福源超市", "kind": "九小场所", "village": name})
    with pytest.raises(FieldErrors, match="“福源超市”有不止一个"):
        records.create(town, HAZARDS, HAZARD | {"unit": "福源超市"})


def test_suggestions_are_what_stands_elsewhere_most_frequent_first(town: Office) -> None:
    for handler in ("王芳", "李强", "王芳"):
        records.create(town, HAZARDS, HAZARD | {"handler": handler})
    assert records.suggestions(town, HAZARDS, "handler") == ("王芳", "李强")
    assert records.suggestions(town, HAZARDS, "handler", "李") == ("李强",)


def test_a_village_in_use_is_not_removed(town: Office) -> None:
    records.create(town, HAZARDS, HAZARD)
    village = records.query(town, VILLAGES, Query(search="松林")).rows[0]
    with pytest.raises(InputError, match="还被1条隐患使用"):
        records.remove(town, VILLAGES, village.id)


def test_a_record_that_is_not_there_is_told(town: Office) -> None:
    with pytest.raises(InputError, match="找不到这条责任"):
        records.read(town, DUTIES, "没有")


def test_with_nothing_done_there_is_nothing_to_undo(office: Office) -> None:
    with pytest.raises(InputError, match="没有可以撤销的操作"):
        records.undo(office)


def test_drafts_are_kept_replaced_and_forgotten_without_history(office: Office) -> None:
    drafts.keep_draft(office, "form:hazards", {"place": "老街<&>𠮷"})
    drafts.keep_draft(office, "form:hazards", {"place": "河街"})
    drafts.keep_draft(office, "paper:1", ["一", None])
    assert drafts.draft(office, "form:hazards") == {"place": "河街"}
    assert drafts.drafts(office, "form:") == ("form:hazards",)
    drafts.drop_draft(office, "form:hazards")
    assert drafts.draft(office, "form:hazards") is None
    assert records.can_undo(office) == ""
