"""Stores in the office: what there is follows from 出入库, and one rule holds on every path."""

from __future__ import annotations

from datetime import date

import pytest

from fireoffice.core.errors import InputError
from fireoffice.registers.supplies import SUPPLIES, SUPPLY_MOVEMENTS
from fireoffice.services import agenda, records, steps
from fireoffice.services.details import Home, home_of
from fireoffice.services.entry import bulk
from fireoffice.services.history import operations
from fireoffice.services.office import Office
from fireoffice.services.records import FieldErrors
from fireoffice.services.safekeeping.checking import inspect

EXTINGUISHER = {"name": "干粉灭火器", "spec": "4kg", "unit": "具", "place": "镇库"}
TOO_MUCH = "镇库当时只有12具"


@pytest.fixture
def supply(office: Office) -> str:
    """Twelve extinguishers received on 1 April."""
    key = records.create(office, SUPPLIES, EXTINGUISHER)
    take(office, key, "入库", {"day": "2021-04-01", "quantity": "12"})
    return key


def take(office: Office, supply: str, verb: str, values: dict[str, str]) -> None:
    """Take the step of this verb, with what it proposes, as the window does."""
    offered = steps.offered(office, SUPPLIES, records.read(office, SUPPLIES, supply))
    everything = [one for one in (offered.following, *offered.others) if one]
    step = next(one for one in everything if one.label == verb)
    steps.take(office, SUPPLIES, supply, step, step.presets | values)


def balance(office: Office, supply: str) -> tuple[int, str | None, str | None]:
    read = records.read(office, SUPPLIES, supply)
    return read.values["balance"], read.values["spread"], read.stage


def facts(office: Office, supply: str) -> list[str]:
    told = steps.conduct_of(SUPPLIES.name).happenings(office, supply)
    return [one.title for one in told]


def movement(office: Office, supply: str, title: str) -> str:
    told = steps.conduct_of(SUPPLIES.name).happenings(office, supply)
    return next(one.id for one in told if one.title == title)


def test_the_steps_follow_from_what_there_is(office: Office) -> None:
    key = records.create(office, SUPPLIES, EXTINGUISHER)
    empty = steps.offered(office, SUPPLIES, records.read(office, SUPPLIES, key))
    assert empty.following is not None
    assert empty.following.label == "入库"
    assert "领用" not in [one.label for one in empty.others]
    take(office, key, "入库", {"quantity": "12"})
    stocked = steps.offered(office, SUPPLIES, records.read(office, SUPPLIES, key))
    assert stocked.following is not None
    assert stocked.following.label == "领用"
    assert stocked.following.presets == {"day": "2021-04-20", "place": "镇库"}


def test_each_movement_is_one_action_told_in_the_time_line(office: Office, supply: str) -> None:
    take(office, supply, "领用", {"quantity": "3", "person": "李强", "purpose": "演练"})
    take(office, supply, "调拨", {"quantity": "2", "to_place": "高石村"})
    assert balance(office, supply) == (9, "镇库7、高石村2", "充足")
    assert facts(office, supply) == ["入库", "领用", "调拨"]
    told = steps.conduct_of(SUPPLIES.name).happenings(office, supply)[1]
    assert told.details == ("数量：3", "从哪里领：镇库", "领用人：李强", "事由：演练")
    assert records.can_undo(office) == "调拨"
    records.undo(office)
    assert balance(office, supply) == (9, "镇库9", "充足")


def test_what_a_step_asks_for_is_asked_for_by_name(office: Office, supply: str) -> None:
    step = steps.offered(office, SUPPLIES, records.read(office, SUPPLIES, supply)).following
    assert step is not None
    with pytest.raises(FieldErrors) as caught:
        steps.take(office, SUPPLIES, supply, step, step.presets | {"quantity": ""})
    assert caught.value.problems == {"quantity": "请填写数量。", "person": "请填写领用人。"}
    with pytest.raises(InputError, match="“领用”没有“颜色”这一项"):
        steps.take(office, SUPPLIES, supply, step, {"颜色": "红"})


