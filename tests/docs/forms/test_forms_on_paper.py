"""The forms as LibreOffice sets them: how many pages, and what stands on each."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from fireoffice.docs.forms import FORMS
from fireoffice.docs.forms.kinds.brigade_roster import BrigadeRoster, Member
from fireoffice.docs.forms.kinds.duty_rota import DutyRota, Week
from fireoffice.docs.forms.kinds.rectification_notice import HazardItem
from fireoffice.docs.forms.kinds.sign_in_sheet import Attendee, SignInSheet
from fireoffice.docs.forms.merging import merged
from tests.docs.forms.specimens import DAY, fill, notice, photos
from tests.lab import fonts
from tests.lab.engines import LibreOffice

pytestmark = pytest.mark.lab


def pages(data: bytes) -> list[str]:
    """The text of each page, blanks left out."""
    engine = LibreOffice()
    try:
        assert engine.version
        fonts.folder()
    except fonts.Unavailable as reason:
        pytest.skip(str(reason))
    pdf: Path = engine.render({"form": data})["form"]
    said = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    return [re.sub(r"\s", "", page) for page in said.split("\f")[:-1]]


def test_a_notice_of_three_hazards_is_one_page_and_its_receipt_another() -> None:
    first, second = pages(fill(FORMS["rectification_notice"], notice(3)).data)
    assert "督促整改通知书" in first
    assert "2021年4月20日" in first
    assert "送达回证" in second
    assert "备注" in second


def test_photos_stand_on_pages_between_the_notice_and_its_receipt() -> None:
    found = pages(fill(FORMS["rectification_notice"], notice(1, photos=photos(2))).data)
    assert len(found) == 3
    assert "现场照片" in found[1]


def test_forty_hazards_run_over_pages_under_their_header() -> None:
    found = pages(fill(FORMS["rectification_notice"], notice(40)).data)
    listing = [page for page in found if "疏散通道被货物堵塞" in page]
    assert len(listing) > 1
    assert all("存在问题" in page for page in listing)
    assert sum(page.count("疏散通道被货物堵塞") for page in listing) == 40
    assert "送达回证" in found[-1]


def test_each_paper_of_a_batch_begins_on_the_front_of_a_sheet_with_page_one() -> None:
    form = FORMS["rectification_notice"]
    batch = [fill(form, notice(1, number=f"邻鄂消通〔2021〕{at}号")).data for at in (1, 2, 3)]
    found = pages(merged(batch))
    assert len(found) == 6
    assert [f"〔2021〕{at}号" in found[2 * at - 2] for at in (1, 2, 3)] == [True] * 3
    assert all("—1—" in page for page in found[::2])


def test_a_sign_in_sheet_repeats_its_header() -> None:
    lines = tuple(Attendee(number) for number in range(1, 61))
    sheet = SignInSheet("邻鄂镇消防安全培训签到表", "", "灭火", DAY, attendees=lines)
    found = pages(fill(FORMS["sign_in_sheet"], sheet).data)
    assert len(found) == 3
    assert all("联系电话" in page for page in found)


@pytest.mark.parametrize("count", range(14, 22))
def test_at_least_four_lines_stand_above_what_is_signed_below_them(count: int) -> None:
    lines = tuple(Attendee(number) for number in range(1, count + 1))
    sheet = SignInSheet("邻鄂镇消防安全培训签到表", "", "灭火", DAY, attendees=lines)
    last = pages(fill(FORMS["sign_in_sheet"], sheet).data)[-1]
    assert f"{count - 3}{count - 2}{count - 1}{count}实到" in last


def test_a_roster_of_sixty_repeats_its_header_on_turned_pages() -> None:
    members = tuple(
        Member(number, "欧阳建国", "男", "43", "500114********123X", "松林社区志愿消防队", "水枪手",
               "138****5678", "", DAY, "YJ2020-0012", DAY)
        for number in range(1, 61)
    )  # fmt: skip
    roster = BrigadeRoster("花名册", "", "黔江区邻鄂镇人民政府", DAY, 60, members)
    found = pages(fill(FORMS["brigade_roster"], roster).data)
    assert len(found) <= 5
    assert sum(page.count("欧阳建国") for page in found) == 60
    assert all("身份证号" in page for page in found)


def test_numbers_stand_whole_in_their_columns() -> None:
    """An identity number, the longest landline number, a day with two digits everywhere."""
    members = tuple(
        Member(number, "欧阳建国", "男", "43", "50011419861231123X", "松林社区志愿消防队", "水枪手",
               "0797-12345678", "松林社区三组123号", DAY.replace(month=12, day=31), "YJ2020-0012",
               DAY.replace(month=12, day=31))
        for number in range(1, 6)
    )  # fmt: skip
    roster = BrigadeRoster("花名册", "", "黔江区邻鄂镇人民政府", DAY, 5, members)
    (page,) = pages(fill(FORMS["brigade_roster"], roster).data)
    assert page.count("50011419861231123X") == page.count("0797-12345678") == 5
    assert page.count("2021.12.31") == 10
    attendees = tuple(
        Attendee(number, "欧阳建国", "松林社区", "网格员", "0797-12345678")
        for number in range(1, 6)
    )
    sheet = SignInSheet("邻鄂镇消防安全培训签到表", "", "灭火", DAY, attendees=attendees)
    (page,) = pages(fill(FORMS["sign_in_sheet"], sheet).data)
    assert page.count("0797-12345678") == 5
    december = DAY.replace(year=2026, month=12, day=20)
    item = HazardItem(1, "一楼楼梯间", "疏散通道被货物堵塞。", "", "立即清理。", december)
    page, _ = pages(fill(FORMS["rectification_notice"], replace(notice(), hazards=(item,))).data)
    assert "2026年12月20日" in page


def test_a_rota_of_six_a_day_repeats_its_header_on_the_second_sheet() -> None:
    names = "\n".join(f"队员{name}" for name in "甲乙丙丁戊己")
    weeks = (Week(*(text for day in range(1, 8) for text in (str(day), names))),) * 6
    rota = DutyRota("高石村志愿消防队2021年5月值班表", "", "邻鄂镇", DAY, weeks=weeks)
    first, second = pages(fill(FORMS["duty_rota"], rota).data)
    assert all("周一周二周三周四周五周六周日" in page for page in (first, second))
    assert (first + second).count("队员己") == 42
