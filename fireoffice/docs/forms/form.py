"""A form: its fields, its template and its paper, said once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fireoffice.core.paths import resource
from fireoffice.docs.forms.slots import Slot, slots_of


@dataclass(frozen=True)
class Form:
    """A kind of paper that is a filled .docx template.

    `name` is for programs and names the shipped template, `title` for people and names the
    office's own. `context` is the dataclass that the template is filled with. `landscape` is how
    its A4 sheet lies. `series` ends the 机关代字 under which the form is numbered where the office
    has chosen none (「消通」 makes 邻鄂消通).
    """

    name: str
    title: str
    context: type[Any]
    series: str
    landscape: bool = False

    @property
    def shipped(self) -> Path:
        """The template that comes with the program."""
        return resource(f"templates/{self.name}.docx")

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The fields of the form."""
        return slots_of(self.context)

    @property
    def file_name(self) -> str:
        """The name of the office's own template."""
        return f"{self.title}.docx"


def fields_page(form: Form) -> str:
    """The list of a form's fields for the author of a template, as Markdown."""
    lines = [
        f"## {form.title}",
        "",
        f"A4{'横向' if form.landscape else '纵向'}，`{form.name}`。",
        "",
        "| 写法 | 含义 | 必有 |",
        "|---|---|---|",
    ]
    for one in form.slots:
        lines.append(f"| `{_written(one)}` | {one.meaning} | {'是' if one.required else ''} |")
        for inner in slots_of(one.rows) if one.rows else ():
            written = f"{{{{ 行.{inner.name} }}}}"
            lines.append(f"| 　`{written}` | {inner.meaning} | {'是' if inner.required else ''} |")
    return "\n".join([*lines, ""])


def fields_text(form: Form) -> str:
    """The same list as one reads it on the screen: what to write, and what it becomes."""
    lines: list[str] = []
    for one in form.slots:
        lines.append(_line(_written(one), one))
        inner = slots_of(one.rows) if one.rows else ()
        lines += [f"　　{_line(f'{{{{ 行.{two.name} }}}}', two)}" for two in inner]
    return "\n".join(lines)


def _line(written: str, one: Slot) -> str:
    return f"{written}　{one.meaning}{'（必有）' if one.required else ''}"


def _written(one: Slot) -> str:
    if one.rows:
        return f"{{%tr for 行 in {one.name} %}} … {{%tr endfor %}}"
    return f"{{{{ {one.name} }}}}"
