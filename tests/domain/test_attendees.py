"""Who is who on lists of names: the same person is counted once, a namesake apart."""

from __future__ import annotations

import pytest

from fireoffice.domain.attendees import Attendee, distinct


@pytest.mark.parametrize(
    ("one", "other", "people"),
    [
        (Attendee("王芳", person="甲"), Attendee("王 芳", phone="138", person="甲"), 1),
        (Attendee("王芳", phone="138"), Attendee("王　芳", "松林社区", "138"), 1),
        (Attendee("王芳", "松林 社区"), Attendee("王芳", "松林社区"), 1),
        (Attendee("王芳", "松林社区"), Attendee("王芳", "高石村"), 2),
        (Attendee("王芳", phone="138"), Attendee("李强", phone="138"), 2),
        (Attendee("王芳"), Attendee("王芳"), 1),
    ],
)
def test_mentions_are_of_one_person_by_person_then_phone_then_unit(
    one: Attendee, other: Attendee, people: int
) -> None:
    assert distinct([one, other]) == people


def test_a_mention_may_be_recognised_by_all_that_it_tells() -> None:
    told = Attendee("王 芳", "松林 社区", "138", "甲")
    assert told.marks == {"person:甲", "phone:王芳|138", "unit:王芳|松林社区"}
    assert Attendee("王芳").marks == {"unit:王芳|"}
