"""The pages that one meets while working: grids, strips, sheets, photos, and views of figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from fireoffice.registers import HAZARDS, TRAININGS
from fireoffice.services import records
from fireoffice.services.attachments import register as attachments
from fireoffice.services.office import Office
from fireoffice.services.papers.planning import kinds_for
from fireoffice.ui.photos.card_dialog import CardDialog
from fireoffice.ui.photos.viewer import PhotoViewer
from fireoffice.ui.window import MainWindow

_PHOTOS = 3
_TURNS = 40
_PREVIEW_MS = 500
"""What a change would do is counted after a rest."""
_FLAGS = QItemSelectionModel.SelectionFlag
_MORE_ROWS = _FLAGS.Select | _FLAGS.Rows

Scenes = Iterator[tuple[str, QWidget]]


class WorkingScenes:
    """``rest`` waits until nothing runs in the background."""

    def __init__(self, office: Office, window: MainWindow, rest: Callable[[], None]) -> None:
        self._office, self._window, self._rest = office, window, rest

    def all(self) -> Scenes:
        """Yield the name of each picture and the widget to be taken."""
        yield from self._many_at_once()
        yield from self._with_a_hazard()
        yield from self._views("2-责任清单", 1, ("组织健全",))
        yield from self._views("4-培训宣传", 3, ("计划进度", "谁没训"))
        yield from self._views("5-志愿队伍", 4, ("排班", "统计"))
        yield from self._attendance()

    def _page(self, index: int) -> Any:
        self._window.go_to(index)
        self._rest()
        return self._window.current_page()

    def _many_at_once(self) -> Scenes:
        page = self._page(2)
        page.strip.set_current("隐患")
        page.strip.chosen.emit("隐患")
        shown = page.view().list
        page.many.click()
        grid = page._batch.page()
        names = ("place", "village", "description")
        for row, texts in enumerate(
            (("老街副食店", "松林社区", "通道堆物"), ("茶馆", "没有村", ""))
        ):
            cells = zip(names, texts, strict=True)
            grid.model.write({(row, grid.model.column_of(n)): text for n, text in cells}, "填写")
        self._rest()
        grid.view.go_to_first_problem()
        yield "3-隐患台账-成批登记", self._window
        grid.model.show([])
        page._batch.close()
        shown.table.select_place(0)
        for place in range(1, 5):
            shown.table.selectionModel().select(shown.table.model().index(place, 0), _MORE_ROWS)
        self._rest()
        yield "3-隐患台账-选中多条", self._window
        shown.grid_edit_asked.emit(shown.which())
        self._rest()
        yield "3-隐患台账-在表格中修改", self._window
        page._batch.close()
        shown.bulk_edit_asked.emit(shown.chosen_ids())
        page._batch.page().choose("handler", "王芳")
        QTest.qWait(_PREVIEW_MS)
        self._rest()
        yield "3-隐患台账-批量修改", self._window
        page._batch.close()
        shown.table.choose_only_current()
        shown.export_asked.emit(False)
        yield "3-隐患台账-导出", self._window
        shown.exporting.refuse("“隐患台账.xlsx”正在Excel或WPS里打开，不能覆盖。请另取一个名称。")
        yield "3-隐患台账-不能导出", self._window
        shown.exporting.closed.emit()

    def _with_a_hazard(self) -> Scenes:
        page = self._page(2)
        view = page.view()
        hazard = view.list.table.current_id()
        view.papers.open(hazard, kinds_for(HAZARDS.name)[0])
        self._rest()
        yield "3-隐患台账-制发文书", self._window
        view.panel.close_sheet()
        card = self._card()
        attachments.add(self._office, HAZARDS, hazard, sorted(card.iterdir())[:_PHOTOS])
        view.activate()
        self._rest()
        view.panel.sections._on_anchor_chosen("照片")
        shown = view.panel.sections.further["照片"].section.tiles
        for _ in range(_TURNS):
            if len(shown._pictures) == _PHOTOS:
                break
            QTest.qWait(_PREVIEW_MS)
        yield "3-隐患台账-照片", self._window
        section = view.panel.sections.further["照片"].section
        section.open_large(section.photos()[0].id)
        self._rest()
        yield "看大图", self._window
        self._window.findChild(PhotoViewer).close()
        dialog = CardDialog(self._office, self._window.tasks, "隐患", card, self._window)
        dialog.show()
        self._rest()
        yield "从存储卡添加", dialog
        dialog.close()

    def _views(self, name: str, index: int, words: tuple[str, ...]) -> Scenes:
        page = self._page(index)
        for word in words:
            page.strip.set_current(word)
            page.strip.chosen.emit(word)
            self._rest()
            yield f"{name}-{word}", self._window

    def _attendance(self) -> Scenes:
        page = self._page(3)
        page.sign_in(records.query(self._office, TRAININGS).rows[3].id)
        self._rest()
        yield "4-培训宣传-签到", self._window
        page._batch.close()

    def _card(self) -> Path:
        """A folder with photos, as a camera leaves them."""
        folder = self._office.folder / "DCIM"
        folder.mkdir()
        for number, colour in enumerate(("#8a6f52", "#5b6b77", "#7d7f63", "#946a5a", "#4f5d6b")):
            picture = Image.linear_gradient("L").resize((1600, 1200)).convert("RGB")
            tint = Image.new("RGB", picture.size, colour)
            Image.blend(picture, tint, 0.7).save(folder / f"IMG_{815 + number:04}.jpg")
        return folder
