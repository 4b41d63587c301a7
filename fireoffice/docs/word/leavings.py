"""Content of a Word file that its text does not say: told, so that nothing vanishes unseen."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from fireoffice.docs.balance import count_characters

_EXCERPT: Final = 20
_MOST_TEXT: Final = 40_000


class Left(StrEnum):
    """A kind of content that was left out, or was read as something plainer than it is."""

    DELETED = "修订中删去的文字按删去读"
    HIDDEN = "隐藏的文字没有读入"
    STRUCK = "有删除线的文字按普通文字读入"
    COMMENT = "批注没有读入"
    READING_AID = "注音没有读入"
    FORMULA = "公式按一行文字读入，请核对"
    SCRIPT = "上标、下标按普通文字读入，请核对"
    SYMBOL = "特殊符号没有通用的字，按□读入"
    PICTURE = "图片没有读入"
    LINKED_PICTURE = "图片没有存在文件里，只有链接，没有读入"
    PICTURE_LINE = "画成图片的线没有读入，版头和版记的线由版式画"
    SEAL = "印章图片没有读入，成文时另行加盖"
    OBJECT = "嵌入的对象没有读入"
    CHART = "图表没有读入，请存成图片再插入"
    DIAGRAM = "SmartArt图形没有读入，请存成图片再插入"
    INSERTED_FILE = "插入的文件没有读入"
    HEADER = "页眉没有读入"
    FOOTER = "页脚没有读入"
    FIELD_NAME = "合并域的名称没有读入"
    MERGED_FIELD = "合并域里的各段挤在一起，已分成段落"
    UNREAD = "文件里还有文字没有读出来，请对照原文件"
    HIDDEN_CELL = "合并单元格下面盖住的文字没有读入"

    @property
    def is_loss(self) -> bool:
        """True if something that one sees in the file is missing from the text."""
        return self not in _READ_AS


_READ_AS: Final = frozenset(
    {
        Left.DELETED,
        Left.STRUCK,
        Left.READING_AID,
        Left.FORMULA,
        Left.SCRIPT,
        Left.SYMBOL,
        Left.PICTURE_LINE,
        Left.SEAL,
        Left.FIELD_NAME,
        Left.MERGED_FIELD,
        Left.HIDDEN,
        Left.HIDDEN_CELL,
    }
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The content of one kind that was left out: how often, and all that it said."""

    kind: Left
    count: int
    text: str

    @property
    def excerpt(self) -> str:
        """The first characters of what it said."""
        text = " ".join(self.text.split())
        return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"


@dataclass
class Leavings:
    """Collects what is left out while a file is read."""

    _kinds: dict[Left, tuple[int, list[str]]] = field(
        default_factory=dict[Left, tuple[int, list[str]]]
    )

    def note(self, kind: Left, text: str = "") -> None:
        """Note that something of `kind` that says `text` is left out."""
        count, texts = self._kinds.get(kind, (0, []))
        texts.append(text)
        self._kinds[kind] = (count + 1, texts)

    def characters(self) -> int:
        """The number of letters, digits and ideographs left out so far."""
        return sum(count_characters(text) for _, texts in self._kinds.values() for text in texts)

    def told(self) -> tuple[LeftOut, ...]:
        """All that was left out, by kind."""
        return tuple(
            LeftOut(kind, count, "".join(texts)[:_MOST_TEXT])
            for kind, (count, texts) in self._kinds.items()
        )
