"""What is said round a paper, and the names of its parts, are taken off and listed."""

from __future__ import annotations

import pytest

from fireoffice.docs.balance import missing
from fireoffice.docs.manuscript import Role
from fireoffice.docs.prose.reader import TextReading, read_text
from fireoffice.docs.prose.source import split_lines

TITLE = "关于开展夏季消防安全检查的通知"
PAPER = (
    f"{TITLE}\n\n各村（居）委会：\n\n现通知如下。\n\n一、检查时间\n\n6月1日至30日。\n\n"
    "邻鄂镇人民政府\n2025年6月1日\n"
)
ROLES = [
    *(Role.TITLE, Role.RECIPIENTS, Role.TEXT, Role.FIRST, Role.TEXT),
    *(Role.SIGNATURE, Role.DATE),
]


def _is_the_paper(text: str) -> TextReading:
    """Hold the reading of `text` to the paper, and to have told all that it left out."""
    reading = read_text(text)
    manuscript = reading.manuscript
    assert [line.role for line in manuscript.lines] == ROLES
    assert manuscript.title == TITLE
    assert manuscript.recipients == "各村（居）委会"
    assert manuscript.fields.issuers == ("邻鄂镇人民政府",)
    assert manuscript.dated is not None
    assert manuscript.dated.isoformat() == "2025-06-01"
    assert list(missing(split_lines(text), manuscript, reading.mends)) == []
    return reading


@pytest.mark.parametrize(
    "before",
    [
        "好的！下面是一份关于夏季消防检查的通知，供您参考：",
        "没问题，我来帮您起草这份通知。",
        "根据您提供的信息，我为您拟写了以下通知：",
        "以下是根据您的要求修改后的通知：",
        "Sure! Here is the notice you asked for:",
        "Kimi\n好的，已按公文格式整理如下：",
        "用户：帮我写一份消防检查通知\n助手：好的，通知如下：",
        "已深度思考（用时 12 秒）\n好的，用户需要一份通知。\n",
        "```markdown\n",
        "这是为您草拟的通知初稿：",
        "好的👌 已为你生成《关于夏季检查的通知》👇",
        "Here is the revised version:",
        "您的要求是撰写一份通知。正文如下：",
        "当然，以下为修改稿：",
        "通知正文如下：",
        "<think>\n用户需要写一份通知，我要注意公文格式。\n首先是标题。\n</think>\n\n",
        "您好！很高兴为您服务。以下是通知：",
        "收到，马上为您生成。",
        "以下通知仅供参考，您可以根据实际情况进行修改：",
        "我来为您撰写一份关于开展消防检查的正式公文。\n\n---\n",
    ],
)
def test_what_an_assistant_says_before_the_paper_goes(before: str) -> None:
    _is_the_paper(f"{before}\n\n{PAPER}")


@pytest.mark.parametrize(
    "after",
    [
        "---\n以上是通知的草稿，您可以根据实际情况调整。",
        "希望这份通知对您有所帮助！如需修改，请随时告诉我。",
        "**说明：**\n1. 以上内容为模板，请替换方括号内的内容；\n2. 可根据需要调整检查时间。",
        "注：请根据实际情况修改单位名称和日期。",
        "本回答由AI生成，内容仅供参考，请仔细甄别。",
        "需要我再帮您写一份配套的检查表吗？",
        "```\n\n这份通知包含了公文的基本要素，您看是否合适？",
        "（注：以上内容仅供参考，具体请结合实际。）",
        "如果您还有其他要求，比如增加附件，请告诉我。",
        "写作要点：\n- 标题准确\n- 语言简练\n您可以直接使用。",
        "复制\n重新生成",
        "参考资料：\n[1] 消防法 http://www.gov.cn\n[2] 应急管理部通知",
        "字数：约500字",
        "If you need any changes, let me know!",
        "温馨提示：以上文稿由AI辅助生成，请核对后使用。",
        "是否需要我将其转换成Word格式？",
        "**使用建议**：\n- 可将“6月1日”替换为实际日期\n- 联系方式请自行补充",
    ],
)
def test_what_an_assistant_says_after_the_paper_goes(after: str) -> None:
    _is_the_paper(f"{PAPER}\n{after}")


