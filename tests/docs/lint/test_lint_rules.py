"""Each rule finds what breaks it, and only that."""

from __future__ import annotations

import pytest
from cases import CASES

from fireoffice.docs.lint import BY_CODE, Severity, lint


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
