"""一键规范: the paper put right, the old file left alone, both shown side by side."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fireoffice.docs.lint import Severity, lint
from fireoffice.docs.word import read_document
from fireoffice.services.office import Office
from fireoffice.ui.circular.comparison import ComparisonPane
from fireoffice.ui.circular.findings import DONE, Finding
from fireoffice.ui.circular.origin import kept_origin
from fireoffice.ui.circular.page import CircularsPage
from tests.naive_word import save_naively


@pytest.fixture
def old_file(tmp_path: Path, sample_text: str) -> Path:
    """The circular of 2021 in Word's default template, in a folder of its own."""
    folder = tmp_path / "收到的文件"
    folder.mkdir()
    return save_naively(sample_text, folder / "2021年意见.docx")


@pytest.fixture
def opened(page: CircularsPage, old_file: Path, qtbot: QtBot) -> CircularsPage:
    """The tab with `old_file` read into a draft."""
    page.take_files(old_file)
    rest(page, qtbot)
    return page


@pytest.fixture
def corrected(opened: CircularsPage, qtbot: QtBot) -> ComparisonPane:
    """What is shown after 一键规范."""
    opened.view.head.correct.click()
    rest(opened, qtbot)
    return opened.view.correcting.pane


def rest(page: CircularsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.busy(), timeout=60_000)


def rows(pane: ComparisonPane) -> tuple[Finding, ...]:
    return pane.changes.findings()


def deep(pane: ComparisonPane) -> str:
    """The words that are marked most deeply on the left."""
    mark = pane.original.extraSelections()[-1]
    cursor = mark.cursor  # type: ignore[attr-defined]
    return cursor.selectedText()


def test_only_a_draft_that_was_read_from_a_file_is_offered_it(
    opened: CircularsPage,
) -> None:
    assert opened.view.head.correct.isVisible()
    opened.leave_paper()
    opened.draft_paper()
    assert not opened.view.head.correct.isVisible()


def test_the_new_file_lies_beside_the_old_one_which_stays_as_it_was(
    opened: CircularsPage, old_file: Path, office: Office, qtbot: QtBot
) -> None:
    before = old_file.read_bytes()
    opened.view.correct()
    rest(opened, qtbot)
    new = old_file.with_name("2021年意见（规范）.docx")
    assert old_file.read_bytes() == before
    assert set(old_file.parent.iterdir()) == {old_file, new}
    assert kept_origin(office, opened.view.paper_id).result == new


def test_the_new_file_has_no_error_left(corrected: ComparisonPane, old_file: Path) -> None:
    reading = read_document(old_file.with_name("2021年意见（规范）.docx"))
    assert lint(reading).count(Severity.ERROR) == 0
    assert lint(read_document(old_file)).count(Severity.ERROR) > 10


def test_doing_it_twice_gives_no_second_file(
    corrected: ComparisonPane, opened: CircularsPage, old_file: Path, qtbot: QtBot
) -> None:
    files = set(old_file.parent.iterdir())
    opened.view.correct()
    rest(opened, qtbot)
    assert set(old_file.parent.iterdir()) == files


def test_a_file_of_that_name_which_says_something_else_is_left_alone(
    opened: CircularsPage, old_file: Path, qtbot: QtBot
) -> None:
    other = old_file.with_name("2021年意见（规范）.docx")
    other.write_bytes(b"something else")
    opened.view.correct()
    rest(opened, qtbot)
    assert other.read_bytes() == b"something else"
    assert old_file.with_name("2021年意见2（规范）.docx").exists()


def test_the_draft_itself_is_put_right_and_undo_brings_it_back(
    opened: CircularsPage, qtbot: QtBot
) -> None:
    assert opened.view.next_words() == "先改必改1处"
    before = opened.view.editor.manuscript()
    opened.view.correct()
    rest(opened, qtbot)
    assert opened.view.next_words() == "一键成文"
    opened.view.correcting.leave()
    opened.view.editor.text.undo()
    assert opened.view.editor.manuscript() == before


def test_every_change_is_listed_words_before_looks(corrected: ComparisonPane) -> None:
    said = [row.sentence for row in rows(corrected)]
    assert all(row.word == DONE for row in rows(corrected))
    bracket = next(i for i, one in enumerate(said) if "“邻鄂府发〔2021〕38号”" in one)
    comma = next(i for i, one in enumerate(said) if "以及" in one)
    margin = next(i for i, one in enumerate(said) if "天头" in one)
    assert bracket < comma < margin
    assert f"改正{len(said)}处" in corrected.words()
    assert "原文件没有动" in corrected.words()


