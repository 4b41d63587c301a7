"""What happens to hazards is recorded, corrected, withdrawn: one table for all who ask."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from fireoffice import cli
from fireoffice.core.errors import InputError
from fireoffice.core.settings import Settings, save_settings
from fireoffice.domain.hazards import TABLE, EventKind, State, row_of
from fireoffice.registers import CALENDAR, HAZARDS
from fireoffice.services import records, steps
from fireoffice.services.attachments import register as attachments
from fireoffice.services.entry import bulk
from fireoffice.services.hazards import events as hazard_events
from fireoffice.services.hazards.corrections import event_form
from fireoffice.services.hazards.recurrence import recurrences
from fireoffice.services.hazards.steps import allowed, happenings
from fireoffice.services.history import operations
from fireoffice.services.office import Office
from fireoffice.services.records import FieldErrors, Query
from fireoffice.services.reference.calendar import working_calendar
from fireoffice.services.safekeeping import backups
from tests.hazard_lives import ABOUT


def made(office: Office, **values: str) -> str:
    return records.create(office, HAZARDS, ABOUT | {"found_on": "2021-04-01"} | values)


def ordered(office: Office, **values: str) -> str:
    key = made(office, responsible="店主", **values)
    hazard_events.record_event(office, key, "限期", {"day": "2021-04-02", "due": "2021-04-16"})
    return key


def fixed(office: Office) -> str:
    key = ordered(office)
    hazard_events.record_event(office, key, "整改完成", {"day": "2021-04-10"})
    return key


def closed(office: Office) -> str:
    key = fixed(office)
    recheck = {"day": "2021-04-12", "people": "李强", "result": "合格"}
    hazard_events.record_event(office, key, "复查", recheck)
    hazard_events.record_event(office, key, "销号", {"day": "2021-04-12"})
    return key


def test_one_event_is_one_operation_named_by_its_verb_and_can_be_undone(town: Office) -> None:
    key = fixed(town)
    assert records.can_undo(town) == "登记整改完成"
    assert records.read(town, HAZARDS, key).values["fixed_on"] == date(2021, 4, 10)
    assert records.undo(town) == "登记整改完成"
    record = records.read(town, HAZARDS, key)
    assert (record.stage, record.values["fixed_on"]) == ("待整改", None)
    assert records.redo(town) == "登记整改完成"
    assert records.read(town, HAZARDS, key).stage == "待复查"
    assert backups.check(town).ok


def test_the_five_commitments_are_written_with_the_notice(town: Office) -> None:
    key = made(town)
    given = {
        "due": "2021-04-30",
        "整改责任人": "张三",
        "整改资金": "自筹2万元",
        "number": "通〔2021〕1号",
    }
    hazard_events.record_event(town, key, "下达整改通知", given)
    values = records.read(town, HAZARDS, key).values
    assert (values["responsible"], values["funds"]) == ("张三", "自筹2万元")
    assert (values["notice_number"], values["notified_on"]) == ("通〔2021〕1号", date(2021, 4, 20))
    assert records.undo(town) == "下达整改通知"
    assert records.read(town, HAZARDS, key).values["responsible"] is None


def test_a_major_hazard_asks_for_all_five_and_for_its_basis(town: Office) -> None:
    with pytest.raises(FieldErrors) as caught:
        made(town, grade="重大")
    assert caught.value.problems == {"basis": "重大隐患请填写判定依据（条款及版本）。"}
    key = made(town, grade="重大", basis="GB 35181—2025第5.1条")
    with pytest.raises(FieldErrors) as caught:
        hazard_events.record_event(town, key, "限期", {"due": "2021-04-30"})
    assert set(caught.value.problems) == {"responsible", "measures", "funds", "precautions"}
    assert records.read(town, HAZARDS, key).stage == "待告知"


def test_a_term_in_working_days_makes_the_date(town: Office) -> None:
    key = made(town, term="5", counting="工作日")
    assert records.read(town, HAZARDS, key).values["due"] == date(2021, 4, 9)
    hazard_events.record_event(town, key, "限期", {"day": "2021-04-20"})
    assert records.read(town, HAZARDS, key).values["due"] == date(2021, 4, 26)
    given = {"day": "2021-04-20", "term": "5", "due": "2021-04-30", "counting": "天"}
    with pytest.raises(FieldErrors, match="不一致，请只填一个"):
        hazard_events.record_event(town, key, "限期", given)


def test_a_year_not_announced_says_so_and_takes_a_date_by_hand(town: Office) -> None:
    for row in records.query(town, CALENDAR, Query(filters={"year": "2021"}, limit=-1)).rows:
        records.remove(town, CALENDAR, row.id)
    assert 2021 not in working_calendar(town).years
    with pytest.raises(InputError, match="该年未公布"):
        made(town, term="5", counting="工作日")
    key = made(town)
    given = {"day": "2021-04-20", "term": "5", "counting": "工作日"}
    with pytest.raises(FieldErrors) as caught:
        hazard_events.record_event(town, key, "限期", given)
    assert "直接填写日期" in caught.value.problems["due"]
    hazard_events.record_event(town, key, "限期", given | {"due": "2021-04-27"})
    assert records.read(town, HAZARDS, key).values["due"] == date(2021, 4, 27)


def test_the_office_edits_its_calendar_and_what_it_took_out_does_not_come_back(
    town: Office,
) -> None:
    (row,) = records.query(town, CALENDAR, Query(filters={"day": "2021-05-05"})).rows
    records.remove(town, CALENDAR, row.id)
    assert working_calendar(town).is_workday(date(2021, 5, 5))
    town.close()
    with Office.open(town.folder, town.clock) as again:
        assert working_calendar(again).is_workday(date(2021, 5, 5))


def test_found_and_put_right_on_the_spot_is_one_action(town: Office) -> None:
    key = hazard_events.register_fixed(
        town, ABOUT | {"found_on": "2021-04-19"}, {"note": "当场移走"}
    )
    record = records.read(town, HAZARDS, key)
    assert (record.stage, record.values["fixed_on"]) == ("待复查", date(2021, 4, 19))
    assert records.undo(town) == "登记当场改正的隐患"
    assert records.query(town, HAZARDS).total == 0


def test_what_was_put_right_on_the_spot_comes_with_its_photos_or_not_at_all(
    town: Office, tmp_path: Path
) -> None:
    before, after = tmp_path / "前.png", tmp_path / "后.png"
    for place, file in enumerate((before, after)):
        Image.new("RGB", (8, 8), (place * 200, 0, 0)).save(file)
    photos = {"整改前": [before], "整改后": [after]}
    key = hazard_events.register_fixed(town, ABOUT, {"people": "店主"}, photos)
    assert [one.role for one in attachments.listing(town, HAZARDS, key)] == ["整改前", "整改后"]
    assert records.undo(town) == "登记当场改正的隐患"
    assert attachments.listing(town, HAZARDS, key) == ()
    broken = tmp_path / "坏.jpg"
    broken.write_bytes(b"")
    with pytest.raises(InputError, match=r"坏\.jpg"):
        hazard_events.register_fixed(town, ABOUT, {}, {"整改前": [broken]})
    assert records.query(town, HAZARDS).total == 0


def test_the_form_of_a_correction_holds_what_was_recorded_and_tells_what_keeps_it(
    town: Office,
) -> None:
    key = fixed(town)
    _, notice, done = happenings(town, key)
    form = event_form(town, notice.id)
    assert (form.verb, form.texts["due"]) == ("下达整改通知", "2021-04-16")
    assert "responsible" not in form.texts
    assert form.kept_by == ""
    assert event_form(town, done.id).texts["people"] == "店主"
    recheck = {"day": "2021-04-12", "people": "李强", "result": "合格"}
    hazard_events.record_event(town, key, "复查", recheck)
    assert "“登记复查”就不成立" in event_form(town, done.id).kept_by
    hazard_events.correct_event(town, notice.id, {"due": "15日"})
    assert records.read(town, HAZARDS, key).values["due"] == date(2021, 4, 17)
    hazard_events.correct_event(town, notice.id, {"term": "20"})
    assert records.read(town, HAZARDS, key).values["due"] == date(2021, 4, 22)
    hazard_events.withdraw_event(town, happenings(town, key)[-1].id)
    with pytest.raises(InputError, match="找不到这一项经过"):
        event_form(town, "没有的")


def test_what_follows_from_events_is_not_typed(town: Office) -> None:
    key = fixed(town)
    with pytest.raises(FieldErrors) as caught:
        records.update(town, HAZARDS, key, {"closed_on": "2021-04-12", "fixed_on": "2021-04-10"})
    assert set(caught.value.problems) == {"closed_on"}


def test_the_same_event_for_many_is_all_or_nothing(town: Office) -> None:
    many = [ordered(town) for _ in range(3)]
    hazard_events.record_event(town, many[2], "移送", {"unit": "区住建委"})
    with pytest.raises(FieldErrors, match="2021-0003福源超市：隐患现在是“已移送”"):
        hazard_events.record_events(town, many, "督办", {"unit": "区政府"})
    assert records.can_undo(town) == "移送"
    assert len(hazard_events.record_events(town, many[:2], "督办", {"unit": "区政府"})) == 2
    assert records.counts(town, HAZARDS)["supervised"] == 2
    assert records.undo(town) == "督办"
    assert records.counts(town, HAZARDS)["supervised"] == 0


def test_a_correction_keeps_what_stood_there_and_is_judged_with_the_rest(town: Office) -> None:
    key = closed(town)
    event = next(one for one in happenings(town, key) if one.title == "整改完成")
    hazard_events.correct_event(town, event.id, {"day": "2021-04-11"})
    record = records.read(town, HAZARDS, key)
    assert record.values["fixed_on"] == date(2021, 4, 11)
    newest = record.history[0]
    assert (newest.action, newest.old, newest.new) == ("更正经过", "2021-04-10", "2021-04-11")
    with pytest.raises(FieldErrors, match="“登记复查”就不成立"):
        hazard_events.correct_event(town, event.id, {"day": "2021-04-13"})
    with pytest.raises(FieldErrors, match="请填写整改完成日期"):
        hazard_events.correct_event(town, event.id, {"day": ""})
    notice = happenings(town, key)[1]
    hazard_events.correct_event(town, notice.id, {"due": "2021-04-18", "number": "通〔2021〕2号"})
    assert records.read(town, HAZARDS, key).values["due"] == date(2021, 4, 18)


def test_an_event_that_never_was_is_withdrawn_unless_others_rest_on_it(town: Office) -> None:
    key = closed(town)
    told = happenings(town, key)
    with pytest.raises(InputError, match="“登记复查”就不成立"):
        hazard_events.withdraw_event(town, told[2].id)
    hazard_events.withdraw_event(town, told[-1].id, "登记错了")
    assert records.read(town, HAZARDS, key).stage == "待复查"
    assert [one.title for one in happenings(town, key)][-1] == "复查合格"
    assert records.undo(town) == "撤回经过"
    assert records.read(town, HAZARDS, key).stage == "已销号"


def test_the_registration_is_not_changed_under_its_events(town: Office) -> None:
    key = closed(town)
    with pytest.raises(InputError, match="请换人复查"):
        records.update(town, HAZARDS, key, {"responsible": "李强"})
    with pytest.raises(InputError, match="早于排查日期"):
        records.update(town, HAZARDS, key, {"found_on": "2021-04-05"})
    records.update(town, HAZARDS, key, {"found_on": "2021-03-30"})
    assert records.read(town, HAZARDS, key).values["found_on"] == date(2021, 3, 30)


def test_a_hazard_goes_to_the_bin_with_its_events_and_comes_back_with_them(town: Office) -> None:
    key = closed(town)
    records.remove(town, HAZARDS, key, "重复")
    with pytest.raises(InputError, match="在回收站里"):
        hazard_events.record_event(town, key, "重新打开", {"reason": "未改"})
    records.restore(town, HAZARDS, key)
    assert records.read(town, HAZARDS, key).stage == "已销号"
    hazard_events.record_event(town, key, "重新打开", {"reason": "举报未改", "due": "2021-04-30"})
    record = records.read(town, HAZARDS, key)
    assert (record.stage, record.due) == ("待告知", date(2021, 4, 30))
    assert [one.title for one in happenings(town, key)][-2:] == ["销号", "重新打开"]


def test_the_same_kind_at_the_same_place_within_the_months_set_is_pointed_out(
    town: Office,
) -> None:
    first = made(town, found_on="2020-06-01")
    made(town, found_on="2020-03-01")
    made(town, found_on="2021-02-01", category="电气线路")
    values = records.read(town, HAZARDS, first).values
    again = {"place": values["place"], "category": "疏散通道", "found_on": date(2021, 4, 20)}
    assert [one.id for one in recurrences(town, again)] == [first]
    assert len(recurrences(town, again, 24)) == 2
    save_settings(town.folder, Settings(recurrence_months=6))
    assert recurrences(town, again) == ()
    assert recurrences(town, {"place": values["place"]}) == ()


def test_what_the_window_offers_is_what_the_table_allows_with_its_labels(town: Office) -> None:
    key = fixed(town)
    offered = steps.offered(town, HAZARDS, records.read(town, HAZARDS, key))
    following, others = offered.following, offered.others
    assert following is not None
    assert (following.label, following.presets["result"]) == ("登记复查", "合格")
    assert [info.label for info in following.infos] == [
        "复查日期",
        "复查人",
        "复查结果",
        "复查意见",
    ]
    assert [one.label for one in others][:2] == ["退回整改", "申请延期"]
    open_verbs = {row.verb for row in TABLE if State.FIXED in row.states} - {
        "批准延期",
        "不批准延期",
    }
    assert {following.label, *(one.label for one in others)} == open_verbs | {"登记已发的通知"}
    assert {one.label for one in others if one.paper} == {"下达整改通知"}
    row_alone = {one.step.label for one in allowed(town, key) if not one.blocked}
    assert row_alone == open_verbs


def test_the_command_line_has_the_same_steps_from_the_same_table(
    town: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    key = fixed(town)
    number = records.read(town, HAZARDS, key).values["number"]
    here = allowed(town, key)
    town.close()
    folder = str(town.folder)
    assert cli.main(["hazard", number, "--data", folder, "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["hazards"][0]["steps"]
    assert [(one["event"], one["blocked"]) for one in listed] == [
        (one.step.name, one.blocked) for one in here
    ]
    assert {one["event"] for one in listed} == set(EventKind) - {EventKind.REGISTERED}
    given = ["--set", "复查人=李强", "--set", "复查结果=合格", "--data", folder, "--json"]
    assert cli.main(["hazard", number, "复查", *given]) == 0
    assert json.loads(capsys.readouterr().out)["hazards"][0]["stage"] == "待复查"
    assert cli.main(["hazard", number, "放生", "--data", folder]) == 1
    assert "没有“放生”这一项经过" in capsys.readouterr().err
    assert cli.main(["hazard", number, "销号", "--set", "颜色=红", "--data", folder]) == 1
    assert "没有“颜色”这一项" in capsys.readouterr().err


@pytest.mark.parametrize("kind", [one for one in EventKind if one is not EventKind.REGISTERED])
def test_every_event_can_be_recorded_by_its_word_its_verb_and_its_name(kind: EventKind) -> None:
    from fireoffice.services.hazards.fields import kind_named

    names = (kind.value, row_of(kind).verb, kind.name.lower())
    assert {kind_named(name) for name in names} == {kind}


def test_undo_cannot_leave_an_event_without_what_it_rests_on(town: Office) -> None:
    key = ordered(town)
    hazard_events.record_event(town, key, "整改完成", {"day": "2021-04-10"})
    fixing = town.done[-1]
    recheck = {"day": "2021-04-12", "people": "李强", "result": "合格"}
    hazard_events.record_event(town, key, "复查", recheck)
    with pytest.raises(InputError, match="2021-04-12的“登记复查”就不成立"):
        operations.undo_operation(town, fixing)
    assert records.read(town, HAZARDS, key).values["fixed_on"] == date(2021, 4, 10)


def test_a_change_of_the_finding_under_its_events_is_refused_on_every_path(town: Office) -> None:
    key = fixed(town)
    later = {"found_on": "2021-04-15"}
    with pytest.raises(InputError, match="早于排查日期"):
        records.update(town, HAZARDS, key, later)
    with pytest.raises(FieldErrors, match="早于排查日期"):
        bulk.whole(bulk.set_many(town, HAZARDS, [key], later))
    assert "早于排查日期" in str(bulk.check_changes(town, HAZARDS, {key: later})[key].problems)
    assert bulk.whole(bulk.preview_set(town, HAZARDS, [key], later)).problems
