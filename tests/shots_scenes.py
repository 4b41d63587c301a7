"""The scenes that are photographed: every tab, and every dialog in the state one meets it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from fireoffice.core.clock import FixedClock
from fireoffice.core.errors import InputError
from fireoffice.core.paths import resource
from fireoffice.core.settings import Settings
from fireoffice.registers import VILLAGES
from fireoffice.services import records
from fireoffice.services.office import Office
from fireoffice.services.safekeeping import backups, restoring
from fireoffice.ui.backups.restore_dialog import RestoreDialog
from fireoffice.ui.crash_dialog import CrashDialog
from fireoffice.ui.obstacles import drive_obstacle
from fireoffice.ui.register_page import BIN, RegisterPage
from fireoffice.ui.settings_dialog import SettingsDialog
from fireoffice.ui.start import make_application
from fireoffice.ui.tabs import TABS
from fireoffice.ui.theme import theme
from fireoffice.ui.welcome_dialog import WelcomeDialog
from fireoffice.ui.window import MainWindow
from tests.naive_word import save_naively
from tests.shots_checks import examine
from tests.shots_working import WorkingScenes

if TYPE_CHECKING:
    from tests.shots import Row

_PATIENCE_MS = 120_000
_JOINT = (
    "关于开展联合检查的通知\n各村（居）委：\n请于4月底前完成。\n\n"
    "黔江区邻鄂镇人民政府\n黔江区邻鄂镇派出所\n2021年4月6日\n"
)
_FEW = ("1-工作台", "3-隐患台账")


class Stage:
    """The window on the sample town, in the look of one row."""

    def __init__(self, folder: Path, now: datetime, row: Row) -> None:
        make_application(["shots"])
        theme.apply(row.theme, row.large)
        self._row = row
        self._office = Office.open(folder, FixedClock(now))
        self._settings = Settings(theme=row.theme, large_type=row.large)  # type: ignore[arg-type]
        self.window = MainWindow(self._office, self._settings)
        self.window.resize(row.width, row.height)
        self.window.go_to(0)
        self.window.show()
        self.window.begin_day()
        self._broken: list[BaseException] = []
        sys.excepthook = self._on_broken

    def __enter__(self) -> Stage:
        return self

    def __exit__(self, *_: object) -> None:
        self.window.close()
        self._office.close()

    def scenes(self) -> Iterator[tuple[str, QWidget]]:
        """Yield the name of each picture and the widget to be taken."""
        for index, tab in enumerate(TABS):
            name = f"{index + 1}-{tab.word}"
            if self._row.few and name not in _FEW:
                continue
            self.window.go_to(index)
            self._rest()
            yield name, self.window
            page = self.window.current_page()
            if isinstance(page, RegisterPage) and not self._row.few:
                yield from self._register_scenes(name, page)
        if not self._row.few:
            yield from WorkingScenes(self._office, self.window, self._rest).all()
            yield from self._paper_scenes()
            yield from self._dialog_scenes()

    def shoot(self, file: Path, widget: Any) -> list[str]:
        """Take the picture of ``widget`` and return what is wrong with it."""
        QTest.qWait(30)
        widget.grab().save(str(file))
        broken, self._broken = self._broken, []
        return [*(f"程序出错：{one!r}" for one in broken), *examine(widget)]

    def _on_broken(self, kind: type, problem: BaseException, trace: Any) -> None:
        self._broken.append(problem)
        sys.__excepthook__(kind, problem, trace)

    def _register_scenes(self, name: str, page: RegisterPage) -> Iterator[tuple[str, QWidget]]:
        view = page.view()
        if view.panel.head.step.isVisible():
            view.panel.press_next()
            self._rest()
            yield f"{name}-下一步", self.window
            view.panel.sections.setFocus()
            view.open_record(view.list.table.current_id())
        page.new.click()
        self._rest()
        yield f"{name}-登记", self.window
        view.panel.press_next()
        self._rest()
        yield f"{name}-登记-缺项", self.window
        view.panel.creation_given_up.emit({})
        self._press(page, BIN)
        yield f"{name}-回收站", self.window
        for noun in list(page.nouns())[1:]:
            self._press(page, noun)
            yield f"{name}-{noun}", self.window

    def _press(self, page: Any, word: str) -> None:
        page.strip.set_current(word)
        page.strip.chosen.emit(word)
        self._rest()

    def _paper_scenes(self) -> Iterator[tuple[str, QWidget]]:
        self.window.go_to(5)
        page: Any = self.window.current_page()
        page.open_sample()
        self._rest()
        QTest.qWait(600)
        yield "6-公文-编辑", self.window
        yield from self._correction_scenes(page)
        page.leave_paper()
        self._rest()
        yield "6-公文登记簿", self.window

    def _correction_scenes(self, page: Any) -> Iterator[tuple[str, QWidget]]:
        text = resource("sample/circular.txt").read_text(encoding="utf-8")
        folder = self._office.folder / "收到的文件"
        folder.mkdir()
        page.take_files(save_naively(text, folder / "2021年消防工作意见.docx"))
        self._rest()
        page.view.editor.findings.go_on()
        yield "6-公文-打开Word", self.window
        page.view.correct()
        self._rest()
        yield "6-公文-规范前后", self.window
        page.view.correcting.pane.changes.go_on(done=True)
        page.view.correcting.pane.changes.go_on(done=True)
        QTest.qWait(100)
        yield "6-公文-规范前后-一处", self.window
        page.view.correcting.leave()
        page.take_files(folder)
        self._rest()
        yield "6-公文-规范文件夹", self.window
        page.leave_paper()
        page.draft_paper()
        page.view.editor.take_text(_JOINT)
        page.view.editor.fields.fold.setChecked(True)
        self._rest()
        yield "6-公文-更多", self.window

    def _dialog_scenes(self) -> Iterator[tuple[str, QWidget]]:
        yield from self._shown("设置", SettingsDialog(self._office, self._settings, self.window))
        welcome = WelcomeDialog(self._office, self.window)
        for step, prepare in enumerate(_WELCOME_STEPS):
            prepare(welcome)
            yield from self._shown(f"首次设置-{step + 1}", welcome, keep=True)
        welcome.close()
        yield from self._exchange_scenes()
        self.window.undo_bar().offer("2021-0091顺发家具厂：已移到回收站")
        self.window.error_strip().say("磁盘已满，没有备份（D盘）。", "请清理磁盘后再备份。")
        yield "撤销与提示", self.window

    def _exchange_scenes(self) -> Iterator[tuple[str, QWidget]]:
        village = records.query(self._office, VILLAGES).rows[0].id
        for head in ("张建国", "李强"):
            records.update(self._office, VILLAGES, village, {"head": head})
        self.window.go_to(7)
        page: Any = self.window.current_page()
        self._press(page, "操作记录")
        yield "8-数据交换-操作记录", self.window
        page.operations.table.select_place(1)
        page.operations.panel.undo.click()
        self._rest()
        yield "8-数据交换-操作记录-不能撤销", self.window
        self._press(page, "备份")
        file = backups.listing(self._office)[0].file
        found = restoring.look_into(self._office, file)
        today = self._office.clock.today()
        yield from self._shown("恢复备份", RestoreDialog(found, today, self.window))
        folder = self._office.folder
        told = ("程序出了错（ValueError），刚才这一步没有完成。", "正在填写的内容已经保存。")
        crash = CrashDialog(*told, folder / "logs" / "crash.txt", folder, self.window)
        yield from self._shown("出错", crash)
        stick = InputError("数据文件夹在U盘或移动硬盘上，不能直接打开。", "请复制到本机再打开；")
        yield from self._shown("U盘上的数据", drive_obstacle(folder, stick))

    def _shown(self, name: str, dialog: Any, keep: bool = False) -> Iterator[tuple[str, QWidget]]:
        dialog.show()
        self._rest()
        yield name, dialog
        if not keep:
            dialog.close()

    def _rest(self) -> None:
        """Wait until nothing runs in the background."""
        QTest.qWait(80)
        page = self.window.current_page()
        busy: Callable[[], bool] = getattr(page, "busy", lambda: False)
        waited = 0
        while (self.window.tasks.busy() or busy()) and waited < _PATIENCE_MS:
            QTest.qWait(50)
            waited += 50
        QTest.qWait(80)


def _first(_: WelcomeDialog) -> None:
    """The dialog opens at its first step."""


def _second(dialog: WelcomeDialog) -> None:
    dialog.town.propose({"name": "邻鄂镇", "issuer": "黔江区邻鄂镇人民政府"})
    dialog.next.click()


def _third(dialog: WelcomeDialog) -> None:
    dialog.papers.propose({"codes": "邻鄂府发、邻鄂府函"})
    dialog.next.click()


def _fourth(dialog: WelcomeDialog) -> None:
    dialog.villages.setPlainText("松林社区\n沙坝社区\n高石村\n庙岭村")
    dialog.next.click()


_WELCOME_STEPS = (_first, _second, _third, _fourth)
