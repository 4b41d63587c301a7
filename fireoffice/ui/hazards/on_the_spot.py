"""「当场已改」 above the form of a new hazard: who put it right, how, and the photos of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fireoffice.domain.attachments import AFTER, BEFORE
from fireoffice.domain.fields import FieldInfo
from fireoffice.domain.hazards import EventKind
from fireoffice.services.attachments.pictures import PHOTO_SUFFIXES
from fireoffice.services.hazards.fields import infos_of
from fireoffice.ui.parts.basics import button, tighten
from fireoffice.ui.parts.form import Choices, Form

_DAY = "day"
"""The field of the day; it is that of the finding and not asked for again."""


class OnTheSpot(QWidget):
    """The block 当场已改: shut until chosen; its fields and photos go with the registration."""

    edited = Signal()

    def __init__(self, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tick = QCheckBox("当场已改")
        self.tick.setToolTip("发现时就改好的，和隐患一次登记，随后复查")
        self.form = Form(_fields(), choices)
        self.pickers: dict[str, QPushButton] = {
            role: button(f"{role}照片", icon="plus") for role in (BEFORE, AFTER)
        }
        self._photos: dict[str, tuple[Path, ...]] = {}
        self._more = QWidget()
        photos = QHBoxLayout()
        tighten(photos, 8, (0, 6, 0, 0))
        for role, one in self.pickers.items():
            one.clicked.connect(partial(self._on_pick, role))
            photos.addWidget(one)
        photos.addStretch(1)
        inner = QVBoxLayout(self._more)
        tighten(inner)
        inner.addWidget(self.form)
        inner.addLayout(photos)
        column = QVBoxLayout(self)
        tighten(column, 4, (0, 2, 0, 0))
        column.addWidget(self.tick)
        column.addWidget(self._more)
        self.tick.toggled.connect(self._on_toggled)
        self.form.edited.connect(self.edited)
        self.form.committed.connect(lambda *_: self.edited.emit())
        self.reset()

    def reset(self) -> None:
        """Take the choice back, and everything that belongs to it."""
        self.tick.setChecked(False)
        self._more.hide()
        self.form.reset({})
        for role in self.pickers:
            self.choose(role, ())

    def kept(self) -> dict[str, Any]:
        """Return the entries of it for a draft; empty where the choice is not made."""
        if not self.chosen():
            return {}
        photos = {role: [str(file) for file in files] for role, files in self._photos.items()}
        return {"fixing": self.fixing(), "photos": photos}

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Show what a draft holds, or nothing chosen; a photo that is gone is left out."""
        self.reset()
        if not kept:
            return
        self.tick.setChecked(True)
        self.form.propose(kept.get("fixing", {}))
        for role, files in kept.get("photos", {}).items():
            self.choose(role, [Path(file) for file in files if Path(file).is_file()])

    def chosen(self) -> bool:
        """Return True if the hazard was put right on the spot."""
        return self.tick.isChecked()

    def fixing(self) -> dict[str, str]:
        """Return the texts filled in."""
        return {name: text for name, text in self.form.texts().items() if text}

    def photos(self) -> Mapping[str, Sequence[Path]]:
        """Return the photos chosen, by what they show."""
        return self._photos

    def choose(self, role: str, files: Sequence[Path]) -> None:
        """Take ``files`` as the photos of ``role``."""
        self._photos = {**self._photos, role: tuple(files)}
        words = f"{role}{len(files)}张" if files else f"{role}照片"
        self.pickers[role].setText(words)
        self.pickers[role].setAccessibleName(words)

    def _on_toggled(self, on: bool) -> None:
        self._more.setVisible(on)
        if on and self.tick.hasFocus():
            self.form.enter()
        self.edited.emit()

    def _on_pick(self, role: str) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in PHOTO_SUFFIXES)
        files, _ = QFileDialog.getOpenFileNames(self, f"选择{role}照片", "", f"照片 ({kinds})")
        if files:
            self.choose(role, [Path(file) for file in files])
            self.edited.emit()


def _fields() -> tuple[FieldInfo, ...]:
    found = infos_of(EventKind.FIXED_ON_SPOT, False)
    return tuple(info for info in found if info.name != _DAY)
