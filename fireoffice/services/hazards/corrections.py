"""An event of a hazard as the form that corrects it shows it."""

from __future__ import annotations

from fireoffice.core.errors import InputError
from fireoffice.db.models import Hazard, HazardEvent
from fireoffice.domain.hazards import EventKind, row_of
from fireoffice.domain.values import show
from fireoffice.services.conduct import FactForm
from fireoffice.services.hazards.events import objection_to_withdrawal
from fireoffice.services.hazards.fields import infos_of
from fireoffice.services.office import Office


def event_form(office: Office, event_id: str) -> FactForm:
    """The event to be corrected. Raises `InputError` if there is none."""
    with office.reading() as session:
        event = session.get(HazardEvent, event_id)
        hazard = session.get(Hazard, event.hazard) if event else None
        if event is None or hazard is None or event.deleted_at is not None:
            raise InputError("找不到这一项经过，它可能已被撤回。", "请刷新后再试。")
        kind = EventKind(event.kind)
        of_hazard = {ask.name for ask in row_of(kind).asks if ask.of_hazard}
        infos = tuple(info for info in infos_of(kind, False) if info.name not in of_hazard)
        return FactForm(
            id=event_id,
            verb=row_of(kind).verb,
            infos=infos,
            texts={info.name: show(info, getattr(event, info.name)) for info in infos},
            kept_by=objection_to_withdrawal(session, hazard, event_id),
        )
