"""Text, fields, findings and preview of one paper, as one thing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fireoffice.docs.manuscript import Role
from fireoffice.ui.circular.editor import PaperEditor
from fireoffice.ui.circular.page import CircularsPage


@pytest.fixture
def pasted(editor: PaperEditor, sample_text: str) -> PaperEditor:
    """The editor after the whole circular was pasted into it."""
    editor.take_text(sample_text)
    editor.settle()
    return editor


def line_with(editor: PaperEditor, text: str) -> int:
    return next(at for at, line in enumerate(editor.text.content.lines()) if text in line.text)


def fill(editor: PaperEditor, name: str, text: str) -> None:
    """Type `text` into the field `name` and leave it."""
    field = editor.fields.cells[name].editor
    field.setFocus()
    field.selectAll()  # type: ignore[union-attr]
    field.insert(text)  # type: ignore[union-attr]
    QTest.keyClick(field, Qt.Key.Key_Return)
    editor.settle()


def test_a_pasted_circular_is_read_into_fields_and_lines(pasted: PaperEditor) -> None:
    manuscript = pasted.manuscript()
    assert manuscript.title == "黔江区邻鄂镇人民政府关于印发2021年全镇消防工作意见的通知"
    assert manuscript.fields.number == "邻鄂府发〔2021〕38号"
    assert manuscript.dated == date(2021, 4, 1)
    cells = pasted.fields.cells
    assert cells["发文字号"].text() == "邻鄂府发〔2021〕38号"
    assert cells["主送机关"].text() == "各村（居）委、镇级各部门，有关单位"
    assert cells["成文日期"].text() == "2021年4月1日"
    assert cells["文种"].text() == "通知（印发）"


def test_a_body_pasted_below_a_typed_title_is_read_with_it(editor: PaperEditor) -> None:
    editor.text.textCursor().insertText("关于开展检查的通知")
    data = QMimeData()
    data.setText("好的，以下是正文：\n各村：\u2028**请执行**。\n邻鄂镇人民政府\n2025年6月1日")
    editor.text.insertFromMimeData(data)
    editor.settle()
    assert [(line.role, line.text) for line in editor.manuscript().lines] == [
        (Role.TITLE, "关于开展检查的通知"),
        (Role.RECIPIENTS, "各村："),
        (Role.TEXT, "请执行。"),
        (Role.SIGNATURE, "邻鄂镇人民政府"),
        (Role.DATE, "2025年6月1日"),
    ]


def test_minutes_show_who_was_there_and_take_others(editor: PaperEditor) -> None:
    editor.take_text(
        "邻鄂镇消防安全委员会会议纪要\n〔2025〕第3期\n会议议定：\n一、整治。\n出席：张某、李某\n列席：孙某\n"
        "邻鄂镇消防安全委员会办公室\n2025年5月11日"
    )
    editor.settle()
    cells = editor.fields.cells
    assert [cells[name].text() for name in ("出席", "列席", "请假", "发文字号")] == [
        *("张某、李某", "孙某", "", "〔2025〕第3期")
    ]
    assert not cells["出席"].isHidden()
    fill(editor, "请假", "赵某")
    fill(editor, "列席", "")
    assert editor.manuscript().fields.attendance == (("出席", "张某、李某"), ("请假", "赵某"))


def test_undoing_the_paste_leaves_an_empty_text_without_findings(pasted: PaperEditor) -> None:
    pasted.text.undo()
    pasted.settle()
    assert pasted.text.content.is_blank()
    assert not pasted.findings.findings()
    assert pasted.manuscript().fields.number == ""


def test_text_that_cannot_be_read_is_refused_in_words(editor: PaperEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.refused) as refused:
        editor.take_text("\n \n\n")
    assert refused.args is not None
    assert "没有文字" in refused.args[0]


def test_the_pages_follow_the_text(pasted: PaperEditor) -> None:
    before = pasted.preview.page_words()
    pasted.text.put_cursor(9, 0)
    for _ in range(40):
        pasted.text.textCursor().insertText("消防安全责任落实到每一个网格、每一个院落。")
    pasted.settle()
    assert before == "第1页，共5页"
    assert pasted.preview.page_words().endswith("共6页")
    assert pasted.counts().startswith("全文6页")


def test_a_click_in_the_preview_leads_to_the_character(pasted: PaperEditor) -> None:
    line = line_with(pasted, "经镇政府同意")
    place = pasted.preview.view.place_of("body/0", 8)
    assert place is not None
    pasted.text.put_cursor(0, 0)
    QTest.mouseClick(
        pasted.preview.view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=place + QPoint(1, 0),
    )
    cursor = pasted.text.textCursor()
    assert (cursor.blockNumber(), cursor.positionInBlock()) == (line, 8)


def test_a_click_on_the_second_title_line_leads_to_the_second_line(pasted: PaperEditor) -> None:
    title = pasted.typeset.composition.sections[0]  # type: ignore[union-attr]
    text = next(block.text for block in title.blocks if block.key == "title")  # type: ignore[union-attr]
    pasted.preview.place_clicked.emit("title", text.index("印发2021"))
    cursor = pasted.text.textCursor()
    assert cursor.block().text()[cursor.positionInBlock() :].startswith("印发2021")


def test_the_preview_follows_the_cursor_to_its_page(pasted: PaperEditor) -> None:
    last = len(pasted.text.content.lines()) - 1
    pasted.text.put_cursor(last, 5)
    assert pasted.preview.view.current == 4 or pasted.preview.page_words() == "第5页，共5页"
    pasted.text.put_cursor(0, 0)
    assert pasted.preview.page_words() == "第1页，共5页"


def test_every_line_is_found_on_the_paper_and_back_again(pasted: PaperEditor) -> None:
    places = pasted._places
    assert places is not None
    for number, line in enumerate(pasted.text.content.lines()):
        for column in range(1, len(line.text)):
            on_paper = places.on_paper(number, column)
            assert on_paper is not None
            assert places.in_text(*on_paper) == (number, column)


def test_a_field_and_its_line_always_say_the_same(pasted: PaperEditor) -> None:
    fill(pasted, "主送机关", "各村（居）民委员会")
    line = line_with(pasted, "各村（居）民委员会")
    assert pasted.text.content.lines()[line].text == "各村（居）民委员会："
    pasted.text.content.replace_line(line, "镇级各部门：")
    pasted.settle()
    assert pasted.fields.cells["主送机关"].text() == "镇级各部门"


def test_a_date_may_be_typed_in_any_form(pasted: PaperEditor) -> None:
    fill(pasted, "成文日期", "2021-4-6")
    assert pasted.manuscript().dated == date(2021, 4, 6)
    assert pasted.manuscript().texts(Role.DATE) == ("2021年4月6日",)


def test_a_date_that_is_none_is_named_under_its_field(pasted: PaperEditor) -> None:
    fill(pasted, "印发日期", "下周")
    assert pasted.fields.cells["印发日期"].mistake()
    assert pasted.manuscript().fields.printed_on == date(2021, 4, 1)


def test_a_missing_line_is_put_where_it_belongs(editor: PaperEditor) -> None:
    editor.text.textCursor().insertText("关于放假的通知")
    fill(editor, "主送机关", "各村")
    fill(editor, "成文日期", "2021年5月1日")
    assert [line.role for line in editor.text.content.lines()] == [
        Role.TITLE,
        Role.RECIPIENTS,
        Role.DATE,
    ]


def test_the_preview_says_in_words_which_fonts_are_stand_ins(pasted: PaperEditor) -> None:
    faces = pasted.preview.faces
    from fireoffice.docs.style import Face

    missing = [face for face in (Face.FANGSONG, Face.XIAOBIAOSONG) if not faces.choice(face).exact]
    for face in missing:
        assert faces.choice(face).wanted in pasted.preview.note()
    assert bool(pasted.preview.note()) == bool(missing) or Face.HEITI


def test_the_seal_s_own_picture_lies_where_the_layout_has_it(
    pasted: PaperEditor, page: CircularsPage, tmp_path: Path
) -> None:
    picture = QImage(120, 120, QImage.Format.Format_ARGB32)
    picture.fill(QColor("red"))
    picture.save(str(tmp_path / "印章.png"))
    page.view.options.take_seal(tmp_path / "印章.png")
    pasted.settle()
    assert pasted.typeset is not None
    (seal,) = pasted.typeset.laid.pages[0].seals
    assert seal.data == (tmp_path / "印章.png").read_bytes()
    image = pasted.preview.view.grab().toImage()
    scale = image.width() / pasted.preview.view.width()
    corner = pasted.preview.view.page_area(0).topLeft()
    inside = pasted.preview.view.zoom * 96 / 1440
    middle = corner + QPointF(seal.x * inside, (seal.y - seal.diameter / 3) * inside)
    assert image.pixelColor((middle * scale).toPoint()) == QColor("red")


def test_a_seal_that_is_no_picture_is_refused_in_words(
    pasted: PaperEditor, page: CircularsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "印章.png").write_bytes(b"GIF89a")
    with qtbot.waitSignal(page.failed) as failed:
        page.view.options.take_seal(tmp_path / "印章.png")
    assert failed.args is not None
    assert "不是PNG或JPEG" in failed.args[0]
