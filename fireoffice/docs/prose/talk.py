"""The talk of an assistant round the paper that it drafted, which is no part of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from fireoffice.docs.prose.source import Source, SourceLine
from fireoffice.docs.prose.tail import After, after_date
from fireoffice.domain.dates import is_unfinished_date, looks_like_date
from fireoffice.domain.text import compact, kind_of

_MESSAGE: Final = "对话中的话，不是公文"
_WORK: Final = (
    r"(?:起草|撰写|草拟|拟定|拟写|拟|编写|生成|整理|修改|润色|优化|改写|完善|写|准备|提供|制作)"
)
_DRAFT: Final = (
    r"(?:通知|公文|正文|范文|初稿|文稿|草稿|草案|修改稿|润色稿|定稿|成稿|"
    r"模板|范本|版本|全文|内容|文本|示例|方案)"
)
_BEFORE: Final = re.compile(
    r"(?:好的|好嘞|好|当然|当然可以|没问题|可以的?|收到|明白了?|了解|抱歉|您好|你好|嗯|sure|certainly|"
    r"of\s?course|okay|ok|gotit|here(?:'s|is))[，,！!。.～~：:](?!各|全体)"
    r"|(?:以下|下面|这|如下)(?:就?是|为)(?:我|一|您|你|按|根据|关于.{0,40}的)?.{0,40}"
    rf"(?:{_WORK}|{_DRAFT}).{{0,40}}[：:。！!，,]?$"
    r"|(?:根据|按照|结合|基于|针对)(?:您|你)(?:的|们|所|提供|给出|上传|发)"
    r"|here(?:'s|is|are).{0,60}(?:version|draft|notice|document|text)|(?:您|你)的(?:要求|需求|提问|问题)"
    rf"|(?:好的|收到|没问题|当然)?(?:为您|为你|帮您|帮你|给您|给你|我来|我将|我已|我会|我先|我们来|让我|已为).{{0,30}}{_WORK}"
    r"|.{0,60}(?:供您|供你|您可|你可)"
    r"|(?:已)?深度思考|思考过程|思考了?.{0,6}秒|用时\d+秒|正在(?:搜索|思考)|搜索到\d+|已阅读\d+|<?/?think"
    rf"|(?:{_DRAFT}){{1,3}}(?:如下)?[：:]$|(?:以下|如下)[：:]$"
    r"|(?:用户|提问|问题|user|human|assistant|助手|答|问|我|q|a)[：:]"
    rf"|(?:请|麻烦)?(?:帮我|给我|替我|帮忙){_WORK}"
    r"|(?:deepseek|豆包|文心一言|通义千问|通义|kimi|chatgpt|讯飞星火|腾讯元宝|智谱清言|元宝|千问|claude|"
    r"gemini|copilot|wps\s?ai)(?:[-\w.]{0,12})?(?:[：:].{0,20})?$",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    r"(?:以上|上述)(?:内容|为|是|就是|通知|公文|方案|文稿|稿件|范文|模板|文本|信息|仅|由)?"
    r".{0,60}(?:参考|调整|修改|告诉|告知|模板|完善|替换|生成|起草|示例)"
    r"|.{0,60}(?:告诉我|告知我|联系我(?!们)|找我|问我|和我说|跟我说|让我知道|我可以|我再|我来|我会)"
    r"|.{0,40}(?:需要|要不要|是否|还).{0,12}(?:我|帮您|帮你|为您|为你).{0,40}[？?吗]"
    r"|希望.{0,30}(?:对您|对你|能帮|有所帮助|有帮助|符合您|符合你|满足您|满足你)"
    r"|.{0,20}(?:由|为)\s?(?:AI|人工智能|大模型|.{0,8}智能体?).{0,4}(?:生成|辅助|撰写)"
    r"|.{0,40}(?:仔细甄别|注意甄别|谨慎甄别|仅供参考)"
    r"|(?:您|你)(?:可以|可|也可|只需|需要|看|觉得|只要|需).{0,80}"
    r"|.{0,40}(?:如需|如果您|如果你|若您|若你|如有).{0,40}(?:随时|请告|可以告|继续|为您|为你)"
    r"|.{0,80}(?:您看|您觉得|您是否|您满意|是否满意|是否合适|是否可以|可以吗)"
    r"|(?:字数|全文)(?:约|共|统计)?[：:]?(?:约|共)?\d+字"
    r"|(?:ifyou|wordcount|letmeknow|hopethis|feelfree|note:)",
    re.IGNORECASE,
)
_ASKED_TO_ADAPT: Final = re.compile(
    r"请(?:您|你|务必|自行|酌情)*(?:根据|结合|按照?)(?:本地|当地|自身|贵?单位|具体)?的?实际"
    r".{0,30}(?:调整|修改|替换|填写|完善|补充|使用)"
)
_AFTERWORD: Final = re.compile(
    r"[（(【\[]?(?:说明|小贴士|备注|注|注意|提示|温馨提示|使用说明|修改说明|填写说明|起草说明|特别说明|修改建议|优化建议|注意事项|"
    r"补充说明|使用建议|格式说明|格式要求|排版建议|排版说明|几点说明|写作说明|写作思路|修改要点|改动说明|特点|亮点|要点说明|"
    r"参考资料|参考来源|参考文献|参考链接|引用来源|引用|搜索结果|[一-鿿]{2,6}(?:要点|说明|建议|思路|亮点|提示|特点|技巧))[】\]]?[：:]?"
)
_THOUGHT: Final = re.compile(r"\s*<(think|thinking|thought|reasoning)>", re.IGNORECASE)
_OF_A_DRAFT: Final = re.compile(
    r"修改说明|改动说明|写作说明|优化建议|按需|以上|上述|您|你|根据实际|实际情况|调整|替换|补充|参考|模板|占位|方括号|括号内|格式|字体|可根据|请将|请按|需要修改|"
    r"可酌情|自行|http|www\."
)
_BUTTONS: Final = re.compile(
    r"(?:(?:复制|重新生成|点赞|分享|朗读|编辑|继续|导出|下载|收藏|重试|停止生成|引用|追问|转发)[|｜、/]?){1,8}"
)
_PART: Final = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]{0,3}[：:]?|抄送|.*印发$")
_CHAPTER: Final = re.compile(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章条]")
_MOST_BEFORE: Final = 12
_LONGEST_AFTERWORD: Final = 30


def without_talk(
    lines: Sequence[SourceLine], dividers: frozenset[int], source: Source
) -> list[SourceLine]:
    """`lines` without what was said before and after the paper; each such line is listed.

    `dividers` are the numbers of lines that were nothing but a rule: what stands above the first
    or below the last of them and holds talk is talk altogether.
    """
    said = [line for line in lines if line.text.strip()]
    first = _length_before(said, dividers)
    last = len(said) - _length_after(said[first:], dividers)
    if first >= last:
        return list(lines)
    taken = {id(line) for line in (*said[:first], *said[last:])}
    for line in (*said[:first], *said[last:]):
        source.take_out(line, _MESSAGE, "talk")
    return [line for line in lines if id(line) not in taken]


def without_thoughts(lines: Sequence[SourceLine], source: Source) -> list[SourceLine]:
    """`lines` without what stands between <think> and </think>; each such line is listed."""
    result: list[SourceLine] = []
    closing = ""
    for line in lines:
        opened = None if closing else _THOUGHT.match(line.text)
        closing = f"</{opened[1]}>" if opened else closing
        if not closing:
            result.append(line)
            continue
        said, ended, rest = line.text.partition(closing)
        if said.strip():
            source.take_out(replace(line, text=said), _MESSAGE, "talk")
        result.append(replace(line, text=rest if ended else ""))
        closing = "" if ended else closing
    return result


def _length_before(said: Sequence[SourceLine], dividers: frozenset[int]) -> int:
    count = 0
    while count < min(len(said), _MOST_BEFORE) and _opens_talk(said[count]):
        count += 1
    divided = next((at for at in sorted(dividers) if at > said[0].number), 0) if said else 0
    above = [line for line in said[:_MOST_BEFORE] if line.number < divided]
    if count and count < len(above) and not any(_is_of_paper(line) for line in above[count:]):
        return len(above)
    return count


def _opens_talk(line: SourceLine) -> bool:
    text = compact(line.text)
    return not line.heading and not line.row and _BEFORE.match(text) is not None


def _is_of_paper(line: SourceLine) -> bool:
    text = compact(line.text)
    return bool(line.heading or kind_of(text) or looks_like_date(text))


def _length_after(said: Sequence[SourceLine], dividers: frozenset[int]) -> int:
    """The number of last lines that are talk.

    An afterword follows the date at once, or a rule. Elsewhere only what is surely talk goes, from
    the last line up: what else follows a date are the attachments.
    """
    end = len(said)
    dated = max((at for at, line in enumerate(said) if _is_date(line.text)), default=end)
    below_date = next((at for at in range(dated + 1, end) if not _is_closing(said[at])), end)
    divided = max(dividers, default=0)
    below_rule = next((at for at in range(end) if divided and said[at].number > divided), end)
    for start in sorted({below_date, below_rule}):
        if _is_afterword(said[start:]):
            return end - start
    start = end
    while start and _is_surely_talk(said[start - 1]):
        start -= 1
    opened = 0 < start < end and _AFTERWORD.fullmatch(compact(said[start - 1].text))
    return end - start + bool(opened)


def _is_closing(line: SourceLine) -> bool:
    """True if `line` is what a paper has below its date, and no talk."""
    return after_date(line.text) is not After.OTHER and not _is_surely_talk(line)


def _is_afterword(lines: Sequence[SourceLine]) -> bool:
    """True if `lines`, to the end of the text, are what is said of a draft."""
    if not lines or len(lines) > _LONGEST_AFTERWORD or not _begins_afterword(lines):
        return False
    texts = [compact(line.text) for line in lines]
    of_paper = any(_PART.fullmatch(text) or _CHAPTER.match(text) for text in texts)
    return not of_paper and not any(line.row for line in lines)


def _is_date(text: str) -> bool:
    return looks_like_date(text) or is_unfinished_date(text)


def _begins_afterword(lines: Sequence[SourceLine]) -> bool:
    if _is_surely_talk(lines[0]) or _ASKED_TO_ADAPT.match(compact(lines[0].text)):
        return True
    if _AFTERWORD.match(compact(lines[0].text)) is None:
        return False
    return any(_OF_A_DRAFT.search(compact(line.text)) for line in lines)


def _is_surely_talk(line: SourceLine) -> bool:
    text = compact(line.text).lstrip("（(*")
    return not line.row and (_AFTER.match(text) is not None or _BUTTONS.fullmatch(text) is not None)
