"""The life of a hazard: events are recorded, everything else follows from them."""

from __future__ import annotations

from fireoffice.domain.hazards.commitments import (
    COMMITMENTS_GROUP,
    five_commitments,
    missing_commitments,
)
from fireoffice.domain.hazards.facts import Facts
from fireoffice.domain.hazards.guards import Problem
from fireoffice.domain.hazards.offers import Offer, missing_for_major, next_kind, offers
from fireoffice.domain.hazards.story import (
    Contradiction,
    Story,
    fold,
    no_longer_holds,
    objections,
    removal_objection,
)
from fireoffice.domain.hazards.table import TABLE, Ask, Need, Transition, row_of
from fireoffice.domain.hazards.words import (
    CLOSED_STAGES,
    FAILED,
    GRADES,
    MAJOR,
    METHODS,
    PASSED,
    Event,
    EventKind,
    Finding,
    Stage,
    State,
    names_in,
)

__all__ = [
    "CLOSED_STAGES",
    "COMMITMENTS_GROUP",
    "FAILED",
    "GRADES",
    "MAJOR",
    "METHODS",
    "PASSED",
    "TABLE",
    "Ask",
    "Contradiction",
    "Event",
    "EventKind",
    "Facts",
    "Finding",
    "Need",
    "Offer",
    "Problem",
    "Stage",
    "State",
    "Story",
    "Transition",
    "five_commitments",
    "fold",
    "missing_commitments",
    "missing_for_major",
    "names_in",
    "next_kind",
    "no_longer_holds",
    "objections",
    "offers",
    "removal_objection",
    "row_of",
]
