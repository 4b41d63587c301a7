"""Nothing typed is lost: not by closing, not by a crash."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from fireoffice.core.clock import FixedClock
from fireoffice.docs.manuscript import Line, Manuscript, Role
from fireoffice.docs.paper import Picture
from fireoffice.services.entry import drafts
from fireoffice.services.office import Office
from fireoffice.services.papers import issuing as papers
from fireoffice.services.papers import register as paper_register
from fireoffice.ui.circular import draft_keeper
from fireoffice.ui.circular.editor import PaperEditor
from fireoffice.ui.circular.page import CircularsPage
from tests.pictures import png

TYPED = "关于开展消防检查的通知"

CRASHING = """
import os, sys
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from fireoffice.services.office import Office
from fireoffice.ui.circular.draft_keeper import KEEP_MS
from fireoffice.ui.circular.page import CircularsPage
from fireoffice.ui.theme import theme

app = QApplication([])
theme.apply()
page = CircularsPage(Office.open(Path(sys.argv[1])))
page.draft_paper()
page.view.editor.text.textCursor().insertText(sys.argv[2])
QTest.qWait(KEEP_MS + 500)
os._exit(1)
"""


def test_what_is_typed_is_kept_by_itself_within_seconds(
    editor: PaperEditor, page: CircularsPage, office: Office, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.saved, timeout=10 * draft_keeper.KEEP_MS):
        editor.text.textCursor().insertText(TYPED)
    assert papers.load(office, page.view.paper_id).title == TYPED


def test_a_picture_is_kept_with_the_draft_and_shown_again(
    editor: PaperEditor, page: CircularsPage, office: Office
) -> None:
    photo = Picture(png(30, 20), 3000, 2000)
    lines = (Line(Role.TITLE, TYPED), Line(Role.PICTURE, "〔图片1〕"))
    editor.take(Manuscript(lines=lines, pictures=(photo,)))
    page.view.keeper.keep()
    kept = papers.load(office, page.view.paper_id)
    assert kept.pictures == (photo,)
    editor.load(kept)
    assert editor.typeset is not None
    assert len(editor.typeset.laid.pages[0].pictures) == 1


def test_undoing_what_brought_a_picture_brings_back_the_ones_before(editor: PaperEditor) -> None:
    first, second = Picture(png(30, 20), 3000, 2000), Picture(png(20, 30), 2000, 3000)
    lines = (Line(Role.TITLE, TYPED), Line(Role.PICTURE, "〔图片1〕"))
    editor.take(Manuscript(lines=lines, pictures=(first,)))
    editor.take(Manuscript(lines=lines, pictures=(second,)))
    editor.text.undo()
    assert editor.manuscript().pictures == (first,)


def test_a_draft_is_simply_there_after_the_program_was_killed(
    data_folder: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    crashed = subprocess.run(
        [sys.executable, "-c", CRASHING, str(data_folder), TYPED],
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert crashed.returncode == 1, crashed.stderr.decode("utf-8", "replace")
    with Office.open(data_folder, clock) as office:
        page = CircularsPage(office)
        qtbot.addWidget(page)
        page.activate()
        assert page.list.table.total() == 1
        assert page.editing()
        assert page.view.editor.manuscript().title == TYPED


def test_leaving_enters_the_draft_into_the_register(
    editor: PaperEditor, page: CircularsPage, office: Office
) -> None:
    editor.text.textCursor().insertText(TYPED)
    page.leave_paper()
    rows = paper_register.papers(office)
    assert [row.title for row in rows] == [TYPED]
    assert page.list.table.current_id() == rows[0].id


def test_a_draft_in_which_nothing_was_written_is_forgotten(
    editor: PaperEditor, page: CircularsPage, office: Office
) -> None:
    page.leave_paper()
    assert not paper_register.papers(office)


def test_a_deleted_draft_leaves_the_register(
    editor: PaperEditor, page: CircularsPage, office: Office
) -> None:
    editor.text.textCursor().insertText(TYPED)
    next(one for one in page.view.head.menu.actions() if one.text() == "删除草稿").trigger()
    assert not page.editing()
    assert not paper_register.papers(office)


def test_the_choices_of_a_printing_are_kept_with_the_draft(
    editor: PaperEditor, page: CircularsPage, office: Office
) -> None:
    editor.text.textCursor().insertText(TYPED)
    page.view.options._preprinted.setChecked(True)
    paper_id = page.view.paper_id
    page.leave_paper()
    page.draft_paper()
    assert not page.view.options._preprinted.isChecked()
    page.open_paper(paper_id)
    assert page.view.options._preprinted.isChecked()
    assert drafts.drafts(office, "paper-options/") == (f"paper-options/{paper_id}",)
