"""Fonts, sizes and colours of a Word file by the part that each paragraph plays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from fireoffice.docs.lint.bases import standard
from fireoffice.docs.lint.model import Fix, Rule, Severity, Spot, WordRule
from fireoffice.docs.lint.view import WordView, characters
from fireoffice.docs.manuscript import LEVELS, Role
from fireoffice.docs.style import Face
from fireoffice.docs.word.model import BLACK, RunFacts

_SET_ANEW: Final = Fix("按标准版式重排")
_HAN: Final = re.compile(r"[一-鿿]")
_FAMILIES: Final = {
    Face.FANGSONG: re.compile(r"仿宋|fangsong|fang song", re.IGNORECASE),
    Face.KAITI: re.compile(r"楷体|kaiti|kai ti", re.IGNORECASE),
    Face.HEITI: re.compile(r"黑体|simhei|heiti", re.IGNORECASE),
    Face.XIAOBIAOSONG: re.compile(r"小标宋|xiaobiaosong|xbs", re.IGNORECASE),
}
"""The names of families that play a part: GB2312, GBK, Windows and their Latin names."""

_SIZES: Final = {72: "小初", 52: "一号", 48: "小一", 44: "2号", 36: "小2号", 32: "3号", 30: "小3号",
                 28: "4号", 24: "小4号", 21: "5号", 18: "小5号"}  # fmt: skip
_LABEL: Final = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]{0,3}\s*[：:]?")
_PLAIN: Final = (
    *(Role.RECIPIENTS, Role.TEXT, Role.THIRD, Role.FOURTH, Role.ATTACHMENT_NOTE),
    *(Role.SIGNATURE, Role.DATE, Role.NOTE),
)


_LEVEL_FACES: Final = {Role.FIRST: Face.HEITI, Role.SECOND: Face.KAITI}


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Characters of a paragraph that ought to have one look."""

    place: int
    begin: int
    end: int
    face: Face
    size: int
    part: str
    other: Face | None = None
    """A face that is right as well."""


def _titles(view: WordView) -> Iterator[_Stretch]:
    for index in view.playing(Role.TITLE, Role.ENCLOSURE):
        yield _whole(view, index, Face.XIAOBIAOSONG, 44, "标题")


def _plain(view: WordView) -> Iterator[_Stretch]:
    text = set(view.body())
    for index in view.playing(*_PLAIN):
        if view.roles[index] in LEVELS and index not in text:
            continue
        if view.roles[index] is Role.SIGNATURE and _signed_by_hand(view, index):
            continue
        yield _whole(view, index, Face.FANGSONG, 32, "正文")
    for index in view.playing(Role.FIRST, Role.SECOND):
        length = len(view.paragraph(index).text)
        heading = view.heading(index)
        # A long first sentence may be a heading or none.
        other = None if heading else _LEVEL_FACES[view.roles[index]]
        yield _Stretch(index, heading, length, Face.FANGSONG, 32, "正文", other)


def _signed_by_hand(view: WordView, index: int) -> bool:
    """「镇长　　李建国」: the post, and the name in the face of a signature."""
    return "\u3000\u3000" in view.paragraph(index).text.strip()


def _headings(view: WordView) -> Iterator[_Stretch]:
    for role, face in _LEVEL_FACES.items():
        for index in view.playing(role):
            yield _Stretch(index, 0, view.heading(index), face, 32, f"{role}标题")
    for index in view.playing(Role.ATTACHMENT, Role.LANDSCAPE):
        if _LABEL.fullmatch(view.paragraph(index).text.strip()):
            yield _whole(view, index, Face.HEITI, 32, "“附件”二字")


def _imprint(view: WordView) -> Iterator[_Stretch]:
    for index in view.imprint:
        yield _whole(view, index, Face.FANGSONG, 28, "版记")


def _number(view: WordView) -> Iterator[_Stretch]:
    if view.number is not None:
        text = view.paragraph(view.number).text
        end = text.find("签") if "签" in text else len(text)
        yield _Stretch(view.number, 0, end, Face.FANGSONG, 32, "发文字号")


def _whole(view: WordView, index: int, face: Face, size: int, part: str) -> _Stretch:
    return _Stretch(index, 0, len(view.paragraph(index).text), face, size, part)


_Stretches = Callable[[WordView], Iterator[_Stretch]]


def _face(stretches: _Stretches) -> Callable[[WordView], Iterator[Spot]]:
    def found(run: RunFacts, one: _Stretch) -> str:
        faces = (one.face, one.other) if one.other else (one.face,)
        fits = any(_FAMILIES[face].search(run.east_asia) for face in faces)
        return "" if fits else run.east_asia or "未指定的字体"

    def wanted(one: _Stretch) -> str:
        return f"用{one.face}"

    return _looks(stretches, found, wanted)


