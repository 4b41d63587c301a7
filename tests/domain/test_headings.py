"""Headings of other people's tables find their fields."""

from __future__ import annotations

from fireoffice.db.fields import fields_of
from fireoffice.db.models import Hazard
from fireoffice.domain.headings import is_heading_row, match_headings, tidy_heading

FIELDS = fields_of(Hazard)


def _names(*cells: str) -> list[str | None]:
    return [info.name if info else None for info in match_headings(cells, FIELDS)]


def test_a_heading_is_known_by_its_label_or_an_alias() -> None:
    assert _names("场所", "隐患内容", "所属村居", "序号") == [
        "place",
        "description",
        "village",
        None,
    ]


def test_blanks_line_breaks_stars_and_remarks_do_not_matter() -> None:
    assert tidy_heading("场 所\n（全称）＊") == "场所"
    assert _names("场　所＊", "村(居)", "隐患\n描述：") == ["place", "village", "description"]


def test_a_field_is_given_to_one_heading_only_the_exact_one_first() -> None:
    assert _names("场 所", "场所") == [None, "place"]


def test_a_row_of_values_is_no_heading_row() -> None:
    assert is_heading_row(["序号", "场所", "隐患描述"], FIELDS)
    assert not is_heading_row(["1", "老街李家副食店", "楼梯间堆放木料"], FIELDS)
    assert not is_heading_row(["隐患", "", ""], FIELDS)
