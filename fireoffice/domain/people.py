"""Identity numbers (GB 11643-1999) and telephone numbers: checked, read and masked."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS: Final = "10X98765432"
_ID_FORM: Final = re.compile(r"[1-9][0-9]{16}[0-9X]")
_MOBILE: Final = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE: Final = re.compile(r"(0[0-9]{2,3}-?)?[2-9][0-9]{6,7}(-[0-9]{1,6})?")
_SHORT: Final = re.compile(r"1[0-9]{2}|1[0-9]{4}|9[0-9]{4}")
_SCIENTIFIC: Final = re.compile(r"[0-9](\.[0-9]*)?E\+?[0-9]{1,2}", re.IGNORECASE)
"""A long number as Excel shows it: its last digits are lost."""
_LOST: Final = "被Excel改成了科学计数，后面的数字已丢失，请按原件重新输入。"
_FULL_WIDTH: Final = {0xFF10 + digit: str(digit) for digit in range(10)} | {0xFF38: "X"}


def check_character(first_17: str) -> str:
    """The 18th character that belongs to the first 17 digits (GB 11643-1999 §3.1.4)."""
    total = sum(int(digit) * weight for digit, weight in zip(first_17, _WEIGHTS, strict=True))
    return _CHECK_CHARACTERS[total % 11]


def tidy_id_number(text: str) -> str:
    """`text` without blanks and hyphens, digits half-width, a final x as X."""
    return re.sub(r"[\s-]", "", text.translate(_FULL_WIDTH)).upper()


def id_number_problem(number: str, today: date) -> str:
    """The fault in an identity number, as a Chinese sentence; empty if there is none."""
    if _SCIENTIFIC.fullmatch(number):
        return f"身份证号{_LOST}"
    if not number.isascii() or len(number) != 18:
        return f"身份证号应为18位，这里是{len(number)}位，请核对。"
    if not _ID_FORM.fullmatch(number):
        return "身份证号前17位应是数字，末位是数字或X，请核对。"
    if number.endswith("000") and check_character(number[:17]) != "0":
        return "身份证号末三位是000，可能已被Excel改动，请按原件重新输入。"
    birthday = birthday_of(number)
    if birthday is None or birthday > today:
        return f"身份证号中的出生日期{number[6:14]}不是真实的日子，请核对。"
    if check_character(number[:17]) != number[17]:
        return "身份证号校验位不符，可能有一位输错，请核对。"
    return ""


def birthday_of(number: str) -> date | None:
    """The day of birth in an identity number, if it is a day."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def sex_of(number: str) -> str:
    """「男」 or 「女」, from the 17th digit."""
    return "男" if int(number[16]) % 2 else "女"


def age_on(birthday: date, day: date) -> int:
    """Full years on `day` (周岁: a year is full on the birthday itself)."""
    before = (day.month, day.day) < (birthday.month, birthday.day)
    return day.year - birthday.year - before


def tidy_phone(text: str) -> str:
    """`text` without blanks and the country code, digits half-width; mobile without hyphens."""
    plain = re.sub(r"\s", "", text.translate(_FULL_WIDTH)).replace("－", "-")
    plain = re.sub(r"^(\+|00)86-?", "", plain).removesuffix(".0")
    bare = plain.replace("-", "")
    return bare if _MOBILE.fullmatch(bare) else plain


def phone_problem(number: str) -> str:
    """The fault in a telephone number, as a Chinese sentence; empty if there is none."""
    if any(form.fullmatch(number) for form in (_MOBILE, _LANDLINE, _SHORT)):
        return ""
    if _SCIENTIFIC.fullmatch(number):
        return f"电话{_LOST}"
    if number.isdigit() and number.startswith("1"):
        return f"手机号应为11位，这里是{len(number)}位，请核对。"
    return "电话应为11位手机号，或带区号的座机号（如023-79300000），请核对。"


def mask(text: str) -> str:
    """`text` with its middle hidden: enough to recognise, too little to copy."""
    if text.isascii() and len(text) >= 15:
        return text[:6] + "*" * (len(text) - 10) + text[-4:]
    if text.isascii() and len(text) >= 9:
        return text[:3] + "*" * (len(text) - 7) + text[-4:]
    return text[:1] + "*" * (len(text) - 1)
