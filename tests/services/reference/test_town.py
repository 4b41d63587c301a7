"""The wizard's answers become the town."""

from __future__ import annotations

import pytest

from fireoffice.services.entry.values import FieldErrors
from fireoffice.services.office import Office
from fireoffice.services.reference.town import (
    TownSetup,
    VillageSetup,
    is_set_up,
    kind_of,
    set_up,
    town,
    usage_of,
)

SETUP = TownSetup(
    name=" 邻鄂镇 ",
    issuer="黔江区邻鄂镇人民政府",
    codes=("邻鄂府发", "邻鄂府函", "邻鄂府发", " "),
    villages=(VillageSetup("松林社区", population=3260), VillageSetup("高石村")),
    printed_by="黔江区邻鄂镇党政办公室",
)


def test_an_office_begins_without_a_town(office: Office) -> None:
    assert not is_set_up(office)
    assert town(office).name == ""
    assert town(office).code == ""


def test_what_was_entered_is_the_town(office: Office) -> None:
    set_up(office, SETUP)
    made = town(office)
    assert is_set_up(office)
    assert (made.name, made.issuer, made.printed_by) == (
        "邻鄂镇",
        "黔江区邻鄂镇人民政府",
        "黔江区邻鄂镇党政办公室",
    )
    assert (made.code, made.codes) == ("邻鄂府发", ("邻鄂府发", "邻鄂府函"))
    assert made.usages == {"邻鄂府发": "下行文", "邻鄂府函": "函"}
    assert made.villages == ("松林社区", "高石村")
    assert not made.sample


def test_setting_up_again_changes_and_adds_but_takes_nothing_away(office: Office) -> None:
    set_up(office, SETUP)
    changed = TownSetup("邻鄂镇", "邻鄂镇人民政府", ("邻鄂府文",), (VillageSetup("庙岭村"),))
    set_up(office, changed)
    made = town(office)
    assert made.issuer == "邻鄂镇人民政府"
    assert set(made.codes) == {"邻鄂府发", "邻鄂府函", "邻鄂府文"}
    assert set(made.villages) == {"松林社区", "高石村", "庙岭村"}


def test_what_is_missing_or_twice_is_told_at_its_field(office: Office) -> None:
    twice = (VillageSetup("高石村"), VillageSetup("高石村"))
    with pytest.raises(FieldErrors) as caught:
        set_up(office, TownSetup("", " ", (), twice))
    assert caught.value.problems.keys() == {"name", "issuer", "codes", "villages"}
    assert not is_set_up(office)


@pytest.mark.parametrize(
    ("name", "kind"), [("松林社区", "社区"), ("河街居委会", "社区"), ("高石村", "行政村")]
)
def test_the_kind_of_a_village_is_read_from_its_name(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("code", "usage"),
    [("邻鄂府发", "下行文"), ("邻鄂府函", "函"), ("邻鄂府文", "请示、报告"), ("邻鄂府令", "命令")],
)
def test_the_use_of_a_code_is_read_from_its_last_character(code: str, usage: str) -> None:
    assert usage_of(code) == usage
