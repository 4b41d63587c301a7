"""A declaration that is wrong says what is wrong with it and how to mend it, at start."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fireoffice.registers import HAZARDS, LIST_TABS, REGISTERS, Place, Register
from fireoffice.registers.checks import WrongDeclaration, check_registers, require_sound
from fireoffice.registers.facts import Ask, Facts
from fireoffice.registers.register import Chip, Column, Detail
from fireoffice.registers.supplies import SUPPLIES
from fireoffice.services import office as office_module
from fireoffice.services.office import Office

FACTS = SUPPLIES.facts
assert FACTS is not None
ISSUE = next(deed for deed in FACTS.deeds if deed.verb == "领用")


def wrong(register: Register) -> list[str]:
    """The codes of what is wrong where `register` takes the place of its namesake."""
    found = check_registers({**REGISTERS, register.name: register}, LIST_TABS)
    assert all(mistake.what and mistake.mend for mistake in found)
    return [mistake.code for mistake in found if mistake.register == register.name]


def with_facts(facts: Facts) -> Register:
    return replace(SUPPLIES, facts=facts)


def test_every_register_is_declared_soundly() -> None:
    assert check_registers(REGISTERS, LIST_TABS) == ()


def test_every_tab_that_shows_lists_has_a_register() -> None:
    from fireoffice.ui.tabs import TABS

    assert {tab.word for tab in TABS} >= LIST_TABS
    assert {register.place.tab for register in REGISTERS.values()} - {""} == LIST_TABS


@pytest.mark.parametrize(
    ("code", "register"),
    [
        ("R01", replace(HAZARDS, columns=(*HAZARDS.columns, Column("colour")))),
        ("R01", replace(HAZARDS, filters=("colour",))),
        ("R01", replace(HAZARDS, carried=("colour",))),
        ("R01", replace(HAZARDS, duplicates=(("place", "colour"),))),
        ("R02", replace(HAZARDS, order=(("colour", True),))),
        ("R02", replace(HAZARDS, order=())),
        ("R03", replace(HAZARDS, stages=())),
        ("R03", replace(HAZARDS, due="")),
        ("R03", replace(REGISTERS["teams"], stages=("在", "不在"))),
        ("R04", replace(HAZARDS, agenda=None)),
        ("R04", replace(HAZARDS, not_in_agenda="没有理由")),
        ("R04", replace(REGISTERS["teams"], agenda=HAZARDS.agenda)),
        ("R05", replace(HAZARDS, place=Place())),
        ("R05", replace(HAZARDS, place=Place("没有的栏目"))),
        ("R05", replace(HAZARDS, place=Place("隐患台账", inside="unit"))),
        ("R05", replace(HAZARDS, place=Place(inside="unit"))),
        ("R05", replace(HAZARDS, place=Place(inside="description"))),
        ("R06", replace(HAZARDS, details=(Detail("nothing", "hazard", "没有", ()),))),
        ("R06", replace(HAZARDS, details=(Detail("teams", "unit", "队伍", ()),))),
        ("R06", replace(REGISTERS["teams"], details=(Detail("shifts", "team", "值班", ("x",)),))),
        ("R07", replace(HAZARDS, code_lists={"颜色": ("红",)})),
        ("R08", replace(HAZARDS, chips=())),
        ("R08", replace(HAZARDS, chips=(*HAZARDS.chips, HAZARDS.chips[0]))),
        ("R09", with_facts(replace(FACTS, register="nothing"))),
        ("R09", with_facts(replace(FACTS, register="teams"))),
        ("R09", with_facts(replace(FACTS, deeds=FACTS.deeds[1:]))),
        ("R09", with_facts(replace(FACTS, deeds=(replace(ISSUE, asks=(Ask("colour"),)),)))),
        (
            "R09",
            with_facts(replace(FACTS, deeds=(replace(ISSUE, asks=(Ask("day", preset="=x"),)),))),
        ),
    ],
)
def test_what_is_wrong_has_a_number_and_a_way_to_mend_it(code: str, register: Register) -> None:
    assert code in wrong(register)


def test_what_is_late_is_red_and_can_be_found(office: Office) -> None:
    for register in REGISTERS.values():
        if register.agenda and register.agenda.by_deadline:
            (late,) = [chip for chip in register.chips if chip.name == "overdue"]
            assert (type(late), late.tone) == (Chip, "red"), register.name


def test_an_office_is_not_opened_on_wrong_declarations(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unplaced = {**REGISTERS, HAZARDS.name: replace(HAZARDS, place=Place())}
    monkeypatch.setattr(office_module, "REGISTERS", unplaced)
    with pytest.raises(WrongDeclaration, match="R05 hazards: stands nowhere"):
        Office.open(data_folder)
    with pytest.raises(WrongDeclaration):
        require_sound(unplaced, LIST_TABS)
