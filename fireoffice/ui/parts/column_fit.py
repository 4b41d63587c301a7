"""The width of each column of a table: drawn by hand, declared, or what is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fireoffice.services.lists.settings import Columns
from fireoffice.ui.parts.table_model import TableColumn

FLEX_LEAST = 180


def fitted(
    columns: Sequence[TableColumn],
    choice: Columns,
    room: int,
    width_of: Callable[[TableColumn], int],
    px: Callable[[float], int],
) -> dict[str, int]:
    """Return the columns to be shown, in their order, each with its width in pixels.

    ``width_of`` gives the declared width, 0 for a column that takes what is left. As long as
    nobody chose columns, those that are optional give way in a narrow window; chosen ones stay,
    and the table scrolls.
    """
    by_key = {column.key: column for column in columns}
    chosen = [by_key[name] for name in choice.names if name in by_key]
    shown = chosen or [column for column in columns if column.standard]

    def width(column: TableColumn) -> int:
        drawn = choice.widths.get(column.key)
        return px(drawn) if drawn else width_of(column)

    def needed() -> int:
        return sum(width(column) or px(FLEX_LEAST) for column in shown)

    for column in () if chosen else tuple(reversed(shown)):
        if needed() <= room:
            break
        if column.optional:
            shown.remove(column)
    open_ones = [column for column in shown if not width(column)]
    left = room - sum(width(column) for column in shown)
    share = max(px(FLEX_LEAST), left // max(1, len(open_ones)))
    return {column.key: width(column) or share for column in shown}
