"""Facts of any register, by its declaration alone: recorded, told, put right, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.core.errors import FieldErrors, InputError
from fireoffice.db.remembered import remembered
from fireoffice.domain.fields import FieldInfo
from fireoffice.domain.people import mask
from fireoffice.domain.steps import Step
from fireoffice.domain.values import show
from fireoffice.registers import REGISTERS, Register
from fireoffice.registers.facts import AUTHOR, TODAY, Ask, Deed, Facts
from fireoffice.services import records
from fireoffice.services.conduct import Allowed, Conduct, FactForm, Happening
from fireoffice.services.entry.batch import Batch
from fireoffice.services.entry.values import names_of
from fireoffice.services.office import Office


class FactsConduct(Conduct):
    """The conduct of a register that declares `facts`: each of its deeds is a step.

    What the register itself declares as steps (they write the record's own fields) comes after.
    """

    def __init__(self, register: Register) -> None:
        super().__init__(register)
        assert register.facts is not None
        self.facts: Facts = register.facts
        self.kept: Register = REGISTERS[self.facts.register]

    def allowed(self, office: Office, record: records.Record) -> tuple[Allowed, ...]:
        with office.reading() as session:
            row: Any = session.get(self.register.model, record.id)
            offered = [self._allowed(office, session, row, deed) for deed in self.facts.deeds]
        plain = super().allowed(office, record)
        everything = [*offered, *plain]
        following = next((one for one in everything if one.is_next and not one.blocked), None)
        if following is None:
            following = next((one for one in everything if not one.blocked), None)
        return tuple(
            replace(one, is_next=one is following)
            for one in sorted(everything, key=lambda one: (one is not following, bool(one.blocked)))
        )

    def take(
        self, office: Office, record_id: str, step: Step, values: Mapping[str, object]
    ) -> None:
        deed = self.facts.by_kind.get(step.name)
        if deed is None:
            super().take(office, record_id, step, values)
            return
        with office.change(deed.verb) as work:
            row: Any = work.get(self.register.model, record_id)
            blocked = "在回收站里，请先放回原处。" if row.deleted_at else deed.hindrance(row)
            if blocked:
                raise InputError(f"“{row.title()}”{blocked}")
            batch = Batch(office, work.session, self.kept)
            own = {self.facts.parent: record_id, self.facts.kind: deed.kind}
            fact, problems = batch.make(self._named(deed, values) | own)
            _refuse(problems | self._missing(deed, fact))
            fact.sample = row.sample
            work.add(fact)

    def happenings(self, office: Office, record_id: str) -> tuple[Happening, ...]:
        with office.reading() as session:
            row: Any = session.get(self.register.model, record_id)
            if row is None:
                return ()
            live = [one for one in self._rows(session, row) if one.deleted_at is None]
            wrong = row.objections(live)
            values = [self._values(one) for one in live]
            names = names_of(session, self.kept, values)
            return tuple(
                Happening(
                    id=fact.id,
                    day=fact.day,
                    title=getattr(fact, self.facts.kind),
                    details=self._details(fact, names.shown(shown)),
                    problem=wrong[fact.id].sentence if fact.id in wrong else "",
                )
                for fact, shown in zip(live, values, strict=True)
            )

    def fact(self, office: Office, fact_id: str) -> FactForm:
        with office.reading() as session:
            fact: Any = session.get(self.kept.model, fact_id)
            deed = self._deed_of(fact)
            values = self._values(fact)
            shown = names_of(session, self.kept, [values]).shown(values)
            infos = self._infos(deed)
            return FactForm(
                id=fact_id,
                verb=deed.verb,
                infos=infos,
                texts={info.name: show(info, shown[info.name]) for info in infos},
                kept_by=self._kept_by(session, fact),
            )

    def correct(self, office: Office, fact_id: str, values: Mapping[str, object]) -> None:
        with office.change(f"更正{self.kept.noun}") as work:
            fact: Any = work.session.get(self.kept.model, fact_id)
            deed = self._deed_of(fact)
            batch = Batch(office, work.session, self.kept)
            problems = batch.change(fact, self._named(deed, values))
            _refuse(problems | self._missing(deed, fact))

    def withdraw(self, office: Office, fact_id: str, reason: str = "") -> None:
        with office.change(f"撤回{self.kept.noun}") as work:
            fact: Any = work.session.get(self.kept.model, fact_id)
            self._deed_of(fact)
            work.remove(fact, reason)

    def _allowed(self, office: Office, session: Session, row: Any, deed: Deed) -> Allowed:
        infos = self._infos(deed)
        presets = {ask.name: self._preset(office, session, row, ask) for ask in deed.asks}
        step = Step(
            label=deed.verb,
            fields=tuple(info.name for info in infos),
            presets={name: text for name, text in presets.items() if text},
            name=deed.kind,
            infos=infos,
        )
        return Allowed(step, blocked=deed.hindrance(row), is_next=deed.awaited(row))

    def _preset(self, office: Office, session: Session, row: Any, ask: Ask) -> str:
        if ask.preset == TODAY:
            return office.clock.today().isoformat()
        if ask.preset == AUTHOR:
            return office.author
        if ask.preset.startswith("="):
            info = self.register.field(ask.preset.removeprefix("="))
            held = {info.name: getattr(row, info.name)}
            return show(info, names_of(session, self.register, [held]).shown(held)[info.name])
        return ask.preset

    def _infos(self, deed: Deed) -> tuple[FieldInfo, ...]:
        """The fields that a deed asks for, under the labels that they have there."""
        return tuple(
            replace(
                (info := self.kept.field(ask.name)),
                label=ask.label or info.label,
                required=ask.required or info.required,
                default=None,
                group="",
            )
            for ask in deed.asks
        )

    def _named(self, deed: Deed, values: Mapping[str, object]) -> dict[str, object]:
        """`values` by the names of fields. Raises `InputError` for one that is not asked for."""
        infos = self._infos(deed)
        names = {info.label: info.name for info in infos} | {info.name: info.name for info in infos}
        for name in values.keys() - names.keys():
            labels = "、".join(info.label for info in infos)
            raise InputError(f"“{deed.verb}”没有“{name}”这一项。", f"可用的有：{labels}。")
        return {names[name]: value for name, value in values.items()}

    def _missing(self, deed: Deed, fact: Any) -> dict[str, str]:
        return {
            info.name: f"请填写{info.label}。"
            for info in self._infos(deed)
            if info.required and getattr(fact, info.name) in (None, "")
        }

    def _deed_of(self, fact: Any) -> Deed:
        if fact is None or fact.deleted_at is not None:
            raise InputError("找不到这一项经过，它可能已被撤回。", "请刷新后再试。")
        return self.facts.by_kind[getattr(fact, self.facts.kind)]

    def _values(self, fact: Any) -> dict[str, Any]:
        return {info.name: getattr(fact, info.name) for info in self.kept.fields}

    def _rows(self, session: Session, row: Any) -> Sequence[Any]:
        """The facts of a record, withdrawn ones too, in the order in which they happened."""
        model: Any = self.kept.model
        wanted = select(model).where(getattr(model, self.facts.parent) == row.id)
        key = (model, row.id)
        return remembered(session, key, lambda: sorted(session.scalars(wanted), key=_when))

    def _kept_by(self, session: Session, fact: Any) -> str:
        row: Any = session.get(self.register.model, getattr(fact, self.facts.parent))
        live = [one for one in self._rows(session, row) if one.deleted_at is None]
        known = row.objections(live)
        without = row.objections([one for one in live if one.id != fact.id])
        return next((said.sentence for key, said in without.items() if key not in known), "")

    def _details(self, fact: Any, shown: Mapping[str, Any]) -> tuple[str, ...]:
        """One line for each thing that the fact says beyond its day."""
        deed = self.facts.by_kind[getattr(fact, self.facts.kind)]
        lines: list[str] = []
        for info in self._infos(deed):
            text = show(info, shown[info.name])
            if text and info.name != "day":
                lines.append(f"{info.label}：{mask(text) if info.personal else text}")
        return tuple(lines)


def _when(fact: Any) -> tuple[date, str]:
    """The sort key of a fact: by day, and within a day by its key, in the order of writing."""
    return fact.day, fact.id


def _refuse(problems: Mapping[str, str]) -> None:
    if problems:
        raise FieldErrors(problems)
