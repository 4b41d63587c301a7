"""The kinds of paper that are made from records, one file a kind."""

from __future__ import annotations

from typing import Final

from fireoffice.services.papers.contexts import (
    brigade_roster,
    duty_list,
    duty_rota,
    rectification_notice,
    sign_in_sheet,
    training_notice,
)
from fireoffice.services.papers.contexts.kind import PaperKind

KINDS: Final[tuple[PaperKind, ...]] = (
    rectification_notice.KIND,
    training_notice.KIND,
    sign_in_sheet.KIND,
    brigade_roster.KIND,
    brigade_roster.OF_TEAMS,
    duty_rota.KIND,
    duty_list.KIND,
)
"""Every kind, in the order in which a register offers its own."""

__all__ = ["KINDS", "PaperKind"]
