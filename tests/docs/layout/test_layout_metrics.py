"""How wide characters are, with and without the fonts."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder

from fireoffice.docs.composition import Run
from fireoffice.docs.layout import FontBook, FontMetrics, fonts
from fireoffice.docs.layout.fonts import FontFile
from fireoffice.docs.style import GB2312, Face, FontProfile

OTHER = FontProfile("Other", "某仿宋", "某楷体", "某黑体", "某宋体", "某小标宋")


@pytest.fixture
def font_file(tmp_path: Path) -> Path:
    """A font of 1000 units to the em that has only 国 (1000), 1 (620) and a space (300)."""
    builder = FontBuilder(1000, isTTF=True)
    widths = {".notdef": 500, "guo": 1000, "one": 620, "space": 300}
    builder.setupGlyphOrder(list(widths))
    builder.setupCharacterMap({ord("国"): "guo", ord("1"): "one", ord(" "): "space"})
    builder.setupGlyf({name: _empty_glyph() for name in widths})
    builder.setupHorizontalMetrics({name: (width, 0) for name, width in widths.items()})
    builder.setupHorizontalHeader(ascent=859, descent=-141)
    builder.setupNameTable({"familyName": "某仿宋", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    file = tmp_path / "some.ttf"
    builder.save(file)
    return file


def _empty_glyph() -> object:
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    return Glyph()


@pytest.mark.parametrize("character", "国，“”—…·°×℃〔①αЯ　々㎡")
def test_what_chinese_fonts_know_as_wide_is_one_em(character: str) -> None:
    assert FontMetrics()[character] == 1.0


@pytest.mark.parametrize("character", "1aA.-/ é｡")
def test_ascii_and_half_width_forms_are_half_an_em(character: str) -> None:
    expected = 1.0 if character == "é" else 0.5
    assert FontMetrics()[character] == expected


def test_signs_that_chinese_fonts_lack_have_the_western_width() -> None:
    metrics = FontMetrics()
    assert metrics["³"] == 0.3
    assert metrics["ñ"] == 0.5


def test_combining_marks_take_no_room() -> None:
    assert FontMetrics()["\u0301"] == 0.0


def test_a_character_advances_by_its_width_at_its_size_and_its_spacing() -> None:
    advances = FontBook().advances(GB2312, Run("国1", size=32, spacing=-5))
    assert (advances["国"], advances["1"]) == (315, 155)
    narrow = FontBook().advances(GB2312, Run("国", Face.XIAOBIAOSONG, 130, scale=66))
    assert narrow["国"] == pytest.approx(858)


def test_a_font_file_gives_its_own_widths(font_file: Path) -> None:
    metrics = FontMetrics.from_file(font_file)
    assert (metrics["国"], metrics["1"]) == (1.0, 0.62)


def test_what_a_font_file_lacks_keeps_the_genuine_width(font_file: Path) -> None:
    assert FontMetrics.from_file(font_file)["民"] == 1.0


def test_files_given_replace_the_genuine_widths(font_file: Path) -> None:
    book = FontBook({"仿宋_GB2312": font_file})
    assert book.metrics("仿宋_GB2312")["1"] == 0.62
    assert book.metrics("楷体_GB2312")["1"] == 0.5
    assert book.metrics("仿宋_GB2312") is book.metrics("仿宋_GB2312")


def test_another_family_is_measured_where_it_is_installed(
    font_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "installed", lambda: {"某仿宋": FontFile(font_file)})
    book = FontBook()
    assert book.metrics("某仿宋")["1"] == 0.62
    assert book.metrics("某楷体")["1"] == 0.5
    assert book.advances(OTHER, Run("1", size=32))["1"] == pytest.approx(198.4)
