"""Which fonts the machine has, and what is shown in place of one that it has not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fireoffice.docs.layout import MissingFont, family_in_use, fonts, missing_fonts
from fireoffice.docs.layout.fonts import FontFile, parse_fontconfig, parse_windows_fonts
from fireoffice.docs.style import GB2312, WINDOWS, Face


@pytest.fixture(autouse=True)
def _forget_what_is_installed() -> Iterator[None]:
    fonts.installed.cache_clear()
    yield
    fonts.installed.cache_clear()


def have(monkeypatch: pytest.MonkeyPatch, *families: str) -> None:
    present = {family: FontFile(Path("x")) for family in families}
    monkeypatch.setattr(fonts, "_listed", lambda: present)


def test_no_font_is_missing_where_all_are_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    have(monkeypatch, "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体")
    assert missing_fonts(GB2312) == ()


def test_a_font_counts_under_its_english_name_too(monkeypatch: pytest.MonkeyPatch) -> None:
    have(monkeypatch, "FangSong", "KaiTi", "SimHei", "SimSun", "FZXiaoBiaoSong-B05S")
    assert missing_fonts(WINDOWS) == ()


def test_a_missing_font_is_named_with_the_nearest_that_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    have(monkeypatch, "仿宋", "楷体", "黑体", "宋体")
    assert missing_fonts(GB2312) == (
        MissingFont("仿宋_GB2312", "仿宋"),
        MissingFont("楷体_GB2312", "楷体"),
        MissingFont("方正小标宋简体", "宋体"),
    )


def test_without_any_chinese_font_the_system_chooses(monkeypatch: pytest.MonkeyPatch) -> None:
    have(monkeypatch, "DejaVu Sans")
    assert family_in_use(GB2312, Face.FANGSONG) == "系统默认字体"
    assert len(missing_fonts(GB2312)) == 5


def test_fontconfig_lists_families_with_file_and_number() -> None:
    lines = ["/a/noto.ttc\t2\tNoto Serif CJK SC,Noto Serif CJK SC Bold", "/a/var.ttf\t65536\tVar"]
    assert parse_fontconfig(lines) == {
        "Noto Serif CJK SC": FontFile(Path("/a/noto.ttc"), 2),
        "Noto Serif CJK SC Bold": FontFile(Path("/a/noto.ttc"), 2),
        "Var": FontFile(Path("/a/var.ttf"), 0),
    }


def test_windows_lists_the_fonts_of_a_collection_in_one_entry() -> None:
    entries = [("宋体 & 新宋体 (TrueType)", "simsun.ttc"), ("仿宋_GB2312 (TrueType)", "fs.ttf")]
    assert parse_windows_fonts(entries, Path("C:/Windows/Fonts")) == {
        "宋体": FontFile(Path("C:/Windows/Fonts/simsun.ttc"), 0),
        "新宋体": FontFile(Path("C:/Windows/Fonts/simsun.ttc"), 1),
        "仿宋_GB2312": FontFile(Path("C:/Windows/Fonts/fs.ttf"), 0),
    }


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fontconfig")
def test_the_machine_is_asked_through_fontconfig(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(*_: object, **__: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 0, "/f/kai.ttf\t0\tKaiTi_GB2312\n")

    monkeypatch.setattr(subprocess, "run", answer)
    assert fonts.installed()["楷体_GB2312"] == FontFile(Path("/f/kai.ttf"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fontconfig")
def test_a_machine_without_fontconfig_has_no_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(*_: object, **__: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(subprocess, "run", absent)
    assert fonts.installed() == {}
