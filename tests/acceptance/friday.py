"""Friday: what was done is accounted for, handed over, and laid by."""

from __future__ import annotations

from fireoffice.services.duties.completeness import CONVENTION, ITEMS
from fireoffice.ui.duties.completeness_table import CompletenessTable
from tests.acceptance import monday
from tests.acceptance.driver import CONTROL, Key
from tests.acceptance.week import Week

DUTY = "推进多种形式消防队伍建设"
EVIDENCE = "高石村志愿消防队花名册"
LIST = "邻鄂府发〔2021〕40号"
HEAD, HEIR = "杨正军", "罗玉琴"
MISTAKE = "误登人员"


def say_who_answers(week: Week) -> None:
    """The duty of clause 11 is the head's."""
    hand = week.hand
    week.go("责任清单", "责任")
    hand.click_row(DUTY)
    hand.fill("责任人", HEAD)
    hand.until(lambda: HEAD in hand.row(DUTY), "the name in the list")


def account_for_it(week: Week) -> None:
    """It has been done this week, with its evidence."""
    hand = week.hand
    hand.click_row(DUTY)
    week.step(week.filled().text(), {"履责记录": "高石村建队，登记队员5人", "佐证材料": EVIDENCE})
    week.said("已登记")


def see_what_the_villages_lack(week: Week) -> None:
    """组织健全: the pledges of the year for all at once, and the convention of one village."""
    hand = week.hand
    week.go("责任清单", "组织健全")
    hand.reads("组织健全0个")
    hand.click("为各村（居）建2021年责任书")
    week.said(f"已建{len(monday.VILLAGES)}份2021年责任书")
    table = hand.seen_called("组织健全")
    assert isinstance(table, CompletenessTable)
    hand.click_at(table, table.middle_of(0, ITEMS.index(CONVENTION)))
    hand.fill_all({"公布位置": "居委会公示栏", "公布日期": "2021-04-20"})
    hand.press(Key.Key_Return, CONTROL)
    week.said(f"{monday.VILLAGES[0]}：已登记{CONVENTION}")


def print_the_duties(week: Week) -> None:
    """责任清单 as a circular, every duty on it."""
    week.go("责任清单", "责任")
    week.hand.click_row(DUTY)
    week.issue("印发责任清单", "制发责任清单", LIST)


def hand_over(week: Week) -> None:
    """The head goes; what he holds goes to another."""
    hand = week.hand
    week.go("责任清单", "人员")
    hand.click_row(HEAD)
    duties = hand.section("责任")
    hand.click("移交", duties)
    hand.fill("接收人", HEIR, duties)
    hand.press(Key.Key_Return, CONTROL)
    week.said("移交")
    week.go("责任清单", "责任")
    hand.until(lambda: HEIR in hand.row(DUTY), "the heir in the list")


def lay_a_backup_by(week: Week) -> None:
    """A backup by hand."""
    week.go("数据交换", "备份")
    week.hand.click("立即备份")
    week.said("已备份")


def make_a_mistake(week: Week) -> None:
    """Something that nobody wants."""
    week.go("责任清单", "人员")
    week.register("添加人员", {"姓名": MISTAKE})
    week.said(MISTAKE)


def go_back_to_the_backup(week: Week) -> None:
    """All as it was when it was laid by."""
    hand = week.hand
    week.go("数据交换", "备份")
    hand.click_row("手动")
    hand.while_open(lambda: hand.click("恢复到这个备份"), lambda: hand.click("恢复"))
    week.said("已恢复到备份时的样子")
    week.go("责任清单", "人员")
    assert not hand.row(MISTAKE)


def have_it_checked(week: Week) -> None:
    """The program's own check of all data."""
    week.go("数据交换", "备份")
    week.hand.click("检查数据")
    week.hand.reads("数据完好")


OPERATIONS = (
    say_who_answers,
    account_for_it,
    see_what_the_villages_lack,
    print_the_duties,
    hand_over,
    lay_a_backup_by,
    make_a_mistake,
    go_back_to_the_backup,
    have_it_checked,
)
