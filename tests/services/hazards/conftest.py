"""A town of one village, in which hazards are found."""

from __future__ import annotations

import pytest

from fireoffice.services.office import Office
from fireoffice.services.reference.town import TownSetup, VillageSetup, set_up


@pytest.fixture
def town(office: Office) -> Office:
    set_up(office, TownSetup("邻鄂镇", "镇政府", ("邻鄂府发",), (VillageSetup("松林社区"),)))
    return office
