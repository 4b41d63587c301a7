"""Files opened, dropped and pasted: read in the background, each a draft, never touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fireoffice.docs.prose.reader import read_text
from fireoffice.docs.style import STANDARD
from fireoffice.services.office import Office
from fireoffice.services.papers import register as paper_register
from fireoffice.services.papers.circular import produce
from fireoffice.ui.circular.origin import kept_origin
from fireoffice.ui.circular.page import CircularsPage

TITLE = "黔江区邻鄂镇人民政府关于印发2021年全镇消防工作意见的通知"


@pytest.fixture
def word_file(tmp_path: Path, sample_text: str) -> Path:
    """The circular of 2021 as a Word file."""
    file = tmp_path / "2021年意见.docx"
    file.write_bytes(produce(read_text(sample_text).manuscript, STANDARD).data)
    return file


def opened(qtbot: QtBot, page: CircularsPage, *files: Path) -> None:
    """Open `files` and wait until they have been read."""
    page.take_files(*files)
    qtbot.waitUntil(lambda: not page.busy(), timeout=60_000)


def naming(*files: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return data


def drop(target: QWidget, data: QMimeData) -> bool:
    """Drag `data` over `target` and let go; tell whether it was taken."""
    copy, left, free = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    entering = QDragEnterEvent(QPoint(5, 5), copy, data, left, free)
    QApplication.sendEvent(target, entering)
    if not entering.isAccepted():
        return False
    QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), copy, data, left, free))
    return True


def test_a_word_file_becomes_a_draft_and_is_not_touched(
    page: CircularsPage, word_file: Path, office: Office, qtbot: QtBot
) -> None:
    before = word_file.read_bytes(), word_file.stat().st_mtime_ns
    opened(qtbot, page, word_file)
    manuscript = page.view.editor.manuscript()
    assert manuscript.title == TITLE
    assert manuscript.fields.number == "邻鄂府发〔2021〕38号"
    assert (word_file.read_bytes(), word_file.stat().st_mtime_ns) == before
    assert kept_origin(office, page.view.paper_id).file == word_file
    page.leave_paper()
    assert page.list.table.total() == 1


@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_a_text_file_becomes_a_draft_of_its_own(
    page: CircularsPage, tmp_path: Path, sample_text: str, suffix: str, qtbot: QtBot
) -> None:
    file = tmp_path / f"意见{suffix}"
    file.write_text(sample_text, encoding="utf-8")
    opened(qtbot, page, file)
    assert page.view.editor.manuscript().title == TITLE
    page.leave_paper()
    assert page.list.table.total() == 1


def test_a_paper_that_is_open_is_left_as_it_is(
    page: CircularsPage, word_file: Path, office: Office, qtbot: QtBot
) -> None:
    page.draft_paper()
    page.view.editor.text.textCursor().insertText("关于乙事的通知")
    opened(qtbot, page, word_file)
    assert {row.title for row in paper_register.papers(office)} == {TITLE, "关于乙事的通知"}


def test_an_empty_draft_that_is_open_takes_the_file_in(
    page: CircularsPage, word_file: Path, office: Office, qtbot: QtBot
) -> None:
    page.draft_paper()
    opened(qtbot, page, word_file)
    page.settle()
    assert [row.title for row in paper_register.papers(office)] == [TITLE]
    assert kept_origin(office, page.view.paper_id).file == word_file


def test_reading_does_not_hold_the_window_up(
    page: CircularsPage, word_file: Path, qtbot: QtBot
) -> None:
    page.take_files(word_file)
    assert page.busy()
    assert not page.editing()
    qtbot.waitUntil(page.editing, timeout=60_000)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("空.docx", b"", "空.docx"),
        ("坏.docx", b"PK\x03\x04 and nothing else", "坏.docx"),
        ("图.docx", b"\x89PNG\r\n", "图.docx"),
        ("空.txt", b"", "空.txt"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(
    page: CircularsPage, tmp_path: Path, qtbot: QtBot, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with qtbot.waitSignal(page.failed, timeout=60_000) as failed:
        page.take_files(tmp_path / name)
    assert failed.args is not None
    assert said in failed.args[0]
    assert failed.args[0].endswith("。")
    assert not page.editing()


def test_a_file_that_is_gone_is_refused_in_words(
    page: CircularsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.failed, timeout=60_000) as failed:
        page.take_files(tmp_path / "没有.docx")
    assert failed.args is not None
    assert "没有.docx" in failed.args[0]


def test_a_file_may_be_dropped_on_the_register(
    page: CircularsPage, word_file: Path, qtbot: QtBot
) -> None:
    assert drop(page, naming(word_file))
    qtbot.waitUntil(page.editing, timeout=60_000)
    assert page.view.editor.manuscript().title == TITLE


def test_the_text_leaves_dropped_files_to_the_page(page: CircularsPage, word_file: Path) -> None:
    page.draft_paper()
    text = page.view.editor.text
    assert not text.canInsertFromMimeData(naming(word_file))
    words = QMimeData()
    words.setText("一句话")
    assert text.canInsertFromMimeData(words)
    assert not drop(page, words)


def test_a_copied_file_may_be_pasted_into_the_text(
    page: CircularsPage, word_file: Path, qtbot: QtBot
) -> None:
    page.draft_paper()
    page.view.editor.text.insertFromMimeData(naming(word_file))
    qtbot.waitUntil(lambda: not page.busy(), timeout=60_000)
    assert page.view.editor.manuscript().title == TITLE


def test_several_files_become_as_many_drafts(
    page: CircularsPage, word_file: Path, tmp_path: Path, office: Office, qtbot: QtBot
) -> None:
    other = tmp_path / "另一份.txt"
    other.write_text("关于乙事的通知\n各村：\n请办理。\n", encoding="utf-8")
    assert drop(page, naming(word_file, other))
    qtbot.waitUntil(lambda: not page.busy(), timeout=60_000)
    page.settle()
    assert {row.title for row in paper_register.papers(office)} == {TITLE, "关于乙事的通知"}
