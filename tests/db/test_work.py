"""One action of the user is one transaction and one operation in the log."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from fireoffice.core.clock import FixedClock
from fireoffice.core.errors import InputError
from fireoffice.core.ids import new_key, new_replica_id
from fireoffice.db.log import heads
from fireoffice.db.models import Change, Grid, Operation, Replica, Village
from fireoffice.db.work import EDIT
from fireoffice.services.office import Office


def _village(office: Office, name: str = "松林社区") -> str:
    with office.change("添加村（居）") as work:
        village = Village(name=name, kind="社区", population=3260)
        work.add(village)
    return village.id


def _last(office: Office) -> tuple[Operation, dict[str, Change]]:
    with office.reading() as session:
        operation = session.scalars(select(Operation).order_by(Operation.id.desc()).limit(1)).one()
        changes = session.scalars(select(Change).where(Change.op_id == operation.id)).all()
    return operation, {change.field: change for change in changes}


def test_an_action_writes_its_name_author_time_and_every_field(
    office: Office, clock: FixedClock
) -> None:
    key = _village(office)
    operation, changes = _last(office)
    assert (operation.label, operation.author, operation.at) == (
        "添加村（居）",
        "王芳",
        clock.now(),
    )
    assert operation.replica_id == office.replica_id
    assert {name: (one.old, one.new) for name, one in changes.items()} == {
        "id": (None, key),
        "name": (None, "松林社区"),
        "kind": (None, "社区"),
        "population": (None, 3260),
        "sample": (None, False),
    }


def test_a_change_names_the_operations_that_its_writer_had_seen(office: Office) -> None:
    key = _village(office)
    made, _ = _last(office)
    with office.change("改人口") as work:
        work.set(work.get(Village, key), population=3300)
    changed, changes = _last(office)
    assert changes.keys() == {"population"}
    assert (changes["population"].old, changes["population"].new) == (3260, 3300)
    assert changes["population"].parents == [made.id]
    with office.reading() as session:
        found = heads(session, [key])
    assert found[key, "population"] == {changed.id}
    assert found[key, "name"] == {made.id}


def test_a_change_after_two_that_did_not_know_of_each_other_names_both(
    office: Office, clock: FixedClock
) -> None:
    key = _village(office)
    made, _ = _last(office)
    with office.change("改人口") as work:
        work.set(work.get(Village, key), population=3300)
    ours, _ = _last(office)
    theirs = _written_elsewhere(office, key, 3400, made.id, clock)
    with office.reading() as session:
        assert heads(session, [key])[key, "population"] == {ours.id, theirs}
    with office.change("改人口") as work:
        work.set(work.get(Village, key), population=3350)
    settled, changes = _last(office)
    assert changes["population"].parents == sorted([ours.id, theirs])
    with office.reading() as session:
        assert heads(session, [key])[key, "population"] == {settled.id}


def _written_elsewhere(
    office: Office, village: str, population: int, seen: str, clock: FixedClock
) -> str:
    """An operation of another replica that knew only of `seen`, as merging brings it; its id."""
    replica, op_id = new_replica_id(), new_key()
    with office.scratch() as session:
        session.add(Replica(id=replica, name="另一台电脑", created_at=clock.now()))
        session.flush()
        session.add(
            Operation(
                id=op_id,
                replica_id=replica,
                sequence=1,
                kind=EDIT,
                label="改人口",
                author="李明",
                at=clock.now(),
            )
        )
        session.flush()
        session.add(
            Change(
                op_id=op_id,
                table=Village.__tablename__,
                record_id=village,
                field="population",
                old=3260,
                new=population,
                parents=[seen],
            )
        )
    return op_id


def test_operations_of_a_replica_are_counted_without_a_gap(office: Office) -> None:
    for at in range(5):
        _village(office, f"第{at}村")
    with office.reading() as session:
        ours = select(Operation.sequence).where(Operation.replica_id == office.replica_id)
        numbers = session.scalars(ours.order_by(Operation.sequence)).all()
    assert list(numbers) == list(range(1, len(numbers) + 1))


def test_what_fails_leaves_neither_record_nor_operation(office: Office) -> None:
    before, _ = _last(office)
    with pytest.raises(ZeroDivisionError):
        _add_and_fail(office)
    with office.reading() as session:
        assert session.scalar(select(func.count()).select_from(Village)) == 0
    assert _last(office)[0].id == before.id


def _add_and_fail(office: Office) -> None:
    with office.change("添加村（居）") as work:
        work.add(Village(name="松林社区", kind="社区"))
        work.session.flush()
        raise ZeroDivisionError


def test_an_action_that_changes_nothing_is_no_operation(office: Office) -> None:
    key = _village(office)
    before, _ = _last(office)
    with office.change("改人口") as work:
        work.set(work.get(Village, key), population=3260)
    assert work.op_id is None
    assert _last(office)[0].id == before.id


def test_a_field_written_twice_in_one_action_is_one_change(office: Office) -> None:
    key = _village(office)
    with office.change("改人口") as work:
        village = work.get(Village, key)
        work.set(village, population=1)
        work.session.flush()
        work.set(village, population=2)
    _, changes = _last(office)
    assert (changes["population"].old, changes["population"].new) == (3260, 2)


def test_a_change_inside_a_change_is_a_mistake_of_the_program(office: Office) -> None:
    with (
        pytest.raises(RuntimeError, match="inside"),
        office.change("一"),
        office.change("二"),
    ):
        pass


def test_what_is_referred_to_cannot_be_removed(office: Office) -> None:
    key = _village(office)
    with office.change("添加网格") as work:
        work.add(Grid(code="松林1", village=key))
    with pytest.raises(InputError, match="松林社区”还被1条网格使用"), office.change("移除") as work:
        work.remove(work.get(Village, key))
    with office.reading() as session:
        assert session.get_one(Village, key).deleted_at is None


def test_nothing_is_ever_deleted_from_the_table(office: Office, clock: FixedClock) -> None:
    key = _village(office)
    with office.change("移除") as work:
        work.remove(work.get(Village, key), "重复登记")
    with office.reading() as session:
        removed = session.get_one(Village, key)
    assert (removed.deleted_at, removed.deleted_reason) == (clock.now(), "重复登记")
    with office.change("恢复") as work:
        work.restore(work.get(Village, key))
    with office.reading() as session:
        restored = session.get_one(Village, key)
    assert (restored.deleted_at, restored.deleted_reason) == (None, None)


def test_a_reference_to_no_record_is_refused_by_the_database(office: Office) -> None:
    with pytest.raises(IntegrityError), office.change("添加网格") as work:
        work.add(Grid(code="松林1", village="没有这个村"))


def test_records_may_be_written_in_any_order_within_an_action(office: Office) -> None:
    village = Village(id="v" * 36, name="松林社区", kind="社区")
    with office.change("添加") as work:
        work.add(Grid(code="松林1", village=village.id))
        work.session.flush()
        work.add(village)
    with office.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM grids")) == 1


def test_a_record_that_is_not_there_is_not_written(office: Office) -> None:
    with pytest.raises(InputError, match="找不到这条村"), office.change("修改") as work:
        work.get(Village, "没有")
