"""What a record is called where another one refers to it: its title, told apart if need be."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.domain.fields import Kind
from fireoffice.domain.values import ValueProblem, show
from fireoffice.registers import REGISTERS, Register


def labels(session: Session, register: Register) -> dict[str, str]:
    """The records of `register` by what they are called, in the register's order.

    A title that several carry is followed by what tells them apart: 「王芳（松林社区）」.
    """
    model: Any = register.model
    apart = register.told_apart_by
    rows = session.execute(
        select(model.id, *(getattr(model, name) for name in (register.title_field, *apart)))
        .where(model.deleted_at.is_(None))
        .order_by(*(getattr(model, name) for name, _ in register.order), model.id)
    ).all()
    names = {
        name: _titles(session, register.field(name).target)
        for name in (register.title_field, *apart)
        if register.field(name).kind is Kind.REFERENCE
    }

    def word(name: str, value: Any) -> str:
        return show(register.field(name), names.get(name, {}).get(value, value))

    titles = Counter(row[1] for row in rows)
    found: dict[str, str] = {}
    for key, title, *more in rows:
        said = word(register.title_field, title)
        if titles[title] > 1:
            words = [word(name, value) for name, value in zip(apart, more, strict=True) if value]
            said = f"{said}（{'，'.join(words)}）" if words else said
        # Where nothing tells two apart, the later one cannot be named.
        found.setdefault(said, key)
    return found


def key_of(session: Session, register: Register, label: str, called: str) -> str:
    """The key of the record that `label` names, or that it is.

    Raises `ValueProblem` about the field named `called` where none, or more than one, is so named.
    """
    model: Any = register.model
    title = getattr(model, register.title_field)
    found = session.scalars(
        select(model.id)
        .where((title == label) | (model.id == label), model.deleted_at.is_(None))
        .limit(2)
    ).all()
    if len(found) == 1:
        return found[0]
    if not found and (known := labels(session, register).get(label)):
        return known
    if found:
        raise ValueProblem(f"{called}“{label}”有不止一个，请从列表中选择。")
    raise ValueProblem(f"{called}没有“{label}”，请从列表中选择，或先在{register.title}中添加。")


def _titles(session: Session, name: str) -> dict[str, Any]:
    target = REGISTERS[name]
    model: Any = target.model
    title = getattr(model, target.title_field)
    return {row.id: row[1] for row in session.execute(select(model.id, title))}
