"""Thursday: a training with its papers and its list of names, and the brigade of a village."""

from __future__ import annotations

from PySide6.QtPrintSupport import QPrintPreviewDialog, QPrintPreviewWidget

from tests.acceptance.driver import CONTROL, Hand, Key
from tests.acceptance.sight import copied
from tests.acceptance.week import Week

NOTICE = "邻鄂府发〔2021〕39号"
TOPIC = "网格员消防业务培训"
LAST_WEEK = "九小场所负责人培训"
NAMES = (
    ("序号", "姓名", "联系电话", "签到"),
    ("1", "胡永成", "13896801005", "√"),
    ("2", "田小兰", "13896801003", "√"),
    ("3", "石老师", "", "请假"),
)
TEAM = "高石村志愿消防队"
VOLUNTEERS = (
    ("姓名", "身份证号", "电话", "村（居）", "所属队", "职务", "参加日期"),
    ("龙世明", "500114199002143017", "13896802001", "高石村", TEAM, "队长", "2021-04-22"),
    ("谭绍华", "500114197811251035", "13896801004", "高石村", TEAM, "驾驶员", "2021-04-22"),
    ("冉启华", "500114199307224010", "13896802003", "高石村", TEAM, "泵手", "2021-04-22"),
    ("何小燕", "500114199808157020", "13896802004", "高石村", TEAM, "通讯员", "2021-04-22"),
    ("白天云", "500114199511305011", "13896802005", "高石村", TEAM, "队员", "2021-04-22"),
)
RIGHT_NUMBER = "500114199511305010"
MEMBERS = 5
DAYS_OF_APRIL = 30


def plan_a_training(week: Week) -> None:
    """Clause 9: the keepers of the grids are to be trained this afternoon."""
    week.go("培训宣传", "活动")
    week.register(
        "登记活动",
        {
            "主题": TOPIC,
            "开始时间": "14:30",
            "地点": "镇政府三楼会议室",
            "主办": "镇应急办",
            "授课人": "杨正军",
        },
    )
    week.said(TOPIC)
    week.stands(TOPIC, "待开展")


def announce_it(week: Week) -> None:
    """培训通知, a circular with a number of its own."""
    week.hand.click_row(TOPIC)
    week.issue("培训通知", "制发培训通知", NOTICE)


def print_the_sheet(week: Week) -> None:
    """签到表 for the door."""
    week.hand.click_row(TOPIC)
    week.issue("签到表", "制发签到表")


def take_attendance(week: Week) -> None:
    """Four by their initials, one by full pinyin, and one whom the office does not know."""
    hand = week.hand
    hand.click_row(TOPIC)
    week.press_step("登记签到")
    for initials in ("rgm", "lyq", "tianxiaolan", "tsh"):
        hand.press(Key.Key_F, CONTROL)
        hand.write(initials)
        hand.press(Key.Key_Return)
    hand.write("邓大明")
    hand.press(Key.Key_Return)
    hand.reads("实到5")
    hand.press(Key.Key_Return, CONTROL)
    week.said("实到5")
    week.stands(TOPIC, "已开展")


def paste_attendance(week: Week) -> None:
    """The list of last week's training comes from the teacher's Excel table, marks and all."""
    hand = week.hand
    week.go("培训宣传", "活动")
    week.register("登记活动", {"主题": LAST_WEEK, "日期": "2021-04-16", "地点": "艾子社区"})
    week.said(LAST_WEEK)
    hand.click_row(LAST_WEEK)
    week.press_step("登记签到")
    copied(NAMES)
    hand.click("粘贴Excel名单")
    hand.reads("读出3人")
    hand.reads("实到2")
    hand.click("保存签到")
    week.said("实到2")
    week.stands(LAST_WEEK, "已开展")


def found_a_team(week: Week) -> None:
    """Clause 11: a village of more than a thousand residents."""
    week.go("志愿队伍", "队伍")
    week.register(
        "登记队伍",
        {"队名": TEAM, "类别": "志愿消防队", "村（居）": "高石村", "建队日期": "2021-04-22"},
    )
    week.said(TEAM)


def enlist_five(week: Week) -> None:
    """Their numbers are checked, sex and age follow from them."""
    hand = week.hand
    week.go("志愿队伍", "队员")
    week.register_many(VOLUNTEERS, "登记4条")
    hand.reads("有误的1条留在这里")
    hand.press(Key.Key_F8)
    hand.write(RIGHT_NUMBER)
    hand.press(Key.Key_Return)
    hand.click("登记1条")
    week.said("已登记1条队员")
    assert len(hand.rows("志愿队伍")) == MEMBERS


def insure_one(week: Week) -> None:
    """The captain's insurance, which runs out within the month."""
    week.hand.click_row("龙世明")
    week.step(
        "登记续保", {"保险公司": "人保财险", "保单号": "PICC-2021-77", "保险止期": "2021-05-15"}
    )
    week.hand.until(lambda: "2021-05-15" in week.hand.row("龙世明"), "the day in the list")


def arrange_the_rota(week: Week) -> None:
    """The rest of the month, fairly."""
    hand = week.hand
    week.go("志愿队伍", "排班")
    assert week.filled().text() == "排班"
    hand.click_at(week.filled())
    hand.click("保存排班")
    week.said("已保存排班")


def print_the_phone_tree(week: Week) -> None:
    """电话树 on one sheet for the wall of the duty room, with the whole numbers."""
    hand = week.hand
    week.go("志愿队伍", "统计")
    hand.click("电话树")
    hand.click("打印")
    hand.while_open(lambda: hand.click("印完整电话"), lambda: close_preview(hand))


def close_preview(hand: Hand) -> None:
    """Look at the print preview that is open, and close it."""
    shown = hand.top()
    assert isinstance(shown, QPrintPreviewDialog)
    hand.until(lambda: shown.findChildren(QPrintPreviewWidget)[0].pageCount() == 1, "one page")
    shown.reject()


def go_out(week: Week) -> None:
    """A call-out at noon with the whole team."""
    hand = week.hand
    week.go("志愿队伍", "出动")
    week.register(
        "登记出动",
        {
            "队伍": TEAM,
            "接报时间": "12:10",
            "到场时间": "12:24",
            "任务": "山火扑救",
            "村（居）": "高石村",
            "地点": "二组后山",
            "时长（小时）": "2",
        },
    )
    week.said("2021-001")
    roll = hand.section("点名")
    hand.reads(f"勾选了{MEMBERS}人")
    hand.click("登记出动队员", roll)
    week.said(f"已登记{MEMBERS}名出动队员")


def print_the_roster(week: Week) -> None:
    """花名册 of the team."""
    week.go("志愿队伍", "队伍")
    week.hand.click_row(TEAM)
    week.issue("花名册", "制发队伍花名册")


OPERATIONS = (
    plan_a_training,
    announce_it,
    print_the_sheet,
    take_attendance,
    paste_attendance,
    found_a_team,
    enlist_five,
    insure_one,
    arrange_the_rota,
    print_the_phone_tree,
    go_out,
    print_the_roster,
)
