"""A form says exactly what it was given, in every field, and the same bytes each time."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest
from docx.shared import Mm

from fireoffice.core.errors import InputError
from fireoffice.docs.forms import FORMS, Form, Picture, to_json
from fireoffice.docs.forms.kinds.rectification_notice import PHOTO_BOX, PhotoRow
from fireoffice.docs.forms.kinds.sign_in_sheet import Attendee, SignInSheet
from fireoffice.docs.forms.slots import slots_of
from fireoffice.docs.forms.template import FormTemplate
from tests.docs.forms.specimens import (
    W,
    document,
    edited,
    everywhere,
    fill,
    notice,
    paragraphs,
    photos,
    picture,
    visible,
)

NOTICE = FORMS["rectification_notice"]
HOSTILE = (
    "导线<2.5mm² & 老化",
    "a > b && c < d",
    "“全角”与\"半角\"'引号'",
    "{{ 文号 }} {% if 1 %} {# 注 #} {_{ }_}",
    "🔥消防👨‍👩‍👧",
    "𠮷野家与龙䶮",
    "&lt;已转义&gt; &amp; &#60;",
    "  前后有空格  中间  两个  ",
    "100%纯棉\\n不是换行",
    "</w:t></w:r><w:r><w:t>",
)
every_form = pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.name)


@every_form
@pytest.mark.parametrize("text", HOSTILE)
def test_what_was_typed_is_printed_character_by_character(form: Form, text: str) -> None:
    said = "\n".join(paragraphs(fill(form, everywhere(form.context, text)).data))
    assert said.count(text) >= sum(one.required for one in form.slots if not one.rows) // 2
    plain = "\n".join(paragraphs(fill(form, everywhere(form.context, "一")).data))
    assert said.replace(text, "一") == plain


@every_form
def test_every_text_field_of_the_dataclass_is_printed_or_left_out_on_purpose(form: Form) -> None:
    marked = _numbered(form.context)
    said = visible(fill(form, marked).data)
    missing = {one.name for one in form.slots if one.required and not one.rows} - {
        one.name for one in form.slots if f"〔{one.name}〕" in said or not _is_text(marked, one)
    }
    assert missing == set()


def _numbered(context: type[Any]) -> Any:
    base = everywhere(context, "一")
    return dataclasses.replace(
        base,
        **{one.attribute: f"〔{one.name}〕" for one in slots_of(context) if _is_text(base, one)},
    )


def _is_text(context: Any, one: Any) -> bool:
    return isinstance(getattr(context, one.attribute), str)


@every_form
def test_a_name_of_three_hundred_characters_is_printed_whole(form: Form) -> None:
    name = "邻鄂镇松林社区第一居民小组农贸市场东侧综合经营部" * 13
    assert name in visible(fill(form, everywhere(form.context, name)).data)


@every_form
def test_line_breaks_become_breaks_whatever_kind_they_were(form: Form) -> None:
    said = "\n".join(
        paragraphs(fill(form, everywhere(form.context, "一\r\n二\n三\u2028四\v五")).data)
    )
    assert "一\n二\n三\n四\n五" in said


@every_form
def test_control_characters_are_dropped_and_it_is_said_where(form: Form) -> None:
    filled = fill(form, everywhere(form.context, "消\x00防\x07\x0c\ud800\ufffe安全"))
    assert "消防安全" in visible(filled.data)
    assert len(filled.notices) >= 5
    assert all("已去掉" in notice for notice in filled.notices)


def test_a_notice_without_control_characters_has_nothing_to_say() -> None:
    assert fill(NOTICE, notice()).notices == ()


@every_form
def test_empty_fields_leave_room_or_a_dash_and_no_trace_of_the_template(form: Form) -> None:
    said = visible(fill(form, form.context()).data)
    assert "{" not in said
    assert "None" not in said


def test_an_empty_place_of_the_hazard_is_a_dash_and_no_deadline_means_at_once() -> None:
    bare = dataclasses.replace(notice().hazards[0], part="", due=None)
    said = paragraphs(fill(NOTICE, notice(hazards=1) and dataclasses.replace(
        notice(), hazards=(bare,))).data)  # fmt: skip
    assert said.count("—") == 2
    assert "立即" in said


def test_the_rights_are_left_out_with_their_paragraph() -> None:
    with_them = paragraphs(fill(NOTICE, notice(rights="可以申辩。")).data)
    without = paragraphs(fill(NOTICE, notice()).data)
    assert "可以申辩。" in with_them
    assert len(with_them) == len(without) + 1


def test_forty_hazards_make_forty_rows_under_a_repeated_header() -> None:
    rows = [
        row
        for row in document(fill(NOTICE, notice(40)).data).iter(f"{W}tr")
        if len(row.findall(f"{W}tc")) == 6
    ]
    assert len(rows) == 41
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows[:2]] == [True, False]


def test_photos_stand_two_a_row_as_large_as_their_box_allows() -> None:
    tall, wide = picture(900, 1200), picture(2000, 500)
    data = fill(NOTICE, notice(photos=(PhotoRow(tall, "左", wide, "右"),))).data
    extents = [(int(one.get("cx")), int(one.get("cy"))) for one in document(data).iter("{*}extent")]
    width, height = Mm(PHOTO_BOX[0]), Mm(PHOTO_BOX[1])
    assert extents[0] == (pytest.approx(height * 0.75, abs=2), height)
    assert extents[1] == (width, pytest.approx(width / 4, abs=2))


def test_without_photos_there_is_no_page_for_them() -> None:
    assert "附：火灾隐患现场照片" not in paragraphs(fill(NOTICE, notice()).data)
    assert "附：火灾隐患现场照片" in paragraphs(fill(NOTICE, notice(photos=photos(1))).data)


def test_a_picture_used_twice_is_kept_once() -> None:
    with zipfile.ZipFile(io.BytesIO(fill(NOTICE, notice(photos=photos(3))).data)) as archive:
        assert sum(name.startswith("word/media/") for name in archive.namelist()) == 2


@pytest.mark.parametrize("data", [b"", b"not a picture", b"RIFF0000WEBPVP8 "])
def test_a_picture_that_word_cannot_show_is_refused_by_name(data: bytes) -> None:
    row = PhotoRow(Picture(data, "一楼楼梯间"), "左")
    with pytest.raises(InputError, match="照片“一楼楼梯间”"):
        fill(NOTICE, notice(photos=(row,)))


@every_form
def test_the_same_form_is_the_same_bytes(form: Form) -> None:
    made = datetime(2021, 4, 20, 1, 0, tzinfo=UTC)
    context = everywhere(form.context, "同样")
    template = FormTemplate(form, form.shipped.read_bytes())
    first, second = template.fill(context, made), template.fill(context, made)
    again = FormTemplate(form, form.shipped.read_bytes()).fill(context, made)
    assert first.data == second.data == again.data


def test_one_paper_of_a_batch_leaves_nothing_in_the_next() -> None:
    template = FormTemplate(NOTICE, NOTICE.shipped.read_bytes())
    alone = template.fill(notice()).data
    template.fill(notice(5, recipient="别处", photos=photos(2)))
    assert template.fill(notice()).data == alone


def test_a_field_that_the_form_does_not_have_is_named_with_its_template() -> None:
    template = FormTemplate(NOTICE, edited(NOTICE, "{{ 文号 }}", "{{ 文件号 }}"), "我的模板.docx")
    with pytest.raises(InputError, match=r"模板“我的模板\.docx”里有不认识的栏目“文件号”"):
        template.fill(notice())


def test_a_field_may_be_split_into_runs_by_word() -> None:
    split = "{{ </w:t></w:r><w:r><w:t>文号</w:t></w:r><w:r><w:t> }}"
    template = FormTemplate(NOTICE, edited(NOTICE, "{{ 文号 }}", split))
    assert "邻鄂消通〔2021〕24号" in visible(template.fill(notice()).data)


def test_what_a_paper_said_is_kept_as_json_without_the_bytes_of_its_pictures() -> None:
    kept = to_json(notice(photos=photos(1)))
    assert kept["文号"] == "邻鄂消通〔2021〕24号"
    assert kept["隐患清单"][0]["期限"] == "2021-05-10"
    assert kept["照片行"][0]["左图"]["sha256"] == picture().sha256


@pytest.mark.parametrize("count", [1, 4, 5, 20])
def test_the_last_four_lines_of_a_list_stay_with_what_is_signed_below_it(count: int) -> None:
    lines = tuple(Attendee(number) for number in range(1, count + 1))
    sheet = SignInSheet("签到表", "", "灭火", attendees=lines)
    rows = document(fill(FORMS["sign_in_sheet"], sheet).data).findall(f".//{W}tbl")[1]
    kept = [
        all(one.find(f"{W}pPr/{W}keepNext") is not None for one in row.iter(f"{W}p"))
        for row in rows.findall(f"{W}tr")[1:]
    ]
    assert kept == [False] * (count - 4) + [True] * min(count, 4)


@pytest.mark.parametrize("issuer", ["邻鄂镇人民政府", "黔江区邻鄂镇消防安全委员会办公室"])
def test_the_signature_stands_above_the_middle_of_the_date_whatever_its_width(issuer: str) -> None:
    signature, date = (
        (one.find(f"{W}pPr/{W}jc").get(f"{W}val"), one.find(f"{W}pPr/{W}ind").get(f"{W}left"))
        for one in document(fill(NOTICE, notice(issuer=issuer)).data).iter(f"{W}p")
        if (style := one.find(f"{W}pPr/{W}pStyle")) is not None
        and style.get(f"{W}val") in {"Signature", "Date"}
    )
    assert signature == date
    assert signature[0] == "center"
