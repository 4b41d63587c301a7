"""A circular taken apart says of whom it asks what, and by when."""

from __future__ import annotations

import json

import pytest

from fireoffice.docs.clauses import Circular, take_apart, to_json
from fireoffice.docs.demands import Submission, find_demand
from fireoffice.docs.manuscript import Line, Manuscript, Role
from fireoffice.docs.prose.reader import read_text

TEXT = """邻鄂府发〔2021〕9号
邻鄂镇人民政府
关于开展消防检查的通知

各村（居）委：
请认真开展检查。
一、工作目标
消除隐患。
二、工作任务
（一）开展排查。各村（居）于4月底前完成排查。
1.排查出租屋。
（1）查通道；
附件：1.检查表
2.汇总表

邻鄂镇人民政府
2021年4月1日

抄送：区消防救援支队。
邻鄂镇党政办公室 2021年4月2日印发
"""


@pytest.fixture(scope="module")
def circular() -> Circular:
    return take_apart(read_text(TEXT).manuscript)


def test_the_elements_of_the_paper_are_told(circular: Circular) -> None:
    told = to_json(circular)

    assert told["number"] == "邻鄂府发〔2021〕9号"
    assert told["title"] == "邻鄂镇人民政府关于开展消防检查的通知"
    assert told["issuer"] == "邻鄂镇人民政府"
    assert told["recipients"] == "各村（居）委"
    assert told["date"] == "2021-04-01"
    assert told["attachments"] == ("检查表", "汇总表")
    assert told["imprint"] == {
        "copies_to": "区消防救援支队",
        "printed_by": "邻鄂镇党政办公室",
        "printed_on": "2021-04-02",
    }
    assert json.loads(json.dumps(told))["findings"] == []


def test_clauses_stand_in_reading_order_with_their_labels(circular: Circular) -> None:
    assert [(one.level, one.label, one.heading) for one in circular.clauses] == [
        (1, "一、", "工作目标"),
        (1, "二、", "工作任务"),
        (2, "（一）", "开展排查。"),
        (3, "1.", ""),
        (4, "（1）", ""),
    ]


def test_a_clause_goes_on_up_to_the_next(circular: Circular) -> None:
    assert circular.clauses[0].text == "消除隐患。"
    assert circular.clauses[2].text == "各村（居）于4月底前完成排查。"


def test_a_clause_of_an_enclosed_paper_says_where_it_stands() -> None:
    text = (
        "关于印发方案的通知\n各村：\n现印发。\n镇政府\n2021年4月1日\n消防工作方案\n一、目标\n安全。"
    )
    (clause,) = take_apart(read_text(text).manuscript).clauses

    assert clause.part == "消防工作方案"


def test_a_break_that_the_author_made_in_the_title_stays_as_two_blanks() -> None:
    text = "关于进一步加强消防监管  推动隐患清零的意见\n各村：\n现提出意见。"

    assert take_apart(read_text(text).manuscript).title == text.partition("\n")[0]


def test_what_a_paper_does_not_say_is_null() -> None:
    told = to_json(take_apart(read_text("消防工作方案\n一、目标\n安全。").manuscript))

    assert [told[name] for name in ("number", "issuer", "recipients", "date", "imprint")] == [
        None
    ] * 5


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("各村（居）要开展排查，镇级部门要加强指导。", ("各村（居）", "镇级部门")),
        ("镇应急办、派出所要联合检查。", ("镇应急办", "派出所")),
        ("请服务办于7月21日前上报。", ("服务办",)),
        ("对象由居委纳入重点管理。", ("居委",)),
        ("应急、农村、民政等部门分类指导。", ("应急、农村、民政等部门",)),
        ("消委办和建管中心推动增设设施。", ("消委办", "建管中心")),
        ("屋顶漏水。（责任单位：广，东建安集团有限公司）", ("广东建安集团有限公司",)),
        ("责任单位：规建办、各村（居）；时限：年底前", ("规建办", "各村（居）")),
        ("按照《古美路街道加强消防工作方案》执行。", ()),
        ("严格落实消防安全责任，加强部门协作。", ()),
        ("全面提升防控能力，确保安全。", ()),
    ],
)
def test_those_who_are_asked_are_named(text: str, subjects: tuple[str, ...]) -> None:
    assert find_demand(text).subjects == subjects


