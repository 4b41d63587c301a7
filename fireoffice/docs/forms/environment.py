"""The Jinja environment of the forms: strict, escaping, and closed to everything but text."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from fireoffice.docs.forms.slots import said

TICKED: Final = "☑"
OPEN: Final = "□"

_TAGS: Final = re.compile(r"<[^>]*>")


class Missing(StrictUndefined):
    """A field that is not there: an error that says its name, never an empty text."""

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name)


class FormEnvironment(ImmutableSandboxedEnvironment):
    """Compiles each text once: a batch of papers shares one template."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=Missing, finalize=_printed)
        self.filters = {
            name: self.filters[name] for name in ("first", "last", "length", "join", "batch")
        } | {"勾选": ticked, "短日期": short_date}
        self._compiled: dict[str, Template] = {}

    def compiled(self, source: str) -> Template:
        """The template that `source` is. Raises `TemplateSyntaxError`."""
        known = self._compiled.get(source)
        if known is None:
            known = self._compiled[source] = self.from_string(source)
        return known


def ticked(value: object) -> str:
    """A box, ticked where `value` is true."""
    return TICKED if value else OPEN


def short_date(value: date | None) -> str:
    """A date for a narrow column, as 2021.4.1; nothing for none."""
    return f"{value.year}.{value.month}.{value.day}" if value else ""


def _printed(value: Any) -> Any:
    """What is written for a value that is no text."""
    return said(value) if value is None or isinstance(value, (bool, date, float)) else value


def plain(markup: str) -> str:
    """What a reader sees of a piece of a template."""
    return " ".join(_TAGS.sub(" ", markup).split())
