"""「隐患台账 400（现在412）」: what a backup holds, register by register, beside what there is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from fireoffice.services.safekeeping.restoring import RegisterCount
from fireoffice.ui.parts.ruled_rows import Cell, RuledRows

_NAME, _THEN, _NOW = 128, 72, 72
_MOST = 5
"""So many of the smaller registers that differ are named, so that the window stays low enough."""


class CountRows(RuledRows):
    """Ruled rows: register, then, now, and in words how many more or fewer there would be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleDescription("备份中与现在的记录数")

    def tell(self, counts: Sequence[RegisterCount]) -> None:
        """Show the registers of the tabs and those that differ; the others in one line."""
        told = [one for one in counts if one.is_main]
        told += [one for one in counts if not one.is_main and one.then != one.now][:_MOST]
        rest = [one for one in counts if one not in told and (one.then or one.now)]
        if rest:
            then, now = sum(one.then for one in rest), sum(one.now for one in rest)
            told.append(RegisterCount(f"其余{len(rest)}种台账", then, now))
        head = (
            Cell("台账", 0, _NAME, "ink3"),
            Cell("备份中", _NAME, _THEN, "ink3"),
            Cell("现在", _NAME + _THEN, _NOW, "ink3"),
            Cell("恢复后", _NAME + _THEN + _NOW, 0, "ink3"),
        )
        self.set_rows([_row(one) for one in told], head)


def _row(one: RegisterCount) -> tuple[Cell, ...]:
    return (
        Cell(one.title, 0, _NAME, "ink2"),
        Cell(f"{one.then:,}", _NAME, _THEN),
        Cell(f"{one.now:,}", _NAME + _THEN, _NOW, "ink2"),
        Cell(difference(one), _NAME + _THEN + _NOW, 0, "ink" if one.then != one.now else "ink3"),
    )


def difference(one: RegisterCount) -> str:
    """「少12条」, 「多3条」 or 「不变」."""
    if one.then == one.now:
        return "条数不变"
    return f"{'少' if one.then < one.now else '多'}{abs(one.now - one.then):,}条"
