"""The matter round a paper on a web page, and after its date."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum, auto
from typing import Final

from fireoffice.docs.prose.signature import is_dated
from fireoffice.docs.prose.source import Source, SourceLine
from fireoffice.docs.prose.title import is_prose
from fireoffice.domain.text import Change, compact

_MESSAGE: Final = "网页上的文字，不是公文"
_LONGEST: Final = 200
_STAMP: Final = (
    r"(?:索引号|主题分类|体裁分类|发文机构|发布机构|公开机构|信息分类|公开范围|公开类别|有效性|生成日期|发布日期|发布时间|"
    r"更新时间|更新日期|发表时间|来源|信息来源|文章来源|稿件来源|内容来源|来源网站|作者|责任编辑|责编|编辑|"
    r"网站编辑|审核人|浏览次数|浏览量|点击数|点击量|点击|阅读量|阅读次数|阅读|访问量|访问次数|字体|字号大小|"
    r"字体大小|关键词|关键字|主题词|公文种类|信息名称|文章标题|信息索引号|时效性|摘要|内容概述|原文链接|"
    r"链接|网址)"
)
_HEAD: Final = re.compile(
    rf"{_STAMP}[：:]|(?:您(?:现在)?的位置|当前位置|您当前的位置)[：:]|首页[>＞»/]|字体[：:]?[\[【]?大|"
    r"[\[【]?(?:打印|关闭|分享|收藏)[\]】]?$|(?:浏览|阅读|点击)(?:次数|量)?[：:]?\d+次?$|分享到|保护视力色|"
    r"[^：:。，；]{0,40}\d{4}[-./]\d{1,2}[-./]\d{1,2}\d{1,2}:\d{2}(?::\d{2})?(?:来源.*|[一-鿿]{0,8})$|"
    r"(?:点击|关注|戳|轻触).{0,12}(?:蓝字|上方|下方|标题下)|(?:设为|加)星标|原创(?![一-鿿]{0,12}(?:通知|决定|报告))"
)
_TAIL: Final = re.compile(
    rf"(?:{_STAMP})[：:]|扫一扫|扫码|长按识别|返回(?:顶部|列表|首页|上一页)|[上下]一[篇条页][：:]?|"
    r"(?:[\[【]?(?:打印|关闭|收藏|分享|返回)(?:本页|窗口|页面|此页|顶部|列表|正文)?[\]】]?[\s|｜]*)+$|"
    r"相关(?:阅读|链接|文章|附件|解读|文件|信息|稿件|新闻|推荐)[：:]?|附件下载|版权所有|网站标识码|"
    r".{0,12}ICP备|.{0,6}公网安备|网站地图|联系我们|关于我们|分享到|微信(?:扫|公众号)|技术支持|我要纠错|"
    r"主办单位?[：:]|承办单位?[：:]|政策解读$|图解|无障碍|适老|点击查看|查看更多|更多>|"
    r"(?:浏览|阅读|点击)(?:次数|量)?[：:]?\d+|https?://|(?:(?:点赞|在看|分享|转发|收藏|留言|评论)\d*)+$|阅读原文|"
    r"(?:免责声明|版权声明|转载声明|声明|转自|转载|原标题|投稿|END|end|[-—]+END[-—]+)(?:[：:]|$)"
)
_NOTE: Final = re.compile(
    r"[（(](?P<inner>[^（(].{1,200})[）)]$"
    r"|(?P<bare>(?:联系人|联系电话|联系方式|联系单位|经办人|承办人|联络人|咨询电话|联系科室|信息公开选项|"
    r"公开方式|公开属性|公开选项|公开形式|政府信息公开|此件).{0,160})$"
)
_EXTRA: Final = re.compile(
    r"(?:校对|打字|录入|拟稿|核稿|审核|审稿|排版|缮印|监印|印数|打印)(?:人|员)?[：:].{1,60}$"
)
_PART: Final = re.compile(
    r"附[件表图录]?[\d一二三四五六七八九十]{0,3}[：:]?$|抄送|.*印发$|.*印发[。）]$"
)
_ORIGINAL: Final = re.compile(r"原\s*标\s*题\s*[：:]\s*(?=\S)")
_WORDS: Final = re.compile(r"主题词[：:]")


class After(Enum):
    """The kind of a line that follows the date."""

    NOTE = auto()
    EXTRA = auto()
    OTHER = auto()


def take_page(source: Source) -> None:
    """Take what a web page has put above and below the paper out of `source`, and list it."""
    lines = source.lines
    if lines and (original := _ORIGINAL.match(lines[0].text)):
        source.note(lines[0].number, [Change(original[0].strip(), "", _MESSAGE, "web-note")])
        lines = [replace(lines[0], text=lines[0].text[original.end() :]), *lines[1:]]
    head = 0
    kept: list[SourceLine] = []
    for index, line in enumerate(lines):
        text = compact(line.text)
        before_text = index < 15 and head < 3
        if line.row or len(text) > _LONGEST:
            head = 3
        elif before_text and _HEAD.match(text) and not line.told:
            _take_stamp(line, source)
            continue
        elif is_prose(line.text) or text.endswith(("：", ":")):
            head = 3
        kept.append(line)
    end = _page_begins(kept)
    for line in kept[end:]:
        source.take_out(line, _MESSAGE, "web-note")
    source.lines = kept[:end]


def _page_begins(lines: list[SourceLine]) -> int:
    """The index of what stands below the paper on its page; the number of lines for nothing."""
    end = len(lines)
    dated = max((at for at, line in enumerate(lines) if is_dated(line.text)), default=end)
    below = next((at for at in range(dated + 1, end) if _is_tail(lines[at])), end)
    rest = lines[below:]
    if rest and not any(_is_of_paper(line) for line in rest):
        return below
    while end and not lines[end - 1].row and _is_tail(lines[end - 1]):
        end -= 1
    return end


def _is_of_paper(line: SourceLine) -> bool:
    is_row = line.row or "\t" in line.text
    return is_row or "。" in line.text or _PART.match(compact(line.text)) is not None


def _is_tail(line: SourceLine) -> bool:
    text = compact(line.text)
    return len(text) <= _LONGEST and (
        _TAIL.match(text) is not None or _WORDS.match(text) is not None
    )


def _take_stamp(line: SourceLine, source: Source) -> None:
    """Take out a line that tells of the page; what it says of the paper is kept in `told`."""
    for label, name in (("发文机构", "发文机关"), ("发布机构", "发文机关")):
        match = re.match(rf"\s*{label}\s*[：:]\s*(\S{{2,40}})\s*$", line.text)
        if match:
            source.told.setdefault(name, match[1])
    source.take_out(line, _MESSAGE, "web-note")


def after_date(text: str) -> After:
    """The kind of `text`, where it follows the date of a paper."""
    bare = compact(text)
    if _EXTRA.match(bare):
        return After.EXTRA
    return After.NOTE if _NOTE.match(bare) else After.OTHER


def note_of(text: str) -> str:
    """`text` as a 附注 is written: in brackets (GB/T 9704-2012 §7.3.6)."""
    match = _NOTE.match(text.strip())
    inner = (match["inner"] or match["bare"]) if match else text
    return f"（{inner.strip().rstrip('。；;')}）"
