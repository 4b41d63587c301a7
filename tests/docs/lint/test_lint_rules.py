"""Each rule finds what breaks it, and only that."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cases import BODY, CASES, paper

from fireoffice.docs.lint import BY_CODE, Severity, lint, lint_manuscript
from fireoffice.docs.lint.bases import Rank
from fireoffice.docs.manuscript import Line, Role


def _codes(code: str, *, wrong: bool) -> set[str]:
    case = CASES[code]
    return {finding.code for finding in lint(case.wrong if wrong else case.right).findings}


def test_every_rule_has_a_case() -> None:
    assert CASES.keys() == BY_CODE.keys()


@pytest.mark.parametrize("code", CASES)
def test_a_rule_finds_what_breaks_it(code: str) -> None:
    assert code in _codes(code, wrong=True)


@pytest.mark.parametrize("code", CASES)
def test_a_rule_says_nothing_of_what_is_right(code: str) -> None:
    assert code not in _codes(code, wrong=False)


@pytest.mark.parametrize("code", CASES)
def test_a_finding_says_where_why_and_on_what_it_rests(code: str) -> None:
    for finding in lint(CASES[code].wrong).findings:
        assert finding.message.endswith(("。", "？"))
        assert finding.basis
        assert finding.paragraph >= 0


def test_the_office_weighs_rules_itself_and_may_switch_them_off() -> None:
    wrong = CASES["level-skip"].wrong
    harder = lint(wrong, {"level-skip": Severity.ERROR})
    assert harder.count(Severity.ERROR) == 1
    assert lint(wrong, {"level-skip": Severity.OFF}).findings == ()


@pytest.mark.parametrize(
    ("note", "lines", "found"),
    [
        ("附件：《检查表》", ["检查表"], False),
        ("附件：检查表（样表）", ["检查表", "（样表）"], False),
        ("附件：九小场所排查整治情况统计表", ["九小场所排查", "整治情况统计表"], False),
        ("附件：A·B协议", ["A.B协议"], False),
        ("附件：检查表", ["检查表（2025年）"], True),
        ("附件：九小场所排查整治情况统计表", ["九小场所排查", "整治情况一览表"], True),
        ("附件：检查表", ["台账", "检查表"], True),
    ],
)
def test_an_attachment_s_title_is_held_against_its_name(
    note: str, lines: list[str], *, found: bool
) -> None:
    manuscript = paper(BODY, Line(Role.ATTACHMENT_NOTE, note)).manuscript
    title, *more = lines
    parts = (Line(Role.ATTACHMENT, title), *(Line(Role.TEXT, text) for text in more))
    findings = lint_manuscript(replace(manuscript, lines=(*manuscript.lines, *parts)))
    assert ("attachment-differs" in {one.code for one in findings}) is found


RULING = ("规定", "应当", "不得", "必须", "标准要求")


@pytest.mark.parametrize("code", CASES)
def test_only_the_standard_and_the_regulation_rule_and_practice_is_usual(code: str) -> None:
    for finding in lint(CASES[code].wrong).findings:
        rank = BY_CODE[finding.code].basis.rank
        if rank is Rank.RULED:
            assert finding.basis.startswith(("GB/T 9704—2012 第", "《党政机关公文处理工作条例》第"))
            assert finding.basis.endswith("规定")
        else:
            assert finding.basis.startswith("通常")
            assert not [word for word in RULING if word in finding.basis + finding.message]


def test_the_rank_of_a_source_and_the_weight_of_a_finding_are_two_things() -> None:
    found = {(rule.basis.rank, rule.severity) for rule in BY_CODE.values()}
    assert found >= {
        (Rank.RULED, Severity.ERROR),
        (Rank.RULED, Severity.WARNING),
        (Rank.USUAL, Severity.ERROR),
        (Rank.USUAL, Severity.WARNING),
        (Rank.USUAL, Severity.HINT),
    }
