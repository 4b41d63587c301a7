"""The actions on one attachment of the record shown, each at once, with a way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.registers import Register
from fireoffice.services.attachments import register as attachments
from fireoffice.services.attachments.register import AttachmentInfo
from fireoffice.services.office import Office
from fireoffice.ui.opening import open_file


class AttachmentActions(QObject):
    """Does it for the attachments that ``find`` knows by their ids."""

    written = Signal(str)
    """A sentence for the undo bar."""
    failed = Signal(str, str)
    """Sentence and hint; an empty sentence takes the last one away."""

    def __init__(
        self,
        office: Office,
        register: Register,
        find: Callable[[str], AttachmentInfo],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._office, self._register, self._find = office, register, find
        self._window = parent

    def change_role(self, photo_id: str, role: str) -> None:
        """Give an attachment another role."""
        self._write(
            lambda: attachments.change_role(self._office, self._register, photo_id, role),
            f"照片：已改为{role}",
        )

    def rotate(self, photo_id: str) -> None:
        """Turn a photo clockwise by a quarter."""
        self._write(lambda: attachments.rotate(self._office, photo_id), "照片：已旋转")

    def describe(self, photo_id: str, name: str, note: str) -> str:
        """Give an attachment another name and note; return what is wrong with them."""
        try:
            attachments.describe(self._office, photo_id, name=name, note=note)
        except OfficeError as problem:
            return str(problem)
        self.written.emit("照片：已改名称和说明")
        return ""

    def remove(self, photo_id: str) -> None:
        """Put an attachment into the recycle bin; the undo bar is the way back."""
        name = self._find(photo_id).name
        self._write(lambda: attachments.remove(self._office, [photo_id]), f"{name}：已移除")

    def save_copy(self, photo_id: str) -> None:
        """Ask for a folder and put a copy of the file there."""
        folder = QFileDialog.getExistingDirectory(self._window, "存到哪个文件夹？")
        if folder:
            self._guarded(lambda: attachments.save_copy(self._office, photo_id, Path(folder)))

    def open_copy(self, photo_id: str) -> None:
        """Open a copy of a file in the program that the machine has for it."""

        def open_it() -> None:
            file = attachments.copy_to_open(self._office, photo_id)
            open_file(file)

        self._guarded(open_it)

    def _write(self, work: Callable[[], Any], sentence: str) -> None:
        if self._guarded(work):
            self.written.emit(sentence)

    def _guarded(self, work: Callable[[], Any]) -> bool:
        try:
            work()
        except OfficeError as problem:
            self.failed.emit(problem.message, problem.hint)
            return False
        self.failed.emit("", "")
        return True
