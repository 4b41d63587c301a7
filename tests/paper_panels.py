"""The panel of a record with its papers, for the tests that drive it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from fireoffice.db import models
from fireoffice.registers import (
    HAZARDS,
    Register,
)
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.papers.links import PaperOfRecord, papers_of
from fireoffice.services.papers.planning import kind_named
from fireoffice.ui.papers.section import PaperSection
from fireoffice.ui.papers.sheet import PaperSheet
from fireoffice.ui.register_view import RegisterView
from fireoffice.ui.tabs import tab_of
from fireoffice.ui.window import MainWindow

NOTICE = kind_named("整改通知书")
AWKWARD = (
    '<b>&amp;</b>“店”"𠮷䶮🔥' + "长" * 276,
    '<>&“”"🔥𠮷䶮',
)
AtRest = Callable[[MainWindow], None]


def found(office: Office, place: str = "惠民超市", **values: object) -> str:
    """A hazard just found."""
    with office.reading() as session:
        village = session.scalar(select(models.Village.name).limit(1))
    told = {
        "found_on": "2021-04-19",
        "place": place,
        "village": village,
        "description": "疏散通道被堵",
        "grade": "一般",
        "first_due": "2021-05-10",
        **values,
    }
    return records.create(office, HAZARDS, told)


def any_of(office: Office, model: Any) -> str:
    """A record of the sample town that is still open."""
    with office.reading() as session:
        live = select(model.id).where(model.deleted_at.is_(None), model.closed.is_(False))
        key = session.scalar(live.limit(1))
    assert key
    return str(key)


def shown(window: MainWindow, register: Register, key: str) -> RegisterView:
    """The view of a register in the window, at the record ``key``."""
    index = tab_of(register.name)
    window.go_to(index)
    page: Any = window.page(index)
    page.open_record(register.name, key)
    view: RegisterView = page.view()
    return view


def sheet_of(view: RegisterView) -> PaperSheet:
    """The sheet that is open in the panel."""
    sheet = view.papers.sheet()
    assert sheet is not None
    return sheet


def section_of(view: RegisterView, qtbot: QtBot) -> PaperSection:
    """文书 of the record shown."""
    lazy = view.panel.sections.further["文书"]
    qtbot.waitUntil(lambda: lazy.section is not None)
    section = lazy.section
    assert isinstance(section, PaperSection)
    return section


def filled_buttons(widget: QWidget) -> list[str]:
    """The words on the filled buttons that are seen."""
    shown = [one for one in widget.findChildren(QPushButton) if one.isVisible()]
    return [one.text() for one in shown if one.property("part") == "next"]


def buttons_called(word: str, widget: QWidget) -> list[QPushButton]:
    """The buttons with ``word`` that are seen."""
    buttons = widget.findChildren(QPushButton)
    return [one for one in buttons if one.text() == word and one.isVisible()]


def paper_of(office: Office, key: str) -> PaperOfRecord:
    """The one paper of a hazard."""
    (one,) = papers_of(office, "hazards", key)
    return one
