"""The eight tabs: their words, and how each page is built when it is first needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from fireoffice.services.office import Office
from fireoffice.ui.page import Page
from fireoffice.ui.tasks import TaskRunner


@dataclass(frozen=True)
class Tab:
    """A tab by its word. ``opens`` are what it shows by a key besides records of registers:

    papers, and clauses of them; who had no training.
    """

    word: str
    build: Callable[[Office, TaskRunner], Page]
    opens: tuple[str, ...] = ()


def _workbench(office: Office, _: TaskRunner) -> Page:
    from fireoffice.ui.workbench_page import WorkbenchPage

    return WorkbenchPage(office)


def _circulars(office: Office, tasks: TaskRunner) -> Page:
    from fireoffice.ui.circular.page import CircularsPage

    return CircularsPage(office, tasks=tasks)


def _figures(office: Office, tasks: TaskRunner) -> Page:
    from fireoffice.ui.figures_page import FiguresPage

    return FiguresPage(office, tasks)


def _exchange(office: Office, tasks: TaskRunner) -> Page:
    from fireoffice.ui.exchange_page import ExchangePage

    return ExchangePage(office, tasks)


def _duties(office: Office, tasks: TaskRunner) -> Page:
    from fireoffice.registers import registers_in
    from fireoffice.ui.duties.views import duty_views
    from fireoffice.ui.register_page import RegisterPage

    registers = registers_in("责任清单")
    return RegisterPage(office, registers, tasks=tasks, further=duty_views())


def _trainings(office: Office, tasks: TaskRunner) -> Page:
    from fireoffice.registers import registers_in
    from fireoffice.ui.trainings.page import TrainingsPage

    return TrainingsPage(office, registers_in("培训宣传"), tasks=tasks)


def _brigades(office: Office, tasks: TaskRunner) -> Page:
    from fireoffice.registers import registers_in
    from fireoffice.ui.brigades.views import brigade_views
    from fireoffice.ui.register_page import RegisterPage

    registers = registers_in("志愿队伍")
    return RegisterPage(office, registers, tasks=tasks, further=brigade_views())


def _hazards(office: Office, tasks: TaskRunner) -> Page:
    from fireoffice.registers import registers_in
    from fireoffice.ui.hazards.page import HazardsPage

    return HazardsPage(office, registers_in("隐患台账"), tasks=tasks)


TABS: Final = (
    Tab("工作台", _workbench),
    Tab("责任清单", _duties),
    Tab("隐患台账", _hazards),
    Tab("培训宣传", _trainings, opens=("coverage",)),
    Tab("志愿队伍", _brigades),
    Tab("公文", _circulars, opens=("papers", "paper_links")),
    Tab("统计考评", _figures),
    Tab("数据交换", _exchange),
)


def tab_of(name: str) -> int:
    """Return the index of the tab that shows ``name``: a register with a list, or what a tab opens.

    -1 if none does.
    """
    from fireoffice.registers import REGISTERS

    register = REGISTERS.get(name)
    shown = register.place.tab if register else ""
    places = (place for place, tab in enumerate(TABS) if shown == tab.word or name in tab.opens)
    return next(places, -1)
