"""Every operation can be taken back, in any order that loses nothing, and done again."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
)
from sqlalchemy import select

from fireoffice.core.errors import InputError
from fireoffice.db.log import heads, plain, typed
from fireoffice.db.models import Change, Grid, Operation, Village
from fireoffice.db.rebuild import differences, gaps
from fireoffice.db.work import FINAL
from fireoffice.services import records
from fireoffice.services.history import operations as services
from fireoffice.services.office import Office


@pytest.fixture
def village(office: Office) -> str:
    with office.change("添加村（居）") as work:
        made = Village(name="松林社区", kind="社区", population=1)
        work.add(made)
    return made.id


def _population(office: Office, key: str) -> int | None:
    with office.reading() as session:
        return session.get_one(Village, key).population


def _set(office: Office, key: str, **values: Any) -> str:
    with office.change(f"改为{values}") as work:
        work.set(work.get(Village, key), **values)
    assert work.op_id
    return work.op_id


def test_undo_and_redo_walk_back_and_forth_over_one_field(office: Office, village: str) -> None:
    for number in (2, 3, 4):
        _set(office, village, population=number)
    seen = [_population(office, village)]
    for step in (records.undo, records.undo, records.redo, records.undo, records.undo):
        step(office)
        seen.append(_population(office, village))
    assert seen == [4, 3, 2, 3, 2, 1]


def test_a_new_action_ends_what_could_be_done_again(office: Office, village: str) -> None:
    _set(office, village, population=2)
    records.undo(office)
    _set(office, village, population=5)
    assert records.can_redo(office) == ""
    with pytest.raises(InputError, match="没有可以重做的操作"):
        records.redo(office)


def test_undoing_the_making_of_a_record_puts_it_into_the_recycle_bin(
    office: Office, village: str
) -> None:
    records.undo(office)
    with office.reading() as session:
        row = session.get_one(Village, village)
    assert row.deleted_at is not None
    assert row.deleted_reason == "撤销：添加村（居）"
    records.redo(office)
    with office.reading() as session:
        assert session.get_one(Village, village).deleted_at is None


def test_an_old_operation_may_be_undone_where_nothing_later_touched_its_field(
    office: Office, village: str
) -> None:
    first = _set(office, village, population=2)
    _set(office, village, head="李强")
    office.undo(first, "撤销")
    assert _population(office, village) == 1


def test_an_operation_that_a_later_one_builds_upon_is_not_undone_and_says_why(
    office: Office, village: str
) -> None:
    first = _set(office, village, population=2)
    later = _set(office, village, population=3)
    with pytest.raises(InputError, match=r"之后又有“改为\{'population': 3\}”.*王芳") as caught:
        office.undo(first, "撤销")
    assert "请先撤销" in caught.value.hint
    assert _population(office, village) == 3
    office.undo(later, "撤销")
    office.undo(first, "撤销")
    assert _population(office, village) == 1


def test_a_record_that_others_refer_to_is_not_undone(office: Office, village: str) -> None:
    made = office.done[-1]
    with office.change("添加网格") as work:
        work.add(Grid(code="松林1", village=village))
    with pytest.raises(InputError, match="1条网格"):
        office.undo(made, "撤销")


def test_what_is_final_is_not_undone(office: Office, village: str) -> None:
    with office.change("成文", FINAL) as work:
        work.set(work.get(Village, village), population=9)
    assert work.op_id is not None
    assert records.can_undo(office) != "成文"
    with pytest.raises(InputError, match="“成文”已经生效"):
        office.undo(work.op_id, "撤销")


def test_an_operation_that_is_not_there_is_not_undone(office: Office) -> None:
    with pytest.raises(InputError, match="找不到要撤销的操作"):
        office.undo("没有", "撤销")


def test_undo_is_itself_written_in_the_history(office: Office, village: str) -> None:
    changed = _set(office, village, population=2)
    undone = office.undo(changed, "撤销：改人口")
    with office.reading() as session:
        operation = session.get_one(Operation, undone or "")
    assert (operation.kind, operation.undoes, operation.label) == ("undo", changed, "撤销：改人口")


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "population": st.none() | st.integers(0, 10**6),
        "head": st.none() | st.text(min_size=1, max_size=8),
        "note": st.none() | st.sampled_from(["<>&\"'", "𠮷野家", "👨‍🚒", "\\%_"]),
    },
)


class UndoMachine(RuleBasedStateMachine):
    """Edits, removals, restorations and undoing in any order: rows and log always agree."""

    template: Path

    villages: Bundle[str] = Bundle("villages")
    operations: Bundle[str] = Bundle("operations")

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        folder = Path(self._folder.name)
        shutil.copytree(self.template, folder, dirs_exist_ok=True)
        self.office = Office.open(folder)
        self.made = 0

    def teardown(self) -> None:
        self.office.close()
        self._folder.cleanup()

    @rule(target=villages, values=FIELDS)
    def make(self, values: dict[str, Any]) -> str:
        self.made += 1
        with self.office.change("添加") as work:
            village = Village(name=f"第{self.made}村", kind="行政村", **values)
            work.add(village)
        return village.id

    @rule(target=operations, key=villages, values=FIELDS)
    def edit(self, key: str, values: dict[str, Any]) -> Any:
        with self.office.change("修改") as work:
            work.set(work.get(Village, key), **values)
        return work.op_id or multiple()

    @rule(target=operations, key=villages)
    def remove(self, key: str) -> Any:
        with self.office.change("移除") as work:
            work.remove(work.get(Village, key), "试")
        return work.op_id or multiple()

    @rule(target=operations, key=villages)
    def restore(self, key: str) -> Any:
        with self.office.change("恢复") as work:
            work.restore(work.get(Village, key))
        return work.op_id or multiple()

    @rule(target=operations, op_id=consumes(operations))
    def undo(self, op_id: str) -> Any:
        """Either the very values from before stand again, or nothing has changed."""
        before = self._rows()
        with self.office.reading() as session:
            changes = session.scalars(select(Change).where(Change.op_id == op_id)).all()
        try:
            undone = self.office.undo(op_id, "撤销")
        except InputError:
            assert self._rows() == before
            return multiple()
        after = self._rows()
        for change in changes:
            assert after[change.record_id][change.field] == change.old
            before[change.record_id][change.field] = change.old
        assert after == before
        return undone or multiple()

    @rule(target=operations, op_id=operations, is_redo=st.booleans())
    def take_back_an_old_one(self, op_id: str, is_redo: bool) -> Any:
        """Any operation of any age, also one taken back before: all of it or nothing."""
        before = self._rows()
        step = services.redo_operation if is_redo else services.undo_operation
        try:
            step(self.office, op_id)
        except InputError:
            assert self._rows() == before
            return multiple()
        latest = services.listing(self.office, limit=1).rows[0]
        assert latest.is_undo
        with self.office.reading() as session:
            changes = session.scalars(select(Change).where(Change.op_id == op_id)).all()
        after = self._rows()
        for change in changes:
            stands = change.new if is_redo else change.old
            assert after[change.record_id][change.field] == stands
            before[change.record_id][change.field] = stands
        assert after == before
        assert services.row(self.office, op_id).taken_back is not is_redo
        return latest.id

    @invariant()
    def the_log_alone_makes_the_same_rows(self) -> None:
        with self.office.reading() as session:
            assert list(differences(session, Village)) == []
            assert gaps(session) == []

    @invariant()
    def rows_are_what_the_log_alone_says(self) -> None:
        with self.office.reading() as session:
            ids = list(self._rows())
            standing = heads(session, ids)
            changes = session.scalars(select(Change).where(Change.record_id.in_(ids))).all()
        rebuilt: dict[str, dict[str, Any]] = {key: {} for key in ids}
        for change in changes:
            assert len(standing[change.record_id, change.field]) == 1
            if change.op_id in standing[change.record_id, change.field]:
                rebuilt[change.record_id][change.field] = change.new
        assert self._rows() == {
            key: dict.fromkeys(self._rows()[key]) | fields for key, fields in rebuilt.items()
        }

    def _rows(self) -> dict[str, dict[str, Any]]:
        names = ("id", "name", "kind", "population", "head", "note", "sample")
        names += ("deleted_at", "deleted_reason", "households", "manager", "phone", "order")
        with self.office.reading() as session:
            return {
                row.id: {name: plain(getattr(row, name)) for name in names}
                for row in session.scalars(select(Village))
            }


@pytest.fixture(autouse=True)
def _machine_template(_new_folder: Path) -> None:
    UndoMachine.template = _new_folder


class TestAnyOrder(UndoMachine.TestCase):
    settings = settings(
        max_examples=10,
        stateful_step_count=15,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )


def test_times_and_days_survive_the_log(office: Office) -> None:
    from fireoffice.db.models import Hazard

    day, moment = office.clock.today(), office.clock.now()
    assert typed(Hazard, "due", plain(day)) == day
    assert typed(Hazard, "deleted_at", plain(moment)) == moment
    assert typed(Hazard, "place", "老街") == "老街"
