"""What every register does, shown for each of them: adding one adds its name here by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.domain.people import check_character
from fireoffice.domain.values import parse, show
from fireoffice.registers import REGISTERS, REMAINING, STAGE, Register
from fireoffice.services import records
from fireoffice.services.entry.trial import check_values
from fireoffice.services.office import Office
from fireoffice.services.records import FieldErrors, Query
from tests.examples import example, referred

HARD = "<b>&\"'“”，{{x}}%_\\ 𠮷野䶮 👨‍🚒"

every = pytest.mark.parametrize("register", REGISTERS.values(), ids=REGISTERS.keys())


def typed_values(office: Office, register: Register, number: int = 1) -> dict[str, str]:
    """A text for each field as someone might type it; `number` keeps unique ones apart.

    What the register's own rules do not allow together is left out.
    """
    typed = {
        info.name: _typed(office, info, number)
        for info in register.fields
        if (info.kind is not Kind.DATE or info.required)
        and not info.derived
        and not (info.automatic and info.kind is Kind.REFERENCE)
    }
    wrong = check_values(office, register, typed)
    return {
        name: text
        for name, text in typed.items()
        if name not in wrong or register.field(name).required
    }


def _typed(office: Office, info: FieldInfo, number: int) -> str:
    match info.kind:
        case Kind.INTEGER | Kind.DECIMAL:
            return str(max(number, info.minimum or 0))
        case Kind.BOOLEAN:
            return "是"
        case Kind.DATE:
            return "2021-04-01"
        case Kind.PHONE:
            return f"1990000{number:04d}"
        case Kind.ID_NUMBER:
            first = f"99000019800101{number:03d}"
            return first + check_character(first)
        case Kind.CHOICE | Kind.REFERENCE:
            if info.kind is Kind.REFERENCE and info.required:
                referred(office, info)
            return next(iter(records.choices(office, info)), "")
        case Kind.NAME:
            return f"𠮷{number}·<&>"
        case Kind.TEXT | Kind.LONG_TEXT:
            return f"{HARD}{number}"


def _values(office: Office, register: Register, number: int = 1) -> dict[str, str]:
    return typed_values(office, register, number)


@every
def test_it_opens_and_is_described(register: Register) -> None:
    assert register.fields
    assert all(info.label for info in register.fields)
    assert len({info.label for info in register.fields}) == len(register.fields)
    assert all(register.column_label(column) for column in register.columns)
    for name in (*register.filters, register.title_field, *register.model.searched):
        assert register.field(name).name == name
    for name, _ in register.order:
        assert register.attribute(name) is not None


@every
def test_an_empty_one_lists_nothing(office: Office, register: Register) -> None:
    for row in records.query(office, register, Query(limit=-1)).rows:
        # What every office has from the beginning goes into the bin first.
        records.remove(office, register, row.id)
    page = records.query(office, register)
    assert (page.rows, page.total) == ((), 0)
    assert set(records.counts(office, register).values()) - {0} <= {
        records.counts(office, register)["recycled"]
    }


def stock(office: Office, register: Register) -> None:
    """Make some records where the sample town has none of this register."""
    for _ in range(3 if not records.counts(office, register)["total"] else 0):
        records.create(office, register, example(office, register))


@every
def test_it_sorts_by_each_column_both_ways(sample_office: Office, register: Register) -> None:
    stock(sample_office, register)
    for column in register.columns:
        name = register.due if column.name == REMAINING else column.name
        shown = []
        for ascending in (True, False):
            page = records.query(
                sample_office, register, Query(sort=((column.name, ascending),), limit=-1)
            )
            assert page.total == len(page.rows) > 0
            shown.append([_cell(row, name) for row in page.rows])
        if name != STAGE and register.field(name).kind is Kind.REFERENCE:
            continue
        for values, backwards in zip(shown, (False, True), strict=True):
            present = [value for value in values if value is not None]
            ordered = sorted(present, key=_rank(register, name), reverse=backwards)
            assert values == ordered + [None] * (len(values) - len(present))


@every
def test_it_filters_by_each_field(sample_office: Office, register: Register) -> None:
    everything = records.query(sample_office, register, Query(limit=-1)).rows
    for info in register.fields:
        values = {row.values[info.name] for row in everything}
        for value in sorted(values, key=str)[:3]:
            page = records.query(
                sample_office, register, Query(filters={info.name: value}, limit=-1)
            )
            expected = {row.id for row in everything if row.values[info.name] == value}
            assert {row.id for row in page.rows} == expected, (info.name, value)


@every
def test_its_quick_filters_count_what_they_show(sample_office: Office, register: Register) -> None:
    counted = records.counts(sample_office, register)
    for chip in register.chips:
        page = records.query(sample_office, register, Query(chips=(chip.name,), limit=1))
        assert page.total == counted[chip.name]


@every
def test_pages_follow_each_other_without_gap_or_repetition(
    sample_office: Office, register: Register
) -> None:
    everything = records.query(sample_office, register, Query(limit=-1))
    paged = [
        row.id
        for offset in range(0, everything.total, 7)
        for row in records.query(sample_office, register, Query(offset=offset, limit=7)).rows
    ]
    assert paged == [row.id for row in everything.rows]


@every
def test_whatever_is_typed_is_kept_to_the_letter(sample_office: Office, register: Register) -> None:
    typed = _values(sample_office, register)
    key = records.create(sample_office, register, typed)
    record = records.read(sample_office, register, key)
    today = sample_office.clock.today()
    for name, text in typed.items():
        info = register.field(name)
        if info.kind is Kind.REFERENCE:
            # A choice tells apart what has the same name; a record shows the name.
            assert text.startswith(str(record.values[name])), name
        else:
            assert record.values[name] == parse(info, text, today), name
    named = register.field(register.title_field)
    sought = "" if named not in register.search else typed[named.name]
    row = records.query(sample_office, register, Query(search=sought, limit=-1)).rows
    assert key in [one.id for one in row]


@every
def test_its_life_making_changing_undoing_recycling_restoring(
    sample_office: Office, register: Register
) -> None:
    office, name = sample_office, _written_field(register).name
    key = records.create(office, register, _values(office, register))
    made = records.read(office, register, key).values[name]

    records.update(office, register, key, {name: "改过的名称"})
    record = records.read(office, register, key)
    assert record.values[name] == "改过的名称"
    newest = record.history[0]
    assert newest.field == register.field(name)
    assert (newest.old, newest.new) == (made, "改过的名称")
    assert (newest.author, newest.action) == ("王芳", f"修改{register.noun}")
    assert record.history[-1].action == register.new_label

    assert records.undo(office) == f"修改{register.noun}"
    assert records.read(office, register, key).values[name] == made
    assert records.redo(office) == f"修改{register.noun}"
    assert records.read(office, register, key).values[name] == "改过的名称"

    before = records.counts(office, register)
    records.remove(office, register, key, "重复")
    gone = records.read(office, register, key)
    assert (gone.recycled, gone.deleted_reason) == (True, "重复")
    after = records.counts(office, register)
    assert (after["total"], after["recycled"]) == (before["total"] - 1, before["recycled"] + 1)
    assert key in [row.id for row in records.query(office, register, Query(recycled=True)).rows]

    records.restore(office, register, key)
    assert records.counts(office, register) == before
    assert not records.read(office, register, key).recycled


def _written_field(register: Register) -> FieldInfo:
    """A field into which one may write what one likes: the title where it is one."""
    written = [info for info in register.fields if info.kind in (Kind.NAME, Kind.TEXT)]
    return next(
        (info for info in written if info.name == register.title_field),
        (written or [info for info in register.fields if info.kind is Kind.LONG_TEXT])[0],
    )


@every
def test_each_required_field_is_asked_for_by_name(
    sample_office: Office, register: Register
) -> None:
    empty = dict.fromkeys((info.name for info in register.fields), "")
    with pytest.raises(FieldErrors) as caught:
        records.create(sample_office, register, empty)
    required = {info.name: info.label for info in register.fields if info.required}
    assert caught.value.problems == {name: f"请填写{label}。" for name, label in required.items()}


@every
def test_each_field_says_what_is_wrong_with_it(sample_office: Office, register: Register) -> None:
    wrong = {
        Kind.DATE: "2021年4月31日",
        Kind.INTEGER: "三个",
        Kind.DECIMAL: "很大",
        Kind.BOOLEAN: "也许",
        Kind.PHONE: "12345678",
        Kind.ID_NUMBER: "990000198001010010",
        Kind.CHOICE: "没有这一种",
        Kind.REFERENCE: "没有这一个",
        Kind.TEXT: "长" * 501,
        Kind.NAME: "长" * 501,
        Kind.LONG_TEXT: "长" * 20_001,
    }
    typed = [
        info
        for info in register.fields
        if not info.derived and not (info.kind is Kind.REFERENCE and info.target not in REGISTERS)
    ]
    values = {info.name: wrong[info.kind] for info in typed}
    total = records.counts(sample_office, register)["total"]
    with pytest.raises(FieldErrors) as caught:
        records.create(sample_office, register, values)
    assert caught.value.problems.keys() == values.keys()
    assert all(sentence.endswith("。") for sentence in caught.value.problems.values())
    assert records.counts(sample_office, register)["total"] == total


@pytest.mark.parametrize(
    "register",
    [one for one in REGISTERS.values() if any(info.unique for info in one.fields)],
    ids=lambda one: one.name,
)
def test_unique_fields_are_not_given_twice(sample_office: Office, register: Register) -> None:
    unique = [info.name for info in register.fields if info.unique]
    first = _values(sample_office, register)
    records.create(sample_office, register, first)
    second = _values(sample_office, register, 2) | {name: first[name] for name in unique}
    with pytest.raises(FieldErrors, match="已被使用") as caught:
        records.create(sample_office, register, second)
    assert set(unique) <= caught.value.problems.keys()


@every
def test_a_name_that_is_no_field_is_refused_with_those_that_are(
    office: Office, register: Register
) -> None:
    from fireoffice.core.errors import InputError

    with pytest.raises(InputError, match="没有“颜色”这一项") as caught:
        records.query(office, register, Query(filters={"颜色": "红"}))
    assert register.fields[0].label in caught.value.hint


def _rank(register: Register, name: str) -> Callable[[Any], Any]:
    """Stages and fixed choices have an order of their own; all else is its own rank."""
    ranked = register.stages if name == STAGE else register.field(name).choices
    return ranked.index if ranked else lambda value: value


def _cell(row: records.RecordRow, name: str) -> Any:
    if name == STAGE:
        return row.stage
    return row.values[name]


def test_dates_are_shown_as_they_are_typed(sample_office: Office) -> None:
    register = REGISTERS["hazards"]
    page = records.query(sample_office, register)
    values: Mapping[str, Any] = page.rows[0].values
    assert isinstance(values["due"], date)
    assert show(register.field("due"), values["due"]) == values["due"].isoformat()
