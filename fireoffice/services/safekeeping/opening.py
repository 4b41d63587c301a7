"""Opening an office with all that lies beside its database."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from fireoffice.core.clock import Clock
from fireoffice.core.errors import EnvironmentProblem
from fireoffice.core.log import loggable
from fireoffice.services.office import Office
from fireoffice.services.papers.found import take_up

_log: Final = logging.getLogger(__name__)


def open_with_papers(folder: Path, clock: Clock | None = None) -> Office:
    """Open an office as `Office.open` does, and take up papers that an older backup does not know.

    That these cannot be read keeps nobody from working. Raises `OfficeError`.
    """
    office = Office.open(folder, clock)
    try:
        office.notes = (*office.notes, *take_up(office))
    except EnvironmentProblem as problem:
        _log.warning("没有补登公文：%s", loggable(problem))
    except BaseException:
        office.close()
        raise
    return office