def test_each_line_that_was_said_is_listed_whole() -> None:
    said = ("好的，以下是为您起草的通知：", "以上内容仅供参考，如需修改请告诉我。")
    mends = _is_the_paper(f"{said[0]}\n\n{PAPER}\n{said[1]}").mends
    assert [mend.before for mend in mends if mend.code == "talk"] == [*said]


@pytest.mark.parametrize(
    "kept",
    [
        "如您发现火情，请立即拨打119。",
        "希望全体居民自觉遵守。",
        "以上要求请认真落实。",
        "各村要根据实际情况调整力量。",
    ],
)
def test_what_a_paper_says_to_its_readers_stays(kept: str) -> None:
    text = PAPER.replace("6月1日至30日。", kept)
    assert kept in [line.text for line in _is_the_paper(text).manuscript.lines]


@pytest.mark.parametrize(
    "attached",
    [
        "附件\n工作方案\n工作思路：强化责任，突出防范，根据实际情况调整。\n工作原则：全面覆盖。\n一、目标\n甲。",
        "附件1\n填表说明\n说明：1.请根据实际情况填写。\n2.如需补充可另附页。",
        "2025年消防工作方案\n说明：以上任务请自行调整。\n一、目标\n甲。",
    ],
)
def test_what_is_attached_is_never_taken_for_talk(attached: str) -> None:
    reading = read_text(f"{PAPER}\n{attached}")
    assert "talk" not in {mend.code for mend in reading.mends}
    said = "".join(line.text for line in reading.manuscript.lines)
    assert attached.splitlines()[-1] in said


def test_talk_goes_behind_an_attachment_too() -> None:
    text = (
        f"{PAPER}\n附件\n检查表\n序号\t村\n\n---\n\n**说明：** 以上内容供参考，请告诉我如何调整。"
    )
    reading = read_text(text)
    assert [mend.before for mend in reading.mends if mend.code == "talk"] == [
        "说明： 以上内容供参考，请告诉我如何调整。"
    ]
    assert reading.manuscript.lines[-1].text == "序号\t村"


def test_a_letter_without_a_date_keeps_its_last_sentence() -> None:
    text = "致居民的倡议书\n居民朋友们：\n请清理楼道。\n如您需要帮助，请随时联系我们。"
    assert read_text(text).manuscript.lines[-1].text == "如您需要帮助，请随时联系我们。"


@pytest.mark.parametrize(
    "text",
    [
        (
            "标题：关于开展夏季消防安全检查的通知\n主送机关：各村（居）委会\n正文：\n"
            "现通知如下。\n一、检查时间\n6月1日至30日。\n落款：\n邻鄂镇人民政府\n"
            "2025年6月1日"
        ),
        (
            "【公文标题】\n关于开展夏季消防安全检查的通知\n【主送】\n各村（居）委会：\n"
            "【正文】\n现通知如下。\n一、检查时间\n6月1日至30日。\n"
            "【落款单位】邻鄂镇人民政府\n【成文日期】2025年6月1日"
        ),
        (
            "**标题：** 关于开展夏季消防安全检查的通知\n\n"
            "**主送机关：** 各村（居）委会：\n\n**正文：**\n\n现通知如下。\n\n"
            "一、检查时间\n\n6月1日至30日。\n\n**发文机关：** 邻鄂镇人民政府\n"
            "**成文日期：** 2025年6月1日"
        ),
        (
            "[标题]\n关于开展夏季消防安全检查的通知\n[称谓]\n各村（居）委会：\n"
            "[正文]\n现通知如下。\n一、检查时间\n6月1日至30日。\n[署名]\n"
            "邻鄂镇人民政府\n[日期]\n2025年6月1日"
        ),
        (
            "一、标题\n关于开展夏季消防安全检查的通知\n二、主送机关\n各村（居）委会：\n"
            "三、正文\n现通知如下。\n一、检查时间\n6月1日至30日。\n四、落款\n"
            "邻鄂镇人民政府\n2025年6月1日"
        ),
        (
            "## 标题\n关于开展夏季消防安全检查的通知\n## 主送机关\n"
            "各村（居）委会：\n## 正文\n现通知如下。\n### 一、检查时间\n"
            "6月1日至30日。\n## 落款\n邻鄂镇人民政府\n2025年6月1日"
        ),
        (
            "（标题）关于开展夏季消防安全检查的通知\n（主送机关）各村（居）委会：\n"
            "（正文）现通知如下。\n一、检查时间\n6月1日至30日。\n"
            "（落款）邻鄂镇人民政府\n2025年6月1日"
        ),
        (
            "发文机关：邻鄂镇人民政府\n发文字号：邻鄂府发〔2025〕5号\n"
            "标题：关于开展夏季消防安全检查的通知\n主送：各村（居）委会：\n"
            "正文：现通知如下。\n一、检查时间\n6月1日至30日。\n"
            "邻鄂镇人民政府（公章）\n2025年6月1日"
        ),
        (
            "【发文机关】邻鄂镇人民政府\n【标题】关于开展夏季消防安全检查的通知\n"
            "【主送机关】各村（居）委会\n【正文】现通知如下。\n一、检查时间\n"
            "6月1日至30日。\n【发文机关署名】邻鄂镇人民政府（印章）\n"
            "【成文日期】二〇二五年六月一日"
        ),
    ],
)
def test_names_of_parts_tell_the_parts_and_go(text: str) -> None:
    _is_the_paper(text)


