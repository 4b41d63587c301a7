"""成文: number, file, register, and what must not go wrong with them."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fireoffice.domain.papers import PaperState
from fireoffice.services.office import Office
from fireoffice.services.papers import register as paper_register
from fireoffice.ui.circular.page import CircularsPage
from fireoffice.ui.circular.void_dialog import VoidDialog


def write_paper(page: CircularsPage, title: str = "关于开展消防检查的通知") -> None:
    """Write a short paper that can be issued."""
    page.draft_paper()
    page.view.editor.take_text(
        f"{title}\n各村（居）委：\n请于4月底前完成检查。\n\n黔江区邻鄂镇人民政府\n2021年4月6日\n"
    )
    page.view.editor.settle()


def test_one_press_gives_number_and_file_and_opens_it(
    page: CircularsPage, office: Office, opened_files: list[Path]
) -> None:
    write_paper(page)
    assert page.view.next_words() == "一键成文"
    QTest.mouseClick(page.view.head.next, Qt.MouseButton.LeftButton)
    row = paper_register.paper(office, page.view.paper_id)
    assert (row.number, row.state) == ("邻鄂府发〔2021〕1号", PaperState.ISSUED)
    assert row.file is not None
    assert row.file.name == "邻鄂府发〔2021〕1号 关于开展消防检查的通知.docx"
    assert opened_files == [row.file]
    with ZipFile(row.file) as package:
        assert "邻鄂府发〔2021〕1号" in package.read("word/document.xml").decode("utf-8")


def test_the_window_shows_that_the_paper_is_issued(page: CircularsPage, qtbot: QtBot) -> None:
    told: list[str] = []
    write_paper(page)
    page.status_changed.connect(told.append)
    page.view.next_step()
    assert page.view.head.state_words() == "已成文"
    assert page.view.next_words() == "打开Word文件"
    assert page.view.editor.fields.cells["发文字号"].text() == "邻鄂府发〔2021〕1号"
    assert page.view.editor.text.isReadOnly()
    assert told[-1].startswith("邻鄂府发〔2021〕1号已成文，共1页，文件在公文/2021")


def test_ctrl_enter_is_the_next_step(page: CircularsPage, office: Office, qtbot: QtBot) -> None:
    write_paper(page)
    qtbot.keyClick(page.view.editor.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert paper_register.paper(office, page.view.paper_id).state is PaperState.ISSUED


def test_numbers_follow_without_a_gap(page: CircularsPage, office: Office) -> None:
    for title in ("关于甲事的通知", "关于乙事的通知"):
        write_paper(page, title)
        page.view.next_step()
    found = [row.number for row in paper_register.papers(office)]
    assert found == ["邻鄂府发〔2021〕2号", "邻鄂府发〔2021〕1号"]


def test_an_empty_number_field_says_what_it_will_become(page: CircularsPage) -> None:
    write_paper(page)
    field = page.view.editor.fields.cells["发文字号"].editor
    assert field.placeholderText() == "成文时编为邻鄂府发〔2021〕1号"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("邻鄂府发[2021]1号", "已经用于"),
        ("第三十八号", "不是发文字号"),
        ("邻鄂府发〔2021〕9号", ""),
    ],
)
def test_a_number_given_by_hand_is_checked_at_once(
    page: CircularsPage, given: str, said: str
) -> None:
    write_paper(page, "关于甲事的通知")
    page.view.next_step()
    write_paper(page, "关于乙事的通知")
    cell = page.view.editor.fields.cells["发文字号"]
    cell.editor.setText(given)
    cell.editor.committed.emit()
    assert (said in cell.mistake()) if said else (cell.mistake() == "")


def test_a_clash_blocks_the_issue_and_the_button_leads_to_the_number(
    page: CircularsPage, office: Office, opened_files: list[Path]
) -> None:
    write_paper(page, "关于甲事的通知")
    page.view.next_step()
    write_paper(page, "关于乙事的通知")
    cell = page.view.editor.fields.cells["发文字号"]
    cell.editor.setText("邻鄂府发〔2021〕1号")
    cell.editor.committed.emit()
    page.view.next_step()
    assert page.view.next_words() == "先改发文字号"
    assert cell.editor.hasFocus()
    assert len(list((office.folder / "公文").rglob("*.docx"))) == len(opened_files) == 1
    cell.editor.setText("")
    cell.editor.committed.emit()
    assert page.view.next_words() == "一键成文"


def test_a_paper_that_cannot_be_written_says_why_and_uses_no_number(
    page: CircularsPage, office: Office, qtbot: QtBot
) -> None:
    write_paper(page)
    (office.folder / "公文").write_text("在这里挡路", encoding="utf-8")
    with qtbot.waitSignal(page.failed) as failed:
        page.view.next_step()
    assert failed.args is not None
    assert failed.args[0]
    (office.folder / "公文").unlink()
    page.view.next_step()
    assert paper_register.paper(office, page.view.paper_id).number == "邻鄂府发〔2021〕1号"


def test_what_is_missing_names_the_button_and_leads_to_it(page: CircularsPage) -> None:
    page.draft_paper()
    assert page.view.next_words() == "先写标题"
    page.view.next_step()
    assert page.view.editor.text.hasFocus()
    write_paper(page)
    line = [line.text for line in page.view.editor.text.content.lines()].index("2021年4月6日")
    page.view.editor.text.content.replace_line(line, "2021年4月31日")
    page.view.editor.settle()
    assert page.view.next_words() == "先改必改1处"
    page.view.next_step()
    assert page.view.editor.text.textCursor().blockNumber() == line


def test_a_paper_is_made_void_with_its_reason_and_its_number_stays(
    page: CircularsPage, office: Office
) -> None:
    write_paper(page)
    page.view.next_step()
    page.view.make_void("内容有误，另行发文")
    row = paper_register.paper(office, page.view.paper_id)
    assert (row.state, row.void_reason) == (PaperState.VOID, "内容有误，另行发文")
    assert page.view.head.state_words() == "作废"
    assert not page.view.head.next.isVisible()
    write_paper(page, "关于乙事的通知")
    page.view.next_step()
    assert paper_register.paper(office, page.view.paper_id).number == "邻鄂府发〔2021〕2号"


def test_making_void_asks_for_the_reason_and_defaults_to_leaving_alone(qtbot: QtBot) -> None:
    dialog = VoidDialog("邻鄂府发〔2021〕1号")
    qtbot.addWidget(dialog)
    assert dialog.refuse.isDefault()
    assert not dialog.agree.isEnabled()
    dialog.reason.setText("内容有误")
    assert dialog.agree.isEnabled()
    assert dialog.agree.property("part") == "final"


def test_an_issued_paper_is_changed_under_its_own_number(
    page: CircularsPage, office: Office, opened_files: list[Path]
) -> None:
    write_paper(page)
    page.view.next_step()
    page.view.revise()
    assert page.view.next_words() == "重新成文"
    page.view.editor.text.content.replace_line(2, "请于5月底前完成检查。")
    page.view.editor.settle()
    page.view.next_step()
    assert paper_register.paper(office, page.view.paper_id).number == "邻鄂府发〔2021〕1号"
    assert len(set(opened_files)) == 2
    assert all(file.exists() for file in opened_files)


def test_exporting_gives_a_file_and_no_number(
    page: CircularsPage, office: Office, tmp_path: Path
) -> None:
    write_paper(page)
    page.view.outlets.write_word(tmp_path / "征求意见稿.docx")
    assert ZipFile(tmp_path / "征求意见稿.docx").testzip() is None
    assert paper_register.paper(office, page.view.paper_id).state is PaperState.DRAFT


def test_preprinted_paper_leaves_the_red_head_out(page: CircularsPage) -> None:
    write_paper(page)
    options = page.view.options
    options._preprinted.setChecked(True)
    page.view.editor.settle()
    typeset = page.view.editor.typeset
    assert typeset is not None
    colours = {text.run.color for line in typeset.laid.pages[0].lines for text in line.texts}
    assert colours == {"000000"}


def test_a_pdf_is_made_in_the_background_or_refused_in_words(
    page: CircularsPage, qtbot: QtBot, opened_files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from fireoffice.core.errors import EnvironmentProblem

    def refuse(*_: object) -> Path:
        raise EnvironmentProblem("本机没有WPS或LibreOffice。", "请装上一个。")

    write_paper(page)
    page.view.next_step()
    pdf = opened_files[0].with_suffix(".pdf")
    monkeypatch.setattr("fireoffice.services.papers.issuing.export_pdf", lambda *_: pdf)
    page.view.outlets.write_pdf(page.view.paper_id)
    qtbot.waitUntil(lambda: opened_files[-1] == pdf)
    monkeypatch.setattr("fireoffice.services.papers.issuing.export_pdf", refuse)
    with qtbot.waitSignal(page.failed) as failed:
        page.view.outlets.write_pdf(page.view.paper_id)
    assert failed.args == ["本机没有WPS或LibreOffice。", "请装上一个。"]
