"""The changes of one operation, told to every view that shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

CREATION = "id"
"""The field whose change tells that a record was made."""


@dataclass(frozen=True)
class Region:
    """A part of the database that something on the screen shows.

    `columns` and `records` narrow the table to some of its columns and to some keys; None for all.
    """

    table: str
    columns: frozenset[str] | None = None
    records: frozenset[str] | None = None


@dataclass(frozen=True)
class Changes:
    """The columns of each record that an operation wrote, also those that follow from others.

    A record that was made or went to the recycle bin counts as changed in every column.
    """

    op_id: str
    written: Mapping[str, Mapping[str, frozenset[str]]]

    def touch(self, regions: Iterable[Region]) -> bool:
        """True if anything in `regions` was written."""
        return any(self._touches(region) for region in regions)

    def _touches(self, region: Region) -> bool:
        records = self.written.get(region.table)
        if not records:
            return False
        wanted = records.keys() if region.records is None else records.keys() & region.records
        if region.columns is None:
            return bool(wanted)
        whole = {CREATION, "deleted_at"}
        return any(records[key] & (region.columns | whole) for key in wanted)