def test_a_row_leads_to_the_place_on_both_sides(corrected: ComparisonPane) -> None:
    comma = next(row for row in rows(corrected) if "以及" in row.sentence)
    corrected.changes.choose(comma)
    assert "以及、" in deep(corrected)
    assert corrected.preview.view.current == 3


def test_the_faults_are_marked_in_the_original(corrected: ComparisonPane) -> None:
    marked = [
        one.cursor.selectedText()  # type: ignore[attr-defined]
        for one in corrected.original.extraSelections()
    ]
    assert "指 导" in marked
    assert "[bookmark: _GoBack]" in marked
    assert "（8个空行）" in corrected.original.toPlainText()


def test_what_the_writer_took_back_is_not_listed(opened: CircularsPage, qtbot: QtBot) -> None:
    editor = opened.view.editor
    blank = next(one for one in editor.findings.findings() if one.fix == "恢复“指 导”")
    editor.findings.fix_pressed.emit(blank)
    opened.view.correcting.compare()
    rest(opened, qtbot)
    pane = opened.view.correcting.pane
    assert not [row for row in rows(pane) if row.word == DONE and "指 导" in row.sentence]
    assert [row for row in rows(pane) if "100" in row.sentence]


def test_comparing_writes_nothing(opened: CircularsPage, old_file: Path, qtbot: QtBot) -> None:
    opened.view.correcting.compare()
    rest(opened, qtbot)
    assert opened.view.correcting.shown()
    assert not opened.view.correcting.pane.open.isVisible()
    assert list(old_file.parent.iterdir()) == [old_file]


def test_a_file_that_was_written_before_is_offered_again(
    corrected: ComparisonPane, opened: CircularsPage, qtbot: QtBot
) -> None:
    opened.view.correcting.leave()
    opened.view.correcting.compare()
    rest(opened, qtbot)
    assert corrected.open.isVisible()
    assert "2021年意见（规范）.docx" in corrected.words()


def test_the_new_file_is_opened_on_request(
    corrected: ComparisonPane, old_file: Path, opened_files: list[Path]
) -> None:
    corrected.open.click()
    assert opened_files == [old_file.with_name("2021年意见（规范）.docx")]


def test_escape_leads_back_to_the_editor(
    corrected: ComparisonPane, opened: CircularsPage, qtbot: QtBot
) -> None:
    qtbot.keyClick(corrected, Qt.Key.Key_Escape)
    assert not opened.view.correcting.shown()
    assert opened.editing()


def test_f7_walks_through_the_changes(
    corrected: ComparisonPane, opened: CircularsPage, qtbot: QtBot
) -> None:
    chosen: list[Finding] = []
    corrected.changes.chosen.connect(chosen.append)
    qtbot.keyClick(corrected, Qt.Key.Key_F7)
    qtbot.keyClick(corrected, Qt.Key.Key_F7)
    assert chosen == list(rows(corrected)[:2])


def test_a_file_that_has_gone_is_said_in_words_and_the_draft_stays(
    opened: CircularsPage, old_file: Path, qtbot: QtBot
) -> None:
    old_file.unlink()
    with qtbot.waitSignal(opened.failed, timeout=60_000) as failed:
        opened.view.correct()
    assert failed.args is not None
    assert old_file.name in failed.args[0]
    assert not opened.view.correcting.shown()
    assert opened.view.next_words() == "一键成文"


def test_leaving_before_it_is_done_shows_nothing_later(opened: CircularsPage, qtbot: QtBot) -> None:
    opened.view.correct()
    opened.leave_paper()
    rest(opened, qtbot)
    assert not opened.editing()
    assert not opened.view.correcting.shown()


def test_a_paper_opened_in_the_meantime_knows_nothing_of_the_new_file(
    opened: CircularsPage, old_file: Path, office: Office, qtbot: QtBot
) -> None:
    corrected = opened.view.paper_id
    opened.view.correct()
    opened.leave_paper()
    opened.draft_paper()
    rest(opened, qtbot)
    assert kept_origin(office, corrected).result == old_file.with_name("2021年意见（规范）.docx")
    assert kept_origin(office, opened.view.paper_id).result is None
    assert not opened.view.correcting.shown()