def test_parts_that_are_told_need_no_other_sign() -> None:
    manuscript = read_text(
        "【标题】消防宣传月\n【主送机关】松林村\n【正文】请组织观看。\n【落款】王某某\n【成文日期】2025-6-1"
    ).manuscript
    assert manuscript.title == "消防宣传月"
    assert manuscript.recipients == "松林村"
    assert manuscript.texts(Role.SIGNATURE) == ("王某某",)
    assert manuscript.texts(Role.DATE) == ("2025年6月1日",)


@pytest.mark.parametrize(
    "after",
    [
        "---\n\n请根据实际情况调整内容，如活动时间、地点等。希望对您有帮助！",
        "请结合实际修改后使用。",
        "【修改说明】\n1. 标题补全了文种；\n2. 结尾可加“特此通知”。",
        "📌 小贴士：可按需替换时间地点哦～",
        "**Word count:** 120",
        "免责声明：本文转载自网络，版权归原作者所有。",
        "点赞 在看 分享\n阅读 1024",
    ],
)
def test_what_is_said_of_a_draft_or_a_page_below_the_date_goes(after: str) -> None:
    _is_the_paper(f"{PAPER}\n{after}\n")


@pytest.mark.parametrize(
    "head",
    [
        f"原标题：{TITLE}",
        f"【重要通知】\n{TITLE}",
        f"【紧急】{TITLE}",
        f"{TITLE}\n原创 邻鄂镇 邻鄂发布 2025-05-30 09:12 四川",
        f"点击上方蓝字关注我们\n{TITLE}",
        f"{TITLE}\n发文机关：邻鄂镇人民政府\n成文日期：2025年6月1日\n发布日期：2025-06-03",
    ],
)
def test_what_a_page_or_a_chat_puts_round_the_title_goes(head: str) -> None:
    _is_the_paper(PAPER.replace(TITLE, head))


@pytest.mark.parametrize(
    "date",
    [
        "2 0 2 5 年 6 月 1 日",
        "二 〇 二 五 年 六 月 一 日",
        "2025年6月1日（盖章）",
        "日期：2025年6月1日",
        "落款日期：2025.6.1",
    ],
)
def test_what_stands_beside_the_date_is_no_part_of_it(date: str) -> None:
    _is_the_paper(PAPER.replace("2025年6月1日", date))


def test_a_part_that_a_template_names_and_leaves_out_is_none() -> None:
    _is_the_paper(PAPER.replace("\n邻鄂镇人民政府", "\n【附件】\n无\n\n【落款】\n邻鄂镇人民政府"))


def test_a_banner_that_is_all_the_title_there_is_stays() -> None:
    assert read_text(PAPER.replace(TITLE, "【通知】")).manuscript.title == "【通知】"


def test_hyphens_below_a_line_are_a_rule_where_headings_have_their_own_sign() -> None:
    text = f"# {TITLE}\n\n各村：\n\n## 一、要求\n加强领导\n---\n邻鄂镇人民政府\n2025年6月1日\n"

    roles = [line.role for line in read_text(text).manuscript.lines]

    assert roles == [*ROLES[:2], Role.FIRST, Role.TEXT, *ROLES[-2:]]
