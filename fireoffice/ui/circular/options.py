"""The choices that belong to one printing of a paper, not to what it says."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QMenu, QWidget

from fireoffice.core.errors import OfficeError, explaining
from fireoffice.docs.manuscript import Manuscript, Role
from fireoffice.docs.paper import SealImage
from fireoffice.docs.style import PaperStyle
from fireoffice.ui.parts.basics import button, label, tighten

_CHOOSE = "选印章图片"


def sealing(manuscript: Manuscript) -> tuple[str, ...]:
    """Return the names of those who put their seal to the paper, in the order of signing."""
    signed = tuple(text.strip() for text in manuscript.texts(Role.SIGNATURE))
    return signed or manuscript.fields.issuers


@dataclass(frozen=True)
class Options:
    """套打, 版记 on an even page (None: as the office has it), and the issuers' own seals.

    `pictures` has the picture of each seal by its issuer's name.
    """

    preprinted: bool = False
    even_imprint: bool | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict[str, bytes])

    def style(self, office: PaperStyle) -> PaperStyle:
        """Return the office's style with these choices."""
        even = office.imprint_on_even_page if self.even_imprint is None else self.even_imprint
        return replace(office, preprinted=self.preprinted, imprint_on_even_page=even)

    def seals(self, manuscript: Manuscript) -> tuple[SealImage, ...]:
        """Return the pictures in the order of the signatures; an empty one where there is none."""
        found = [SealImage(self.picture(name, manuscript)) for name in sealing(manuscript)]
        return tuple(found) if any(one.data for one in found) else ()

    def picture(self, name: str, manuscript: Manuscript) -> bytes:
        """Return the picture of `name`'s seal, empty for none."""
        if len(self.pictures) == len(sealing(manuscript)) == 1:
            # The one seal stays while the one name is being corrected.
            return next(iter(self.pictures.values()))
        return self.pictures.get(name, b"")

    def with_picture(self, name: str, data: bytes) -> Options:
        """Return these choices with `data` as the seal of `name`; empty data takes it away."""
        kept = {one: picture for one, picture in self.pictures.items() if one != name}
        return replace(self, pictures={**kept, name: data} if data else kept)

    def to_json(self) -> dict[str, Any]:
        """Return the options that a draft keeps."""
        return {
            "preprinted": self.preprinted,
            "even_imprint": self.even_imprint,
            "seals": {
                name: base64.b64encode(data).decode("ascii") for name, data in self.pictures.items()
            },
        }

    @classmethod
    def from_json(cls, kept: Any) -> Options:
        """Return the choices that were kept; the defaults for none."""
        if not isinstance(kept, dict):
            return cls()
        seals = kept.get("seals", {})
        return cls(
            bool(kept.get("preprinted")),
            kept.get("even_imprint"),
            {str(name): base64.b64decode(str(data)) for name, data in seals.items()},
        )


class OptionsRow(QWidget):
    """The last row of the fold: 套打, 版记双数页, the pictures of the seals."""

    changed = Signal(object)
    failed = Signal(str, str)

    def __init__(self, even_by_default: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = Options()
        self._manuscript = Manuscript()
        self._even_by_default = even_by_default
        self._preprinted = QCheckBox("套打（红头留空）")
        self._even = QCheckBox("版记排在双数页")
        self.seals = button(_CHOOSE, "word", hint="只用本单位自己的印章图片，PNG或JPEG")
        self._menu = QMenu(self)
        self._said = label("", "note")
        row = QHBoxLayout(self)
        tighten(row, 14, (14, 1, 14, 2))
        row.addWidget(self._preprinted)
        row.addWidget(self._even)
        row.addWidget(self.seals)
        row.addWidget(self._said)
        row.addStretch(1)
        self._preprinted.toggled.connect(self._on_toggled)
        self._even.toggled.connect(self._on_toggled)
        self.seals.clicked.connect(self._on_seals_pressed)

    def show_manuscript(self, manuscript: Manuscript) -> None:
        """Follow the signatures of `manuscript`: each of them may have its seal."""
        self._manuscript = manuscript
        names = sealing(manuscript)
        placed = sum(bool(one.data) for one in self._options.seals(manuscript))
        every = "印章图片已放上" if placed == len(names) else f"已放上{placed}个，共{len(names)}个"
        self._said.setText(every if placed else "")

    def seal_menu(self) -> QMenu:
        """Return the menu in which each issuer's picture is chosen, changed or taken away."""
        self._menu.clear()
        for name in sealing(self._manuscript):
            placed = bool(self._options.picture(name, self._manuscript))
            self._menu.addAction(
                f"{name}：{'换图片…' if placed else '选图片…'}", partial(self._choose, name)
            )
            if placed:
                self._menu.addAction(f"{name}：不用图片", partial(self.drop_seal, name))
        return self._menu

    def drop_seal(self, name: str) -> None:
        """Take the picture of `name`'s seal away."""
        if len(sealing(self._manuscript)) == 1:
            self._set(replace(self._options, pictures={}))
        else:
            self._set(self._options.with_picture(name, b""))

    def show_options(self, options: Options, locked: bool) -> None:
        """Show `options`; an issued paper's are fixed."""
        self._options = options
        even = self._even_by_default if options.even_imprint is None else options.even_imprint
        for box, value in ((self._preprinted, options.preprinted), (self._even, even)):
            box.blockSignals(True)
            box.setChecked(value)
            box.blockSignals(False)
            box.setEnabled(not locked)
        self.seals.setEnabled(not locked)
        self.show_manuscript(self._manuscript)

    def take_seal(self, file: Path, name: str = "") -> None:
        """Use the picture `file` as the seal of `name`, else of the first who signs."""
        try:
            with explaining("读取印章图片", file):
                data = file.read_bytes()
        except OfficeError as error:
            self.failed.emit(error.message, error.hint)
            return
        if not data.startswith((b"\x89PNG", b"\xff\xd8")):
            self.failed.emit(f"{file.name}不是PNG或JPEG图片。", "请换一张图片。")
            return
        names = sealing(self._manuscript)
        kept = replace(self._options, pictures={}) if len(names) <= 1 else self._options
        self._set(kept.with_picture(name or next(iter(names), ""), data))

    def _on_toggled(self) -> None:
        self._set(
            replace(
                self._options,
                preprinted=self._preprinted.isChecked(),
                even_imprint=self._even.isChecked(),
            )
        )

    def _on_seals_pressed(self) -> None:
        names = sealing(self._manuscript)
        if len(names) <= 1 and not self._options.pictures:
            self._choose(next(iter(names), ""))
        else:
            self.seal_menu().popup(self.seals.mapToGlobal(self.seals.rect().bottomLeft()))

    def _choose(self, name: str) -> None:
        title = f"选{name}的印章图片"
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", "图片 (*.png *.jpg *.jpeg)")
        if chosen:
            self.take_seal(Path(chosen), name)

    def _set(self, options: Options) -> None:
        self.show_options(options, locked=False)
        self.changed.emit(options)
