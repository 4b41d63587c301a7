"""The Jinja environment of the forms: strict, escaping, and closed to everything but text.

What a template may ask for is a list, and what it may cost is counted: a template comes from
anywhere, and a loop, a `*` or a `format` would otherwise take the machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, cast

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import do_batch, do_join
from jinja2.nodes import EvalContext
from jinja2.runtime import Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import pass_environment, pass_eval_context

from fireoffice.docs.forms.slots import said

TICKED: Final = "☑"
OPEN: Final = "□"

MOST_STEPS: Final = 50_000
"""Turns of all loops of one paper: a roster of 2,000 people has 2,000."""
MOST_WRITTEN: Final = 12_000_000
"""Characters of one filled part: a sheet of 3,000 rows has some 9 million with its markup."""
_LONGEST_SEPARATORS: Final = 100_000
_WIDEST_BATCH: Final = 100

_TAGS: Final = re.compile(r"<[^>]*>")
_COUNTED: Final = "逐一"
"""The filter that every loop runs over, put in by `FormEnvironment`."""
_ALLOWED: Final = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Name, nodes.Const,
    nodes.Getattr, nodes.Getitem, nodes.Filter, nodes.Test, nodes.CondExpr, nodes.Compare,
    nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Add, nodes.Sub, nodes.Div, nodes.FloorDiv,
    nodes.Neg, nodes.Concat, nodes.Tuple, nodes.List,
)  # fmt: skip
_WORDS: Final[Mapping[type[nodes.Node], str]] = {
    nodes.Mul: "*", nodes.Pow: "**", nodes.Mod: "%", nodes.Call: "(…)", nodes.Slice: "[…:…]",
    nodes.Assign: "set", nodes.AssignBlock: "set", nodes.CallBlock: "call",
    nodes.FilterBlock: "filter", nodes.FromImport: "import",
}  # fmt: skip


class Missing(StrictUndefined):
    """A field that is not there: an error that says its name, never an empty text."""

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name)


class FormEnvironment(ImmutableSandboxedEnvironment):
    """Compiles each text once: a batch of papers shares one template."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=Missing, finalize=_printed)
        self.filters = {name: self.filters[name] for name in ("first", "last", "length")} | {
            "join": joined,
            "batch": batched,
            "勾选": ticked,
            "短日期": short_date,
            _COUNTED: counted,
        }
        self._compiled: dict[str, Template] = {}
        self._steps = 0

    def compiled(self, source: str) -> Template:
        """The template that `source` is. Raises `TemplateSyntaxError`, `SecurityError`."""
        known = self._compiled.get(source)
        if known is None:
            known = self._compiled[source] = self.from_string(source)
        return known

    def spend(self, steps: int = 1) -> None:
        """Count work that one rendering does. Raises `SecurityError` beyond `MOST_STEPS`."""
        self._steps += steps
        if self._steps > MOST_STEPS:
            raise SecurityError(f"循环超过{MOST_STEPS:,}次")

    def concat(self, pieces: Iterable[str]) -> str:  # pyright: ignore[reportIncompatibleMethodOverride, reportIncompatibleVariableOverride]
        """The text of a rendering. Raises `SecurityError` beyond `MOST_WRITTEN` characters."""
        self._steps = written = 0
        kept: list[str] = []
        for piece in pieces:
            written += len(piece)
            if written > MOST_WRITTEN:
                raise SecurityError(f"填好后超过{MOST_WRITTEN:,}字")
            kept.append(piece)
        return "".join(kept)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse as Jinja does; refuse what no form needs before anything of it is worked out."""
        try:
            parsed = super()._parse(source, name, filename)
            _refuse(parsed)
        except RecursionError:
            raise TemplateSyntaxError("nested too deeply", 1) from None
        for loop in parsed.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, _COUNTED, [], [], None, None, lineno=loop.lineno)
        return parsed


def _refuse(node: nodes.Node) -> None:
    """Raise `SecurityError` for a construct that is not `_ALLOWED`."""
    for child in node.iter_child_nodes():
        if not isinstance(child, _ALLOWED):
            kind = type(child)
            raise SecurityError(_WORDS.get(kind, kind.__name__.lower()))
        if isinstance(child, nodes.For) and child.recursive:
            raise SecurityError("recursive")
        if isinstance(child, nodes.Filter) and child.name == _COUNTED:
            raise SecurityError(_COUNTED)
        _refuse(child)


@pass_environment
def counted(environment: FormEnvironment, values: Iterable[Any]) -> Iterable[Any]:
    """`values`, each of which costs a step when a loop comes to it."""
    if isinstance(values, Undefined):
        return values

    def each() -> Iterator[Any]:
        for value in values:
            environment.spend()
            yield value

    return each()


@pass_eval_context
def joined(context: EvalContext, values: Iterable[Any], separator: str = "") -> str:
    """`values` behind each other, as Jinja joins them."""
    kept = list(values)
    _environment(context).spend(len(kept))
    if len(kept) * len(str(separator)) > _LONGEST_SEPARATORS:
        raise SecurityError("join")
    return cast("str", do_join(context, kept, separator))


@pass_environment
def batched(
    environment: FormEnvironment, values: Iterable[Any], width: int, filling: Any = None
) -> list[list[Any]]:
    """`values` in groups of `width`, the last one filled up with `filling`."""
    kept = list(values)
    environment.spend(len(kept))
    if not 0 < width <= _WIDEST_BATCH:
        raise SecurityError("batch")
    return list(do_batch(kept, width, filling))


def _environment(context: EvalContext) -> FormEnvironment:
    environment = context.environment
    assert isinstance(environment, FormEnvironment)
    return environment


def ticked(value: object) -> str:
    """A box, ticked where `value` is true."""
    return TICKED if value else OPEN


def short_date(value: date | None) -> str:
    """A date for a narrow column, as 2021.4.1; nothing for none."""
    return f"{value.year}.{value.month}.{value.day}" if value else ""


def _printed(value: Any) -> Any:
    """The text written for a value that is no text."""
    return said(value) if value is None or isinstance(value, (bool, date, float)) else value


def plain(markup: str) -> str:
    """The text that a reader sees of a piece of a template."""
    return " ".join(_TAGS.sub(" ", markup).split())
