"""A manuscript goes to JSON and back unchanged; a TOML source says fields and text."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fireoffice.core.errors import InputError
from fireoffice.docs.manuscript import Fields, Line, Manuscript, Role
from fireoffice.docs.paper import Direction, Format, Picture
from fireoffice.docs.serialize import from_json, read_toml, to_json

_texts = st.text(max_size=20)
_several = st.lists(_texts, max_size=3).map(tuple)
_fields = st.builds(
    Fields,
    kind=_texts,
    format=st.sampled_from(Format),
    direction=st.sampled_from(Direction),
    issuers=_several,
    suffix=_texts,
    leading_only=st.booleans(),
    number=_texts,
    copy_number=_texts,
    secrecy=_texts,
    urgency=_texts,
    signers=_several,
    sealed=st.booleans(),
    copies_to=_texts,
    printed_by=_texts,
    printed_on=st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    extra=_texts,
    attendance=st.lists(st.tuples(_texts, _texts), max_size=3).map(tuple),
)
_lines = st.lists(st.builds(Line, st.sampled_from(Role), _texts), max_size=8).map(tuple)


_pictures = st.lists(
    st.builds(Picture, st.binary(max_size=9), st.integers(1, 9), st.integers(1, 9)), max_size=2
).map(tuple)


@given(st.builds(Manuscript, _fields, _lines, _pictures))
def test_a_manuscript_survives_json(manuscript: Manuscript) -> None:
    assert from_json(json.loads(json.dumps(to_json(manuscript)))) == manuscript


def test_a_draft_of_another_version_keeps_what_is_known() -> None:
    data = {"fields": {"kind": "函", "later": 1}, "lines": [["正文", "好。"]]}
    assert from_json(data) == Manuscript(Fields(kind="函"), (Line(Role.TEXT, "好。"),))


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {"lines": [["正文"]]},
        {"lines": [["没有", "x"]]},
        {"fields": []},
        {"lines": 3},
        {"pictures": 3},
        {"pictures": [[1, 1, "?"]]},
        {"pictures": [[0, 1, ""]]},
        {"pictures": [[1, 1]]},
    ],
)
def test_a_damaged_draft_is_said_to_be_one(data: object) -> None:
    with pytest.raises(InputError, match="损坏"):
        from_json(data)


SOURCE = '''
文种 = "请示"
发文机关 = ["邻鄂镇人民政府"]
签发人 = "王某某"
印发日期 = 2021-04-02
用印 = false
正文 = """
关于解决消防经费的请示
区财政局：
现请示如下。
邻鄂镇人民政府
2021年4月1日
"""
'''


def test_a_toml_source_says_fields_and_text() -> None:
    manuscript = read_toml(SOURCE).manuscript
    fields = manuscript.fields
    assert (fields.kind, fields.direction) == ("请示", Direction.UP)
    assert fields.issuers == ("邻鄂镇人民政府",)
    assert fields.signers == ("王某某",)
    assert fields.printed_on == date(2021, 4, 2)
    assert fields.sealed is False
    assert manuscript.title == "关于解决消防经费的请示"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("正文 = ", "写法有误"),
        ('文种 = "通知"', "没有正文"),
        ('正文 = "好"\n颜色 = "红"', "不认识的栏目“颜色”"),
        ('正文 = "好"\n用印 = "是"', "栏目“用印”"),
        ('正文 = "好"\n格式 = "红头"', "文件、信函、纪要、命令"),
        ('正文 = "好"\n签发人 = 3', "栏目“签发人”"),
        ('正文 = "好"\n印发日期 = "2021年4月31日"', "日历上没有"),
        ('正文 = "好"\n出席 = ["甲"]', "栏目“出席”"),
    ],
)
def test_a_wrong_toml_source_is_explained(text: str, sentence: str) -> None:
    with pytest.raises(InputError) as caught:
        read_toml(text)
    assert sentence in str(caught.value)
