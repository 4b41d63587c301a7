"""Blanks between names stay, blanks inside a name go, whatever width they have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fireoffice.domain.names import name_gaps
from fireoffice.domain.text import mend


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("成员：赵 刚 钱小红", "成员：赵刚　钱小红"),
        ("副主任：李  明 张志强", "副主任：李明　张志强"),
        ("成  员：赵 刚 钱小红 孙丽 周 勇", "成员：赵刚　钱小红　孙丽　周勇"),
        ("成　　员：吴敏 冯军", "成员：吴敏　冯军"),
        ("吴 敏　郑海涛　冯 军", "吴敏　郑海涛　冯军"),
        ("周某某　吴某某", "周某某　吴某某"),
        ("组长：王 建 国 李 明", "组长：王建国　李明"),
        ("成员：王 建国 欧阳 锋 诸葛明", "成员：王建国　欧阳锋　诸葛明"),
        ("组　长：王建国　镇党委副书记、镇长", "组长：王建国　镇党委副书记、镇长"),
        ("王建国 镇党委书记", "王建国　镇党委书记"),
        ("党委书记 王建国", "党委书记　王建国"),
        ("组长：张三　副组长：李四 王五", "组长：张三　副组长：李四　王五"),
        ("出席人员：张三 李四、王 五，赵六 等5人。", "出席人员：张三　李四、王五，赵六　等5人。"),
        ("参加人员：阿卜杜拉·买买提 买合木提", "参加人员：阿卜杜拉·买买提　买合木提"),
        ("总指挥：李　强　　张　伟", "总指挥：李强　张伟"),
        ("成员名单如下：钱 多 孙 少", "成员名单如下：钱多　孙少"),
        ("列席：陈×× 黄×", "列席：陈××　黄×"),
    ],
)
def test_a_list_of_names_keeps_its_names_apart(typed: str, mended: str) -> None:
    assert mend(typed)[0] == mended
    assert mend(mended) == (mended, ())


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("为指 导", "为指导"),
        ("安全 管理", "安全管理"),
        ("高 度 重 视", "高度重视"),
        ("方 案", "方案"),
        ("王 建 国", "王建国"),
        ("关于 消防", "关于消防"),
        ("各村 要 做好", "各村要做好"),
        ("邻鄂镇人民政府 邻鄂派出所", "邻鄂镇人民政府邻鄂派出所"),
        ("责任单位：各村 各社区居民委员会", "责任单位：各村各社区居民委员会"),
    ],
)
def test_words_that_are_no_names_are_joined_as_before(typed: str, mended: str) -> None:
    assert mend(typed)[0] == mended


@pytest.mark.parametrize(
    "kept",
    ["定于2025年 月 日召开", "2025年6月　日", "于　年　月　日前报送", "甲方：        乙方："],
)
def test_blanks_that_are_places_to_write_in_stay(kept: str) -> None:
    assert mend(kept)[0] == kept


_NAME = st.sampled_from(["赵刚", "钱小红", "孙丽", "周勇", "吴敏", "郑海涛", "冯军", "王建国"])


@given(st.lists(_NAME, min_size=2, max_size=12), st.data())
def test_as_many_names_come_out_as_went_in(names: list[str], data: st.DataObject) -> None:
    blanks = st.sampled_from([" ", "\u3000", "  "])
    typed = [
        name[0] + data.draw(blanks) + name[1]
        if len(name) == 2 and data.draw(st.booleans())
        else name
        for name in names
    ]
    text = "成员：" + "".join(name + data.draw(blanks) for name in typed).rstrip()
    assert mend(text)[0] == "成员：" + "　".join(names)


@given(st.text(alphabet="王李建国明主任成员：，、 \u3000长等", max_size=40))
def test_gaps_are_told_only_where_blanks_are(text: str) -> None:
    assert all(text[at].isspace() for at in name_gaps(text))
    once, _ = mend(text)
    assert mend(once)[0] == once
