"""照片 in the record panel: photos in pairs, other files below, everything that adds more."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.domain.attachments import size_words
from fireoffice.registers import Register
from fireoffice.services.attachments import register as attachments
from fireoffice.services.attachments import thumbnails
from fireoffice.services.attachments.register import Added, AttachmentInfo, Pasted
from fireoffice.services.office import Office
from fireoffice.ui.details.rows import DetailLine, DetailRows
from fireoffice.ui.parts.basics import button
from fireoffice.ui.parts.panel_section import PanelSection, SectionSlot
from fireoffice.ui.parts.record_panel import RecordPanel
from fireoffice.ui.photos.arranging import count_words, key_of, tiles_of
from fireoffice.ui.photos.arriving import sources_of
from fireoffice.ui.photos.describing import NamePopup
from fireoffice.ui.photos.doing import AttachmentActions
from fireoffice.ui.photos.dropping import DropWatch
from fireoffice.ui.photos.loader import loader
from fireoffice.ui.photos.menu import offer
from fireoffice.ui.photos.tiles import PhotoTiles, Tile
from fireoffice.ui.tasks import Stopped, TaskRunner

TITLE = "照片"

_FILES = (
    "照片和文件 (*.jpg *.jpeg *.png *.bmp *.webp *.tif *.tiff *.gif *.pdf *.doc *.docx *.xls "
    "*.xlsx *.wps *.et);;所有文件 (*)"
)


class PhotoSection(PanelSection):
    """Reads and writes the attachments of one record of any register.

    Adding runs on ``tasks``: the photos of a whole inspection take some seconds to scale.
    """

    def __init__(
        self,
        office: Office,
        register: Register,
        tasks: TaskRunner | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(TITLE, parent)
        self._office = office
        self.register = register
        self._tasks = tasks or TaskRunner(self)
        self._record_id = ""
        self._card: Path | None = None
        """The folder from which photos were last taken."""
        self._found: tuple[AttachmentInfo, ...] = ()
        self._keys: frozenset[str] = frozenset()
        self.from_card = button("从存储卡添加", "word")
        self.from_card.setToolTip("列出相机、存储卡或文件夹中的新照片")
        self.add = button("添加", "word")
        self.add.setAccessibleName("添加照片或文件")
        self.head.add(self.from_card)
        self.head.add(self.add)
        self.tiles = PhotoTiles()
        self.files = DetailRows("文件")
        self.files.setToolTip("回车或点击：打开、另存、移除")
        self.body.addWidget(self.tiles)
        self.body.addWidget(self.files)
        self.acts = AttachmentActions(office, register, self._one, self)
        self._drops = DropWatch(office.clock, self)
        self._drops.watch(self)
        self._connect()

    def show_record(self, record_id: str) -> None:
        self._record_id = record_id
        try:
            self._found = attachments.listing(self._office, self.register, record_id)
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
            return
        roles = self.register.attachment_roles
        tiles = tiles_of(self._found, roles, self._office.clock.today())
        self._keys = frozenset(tile.key for tile in tiles if tile.key)
        self.tiles.show_tiles(tiles)
        self._show_files()
        self._ask_for_pictures()
        self.counted.emit(count_words(self._found, tiles))

    def photos(self) -> tuple[AttachmentInfo, ...]:
        """Return the photos that can be looked at large, in the order of the section."""
        by_id = {one.id: one for one in self._found}
        shown = [by_id[tile.id] for tile in self.tiles.tiles() if tile.id]
        return (*shown, *(one for one in self._found if one.is_photo and one not in shown))

    def take(
        self, sources: Sequence[Path | Pasted], role: str = "", pair: int | None = None
    ) -> None:
        """Add ``sources`` to the record shown, in the background."""
        if not sources or not self._record_id or not self.isEnabled():
            return
        record_id = self._record_id
        self._tasks.start(
            "添加照片",
            partial(
                attachments.add_in_steps,
                self._office,
                self.register,
                record_id,
                tuple(sources),
                role,
                pair,
            ),
            partial(self._on_added, record_id),
            self._on_not_added,
        )

    def paste(self) -> None:
        """Add what lies on the clipboard."""
        sources = sources_of(QApplication.clipboard().mimeData(), self._office.clock.now())
        if sources:
            self.take(sources, *self._place_of(self.tiles.current()))
        else:
            self.failed.emit("剪贴板里没有照片或文件。", "先复制一张照片或一个文件，再粘贴。")

    def open_large(self, photo_id: str) -> None:
        """Show a photo in the whole window."""
        from fireoffice.ui.photos.viewer import PhotoViewer

        describe = self.acts.describe if self.isEnabled() else None
        viewer = PhotoViewer(self._office, self.photos(), photo_id, self.window(), describe)
        viewer.closed.connect(self.tiles.go_to)
        viewer.show()

    def describe(self, photo_id: str, point: QPoint) -> None:
        """Open the popup for an attachment's name and note, at ``point`` of the screen."""
        NamePopup(self, self.acts.describe, self._one(photo_id)).open_at(point)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        panel = self.parent()
        while panel is not None and not isinstance(panel, RecordPanel):
            panel = panel.parent()
        if panel is not None:
            self._drops.watch(panel)

    def _connect(self) -> None:
        self.add.clicked.connect(lambda: self._choose("", None))
        self.from_card.clicked.connect(self._on_card_asked)
        self.tiles.opened.connect(self.open_large)
        self.tiles.addition_asked.connect(self._choose)
        self.tiles.removal_asked.connect(self.acts.remove)
        self.tiles.menu_asked.connect(self._on_menu_asked)
        self.files.opened.connect(self._on_file_opened)
        self.files.removal_asked.connect(self.acts.remove)
        self.acts.written.connect(self._on_written)
        self.acts.failed.connect(self.failed)
        self._drops.moved.connect(self._on_dragged)
        self._drops.dropped.connect(self._on_dropped)
        loader().loaded.connect(self._on_loaded)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.paste)

    def _show_files(self) -> None:
        shown = {tile.id for tile in self.tiles.tiles()}
        self.files.show_lines(
            [
                DetailLine(one.id, (one.name, one.role, size_words(one.bytes)))
                for one in self._found
                if one.id not in shown
            ]
        )

    def _ask_for_pictures(self) -> None:
        for one in self._found:
            key = key_of(one)
            if key in self._keys:
                known = loader().picture(
                    key,
                    partial(thumbnails.of_attachment, self._office, one.sha256, one.name),
                    lambda key=key: key in self._keys,
                )
                if known is not None:
                    self.tiles.show_picture(key, known)

    def _place_of(self, tile: Tile | None) -> tuple[str, int | None]:
        return ("", None) if tile is None or tile.id else (tile.role, tile.pair)

    def _choose(self, role: str, pair: int | None) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, "添加哪些照片或文件？", "", _FILES)
        self.take([Path(one) for one in chosen], role, pair)

    def _on_card_asked(self) -> None:
        from fireoffice.ui.photos.card_dialog import CardDialog

        dialog = CardDialog(
            self._office, self._tasks, self.register.noun, self._card, self.window()
        )
        agreed = dialog.exec() == CardDialog.DialogCode.Accepted
        self._card, chosen = dialog.folder(), dialog.chosen()
        dialog.deleteLater()
        if agreed:
            self.take(chosen)

    def _on_added(self, record_id: str, added: Added) -> None:
        if added.refused:
            more = f"另有{len(added.refused) - 1}个也没有添加。" if added.refused[1:] else ""
            self.failed.emit(f"{added.refused[0]}{more}", "")
        else:
            self.failed.emit("", "")
        if record_id == self._record_id:
            self.show_record(record_id)
        self.saved.emit()
        self.undo_offered.emit(f"{TITLE}：已添加{len(added.ids)}个")

    def _on_not_added(self, problem: Exception) -> None:
        if isinstance(problem, OfficeError):
            self.failed.emit(problem.message, problem.hint)
        elif not isinstance(problem, Stopped):
            self._tasks.broken.emit(problem)

    def _on_menu_asked(self, photo_id: str, point: QPoint) -> None:
        offer(self, self._one(photo_id), point)

    def _on_file_opened(self, photo_id: str) -> None:
        offer(self, self._one(photo_id), self.cursor().pos())

    def _one(self, photo_id: str) -> AttachmentInfo:
        return next(one for one in self._found if one.id == photo_id)

    def _on_loaded(self, key: str, image: QImage) -> None:
        if key in self._keys:
            self.tiles.show_picture(key, image)

    def _on_dragged(self, over: QWidget, point: QPoint | None) -> None:
        self.tiles.mark_target(self.tiles.mapFrom(over, point) if point else None)

    def _on_dropped(self, over: QWidget, point: QPoint, sources: Sequence[Path | Pasted]) -> None:
        if self.isVisible():
            tile = self.tiles.tile_at(self.tiles.mapFrom(over, point))
            self.take(sources, *self._place_of(tile))

    def _on_written(self, sentence: str) -> None:
        self.show_record(self._record_id)
        self.saved.emit()
        self.undo_offered.emit(sentence)


def photo_slot(office: Office, register: Register, tasks: TaskRunner) -> SectionSlot:
    """Return the place of this section in the panel of ``register``."""
    return SectionSlot(TITLE, lambda: PhotoSection(office, register, tasks))
