"""Findings put right: one, or all, and once is enough."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cases import BODY, CASES, paper
from hypothesis import example, given
from hypothesis import strategies as st

from fireoffice.core.errors import InputError
from fireoffice.docs.lint import apply, apply_all, lint, lint_manuscript, normalise
from fireoffice.docs.lint.model import Finding, LineRule, PaperRule
from fireoffice.docs.lint.rules import RULES
from fireoffice.docs.manuscript import Fields, Line, Manuscript, Role
from fireoffice.docs.prose.reader import read_text
from fireoffice.docs.word import DocumentReading

_SIGNS = (
    "，。、；：！？“”‘’（）《》()[]:;,.?!\"'0123456789０一二三①第年月日号条邻鄂府发〔〕﹝﹞㎡〇"
    " \u3000\xa0\u200b\t以及附件通知请批示A"
)
_LINES = st.lists(
    st.builds(Line, st.sampled_from(Role), st.text(_SIGNS, max_size=24) | st.text(max_size=12)),
    max_size=8,
)
_FIELDS = st.builds(
    Fields,
    kind=st.sampled_from(["通知", "请示", "报告", "纪要"]),
    number=st.sampled_from(["", "邻鄂府发[2021]第038号", "邻鄂府发2021年3号", "第3号", "x"]),
)
_LIVE = {rule.code for rule in RULES if isinstance(rule, LineRule | PaperRule)}


def _first(manuscript: Manuscript, code: str) -> Finding:
    return next(one for one in lint_manuscript(manuscript) if one.code == code)


def _body(manuscript: Manuscript) -> str:
    return "".join(manuscript.texts(Role.TEXT))


@pytest.mark.parametrize("code", sorted(_LIVE))
def test_a_fix_takes_its_finding_away(code: str) -> None:
    manuscript = CASES[code].wrong.manuscript
    finding = _first(manuscript, code)
    if finding.fix is None:
        assert apply(manuscript, finding) == manuscript
    else:
        changed = apply(manuscript, finding)
        assert changed != manuscript
        assert finding not in lint_manuscript(changed)


def test_one_fix_leaves_the_rest_alone() -> None:
    manuscript = paper("以思想为指 导，，认真落实。").manuscript
    changed = apply(manuscript, _first(manuscript, "blank-in-word"))
    assert _body(changed) == "以思想为指导，，认真落实。"


def test_all_fixes_are_made_and_told() -> None:
    manuscript = paper("以思想为指 导，，建党 100 周年。").manuscript
    changed, changes = apply_all(manuscript)
    assert _body(changed) == "以思想为指导，建党100周年。"
    assert [one.code for one in changes].count("blank-by-figure") == 2


def test_a_finding_marks_its_characters() -> None:
    text = "高风险场所以及、出租屋。"
    finding = _first(paper(text).manuscript, "conjunction-mark")
    assert finding.line is not None
    assert text[finding.begin : finding.end] == "以及、"


def test_a_fix_for_text_that_has_changed_since_is_not_made() -> None:
    manuscript = paper("以思想为指 导。").manuscript
    finding = _first(manuscript, "blank-in-word")
    other = paper("全文已经重写。").manuscript
    assert apply(other, finding) == other


def test_numbers_after_a_gap_move_up_together() -> None:
    texts = ("一、甲", "三、乙", "四、丙")
    manuscript = paper(*(Line(Role.FIRST, text) for text in texts)).manuscript
    changed, changes = apply_all(manuscript)
    assert changed.texts(Role.FIRST) == ("一、甲", "二、乙", "三、丙")
    assert len(changes) == 2


def test_numbers_that_run_on_across_their_parents_are_right() -> None:
    texts = ("一、甲", "1.乙", "2.丙", "二、丁", "3.戊")
    roles = (Role.FIRST, Role.THIRD, Role.THIRD, Role.FIRST, Role.THIRD)
    manuscript = paper(*map(Line, roles, texts)).manuscript
    assert not {"label-jump", "label-repeat"} & {one.code for one in lint_manuscript(manuscript)}


def test_an_unnamed_attachment_is_written_into_the_note() -> None:
    manuscript = CASES["attachment-unnamed"].wrong.manuscript
    changed, _ = apply_all(manuscript)
    assert changed.texts(Role.ATTACHMENT_NOTE) == ("附件：检查表",)


@given(_FIELDS, _LINES)
@example(Fields(), [Line(Role.TEXT, "，。，")])
@example(Fields(), [Line(Role.TITLE, "。。")])
@example(Fields(), [Line(Role.RECIPIENTS, "’?")])
@example(Fields(), [Line(Role.ATTACHMENT, "：0")])
@example(Fields(), [Line(Role.ATTACHMENT, "\x12")])
@example(Fields(), [Line(Role.LANDSCAPE, "、.?5")])
def test_mending_twice_changes_nothing_the_second_time(fields: Fields, lines: list[Line]) -> None:
    changed, _ = apply_all(Manuscript(fields, tuple(lines)))
    again, changes = apply_all(changed)
    assert changes == ()
    assert again == changed


@given(_FIELDS, _LINES)
def test_every_range_lies_in_its_line(fields: Fields, lines: list[Line]) -> None:
    manuscript = Manuscript(fields, tuple(lines))
    for finding in lint_manuscript(manuscript):
        if finding.line is not None:
            assert 0 <= finding.begin <= finding.end <= len(lines[finding.line].text)


def test_a_right_paper_stays_as_it_is() -> None:
    manuscript = replace(paper(BODY).manuscript)
    assert apply_all(manuscript) == (manuscript, ())


@given(st.text(_SIGNS + "\n", max_size=120) | st.text(max_size=60))
def test_any_text_can_be_judged_and_put_right(text: str) -> None:
    try:
        read = read_text(text)
    except InputError:
        return
    reading = DocumentReading(
        read.manuscript, read.mends, None, tuple(text.split("\n")), read.origins
    )
    assert all(finding.message for finding in lint(reading).findings)
    assert apply_all(normalise(reading).manuscript)[1] == ()
