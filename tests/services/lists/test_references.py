"""What a record is called where another one refers to it, and how it is found there."""

from __future__ import annotations

import pytest

from fireoffice.registers import HAZARDS, PEOPLE, REGISTERS, UNITS
from fireoffice.services import records
from fireoffice.services.lists import listing
from fireoffice.services.lists.listing import Query
from fireoffice.services.lists.references import MOST_FOUND, find_references
from fireoffice.services.office import Office
from fireoffice.services.records import FieldErrors
from fireoffice.services.reference.town import TownSetup, VillageSetup, set_up

ROLES = REGISTERS["person_roles"]
PERSON = ROLES.field("person")


@pytest.fixture
def town(office: Office) -> Office:
    """Two villages, in each a 王芳, and one 李强."""
    villages = (VillageSetup("松林社区"), VillageSetup("高石村"))
    set_up(office, TownSetup("邻鄂镇", "黔江区邻鄂镇人民政府", ("邻鄂府发",), villages))
    for name, village in (("王芳", "松林社区"), ("王芳", "高石村"), ("李强", "松林社区")):
        records.create(office, PEOPLE, {"name": name, "village": village})
    return office


def test_a_title_that_two_carry_is_followed_by_what_tells_them_apart(town: Office) -> None:
    assert listing.choices(town, PERSON) == ("李强", "王芳（松林社区）", "王芳（高石村）")


def test_two_that_nothing_tells_apart_are_counted(town: Office) -> None:
    for _ in range(2):
        records.create(town, PEOPLE, {"name": "李强", "village": "松林社区"})
    assert listing.choices(town, PERSON)[:3] == (
        "李强（松林社区）",
        "李强（松林社区，之二）",
        "李强（松林社区，之三）",
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("王芳", ("王芳（松林社区）", "王芳（高石村）")),
        ("wf", ("王芳（松林社区）", "王芳（高石村）")),
        ("wangfang", ("王芳（松林社区）", "王芳（高石村）")),
        ("王芳（高", ("王芳（高石村）",)),
        ("王芳（高石村）", ("王芳（高石村）",)),
        ("强", ("李强",)),
        ("赵", ()),
    ],
)
def test_it_is_found_by_characters_pinyin_and_initials(
    town: Office, typed: str, found: tuple[str, ...]
) -> None:
    assert find_references(town, PERSON, typed) == found


def test_what_is_so_called_comes_before_what_only_contains_it(town: Office) -> None:
    for name in ("小王芳", "王芳菲"):
        records.create(town, PEOPLE, {"name": name})
    found = find_references(town, PERSON, "王芳")
    assert found == ("王芳（松林社区）", "王芳（高石村）", "王芳菲", "小王芳")


def test_who_is_in_the_bin_is_neither_found_nor_confused_with(town: Office) -> None:
    rows = records.query(town, PEOPLE, Query(search="王芳")).rows
    gone = next(row.id for row in rows if row.values["village"] == "高石村")
    records.remove(town, PEOPLE, gone, "重复")
    assert find_references(town, PERSON, "wf") == ("王芳",)
    assert listing.choices(town, PERSON) == ("李强", "王芳")


def test_without_a_word_only_the_first_ones_are_offered(town: Office) -> None:
    names = [f"周{number:03}" for number in range(MOST_FOUND + 10)]
    with town.change("导入") as work:
        for name in names:
            records.make(work, town, PEOPLE, {"name": name})
    assert find_references(town, PERSON) == listing.choices(town, PERSON)[:MOST_FOUND]
    assert find_references(town, PERSON, "周059") == ("周059",)


def test_the_label_is_understood_where_it_is_typed_and_shown_where_it_is_read(
    town: Office,
) -> None:
    label = "王芳（高石村）"
    role = records.create(town, ROLES, {"person": label, "role": "网格员"})
    assert records.read(town, ROLES, role).values["person"] == label
    rows = records.query(town, ROLES, Query(filters={"person": (label,)})).rows
    assert [row.id for row in rows] == [role]
    assert rows[0].values["person"] == label
    other = records.query(town, ROLES, Query(filters={"person": ("王芳（松林社区）",)}))
    assert other.total == 0


def test_the_bare_title_of_several_is_refused_with_what_they_are_called(town: Office) -> None:
    with pytest.raises(
        FieldErrors, match=r"“王芳”有不止一个：王芳（.+）、王芳（.+），请选择其中一个"
    ):
        records.create(town, ROLES, {"person": "王芳", "role": "网格员"})


def test_shops_of_one_name_are_told_apart_by_their_villages(town: Office) -> None:
    for village in ("高石村", "松林社区"):
        shop = {"name": "福源超市", "kind": "九小场所", "village": village}
        records.create(town, UNITS, shop)
    found = find_references(town, HAZARDS.field("unit"), "fycs")
    assert sorted(found) == ["福源超市（松林社区）", "福源超市（高石村）"]


def test_words_of_a_code_list_are_found_by_pinyin_too(town: Office) -> None:
    source = HAZARDS.field("source")
    assert listing.find_choices(town, source, "rcjc") == ("日常检查",)
    assert listing.find_choices(town, source, "检查") == tuple(
        word for word in listing.choices(town, source) if "检查" in word
    )
    assert listing.find_choices(town, source) == listing.choices(town, source)
