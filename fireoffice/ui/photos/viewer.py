"""One photo over the whole window, and the next with ›; Esc goes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import PurePath

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fireoffice.services.attachments import register as attachments
from fireoffice.services.attachments.register import AttachmentInfo
from fireoffice.services.office import Office
from fireoffice.ui.parts.basics import button, label, tighten
from fireoffice.ui.photos.describing import Describe, NameAndNote
from fireoffice.ui.photos.loader import loader
from fireoffice.ui.theme import theme
from fireoffice.ui.words import long_day

_MARGIN, _NAME = 14, 420


class PhotoViewer(QWidget):
    """Lies over ``window`` and goes with it; deletes itself when it is closed."""

    closed = Signal(str)
    """Id of the photo seen last."""

    def __init__(
        self,
        office: Office,
        photos: Sequence[AttachmentInfo],
        first: str,
        window: QWidget,
        describe: Describe | None = None,
    ) -> None:
        """``describe`` writes another name and note; without it they can only be read."""
        super().__init__(window)
        self._office = office
        self._photos = list(photos)
        self._place = next((n for n, one in enumerate(photos) if one.id == first), 0)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("看大图")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.words = label("", "label")
        self.back = button("", "flat", "chevron-left", "上一张（←）")
        self.forth = button("", "flat", "chevron-right", "下一张（→）")
        self.leave = button("返回 Esc", icon="close")
        self._sheet = _Sheet()
        self._bar = QWidget()
        self._bar.setProperty("part", "desk")
        self._bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self._bar)
        tighten(row, 8, (14, 6, 14, 6))
        row.addWidget(self.words, 1)
        for made in (self.back, self.forth, self.leave):
            row.addWidget(made)
        column = QVBoxLayout(self)
        tighten(column)
        column.addWidget(self._bar)
        column.addWidget(self._sheet, 1)
        self._describe = describe
        self.fields = NameAndNote(self._on_described)
        self._foot = self._made_foot()
        column.addWidget(self._foot)
        self._foot.setVisible(describe is not None)
        self.back.clicked.connect(partial(self.walk, -1))
        self.forth.clicked.connect(partial(self.walk, 1))
        self.leave.clicked.connect(self.close)
        loader().loaded.connect(self._on_loaded)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self._show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def current(self) -> AttachmentInfo:
        """Return the photo shown."""
        return self._photos[self._place]

    def image(self) -> QImage:
        """Return the picture on the sheet; it is empty until it is read."""
        return self._sheet.image

    def walk(self, step: int) -> None:
        """Show the photo ``step`` places further, if there is one."""
        wanted = self._place + step
        if 0 <= wanted < len(self._photos):
            self.fields.settle()
            self._place = wanted
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, int] = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_PageUp: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_PageDown: 1,
            Qt.Key.Key_Space: 1,
        }
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        elif event.key() in steps:
            self.walk(steps[event.key()])
        else:
            # Nothing below this sheet may act on a key that is meant for the photo.
            event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.walk(-1 if event.angleDelta().y() > 0 else 1)

    def focusNextPrevChild(self, forward: bool) -> bool:
        fields = (self.fields.name, self.fields.note)
        all_stops: tuple[QWidget, ...] = (self, self.back, self.forth, self.leave, *fields)
        stops: list[QWidget] = [
            one for one in all_stops if one.isEnabled() and one.isVisibleTo(self)
        ]
        focus = self.focusWidget() or self
        place = stops.index(focus) if focus in stops else 0
        stops[(place + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self.setGeometry(self.parentWidget().rect())
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QEvent) -> None:
        self.fields.settle()
        self.closed.emit(self.current().id)
        event.accept()

    def _made_foot(self) -> QWidget:
        foot = QWidget()
        foot.setProperty("part", "desk")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(foot)
        tighten(line, 0, (14, 6, 14, 8))
        line.addWidget(self.fields)
        return foot

    def _on_described(self, photo_id: str, name: str, note: str) -> str:
        wrong = self._describe(photo_id, name, note) if self._describe else ""
        if not wrong:
            one = self.current()
            name = f"{name}{PurePath(one.name).suffix}"
            self._photos[self._place] = replace(one, name=name, note=note)
            self._tell()
        return wrong

    def _show(self) -> None:
        self._tell()
        one = self.current()
        self.fields.show_one(one)
        self._sheet.show_image(QImage())
        loader().picture(
            _key(one),
            partial(_read, self._office, one.sha256),
            lambda: one.sha256 == self.current().sha256,
            keep=False,
        )

    def _tell(self) -> None:
        """Say above the photo what it is."""
        one = self.current()
        self.back.setEnabled(self._place > 0)
        self.forth.setEnabled(self._place < len(self._photos) - 1)
        taken = f"{long_day(one.taken_at.date())}{one.taken_at:%H:%M}拍摄" if one.taken_at else ""
        count = f"{self._place + 1}/{len(self._photos)}"
        name = self.words.fontMetrics().elidedText(
            one.note or one.name, Qt.TextElideMode.ElideMiddle, theme.px(_NAME)
        )
        parts = (one.role, name, taken, count)
        self.words.setText("　".join(part for part in parts if part))
        self.setAccessibleDescription(self.words.text())

    def _on_loaded(self, key: str, image: QImage) -> None:
        if key == _key(self.current()):
            self._sheet.show_image(image, failed=image.isNull())


class _Sheet(QWidget):
    """The photo as large as there is room, never larger than it is."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self._failed = False

    def show_image(self, image: QImage, failed: bool = False) -> None:
        self.image = image
        self._failed = failed
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("table"))
        if self._failed:
            painter.setPen(theme.colour("ink"))
            words = "照片的文件不见了或已损坏，请从备份的“附件”文件夹复制回来。"
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)
        if self.image.isNull():
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        margin = theme.px(_MARGIN)
        room = self.rect().adjusted(margin, margin, -margin, -margin)
        size = QSize(self.image.size())
        if size.width() > room.width() or size.height() > room.height():
            size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left = room.center().x() - size.width() / 2
        top = room.center().y() - size.height() / 2
        painter.fillRect(QRectF(left, top, size.width(), size.height()), QColor("white"))
        painter.drawImage(QRectF(left, top, size.width(), size.height()), self.image)


def _key(one: AttachmentInfo) -> str:
    return f"large:{one.sha256}"


def _read(office: Office, sha256: str) -> bytes:
    return attachments.path(office, sha256).read_bytes()
