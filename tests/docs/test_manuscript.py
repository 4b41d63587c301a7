"""A manuscript's lines take their roles as one types, and change their levels."""

from __future__ import annotations

import pytest

from fireoffice.docs.manuscript import Fields, Line, Manuscript, Role, change_level
from fireoffice.docs.paper import Direction, Format
from fireoffice.docs.prose.typed import classify

T, F, S, H, P = Role.TITLE, Role.FIRST, Role.SECOND, Role.THIRD, Role.TEXT


def _written(*lines: tuple[Role, str]) -> Manuscript:
    return Manuscript(lines=tuple(Line(role, text) for role, text in lines))


def _shown(manuscript: Manuscript) -> list[str]:
    return [f"{line.role} {line.text}" for line in manuscript.lines]


@pytest.mark.parametrize(
    ("above", "text", "role"),
    [
        ((), "关于印发意见的通知", T),
        ((T,), "各村（居）委：", Role.RECIPIENTS),
        ((T,), "经镇政府同意，现将意见印发给你们。", P),
        ((T, Role.RECIPIENTS), "一、强化责任", F),
        ((T, F), "（一）强化责任", S),
        ((T, F), "1. 强化责任", H),
        ((T, F), "（1）强化责任", Role.FOURTH),
        ((T, P), "村名\t人数", Role.TABLE),
        ((T, P), "附件：1.名单", Role.ATTACHMENT_NOTE),
        ((T, P, Role.ATTACHMENT_NOTE), "2.统计表", Role.ATTACHMENT_NOTE),
        ((T, P), "邻鄂镇人民政府", Role.SIGNATURE),
        ((T, P, Role.SIGNATURE), "2021年4月1日", Role.DATE),
        ((T, P, Role.SIGNATURE, Role.DATE), "（联系人：王某某）", Role.NOTE),
        ((T, P, Role.SIGNATURE, Role.DATE), "2021年消防工作意见", Role.ENCLOSURE),
        ((T, P, Role.DATE, Role.ENCLOSURE), "（2021年4月1日镇长办公会通过）", Role.SUBTITLE),
        ((T, P, Role.DATE), "附件1", Role.ATTACHMENT),
        ((T, P, Role.DATE, Role.ENCLOSURE), "以习近平新时代中国特色社会主义思想为指导。", P),
    ],
)
def test_a_line_is_classified_by_what_it_says_and_what_stands_above(
    above: tuple[Role, ...], text: str, role: Role
) -> None:
    assert classify(above, text, ("邻鄂镇人民政府",)) is role


@pytest.mark.parametrize(
    ("title", "text", "role"),
    [
        ("关于开展检查的通知", "各村（居）委", Role.RECIPIENTS),
        ("关于开展检查的通知", "各村（居）委：", Role.RECIPIENTS),
        ("关于开展检查的通告", "为做好防火工作，现通告如下：", P),
        ("关于进一步加强农村", "消防安全工作的通知", T),
        ("关于开展检查的通知", "", T),
    ],
)
def test_what_follows_a_title_depends_on_whether_that_is_whole(
    title: str, text: str, role: Role
) -> None:
    assert classify((T,), text, title=title) is role


def test_numbering_that_ran_on_across_its_parents_goes_on_doing_so() -> None:
    written = _written(
        (F, "一、甲"), (H, "1.子"), (H, "2.丑"), (F, "二、乙"), (H, "3.寅"), (H, "4.卯")
    )
    changed = change_level(written, 2, -1)
    assert _shown(changed) == [
        "一级 一、甲", "三级 1.子", "二级 （一）丑", "一级 二、乙", "三级 2.寅", "三级 3.卯",
    ]  # fmt: skip


def test_numbering_that_began_anew_under_each_parent_goes_on_doing_so() -> None:
    written = _written(
        (F, "一、甲"), (S, "（一）子"), (S, "（二）丑"), (F, "二、乙"), (S, "（一）寅")
    )
    changed = change_level(written, 1, 1)
    assert _shown(changed) == [
        "一级 一、甲", "三级 1.子", "二级 （一）丑", "一级 二、乙", "二级 （一）寅",
    ]  # fmt: skip


def test_a_heading_that_becomes_text_loses_its_label_and_the_next_ones_move_up() -> None:
    written = _written((F, "一、甲"), (F, "二、乙"), (F, "三、丙"))
    assert _shown(change_level(written, 1, -1)) == ["一级 一、甲", "正文 乙", "一级 二、丙"]


def test_text_that_becomes_a_heading_gets_the_label_of_its_place() -> None:
    written = _written((F, "一、甲"), (P, "乙"), (F, "二、丙"))
    assert _shown(change_level(written, 1, 1)) == ["一级 一、甲", "一级 二、乙", "一级 三、丙"]


def test_deeper_and_back_gives_the_text_that_was_there() -> None:
    written = _written(
        (F, "一、甲"), (H, "1.子"), (H, "2.丑"), (F, "二、乙"), (H, "3.寅"), (H, "4.卯")
    )
    assert change_level(change_level(written, 5, 1), 5, -1) == written


def test_each_part_of_the_paper_is_numbered_by_itself() -> None:
    written = _written(
        (F, "一、甲"), (F, "二、乙"), (Role.ENCLOSURE, "意见"), (F, "一、丙"), (P, "丁")
    )
    changed = change_level(written, 4, 1)
    assert _shown(changed)[3:] == ["一级 一、丙", "一级 二、丁"]
    assert changed.lines[:3] == written.lines[:3]


@pytest.mark.parametrize(("index", "step"), [(0, 1), (1, -1), (2, 1)])
def test_a_line_without_a_level_to_go_to_stays(index: int, step: int) -> None:
    written = _written((T, "通知"), (P, "正文"), (Role.FOURTH, "（1）子"))
    assert change_level(written, index, step) == written


def test_a_manuscript_says_its_title_recipients_and_date() -> None:
    written = _written(
        (T, "邻鄂镇人民政府"),
        (T, "关于开展检查的通知"),
        (Role.RECIPIENTS, "各村委："),
        (Role.DATE, "2021年4月1日"),
    )
    assert written.title == "邻鄂镇人民政府关于开展检查的通知"
    assert written.recipients == "各村委"
    assert written.dated is not None
    assert written.dated.isoformat() == "2021-04-01"


@pytest.mark.parametrize(
    ("kind", "format_", "suffix", "direction"),
    [
        ("通知", Format.DOCUMENT, "文件", Direction.DOWN),
        ("请示", Format.DOCUMENT, "文件", Direction.UP),
        ("函", Format.LETTER, "", Direction.DOWN),
        ("纪要", Format.MINUTES, "纪要", Direction.DOWN),
        ("命令", Format.ORDER, "令", Direction.DOWN),
    ],
)
def test_a_kind_brings_its_usual_format(
    kind: str, format_: Format, suffix: str, direction: Direction
) -> None:
    fields = Fields().of_kind(kind)
    assert (fields.format, fields.suffix, fields.direction) == (format_, suffix, direction)
