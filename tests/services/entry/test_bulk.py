"""Many records at once: every problem told by its row, all or nothing, one step to undo."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fireoffice.core.errors import InputError
from fireoffice.registers import HAZARDS, TEAMS, UNITS, VOLUNTEERS
from fireoffice.services import records
from fireoffice.services.entry import bulk
from fireoffice.services.entry.bulk import BatchErrors, whole
from fireoffice.services.office import Office
from fireoffice.services.records import Query
from fireoffice.services.reference.town import TownSetup, VillageSetup, set_up

ROW = {"place": "老街李家副食店", "village": "松林社区", "description": "楼梯间堆放木料"}


@pytest.fixture
def town(office: Office) -> Office:
    villages = (VillageSetup("松林社区", population=3260), VillageSetup("高石村"))
    set_up(office, TownSetup("邻鄂镇", "黔江区邻鄂镇人民政府", ("邻鄂府发",), villages))
    return office


def _rows(count: int) -> list[dict[str, str]]:
    return [ROW | {"place": f"第{number}家店"} for number in range(count)]


def _values(office: Office, ids: tuple[str, ...], name: str) -> list[object]:
    return [records.read(office, HAZARDS, key).values[name] for key in ids]


def test_a_batch_takes_numbers_that_follow_one_another(town: Office) -> None:
    records.create(town, HAZARDS, ROW)
    ids = whole(bulk.create_many(town, HAZARDS, _rows(5)))
    numbers = [f"2021-{number:04d}" for number in range(2, 7)]
    assert _values(town, ids, "number") == numbers


def test_each_year_counts_for_itself_and_numbers_given_by_hand_are_passed_over(
    town: Office,
) -> None:
    rows = [
        ROW | {"found_on": "2021-1-5"},
        ROW | {"found_on": "2020-12-31"},
        ROW | {"number": "2021-0002"},
        ROW | {"found_on": "2021-1-6"},
    ]
    ids = whole(bulk.create_many(town, HAZARDS, rows))
    assert _values(town, ids, "number") == ["2021-0001", "2020-0001", "2021-0002", "2021-0003"]


def test_a_batch_is_one_operation_and_undo_takes_all_of_it_back(town: Office) -> None:
    whole(bulk.create_many(town, HAZARDS, _rows(30)))
    assert records.counts(town, HAZARDS)["total"] == 30
    assert records.undo(town) == "成批登记30条隐患"
    assert records.counts(town, HAZARDS)["total"] == 0
    records.redo(town)
    assert records.counts(town, HAZARDS)["total"] == 30


def test_one_wrong_row_keeps_all_out_and_every_problem_is_told_by_its_row(town: Office) -> None:
    rows = [*_rows(2), ROW | {"village": "没有村", "due": "2021-2-30"}, {"place": "无名"}]
    with pytest.raises(BatchErrors) as caught:
        whole(bulk.create_many(town, HAZARDS, rows))
    assert set(caught.value.rows) == {2, 3}
    assert set(caught.value.rows[2]) == {"village", "due"}
    assert set(caught.value.rows[3]) == {"village", "description"}
    assert caught.value.message.startswith("第3行：")
    assert caught.value.hint == "另有3处也需要改正。"
    assert records.counts(town, HAZARDS)["total"] == 0


def test_what_is_checked_is_what_would_be_refused(town: Office) -> None:
    rows = [*_rows(2), ROW | {"grade": "很大"}, ROW | {"found_on": "2021-4-20", "due": "昨天"}]
    findings = bulk.check_rows(town, HAZARDS, rows)
    with pytest.raises(BatchErrors) as caught:
        whole(bulk.create_many(town, HAZARDS, rows))
    refused = {place: one.problems for place, one in enumerate(findings) if one.problems}
    assert refused == caught.value.rows


def test_a_batch_stopped_halfway_leaves_nothing(town: Office) -> None:
    steps = bulk.create_many(town, HAZARDS, _rows(1000))
    for _ in range(7):
        done, total = next(steps)
        assert done <= total == 1000
    steps.close()
    assert records.counts(town, HAZARDS)["total"] == 0
    records.create(town, HAZARDS, ROW)


def test_what_must_be_the_only_one_may_not_stand_twice_in_a_batch_nor_elsewhere(
    town: Office,
) -> None:
    records.create(town, TEAMS, {"name": "一队"})
    row = {"name": "田小兰", "village": "松林社区", "team": "一队"}
    number, other = "11010519491231002X", "440524188001010014"
    records.create(town, VOLUNTEERS, row | {"id_number": other})
    rows = [row | {"id_number": number}, row | {"id_number": number}, row | {"id_number": other}]
    told = [one.problems.get("id_number") for one in bulk.check_rows(town, VOLUNTEERS, rows)]
    assert told == [None, "身份证号与第1行相同，请核对。", "身份证号已被使用，请换一个。"]


def test_likely_copies_are_told_but_not_refused(town: Office) -> None:
    register = replace(HAZARDS, duplicates=(("place", "description"),))
    records.create(town, HAZARDS, ROW)
    rows = [ROW, ROW | {"place": "别处"}, ROW | {"place": "别处"}]
    told = [one.twin for one in bulk.check_rows(town, register, rows)]
    assert told[0] == "与已登记的“2021-0001老街李家副食店”可能重复：场所、隐患描述相同。"
    assert told[1:] == ["", "与第2行可能重复：场所、隐患描述相同。"]
    assert len(whole(bulk.create_many(town, register, rows))) == 3


def test_several_records_get_their_own_changes_in_one_operation(town: Office) -> None:
    first, second, third = whole(bulk.create_many(town, HAZARDS, _rows(3)))
    changes = {first: {"part": "一楼", "village": "高石村"}, second: {"grade": "较大"}}
    done = whole(bulk.update_many(town, HAZARDS, changes))
    assert done.ids == (first, second)
    assert _values(town, (first, second, third), "village") == ["高石村", "松林社区", "松林社区"]
    records.undo(town)
    assert _values(town, (first, second), "part") == [None, None]
    assert _values(town, (first, second), "grade") == ["一般", "一般"]


def test_a_change_that_says_what_is_there_already_is_none(town: Office) -> None:
    (key,) = whole(bulk.create_many(town, HAZARDS, _rows(1)))
    before = len(town.done)
    done = whole(bulk.update_many(town, HAZARDS, {key: {"village": "松林社区"}}))
    assert (done.found, done.ids, len(town.done)) == (1, (), before)


def test_a_cell_that_someone_else_has_changed_meanwhile_is_told_and_not_overwritten(
    town: Office,
) -> None:
    (key,) = whole(bulk.create_many(town, HAZARDS, _rows(1)))
    (seen,) = bulk.read_many(town, HAZARDS, (key,), 10)
    records.update(town, HAZARDS, key, {"handler": "李强", "part": "二楼"})
    mine = {key: {"handler": "王芳", "note": "备注"}}
    with pytest.raises(bulk.Overtaken) as caught:
        whole(bulk.update_many(town, HAZARDS, mine, {key: seen.texts}))
    assert caught.value.cells == {key: {"handler": "李强"}}
    assert _values(town, (key,), "note") == [None]
    now = {key: seen.texts | {"handler": "李强"}}
    whole(bulk.update_many(town, HAZARDS, mine, now))
    assert _values(town, (key,), "handler") == ["王芳"]


def test_a_record_removed_meanwhile_keeps_the_batch_from_being_saved(town: Office) -> None:
    first, second = whole(bulk.create_many(town, HAZARDS, _rows(2)))
    records.remove(town, HAZARDS, second)
    with pytest.raises(InputError, match="有1条隐患已被移除"):
        whole(bulk.update_many(town, HAZARDS, {first: {"part": "一"}, second: {"part": "二"}}))
    assert _values(town, (first,), "part") == [None]


def test_everything_found_is_changed_at_once_and_undone_at_once(town: Office) -> None:
    rows = [ROW | {"village": "高石村" if place % 3 else "松林社区"} for place in range(900)]
    whole(bulk.create_many(town, HAZARDS, rows))
    found = Query(filters={"village": "高石村"}, limit=10)
    preview = whole(bulk.preview_set(town, HAZARDS, found, {"handler": "田小兰"}))
    assert (preview.found, len(preview.ids), preview.problems) == (600, 600, {})
    assert records.query(town, HAZARDS, Query(filters={"handler": "田小兰"})).total == 0
    done = whole(bulk.set_many(town, HAZARDS, found, {"handler": "田小兰"}))
    assert len(done.ids) == 600
    assert records.query(town, HAZARDS, Query(filters={"handler": "田小兰"})).total == 600
    assert records.undo(town) == "批量修改600条隐患的经办人"
    assert records.query(town, HAZARDS, Query(filters={"handler": "田小兰"})).total == 0


def test_a_preview_counts_what_becomes_another_and_names_what_cannot(town: Office) -> None:
    rows = [ROW | {"found_on": "2021-4-1"}, ROW | {"found_on": "2021-4-10"}, ROW | {"part": "二楼"}]
    ids = whole(bulk.create_many(town, HAZARDS, rows))
    preview = whole(bulk.preview_set(town, HAZARDS, ids, {"grade": "一般"}))
    assert preview.ids == ()
    preview = whole(bulk.preview_set(town, HAZARDS, ids, {"description": ""}))
    assert list(preview.problems.values()) == ["请填写隐患描述。"] * 3
    with pytest.raises(BatchErrors, match="2021-0001老街李家副食店：请填写隐患描述。"):
        whole(bulk.set_many(town, HAZARDS, ids, {"description": ""}))


def test_a_personal_value_stands_in_no_message(town: Office) -> None:
    records.create(town, TEAMS, {"name": "一队"})
    row = {"name": "田小兰", "village": "松林社区", "team": "一队"}
    rows = [row | {"id_number": "11010519491231002X"}] * 2
    with pytest.raises(BatchErrors) as caught:
        whole(bulk.create_many(town, VOLUNTEERS, rows))
    assert "11010519491231" not in str(caught.value)


def test_what_is_read_for_a_grid_is_what_one_would_type(town: Office) -> None:
    unit = {"name": "水井仓库", "village": "高石村", "kind": "九小场所"}
    (key,) = whole(bulk.create_many(town, UNITS, [unit]))
    (read,) = bulk.read_many(town, UNITS, Query(), 5)
    assert (read.id, read.title) == (key, "水井仓库")
    assert read.texts["village"] == "高石村"
    assert whole(bulk.update_many(town, UNITS, {key: read.texts})).ids == ()
