"""Every action can be found again, read field by field, taken back and done again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fireoffice.core.clock import FixedClock
from fireoffice.core.errors import InputError
from fireoffice.db.models import Grid
from fireoffice.db.work import FINAL
from fireoffice.registers import DUTIES, HAZARDS, VILLAGES
from fireoffice.services import records
from fireoffice.services.history import operations
from fireoffice.services.history.operation_changes import Fate, FieldChange, changes
from fireoffice.services.office import Office


@pytest.fixture
def village(office: Office) -> str:
    return records.create(
        office, VILLAGES, {"name": "高石村", "kind": "行政村", "phone": "13800138000"}
    )


def _last(office: Office) -> operations.OperationRow:
    return operations.listing(office, limit=1).rows[0]


def _head(office: Office, village: str) -> object:
    return records.read(office, VILLAGES, village).values["head"]


def test_the_newest_action_comes_first_with_who_did_what_to_which(
    office: Office, village: str
) -> None:
    office.author = "李强"
    records.update(office, VILLAGES, village, {"head": "张村长"}, "更换负责人")
    newest, older, *_ = operations.listing(office).rows
    assert (newest.author, newest.label) == ("李强", "更换负责人")
    assert newest.touched == operations.Touched(("村（居）",), ("高石村",), 1)
    assert older.author == "王芳"
    assert not newest.taken_back


def test_the_list_is_cut_and_counted(sample_office: Office) -> None:
    for number in range(7):
        key = records.query(sample_office, VILLAGES).rows[0].id
        records.update(sample_office, VILLAGES, key, {"head": f"第{number}位"})
    page = operations.listing(sample_office, offset=2, limit=3)
    everything = operations.listing(sample_office, limit=1000)
    assert page.rows == everything.rows[2:5]
    assert page.total == len(everything.rows)
    assert operations.place_of(sample_office, page.rows[0].id) == 2


def test_it_is_found_by_its_words_by_whom_it_touched_and_by_pinyin(
    office: Office, village: str
) -> None:
    records.create(office, VILLAGES, {"name": "松林社区", "kind": "社区"})
    made = next(one for one in operations.listing(office).rows if "高石村" in one.touched.titles)
    for search in ("高石", "gaoshi", "gsc", "王芳 高石", "添加 gsc"):
        assert operations.listing(office, search).rows == (made,), search
    assert operations.listing(office, "100%").total == 0


def test_it_is_narrowed_by_author_day_and_register(office: Office, village: str) -> None:
    assert isinstance(office.clock, FixedClock)
    today = office.clock.today()
    office.clock.advance(timedelta(days=3))
    office.author = "李强"
    records.create(
        office, HAZARDS, {"place": "老街", "village": "高石村", "description": "占用通道"}
    )
    assert [one.author for one in operations.listing(office, author="李强").rows] == ["李强"]
    touched = operations.listing(office, register="hazards").rows
    assert [one.touched.nouns[0] for one in touched] == ["隐患"]
    assert operations.listing(office, until=today - timedelta(days=1)).total == 0
    assert operations.listing(office, since=today + timedelta(days=1)).rows == touched
    assert {"王芳", "李强"} <= set(operations.authors(office))


def test_what_it_changed_is_told_in_the_words_of_the_form(office: Office, village: str) -> None:
    records.update(office, VILLAGES, village, {"population": 1200, "head": "张村长"})
    (told,) = changes(office, _last(office).id).records
    assert (told.register, told.title, told.fate) == ("villages", "高石村", Fate.CHANGED)
    assert set(told.fields) == {
        FieldChange("负责人", "", "张村长"),
        FieldChange("常住人口", "", "1,200"),
    }


def test_a_personal_value_is_masked(office: Office, village: str) -> None:
    (told,) = changes(office, _last(office).id).records
    assert told.fate is Fate.MADE
    assert FieldChange("电话", "", "138****8000") in told.fields


def test_a_reference_is_told_by_name(office: Office, village: str) -> None:
    records.create(
        office, HAZARDS, {"place": "老街", "village": "高石村", "description": "占用通道"}
    )
    (told,) = changes(office, _last(office).id).records
    assert "高石村" in {one.new for one in told.fields}


def test_removal_tells_its_reason_and_restoration_where_it_came_from(
    office: Office, village: str
) -> None:
    records.remove(office, VILLAGES, village, "并入松林社区")
    (removed,) = changes(office, _last(office).id).records
    assert removed.fate is Fate.REMOVED
    assert removed.fields == (FieldChange("移除原因", "", "并入松林社区"),)
    records.restore(office, VILLAGES, village)
    (restored,) = changes(office, _last(office).id).records
    assert restored.fate is Fate.RESTORED


def test_of_many_records_the_first_are_told_and_the_others_counted(office: Office) -> None:
    with office.change("批量添加") as work:
        from fireoffice.db.models import Village

        work.add(*(Village(name=f"第{n}村", kind="行政村") for n in range(30)))
    found = changes(office, _last(office).id, limit=10)
    assert (len(found.records), found.more) == (10, 20)
    assert _last(office).touched.records == 30


def test_an_action_of_an_earlier_session_is_taken_back_and_done_again(
    office: Office, village: str
) -> None:
    records.update(office, VILLAGES, village, {"head": "张村长"}, "更换负责人")
    op_id = _last(office).id
    records.update(office, VILLAGES, village, {"note": "后来的事"})
    office.close()
    with Office.open(office.folder, FixedClock(date(2022, 5, 1)), "李强") as later:
        assert operations.undo_operation(later, op_id) == "更换负责人"
        assert _head(later, village) is None
        assert _last(later).label == "撤销：更换负责人"
        assert operations.row(later, op_id).taken_back
        assert operations.redo_operation(later, op_id) == "更换负责人"
        assert _head(later, village) == "张村长"
        assert _last(later).label == "重做：更换负责人"
        assert not operations.row(later, op_id).taken_back


def test_where_a_newer_action_stands_in_the_way_it_is_named_and_can_be_opened(
    office: Office, village: str
) -> None:
    records.update(office, VILLAGES, village, {"head": "张村长"}, "第一次")
    first = _last(office).id
    records.update(office, VILLAGES, village, {"head": "李村长"}, "第二次")
    second = _last(office).id
    with pytest.raises(operations.BuiltUpon, match="“第一次”之后又有“第二次”") as refused:
        operations.undo_operation(office, first)
    assert refused.value.op_id == second
    operations.undo_operation(office, second)
    operations.undo_operation(office, first)
    assert _head(office, village) is None


def test_a_record_in_use_names_the_action_that_put_it_to_use(office: Office, village: str) -> None:
    made = _last(office).id
    with office.change("添加网格") as work:
        work.add(Grid(code="高石1", village=village))
    used = work.op_id
    with pytest.raises(operations.BuiltUpon, match="1条网格") as refused:
        operations.undo_operation(office, made)
    assert refused.value.op_id == used
    assert not records.read(office, VILLAGES, village).recycled


def test_what_is_taken_back_is_not_taken_back_twice_and_what_stands_not_done_again(
    office: Office, village: str
) -> None:
    records.update(office, VILLAGES, village, {"head": "张村长"})
    op_id = _last(office).id
    with pytest.raises(InputError, match="没有被撤销"):
        operations.redo_operation(office, op_id)
    operations.undo_operation(office, op_id)
    with pytest.raises(InputError, match="已经撤销过了"):
        operations.undo_operation(office, op_id)


def test_back_and_forth_over_one_action_by_any_of_its_entries(office: Office, village: str) -> None:
    records.update(office, VILLAGES, village, {"head": "张村长"})
    op_id = _last(office).id
    seen: list[object] = []
    for step in (
        operations.undo_operation,
        operations.redo_operation,
        operations.undo_operation,
        operations.redo_operation,
    ):
        step(office, op_id)
        seen.append(_head(office, village))
    assert seen == [None, "张村长", None, "张村长"]
    operations.undo_operation(office, _last(office).id)
    assert _head(office, village) is None
    assert operations.row(office, op_id).taken_back


def test_what_is_final_is_refused(office: Office, village: str) -> None:
    with office.change("成文", FINAL) as work:
        work.set(work.get(VILLAGES.model, village), head="张村长")
    assert work.op_id
    assert operations.row(office, work.op_id).is_final
    with pytest.raises(InputError, match="已经生效"):
        operations.undo_operation(office, work.op_id)


def test_the_keys_for_undo_follow_what_was_taken_back_in_the_list(
    office: Office, village: str
) -> None:
    records.update(office, VILLAGES, village, {"head": "张村长"}, "更换负责人")
    operations.undo_operation(office, _last(office).id)
    assert records.can_undo(office) != "更换负责人"
    assert records.redo(office) == "更换负责人"
    assert _head(office, village) == "张村长"
    assert records.undo(office) == "更换负责人"
    assert _head(office, village) is None


def test_the_last_action_of_today_is_offered_and_none_of_yesterday(
    office: Office, village: str
) -> None:
    records.update(office, VILLAGES, village, {"head": "张村长"}, "今天的事")
    office.close()
    with Office.open(office.folder, FixedClock(date(2021, 4, 20)), "王芳") as again:
        assert records.can_undo(again) == ""
        last = operations.last_of_today(again)
        assert last is not None
        assert last.label == "今天的事"
        operations.undo_operation(again, last.id)
        following = operations.last_of_today(again)
        assert following is not None
        assert following.id != last.id
    with Office.open(office.folder, FixedClock(date(2021, 4, 21)), "王芳") as tomorrow:
        assert operations.last_of_today(tomorrow) is None


def test_an_unknown_action_is_refused_in_a_sentence(office: Office) -> None:
    for ask in (operations.row, operations.undo_operation, operations.redo_operation):
        with pytest.raises(InputError, match="找不到这一步操作"):
            ask(office, "nowhere")


def test_a_record_of_any_register_can_be_opened_from_the_action_that_removed_it(
    sample_office: Office,
) -> None:
    for register in (HAZARDS, DUTIES):
        key = records.query(sample_office, register, records.Query(limit=1)).rows[0].id
        records.remove(sample_office, register, key, "试")
        assert _last(sample_office).touched.nouns[0] == register.noun, "then what went with it"
        told, *_ = changes(sample_office, _last(sample_office).id).records
        assert told.register == register.name
