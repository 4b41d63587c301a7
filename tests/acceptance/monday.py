"""Monday: the office is set up, and the town's own circular becomes its list of duties."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.driver import CONTROL, Hand, Key
from tests.acceptance.week import Week

CIRCULAR = Path("resources/sample/circular.txt").resolve()
CLAUSES = 12
NUMBER = "邻鄂府发〔2021〕38号"
USER = "王芳"
VILLAGES = ("松林社区", "艾子社区", "高石村", "胡家村", "水田村", "白果村")
_FACTS = (
    ("村（居）名称", "类别", "常住人口", "户数", "消防安全管理人"),
    ("松林社区", "社区", "3120", "1080", "冉光明"),
    ("艾子社区", "社区", "2640", "905", "田小兰"),
    ("高石村", "行政村", "1530", "512", "谭绍华"),
    ("胡家村", "行政村", "1180", "401", "胡永成"),
    ("水田村", "行政村", "965", "330", "庞世友"),
    ("白果村", "行政村", "1002", "344", ""),
)
_GRIDS = (
    ("网格号", "村（居）", "范围", "户数", "网格员"),
    ("松林-01", "松林社区", "老街、车站", "310", "冉光明"),
    ("松林-02", "松林社区", "新街", "295", "罗玉琴"),
    ("艾子-01", "艾子社区", "艾子场", "288", "田小兰"),
    ("高石-01", "高石村", "一至三组", "170", "谭绍华"),
    ("胡家-01", "胡家村", "一至四组", "201", "胡永成"),
)
PEOPLE = (
    ("姓名", "身份证号", "电话", "村（居）", "单位", "职务"),
    ("冉光明", "500114198503121014", "13896801001", "松林社区", "松林社区居委会", "网格员"),
    ("罗玉琴", "50011419920607202X", "13896801002", "松林社区", "松林社区居委会", "网格员"),
    ("田小兰", "500114199508181045", "13896801003", "艾子社区", "艾子社区居委会", "网格员"),
    ("谭绍华", "500114197811251035", "13896801004", "高石村", "高石村村委会", "网格员"),
    ("胡永成", "500114198810012054", "13896801005", "胡家村", "胡家村村委会", "网格员"),
)
RIGHT_NUMBER = "500114198810012053"


def set_up_the_town(hand: Hand) -> None:
    """The wizard of the first start, without the sample town."""
    hand.fill_all({"乡镇名称": "邻鄂镇", "发文机关": "黔江区邻鄂镇人民政府", "使用人": USER})
    hand.click("下一步")
    hand.fill_all({"机关代字": "邻鄂府发、邻鄂府函", "印发机关": "黔江区邻鄂镇党政办公室"})
    hand.click("下一步")
    hand.click_at(hand.seen_called("村（居）名称，一行一个"))
    hand.write("\n".join(VILLAGES))
    hand.click("下一步")
    hand.reads("村（居）6个：松林社区")
    hand.click("开始使用")


def describe_the_villages(week: Week) -> None:
    """Clause 2: who answers for each village, pasted from Excel over the six of the wizard."""
    hand = week.hand
    week.go("责任清单", "村（居）")
    hand.click_row("松林社区")
    hand.press(Key.Key_A, CONTROL)
    hand.reads("已选6条")
    hand.click("在表格中修改")
    week.paste(_FACTS)
    hand.click("按标题放入")
    hand.press(Key.Key_Return, CONTROL)
    week.said("6条")
    assert "3,120" in hand.rows("村（居）")[0]


def lay_out_the_grids(week: Week) -> None:
    """Clause 7: five grids with their keepers, pasted from Excel."""
    week.go("责任清单", "网格")
    week.register_many(_GRIDS, "登记5条")
    week.said("已登记5条网格")
    assert len(week.hand.rows("网格")) == 5


def know_the_people(week: Week) -> None:
    """Five people; an identity number with a wrong check character is refused and corrected."""
    hand = week.hand
    week.go("责任清单", "人员")
    week.register_many(PEOPLE, "登记4条")
    hand.reads("有误的1条留在这里")
    hand.press(Key.Key_F8)
    hand.reads("校验")
    hand.write(RIGHT_NUMBER)
    hand.press(Key.Key_Return)
    hand.click("登记1条")
    week.said("已登记1条人员")
    row = next(row for row in hand.rows("人员") if "胡永成" in row)
    assert "13896801005" not in row, "a telephone number is masked in the list"


def know_one_more(week: Week) -> None:
    """The head of the office by the form."""
    week.go("责任清单", "人员")
    week.register("添加人员", {"姓名": "杨正军", "单位": "镇应急办", "职务": "主任"})
    week.said("杨正军")


def open_the_circular(week: Week) -> None:
    """The circular of the year, opened from its file."""
    hand = week.hand
    week.go("公文")
    hand.while_open(lambda: hand.click("打开文件"), lambda: hand.give_file(CIRCULAR))
    hand.reads("2021年全镇消防工作意见")


def take_the_duties(week: Week) -> None:
    """Each of its twelve clauses becomes a duty."""
    hand = week.hand
    hand.choose("更多操作", "条款放入责任清单…")
    hand.reads(f"找到{CLAUSES}条")
    hand.click(f"放入{CLAUSES}条")
    week.said(f"{CLAUSES}条责任已放入责任清单")
    week.go("责任清单", "责任")
    assert len(hand.rows("责任清单")) == CLAUSES


def issue_the_circular(week: Week) -> None:
    """The circular keeps the number that it has, and gets its file."""
    hand = week.hand
    week.go("公文")
    assert week.filled().text() == "先改必改1处"
    hand.click("全部改正1处")
    hand.click("一键成文")
    week.said(f"{NUMBER}已成文")
    hand.reads("已成文")
    assert week.opened.files[-1].suffix == ".docx"


OPERATIONS = (
    describe_the_villages,
    lay_out_the_grids,
    know_the_people,
    know_one_more,
    open_the_circular,
    take_the_duties,
    issue_the_circular,
)
