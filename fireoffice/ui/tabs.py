"""The eight tabs: their words, and how each page is built when it is first needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from fireoffice.services.office import Office
from fireoffice.ui.page import Page
from fireoffice.ui.tasks import TaskRunner

_DUTY_REGISTERS: Final = (
    "duties",
    "occurrences",
    "pledges",
    "conventions",
    "villages",
    "grids",
    "people",
)
_HAZARD_REGISTERS: Final = ("hazards", "units", "calendar", "wordings")
_TRAINING_REGISTERS: Final = ("trainings", "training_plans")

_BRIGADE_REGISTERS: Final = ("volunteers", "teams", "callouts", "shifts", "standards")


@dataclass(frozen=True)
class Tab:
    """``registers`` are the names of the registers shown in it, the tab's own first.

    ``opens`` are what else it shows by its key: papers, and clauses of them; who had no training.
    """

    word: str
    build: Callable[[Office, TaskRunner], Page]
    registers: tuple[str, ...] = ()
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
    from fireoffice.registers import REGISTERS
    from fireoffice.ui.duties.views import duty_views
    from fireoffice.ui.register_page import RegisterPage

    registers = [REGISTERS[name] for name in _DUTY_REGISTERS]
    return RegisterPage(office, registers, tasks=tasks, further=duty_views())


def _trainings(office: Office, tasks: TaskRunner) -> Page:
    from fireoffice.registers import REGISTERS
    from fireoffice.ui.trainings.page import TrainingsPage

    return TrainingsPage(office, [REGISTERS[name] for name in _TRAINING_REGISTERS], tasks=tasks)


def _brigades(office: Office, tasks: TaskRunner) -> Page:
    from fireoffice.registers import REGISTERS
    from fireoffice.ui.brigades.views import brigade_views
    from fireoffice.ui.register_page import RegisterPage

    registers = [REGISTERS[name] for name in _BRIGADE_REGISTERS]
    return RegisterPage(office, registers, tasks=tasks, further=brigade_views())


def _hazards(office: Office, tasks: TaskRunner) -> Page:
    from fireoffice.registers import REGISTERS
    from fireoffice.ui.hazards.page import HazardsPage

    return HazardsPage(office, [REGISTERS[name] for name in _HAZARD_REGISTERS], tasks=tasks)


TABS: Final = (
    Tab("工作台", _workbench),
    Tab("责任清单", _duties, _DUTY_REGISTERS),
    Tab("隐患台账", _hazards, _HAZARD_REGISTERS),
    Tab("培训宣传", _trainings, _TRAINING_REGISTERS, opens=("coverage",)),
    Tab("志愿队伍", _brigades, _BRIGADE_REGISTERS),
    Tab("公文", _circulars, opens=("papers", "paper_links")),
    Tab("统计考评", _figures),
    Tab("数据交换", _exchange),
)


def tab_of(register: str) -> int:
    """Return which tab shows records of ``register``; -1 if none does."""
    places = (place for place, tab in enumerate(TABS) if register in (*tab.registers, *tab.opens))
    return next(places, -1)
