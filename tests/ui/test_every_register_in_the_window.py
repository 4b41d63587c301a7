"""What every register does in its page, for each that is declared: a new one comes by itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from fireoffice.core.clock import FixedClock
from fireoffice.domain.fields import FieldInfo
from fireoffice.registers import REGISTERS, REMAINING, STAGE, Register
from fireoffice.services import records
from fireoffice.services.entry.trial import check_values
from fireoffice.services.lists.listing import Query
from fireoffice.services.office import Office
from fireoffice.ui.parts.form import FormRow
from fireoffice.ui.parts.table_model import RecordTableModel
from fireoffice.ui.regions import walk
from fireoffice.ui.register_page import BIN, RegisterPage
from fireoffice.ui.register_view import RegisterView
from fireoffice.ui.start import make_application
from fireoffice.ui.theme import theme
from tests.examples import another, example
from tests.shots_checks import examine
from tests.ui.conftest import NOW
from tests.ui.statements import counting

AUTHOR = "王芳"
CONTROL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture(autouse=True)
def _look() -> None:
    """The pages live through many tests: they are not clothed anew before each."""


@pytest.fixture(scope="module")
def office(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The sample town, one for all tests here."""
    folder = tmp_path_factory.mktemp("every") / "数据"
    shutil.copytree(sample_folder, folder)
    with Office.open(folder, FixedClock(NOW), AUTHOR) as opened:
        yield opened


@pytest.fixture(scope="module", params=REGISTERS.values(), ids=REGISTERS.keys())
def page(request: pytest.FixtureRequest, office: Office, qapp: QApplication) -> Iterator[QWidget]:
    """The page of one register, as large as an office's screen leaves room for."""
    make_application(["test"])
    theme.apply("light")
    made = RegisterPage(office, [request.param])
    made.resize(1366, 630)
    made.show()
    made.activateWindow()
    made.activate()
    QTest.qWait(20)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def view(page: RegisterPage, qapp: QApplication) -> RegisterView:
    """The register's view, with nothing typed, nothing filtered, the first record shown."""
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)
    made = page.view()
    if made.panel.creating():
        made.panel.new_bar.given_up.emit()
    page.strip.set_current(page.nouns()[0])
    page.search.reset()
    made.list.show_recycled(False)
    made.list.search("")
    made.list.clear_filters()
    made.activate()
    return made


def _ids(view: RegisterView) -> list[str]:
    """The ids of the first rows, as the table shows them."""
    model = view.list.table.model()
    assert isinstance(model, RecordTableModel)
    rows = [model.row(place) for place in range(min(20, view.list.total()))]
    return [row.id for row in rows if row is not None]


def _make(office: Office, register: Register) -> str:
    return records.create(office, register, example(office, register))


def _row(view: RegisterView, name: str) -> FormRow:
    row = view.panel.sections.row(name)
    assert row is not None
    return row


def _mistakes(view: RegisterView) -> dict[str, str]:
    """What the form says is wrong."""
    rows = [row for form in view.panel.sections.forms.values() for row in form.rows.values()]
    return {row.field.name: row.mistake.text() for row in rows if row.mistake.text()}


def _press(page: QWidget, key: Qt.Key, control: bool = False) -> None:
    """Press a key where a hand's would arrive: in an open list, else where the focus is."""
    target = QApplication.activePopupWidget() or QApplication.focusWidget() or page
    QTest.keyClick(target, key, CONTROL if control else NONE)
    QTest.qWait(1)
    if not page.isActiveWindow() and QApplication.activePopupWidget() is None:
        # Without a window manager no one makes the window active again when a list closes.
        page.activateWindow()
        assert QTest.qWaitForWindowActive(page)


