"""List settings of a person for each register: columns, order, saved views; kept with the data.

These are no records: they stand outside the log, and one that cannot be read is as if it had
never been made.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from fireoffice.core.errors import InputError
from fireoffice.registers import Register
from fireoffice.services.entry import drafts
from fireoffice.services.lists.cells import column_names
from fireoffice.services.lists.listing import Between, Query
from fireoffice.services.office import Office

_KEY: Final = "list:"
_RANGE: Final = "between"
_DAY: Final = "day"

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Columns:
    """The columns that are shown, their order and their widths.

    Without `names` the register's own are shown, as many as there is room for. `widths` are those
    that were drawn by hand, in pixels of the 100 % design.
    """

    names: tuple[str, ...] = ()
    widths: Mapping[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True)
class SavedView:
    """A list as it was once put together, under a name."""

    name: str
    query: Query = field(default_factory=Query)
    columns: Columns = Columns()


@dataclass(frozen=True)
class ListSettings:
    """The settings kept about one register; `standard` is the view that it begins with."""

    columns: Columns = Columns()
    views: tuple[SavedView, ...] = ()
    standard: str = ""

    def view(self, name: str) -> SavedView | None:
        """The view of that name, if there is one."""
        return next((view for view in self.views if view.name == name), None)

    def with_view(self, view: SavedView) -> ListSettings:
        """The settings with `view` in place of the one of its name, or as the last one."""
        if not self.view(view.name):
            return replace(self, views=(*self.views, view))
        kept = tuple(view if one.name == view.name else one for one in self.views)
        return replace(self, views=kept)

    def without_view(self, name: str) -> ListSettings:
        """The settings without the view `name`."""
        kept = tuple(view for view in self.views if view.name != name)
        return replace(self, views=kept, standard="" if self.standard == name else self.standard)

    def renamed(self, name: str, new: str) -> ListSettings:
        """The settings with the view `name` called `new`. Raises `InputError` if `new` is taken."""
        if new != name and self.view(new):
            raise InputError(f"已有名为“{new}”的视图。", "请换一个名称。")
        kept = tuple(replace(one, name=new) if one.name == name else one for one in self.views)
        return replace(self, views=kept, standard=new if self.standard == name else self.standard)


def load(office: Office, register: Register) -> ListSettings:
    """The settings kept about `register`; whatever makes no sense (any more) is left out."""
    kept = drafts.draft(office, _KEY + register.name)
    if not isinstance(kept, dict):
        return ListSettings()
    found: dict[str, Any] = kept  # pyright: ignore[reportUnknownVariableType]
    views = [_view(register, one) for one in _list(found.get("views"))]
    named = {view.name: view for view in views if view}
    standard = found.get("standard")
    return ListSettings(
        columns=_columns(register, found.get("columns")),
        views=tuple(named.values()),
        standard=standard if standard in named else "",
    )


def save(office: Office, register: Register, settings: ListSettings) -> None:
    """Keep `settings` in place of what was kept. Raises `EnvironmentProblem`."""
    content = {
        "columns": _columns_out(settings.columns),
        "views": [
            {
                "name": view.name,
                "search": view.query.search,
                "chips": list(view.query.chips),
                "filters": {name: _out(value) for name, value in view.query.filters.items()},
                "sort": [list(pair) for pair in view.query.sort],
                "columns": _columns_out(view.columns),
            }
            for view in settings.views
        ],
        "standard": settings.standard,
    }
    # Through JSON first: a value that it cannot hold is a bug here, not a broken database.
    drafts.keep_draft(office, _KEY + register.name, json.loads(json.dumps(content)))


def _columns_out(columns: Columns) -> dict[str, Any]:
    return {"names": list(columns.names), "widths": dict(columns.widths)}


def _columns(register: Register, kept: Any) -> Columns:
    if not isinstance(kept, dict):
        return Columns()
    known = set(column_names(register))
    names = tuple(one for one in _list(kept.get("names")) if one in known)  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
    widths: Any = kept.get("widths")  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    drawn = {
        name: width
        for name, width in (widths.items() if isinstance(widths, dict) else ())  # pyright: ignore[reportUnknownVariableType]
        if name in known and type(width) is int and width > 0  # pyright: ignore[reportUnknownArgumentType]
    }
    return Columns(tuple(dict.fromkeys(names)), drawn)


def _view(register: Register, kept: Any) -> SavedView | None:
    try:
        query = Query(
            search=str(kept["search"]),
            chips=tuple(register.chip(name).name for name in kept["chips"]),
            filters={
                _column(register, name): _in(value) for name, value in kept["filters"].items()
            },
            sort=tuple((_column(register, name), bool(up)) for name, up in kept["sort"]),
        )
        return SavedView(str(kept["name"]), query, _columns(register, kept["columns"]))
    except (InputError, KeyError, TypeError, ValueError, AttributeError) as problem:
        _log.warning("%s有一个保存的视图读不出来，已忽略：%s", register.title, problem)
        return None


def _column(register: Register, name: str) -> str:
    """`name`, if the register (still) has it. Raises `InputError`."""
    if name not in column_names(register):
        return register.field(name).name
    return name


def _out(value: object) -> Any:
    if isinstance(value, Between):
        return {_RANGE: [_out(value.first), _out(value.last)]}
    if isinstance(value, date):
        return {_DAY: value.isoformat()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_out(one) for one in value]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return value


def _in(kept: Any) -> object:
    if isinstance(kept, list):
        return tuple(_in(one) for one in kept)  # pyright: ignore[reportUnknownVariableType]
    if not isinstance(kept, dict):
        return kept
    if _DAY in kept:
        return date.fromisoformat(kept[_DAY])  # pyright: ignore[reportUnknownArgumentType]
    first, last = kept[_RANGE]  # pyright: ignore[reportUnknownVariableType]
    return Between(_in(first), _in(last))


def _list(kept: Any) -> list[Any]:
    return kept if isinstance(kept, list) else []  # pyright: ignore[reportUnknownVariableType]
