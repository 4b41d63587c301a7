"""The editor for each kind of field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.ui.parts.date_editor import DateEditor
from fireoffice.ui.parts.editors import LineEditor, PlainValue, TextEditor
from fireoffice.ui.parts.picking import Find, PickEditor

FieldEditor: TypeAlias = LineEditor | TextEditor | PlainValue
"""Pick and date editors are lines."""


def editor_for(field: FieldInfo, choices: Sequence[str] | Find = ()) -> FieldEditor:
    """Return the editor for ``field``; ``choices`` are its words, or what finds them."""
    made: FieldEditor
    if field.derived:
        made = PlainValue(field.personal)
    elif field.kind is Kind.LONG_TEXT:
        made = TextEditor()
    elif field.kind is Kind.DATE:
        made = DateEditor(field.personal)
    elif field.kind is Kind.BOOLEAN:
        made = PickEditor(("是", "否"))
    elif field.kind in (Kind.CHOICE, Kind.REFERENCE):
        made = PickEditor(choices)
    elif choices:
        made = PickEditor(choices, strict=False, names=field.kind is Kind.NAME)
    else:
        made = LineEditor(field.personal)
    made.setProperty("part", "cell")
    made.setAccessibleName(field.label)
    if field.help:
        made.setToolTip("；".join(part for part in (field.help, made.toolTip()) if part))
        made.setAccessibleDescription(field.help)
    return made
