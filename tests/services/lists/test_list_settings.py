"""What was chosen for a list is there after a restart; what cannot be read harms nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fireoffice.core.errors import InputError
from fireoffice.registers import HAZARDS, VOLUNTEERS
from fireoffice.services.entry import drafts
from fireoffice.services.lists import words as list_words
from fireoffice.services.lists.listing import Between
from fireoffice.services.lists.settings import Columns, ListSettings, SavedView, load, save
from fireoffice.services.office import Office
from fireoffice.services.records import Query

_QUERY = Query(
    search="店",
    chips=("open",),
    filters={
        "village": ("松林社区", None),
        "due": Between(date(2021, 4, 1), "2021-04-30"),
        "part": Between(),
        "unit": None,
    },
    sort=(("village", True), ("remaining", False)),
)
_VIEW = SavedView("本月到期", _QUERY, Columns(("stage", "number", "part"), {"part": 130}))


def test_all_of_it_comes_back_as_it_was_kept(sample_office: Office) -> None:
    kept = ListSettings(Columns(("number", "stage"), {"stage": 99}), (_VIEW,), "本月到期")
    save(sample_office, HAZARDS, kept)
    assert load(sample_office, HAZARDS) == kept
    assert load(sample_office, VOLUNTEERS) == ListSettings()


def test_keeping_it_is_no_operation_in_the_log(sample_office: Office) -> None:
    before = list(sample_office.done)
    save(sample_office, HAZARDS, ListSettings(views=(_VIEW,)))
    assert sample_office.done == before


@pytest.mark.parametrize(
    "broken",
    [
        [],
        {"columns": 3, "views": {"a": 1}, "standard": 7},
        {"columns": {"names": ["gone", 4], "widths": {"stage": -1, "number": "9"}}},
        {"views": [None, {"name": "半个"}, {"name": "无此栏", "filters": {"gone": 1}}]},
    ],
)
def test_what_cannot_be_read_is_as_if_never_made(sample_office: Office, broken: Any) -> None:
    drafts.keep_draft(sample_office, "list:hazards", broken)
    assert load(sample_office, HAZARDS) == ListSettings()


def test_one_broken_view_takes_no_other_with_it(sample_office: Office) -> None:
    save(sample_office, HAZARDS, ListSettings(views=(_VIEW,), standard="坏了的"))
    content = drafts.draft(sample_office, "list:hazards")
    content["views"].insert(0, {"name": "坏了的"})
    drafts.keep_draft(sample_office, "list:hazards", content)
    assert load(sample_office, HAZARDS) == ListSettings(views=(_VIEW,))


def test_a_view_keeps_its_place_when_it_is_changed_or_renamed() -> None:
    other = SavedView("其他")
    settings = ListSettings(views=(_VIEW, other), standard="本月到期")
    changed = settings.with_view(SavedView("本月到期"))
    assert changed.views == (SavedView("本月到期"), other)
    renamed = changed.renamed("本月到期", "四月")
    assert [view.name for view in renamed.views] == ["四月", "其他"]
    assert renamed.standard == "四月"
    with pytest.raises(InputError, match="已有名为“其他”"):
        renamed.renamed("四月", "其他")
    assert renamed.without_view("四月") == ListSettings(views=(other,))


def test_the_conditions_are_told_in_words() -> None:
    assert list_words.condition(HAZARDS, _QUERY) == (
        "未办结；村（居）为松林社区、（空）；整改期限为2021-04-01至2021-04-30；"
        "部位不为空；所属单位为空；查“店”"
    )
    assert list_words.order(HAZARDS, _QUERY) == "按村（居）、剩余（倒序）排"
    assert list_words.filter_words(HAZARDS, "due", Between(date(2021, 4, 1))) == "2021-04-01起"
    assert list_words.filter_words(HAZARDS, "grade", tuple("甲乙丙丁")) == "甲、乙、丙等4个"
