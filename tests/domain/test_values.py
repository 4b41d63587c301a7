"""What people type becomes a value, or a Chinese sentence that says why not."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fireoffice.domain.fields import FieldInfo, Kind
from fireoffice.domain.values import ValueProblem, is_ditto, parse, parse_date, show

TODAY = date(2021, 4, 20)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


def _field(kind: Kind, **about: int) -> FieldInfo:
    return FieldInfo("it", "数量", kind, **about)  # pyright: ignore[reportArgumentType]


@given(
    DAYS,
    st.sampled_from(
        ("{y}-{m}-{d}", "{y}.{m}.{d}", "{y}/{m:02}/{d:02}", "{y}年{m}月{d}日", "{y:04}{m:02}{d:02}")
    ),
)
def test_a_day_is_read_in_every_form_in_use(day: date, form: str) -> None:
    text = form.format(y=day.year, m=day.month, d=day.day)
    assert parse_date(text, TODAY) == day
    wide = text.translate({ord(digit): 0xFEE0 + ord(digit) for digit in "0123456789"})
    assert parse_date(f" {wide} ", TODAY) == day


@given(DAYS)
def test_a_day_shown_is_the_day_read(day: date) -> None:
    info = _field(Kind.DATE)
    assert parse(info, show(info, day), TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("今天", TODAY),
        ("明天", date(2021, 4, 21)),
        ("昨天", date(2021, 4, 19)),
        ("4月8日", date(2021, 4, 8)),
        ("4-8", date(2021, 4, 8)),
        ("21/4/7", date(2021, 4, 7)),
        ("2021 年 4 月 1 号", date(2021, 4, 1)),
        ("2021.4.1", date(2021, 4, 1)),
        ("4月20日前", TODAY),
        ("2021年4月20日以前", TODAY),
        ("2021-4-1 上午", date(2021, 4, 1)),
        ("2021/4/1 0:00", date(2021, 4, 1)),
        ("2021-04-01 00:00:00", date(2021, 4, 1)),
        ("44287", date(2021, 4, 1)),
        ("４４２８７", date(2021, 4, 1)),
    ],
)
def test_a_day_is_read_as_people_say_it(text: str, day: date) -> None:
    assert parse_date(text, TODAY) == day


@pytest.mark.parametrize("text", ["同上", " 〃 ", "″"])
def test_what_repeats_the_cell_above_is_known(text: str) -> None:
    assert is_ditto(text)
    assert not is_ditto(f"{text.strip()}楼")


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        (Kind.PHONE, "1.39E+10", "电话被Excel改成了科学计数，后面的数字已丢失"),
        (Kind.ID_NUMBER, "5.00234E+17", "身份证号被Excel改成了科学计数"),
        (Kind.ID_NUMBER, "500234199001012000", "末三位是000，可能已被Excel改动"),
    ],
)
def test_a_number_that_excel_has_spoilt_is_refused_and_never_repaired(
    kind: Kind, text: str, told: str
) -> None:
    assert told in _outcome(kind, text)


@pytest.mark.parametrize("text", ["139 8372 0001", "139-8372-0001", "+86 13983720001"])
def test_a_telephone_number_is_read_through_its_blanks(text: str) -> None:
    assert parse(_field(Kind.PHONE), text, TODAY) == "13983720001"


def test_a_day_is_a_day_already() -> None:
    assert parse_date(date(2020, 1, 2), TODAY) == date(2020, 1, 2)
    assert parse_date(datetime(2020, 1, 2, 3, 4), TODAY) == date(2020, 1, 2)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2021-4-31", "整改期限没有2021年4月31日这一天，2021年4月只有30天。"),
        ("2021年2月29日", "整改期限没有2021年2月29日这一天，2021年2月只有28天。"),
        ("2021-13-1", "整改期限没有13月，月份应为1至12。"),
        ("1821-1-1", "整改期限的年份1821不合理，请核对。"),
        ("尽快", "整改期限“尽快”不是日期，请写成2021-04-20的样子。"),
        ("2021-4", "整改期限“2021-4”不是日期"),
    ],
)
def test_an_impossible_day_is_told_from_an_unreadable_one(text: str, told: str) -> None:
    with pytest.raises(ValueProblem) as caught:
        parse_date(text, TODAY, "整改期限")
    assert told in str(caught.value)


def _outcome(kind: Kind, raw: object) -> str:
    """「value」, or the sentence that says why there is none."""
    try:
        parse(_field(kind), raw, TODAY)
    except ValueProblem as problem:
        return str(problem)
    return "value"


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_a_sentence(text: str) -> None:
    assert _outcome(Kind.DATE, text).endswith(("value", "。"))


@given(st.sampled_from(Kind), st.text(max_size=60) | st.integers() | st.floats() | st.booleans())
def test_any_input_of_any_kind_is_a_value_or_a_sentence(kind: Kind, raw: object) -> None:
    assert _outcome(kind, raw).endswith(("value", "。"))


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (Kind.INTEGER, "1,234", 1234),
        (Kind.INTEGER, "１２", 12),
        (Kind.INTEGER, "12.0", 12),
        (Kind.DECIMAL, "3.50", 3.5),
        (Kind.BOOLEAN, "√", True),
        (Kind.BOOLEAN, "×", False),
        (Kind.TEXT, "  两\n行 ", "两 行"),
        (Kind.LONG_TEXT, "两\r\n行", "两\n行"),
        (Kind.TEXT, "响\x07铃\ud800", "响铃"),
        (Kind.TEXT, "  ", None),
        (Kind.DATE, "", None),
    ],
)
def test_a_value_is_what_was_meant(kind: Kind, raw: str, value: object) -> None:
    assert parse(_field(kind), raw, TODAY) == value


@pytest.mark.parametrize(("raw", "told"), [("-1", "不能小于0"), ("1001", "不能大于1,000")])
def test_a_number_beyond_its_bounds_is_told(raw: str, told: str) -> None:
    with pytest.raises(ValueProblem, match=told):
        parse(_field(Kind.INTEGER, minimum=0, maximum=1000), raw, TODAY)


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (Kind.INTEGER, 14483, "14,483"),
        (Kind.DECIMAL, 1200.5, "1,200.5"),
        (Kind.DECIMAL, 3.0, "3"),
        (Kind.BOOLEAN, False, "否"),
        (Kind.DATE, date(2021, 4, 1), "2021-04-01"),
        (Kind.TEXT, None, ""),
    ],
)
def test_a_value_is_shown_as_people_read_it(kind: Kind, value: object, shown: str) -> None:
    assert show(_field(kind), value) == shown


def test_a_phone_number_is_tidied_or_refused() -> None:
    assert parse(_field(Kind.PHONE), "138 1234-5678", TODAY) == "13812345678"
    with pytest.raises(ValueProblem):
        parse(_field(Kind.PHONE), "1381234", TODAY)


def test_a_number_with_a_fraction_is_shown_without_idle_zeros() -> None:
    info = _field(Kind.DECIMAL)
    assert [show(info, value) for value in (1234.5, 2.0, 0.25)] == ["1,234.5", "2", "0.25"]


def test_a_text_longer_than_its_field_is_refused_with_its_length() -> None:
    with pytest.raises(ValueProblem, match="请缩短"):
        parse(_field(Kind.NAME), "王" * 10_000, TODAY)


def test_an_identity_number_is_tidied() -> None:
    assert parse(_field(Kind.ID_NUMBER), " 11010519491231002x ", TODAY) == "11010519491231002X"


def test_a_day_may_be_so_many_days_from_today() -> None:
    assert parse_date("+3天", TODAY) == date(2021, 4, 23)
    assert parse_date("-20", TODAY) == date(2021, 3, 31)


def test_what_is_a_value_already_stays_and_text_is_shown_as_it_is() -> None:
    assert parse(_field(Kind.INTEGER), 12, TODAY) == 12
    assert show(_field(Kind.TEXT), "一楼") == "一楼"
