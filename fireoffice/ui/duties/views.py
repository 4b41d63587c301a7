"""The views of the tab 责任清单 that are no registers."""

from __future__ import annotations

from fireoffice.registers import PEOPLE
from fireoffice.services.office import Office
from fireoffice.ui.further_views import FurtherPage, FurtherView
from fireoffice.ui.tasks import TaskRunner

COMPLETENESS = "组织健全"


def duty_views() -> tuple[FurtherView, ...]:
    """Return the views, in their order."""
    return (FurtherView(COMPLETENESS, _completeness, after=PEOPLE.noun),)


def _completeness(office: Office, _: TaskRunner) -> FurtherPage:
    from fireoffice.ui.duties.completeness_page import CompletenessPage

    return CompletenessPage(office)
