"""The declarations of registers, checked: each mistake with what it is and how to mend it.

Run when an office is opened and by the tests, so that a wrong declaration never reaches a user.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from fireoffice.db.models.base import Staged
from fireoffice.domain.fields import Kind
from fireoffice.registers.facts import AUTHOR, TODAY
from fireoffice.registers.register import REMAINING, STAGE, Register

Registers = Mapping[str, Register]


@dataclass(frozen=True)
class Mistake:
    """One mistake in a declaration. `code` stays the same for the same kind of mistake."""

    code: str
    register: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.code} {self.register}: {self.what} {self.mend}"


class WrongDeclaration(Exception):
    """Registers are declared wrongly: a fault of the program, told before any page is shown."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = mistakes


def check_registers(registers: Registers, tabs: frozenset[str]) -> tuple[Mistake, ...]:
    """Every mistake in `registers`; `tabs` are the words of the tabs that show lists."""
    return tuple(
        Mistake(code, register.name, what, mend)
        for register in registers.values()
        for code, check in _CHECKS.items()
        for what, mend in check(register, registers, tabs)
    )


def require_sound(registers: Registers, tabs: frozenset[str]) -> None:
    """Raise `WrongDeclaration` if `check_registers` says anything."""
    mistakes = check_registers(registers, tabs)
    if mistakes:
        raise WrongDeclaration(mistakes)


Complaint = tuple[str, str]


def _names(register: Register, _registers: Registers, _tabs: frozenset[str]) -> Iterator[Complaint]:
    known = {info.name for info in register.fields}
    shown = {column.name for column in register.columns} - {STAGE, REMAINING}
    declared = {
        "columns": shown,
        "filters": set(register.filters),
        "title_field": {register.title_field},
        "carried": set(register.carried),
        "told_apart_by": set(register.told_apart_by),
        "duplicates": {name for some in register.duplicates for name in some},
        "marks": {name for name, _ in register.marks},
        "due": {register.due} - {""},
        "met_by": {register.met_by} - {""},
        "numbering": {register.numbering.dated, "number"} - {""} if register.numbering else set(),
    }
    for part, names in declared.items():
        for name in sorted(names - known):
            yield f"{part} names {name!r}, which is no field.", "Name a field of the model."


def _order(register: Register, _registers: Registers, _tabs: frozenset[str]) -> Iterator[Complaint]:
    for name, _ in register.order:
        if not hasattr(register.model, name):
            yield f"order names {name!r}, which is no column.", "Name a column of the model."
    if not register.order:
        yield "order is empty.", "Say by what its records stand in the list."


def _stages(
    register: Register, _registers: Registers, _tabs: frozenset[str]
) -> Iterator[Complaint]:
    columns = {column.name for column in register.columns}
    staged = issubclass(register.model, Staged)
    if STAGE in columns and not register.stages:
        yield "shows the stage, and has none.", "Declare stages, or drop the column."
    if register.stages and not staged:
        yield "has stages that its model does not keep.", "Mix Staged into the model."
    if REMAINING in columns and not register.due:
        yield "shows what remains, and has no deadline.", "Declare due, or drop the column."
    if register.due and not staged:
        yield "has a deadline that no index holds.", "Mix Staged into the model, set due_order."


def _agenda(
    register: Register, _registers: Registers, _tabs: frozenset[str]
) -> Iterator[Complaint]:
    if register.due and not register.agenda and not register.not_in_agenda:
        yield "has a deadline of which nobody is reminded.", "Declare agenda, or not_in_agenda."
    if register.agenda and register.not_in_agenda:
        yield "is in the agenda, and says why it is not.", "Drop one of the two."
    if register.agenda and register.agenda.by_deadline and not register.due:
        yield "is reminded of by a deadline, and has none.", "Declare due, or by_deadline=False."


