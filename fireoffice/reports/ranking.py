"""Lines of counts, ordered, the small ones put together, with their sum: reckoned with pandas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

TOTAL: Final = "全镇"
NAME: Final = "name"


def ranked(
    names: Sequence[str],
    counts: Sequence[Mapping[str, int]],
    by: Sequence[str],
    order: Sequence[str] | None = None,
    most: int | None = None,
) -> list[dict[str, Any]]:
    """A line for each of `names` with its `counts`, and last the sum of all, called 全镇.

    A count that a line lacks is 0; lines without any count are left out. They stand in the
    `order` of their names, what is not in it last, else with the highest counts `by` first and
    then by name. Of more than `most` lines the rest is one, called 其余n处.
    """
    if not counts:
        return [{NAME: TOTAL}]
    # Imported here: it takes half a second, spent only when somebody looks at figures.
    from pandas import DataFrame, concat

    # pandas' own types are too loose to be of help here.
    index: Any = list(names)
    frame: Any = DataFrame([dict(line) for line in counts], index=index).fillna(0)
    frame = frame.astype("int64")
    frame = frame[frame.ne(0).any(axis=1)]
    if order is not None:
        known = [name for name in order if name in frame.index]
        others = sorted(set(frame.index) - set(known))
        frame = frame.loc[[*known, *others]]
    else:
        frame = frame.sort_index().sort_values(list(by), ascending=False, kind="stable")
    total = frame.sum().rename(TOTAL)
    if most is not None and len(frame) > most:
        rest = frame.iloc[most:].sum().rename(f"其余{len(frame) - most:,}处")
        frame = concat([frame.iloc[:most], rest.to_frame().T])
    frame = concat([frame, total.to_frame().T])
    return [
        {NAME: name, **{column: int(value) for column, value in line.items()}}
        for name, line in zip(frame.index, frame.to_dict("records"), strict=True)
    ]
