"""What a circular's words say of a duty."""

from __future__ import annotations

from datetime import date

import pytest

from fireoffice.domain.duty_terms import due_of, frequency_of, level_of


@pytest.mark.parametrize(
    ("holder", "level"),
    [
        ("各村（居）", "村居"),
        ("居委会", "村居"),
        ("应急、农村、民政等部门", "部门"),
        ("农服中心", "部门"),
        ("社会单位", "单位"),
        ("", "镇领导"),
        ("镇党委、政府", "镇领导"),
    ],
)
def test_the_level_follows_from_the_name_of_the_holder(holder: str, level: str) -> None:
    assert level_of(holder) == level


@pytest.mark.parametrize(
    ("deadlines", "frequency"),
    [
        (("每季度最后一个周五前",), "每季度"),
        (("月调度", "季通报", "年考评"), "每月"),
        (("每半年",), "每半年"),
        (("每天",), "每日"),
        (("每周",), "每周"),
        (("年考评",), "每年"),
        (("4月底前",), "一次性"),
        (("5个工作日内",), ""),
        ((), ""),
    ],
)
def test_the_frequency_is_that_of_the_first_recurring_deadline(
    deadlines: tuple[str, ...], frequency: str
) -> None:
    assert frequency_of(deadlines) == frequency


@pytest.mark.parametrize(
    ("deadlines", "due"),
    [
        (("4月底前",), date(2021, 4, 30)),
        (("11月30日前",), date(2021, 11, 30)),
        (("2022年2月末",), date(2022, 2, 28)),
        (("年底前",), date(2021, 12, 31)),
        (("4月31日前",), None),
        (("13月1日前", "5月1日前"), date(2021, 5, 1)),
        (("每年底",), None),
        (("5个工作日内",), None),
    ],
)
def test_a_deadline_becomes_a_day_of_the_circulars_year(
    deadlines: tuple[str, ...], due: date | None
) -> None:
    assert due_of(deadlines, 2021) == due
