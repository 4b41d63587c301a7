"""Wednesday: hazards go their ways, and the lists are put in order."""

from __future__ import annotations

from PySide6.QtGui import QColor

from tests.acceptance.driver import CONTROL, Key
from tests.acceptance.tuesday import BLOCKED, KEEPER, UNFINISHED
from tests.acceptance.week import Week

EXPIRED = "灭火器过期"
WIRES = "私拉乱接电线"
HYDRANT = "消火栓无水"
SIGNS = "疏散指示标志损坏"
BRIGADE = "黔江区消防救援支队"
HANDLER = "王芳"
WAITING = "待整改的"
WORKBOOK = "隐患.xlsx"


def take_up_what_was_cut_off(week: Week) -> None:
    """What was being typed when the power went is there, and is registered."""
    hand = week.hand
    week.go("隐患台账", "隐患")
    hand.press(Key.Key_N, CONTROL)
    assert hand.field("隐患描述") == UNFINISHED
    hand.fill_all({"村（居）": "水田村", "初定期限": "2021-04-22"})
    hand.press(Key.Key_Return, CONTROL)
    week.said("2021-0007")


def serve_the_notice(week: Week) -> None:
    """送达回证: the keeper signed."""
    week.hand.click_row(BLOCKED)
    week.step("登记送达", {"签收人": KEEPER})
    week.said("已登记送达")


def ask_for_an_extension(week: Week) -> None:
    """The keeper needs more time for the extinguishers."""
    week.hand.click_row(EXPIRED)
    week.step("申请延期", {"申请延至": "2021-05-06", "延期理由": "新灭火器要等到货"})
    week.said("已申请延期")


def grant_it(week: Week) -> None:
    """The head of the office grants it: the list shows the new day."""
    week.step("批准延期", {"批准人": "杨正军"})
    week.said("已批准延期")
    week.hand.until(lambda: "2021-05-06" in week.hand.row(EXPIRED), "the new deadline")


def report_the_fixing(week: Week) -> None:
    """The exit is said to be clear."""
    week.hand.click_row(BLOCKED)
    week.step("登记整改完成", {"整改人": KEEPER})
    week.said("已登记整改完成")
    week.stands(BLOCKED, "待复查")


def refuse_to_close_at_once(week: Week) -> None:
    """销号 is not to be had before a 复查."""
    assert not week.can_take("销号")
    week.stands(BLOCKED, "待复查")


def look_again_and_find_it_blocked(week: Week) -> None:
    """The fixer may not look himself; another one finds goods in the way again."""
    hand = week.hand
    week.step("登记复查", {"复查人": KEEPER})
    hand.reads("请换人复查")
    hand.fill_all({"复查人": "王芳、罗玉琴", "复查结果": "不合格"}, hand.sheet())
    hand.fill("复查意见", "门前仍堆有纸箱", hand.sheet())
    hand.press(Key.Key_Return, CONTROL)
    week.said("已登记复查")
    week.stands(BLOCKED, "整改中")


def report_the_fixing_again(week: Week) -> None:
    """Cleared a second time."""
    week.step("登记整改完成", {"整改人": KEEPER})
    week.stands(BLOCKED, "待复查")


def show_how_it_is(week: Week) -> None:
    """A photo of the clear exit stands beside the one before."""
    week.add_photo("after.png", QColor("seagreen"))


def look_again_and_pass(week: Week) -> None:
    """Now another person finds it in order."""
    week.step("登记复查", {"复查人": "罗玉琴", "复查结果": "合格"})
    week.said("已登记复查")


def close_it(week: Week) -> None:
    """销号."""
    week.step("销号", {"销号人": HANDLER})
    week.said("已销号")
    week.stands(BLOCKED, "已销号")


def hand_one_over(week: Week) -> None:
    """移送: what the town may not decide."""
    week.hand.click_row(WIRES)
    week.step("移送", {"移送单位": BRIGADE, "移送原因": "涉及停产，超出镇级权限"})
    week.said("已移送")
    week.stands(WIRES, "已移送")


