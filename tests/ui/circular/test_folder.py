"""A folder of circulars put right at one stroke."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from pytestqt.qtbot import QtBot

from fireoffice.ui.circular.page import CircularsPage
from tests.naive_word import save_naively


@pytest.fixture
def folder(tmp_path: Path, sample_text: str) -> Path:
    """Two circulars, one of them in a subfolder, and a file that is none."""
    made = tmp_path / "2021年来文"
    (made / "区里").mkdir(parents=True)
    save_naively(sample_text, made / "意见.docx")
    (made / "区里" / "检查.txt").write_text(
        "关于检查的通知\n各村：\n请指 导办理。\n\n黔江区消防救援支队\n2021年4月6日\n",
        encoding="utf-8",
    )
    (made / "坏.docx").write_bytes(b"PK\x03\x04 nothing else")
    return made


@pytest.fixture
def sorted_out(page: CircularsPage, folder: Path, qtbot: QtBot) -> CircularsPage:
    page.take_files(folder)
    qtbot.waitUntil(page.folder.shown, timeout=60_000)
    return page


def cells(page: CircularsPage) -> dict[str, list[str]]:
    model = page.folder.pane.table.model()
    rows = [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    return {row[0]: row[1:] for row in rows}


def test_each_file_is_listed_with_what_is_wrong_in_it(sorted_out: CircularsPage) -> None:
    found = cells(sorted_out)
    assert set(found) == {"意见.docx", str(Path("区里/检查.txt")), "坏.docx"}
    assert found["意见.docx"][0].endswith("关于印发2021年全镇消防工作意见的通知")
    assert int(found["意见.docx"][1]) > 10
    assert "坏.docx" in found["坏.docx"][4]
    assert sorted_out.folder.pane.words() == "公文3份，规范稿2份；原文件没有动"


def test_the_corrected_papers_and_the_list_lie_in_a_folder_of_their_own(
    sorted_out: CircularsPage, folder: Path
) -> None:
    written = {file.relative_to(folder).as_posix() for file in folder.glob("规范/**/*.*")}
    assert written == {
        "规范/问题清单.xlsx",
        "规范/意见（规范）.docx",
        "规范/区里/检查（规范）.docx",
    }
    with ZipFile(folder / "规范" / "问题清单.xlsx") as book:
        words = book.read("xl/sharedStrings.xml").decode("utf-8")
    assert all(name in words for name in ("意见.docx", "坏.docx", "检查.txt"))


def test_a_second_run_takes_the_same_files_and_leaves_the_old_ones_alone(
    sorted_out: CircularsPage, folder: Path, qtbot: QtBot
) -> None:
    before = {file: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    sorted_out.leave_paper()
    sorted_out.take_files(folder)
    qtbot.waitUntil(sorted_out.folder.shown, timeout=60_000)
    assert len(cells(sorted_out)) == 3
    assert {file: file.read_bytes() for file in before} == before


def test_a_file_of_the_list_opens_as_a_draft(sorted_out: CircularsPage, qtbot: QtBot) -> None:
    table = sorted_out.folder.pane.table
    table.select_place(1)
    name = Path(table.current_id()).name
    table.entered.emit(table.current_id())
    qtbot.waitUntil(lambda: not sorted_out.busy(), timeout=60_000)
    assert sorted_out.editing() is (name != "坏.docx")


def test_the_list_is_opened_on_request(
    sorted_out: CircularsPage, folder: Path, opened_files: list[Path]
) -> None:
    sorted_out.folder.pane.report.click()
    assert opened_files == [folder / "规范" / "问题清单.xlsx"]


def test_an_empty_folder_is_refused_in_words(
    page: CircularsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    empty = tmp_path / "空文件夹"
    empty.mkdir()
    with qtbot.waitSignal(page.failed, timeout=60_000) as failed:
        page.take_files(empty)
    assert failed.args is not None
    assert "空文件夹" in failed.args[0]
    assert not page.folder.shown()
