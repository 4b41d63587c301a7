"""The hazard whose photos are looked at."""

from __future__ import annotations

import pytest

from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.lists.listing import Query
from fireoffice.services.office import Office


@pytest.fixture
def hazard(sample_office: Office) -> str:
    """The id of one hazard."""
    return records.query(sample_office, HAZARDS, Query()).rows[0].id
