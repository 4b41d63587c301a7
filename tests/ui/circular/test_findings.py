"""What is said below the text while it is written, and what a press on it does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from fireoffice.docs.lint import lint_manuscript
from fireoffice.docs.manuscript import Line, Manuscript, Role
from fireoffice.docs.prose.source import Mend
from fireoffice.ui.circular.editor import PaperEditor
from fireoffice.ui.circular.findings import Finding, fix_area
from fireoffice.ui.circular.page import CircularsPage

DATED = "\n\n黔江区邻鄂镇人民政府\n2021年4月6日\n"


@pytest.fixture
def faulty(editor: PaperEditor) -> PaperEditor:
    """A short paper with two faults that have to be put right."""
    editor.take_text(f"关于检查的通知\n各村（居）委：\n请于4月底前完成检查以及、整改。{DATED}")
    editor.settle()
    type_at_end(editor, 2, "并指 导村级。")
    return editor


@pytest.fixture
def pasted(editor: PaperEditor, sample_text: str) -> PaperEditor:
    """The editor after the whole circular was pasted into it."""
    editor.take_text(sample_text)
    editor.settle()
    return editor


def type_at_end(editor: PaperEditor, number: int, text: str) -> None:
    """Type `text` at the end of line `number`."""
    editor.text.put_cursor(number, 10_000)
    editor.text.textCursor().insertText(text)
    editor.settle()


def rows(editor: PaperEditor, word: str) -> list[Finding]:
    return [one for one in editor.findings.findings() if one.word == word]


def saying(editor: PaperEditor, text: str) -> Finding:
    return next(one for one in editor.findings.findings() if text in one.sentence + one.fix)


def body(editor: PaperEditor) -> str:
    return editor.text.content.line(2).text


def test_the_head_counts_and_says_what_the_button_will_become(faulty: PaperEditor) -> None:
    must = len(rows(faulty, "必改"))
    assert must == 2
    assert faulty.findings.title().startswith("问题")
    assert faulty.findings.note().startswith(f"必改{must}")
    assert "改完必改项，按钮变成“一键成文”" in faulty.findings.note()


def test_a_row_tells_what_is_ruled_from_what_is_usual(faulty: PaperEditor) -> None:
    type_at_end(faulty, 0, "。")
    type_at_end(faulty, 2, "按邻鄂府发[2021]3号办理。")
    shown = faulty.findings.findChild(QListView)
    assert isinstance(shown, QListView)
    model = shown.model()
    bases: dict[str, str] = {}
    for row in range(model.rowCount()):
        sentence, _, basis = str(model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole)).partition(
            "\n"
        )
        bases[sentence.rpartition("：")[2]] = basis
    assert bases["标题末尾不用标点"] == "通常做法（标题的写法）"
    assert bases["发文字号的年份应当用六角括号〔〕"] == "GB/T 9704—2012 第7.2.5条规定"


def test_the_next_step_leads_to_the_first_error_until_none_is_left(
    faulty: PaperEditor, page: CircularsPage
) -> None:
    assert page.view.next_words() == "先改必改2处"
    faulty.text.put_cursor(0, 0)
    page.view.next_step()
    first = rows(faulty, "必改")[0]
    cursor = faulty.text.textCursor()
    assert (cursor.blockNumber(), cursor.positionInBlock()) == (first.line, first.begin)
    faulty.proof.fix_all()
    assert page.view.head.next.text() == "一键成文"


def test_what_is_typed_is_judged_once_the_writer_pauses(faulty: PaperEditor, qtbot: QtBot) -> None:
    faulty.proof.fix_all()
    faulty.settle()
    faulty.text.put_cursor(2, 10_000)
    faulty.text.textCursor().insertText("要检查、，记录。")
    assert not rows(faulty, "必改")
    qtbot.waitUntil(lambda: bool(rows(faulty, "必改")))


def test_a_finding_says_its_paragraph_and_its_fix(faulty: PaperEditor) -> None:
    comma = saying(faulty, "以及")
    assert (comma.place, comma.line) == ("第3段", 2)
    assert comma.fix.startswith("改为：")
    assert faulty.text.content.line(2).text[comma.begin : comma.end] == "以及、"


def test_the_faulty_characters_are_underlined_in_the_text(faulty: PaperEditor) -> None:
    marked = [one.cursor.selectedText() for one in faulty.text.extraSelections()]  # type: ignore[attr-defined]
    assert "以及、" in marked
    assert any(" " in text for text in marked)
    faulty.proof.fix_all()
    assert faulty.text.extraSelections() == []


def test_the_marks_move_with_the_text(faulty: PaperEditor) -> None:
    cursor = faulty.text.textCursor()
    cursor.setPosition(faulty.text.content.findBlockByNumber(2).position())
    cursor.insertText("近期，")
    marked = [one.cursor.selectedText() for one in faulty.text.extraSelections()]  # type: ignore[attr-defined]
    assert "以及、" in marked


def test_a_click_on_the_blue_word_puts_one_right_and_undo_brings_it_back(
    faulty: PaperEditor,
) -> None:
    before = body(faulty)
    view = faulty.findings.list_view()
    assert isinstance(view, QListView)
    comma = saying(faulty, "以及")
    row = faulty.findings.findings().index(comma)
    place = fix_area(view.visualRect(view.model().index(row, 0)), comma).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert "以及整改" in body(faulty)
    assert "指 导" in body(faulty)
    assert len(rows(faulty, "必改")) == 1
    faulty.text.undo()
    faulty.settle()
    assert body(faulty) == before
    assert len(rows(faulty, "必改")) == 2


def test_all_at_once_is_one_step_for_undo(faulty: PaperEditor) -> None:
    before = faulty.manuscript()
    faulty.findings.all_pressed.emit()
    assert body(faulty) == "请于4月底前完成检查以及整改。并指导村级。"
    faulty.text.undo()
    assert faulty.manuscript() == before


def test_undo_of_a_fix_keeps_what_was_typed_before_and_a_redo_repeats_it(
    faulty: PaperEditor,
) -> None:
    faulty.proof.fix_all()
    fixed = faulty.manuscript()
    faulty.text.undo()
    faulty.text.redo()
    assert faulty.manuscript() == fixed
    faulty.text.undo()
    faulty.text.undo()
    assert body(faulty) == "请于4月底前完成检查以及、整改。"


def test_a_field_that_a_fix_changed_goes_back_with_undo(faulty: PaperEditor) -> None:
    faulty.fields.cells["发文字号"].editor.setText("邻鄂府发[2021]第08号")
    faulty.fields.cells["发文字号"].editor.committed.emit()
    faulty.settle()
    faulty.proof.fix_all()
    assert faulty.manuscript().fields.number == "邻鄂府发〔2021〕8号"
    faulty.text.undo()
    assert faulty.manuscript().fields.number == "邻鄂府发[2021]第08号"


def test_a_hint_is_let_stand_with_one_press_and_stays_away(
    faulty: PaperEditor, page: CircularsPage
) -> None:
    hint = next(one for one in faulty.findings.findings() if one.fix == "不用改")
    faulty.findings.fix_pressed.emit(hint)
    assert hint.sentence not in [one.sentence for one in faulty.findings.findings()]
    paper_id = page.view.paper_id
    page.leave_paper()
    page.open_paper(paper_id)
    assert hint.sentence not in [one.sentence for one in faulty.findings.findings()]


def test_letting_stand_can_be_undone(faulty: PaperEditor) -> None:
    hint = next(one for one in faulty.findings.findings() if one.fix == "不用改")
    faulty.findings.fix_pressed.emit(hint)
    faulty.text.undo()
    faulty.settle()
    assert hint.sentence in [one.sentence for one in faulty.findings.findings()]


def test_an_error_that_is_let_stand_does_not_hold_the_paper_up_nor_is_it_fixed_with_the_rest(
    faulty: PaperEditor, page: CircularsPage
) -> None:
    faulty.findings.waived.emit(saying(faulty, "以及"))
    assert page.view.next_words() == "先改必改1处"
    faulty.proof.fix_all()
    assert body(faulty) == "请于4月底前完成检查以及、整改。并指导村级。"
    assert page.view.next_words() == "一键成文"


def test_f7_goes_from_one_open_question_to_the_next_and_round(
    pasted: PaperEditor, page: CircularsPage, qtbot: QtBot
) -> None:
    chosen: list[Finding] = []
    pasted.findings.chosen.connect(chosen.append)
    open_ = pasted.proof.open_findings()
    pasted.text.setFocus()
    for _ in range(len(open_) + 1):
        qtbot.keyClick(pasted, Qt.Key.Key_F7)
    assert chosen == [*open_, open_[0]]


def test_enter_on_a_finding_jumps_to_its_place(pasted: PaperEditor) -> None:
    first = pasted.findings.findings()[0]
    pasted.findings.choose(first)
    pasted.text.put_cursor(0, 0)
    QTest.keyClick(pasted.findings.list_view(), Qt.Key.Key_Return)
    cursor = pasted.text.textCursor()
    assert (cursor.blockNumber(), cursor.positionInBlock()) == (first.line, first.begin)


def test_a_finding_about_a_field_leads_to_the_field(pasted: PaperEditor) -> None:
    pasted.findings.chosen.emit(saying(pasted, "抄送机关"))
    assert pasted.fields.cells["抄送"].editor.hasFocus()


def test_what_was_mended_is_listed_and_each_can_be_taken_back(pasted: PaperEditor) -> None:
    spaced = saying(pasted, "恢复“指 导”")
    assert spaced.word == "已改"
    pasted.findings.fix_pressed.emit(spaced)
    assert "思想为指 导" in pasted.text.content.line(spaced.line or 0).text
    assert "指 导" in saying(pasted, "空格").sentence
    pasted.text.undo()
    pasted.settle()
    assert "思想为指导" in pasted.text.content.line(spaced.line or 0).text
    assert saying(pasted, "恢复“指 导”")


def test_all_mends_can_be_taken_back_where_nothing_is_left_to_put_right(
    pasted: PaperEditor,
) -> None:
    pasted.proof.fix_all()
    pasted.proof.fix_all()
    assert "指 导" in pasted.text.toPlainText()
    assert "党 100" in pasted.text.toPlainText()
    assert not [one for one in rows(pasted, "已改") if one.fix]


def test_what_was_mended_is_still_listed_when_the_draft_is_opened_again(
    pasted: PaperEditor, page: CircularsPage
) -> None:
    mended = rows(pasted, "已改")
    paper_id = page.view.paper_id
    page.leave_paper()
    page.open_paper(paper_id)
    assert rows(pasted, "已改") == mended


def test_the_strip_says_what_the_rules_say(faulty: PaperEditor) -> None:
    found = lint_manuscript(faulty.manuscript())
    assert len(faulty.proof.open_findings()) == len(found)


def test_an_issued_paper_has_no_open_questions(faulty: PaperEditor, page: CircularsPage) -> None:
    faulty.proof.fix_all()
    page.view.next_step()
    assert faulty.text.isReadOnly()
    assert not faulty.proof.open_findings()


def test_what_a_file_holds_and_its_paper_does_not_is_asked_about(editor: PaperEditor) -> None:
    lines = (Line(Role.TITLE, "关于检查的通知"), Line(Role.TEXT, "请遵照执行。"))
    mend = Mend(0, "EMF 图片", "", "图片没有读入", "left-out")
    editor.take(Manuscript(lines=lines), (mend,))
    editor.settle()
    (row,) = [one for one in editor.findings.findings() if "图片没有读入" in one.sentence]
    assert (row.word, row.fix) == ("建议", "不用改")
