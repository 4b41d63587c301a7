"""An event of a hazard as the form that corrects it shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fireoffice.core.errors import InputError
from fireoffice.db.models import Hazard, HazardEvent
from fireoffice.domain.fields import FieldInfo
from fireoffice.domain.hazards import EventKind, row_of
from fireoffice.domain.values import show
from fireoffice.services.hazards.events import objection_to_withdrawal
from fireoffice.services.hazards.fields import infos_of
from fireoffice.services.office import Office


@dataclass(frozen=True)
class EventForm:
    """One event: its verb, its own fields, and what stands in them as one would type it.

    `kept_by` is the sentence that says which later event keeps it from being withdrawn; empty
    where none does.
    """

    id: str
    kind: EventKind
    verb: str
    infos: tuple[FieldInfo, ...]
    texts: Mapping[str, str]
    kept_by: str = ""


def event_form(office: Office, event_id: str) -> EventForm:
    """The event to be corrected. Raises `InputError` if there is none."""
    with office.reading() as session:
        event = session.get(HazardEvent, event_id)
        hazard = session.get(Hazard, event.hazard) if event else None
        if event is None or hazard is None or event.deleted_at is not None:
            raise InputError("找不到这一项经过，它可能已被撤回。", "请刷新后再试。")
        kind = EventKind(event.kind)
        of_hazard = {ask.name for ask in row_of(kind).asks if ask.of_hazard}
        infos = tuple(info for info in infos_of(kind, False) if info.name not in of_hazard)
        return EventForm(
            id=event_id,
            kind=kind,
            verb=row_of(kind).verb,
            infos=infos,
            texts={info.name: show(info, getattr(event, info.name)) for info in infos},
            kept_by=objection_to_withdrawal(session, hazard, event_id),
        )