def _size(stretches: _Stretches) -> Callable[[WordView], Iterator[Spot]]:
    def found(run: RunFacts, one: _Stretch) -> str:
        return "" if run.size == one.size else _told(run.size)

    def wanted(one: _Stretch) -> str:
        return f"用{_SIZES[one.size]}字"

    return _looks(stretches, found, wanted)


def _looks(
    stretches: _Stretches,
    found: Callable[[RunFacts, _Stretch], str],
    wanted: Callable[[_Stretch], str],
) -> Callable[[WordView], Iterator[Spot]]:
    """One spot for each wrong look of each part, at its first place, with the count."""

    def check(view: WordView) -> Iterator[Spot]:
        wrong: dict[tuple[str, str], list[_Stretch]] = {}
        for one in stretches(view):
            for run in characters(view.paragraph(one.place), one.begin, one.end):
                what = found(run, one) if _HAN.search(run.text) else ""
                if what:
                    wrong.setdefault((one.part, what), []).append(one)
        for (part, what), places in wrong.items():
            first = places[0]
            count = len({one.place for one in places})
            more = f"（共{count}段）" if count > 1 else ""
            text = view.paragraph(first.place).text
            message = f"{part}应当{wanted(first)}，这里是{what}{more}。"
            yield Spot(message, place=first.place, text=text, fix=_SET_ANEW)

    return check


def _told(size: int) -> str:
    return _SIZES.get(size, f"{size / 2:g}磅")


def _letterhead_face(view: WordView) -> Iterator[Spot]:
    for index in view.letterhead:
        text = view.paragraph(index).text
        for run in characters(view.paragraph(index), 0, len(text)):
            if _HAN.search(run.text) and not _FAMILIES[Face.XIAOBIAOSONG].search(run.east_asia):
                message = f"发文机关标志推荐用小标宋体，这里是{run.east_asia or '未指定的字体'}。"
                yield Spot(message, place=index, text=text, fix=_SET_ANEW)
                return


def _letterhead_color(view: WordView) -> Iterator[Spot]:
    for index in view.letterhead:
        paragraph = view.paragraph(index)
        if not all(_is_red(run.color) for run in paragraph.runs if run.text.strip()):
            message = "发文机关标志应当用红色。"
            yield Spot(message, place=index, text=paragraph.text, fix=_SET_ANEW)
            return


def _text_color(view: WordView) -> Iterator[Spot]:
    places = [index for index in sorted(view.roles) if index not in view.letterhead]
    for index in places:
        for run in view.paragraph(index).runs:
            if run.text.strip() and run.color != BLACK:
                message = "除发文机关标志和版头线外，文字都用黑色。"
                yield Spot(message, place=index, text=run.text, fix=_SET_ANEW)
                return


def _is_red(color: str) -> bool:
    red, green, blue = (int(color[place : place + 2], 16) for place in (0, 2, 4))
    return red > 150 and green < 90 and blue < 90


_BODY: Final = standard("5.2.2")
_LEVELS: Final = standard("7.3.3")
_TITLE: Final = standard("7.3.1")
_MARK: Final = standard("7.2.4")
_NUMBERED: Final = standard("7.2.5")
_IMPRINTED: Final = standard("7.4")

RULES: Final[tuple[Rule, ...]] = (
    WordRule("title-face", "标题的字体", Severity.ERROR, _TITLE, _face(_titles)),
    WordRule("title-size", "标题的字号", Severity.ERROR, _TITLE, _size(_titles)),
    WordRule("body-face", "正文的字体", Severity.ERROR, _BODY, _face(_plain)),
    WordRule("body-size", "正文的字号", Severity.ERROR, _BODY, _size(_plain)),
    WordRule("heading-face", "层次标题的字体", Severity.ERROR, _LEVELS, _face(_headings)),
    WordRule("heading-size", "层次标题的字号", Severity.ERROR, _LEVELS, _size(_headings)),
    WordRule("number-face", "发文字号的字体", Severity.ERROR, _NUMBERED, _face(_number)),
    WordRule("number-size", "发文字号的字号", Severity.ERROR, _NUMBERED, _size(_number)),
    WordRule("imprint-face", "版记的字体", Severity.WARNING, _IMPRINTED, _face(_imprint)),
    WordRule("imprint-size", "版记的字号", Severity.WARNING, _IMPRINTED, _size(_imprint)),
    WordRule("letterhead-face", "发文机关标志的字体", Severity.WARNING, _MARK, _letterhead_face),
    WordRule("letterhead-color", "发文机关标志的颜色", Severity.ERROR, _MARK, _letterhead_color),
    WordRule("text-color", "文字的颜色", Severity.WARNING, standard("5.2.4"), _text_color),
)
