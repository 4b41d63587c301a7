"""The text: roles recognised while typing, levels, undo, paste."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fireoffice.docs.manuscript import Line, Role
from fireoffice.ui.circular.text_edit import ManuscriptEdit

CIRCULAR = (
    "关于开展冬季消防检查的通知",
    "各村（居）委：",
    "经研究，决定开展冬季消防检查。",
    "一、检查内容",
    "1.消防通道。",
    "2.电气线路。",
    "二、工作要求",
    "3.及时上报。",
)


def type_lines(edit: ManuscriptEdit, *texts: str) -> None:
    """Type `texts` as an input method does: a whole phrase at a time, Enter between two."""
    for number, text in enumerate(texts):
        if number:
            QTest.keyClick(edit, Qt.Key.Key_Return)
        edit.textCursor().insertText(text)


def roles(edit: ManuscriptEdit) -> list[Role]:
    return [line.role for line in edit.content.lines()]


def texts(edit: ManuscriptEdit) -> list[str]:
    return [line.text for line in edit.content.lines()]


def paste(edit: ManuscriptEdit, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    edit.insertFromMimeData(data)


def test_roles_are_recognised_while_typing(edit: ManuscriptEdit) -> None:
    type_lines(edit, *CIRCULAR)
    assert roles(edit) == [
        Role.TITLE,
        Role.RECIPIENTS,
        Role.TEXT,
        Role.FIRST,
        Role.THIRD,
        Role.THIRD,
        Role.FIRST,
        Role.THIRD,
    ]


def test_recipients_are_known_before_their_colon_and_with_it(edit: ManuscriptEdit) -> None:
    type_lines(edit, CIRCULAR[0], "各村（居）委", "经研究，决定开展检查")
    assert roles(edit) == [Role.TITLE, Role.RECIPIENTS, Role.TEXT]
    edit.put_cursor(1, 99)
    edit.textCursor().insertText("：")
    assert roles(edit) == [Role.TITLE, Role.RECIPIENTS, Role.TEXT]


def test_what_stands_below_is_judged_anew_when_the_line_above_changes(
    edit: ManuscriptEdit,
) -> None:
    type_lines(edit, "消防宣传月", "各村（居）委", "经研究决定开展检查", "一、检查内容")
    assert roles(edit) == [Role.TITLE, Role.TITLE, Role.TITLE, Role.FIRST]
    edit.put_cursor(1, 99)
    edit.textCursor().insertText("：")
    assert roles(edit) == [Role.TITLE, Role.RECIPIENTS, Role.TEXT, Role.FIRST]


def test_what_was_given_by_hand_below_stays(edit: ManuscriptEdit) -> None:
    type_lines(edit, "消防宣传月", "各村（居）委", "经研究决定开展检查")
    edit.set_role(2, Role.NOTE)
    edit.put_cursor(1, 99)
    edit.textCursor().insertText("：")
    assert roles(edit) == [Role.TITLE, Role.RECIPIENTS, Role.NOTE]


def test_a_title_is_centred_and_a_signature_stands_on_the_right(edit: ManuscriptEdit) -> None:
    edit.content.set_lines((Line(Role.TITLE, "标题"), Line(Role.SIGNATURE, "某某人民政府")))
    title, signature = (edit.document().findBlockByNumber(number) for number in (0, 1))
    assert title.blockFormat().alignment() == Qt.AlignmentFlag.AlignHCenter
    assert signature.blockFormat().alignment() == Qt.AlignmentFlag.AlignRight


def test_tab_makes_a_paragraph_deeper_and_renumbers_what_follows(edit: ManuscriptEdit) -> None:
    type_lines(edit, *CIRCULAR)
    edit.put_cursor(4, 3)
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert roles(edit)[4] is Role.FOURTH
    assert texts(edit)[4:] == ["（1）消防通道。", "1.电气线路。", "二、工作要求", "2.及时上报。"]


def test_shift_tab_takes_it_back(edit: ManuscriptEdit) -> None:
    type_lines(edit, *CIRCULAR)
    edit.put_cursor(4, 3)
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    QTest.keyClick(edit, Qt.Key.Key_Backtab)
    assert tuple(texts(edit)) == CIRCULAR


def test_one_undo_takes_back_a_change_of_level_with_its_renumbering(edit: ManuscriptEdit) -> None:
    type_lines(edit, *CIRCULAR)
    before = edit.content.lines()
    edit.put_cursor(4, 0)
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert edit.content.lines() == before


def test_undo_takes_the_recognised_role_back_with_the_typing(edit: ManuscriptEdit) -> None:
    type_lines(edit, CIRCULAR[0], CIRCULAR[1], "")
    before = edit.content.lines()
    edit.textCursor().insertText("一、检查内容")
    assert roles(edit)[2] is Role.FIRST
    QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert edit.content.lines() == before


@pytest.mark.parametrize("steps", [1, 3, 8])
def test_redo_brings_back_exactly_what_undo_took(edit: ManuscriptEdit, steps: int) -> None:
    type_lines(edit, *CIRCULAR)
    before = edit.content.lines()
    for _ in range(steps):
        QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert edit.content.lines() != before
    for _ in range(steps):
        QTest.keyClick(edit, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert edit.content.lines() == before


def test_ctrl_1_makes_a_heading_plain_text(edit: ManuscriptEdit) -> None:
    type_lines(edit, *CIRCULAR)
    edit.put_cursor(3, 0)
    QTest.keyClick(edit, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert edit.content.lines()[3] == Line(Role.TEXT, "检查内容")
    assert texts(edit)[6] == "一、工作要求"


def test_a_role_given_by_hand_survives_further_typing(edit: ManuscriptEdit) -> None:
    type_lines(edit, CIRCULAR[0], CIRCULAR[1], "本通知自印发之日起施行")
    edit.set_role(2, Role.NOTE)
    edit.put_cursor(2, 99)
    edit.textCursor().insertText("，请遵照执行")
    assert roles(edit)[2] is Role.NOTE


def test_the_gutter_offers_every_role_and_marks_the_present_one(edit: ManuscriptEdit) -> None:
    type_lines(edit, *CIRCULAR)
    menu = edit.role_menu(3)
    assert [action.text() for action in menu.actions()] == [role.value for role in Role]
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["一级"]
    next(action for action in menu.actions() if action.text() == "落款").trigger()
    assert roles(edit)[3] is Role.SIGNATURE


def test_a_whole_paper_pasted_into_the_empty_text_is_handed_on(
    edit: ManuscriptEdit, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(edit.paper_pasted) as pasted:
        paste(edit, "\r\n".join(CIRCULAR))
    assert pasted.args == ["\n".join(CIRCULAR)]
    assert edit.content.is_blank()


def test_a_pasted_paragraph_is_recognised_line_by_line(edit: ManuscriptEdit) -> None:
    type_lines(edit, *CIRCULAR[:3], "")
    paste(edit, "一、检查内容\n1.消防通道。")
    assert roles(edit)[3:] == [Role.FIRST, Role.THIRD]


def test_a_pasted_cell_with_a_line_break_stays_in_its_row(edit: ManuscriptEdit) -> None:
    type_lines(edit, *CIRCULAR[:3], "")
    paste(edit, '序号\t问题\r\n1\t"灭火器失效\n通道堵塞"\r\n')
    assert edit.content.lines()[3:] == (
        Line(Role.TABLE, "序号\t问题"),
        Line(Role.TABLE, "1\t灭火器失效⏎通道堵塞"),
    )


def test_pasted_text_brings_no_fonts_and_colours_along(edit: ManuscriptEdit) -> None:
    data = QMimeData()
    data.setHtml("<b style='color:red'>紧急</b>通知")
    data.setText("紧急通知")
    edit.insertFromMimeData(data)
    assert texts(edit) == ["紧急通知"]
    assert "color" not in edit.document().toHtml().partition("<body")[2].partition(">")[2]


def test_a_locked_text_takes_neither_keys_nor_roles(edit: ManuscriptEdit) -> None:
    type_lines(edit, *CIRCULAR)
    edit.setReadOnly(True)
    edit.put_cursor(4, 0)
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    edit.set_role(4, Role.TITLE)
    edit.make_text()
    assert tuple(texts(edit)) == CIRCULAR
    assert roles(edit)[4] is Role.THIRD


@pytest.mark.parametrize("written", ["", "已经写的一段"])
def test_a_paste_longer_than_any_paper_is_refused_in_a_sentence_before_it_is_inserted(
    edit: ManuscriptEdit, qtbot: QtBot, written: str
) -> None:
    type_lines(edit, written)
    with qtbot.waitSignal(edit.refused) as refused, qtbot.assertNotEmitted(edit.paper_pasted):
        paste(edit, "1.各村要落实消防安全责任。\n" * 300_000)
    assert "300,001行" in refused.args[0]
    assert edit.toPlainText() == written