def _type(field: QWidget, text: str) -> None:
    """Write ``text`` into ``field`` as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def test_it_opens_with_its_records_and_the_first_beside_them(
    view: RegisterView, office: Office
) -> None:
    total = records.counts(office, view.register)["total"]
    assert view.list.total() == total
    assert view.panel.record_id() == view.list.table.current_id()
    assert bool(view.panel.record_id()) == bool(total)


def test_it_sorts_by_each_column(view: RegisterView, office: Office) -> None:
    for column in view.register.columns:
        for ascending in (True, False):
            view.list.table.sort_asked.emit(column.name, ascending)
            query = Query(sort=((column.name, ascending),), limit=20)
            wanted = [row.id for row in records.query(office, view.register, query).rows]
            assert _ids(view) == wanted, (column.name, ascending)


def test_it_filters_by_each_column(view: RegisterView, office: Office) -> None:
    register = view.register
    rows = records.query(office, register, Query(limit=1)).rows
    if not rows:
        return
    for name in register.filters:
        value = rows[0].values[name]
        if not isinstance(value, str) or not value:
            continue
        view.list.clear_filters()
        view.list.row.set_condition(name, value)
        view.list.reload()
        wanted = view.list.wanted(0, 20)
        assert wanted.filters == {name: value}
        assert _ids(view) == [row.id for row in records.query(office, register, wanted).rows], name
        assert view.list.filtered()
    for chip in register.chips:
        view.list.clear_filters()
        view.list.chips.set_current(chip.name)
        view.list.reload()
        assert view.list.total() == records.counts(office, register)[chip.name], chip.name


def test_a_record_is_made_in_the_form_and_shown(view: RegisterView, office: Office) -> None:
    typed = example(office, view.register)
    before = records.counts(office, view.register)["total"]
    view.begin_new()
    for name, text in typed.items():
        _row(view, name).editor.setText(text)
    view.panel.press_next()

    assert not view.panel.creating(), _mistakes(view)
    assert records.counts(office, view.register)["total"] == before + 1
    record_id = view.panel.record_id()
    assert record_id == view.list.table.current_id() or view.list.filtered()
    for name in typed:
        assert _row(view, name).text(), name
    first = records.read(office, view.register, record_id).history[-1]
    assert (first.author, first.action) == (AUTHOR, view.register.new_label)


def test_a_field_edited_in_the_form_has_its_history_and_is_undone(
    view: RegisterView, office: Office
) -> None:
    register = view.register
    record_id = _make(office, register)
    view.open_record(record_id)
    info, new = _change(office, register, view, record_id)
    row = _row(view, info.name)
    old = row.text()
    row.editor.setFocus()
    row.editor.setText(new)
    row.editor.committed.emit()

    assert row.mistake.text() == ""
    newest = next(
        entry for entry in records.read(office, register, record_id).history if entry.field == info
    )
    assert newest.author == AUTHOR
    assert newest.action == f"修改{info.label}"
    assert newest.old.replace(",", "") == old
    assert newest.new.replace(",", "") == row.text() != old
    row.history_asked.emit(info.name)
    assert AUTHOR in row.history()

    assert records.undo(office) == f"修改{info.label}"
    view.activate()
    assert _row(view, info.name).text() == old


def _change(
    office: Office, register: Register, view: RegisterView, record_id: str
) -> tuple[FieldInfo, str]:
    """A field of the record that may hold another value, and that value."""
    for info in register.fields:
        if info.derived or info.automatic or info.unique:
            continue
        new = another(office, info, _row(view, info.name).text())
        if new and not check_values(office, register, {info.name: new}, record_id):
            return info, new
    raise AssertionError(f"{register.title}: no field can be edited")


def test_a_record_goes_to_the_recycle_bin_and_comes_back(
    page: RegisterPage, view: RegisterView, office: Office
) -> None:
    record_id = _make(office, view.register)
    view.open_record(record_id)
    view.panel.removal_asked.emit(record_id)
    assert records.read(office, view.register, record_id).recycled

    page.strip.set_current(BIN)
    page.strip.chosen.emit(BIN)
    assert record_id in _ids(view)
    view.panel.restore_asked.emit(record_id)
    assert not records.read(office, view.register, record_id).recycled


def test_the_keyboard_alone_is_enough(
    page: RegisterPage, view: RegisterView, office: Office
) -> None:
    register = view.register
    typed = example(office, register, required_only=True)
    before = records.counts(office, register)["total"]
    view.list.table.setFocus()
    _press(page, Qt.Key.Key_N, control=True)
    assert view.panel.creating()
    next(iter(view.panel.sections.forms.values())).enter()
    for _ in range(2 * len(register.fields)):
        row = _focused(view)
        if row is None:
            break
        shown = _shown(office, row.field, typed.get(row.field.name, ""))
        if shown and row.text() != shown:
            row.editor.selectAll()
            _type(row.editor, shown)
        _press(page, Qt.Key.Key_Return)
    _press(page, Qt.Key.Key_Return, control=True)
    assert not view.panel.creating(), _mistakes(view)
    assert records.counts(office, register)["total"] == before + 1

    _press(page, Qt.Key.Key_F, control=True)
    assert page.search.hasFocus()
    stops = list(page.stops())
    view.list.table.setFocus()
    walk(stops, QApplication.focusWidget(), 1)
    assert view.panel.isAncestorOf(QApplication.focusWidget())
    view.list.table.setFocus()
    if view.list.total() > 1:
        view.list.table.select_place(0)
        was = view.list.table.current_id()
        _press(page, Qt.Key.Key_Down)
        assert view.list.table.current_id() != was


def _focused(view: RegisterView) -> FormRow | None:
    """The row of the form in which the focus is."""
    for form in view.panel.sections.forms.values():
        for row in form.rows.values():
            if row.editor.hasFocus():
                return row
    return None


def _shown(office: Office, info: FieldInfo, text: str) -> str:
    """What one types for ``text``: where it is a key, a name that only one record has."""
    if not info.target or not text:
        return text
    choices = records.choices(office, info)
    return next(one for one in choices if choices.count(one) == 1)


def test_nothing_is_cut_off_or_without_a_name_and_the_picture_is_not_blank(
    page: RegisterPage, view: RegisterView, office: Office
) -> None:
    if not view.list.total():
        _make(office, view.register)
        view.activate()
    QTest.qWait(30)
    assert examine(page) == []
    picture = page.grab().toImage()
    colours = {picture.pixel(x, y) for x in range(0, 1366, 7) for y in range(0, 630, 7)}
    assert len(colours) > 3
    view.begin_new()
    QTest.qWait(30)
    assert examine(page) == []


def test_columns_that_a_register_shows_are_its_fields(view: RegisterView) -> None:
    names = {info.name for info in view.register.fields} | {STAGE, REMAINING}
    assert {column.name for column in view.register.columns} <= names


OPENED, COMMITTED = 8, 12
"""Statements that opening a record with its sections, and committing one field, may take."""
HEAVIER = {
    "duties": (9, 16),
    "occurrences": (8, 14),
    "people": (10, 16),
    "person_roles": (8, 14),
    "hazards": (11, 18),
    "trainings": (9, 16),
    "attendances": (8, 13),
    "volunteers": (16, 22),
    "teams": (12, 18),
    "callouts": (13, 20),
    "callout_members": (8, 14),
    "shifts": (8, 18),
    "supplies": (9, 15),
    "supply_movements": (8, 14),
}
"""Registers whose sections or names ask for more; no number here may grow."""


def test_a_record_is_opened_and_a_remark_committed_with_few_statements(
    view: RegisterView, office: Office
) -> None:
    register = view.register
    opened, committed = HEAVIER.get(register.name, (OPENED, COMMITTED))
    record_id = _make(office, register)
    view.open_record(record_id)
    QTest.qWait(60)
    with counting(office) as asked:
        view._show(record_id)
    assert len(asked) <= opened, asked.statements
    assert asked.sessions <= 2, asked.sessions
    remark = next((info for info in register.fields if info.name == "note"), None)
    if remark is not None and "note" not in view.list.table.shown_names():
        with counting(office) as asked:
            view.panel.field_committed.emit(record_id, "note", "现场已看过")
        assert len(asked) <= committed, asked.statements
        assert asked.sessions <= 5, asked.sessions