def test_a_heading_that_is_a_name_is_who_is_asked() -> None:
    assert find_demand("街道消委办。牵头开展工作。", "街道消委办。").subjects == ("街道消委办",)
    assert find_demand("宣传教育。开展工作。", "宣传教育。").subjects == ()


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("整改期间，但处在危险中的场所要立即停用。", ()),
        ("但处于停业状态的场所应当切断电源。", ()),
        ("随处要张贴标语。", ()),
        ("此处应设置标志。", ()),
        ("每处应配2具灭火器。", ()),
        ("主办要按时完成。", ()),
        ("局部要整改。", ()),
        ("但各村要立即整改。", ("各村",)),
        ("监管处要督促落实。", ("监管处",)),
        ("生产部要定期检查。", ("生产部",)),
    ],
)
def test_a_piece_of_a_sentence_is_nobody(text: str, subjects: tuple[str, ...]) -> None:
    assert find_demand(text).subjects == subjects


@pytest.mark.parametrize(
    ("text", "deadlines"),
    [
        ("4月底前完成。", ("4月底前",)),
        ("于2021年11月30日前完成。", ("2021年11月30日前",)),
        ("发现后5个工作日内整改，24小时内反馈。", ("5个工作日内", "24小时内")),
        ("每季度开展检查，每半年至少开展一次演练。", ("每季度", "每半年至少开展一次")),
        ("每月25日前报送，每季度末月20日前汇总。", ("每月25日前", "每季度末月20日前")),
        (
            "每季度最后一个周五前（9月30日、12月30日）更新",
            ("每季度最后一个周五前（9月30日、12月30日）",),
        ),
        ("实行“月调度、季通报、年考评”。", ("月调度", "季通报", "年考评")),
        ("年底前完成，2021年底验收。", ("年底前", "2021年底")),
        ("2021年4月1日召开会议，全年7起火灾。", ()),
        ("近三年来发生5起，用时3个月。", ()),
    ],
)
def test_deadlines_are_found_in_all_their_forms(text: str, deadlines: tuple[str, ...]) -> None:
    assert find_demand(text).deadlines == deadlines


@pytest.mark.parametrize(
    ("text", "submissions"),
    [
        ("将排查情况报镇消防办。", (Submission("排查情况", "镇消防办"),)),
        ("上报《附件1：统计表》至消委办。", (Submission("《附件1：统计表》", "消委办"),)),
        ("将工作总结报送至镇党政办。", (Submission("工作总结", "镇党政办"),)),
        ("向上级部门报送治理情况。", (Submission("治理情况", "上级部门"),)),
        ("每月报送进展情况。", (Submission("进展情况"),)),
        ("将隐患通报全镇，掌握居委上报的信息。", ()),
    ],
)
def test_what_is_to_be_handed_in_is_found(text: str, submissions: tuple[Submission, ...]) -> None:
    assert find_demand(text).submissions == submissions


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece", ["和村", "各村、", "村", "将一", "责任单位：", "每月", "（", "报送"]
)
def test_no_text_takes_for_ever(piece: str) -> None:
    find_demand(piece * 6000)


def test_a_clause_goes_on_past_a_picture_and_says_a_table_without_its_signs() -> None:
    lines = (
        Line(Role.FIRST, "一、检查路线"),
        Line(Role.PICTURE, "〔图片1〕"),
        Line(Role.TABLE, "单位\t项目\t⇐"),
        Line(Role.TEXT, "按图检查。"),
    )
    (clause,) = take_apart(Manuscript(lines=lines)).clauses
    assert clause.text == "单位\t项目\t\n按图检查。"
