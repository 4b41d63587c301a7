"""What went into a reading is counted against what came out, and what is missing is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fireoffice import cli
from fireoffice.docs.balance import Tally, count_characters, missing, tally_of
from fireoffice.docs.manuscript import Fields, Line, Manuscript, Role
from fireoffice.docs.prose.source import Mend
from tests.docs.word.circulars import OPENING, PHOTO, SIGNED
from tests.docs.word.files import cell, docx, image, paragraph, row

LINES = (
    Line(Role.TITLE, "关于检查的通知"),
    Line(Role.TEXT, "如下。"),
    Line(Role.PICTURE, "〔图片1〕"),
    Line(Role.TABLE, "单位\t项目\t⇐"),
    Line(Role.TABLE, "甲⏎乙\t⇑\t〔图片2〕"),
    Line(Role.TEXT, "又如下。"),
    Line(Role.TABLE, "3\t4"),
)


def test_characters_pictures_cells_and_tables_are_counted_without_their_signs() -> None:
    assert tally_of(Manuscript(Fields(suffix=""), LINES)) == Tally(20, 2, 6, 2)


def test_blanks_and_marks_are_no_characters() -> None:
    assert count_characters(" 一、A1　“二”。m² ") == 6


@pytest.mark.parametrize(
    ("source", "lost"),
    [
        (["关于检查的通知", "如下。"], []),
        (["关于检查的通知", "", "如 下！"], []),
        (["关于检查的通知", "明天开会。", "如下。"], [(2, "明天开会")]),
        (["如下，没有的话，如下。"], [(1, "没有的话")]),
        (["附件1", "抄送机关：", "第3期"], []),
    ],
)
def test_words_that_came_out_nowhere_are_named(
    source: list[str], lost: list[tuple[int, str]]
) -> None:
    assert list(missing(source, Manuscript(lines=LINES), ())) == lost


def test_what_a_mend_tells_is_not_missing() -> None:
    source = ["好的，以下是通知：", "关于检查的通知"]
    mend = Mend(1, "好的，以下", "", "对话中的话", "talk")
    assert list(missing(source, Manuscript(lines=LINES), (mend,))) == []


@pytest.mark.parametrize("command", ["circular", "lint"])
def test_the_command_line_says_what_went_in_and_what_came_out(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = f"<w:tbl>{row(cell('单位'), cell('数'))}{row(cell('甲', span=2))}</w:tbl>"
    body = f"{OPENING}{table}<w:p>{image('a.png')}</w:p>{paragraph('以上。')}{SIGNED}"
    file = tmp_path / "通知.docx"
    file.write_bytes(docx(body, {}, {"a.png": PHOTO}))
    more = (
        ["-o", str(tmp_path / "新.docx")]
        if command == "circular"
        else ["--normalise", str(tmp_path)]
    )

    cli.main([command, str(file), *more, "--data", str(tmp_path / "data"), "--json"])

    said = json.loads(capsys.readouterr().out)
    counts = [said["counts"], *(one["counts"] for one in said.get("corrected", ()))]
    for both in counts:
        assert {name: both["in"][name] for name in ("pictures", "cells", "tables")} == {
            name: both["out"][name] for name in ("pictures", "cells", "tables")
        }
        assert both["out"]["characters"] >= both["in"]["characters"]
