"""What an old file or a page break runs together is apart; what they part is one."""

from __future__ import annotations

import pytest

from fireoffice.docs.manuscript import Role
from fireoffice.docs.word import from_word, read_word
from tests.docs.word.circulars import (
    CENTRE,
    OPENING,
    read_around,
    says,
    texts_of,
)
from tests.docs.word.files import docx, paragraph


def _field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _merge_field(name: str, *texts: str) -> str:
    """A field that an old file was merged with, as LibreOffice gives it."""
    result = "".join(f"<w:t>{text}</w:t>" for text in texts)
    code = f"<w:r><w:instrText> MERGEFIELD {name} </w:instrText></w:r>"
    return (
        f"<w:p>{_field('begin')}{code}{_field('separate')}<w:r>{result}</w:r>{_field('end')}</w:p>"
    )


def test_paragraphs_that_a_converter_ran_together_in_a_field_are_apart() -> None:
    body = _merge_field(
        "正文", "一、检查时间", "12月1日至31日。", "二、检查内容", "（一）消防通道。"
    )
    reading = read_around(body)
    assert texts_of(reading)[3:7] == [
        "一、检查时间",
        "12月1日至31日。",
        "二、检查内容",
        "（一）消防通道。",
    ]
    assert texts_of(reading, Role.FIRST) == ["一、检查时间", "二、检查内容"]
    assert says(reading, "合并域里的各段")


def test_the_name_of_a_merge_field_is_not_printed_and_told() -> None:
    reading = read_around(_merge_field("正文", "«正文»", "一、检查时间", "12月1日至31日。"))
    assert "正文" not in "".join(texts_of(reading))
    assert says(reading, "正文", "合并域的名称")


def test_a_merge_field_of_one_text_is_that_text() -> None:
    assert "邻鄂镇。" in texts_of(read_around(_merge_field("单位", "邻鄂镇。")))


def test_a_run_of_several_texts_that_is_no_field_stays_a_sentence() -> None:
    body = "<w:p><w:r><w:t>检查</w:t><w:t>从12月1日</w:t><w:t>开始。</w:t></w:r></w:p>"
    assert "检查从12月1日开始。" in texts_of(read_around(body))


BREAK = '<w:r><w:br w:type="page"/></w:r>'
INDENTED = '<w:ind w:firstLine="5386"/>'


@pytest.mark.parametrize("label", ["附件", "附件1", "附件："])
@pytest.mark.parametrize("indent", ["", INDENTED, '<w:ind w:firstLine="640"/>'])
@pytest.mark.parametrize("ahead", [True, False], ids=["break ahead", "break after the date"])
def test_signature_date_and_attachment_are_three_things(
    label: str, indent: str, ahead: bool
) -> None:
    first, second = ("", BREAK) if ahead else (BREAK, "")
    body = OPENING + paragraph("邻鄂镇人民政府", indent)
    body += f"<w:p><w:pPr>{indent}</w:pPr><w:r><w:t>2025年11月25日</w:t></w:r>{first}</w:p>"
    body += f"<w:p>{second}<w:r><w:t>{label}</w:t></w:r></w:p>" + paragraph("检查表", CENTRE)
    reading = from_word(read_word(docx(body)), "通知.docx")
    assert texts_of(reading)[-3:] == ["邻鄂镇人民政府", "2025年11月25日", "检查表"]
    assert reading.manuscript.lines[-1].role is Role.ATTACHMENT


@pytest.mark.parametrize("label", ["附件", "附件1"])
def test_a_page_break_between_the_lines_of_a_paragraph_parts_date_and_attachment(
    label: str,
) -> None:
    line = "<w:r><w:br/></w:r>"
    pieces = (f"<w:r><w:t>{text}</w:t></w:r>" for text in ("邻鄂镇人民政府", "2025年11月25日"))
    below = f"<w:r><w:t>{label}</w:t></w:r>{line}<w:r><w:t>检查表</w:t></w:r>"
    body = f"{OPENING}<w:p>{line.join(pieces)}{BREAK}{below}</w:p>" + paragraph("略")

    reading = from_word(read_word(docx(body)), "通知.docx")

    assert texts_of(reading)[-4:] == ["邻鄂镇人民政府", "2025年11月25日", "检查表", "略"]


@pytest.mark.parametrize("rest", ["清、情况明，不留死角。", "04.html。", "1.5米以上。"])
def test_a_sentence_carried_over_by_hand_is_one_all_the_same(rest: str) -> None:
    indent = '<w:ind w:firstLine="640"/>'
    begun = "各村（居）要对辖区内各类场所开展拉网式排查，做到底数"
    body = paragraph(begun, indent)
    body += f"<w:p>{BREAK}<w:r><w:t>{rest}</w:t></w:r></w:p>"
    assert begun + rest in texts_of(read_around(body))
