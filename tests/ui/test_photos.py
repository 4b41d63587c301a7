"""照片 in the record panel: added, seen, moved, removed, by mouse and by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from fireoffice.domain.attachments import AFTER, BEFORE, MATERIAL, SCAN, SCENE
from fireoffice.registers import HAZARDS, TRAININGS, Register
from fireoffice.services import records
from fireoffice.services.attachments import register as attachments
from fireoffice.services.attachments.register import AttachmentInfo, Pasted
from fireoffice.services.lists.listing import Query
from fireoffice.services.office import Office
from fireoffice.ui.photos.card_dialog import ALL, CardDialog
from fireoffice.ui.photos.describing import NamePopup
from fireoffice.ui.photos.menu import actions
from fireoffice.ui.photos.section import TITLE, PhotoSection
from fireoffice.ui.photos.viewer import PhotoViewer
from fireoffice.ui.register_view import RegisterView
from fireoffice.ui.tasks import TaskRunner
from fireoffice.ui.window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


def photo(colour: str, size: tuple[int, int] = (400, 300)) -> bytes:
    """A small photo of one colour."""
    target = BytesIO()
    Image.new("RGB", size, colour).save(target, "JPEG")
    return target.getvalue()


@pytest.fixture
def red(tmp_path: Path) -> Path:
    """A photo on the disk."""
    file = tmp_path / "红.jpg"
    file.write_bytes(photo("red"))
    return file


def _first(office: Office, register: Register) -> str:
    return records.query(office, register, Query()).rows[0].id


@pytest.fixture
def make(office: Office, qtbot: QtBot) -> Iterator[Callable[[Register], PhotoSection]]:
    """Builds the section of a register at its first record, in a window of its own."""
    frames: list[QWidget] = []

    def build(register: Register = HAZARDS) -> PhotoSection:
        frame = QWidget()
        frames.append(frame)
        frame.resize(900, 600)
        qtbot.addWidget(frame)
        section = PhotoSection(office, register, None, frame)
        section.resize(368, 300)
        section.show_record(_first(office, register))
        with qtbot.waitActive(frame):
            frame.show()
            frame.activateWindow()
        return section

    yield build
    for frame in frames:
        for runner in frame.findChildren(TaskRunner):
            runner.close()


@pytest.fixture
def section(make: Callable[[Register], PhotoSection]) -> PhotoSection:
    """The section of the first hazard."""
    return make(HAZARDS)


def _there(section: PhotoSection, office: Office) -> tuple[AttachmentInfo, ...]:
    return attachments.listing(office, section.register, section._record_id)


def _taken(qtbot: QtBot, section: PhotoSection, office: Office, work: Callable[[], None]) -> None:
    """Do what adds photos and wait until they are there."""
    before = len(_there(section, office))
    work()
    qtbot.waitUntil(lambda: len(_there(section, office)) > before)
    qtbot.waitUntil(lambda: not section._tasks.busy())


def _give(section: PhotoSection, office: Office, *data: tuple[str, bytes, str]) -> None:
    for name, content, role in data:
        attachments.add(office, HAZARDS, section._record_id, [Pasted(name, content)], role)
    section.show_record(section._record_id)


def test_a_hazard_without_photos_shows_what_to_do_at_both_places(section: PhotoSection) -> None:
    assert [(tile.id, tile.role) for tile in section.tiles.tiles()] == [("", BEFORE), ("", AFTER)]
    assert "拖入、粘贴或添加照片" in section.tiles.accessibleName()
    assert not section.files.isVisible()


def test_another_register_has_one_place_and_no_pairs(
    make: Callable[[Register], PhotoSection],
) -> None:
    assert [tile.role for tile in make(TRAININGS).tiles.tiles()] == [SCENE]


def test_photos_are_chosen_from_files_and_stand_in_a_pair(
    section: PhotoSection,
    office: Office,
    qtbot: QtBot,
    red: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(red)], ""))
    told: list[str] = []
    counts: list[str] = []
    section.undo_offered.connect(told.append)
    section.counted.connect(counts.append)
    _taken(qtbot, section, office, section.add.click)
    left, right = section.tiles.tiles()
    assert (left.role, right.role, right.id) == (BEFORE, AFTER, "")
    assert told == ["照片：已添加1个"]
    assert counts[-1] == "1/2"
    assert records.undo(office) == "添加1张照片"


def test_the_picture_appears_once_it_is_read(
    section: PhotoSection, office: Office, qtbot: QtBot
) -> None:
    _give(section, office, ("1.jpg", photo("red"), BEFORE))

    def colour() -> QColor:
        return QColor(section.tiles.grab().toImage().pixelColor(60, 60))

    qtbot.waitUntil(lambda: colour().red() > 200 and colour().green() < 60)


def test_a_picture_on_the_clipboard_is_pasted_with_the_keyboard(
    section: PhotoSection, office: Office, qtbot: QtBot
) -> None:
    image = QImage(50, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    QApplication.clipboard().setImage(image)
    section.tiles.setFocus()
    qtbot.keyClick(section.tiles, Qt.Key.Key_Right)
    _taken(qtbot, section, office, lambda: qtbot.keyClick(section.tiles, Qt.Key.Key_V, CONTROL))
    (one,) = _there(section, office)
    assert (one.name, one.role, one.width) == ("粘贴20210420-084000.png", AFTER, 50)


def test_an_empty_clipboard_is_said(section: PhotoSection) -> None:
    QApplication.clipboard().clear()
    said: list[str] = []
    section.failed.connect(lambda message, _: said.append(message))
    section.paste()
    assert said == ["剪贴板里没有照片或文件。"]


def _drop(over: QWidget, files: list[Path], point: QPoint) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    action, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    enter = QDragEnterEvent(point, action, data, left, none)
    QApplication.sendEvent(over, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(over, QDropEvent(QPointF(point), action, data, left, none))


def test_a_photo_dropped_on_a_place_goes_there_and_a_document_below(
    section: PhotoSection, office: Office, qtbot: QtBot, red: Path, tmp_path: Path
) -> None:
    scan = tmp_path / "回证.pdf"
    scan.write_bytes(b"%PDF-1.4")
    right = section.tiles.mapTo(section, QPoint(300, 40))
    _taken(qtbot, section, office, lambda: _drop(section, [red, scan], right))
    assert [(one.role, one.name) for one in _there(section, office)] == [
        (AFTER, "红.jpg"),
        (SCAN, "回证.pdf"),
    ]
    assert [line.cells for line in section.files.lines()] == [("回证.pdf", SCAN, "8字节")]


def test_a_photo_dropped_anywhere_on_the_panel_belongs_to_the_record_shown(
    hazards: RegisterView, window: MainWindow, office: Office, qtbot: QtBot, red: Path
) -> None:
    lazy = hazards.panel.sections.further[TITLE]
    qtbot.waitUntil(lambda: lazy.section is not None and hazards.panel.acceptDrops())
    _drop(hazards.panel, [red], QPoint(30, 12))
    key = hazards.panel.record_id()
    qtbot.waitUntil(lambda: bool(attachments.listing(office, HAZARDS, key)))
    qtbot.waitUntil(lambda: not window.tasks.busy())
    assert "照片：已添加1个" in window.undo_bar().text()


def test_a_damaged_photo_is_told_and_the_others_are_added(
    section: PhotoSection, office: Office, qtbot: QtBot, red: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "坏.jpg"
    broken.write_bytes(b"")
    said: list[str] = []
    section.failed.connect(lambda message, _: said.append(message))
    _taken(qtbot, section, office, lambda: section.take([broken, red]))
    assert len(_there(section, office)) == 1
    assert "文件是空的（坏.jpg）" in said[-1]


def test_nothing_but_damaged_photos_is_told_and_adds_nothing(
    section: PhotoSection, office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    broken = tmp_path / "坏.jpg"
    broken.write_bytes(b"")
    with qtbot.waitSignal(section.failed) as caught:
        section.take([broken])
    assert "文件是空的" in caught.args[0]
    assert _there(section, office) == ()


def test_delete_removes_a_photo_and_undo_brings_it_back(
    section: PhotoSection, office: Office, qtbot: QtBot
) -> None:
    _give(section, office, ("1.jpg", photo("red"), BEFORE))
    section.tiles.setFocus()
    with qtbot.waitSignal(section.undo_offered) as offered:
        qtbot.keyClick(section.tiles, Qt.Key.Key_Delete)
    assert offered.args == ["1.jpg：已移除"]
    assert _there(section, office) == ()
    records.undo(office)
    assert len(_there(section, office)) == 1


def test_the_menu_offers_what_fits_a_photo_and_what_fits_a_document(
    section: PhotoSection, office: Office
) -> None:
    _give(section, office, ("1.jpg", photo("red"), BEFORE), ("说明.docx", b"PK", MATERIAL))
    picture, document = _there(section, office)
    words = [one.text() for one in actions(section, picture).actions() if one.text()]
    assert words == [
        "看大图", "另存为…", "改名称和说明…",
        "改为整改后", "改为扫描件", "改为材料", "向右旋转", "移除",
    ]  # fmt: skip
    words = [one.text() for one in actions(section, document).actions() if one.text()]
    assert words == ["打开副本", "另存为…", "改名称和说明…", "改为扫描件", "移除"]
    section.setEnabled(False)
    words = [one.text() for one in actions(section, picture).actions()]
    assert words == ["看大图", "另存为…"]


def test_a_photo_gets_another_role_and_is_turned(section: PhotoSection, office: Office) -> None:
    _give(section, office, ("1.jpg", photo("red"), BEFORE))
    (one,) = _there(section, office)
    section.acts.change_role(one.id, AFTER)
    section.acts.rotate(one.id)
    (one,) = _there(section, office)
    assert (one.role, one.width, one.height) == (AFTER, 300, 400)


def test_a_photo_is_seen_large_and_the_arrow_shows_the_next(
    section: PhotoSection, office: Office, qtbot: QtBot
) -> None:
    _give(section, office, ("1.jpg", photo("red"), BEFORE), ("2.jpg", photo("blue"), AFTER))
    section.tiles.setFocus()
    qtbot.keyClick(section.tiles, Qt.Key.Key_Return)
    viewer = section.window().findChild(PhotoViewer)
    assert viewer is not None
    assert viewer.size() == section.window().size()
    assert {"整改前", "1/2"} <= set(viewer.words.text().split("　"))
    qtbot.waitUntil(lambda: not viewer.image().isNull())
    qtbot.keyClick(viewer, Qt.Key.Key_Right)
    assert viewer.current().name == "2.jpg"
    qtbot.waitUntil(lambda: not viewer.image().isNull())
    assert viewer.image().pixelColor(5, 5).blue() > 200
    qtbot.keyClick(viewer, Qt.Key.Key_Tab)
    assert viewer.back.hasFocus()
    with qtbot.waitSignal(viewer.closed):
        qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    assert section.tiles.hasFocus()
    assert section.tiles.current() == section.tiles.tiles()[1]


def test_a_photo_gets_its_name_and_note_where_it_is_seen_large(
    section: PhotoSection, office: Office, qtbot: QtBot
) -> None:
    _give(section, office, ("IMG_0815.jpg", photo("red"), BEFORE))
    section.open_large(_there(section, office)[0].id)
    (viewer,) = section.window().findChildren(PhotoViewer)
    assert viewer.fields.name.text() == "IMG_0815"
    viewer.fields.name.clear()
    qtbot.keyClick(viewer.fields.name, Qt.Key.Key_Return)
    assert "名称不能是空的" in viewer.fields.mistake.text()
    viewer.fields.name.setFocus()
    viewer.fields.name.insert("楼梯间")
    qtbot.keyClick(viewer.fields.name, Qt.Key.Key_Return)
    viewer.fields.note.insert("木料堆到二楼")
    viewer.close()
    (one,) = _there(section, office)
    assert (one.name, one.note) == ("楼梯间.jpg", "木料堆到二楼")


def test_a_document_gets_its_name_and_note_beside_its_menu(
    section: PhotoSection, office: Office, qtbot: QtBot
) -> None:
    _give(section, office, ("扫描0001.docx", b"PK", MATERIAL))
    section.describe(_there(section, office)[0].id, QPoint())
    (popup,) = section.findChildren(NamePopup)
    popup.fields.name.insert("送达回证")
    qtbot.keyClick(popup.fields.name, Qt.Key.Key_Return)
    qtbot.keyClick(popup.fields.note, Qt.Key.Key_Return)
    assert _there(section, office)[0].name == "送达回证.docx"
    assert not popup.isVisible()


def test_a_photo_whose_file_is_gone_says_so_instead_of_staying_blank(
    section: PhotoSection, office: Office, qtbot: QtBot
) -> None:
    _give(section, office, ("1.jpg", photo("red"), BEFORE))
    (one,) = _there(section, office)
    attachments.path(office, one.sha256).unlink()
    section.open_large(one.id)
    viewer = section.window().findChild(PhotoViewer)
    assert viewer is not None
    qtbot.waitUntil(lambda: viewer._sheet._failed)
    viewer.close()


def test_in_the_recycle_bin_nothing_can_be_added(
    section: PhotoSection, office: Office, red: Path
) -> None:
    section.setEnabled(False)
    section.take([red])
    assert not section._tasks.busy()
    assert _there(section, office) == ()


def test_everything_that_takes_the_focus_has_a_name(section: PhotoSection, office: Office) -> None:
    _give(section, office, ("说明.docx", b"PK", MATERIAL))
    reached = [section.from_card, section.add, section.tiles, section.files]
    assert all(one.accessibleName() for one in reached)
    assert all(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in reached)


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """A memory card with three photos."""
    folder = tmp_path / "卡" / "DCIM"
    folder.mkdir(parents=True)
    for name, colour in (("1.jpg", "red"), ("2.jpg", "green"), ("3.jpg", "blue")):
        (folder / name).write_bytes(photo(colour))
    return folder


@pytest.fixture
def dialog(section: PhotoSection, office: Office, card: Path, qtbot: QtBot) -> CardDialog:
    """The list of the card, one photo of which is known already."""
    record = section._record_id
    attachments.add(office, HAZARDS, record, [card / "2.jpg"])
    made = CardDialog(office, TaskRunner(section), "隐患", card, section.window())
    made.period.set_current(ALL)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.list.count() == 3)
    return made


def test_new_photos_of_a_card_are_ticked_and_known_ones_are_not(dialog: CardDialog) -> None:
    assert sorted(one.name for one in dialog.chosen()) == ["1.jpg", "3.jpg"]
    assert dialog.agree.text() == "添加2张照片"
    words = [dialog.list.item(row).text() for row in range(3)]
    assert words.count("已添加过") == 1


def test_a_click_on_a_photo_takes_its_tick_away_and_gives_it_back(
    dialog: CardDialog, qtbot: QtBot
) -> None:
    area = dialog.list.visualItemRect(dialog.list.item(0))
    before = len(dialog.chosen())
    for wanted in (1, 0):
        qtbot.mouseClick(
            dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=area.center() - QPoint(0, 10)
        )
        assert abs(len(dialog.chosen()) - before) == wanted
    dialog.list.setFocus()
    dialog.list.setCurrentRow(0)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    assert abs(len(dialog.chosen()) - before) == 1


def test_a_card_that_is_gone_is_said_in_the_dialog(
    section: PhotoSection, office: Office, card: Path, qtbot: QtBot
) -> None:
    made = CardDialog(office, TaskRunner(section), "隐患", card.parent / "没有", section.window())
    qtbot.addWidget(made)
    qtbot.waitUntil(lambda: "找不到这个文件夹" in made.place.text())
    assert not made.agree.isEnabled()