def _place(register: Register, registers: Registers, tabs: frozenset[str]) -> Iterator[Complaint]:
    tab, inside = register.place.tab, register.place.inside
    if bool(tab) == bool(inside):
        yield "stands nowhere, or in two places.", "Give its place a tab or inside, not both."
    if tab and tab not in tabs:
        yield f"stands in the tab {tab!r}, which is none.", f"One of: {'、'.join(sorted(tabs))}."
    if inside:
        fields = {info.name: info for info in register.fields}
        owner = registers.get(fields[inside].target) if inside in fields else None
        if owner is None:
            yield f"is kept inside {inside!r}, which refers to no register.", "Name a reference."
        elif register.name not in {detail.register for detail in owner.details}:
            yield f"is kept in a record of {owner.name}, which shows none.", "Add it to details."


def _details(
    register: Register, registers: Registers, _tabs: frozenset[str]
) -> Iterator[Complaint]:
    for detail in register.details:
        kept = registers.get(detail.register)
        if kept is None:
            yield f"details name {detail.register!r}, which is no register.", "Name a register."
            continue
        fields = {info.name: info for info in kept.fields}
        if detail.parent not in fields or fields[detail.parent].target != register.name:
            yield f"{detail.parent!r} of {kept.name} does not refer to it.", "Name the reference."
        for name in set(detail.columns) - fields.keys():
            yield f"details show {name!r}, which {kept.name} has not.", "Name one of its fields."


def _references(
    register: Register, registers: Registers, _tabs: frozenset[str]
) -> Iterator[Complaint]:
    for info in register.fields:
        if info.kind is Kind.REFERENCE and info.target not in registers:
            yield f"{info.name!r} refers to {info.target!r}, no register.", "Name a register."
        if info.kind is Kind.CHOICE and not info.choices and not info.code_list:
            yield f"{info.name!r} is a choice without choices.", "Give choices or a code_list."
    used = {info.code_list for info in register.fields}
    for name in set(register.code_lists) - used:
        yield f"ships the code list {name!r}, which no field uses.", "Name it in a field."


def _chips(register: Register, _registers: Registers, _tabs: frozenset[str]) -> Iterator[Complaint]:
    names = [chip.name for chip in register.chips]
    if len(set(names)) < len(names):
        yield "two quick filters have the same name.", "Name them apart."
    if register.due and "overdue" not in names and not register.not_in_agenda:
        yield "has a deadline, and no quick filter for what is late.", "Add a red chip 'overdue'."


def _facts(register: Register, registers: Registers, _tabs: frozenset[str]) -> Iterator[Complaint]:
    facts = register.facts
    if facts is None:
        return
    kept = registers.get(facts.register)
    if kept is None:
        yield f"keeps its facts in {facts.register!r}, no register.", "Name a register."
        return
    fields = {info.name: info for info in kept.fields}
    if kept.model.part_of != facts.parent:
        yield f"the model of {kept.name} is no part by {facts.parent!r}.", "Set its part_of."
    if "day" not in fields:
        yield f"{kept.name} has no field 'day'.", "Facts are told by their day."
    kinds = set(fields[facts.kind].choices) if facts.kind in fields else set[str]()
    deeds = {str(deed.kind) for deed in facts.deeds}
    for kind in {str(kind) for kind in kinds} ^ deeds:
        yield f"{kind!r} is a deed or a choice of {facts.kind!r}, not both.", "Declare both."
    own = {info.name for info in register.fields}
    for deed in facts.deeds:
        for ask in deed.asks:
            if ask.name not in fields:
                yield f"{deed.verb} asks for {ask.name!r}, no field.", f"Of {kept.name}."
            wanted = ask.preset.removeprefix("=")
            if ask.preset not in (TODAY, AUTHOR) and wanted != ask.preset and wanted not in own:
                yield f"{deed.verb} presets {wanted!r}, no field of the record.", "Name one."


_CHECKS: Final[
    Mapping[str, Callable[[Register, Registers, frozenset[str]], Iterator[Complaint]]]
] = {
    "R01": _names,
    "R02": _order,
    "R03": _stages,
    "R04": _agenda,
    "R05": _place,
    "R06": _details,
    "R07": _references,
    "R08": _chips,
    "R09": _facts,
}
