"""A hazard's stage follows from its facts; facts that contradict each other are told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fireoffice.domain.hazards import FAILED, PASSED, Stage, next_step, problems, stage

TODAY = date(2021, 4, 20)
FOUND = date(2021, 3, 1)


@dataclass
class Facts:
    found_on: date | None = FOUND
    notified_on: date | None = None
    started_on: date | None = None
    due: date | None = None
    fixed_on: date | None = None
    responsible: str | None = None
    rechecked_on: date | None = None
    recheckers: str | None = None
    recheck_result: str | None = None
    closed_on: date | None = None
    transferred_on: date | None = None


def day(number: int) -> date:
    return FOUND + timedelta(days=number)


FIXED = Facts(notified_on=day(1), started_on=day(2), fixed_on=day(9))
PASSED_CHECK = replace(FIXED, rechecked_on=day(10), recheckers="王芳、李强", recheck_result=PASSED)
FAILED_CHECK = replace(PASSED_CHECK, recheck_result=FAILED)

_days = st.none() | st.dates(day(-5), TODAY)
any_facts = st.builds(
    Facts,
    found_on=st.dates(day(-5), TODAY),
    notified_on=_days,
    started_on=_days,
    due=_days,
    fixed_on=_days,
    responsible=st.sampled_from([None, "王芳", "店主"]),
    rechecked_on=_days,
    recheckers=st.sampled_from([None, "王芳", "李强，王芳", "李强"]),
    recheck_result=st.sampled_from([None, PASSED, FAILED]),
    closed_on=_days,
    transferred_on=_days,
)


@pytest.mark.parametrize(
    ("facts", "expected", "label"),
    [
        (Facts(), Stage.FOUND, "下达整改通知"),
        (Facts(notified_on=day(1)), Stage.NOTIFIED, "登记整改开始"),
        (Facts(notified_on=day(1), started_on=day(2)), Stage.FIXING, "登记整改完成"),
        (FIXED, Stage.FIXED, "登记复查"),
        (Facts(fixed_on=FOUND), Stage.FIXED, "登记复查"),
        (PASSED_CHECK, Stage.FIXED, "销号"),
        (FAILED_CHECK, Stage.FIXING, "登记整改完成"),
        (replace(FAILED_CHECK, fixed_on=day(12)), Stage.FIXED, "登记复查"),
        (replace(PASSED_CHECK, closed_on=day(11)), Stage.CLOSED, None),
        (replace(FIXED, transferred_on=day(11)), Stage.TRANSFERRED, None),
    ],
)
def test_the_stage_and_the_next_step_follow_from_the_facts(
    facts: Facts, expected: Stage, label: str | None
) -> None:
    assert stage(facts) is expected
    step = next_step(facts)
    assert (step.label if step else None) == label
    assert problems(facts, TODAY) == {}


@pytest.mark.parametrize(
    ("facts", "field", "told"),
    [
        (Facts(found_on=day(99)), "found_on", "在今天之后"),
        (Facts(due=day(-1)), "due", "早于排查日期"),
        (Facts(fixed_on=day(-1)), "fixed_on", "早于排查日期"),
        (Facts(rechecked_on=day(3), recheck_result=PASSED), "rechecked_on", "还没有登记整改完成"),
        (replace(PASSED_CHECK, rechecked_on=day(8)), "rechecked_on", "早于整改完成日期"),
        (replace(FIXED, rechecked_on=day(10)), "recheck_result", "请填写复查结果"),
        (replace(FIXED, recheck_result=PASSED), "rechecked_on", "请填写复查日期"),
        (replace(PASSED_CHECK, responsible="李强"), "recheckers", "请换人复查"),
        (replace(FIXED, closed_on=day(11)), "closed_on", "复查合格后才能销号"),
        (replace(FAILED_CHECK, closed_on=day(11)), "closed_on", "复查合格后才能销号"),
        (replace(PASSED_CHECK, closed_on=day(9)), "closed_on", "早于复查日期"),
        (
            replace(PASSED_CHECK, closed_on=day(11), transferred_on=day(11)),
            "closed_on",
            "不能再销号",
        ),
    ],
)
def test_a_contradiction_is_told_at_its_field(facts: Facts, field: str, told: str) -> None:
    assert told in problems(facts, TODAY)[field]


@given(any_facts)
def test_nothing_is_closed_without_a_passed_recheck_by_another_person(facts: Facts) -> None:
    assume(problems(facts, TODAY) == {})
    if stage(facts) is Stage.CLOSED:
        assert facts.recheck_result == PASSED
        assert facts.rechecked_on is not None
        assert facts.fixed_on is not None
        assert facts.fixed_on <= facts.rechecked_on
        names = (facts.recheckers or "").replace("，", "、").split("、")
        assert facts.responsible is None or facts.responsible not in names


@given(any_facts)
def test_there_is_a_next_step_until_the_end_and_none_after(facts: Facts) -> None:
    ended = stage(facts) in (Stage.CLOSED, Stage.TRANSFERRED)
    assert (next_step(facts) is None) == ended


@given(any_facts)
def test_every_problem_is_a_sentence_about_a_fact(facts: Facts) -> None:
    for name, sentence in problems(facts, TODAY).items():
        assert hasattr(facts, name)
        assert sentence.endswith("。")
