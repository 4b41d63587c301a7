"""The changes of one action as a page: each record a line to press, its fields below."""

from __future__ import annotations

from html import escape
from urllib.parse import quote, unquote

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from fireoffice.services.history.operation_changes import Changes, Fate, FieldChange, RecordChange
from fireoffice.ui.theme import theme
from fireoffice.ui.theme.typography import BASE, HEAD, NOTE

_EMPTY = "（空）"
_SCHEME = "record"


class ChangeStory(QTextBrowser):
    """Reads like the ruled rows of a form; a record's title is a link to it."""

    record_pressed = Signal(str, str)
    """Register and id of the record."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("改动内容")
        self.setProperty("part", "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.document().setDocumentMargin(0)
        self._told = Changes((), 0)
        self.anchorClicked.connect(self._on_pressed)

    def tell(self, told: Changes) -> None:
        """Show what was changed."""
        self._told = told
        parts = [_record(one) for one in told.records]
        if told.more:
            parts.append(_note(f"另有{told.more:,}条记录，没有列出。"))
        self.setHtml("".join(parts) or _note("这一步没有台账内容。"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._told.records:
            self.tell(self._told)

    def _on_pressed(self, url: QUrl) -> None:
        register, _, record_id = unquote(url.toString()).removeprefix(f"{_SCHEME}:").partition("/")
        self.record_pressed.emit(register, record_id)


def _record(one: RecordChange) -> str:
    title = escape(one.title or one.noun)
    if one.register:
        place = quote(f"{one.register}/{one.id}")
        colour = theme.colour("blue").name()
        title = (
            f'<a href="{_SCHEME}:{place}" style="color:{colour};text-decoration:none">{title}</a>'
        )
    head = (
        f'<p style="margin:{theme.px(8)}px 0 {theme.px(4)}px 0;{_type(HEAD, "ink", bold=True)}">'
        f'{title} <span style="{_type(NOTE, "ink3")}">{escape(one.noun)}　{one.fate}</span></p>'
    )
    rows = "".join(_row(field, one.fate) for field in one.fields)
    return f'{head}<table width="100%" cellspacing="0" cellpadding="{theme.px(3)}">{rows}</table>'


def _row(field: FieldChange, fate: Fate) -> str:
    if fate is Fate.MADE:
        value = escape(field.new)
    else:
        old = f'<span style="color:{theme.colour("ink3").name()}">{_said(field.old)}</span>'
        value = f"{old} → {_said(field.new)}"
    line = f"border-bottom:1px solid {theme.colour('hair').name()}"
    return (
        f'<tr><td width="{theme.px(92)}" style="{line};{_type(BASE, "ink2")}">'
        f"{escape(field.label)}</td>"
        f'<td style="{line};{_type(BASE, "ink")}">{value}</td></tr>'
    )


def _said(value: str) -> str:
    return escape(value) or _EMPTY


def _note(sentence: str) -> str:
    return f'<p style="{_type(NOTE, "ink3")}">{sentence}</p>'


def _type(size: int, colour: str, *, bold: bool = False) -> str:
    weight = "bold" if bold else "normal"
    return f"font-size:{theme.px(size)}px;font-weight:{weight};color:{theme.colour(colour).name()}"
