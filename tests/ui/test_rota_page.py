"""The rota in the window: proposed, arranged by hand and by key, saved at once, printed on A4."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fireoffice.domain.rota_draft import keys_of
from fireoffice.registers import CALLOUT_MEMBERS, CALLOUTS, SHIFTS, TEAMS, VOLUNTEERS
from fireoffice.services import records
from fireoffice.services.brigades.phones import Branch, Call, PhoneTree
from fireoffice.services.office import Office
from fireoffice.services.records import Query
from fireoffice.ui.brigades.callout_section import CalloutSection
from fireoffice.ui.brigades.figures_page import BrigadeFiguresPage
from fireoffice.ui.brigades.hours_section import HoursSection
from fireoffice.ui.brigades.phone_print import arrange, paint_phone_tree
from fireoffice.ui.brigades.rota_calendar import Place
from fireoffice.ui.brigades.rota_page import RotaPage
from fireoffice.ui.brigades.rota_print import fitting, paint_rota
from fireoffice.ui.register_page import RegisterPage
from fireoffice.ui.tasks import TaskRunner
from fireoffice.ui.window import MainWindow

BRIGADES = 4


@pytest.fixture
def page(office: Office, qtbot: QtBot) -> RotaPage:
    """The rota of May of a team that has none yet."""
    made = RotaPage(office)
    qtbot.addWidget(made)
    made.resize(1366, 640)
    made.show()
    made.activate()
    made.choose_month(1)
    return made


def _slots(page: RotaPage) -> dict[date, tuple[str, ...]]:
    shown = page.shown()
    assert shown is not None
    return keys_of(shown.slots)


def _shifts(office: Office) -> int:
    return records.query(office, SHIFTS, Query()).total


def test_a_proposal_is_shown_and_only_saving_writes_it(office: Office, page: RotaPage) -> None:
    before = _shifts(office)
    page.propose.click()
    assert all(len(keys) == 2 for keys in _slots(page).values())
    assert page.save.isVisible()
    assert _shifts(office) == before
    done = len(office.done)
    page.save.click()
    assert len(office.done) == done + 1
    assert not page.save.isVisible()
    assert records.query(office, SHIFTS, Query()).total > before


def test_what_is_not_saved_can_be_given_up(page: RotaPage) -> None:
    before = _slots(page)
    page.propose.click()
    page.discard.click()
    assert _slots(page) == before


def test_another_way_of_drawing_gives_another_rota(page: RotaPage) -> None:
    page.propose.click()
    first = _slots(page)
    page.other.click()
    assert _slots(page) != first


def test_the_space_bar_takes_a_name_up_and_swaps_it(page: RotaPage) -> None:
    page.propose.click()
    calendar = page.calendar
    start = calendar.current()
    before = _slots(page)
    QTest.keyClick(calendar, Qt.Key.Key_Space)
    assert calendar.held() == start
    for _ in range(4):
        QTest.keyClick(calendar, Qt.Key.Key_Right)
    end = calendar.current()
    QTest.keyClick(calendar, Qt.Key.Key_Space)
    after = _slots(page)
    assert after[start.day][start.at] == before[end.day][end.at]
    assert after[end.day][end.at] == before[start.day][start.at]


def test_a_name_dragged_onto_another_swaps_the_two(page: RotaPage) -> None:
    page.propose.click()
    calendar = page.calendar
    start, end = Place(date(2021, 5, 10), 0), Place(date(2021, 5, 13), 1)
    before = _slots(page)

    def middle(place: Place) -> QPoint:
        return calendar.box_of(place).center()

    QTest.mousePress(calendar, Qt.MouseButton.LeftButton, pos=middle(start))
    QTest.mouseRelease(calendar, Qt.MouseButton.LeftButton, pos=middle(end))
    after = _slots(page)
    assert after[start.day][0] == before[end.day][1]
    assert after[end.day][1] == before[start.day][0]


def test_delete_takes_a_shift_away_and_the_menu_gives_it_to_another(page: RotaPage) -> None:
    page.propose.click()
    day = page.calendar.current().day
    one, other = _slots(page)[day]
    QTest.keyClick(page.calendar, Qt.Key.Key_Delete)
    assert _slots(page)[day] == (other,)
    menu = page.menu_for(day, other)
    words = [action.text() for action in menu.actions()]
    assert words[0].startswith("换成")
    menu.actions()[0].trigger()
    assert other not in _slots(page)[day]
    assert one != other


def test_two_days_running_are_said_in_words(page: RotaPage) -> None:
    page.propose.click()
    shown = page.shown()
    assert shown is not None
    first, second = date(2021, 5, 10), date(2021, 5, 11)
    name = shown.names[_slots(page)[first][0]]
    menu = page.menu_for(second, _slots(page)[second][0])
    chosen = next(one for one in menu.actions() if one.text().startswith(f"换成{name}"))
    chosen.trigger()
    assert f"5月11日：{name}连续两天值班" in page.note.text()


def test_the_calendar_says_where_the_keys_are(page: RotaPage) -> None:
    page.propose.click()
    assert page.calendar.accessibleName().startswith("5月1日周六，休息日：")


def test_a_month_is_painted_within_one_sheet(page: RotaPage) -> None:
    page.propose.click()
    image = QImage(842, 595, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    shown = page.shown()
    assert shown is not None
    paint_rota(painter, shown, 800, 560)
    painter.end()
    outside = [image.pixel(x, 590) for x in range(842)] + [image.pixel(830, y) for y in range(595)]
    assert set(outside) == {0xFFFFFFFF}


def _tree(teams: int, members: int) -> PhoneTree:
    def call(at: int) -> Call:
        return Call(str(at), "欧阳某某", "队员", "13800000000")

    branches = tuple(
        Branch(str(at), f"第{at}村志愿消防队", "", "", (call(0),), tuple(map(call, range(members))))
        for at in range(teams)
    )
    return PhoneTree("电话树", "", branches)


@pytest.mark.parametrize(("teams", "members"), [(1, 5), (6, 20), (20, 15), (1, 120)])
def test_the_phone_tree_of_any_town_fits_on_one_sheet(
    page: RotaPage, teams: int, members: int
) -> None:
    tree = _tree(teams, members)
    made = arrange(tree, 540, 740)
    assert sum(len(some) for some in made.columns) == teams
    assert len(made.columns) <= 6
    image = QImage(595, 842, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_phone_tree(painter, tree, 540, 804)
    painter.end()
    assert {image.pixel(x, 830) for x in range(595)} == {0xFFFFFFFF}


def test_a_text_is_set_as_large_as_fits(page: RotaPage) -> None:
    box = QRectF(0, 0, 60, 30)
    assert fitting("张三", box, 12).pixelSize() == 12
    assert fitting("张三\n李四\n王五\n赵六", box, 12).pixelSize() < 12


def test_a_row_of_the_figures_opens_its_team_or_begins_the_missing_one(
    office: Office, qtbot: QtBot
) -> None:
    team = records.query(office, TEAMS, Query()).rows[0]
    page = BrigadeFiguresPage(office, TaskRunner())
    qtbot.addWidget(page)
    page.show()
    page.activate()
    figure = page.figure()
    assert figure is not None
    missing = next(at for at, line in enumerate(figure.lines) if line.begins is not None)
    place = next(at for at, line in enumerate(figure.lines) if line.id == team.id)
    table = page.table()
    table.select_place(place)
    assert not page.begin.isVisible()
    with qtbot.waitSignal(page.opened) as opened:
        table.entered.emit("")
    assert opened.args == ["teams", team.id]
    table.select_place(missing)
    with qtbot.waitSignal(page.new_asked) as asked:
        page.begin.click()
    assert asked.args[1]["village"] == figure.lines[missing].cells[0]


@pytest.mark.parametrize("word", ["应建已建", "训练与出动", "被装统计", "电话树"])
def test_every_table_is_shown_printed_and_exported_alike(
    office: Office, qtbot: QtBot, tmp_path: Path, word: str
) -> None:
    tasks = TaskRunner()
    page = BrigadeFiguresPage(office, tasks)
    qtbot.addWidget(page)
    page.show_table(word)
    figure = page.figure()
    assert figure is not None
    listing = page.listing()
    assert len(listing.rows) == len(figure.lines) == page.table().total()
    assert all(len(row) == len(listing.heads) for row in listing.rows)
    target = tmp_path / "表.xlsx"
    page.export_to(target)
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: not tasks.busy())
    tasks.close()


def test_numbers_of_the_phone_tree_are_masked_until_asked_for(office: Office, qtbot: QtBot) -> None:
    page = BrigadeFiguresPage(office, TaskRunner())
    qtbot.addWidget(page)
    page.show()
    page.show_table("电话树")
    figure = page.figure()
    assert figure is not None
    assert all("****" in str(line.cells[4]) for line in figure.lines)
    page.print.click()
    assert page.strip.isVisible()


def test_all_of_the_team_are_ticked_and_put_down_at_once(office: Office, qtbot: QtBot) -> None:
    team = records.query(office, TEAMS, Query()).rows[0]
    callout = records.create(
        office,
        CALLOUTS,
        {"team": team.id, "task": "火灾扑救", "place": "老街", "hours": "2"},
    )
    section = CalloutSection(office)
    qtbot.addWidget(section)
    section.show_record(callout)
    ticked = [row for row in section.rows() if row.tick.isChecked()]
    assert ticked
    assert all(row.candidate.of_team for row in ticked)
    ticked[0].tick.setChecked(False)
    ticked[1].hours.setText("1.5")
    before = records.query(office, CALLOUT_MEMBERS, Query()).total
    with qtbot.waitSignal(section.undo_offered):
        section.put_down()
    written = records.query(office, CALLOUT_MEMBERS, Query()).total - before
    assert written == len(ticked) - 1
    assert records.read(office, CALLOUTS, callout).values["people"] == written


def test_the_section_of_a_volunteer_tells_age_and_deeds(office: Office, qtbot: QtBot) -> None:
    member = records.query(office, CALLOUT_MEMBERS, Query()).rows[0]
    name = str(member.values["volunteer"])
    volunteer = records.query(office, VOLUNTEERS, Query(name)).rows[0].id
    section = HoursSection(office)
    qtbot.addWidget(section)
    section.show_record(volunteer)
    assert "周岁" in section.summary.text()
    with qtbot.waitSignal(section.opened) as opened:
        section.rows.opened.emit(section.rows.lines()[0].id)
    assert opened.args[0] in ("callouts", "trainings")


def test_the_pages_stand_among_the_views_of_the_tab(window: MainWindow, qtbot: QtBot) -> None:
    window.go_to(BRIGADES)
    page = next(one for one in window.findChildren(RegisterPage) if one.isVisible())
    page.strip.chosen.emit("排班")
    assert isinstance(page.further.current(), RotaPage)
    page.strip.chosen.emit("统计")
    assert isinstance(page.further.current(), BrigadeFiguresPage)
    page.strip.chosen.emit("队员")
    assert page.further.current() is None
    qtbot.waitUntil(page.search.isVisible)
