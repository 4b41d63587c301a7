"""The choices offered by the fields of a form, looked up when a field is entered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.registers import REGISTERS
from fireoffice.services.lists import listing
from fireoffice.services.office import Office
from fireoffice.ui.parts.form import Choices
from fireoffice.ui.parts.picking import Find


def choices_in(office: Office) -> Choices:
    """Return a function that tells a form the words of ``office`` that a field may hold."""

    def choices(info: FieldInfo) -> Sequence[str] | Find:
        is_reference = info.kind is Kind.REFERENCE and info.target in REGISTERS
        if is_reference or (info.code_list and not info.choices):
            return partial(listing.find_choices, office, info)
        return listing.choices(office, info)

    return choices
