"""A 合计 that is not the sum of its column is told; a column that is not added is left alone."""

from __future__ import annotations

import pytest
from cases import paper

from fireoffice.docs.lint import lint_manuscript
from fireoffice.docs.manuscript import Line, Role


def _wrong(table: str) -> list[str]:
    rows = [row.replace("|", "\t") for row in table.split(" / ")]
    manuscript = paper(*(Line(Role.TABLE, row) for row in rows)).manuscript
    found = [one for one in lint_manuscript(manuscript) if one.code == "table-total"]
    assert all(one.message.endswith("请核对。") for one in found)
    return [manuscript.lines[one.line or 0].text[one.begin : one.end] for one in found]


@pytest.mark.parametrize(
    ("table", "cells"),
    [
        ("村|户数|隐患 / 高石村|120|3 / 龙田村|80|2 / 合计|210|5", ["210"]),
        ("村|户数 / 甲村|1,200 / 乙村|800 / 合　计|2,100", ["2,100"]),
        ("序号|村|户数 / 1|甲村|12 / 2|乙村|8 / 合计|⇐|21", ["21"]),
        ("村|面积 / 甲村|1.5 / 乙村|2.5 / 总计|5.0", ["5.0"]),
        ("村|检查|隐患 / 甲村|12家|3处 / 乙村|8家|— / 共计|20家|4处", ["4处"]),
        ("村|户数 / 合计|21 / 甲村|12 / 乙村|8", ["21"]),
        ("村|人数 / 甲村|1 / 乙村|2 / 小计|3 / 丙村|4 / 丁村|5 / 小计|9 / 合计|13", ["13"]),
        ("村|隐患|⇐ / ⇑|发现|整改 / 甲村|4|3 / 乙村|5|5 / 合计|9|9", ["9"]),
        ("村|户数|人数 / 甲村|1|2 / 乙村|3|4 / 合计|5|7", ["5", "7"]),
    ],
)
def test_a_total_that_is_no_sum_is_told(table: str, cells: list[str]) -> None:
    assert _wrong(table) == cells


@pytest.mark.parametrize(
    "table",
    [
        "村|户数|隐患 / 高石村|120|3 / 龙田村|80|2 / 合计|200|5",
        "村|整改率 / 甲村|90% / 乙村|80% / 合计|85%",
        "村|整改率（%） / 甲村|90 / 乙村|80 / 合计|85",
        "序号|村|户数 / 1|甲村|12 / 2|乙村|8 / 2|合计|20",
        "村|面积 / 甲村|1.33 / 乙村|1.33 / 丙村|1.33 / 合计|4.00",
        "项目|数量|单价|金额 / 水带|2|300|600 / 水枪|4|100|400 / 合计|6||1000",
        "项目|数量 / 水带|2盘 / 水枪|4支 / 合计|6件",
        "村|人数 / 甲村|12 / 乙村|8 / 其中：女|5 / 合计|20",
        "村|人数 / 甲村|1 / 乙村|2 / 小计|3 / 丙村|4 / 丁村|5 / 小计|9 / 合计|12",
        "村|电话 / 甲村|79300001 / 乙村|79300002 / 合计|2",
        "村|户数 / 甲村|12 / 合计|13",
        "村|户数|责任人 / 甲村|12|赵刚 / 乙村|约8|钱红 / 合计|21|",
        "村|隐患 / 甲村|12 / 乙村|无 / 丙村|/ / 合计|12",
        "合计|12 / 甲|乙",
        "村|隐患 / 甲村|0 / 乙村|3 / 丙村|2 / 合计|5",
        "月份|检查 / 1月|12 / 2月|8 / 累计|75",
        "村|说明 / 甲村|见附件1 / 乙村|无",
    ],
)
def test_a_right_total_and_a_column_that_is_not_added_are_left_alone(table: str) -> None:
    assert _wrong(table) == []
