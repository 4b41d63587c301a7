"""All forms by name. Another kind needs its dataclass, its declaration and a template."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from fireoffice.core.errors import InputError
from fireoffice.docs.forms.form import Form
from fireoffice.docs.forms.kinds.brigade_roster import BRIGADE_ROSTER
from fireoffice.docs.forms.kinds.duty_rota import DUTY_ROTA
from fireoffice.docs.forms.kinds.rectification_notice import RECTIFICATION_NOTICE
from fireoffice.docs.forms.kinds.sign_in_sheet import SIGN_IN_SHEET

FORMS: Final[Mapping[str, Form]] = MappingProxyType(
    {form.name: form for form in (RECTIFICATION_NOTICE, SIGN_IN_SHEET, BRIGADE_ROSTER, DUTY_ROTA)}
)


def form_named(kind: str) -> Form:
    """The form of this name or title. Raises `InputError`."""
    for form in FORMS.values():
        if kind in (form.name, form.title):
            return form
    titles = "、".join(form.title for form in FORMS.values())
    raise InputError(f"没有“{kind}”这种文书。", f"可用的有：{titles}。")
