"""Circulars made without a window: what is still to be filled in, and paper with a red head."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest

from tests.test_cli import SAMPLE, Ran

UNFILLED = "关于开展检查的通知\n各村（居）：\n请于XX日前报送。\n邻鄂镇人民政府\n2025年6月　日\n"


@pytest.mark.parametrize(("arguments", "status"), [((), 0), (("--strict",), 1)])
def test_what_is_still_to_be_filled_in_is_named_and_the_file_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], status: int
) -> None:
    source, target = tmp_path / "草稿.txt", tmp_path / "out.docx"
    source.write_text(UNFILLED, encoding="utf-8")
    ran = Ran(capsys, "circular", source, "-o", target, *arguments, "--json")
    assert ran.status == status
    assert [one["code"] for one in ran.data["faults"]].count("unfilled") == 2
    assert [line for line in _written(target) if "月" in line] == ["2025年6月　日"]
    ran = Ran(capsys, "circular", source, "-o", target, *arguments)
    assert "还有必改" in ran.out
    assert "必改：成文日期没有填写完整。" in ran.err


def test_a_circular_that_lacks_nothing_passes_strictly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "通知.txt"
    filled = UNFILLED.replace("XX日", "6月20日").replace("6月　日", "6月1日")
    source.write_text(filled, encoding="utf-8")
    ran = Ran(capsys, "circular", source, "-o", tmp_path / "out.docx", "--strict", "--json")
    assert (ran.status, ran.data["faults"]) == (0, [])


def _written(file: Path) -> list[str]:
    """What the paragraphs of a Word file say."""
    return [one.text for one in docx.Document(str(file)).paragraphs]


def test_preprinted_paper_has_no_red_and_an_imprint_on_an_even_page_if_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = {}
    for arguments in ((), ("--preprinted",), ("--even-pages",)):
        target = tmp_path / "out.docx"
        pages[arguments] = Ran(capsys, "circular", SAMPLE, "-o", target, *arguments, "--json").data[
            "pages"
        ]
        with zipfile.ZipFile(target) as archive:
            has_red = b"FF0000" in archive.read("word/document.xml")
        assert has_red == (arguments != ("--preprinted",))
    assert pages["--even-pages",] % 2 == 0
