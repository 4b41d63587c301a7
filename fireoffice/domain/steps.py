"""The next step of a record: named by the work, not by the software."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fireoffice.domain.fields import FieldInfo


@dataclass(frozen=True)
class Step:
    """A step: `label` is the word on the button, `fields` are what it asks for.

    `presets` are the values already filled in, as the user would type them (「今天」). `name` tells
    several steps of a record apart. `infos` are the fields where they are the step's own and not
    the record's, or have another label there. `paper` names the kind of paper that takes the step,
    with fields of its own, `page` the page of its own on which it is taken. `brief` is the label
    where there is little room.
    """

    label: str
    fields: tuple[str, ...]
    presets: Mapping[str, str] = field(default_factory=dict[str, str])
    name: str = ""
    infos: tuple[FieldInfo, ...] = ()
    paper: str = ""
    page: str = ""
    brief: str = ""
