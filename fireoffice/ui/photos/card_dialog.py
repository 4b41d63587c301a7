"""The new photos of a camera, a memory card or a folder: ticked, added with one press."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, QStorageInfo, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from fireoffice.core.errors import OfficeError
from fireoffice.services.attachments import thumbnails
from fireoffice.services.attachments.camera import CameraFile, camera_files
from fireoffice.services.office import Office
from fireoffice.ui.parts.basics import button, label, tighten
from fireoffice.ui.parts.dialog import WIDE, Dialog
from fireoffice.ui.parts.view_strip import ViewStrip
from fireoffice.ui.photos.loader import loader
from fireoffice.ui.tasks import TaskRunner
from fireoffice.ui.theme import theme
from fireoffice.ui.words import short_day

LAST_DAY, WEEK, ALL = "最近一天", "最近7天", "全部"

_FILE: Final = Qt.ItemDataRole.UserRole
_NO_CARD = "没有找到存储卡。插好相机、存储卡或U盘后，点“换文件夹”选照片所在的位置。"
_ICON = (112, 84)
_HEIGHT = 330
_PATH = 380


class CardDialog(Dialog):
    """Lists what is new since a day; what some record has already is not ticked."""

    def __init__(
        self,
        office: Office,
        tasks: TaskRunner,
        noun: str,
        folder: Path | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"把哪些照片添加到这条{noun}？", WIDE, parent)
        self._office = office
        self._tasks = tasks
        self._folder = folder or _card()
        self._over = False
        self._files: tuple[CameraFile, ...] = ()
        self._items: dict[str, QListWidgetItem] = {}
        self._pressed: Qt.CheckState | None = None
        self.place = label("", "note")
        self.place.setWordWrap(True)
        self.change = button("换文件夹", "word")
        self.period = ViewStrip((LAST_DAY, WEEK, ALL))
        self.list = self._make_list()
        top = QHBoxLayout()
        tighten(top, 8)
        top.addWidget(self.place, 1)
        top.addWidget(self.change)
        self.body.addLayout(top)
        self.body.addWidget(self.period)
        self.body.addWidget(self.list)
        self.refuse = self.add_button("不添加")
        self.agree = self.add_button("添加", "next", default=True)
        self.change.clicked.connect(self._on_change_pressed)
        self.period.chosen.connect(self._show)
        self.refuse.clicked.connect(self.reject)
        self.agree.clicked.connect(self.accept)
        loader().loaded.connect(self._on_loaded)
        self.list.setFocus()
        self._look()

    def folder(self) -> Path | None:
        """Return the folder that is listed."""
        return self._folder

    def chosen(self) -> tuple[Path, ...]:
        """Return the ticked photos, the oldest first, as they were taken."""
        ticked = [
            item.data(_FILE)
            for item in self._items.values()
            if item.checkState() is Qt.CheckState.Checked
        ]
        return tuple(one.path for one in sorted(ticked, key=lambda one: one.at))

    def done(self, result: int) -> None:
        self._over = True
        super().done(result)

    def _make_list(self) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName("照片")
        made.setViewMode(QListView.ViewMode.IconMode)
        made.setResizeMode(QListView.ResizeMode.Adjust)
        made.setMovement(QListView.Movement.Static)
        made.setUniformItemSizes(True)
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.setIconSize(QSize(*(theme.px(side) for side in _ICON)))
        made.setSpacing(theme.px(4))
        made.setFixedHeight(theme.px(_HEIGHT))
        look = made.palette()
        look.setColor(QPalette.ColorRole.Highlight, theme.colour("blue_t"))
        look.setColor(QPalette.ColorRole.HighlightedText, theme.colour("ink"))
        made.setPalette(look)
        made.itemPressed.connect(self._on_pressed)
        made.itemClicked.connect(self._on_clicked)
        made.itemChanged.connect(lambda _: self._tell())
        return made

    def _look(self) -> None:
        """List the folder in the background: a slow card may take its time."""
        self._files = ()
        self._show()
        if self._folder is None:
            self.place.setText(_NO_CARD)
            return
        self._say("：正在查看")
        self._tasks.start(
            "查看存储卡",
            partial(camera_files, self._office, self._folder),
            partial(self._on_listed, self._folder),
            self._on_failed,
        )

    def _on_listed(self, folder: Path, files: tuple[CameraFile, ...]) -> None:
        if self._over or folder != self._folder:
            return
        self._files = files
        self._show()

    def _on_failed(self, problem: Exception) -> None:
        if not self._over:
            words = str(problem) if isinstance(problem, OfficeError) else "这个文件夹没有列出来。"
            self.place.setText(words)

    def _show(self, *_: object) -> None:
        self.list.clear()
        self._items = {}
        wanted = self._wanted()
        today = self._office.clock.today()
        for one in wanted:
            when = f"{short_day(one.at.date(), today)} {one.at:%H:%M}"
            item = QListWidgetItem(_blank(), "已添加过" if one.imported else when)
            item.setData(_FILE, one)
            item.setToolTip(f"{one.path.name}，{when}")
            ticked = Qt.CheckState.Unchecked if one.imported else Qt.CheckState.Checked
            item.setCheckState(ticked)
            self._items[_key(one)] = item
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        for one in wanted:
            key = _key(one)
            known = loader().picture(
                key, partial(thumbnails.of_file, one.path), partial(self._is_listed, key)
            )
            if known is not None:
                self._on_loaded(key, known)
        if self._folder is not None and self._files:
            new = sum(not one.imported for one in wanted)
            self._say(f"：{new}张还没有添加过")
        elif self._folder is not None:
            self._say("中没有照片。")
        self._tell()

    def _say(self, words: str) -> None:
        """Say ``words`` of the folder, whose path gives way in the middle."""
        metrics, whole = self.place.fontMetrics(), str(self._folder)
        path = metrics.elidedText(whole, Qt.TextElideMode.ElideMiddle, theme.px(_PATH))
        self.place.setText(f"{path}{words}")
        self.place.setToolTip(whole)

    def _is_listed(self, key: str) -> bool:
        return not self._over and key in self._items

    def _wanted(self) -> tuple[CameraFile, ...]:
        if not self._files or self.period.current() == ALL:
            return self._files
        newest = self._files[0].at.date()
        days = 0 if self.period.current() == LAST_DAY else 6
        return tuple(one for one in self._files if newest - one.at.date() <= timedelta(days))

    def _tell(self) -> None:
        count = len(self.chosen())
        self.agree.setText(f"添加{count}张照片" if count else "添加")
        self.agree.setAccessibleName(self.agree.text())
        self.agree.setEnabled(bool(count))

    def _on_change_pressed(self) -> None:
        start = str(self._folder or "")
        folder = QFileDialog.getExistingDirectory(self, "照片在哪个文件夹？", start)
        if folder:
            self._folder = Path(folder)
            self._look()

    def _on_pressed(self, item: QListWidgetItem) -> None:
        self._pressed = item.checkState()

    def _on_clicked(self, item: QListWidgetItem) -> None:
        """A click anywhere on a photo ticks it; one on the box itself has done so already."""
        if item.checkState() is self._pressed:
            ticked = self._pressed is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)

    def _on_loaded(self, key: str, image: QImage) -> None:
        item = None if self._over else self._items.get(key)
        if item is not None and not image.isNull():
            self.list.blockSignals(True)
            item.setIcon(QIcon(_framed(image)))
            self.list.blockSignals(False)
            self.list.viewport().update()


def _card() -> Path | None:
    """The memory card or camera that is plugged in, if one is."""
    for volume in QStorageInfo.mountedVolumes():
        root = Path(volume.rootPath())
        if volume.isReady() and (root / "DCIM").is_dir():
            return root / "DCIM"
    return None


def _key(one: CameraFile) -> str:
    return f"card:{one.path}:{one.size}:{one.at.timestamp()}"


def _blank() -> QIcon:
    pixmap = QPixmap(QSize(*(theme.px(side) for side in _ICON)))
    pixmap.fill(theme.colour("table"))
    return QIcon(pixmap)


def _framed(image: QImage) -> QPixmap:
    """``image`` in the middle of a picture of the icons' size."""
    room = QSize(*(theme.px(side) for side in _ICON))
    pixmap = QPixmap(room)
    pixmap.fill(QColor(theme.colour("table")))
    size = image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    left, top = (room.width() - size.width()) // 2, (room.height() - size.height()) // 2
    scaled = image.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    painter.drawImage(left, top, scaled)
    painter.end()
    return pixmap