def change_three_at_once(week: Week) -> None:
    """Bulk edit: who handles them."""
    hand = week.hand
    hand.click_row(EXPIRED)
    hand.click_row(HYDRANT, modifier=CONTROL)
    hand.click_row(SIGNS, modifier=CONTROL)
    hand.reads("已选3条")
    hand.click("批量修改")
    hand.pick_from("要改的项目", "经办人")
    hand.fill("经办人", HANDLER)
    hand.click("批量修改3条")
    week.said("已修改3条隐患的经办人")
    assert sum(row.endswith(HANDLER) for row in hand.rows("隐患台账")) == 3


def take_it_back_and_do_it_again(week: Week) -> None:
    """Ctrl+Z, Ctrl+Y: all three each time."""
    hand = week.hand
    hand.press(Key.Key_Z, CONTROL)
    week.said("已撤销")
    assert not any(row.endswith(HANDLER) for row in hand.rows("隐患台账"))
    hand.press(Key.Key_Y, CONTROL)
    week.said("已重做")
    assert sum(row.endswith(HANDLER) for row in hand.rows("隐患台账")) == 3


def correct_a_field(week: Week) -> None:
    """A field corrected in the form of the record, wrongly as it turns out."""
    week.hand.click_row(HYDRANT)
    week.hand.fill("部位", "教学楼")
    assert week.hand.field("部位") == "教学楼"


def take_back_an_old_operation(week: Week) -> None:
    """From 操作记录: the notice of Tuesday's neighbour stays, the correction goes."""
    hand = week.hand
    week.go("数据交换", "操作记录")
    hand.click_row("修改部位", "操作记录")
    hand.click("撤销这一步")
    week.said("已撤销：修改部位")
    hand.until(lambda: hand.row("修改部位 已撤销", "操作记录"), "it is marked as taken back")
    week.go("隐患台账", "隐患")
    hand.click_row(HYDRANT)
    assert hand.field("部位") == ""


def throw_one_away_and_fetch_it_back(week: Week) -> None:
    """The recycle bin, and out of it again."""
    hand = week.hand
    hand.click_row(SIGNS)
    hand.choose("更多", "移到回收站")
    week.said("已移到回收站")
    assert hand.row(SIGNS) == ""
    hand.click("回收站")
    hand.click_row(SIGNS)
    hand.click("放回原处")
    week.said("已放回原处")
    hand.click("隐患")
    hand.until(lambda: hand.row(SIGNS), "the hazard is back")


def keep_a_view(week: Week) -> None:
    """Those of one village, kept under a name and chosen again."""
    hand = week.hand
    hand.press(Key.Key_F, CONTROL)
    hand.write("lmcs")
    hand.until(lambda: len(hand.rows("隐患台账")) == 2, "two hazards of the shop")
    hand.choose("视图：全部", "另存为新视图…")
    hand.write(WAITING)
    hand.press(Key.Key_Return)
    hand.choose(f"视图：{WAITING}", "全部")
    hand.until(lambda: len(hand.rows("隐患台账")) == 7, "all hazards")
    hand.choose("视图：全部", WAITING)
    hand.until(lambda: len(hand.rows("隐患台账")) == 2, "the view")
    hand.choose(f"视图：{WAITING}", "全部")


def export_the_list(week: Week) -> None:
    """The whole list as a workbook."""
    hand = week.hand
    hand.click("导出Excel")
    target = week.outside / WORKBOOK
    hand.while_open(lambda: hand.click("选择位置并导出"), lambda: hand.give_file(target))
    hand.reads("已导出7条")
    assert target.stat().st_size > 0


OPERATIONS = (
    take_up_what_was_cut_off,
    serve_the_notice,
    ask_for_an_extension,
    grant_it,
    report_the_fixing,
    refuse_to_close_at_once,
    look_again_and_find_it_blocked,
    report_the_fixing_again,
    show_how_it_is,
    look_again_and_pass,
    close_it,
    hand_one_over,
    change_three_at_once,
    take_it_back_and_do_it_again,
    correct_a_field,
    take_back_an_old_operation,
    throw_one_away_and_fetch_it_back,
    keep_a_view,
    export_the_list,
)