class TestNothingLeavesThatIsNotThere:
    """出库 99,999 is refused with one sentence on every path, and nothing is written."""

    def refused(self, office: Office, supply: str) -> None:
        assert balance(office, supply) == (12, "镇库12", "充足")
        assert facts(office, supply) == ["入库"]
        assert inspect(office).problems == ()

    def test_by_its_step(self, office: Office, supply: str) -> None:
        with pytest.raises(FieldErrors, match=TOO_MUCH) as caught:
            take(office, supply, "领用", {"quantity": "99999", "person": "李强"})
        assert list(caught.value.problems) == ["quantity"]
        self.refused(office, supply)

    def test_by_the_form_of_its_own_register(self, office: Office, supply: str) -> None:
        given = {"supply": supply, "kind": "领用", "quantity": "99999", "place": "镇库"}
        with pytest.raises(FieldErrors, match=TOO_MUCH):
            records.create(office, SUPPLY_MOVEMENTS, given)
        self.refused(office, supply)

    def test_by_many_at_once(self, office: Office, supply: str) -> None:
        row = {"supply": supply, "kind": "领用", "quantity": "7", "place": "镇库"}
        with pytest.raises(FieldErrors, match="镇库当时只有5具"):
            bulk.whole(bulk.create_many(office, SUPPLY_MOVEMENTS, [row, row]))
        self.refused(office, supply)

    def test_by_a_change_of_what_came(self, office: Office, supply: str) -> None:
        take(office, supply, "领用", {"quantity": "12", "person": "李强"})
        received = movement(office, supply, "入库")
        for change in ({"quantity": "3"}, {"day": "2021-04-30"}, {"place": "别处"}):
            with pytest.raises(FieldErrors, match="当时只有"):
                records.update(office, SUPPLY_MOVEMENTS, received, change)
            with pytest.raises(FieldErrors, match="当时只有"):
                steps.conduct_of(SUPPLIES.name).correct(office, received, change)
            with pytest.raises(FieldErrors, match="当时只有"):
                bulk.whole(bulk.update_many(office, SUPPLY_MOVEMENTS, {received: change}))
            with pytest.raises(FieldErrors, match="当时只有"):
                bulk.whole(bulk.set_many(office, SUPPLY_MOVEMENTS, [received], change))
        assert balance(office, supply) == (0, None, "无库存")

    def test_by_taking_back_what_came(self, office: Office, supply: str) -> None:
        came = operations.last_of_today(office)
        take(office, supply, "领用", {"quantity": "12", "person": "李强"})
        received = movement(office, supply, "入库")
        kept_by = steps.conduct_of(SUPPLIES.name).fact(office, received).kept_by
        assert "领用12具，镇库当时只有0具" in kept_by
        with pytest.raises(FieldErrors, match="当时只有0具"):
            steps.conduct_of(SUPPLIES.name).withdraw(office, received, "登记错了")
        with pytest.raises(FieldErrors, match="当时只有0具"):
            records.remove(office, SUPPLY_MOVEMENTS, received)
        assert came is not None
        assert balance(office, supply)[0] == 0

    def test_by_undo_and_by_redo(self, office: Office) -> None:
        key = records.create(office, SUPPLIES, EXTINGUISHER)
        take(office, key, "入库", {"quantity": "12"})
        came = office.done[-1]
        take(office, key, "领用", {"quantity": "12", "person": "李强"})
        issued = office.done[-1]
        with pytest.raises(InputError, match="当时只有0具"):
            operations.undo_operation(office, came)
        operations.undo_operation(office, issued)
        operations.undo_operation(office, came)
        with pytest.raises(InputError, match="当时只有0具"):
            operations.redo_operation(office, issued)
        assert balance(office, key) == (0, None, "无库存")

    def test_by_moving_a_movement_to_another_supply(self, office: Office, supply: str) -> None:
        other = records.create(office, SUPPLIES, EXTINGUISHER | {"name": "水带", "unit": "盘"})
        take(office, supply, "领用", {"quantity": "12", "person": "李强"})
        for title, why in (("入库", "当时只有0具"), ("领用", "当时只有0盘")):
            moved = movement(office, supply, title)
            with pytest.raises(FieldErrors, match=why):
                records.update(office, SUPPLY_MOVEMENTS, moved, {"supply": other})

    def test_by_restoring_what_was_withdrawn(self, office: Office, supply: str) -> None:
        take(office, supply, "领用", {"quantity": "12", "person": "李强"})
        issued = movement(office, supply, "领用")
        steps.conduct_of(SUPPLIES.name).withdraw(office, issued, "登记错了")
        take(office, supply, "报废", {"quantity": "5"})
        with pytest.raises(FieldErrors, match="当时只有"):
            records.restore(office, SUPPLY_MOVEMENTS, issued)


