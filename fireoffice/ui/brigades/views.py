"""The views of 志愿队伍 that are no list."""

from __future__ import annotations

from fireoffice.registers import SHIFTS
from fireoffice.services.office import Office
from fireoffice.ui.brigades import figures_page, rota_page
from fireoffice.ui.further_views import FurtherPage, FurtherView
from fireoffice.ui.tasks import TaskRunner


def brigade_views() -> tuple[FurtherView, ...]:
    """Return them in the order of the strip."""
    return (
        FurtherView(rota_page.WORD, _rota, after=SHIFTS.noun),
        FurtherView(figures_page.WORD, _figures, after=rota_page.WORD),
    )


def _rota(office: Office, _: TaskRunner) -> FurtherPage:
    return rota_page.RotaPage(office)


def _figures(office: Office, tasks: TaskRunner) -> FurtherPage:
    return figures_page.BrigadeFiguresPage(office, tasks)
