"""Titles broken at words into trapezoids and diamonds."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fireoffice.docs.layout import break_title
from fireoffice.docs.layout.words import TERMS, words

TOWN = "黔江区邻鄂镇人民政府"
TITLES = [
    TOWN + "关于印发2021年全镇消防工作意见的通知",
    TOWN + "办公室关于转发《重庆市黔江区人民政府关于进一步加强冬春火灾防控工作的实施意见》的通知",
    TOWN + "关于开展高层建筑和电动自行车消防安全专项整治行动的通知",
    "邻鄂镇消防安全委员会关于成立邻鄂镇消防安全专项整治三年行动领导小组的通知",
    TOWN + "关于申请拨付微型消防站建设经费的请示",
    TOWN + "黔江区应急管理局黔江区消防救援大队关于联合开展烟花爆竹经营场所消防安全检查的通知",
    TOWN + "关于在全镇范围内开展人员密集场所、老旧小区、“三合一”场所和农村自建房消防安全大排查"
    "大整治专项行动的通知",
]


def width(line: str) -> float:
    """Width in characters; ASCII counts half."""
    return sum(0.5 if char < "\u0100" else 1 for char in line)


def test_a_title_that_fits_stays_on_one_line() -> None:
    assert break_title("关于邻鄂镇2021年上半年消防工作情况的报告") == (
        "关于邻鄂镇2021年上半年消防工作情况的报告",
    )
    assert break_title("  通知 ") == ("通知",)


def test_the_issuer_takes_the_first_line() -> None:
    assert break_title(TITLES[0]) == (TOWN, "关于印发2021年全镇消防工作意见的通知")


def test_the_authors_own_breaks_settle_the_matter() -> None:
    assert break_title("关于开展消防安全\n检查的通知\n") == ("关于开展消防安全", "检查的通知")


@pytest.mark.parametrize("title", TITLES)
def test_no_line_is_longer_than_the_page_is_wide(title: str) -> None:
    lines = break_title(title)
    assert "".join(lines) == title
    assert max(map(width, lines)) <= 20


@pytest.mark.parametrize("title", TITLES[:6])
def test_lines_form_a_trapezoid_or_a_diamond(title: str) -> None:
    widths = [width(line) for line in break_title(title)]
    peak = widths.index(max(widths))
    assert all(left <= right for left, right in pairwise(widths[: peak + 1]))
    assert all(left >= right for left, right in pairwise(widths[peak:]))


@pytest.mark.parametrize("title", TITLES)
def test_lines_begin_and_end_at_words(title: str) -> None:
    lines = break_title(title)
    for line in lines[1:]:
        assert line[0] not in "的、》，）"
    for line in lines[:-1]:
        assert not line.endswith(("关于", "印发", "《", "、"))
    tears = [
        word
        for word in TERMS
        if len(word) > 1 and title.count(word) > sum(line.count(word) for line in lines)
    ]
    assert not [word for word in tears if not any(word in "".join(pair) for pair in TORN)]


TORN: list[tuple[str, str]] = [("消防安全", "大排查"), ("大整治", "专项行动")]


# Where a line of a real title may end, marked by a bar: between words, whatever the shape.
WHOLE = [
    "中国|银监会|嘉兴|监管|分局|关于|进一步|加强|金融|监管|推动|银行业|提升|服务|实体|经济|质效|的|意见",
    "中国|银监会|浙江|监管局|关于|印发|《|关于|加强|浙江|银行业|操作|风险|管理|的|工作|意见|》|的|通知",
    "关于|珠海市|海宜|洁源|餐厨|垃圾|处置|有限|公司|2023年|6月|安全|生产|专项|工作|检查|情况|的|通报",
    "扬州市|人民|政府|办公室|关于|印发|《|扬州市|城市|轨道|交通|建设|规划|（|2023—2028年|）|》|的|通知",
    "江苏省|市场|监督|管理局|关于|推动|检验|检测|产业|高质量|发展|的|若干|措施",
    "生态|环境部|关于|进一步|深化|生态|环境|监管|服务|推动|经济|高质量|发展|的|意见",
    "教育部|等|八|部门|关于|规范|公办|学校|举办|或者|参与|举办|民办|义务|教育|的|通知",
    "四川省|住房|和|城乡|建设厅|关于|切实|做好|既有|建筑|幕墙|安全|维护|管理|工作|的|通知",
    "国务院|办公厅|关于|加快|推进|社会|信用|体系|建设|构建|以|信用|为|基础|的|新型|监管|机制|的|指导|意见",
    (
        "邻鄂镇|人民|政府|办公室|关于|转发|县消防|安全|委员会|办公室|《|关于|深刻|吸取|近期|火灾|事故|教训|"
        "切实|加强|岁末|年初|消防|安全|风险|隐患|排查|整治|工作|的|紧急|通知|》|的|通知"
    ),
    "县人民|政府|办公室|关于|调整|县安全|生产|委员会|及|专项|工作|小组|组成|人员|的|通知",
    "上海市|消防|救援|总队|关于|进一步|优化|公众|聚集|场所|投入|使用|营业前|消防|安全|检查|的|通知",
    "贵州省|黔东南|苗族|侗族|自治州|人民|政府|关于|加强|传统|村落|消防|安全|保护|工作|的|决定",
    "市场|监管|总局|关于|加强|网络|交易|平台|经营者|主体|责任|落实|推动|平台|经济|规范|健康|持续|发展|的|公告",
    "青山乡|人民|政府|关于|请求|解决|柳树沟村|饮水|安全|巩固|提升|工程|建设|资金|的|请示",
    "关于|在|全市|范围|内|开展|打击|非法|违法|生产|经营|建设|行为|专项|执法|行动|的|实施|方案",
    "湖南省|财政厅|关于|提前|下达|2026年|城乡|居民|基本|医疗|保险|补助|资金|预算|指标|的|通知",
]


@pytest.mark.parametrize("marked", WHOLE, ids=lambda marked: marked.replace("|", "")[:12])
def test_titles_of_every_field_of_work_are_broken_between_words(marked: str) -> None:
    parts = marked.split("|")
    ends = set(accumulate(map(len, parts)))
    lines = break_title("".join(parts))
    assert len(lines) > 1
    assert set(accumulate(map(len, lines))) <= ends


@pytest.mark.parametrize("blank", [" ", "\u3000", "  "])
def test_issuers_that_a_blank_parts_have_a_line_each(blank: str) -> None:
    issuers = ("黔江区应急管理局", "黔江区教育委员会", "黔江区公安局")
    lines = break_title(blank.join(issuers) + "关于开展校园及周边消防安全专项检查的通知")
    assert lines[:2] == issuers[:2]
    assert lines[2].startswith(issuers[2])


def test_a_blank_that_does_not_end_a_line_stays() -> None:
    title = "甲县水利局 乙县财政局关于补助资金的通知"
    assert break_title(title) == (title,)


def test_a_title_breaks_at_its_own_blank_first() -> None:
    lines = break_title(
        "中国银监会嘉兴监管分局关于进一步加强金融监管  推动银行业提升服务实体经济的意见"
    )
    assert "推动银行业提升服务实体经济的意见" in lines
    assert all(line == line.strip() for line in lines)


def test_words_that_no_dictionary_knows_come_character_by_character() -> None:
    assert words("邻鄂坝") == ["邻", "鄂", "坝"]
    assert words("") == []


def test_numbers_with_their_unit_and_short_names_stay_whole() -> None:
    title = (
        TOWN + "关于公布《消防安全公约》和2021年第二批重点单位名单（邻鄂府发〔2021〕38号）的通知"
    )
    lines = break_title(title)
    for whole in ("《消防安全公约》", "2021年", "第二批", "〔2021〕38号"):
        assert any(whole in line for line in lines), lines


def test_a_long_name_in_brackets_may_be_parted() -> None:
    lines = break_title(
        "关于转发《关于进一步加强全镇冬春季节农村地区消防安全管理工作的通知》的通知"
    )
    assert len(lines) == 2


def test_an_open_bracket_without_its_partner_is_an_ordinary_character() -> None:
    assert "".join(break_title("关于印发《" + "国" * 30)) == "关于印发《" + "国" * 30


def test_a_title_that_cannot_be_cut_stays_whole() -> None:
    assert break_title("x" * 50) == ("x" * 50,)
    assert break_title("的" * 30) == ("的" * 30,)


def test_a_narrower_line_gives_more_lines() -> None:
    assert max(map(width, break_title(TITLES[0], per_line=12))) <= 12


@given(st.text("关于印发消防安全工作意见的通知、和《》（）2021年镇", max_size=90))
def test_no_character_of_a_title_is_lost(title: str) -> None:
    assert "".join(break_title(title)) == title


@pytest.mark.parametrize("text", ["名" * 90, "名" * 110, "深入开展火灾隐患大排查大整治" * 7])
def test_a_title_as_long_as_a_paragraph_is_broken_into_lines_that_fit(text: str) -> None:
    """Not by trying every way to cut it, of which there are more than anyone waits for."""
    lines = break_title(text)
    assert "".join(lines) == text
    assert 5 <= len(lines) <= 6
    assert max(map(len, lines)) <= 20
