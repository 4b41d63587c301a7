"""A Word file means the paper that a reader takes it for, by its words and by its look."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from fireoffice.core.errors import EnvironmentProblem, InputError
from fireoffice.docs import convert
from fireoffice.docs.manuscript import Role
from fireoffice.docs.word import DocumentReading, from_word, read_document, read_word
from tests.docs.word.files import box, docx, paragraph
from tests.docs.word.test_hostile import OLE, _stream

CENTRED = '<w:jc w:val="center"/>'
RED = '<w:color w:val="FF0000"/><w:sz w:val="90"/>'
LARGE = '<w:sz w:val="44"/>'
BODY = '<w:sz w:val="32"/>'
NUMBER = paragraph("邻鄂府发〔2021〕9号", CENTRED, BODY)
TITLE = paragraph("关于开展消防检查的通知", CENTRED, LARGE)
TEXT = paragraph("各村（居）委：", run=BODY) + paragraph("请认真开展消防检查。", run=BODY)
SIGNED = paragraph("邻鄂镇人民政府", run=BODY) + paragraph("二○二一年四月一日", run=BODY)


def _read(body: str) -> DocumentReading:
    return from_word(read_word(docx(body)), "通知.docx")


def _lines(reading: DocumentReading, *roles: Role) -> list[str]:
    return [line.text for line in reading.manuscript.lines if line.role in roles]


def _row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def test_a_letterhead_in_a_text_box_names_the_issuer() -> None:
    boxed = f"<w:p>{box(paragraph('邻鄂镇人民政府文件', CENTRED, RED))}</w:p>"
    reading = _read(boxed + NUMBER + TITLE + TEXT + SIGNED)

    assert reading.manuscript.fields.issuers == ("邻鄂镇人民政府",)
    assert reading.manuscript.fields.suffix == "文件"
    assert reading.manuscript.fields.number == "邻鄂府发〔2021〕9号"
    assert reading.manuscript.title == "关于开展消防检查的通知"
    assert str(reading.manuscript.dated) == "2021-04-01"


def test_a_red_line_is_the_letterhead_even_without_number() -> None:
    reading = _read(paragraph("邻鄂镇消防办公室", CENTRED, RED) + TITLE + TEXT)

    assert reading.manuscript.fields.issuers == ("邻鄂镇消防办公室",)
    assert reading.manuscript.title == "关于开展消防检查的通知"


def test_a_letterhead_broken_over_two_lines_is_one_issuer() -> None:
    run = f"<w:r><w:rPr>{RED}</w:rPr><w:t>黔江区邻鄂镇</w:t><w:br/><w:t>人民政府文件</w:t></w:r>"
    reading = _read(f"<w:p>{run}</w:p>" + NUMBER + TITLE + TEXT)

    assert reading.manuscript.fields.issuers == ("黔江区邻鄂镇人民政府",)


def test_the_letterhead_and_number_of_a_joint_paper_may_stand_in_a_table() -> None:
    names = paragraph("邻鄂镇人民政府", CENTRED, RED) + paragraph("邻鄂镇派出所", CENTRED, RED)
    table = f"<w:tbl>{_row(names, paragraph('文件', CENTRED, RED))}</w:tbl>"
    reading = _read(table + NUMBER + TITLE + TEXT)

    assert reading.manuscript.fields.issuers == ("邻鄂镇人民政府", "邻鄂镇派出所")
    assert reading.manuscript.fields.number == "邻鄂府发〔2021〕9号"


def test_a_cited_number_is_not_the_papers_own() -> None:
    cited = paragraph("根据黔江府发〔2020〕3号文件，请开展检查。", run=BODY)
    reading = _read(TITLE + paragraph("各村（居）委：", run=BODY) + cited + SIGNED)

    assert reading.manuscript.fields.number == ""


def test_what_is_set_as_the_title_is_the_title_however_long_and_broken() -> None:
    pieces = (
        "关于印发《邻鄂镇今冬明春火灾防控工作方案》《邻鄂镇电动自行车消防安全",
        "专项整治方案》等",
        "三个方案的通知",
    )
    title = "".join(paragraph(piece, CENTRED, LARGE) for piece in pieces)
    reading = _read(title + paragraph("各村要落实", run=BODY) + SIGNED)

    assert reading.manuscript.title == "".join(pieces)
    assert _lines(reading, Role.TEXT) == ["各村要落实"]


def test_two_colons_after_the_recipients_are_one() -> None:
    address = paragraph("各村（居）委，有关单位：： ", run=BODY)
    reading = _read(TITLE + address + paragraph("请认真检查。", run=BODY))

    assert reading.manuscript.recipients == "各村（居）委，有关单位"


def test_a_cover_that_says_the_title_first_is_left_out_and_told() -> None:
    cover = "".join(
        paragraph(sign, CENTRED, LARGE) for sign in ("2021年消防安全", "责", "任", "书")
    )
    title = paragraph("消防安全责任书", CENTRED, LARGE)
    reading = _read(cover + title + paragraph("为落实责任，签订本责任书。", run=BODY))

    assert reading.manuscript.title == "消防安全责任书"
    assert "cover" in {mend.code for mend in reading.mends}


def test_an_imprint_in_a_table_or_a_text_box_is_the_imprint() -> None:
    table = (
        f"<w:tbl>{_row(paragraph('抄送：区消防救援支队。'))}"
        f"{_row(paragraph('邻鄂镇党政办公室'), paragraph('2021年4月2日印发'))}</w:tbl>"
    )
    for body in (table, f"<w:p>{box(table)}</w:p>"):
        fields = _read(TITLE + TEXT + SIGNED + body).manuscript.fields

        assert fields.copies_to == "区消防救援支队"
        assert fields.printed_by == "邻鄂镇党政办公室"
        assert str(fields.printed_on) == "2021-04-02"


def test_a_table_of_facts_keeps_its_rows_and_empty_cells() -> None:
    cells = [_row(*(paragraph(text) for text in row)) for row in (("", "村"), ("高桥", "3"))]
    reading = _read(TITLE + TEXT + f"<w:tbl>{''.join(cells)}</w:tbl>" + SIGNED)

    assert _lines(reading, Role.TABLE) == ["\t村", "高桥\t3"]


def test_attachments_listed_below_their_label_are_no_clauses() -> None:
    listed = "".join(paragraph(text, run=BODY) for text in ("附件：", "1.检查表", "2.汇总表"))
    reading = _read(TITLE + TEXT + listed + SIGNED)

    assert _lines(reading, Role.ATTACHMENT_NOTE) == ["附件：1.检查表", "2.汇总表"]
    assert not _lines(reading, Role.THIRD)


def test_a_footnote_is_kept_below_its_sentence() -> None:
    sentence = '<w:p><w:r><w:t>请报送台账。</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    notes = {"footnotes": f'<w:footnote w:id="1">{paragraph("按月报送")}</w:footnote>'}
    body = TITLE + TEXT + sentence + SIGNED
    reading = from_word(read_word(docx(body, notes)), "通知.docx")

    assert _lines(reading, Role.TEXT)[-2:] == ["请报送台账。①", "注①按月报送"]
    assert _lines(reading, Role.SIGNATURE) == ["邻鄂镇人民政府"]


def test_each_line_says_which_paragraph_it_came_from() -> None:
    reading = _read(paragraph("") + TITLE + paragraph("") + TEXT + SIGNED)

    for line, origin in zip(reading.manuscript.lines, reading.origins, strict=True):
        if line.role is not Role.DATE:
            assert reading.source_lines[origin - 1].startswith(line.text[:4])


def test_a_file_without_a_word_is_refused() -> None:
    with pytest.raises(InputError, match="没有文字"):
        _read("<w:p/>")


def test_the_content_decides_not_the_suffix(tmp_path: Path) -> None:
    file = tmp_path / "通知.txt"
    file.write_bytes(docx(TITLE + TEXT))

    assert read_document(file).word is not None


def test_a_text_has_no_look(tmp_path: Path) -> None:
    file = tmp_path / "通知.txt"
    file.write_text("关于检查的通知\n各村：\n请检查。", encoding="utf-8")

    reading = read_document(file)

    assert reading.word is None
    assert reading.source_lines == ("关于检查的通知", "各村：", "请检查。")
    assert reading.origins == (1, 2, 3)


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    file = tmp_path / "旧通知.doc"
    file.write_bytes(OLE + _stream("WordDocument"))
    return file


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH of one folder, and no program in the usual places."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(convert, "_installed_office", lambda: None)
    return folder


@pytest.mark.usefixtures("programs")
def test_an_old_file_wants_a_program_and_the_error_names_it(old_file: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="安装 LibreOffice 或 WPS") as caught:
        read_document(old_file)

    assert "旧通知.doc" in caught.value.message


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_an_old_file_is_read_through_the_program_at_hand(
    old_file: Path, programs: Path, tmp_path: Path
) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(docx(TITLE + TEXT))
    _stand_in(programs, f"cp '{made}' paper.docx")

    assert read_document(old_file).manuscript.title == "关于开展消防检查的通知"


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_an_old_file_that_no_program_opens_is_said_to_be_damaged(
    old_file: Path, programs: Path
) -> None:
    _stand_in(programs, "exit 1")

    with pytest.raises(EnvironmentProblem, match="LibreOffice 没有打开“旧通知"):
        read_document(old_file)


def _stand_in(folder: Path, script: str) -> None:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
