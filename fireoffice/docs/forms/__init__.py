"""Forms: .docx templates filled from plain data, strictly."""

from __future__ import annotations

from fireoffice.docs.forms.catalogue import FORMS, form_named
from fireoffice.docs.forms.form import Form, fields_page
from fireoffice.docs.forms.slots import Picture, Slot, slot, to_json

__all__ = ["FORMS", "Form", "Picture", "Slot", "fields_page", "form_named", "slot", "to_json"]
