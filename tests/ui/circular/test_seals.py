"""The issuers' own seals: one picture for each who signs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QColor, QImage

from fireoffice.ui.circular.editor import PaperEditor
from fireoffice.ui.circular.options import Options, OptionsRow
from fireoffice.ui.circular.page import CircularsPage

TOWN, OFFICE = "黔江区邻鄂镇人民政府", "黔江区消防救援支队"


def picture(colour: str) -> bytes:
    """A PNG of one colour."""
    image = QImage(60, 60, QImage.Format.Format_ARGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


@pytest.fixture
def joint(editor: PaperEditor) -> PaperEditor:
    """A paper that two sign."""
    editor.take_text(
        f"关于检查的通知\n各村（居）委：\n请办理。\n\n{TOWN}\n{OFFICE}\n2021年4月6日\n"
    )
    editor.settle()
    return editor


@pytest.fixture
def options(joint: PaperEditor, page: CircularsPage) -> OptionsRow:
    return page.view.options


@pytest.fixture
def red(tmp_path: Path) -> Path:
    file = tmp_path / "镇印.png"
    file.write_bytes(picture("red"))
    return file


@pytest.fixture
def blue(tmp_path: Path) -> Path:
    file = tmp_path / "队印.png"
    file.write_bytes(picture("blue"))
    return file


def placed(editor: PaperEditor) -> list[bytes]:
    """The pictures on the paper from left to right."""
    editor.settle()
    assert editor.typeset is not None
    seals = [seal for page in editor.typeset.laid.pages for seal in page.seals]
    return [seal.data or b"" for seal in sorted(seals, key=lambda seal: seal.x)]


def test_each_issuer_of_a_joint_paper_has_its_own_seal(
    joint: PaperEditor, options: OptionsRow, red: Path, blue: Path
) -> None:
    options.take_seal(blue, OFFICE)
    assert placed(joint) == [b"", blue.read_bytes()]
    options.take_seal(red, TOWN)
    assert placed(joint) == [red.read_bytes(), blue.read_bytes()]


def test_the_menu_names_each_issuer_and_what_can_be_done(options: OptionsRow, red: Path) -> None:
    options.take_seal(red, TOWN)
    said = [action.text() for action in options.seal_menu().actions()]
    assert said == [f"{TOWN}：换图片…", f"{TOWN}：不用图片", f"{OFFICE}：选图片…"]


def test_one_seal_is_taken_away_and_the_other_stays(
    joint: PaperEditor, options: OptionsRow, red: Path, blue: Path
) -> None:
    options.take_seal(red, TOWN)
    options.take_seal(blue, OFFICE)
    options.drop_seal(TOWN)
    assert placed(joint) == [b"", blue.read_bytes()]


def test_the_seals_are_kept_with_the_draft(
    joint: PaperEditor, options: OptionsRow, page: CircularsPage, red: Path, blue: Path
) -> None:
    options.take_seal(red, TOWN)
    options.take_seal(blue, OFFICE)
    paper_id = page.view.paper_id
    page.leave_paper()
    page.draft_paper()
    assert placed(joint) == []
    page.open_paper(paper_id)
    assert placed(joint) == [red.read_bytes(), blue.read_bytes()]


def test_the_one_seal_of_a_paper_stays_while_its_name_is_corrected(editor: PaperEditor) -> None:
    editor.take_text(f"关于检查的通知\n各村：\n请办理。\n\n{TOWN}\n2021年4月6日\n")
    manuscript = editor.manuscript()
    options = Options(pictures={"黔江区邻鄂镇人民正府": b"\x89PNG"})
    assert [one.data for one in options.seals(manuscript)] == [b"\x89PNG"]


def test_both_seals_are_in_the_word_file(
    joint: PaperEditor,
    options: OptionsRow,
    page: CircularsPage,
    red: Path,
    blue: Path,
    opened_files: list[Path],
) -> None:
    from zipfile import ZipFile

    options.take_seal(red, TOWN)
    options.take_seal(blue, OFFICE)
    joint.proof.fix_all()
    page.view.next_step()
    with ZipFile(opened_files[0]) as package:
        pictures = [package.read(name) for name in package.namelist() if "media/" in name]
    assert sorted(pictures) == sorted([red.read_bytes(), blue.read_bytes()])