def test_a_movement_given_to_another_supply_is_summed_up_in_both(
    office: Office, supply: str
) -> None:
    other = records.create(office, SUPPLIES, EXTINGUISHER | {"name": "水带", "unit": "盘"})
    came = movement(office, supply, "入库")
    records.update(office, SUPPLY_MOVEMENTS, came, {"supply": other})
    assert balance(office, supply) == (0, None, "无库存")
    assert balance(office, other) == (12, "镇库12", "充足")
    assert inspect(office).problems == ()


def test_what_is_mistyped_is_put_right_and_what_never_was_is_withdrawn(
    office: Office, supply: str
) -> None:
    conduct = steps.conduct_of(SUPPLIES.name)
    received = movement(office, supply, "入库")
    form = conduct.fact(office, received)
    assert (form.verb, form.texts["quantity"], form.kept_by) == ("入库", "12", "")
    conduct.correct(office, received, {"quantity": "20"})
    assert balance(office, supply) == (20, "镇库20", "充足")
    conduct.withdraw(office, received, "登记错了")
    assert facts(office, supply) == []
    with pytest.raises(InputError, match="可能已被撤回"):
        conduct.fact(office, received)


def test_shortage_and_expiry_are_in_the_days_list(office: Office) -> None:
    short = records.create(office, SUPPLIES, EXTINGUISHER | {"minimum": "5"})
    old = records.create(
        office, SUPPLIES, EXTINGUISHER | {"name": "水带", "expires_on": "2021-04-10"}
    )
    records.create(office, SUPPLIES, EXTINGUISHER | {"name": "泵", "next_check_on": "2021-08-01"})
    rows = {row.id: row for row in agenda.agenda(office) if row.register == SUPPLIES.name}
    assert set(rows) == {short, old}
    assert (rows[short].deadline.words, rows[short].step) == ("缺5具", "入库")
    assert (rows[old].action, rows[old].due) == ("更换", date(2021, 4, 10))
    assert (rows[old].deadline.words, rows[old].step) == ("逾期10天", "登记更换")
    take(office, short, "入库", {"quantity": "5"})
    assert short not in {row.id for row in agenda.agenda(office)}


def test_what_is_retired_takes_no_more_part(office: Office, supply: str) -> None:
    take(office, supply, "停用", {})
    read = records.read(office, SUPPLIES, supply)
    assert (read.stage, read.closed) == ("已停用", True)
    offered = steps.offered(office, SUPPLIES, read)
    assert (offered.following, offered.others) == (None, ())


def test_a_movement_is_opened_in_its_own_list(office: Office, supply: str) -> None:
    received = movement(office, supply, "入库")
    assert home_of(office, SUPPLY_MOVEMENTS.name, received) == Home(SUPPLY_MOVEMENTS.name, received)
