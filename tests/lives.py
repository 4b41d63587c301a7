"""Hazards that have come to a certain point of their life, said by the days on which they did."""

from __future__ import annotations

from collections.abc import Mapping

from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.hazards import events as hazard_events
from fireoffice.services.office import Office

_EVENTS = (
    ("notified_on", "限期", {"number": "notice_number", "due": "due"}),
    ("started_on", "整改开始", {}),
    ("spot_on", "当场改", {}),
    ("fixed_on", "整改完成", {}),
    ("rechecked_on", "复查", {"people": "recheckers", "result": "recheck_result"}),
    ("closed_on", "销号", {}),
    ("transferred_on", "移送", {"unit": "transferred_to"}),
)


def make_hazard(office: Office, values: Mapping[str, str]) -> str:
    """Register a hazard and record the events that `values` speak of, by their facts; its id.

    `due` is the deadline of the notice, or the first one where there is no notice.
    """
    told = dict(values)
    if "notified_on" not in told and "due" in told:
        told["first_due"] = told.pop("due")
    facts = {day for day, _, _ in _EVENTS} | {
        fact for _, _, others in _EVENTS for fact in others.values()
    }
    registered = {name: text for name, text in told.items() if name not in facts}
    key = records.create(office, HAZARDS, registered)
    for day, kind, others in _EVENTS:
        if day in told:
            given = {name: told[fact] for name, fact in others.items() if fact in told}
            hazard_events.record_event(office, key, kind, given | {"day": told[day]})
    return key
