"""The first start, a restored backup, and the end of the session by others."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from fireoffice.core.clock import FixedClock
from fireoffice.core.settings import Settings, load_settings
from fireoffice.db.engine import DATABASE_NAME
from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.history import operations
from fireoffice.services.office import Office
from fireoffice.services.reference import town
from fireoffice.services.safekeeping import backups
from fireoffice.services.sample import installing as sample
from fireoffice.ui.program import Program
from fireoffice.ui.register_page import RegisterPage
from fireoffice.ui.start import watch_session
from fireoffice.ui.welcome_dialog import WelcomeDialog
from tests.shots_checks import examine
from tests.ui.conftest import NOW

HEAVY = ("pandas", "numpy", "matplotlib", "alembic", "docx", "lxml", "fontTools", "pypinyin")


@pytest.fixture
def welcome(empty_office: Office, qtbot: QtBot) -> WelcomeDialog:
    """The wizard of a first start."""
    dialog = WelcomeDialog(empty_office)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.fixture
def program(office: Office, qtbot: QtBot) -> Iterator[Program]:
    """The program on the sample town, with its window open."""
    folder = office.folder
    office.close()
    running = Program(folder, Settings(), FixedClock(NOW))
    assert running.begin()
    yield running
    assert running.window is not None
    running.window.close()
    running.close()


def test_four_steps_make_an_office(welcome: WelcomeDialog, empty_office: Office) -> None:
    about = {"name": "邻鄂镇", "issuer": "黔江区邻鄂镇人民政府", "user": "王芳"}
    welcome.town.propose(about)
    welcome.next.click()
    welcome.papers.propose({"codes": "邻鄂府发、邻鄂府函"})
    welcome.next.click()
    welcome.villages.setPlainText("松林社区\n高石村")
    welcome.next.click()
    welcome.next.click()

    assert welcome.result() == QDialog.DialogCode.Accepted
    known = town.town(empty_office)
    assert known.name == "邻鄂镇"
    assert known.codes == ("邻鄂府发", "邻鄂府函")
    assert known.villages == ("松林社区", "高石村")
    assert load_settings(empty_office.folder).user == "王芳"
    assert operations.listing(empty_office).rows[0].author == "王芳"


def test_who_changes_the_town_later_is_not_asked_for_a_name(office: Office, qtbot: QtBot) -> None:
    dialog = WelcomeDialog(office)
    qtbot.addWidget(dialog)
    assert "user" not in dialog.town.rows


def test_a_step_with_a_gap_says_what_is_missing_and_stays(welcome: WelcomeDialog) -> None:
    welcome.town.propose({"name": "邻鄂镇"})
    welcome.next.click()
    assert welcome.step() == 0
    assert "发文机关" in welcome.town.rows["issuer"].mistake.text()


def test_one_can_go_back_and_finds_what_was_entered(welcome: WelcomeDialog) -> None:
    welcome.town.propose({"name": "邻鄂镇", "issuer": "黔江区邻鄂镇人民政府"})
    welcome.next.click()
    welcome.back.click()
    assert welcome.step() == 0
    assert welcome.town.texts()["name"] == "邻鄂镇"


def test_the_sample_town_is_one_word_away(welcome: WelcomeDialog, empty_office: Office) -> None:
    welcome.sample.click()
    assert sample.present(empty_office)
    assert town.town(empty_office).sample


def test_the_wizard_is_named_in_order_and_nothing_is_cut_off(
    welcome: WelcomeDialog, qtbot: QtBot
) -> None:
    qtbot.wait(20)
    assert examine(welcome) == []


def test_a_restored_backup_replaces_the_office_behind_the_window(
    program: Program, qtbot: QtBot
) -> None:
    before = program.window
    assert before is not None
    before.go_to(7)
    qtbot.waitUntil(lambda: not before.tasks.busy(), timeout=20_000)
    kept = backups.backup(program.office)
    so_far = len(backups.listing(program.office))
    made = records.create(
        program.office, HAZARDS, {"place": "新店", "village": "高石村", "description": "堆物"}
    )
    assert records.counts(program.office, HAZARDS)["total"] == 401

    before.restore_asked.emit(kept.file)
    qtbot.waitUntil(lambda: program.window is not before, timeout=20_000)

    assert program.window is not None
    assert program.window.current_index() == 7
    assert records.counts(program.office, HAZARDS)["total"] == 400
    assert made not in {row.id for row in records.query(program.office, HAZARDS).rows}
    assert len(backups.listing(program.office)) == so_far + 1


def test_a_damaged_backup_is_refused_and_the_office_goes_on(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    damaged = tmp_path / "坏.db"
    damaged.write_bytes(b"not a database")
    before = program.window
    assert before is not None
    before.restore_asked.emit(damaged)
    qtbot.waitUntil(lambda: program.window is not before, timeout=20_000)
    assert program.window is not None
    assert program.window.error_strip().text()
    assert records.counts(program.office, HAZARDS)["total"] == 400


def test_what_is_being_typed_is_written_when_the_system_shuts_down(
    program: Program, qapp: QApplication
) -> None:
    watch_session(qapp, program)
    assert program.window is not None
    program.window.go_to(2)
    page = program.window.current_page()
    assert isinstance(page, RegisterPage)
    view = page.view()
    key = view.list.table.current_id()
    editor = view.panel.sections.forms["登记"].rows["place"].editor
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    editor.selectAll()
    editor.insert("正在填写的地点")
    qapp.aboutToQuit.emit()  # type: ignore[attr-defined]
    assert records.read(program.office, HAZARDS, key).values["place"] == "正在填写的地点"


class Session(QObject):
    """The application's signals: Qt emits the first two with a manager that none but it makes.

    Windows asks by WM_QUERYENDSESSION and tells by WM_ENDSESSION.
    """

    commitDataRequest = Signal()  # noqa: N815
    saveStateRequest = Signal()  # noqa: N815
    aboutToQuit = Signal()  # noqa: N815


@pytest.fixture
def session(program: Program) -> Session:
    """A session that the program watches."""
    watched = Session()
    watch_session(watched, program)  # type: ignore[arg-type]
    return watched


def side_files(folder: Path) -> list[str]:
    """What SQLite has beside the database while that is open."""
    return [
        name for name in ("-wal", "-shm", "-journal") if (folder / (DATABASE_NAME + name)).exists()
    ]


def test_a_session_that_ends_leaves_the_office_closed(
    program: Program, session: Session, tmp_path: Path
) -> None:
    """The process ends with the last receiver; what it leaves then tells of no crash."""
    records.create(
        program.office, HAZARDS, {"place": "新店", "village": "高石村", "description": "堆物"}
    )
    session.commitDataRequest.emit()
    session.aboutToQuit.emit()
    assert side_files(program.office.folder) == []
    left = tmp_path / "第二天"
    left.mkdir()
    shutil.copyfile(program.office.file, left / DATABASE_NAME)
    with Office.open(left, FixedClock(NOW)) as next_day:
        assert next_day.notes == ()
        assert records.counts(next_day, HAZARDS)["total"] == 401


def test_a_session_whose_end_was_called_off_goes_on(program: Program, session: Session) -> None:
    session.commitDataRequest.emit()
    made = records.create(
        program.office, HAZARDS, {"place": "新店", "village": "高石村", "description": "堆物"}
    )
    assert records.read(program.office, HAZARDS, made).values["place"] == "新店"
    session.commitDataRequest.emit()
    assert side_files(program.office.folder) == []


def test_nothing_heavy_is_imported_before_the_window_is_on_screen(office: Office) -> None:
    office.close()
    script = (
        "import sys; from pathlib import Path\n"
        "from fireoffice.core.settings import Settings\n"
        "from fireoffice.ui.start import Program, make_application\n"
        "from fireoffice.ui.theme import theme\n"
        "application = make_application(['test']); theme.apply()\n"
        "program = Program(Path(sys.argv[1]), Settings(), None); program.begin()\n"
        "print([name for name in sys.argv[2:] if name in sys.modules])\n"
        "program.window.close(); program.close()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(office.folder), *HEAVY],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == "[]"
