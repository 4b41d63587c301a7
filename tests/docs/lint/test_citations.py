"""A cited rule is held against the paper's date, and only where the paper rests on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from cases import paper

from fireoffice.core.errors import EnvironmentProblem
from fireoffice.docs.lint import Severity, lint_manuscript
from fireoffice.docs.lint.citations import cited_rules
from fireoffice.docs.manuscript import Line, Role


def _found(text: str, day: str) -> list[str]:
    manuscript = paper(text).manuscript
    lines = tuple(
        Line(Role.DATE, day) if line.role is Role.DATE else line for line in manuscript.lines
    )
    fields = replace(manuscript.fields, printed_on=None)
    found = lint_manuscript(replace(manuscript, fields=fields, lines=lines))
    assert all(one.severity is Severity.WARNING for one in found if one.code == "cited-rule")
    return [
        f"{lines[one.line or 0].text[one.begin : one.end]}：{one.message}"
        for one in found
        if one.code == "cited-rule"
    ]


@pytest.mark.parametrize(
    ("text", "day", "cited", "told"),
    [
        ("依据《重大火灾隐患判定方法》判定。", "2025年11月1日", "《重大火灾隐患判定方法》",
         "现行的是《重大火灾隐患判定规则》（GB 35181-2025）"),
        ("依据《重大火灾隐患判定方法》（GB35181—2017）判定。", "2026年3月1日",
         "《重大火灾隐患判定方法》（GB35181—2017）", "到2025年10月31日为止"),
        ("按GB 35181-2017第5条判定。", "2026年3月1日", "GB 35181-2017", "GB 35181-2025"),
        ("依据《重大火灾隐患判定规则》判定。", "2025年10月31日", "《重大火灾隐患判定规则》",
         "从2025年11月1日起施行"),
        ("根据《重庆市消防条例》（2013年修订）第十条。", "2024年7月1日",
         "《重庆市消防条例》（2013年修订）", "《重庆市消防条例》（2024年修订）"),
        ("根据2013年修订的《重庆市消防条例》第十条。", "2026年5月6日",
         "2013年修订的《重庆市消防条例》", "2024年修订"),
        ("根据《中华人民共和国消防法》（2019年修正）。", "2021年4月29日",
         "《中华人民共和国消防法》（2019年修正）", "2021年修正"),
        ("按照公通字[1996]82号文件统计。", "2025年5月1日", "公通字[1996]82号", "消防〔2025〕17号"),
        ("根据《国家行政机关公文处理办法》（国发〔2000〕23号）。", "2012年7月1日",
         "《国家行政机关公文处理办法》（国发〔2000〕23号）", "党政机关公文处理工作条例"),
        ("根据《物权法》。", "2021年1月1日", "《物权法》", "《中华人民共和国民法典》"),
        ("根据《中华人民共和国民法典》。", "2020年12月31日", "《中华人民共和国民法典》",
         "还没有生效"),
    ],
)  # fmt: skip
def test_a_rule_out_of_force_on_the_paper_s_date_is_told_with_what_holds(
    text: str, day: str, cited: str, told: str
) -> None:
    (found,) = _found(text, day)
    assert found.startswith(f"{cited}：")
    assert told in found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("依据《重大火灾隐患判定方法》判定。", "2025年10月31日"),
        ("依据《重大火灾隐患判定规则》（GB 35181-2025）判定。", "2025年11月1日"),
        ("根据《中华人民共和国消防法》《重庆市消防条例》。", "2026年5月6日"),
        ("根据《重庆市消防条例》（2024年修订）。", "2026年5月6日"),
        ("根据《重庆市消防条例》（2013年修订）。", "2024年6月30日"),
        ("根据《重庆市消防条例》（2013年修订，2024年修订）。", "2026年5月6日"),
        ("《重大火灾隐患判定方法》（GB 35181-2017）同时废止。", "2025年12月1日"),
        ("《重大火灾隐患判定规则》代替《重大火灾隐患判定方法》。", "2025年12月1日"),
        ("原《重大火灾隐患判定方法》规定的程序不再保留。", "2025年12月1日"),
        ("2023年依据《重大火灾隐患判定方法》判定的3家已经销案。", "2026年3月1日"),
        ("2025年9月依据GB 35181-2017判定的1家已经销案。", "2025年12月1日"),
        ("《重大火灾隐患判定规则》自2025年11月1日起实施，请组织学习。", "2025年9月1日"),
        ("认真宣传新修订的《重庆市消防条例》（2024年修订）。", "2024年5月1日"),
        ("根据《火灾统计管理规定》（消防〔2025〕17号）。", "2025年5月1日"),
        ("根据《劳动合同法》和编号GB 35181-20171的文件。", "2026年5月6日"),
        ("根据《关于修改重庆市消防条例的决定》（2013年）。", "2026年5月6日"),
    ],
)
def test_a_rule_in_force_or_only_spoken_of_is_left_alone(text: str, day: str) -> None:
    assert _found(text, day) == []


def test_a_paper_without_a_date_is_not_held_against_one() -> None:
    assert _found("根据《物权法》。", "") == []


def test_every_shipped_rule_says_from_when_or_until_when_and_on_what_that_rests() -> None:
    rules = cited_rules()
    assert len(rules) >= 15
    for rule in rules:
        assert rule.basis
        assert rule.first or rule.successor
        assert not (rule.first and rule.last) or rule.first < rule.last


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[rule]]\nname = \"消防法\"\nuntil = 2021-04-28\nafter = \"x\"", "after"),
        ("[[rule]]\nname = \"消防法\"\nuntil = \"2021-04-28\"", "until"),
        ("[[rule]]\nname = \"消防法\"", "起止日期"),
        ("[[rule]]\nuntil = 2021-04-28", "名称"),
        ("[[rule]\n", "写得不对"),
        ("", "rule"),
    ],
)  # fmt: skip
def test_a_list_of_rules_that_is_written_wrong_is_told_in_one_sentence(
    tmp_path: Path, text: str, told: str
) -> None:
    file = tmp_path / "rules.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(EnvironmentProblem, match=told) as problem:
        cited_rules(file)
    assert problem.value.message.startswith("依据时效表 rules.toml 写得不对：")
