"""The tables, one small file for each area."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from fireoffice.db.models.attachments import Attachment
from fireoffice.db.models.base import Base, Record, Staged
from fireoffice.db.models.brigades import Callout, CalloutMember, Rota, Shift, Team
from fireoffice.db.models.calendar import CalendarDay
from fireoffice.db.models.codes import CodeValue
from fireoffice.db.models.duties import Duty, Occurrence
from fireoffice.db.models.hazard_events import HazardEvent
from fireoffice.db.models.hazards import Hazard
from fireoffice.db.models.log import Change, Draft, Meta, Operation, Replica
from fireoffice.db.models.papers import Paper, PaperLink, PaperNumber
from fireoffice.db.models.people import Person, PersonRole
from fireoffice.db.models.pledges import Convention, Pledge
from fireoffice.db.models.standards import Standard
from fireoffice.db.models.town import Grid, Series, Town, Village
from fireoffice.db.models.trainings import Attendance, Training, TrainingPlan
from fireoffice.db.models.units import Unit
from fireoffice.db.models.volunteers import Absence, Volunteer
from fireoffice.db.models.wordings import Wording

# A model is known to the database once its module is loaded, whether it is named here or not.
for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = [
    "Absence",
    "Attachment",
    "Attendance",
    "Base",
    "CalendarDay",
    "Callout",
    "CalloutMember",
    "Change",
    "CodeValue",
    "Convention",
    "Draft",
    "Duty",
    "Grid",
    "Hazard",
    "HazardEvent",
    "Meta",
    "Occurrence",
    "Operation",
    "Paper",
    "PaperLink",
    "PaperNumber",
    "Person",
    "PersonRole",
    "Pledge",
    "Record",
    "Replica",
    "Rota",
    "Series",
    "Shift",
    "Staged",
    "Standard",
    "Team",
    "Town",
    "Training",
    "TrainingPlan",
    "Unit",
    "Village",
    "Volunteer",
    "Wording",
]
