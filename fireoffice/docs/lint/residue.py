"""Matter taken out on reading because it is no part of a paper, each thing by its rule."""

from __future__ import annotations

from typing import Final

from fireoffice.docs.lint.bases import standard, usual
from fireoffice.docs.lint.model import Rule, Severity

_LAYOUT: Final = usual("位置由版式安排")
_ELEMENTS: Final = usual("公文只有自己的要素和正文")
_MARKS: Final = usual("GB/T 15834—2011 标点符号用法")

RULES: Final[tuple[Rule, ...]] = (
    Rule("talk", "对话中的话", Severity.HINT, _ELEMENTS),
    Rule("scaffold", "模板中的栏目名", Severity.HINT, _ELEMENTS),
    Rule("sign", "表情和聊天符号", Severity.HINT, _MARKS),
    Rule("citation", "引用标记和脚注", Severity.HINT, _ELEMENTS),
    Rule("formula", "公式标记", Severity.HINT, _MARKS),
    Rule("struck", "划掉的文字", Severity.WARNING, _ELEMENTS),
    Rule("picture-lost", "没有带进来的图片", Severity.WARNING, _ELEMENTS),
    Rule("web-mark", "网页标记", Severity.HINT, _LAYOUT),
    Rule("pasted-page-number", "复制来的页码", Severity.HINT, _LAYOUT),
    Rule("title-twice", "重复的标题", Severity.HINT, _ELEMENTS),
    Rule("after-date", "成文日期后面的文字", Severity.HINT, _ELEMENTS),
    Rule("seal-word", "盖章的提示", Severity.HINT, _ELEMENTS),
    Rule("attendance", "出席、列席的写法", Severity.HINT, standard("10.3")),
)
