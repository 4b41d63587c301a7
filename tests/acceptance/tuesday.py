"""Tuesday: out in the village, and then the hazards that were found (clause 10)."""

from __future__ import annotations

from PySide6.QtGui import QColor

from fireoffice.services.entry import drafts
from tests.acceptance.driver import CONTROL, Key
from tests.acceptance.week import Week

SHOP = "利民超市"
KEEPER = "陈利民"
BLOCKED = "安全出口堆放货物"
_FOUND = (
    ("排查日期", "场所", "村（居）", "隐患描述", "等级", "初定期限", "整改责任人"),
    ("2021.4.20", SHOP, "松林社区", "灭火器过期", "一般", "2021年4月26日", KEEPER),
    ("2021-4-20", "老街面馆", "松林社区", "液化气罐与灶台同室", "一般", "4月27日前", "周大海"),
    ("〃", "艾子卫生院", "艾子社区", "疏散指示标志损坏", "一般", "2021-04-30", "熊小梅"),
    ("〃", "高石木材加工厂", "高石村", "私拉乱接电线", "较大", "2021-05-05", "龙世明"),
    ("〃", "胡家村小学", "胡家村", "消火栓无水", "一般", "2021-04-28", "石老师"),
)
DRAFT = "new:hazards"
UNFINISHED = "院坝堆放秸秆"


def register_a_place(week: Week) -> None:
    """A shop, so that its hazards are tied to it."""
    week.go("隐患台账", "场所")
    week.register(
        "登记场所",
        {"场所名称": SHOP, "类别": "九小场所", "村（居）": "松林社区", "消防安全责任人": KEEPER},
    )
    week.said(SHOP)


def register_a_hazard(week: Week) -> None:
    """One hazard by the form."""
    week.go("隐患台账", "隐患")
    week.register(
        "登记隐患",
        {
            "检查人": "王芳、冉光明",
            "场所": SHOP,
            "村（居）": "松林社区",
            "部位": "后门",
            "隐患描述": BLOCKED,
            "初定期限": "2021-04-23",
            "整改责任人": KEEPER,
            "整改措施": "清空通道",
        },
    )
    week.said("2021-0001")
    week.stands(BLOCKED, "待告知")


def paste_five_hazards(week: Week) -> None:
    """Five more from the inspector's Excel table."""
    week.register_many(_FOUND, "登记5条")
    week.said("已登记5条隐患")
    assert len(week.hand.rows("隐患台账")) == 6


def fix_one_on_the_spot(week: Week) -> None:
    """当场改: the gas bottle was carried out at once."""
    week.hand.click_row("老街面馆")
    week.step("当场改正", {"整改人": "周大海", "改正情况": "已移到室外"})
    week.said("已当场改正")
    week.stands("老街面馆", "待复查")


def show_how_it_was(week: Week) -> None:
    """A photo of the blocked exit, before."""
    week.hand.click_row(BLOCKED)
    week.add_photo("before.png", QColor("firebrick"))


def give_a_notice(week: Week) -> None:
    """One 整改通知书 for both hazards of the shop."""
    hand = week.hand
    hand.click_row(BLOCKED)
    week.begin_step("下达整改通知")
    hand.reads("一并列入")
    hand.click("制发整改通知书", hand.sheet())
    week.said("已制发")
    week.stands(BLOCKED, "待整改")
    week.stands("灭火器过期", "待整改")


def begin_what_is_cut_off(week: Week) -> None:
    """A new hazard is being typed when the power goes."""
    hand = week.hand
    hand.press(Key.Key_N, CONTROL)
    hand.fill("场所", "水田村三组院坝")
    hand.fill("隐患描述", UNFINISHED)
    hand.until(lambda: drafts.draft(week.office, DRAFT), "the draft is kept by itself")
    week.cut_off()


OPERATIONS = (
    register_a_place,
    register_a_hazard,
    paste_five_hazards,
    fix_one_on_the_spot,
    show_how_it_was,
    give_a_notice,
    begin_what_is_cut_off,
)
