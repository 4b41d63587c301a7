"""The choices that belong to one printing of a paper, not to what it says."""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QWidget

from fireoffice.core.errors import OfficeError, explaining
from fireoffice.docs.paper import SealImage
from fireoffice.docs.style import PaperStyle
from fireoffice.ui.parts.basics import button, label, tighten


@dataclass(frozen=True)
class Options:
    """套打, 版记 on an even page (None: as the office has it), and the office's own seal."""

    preprinted: bool = False
    even_imprint: bool | None = None
    seal: bytes = b""

    def style(self, office: PaperStyle) -> PaperStyle:
        """Return the office's style with these choices."""
        even = office.imprint_on_even_page if self.even_imprint is None else self.even_imprint
        return replace(office, preprinted=self.preprinted, imprint_on_even_page=even)

    def seals(self) -> tuple[SealImage, ...]:
        """Return the seal's picture, if there is one."""
        return (SealImage(self.seal),) if self.seal else ()

    def to_json(self) -> dict[str, Any]:
        """Return what a draft keeps."""
        return {
            "preprinted": self.preprinted,
            "even_imprint": self.even_imprint,
            "seal": base64.b64encode(self.seal).decode("ascii"),
        }

    @classmethod
    def from_json(cls, kept: Any) -> Options:
        """Return the choices that were kept; the defaults for none."""
        if not isinstance(kept, dict):
            return cls()
        return cls(
            bool(kept.get("preprinted")),
            kept.get("even_imprint"),
            base64.b64decode(str(kept.get("seal", ""))),
        )


class OptionsRow(QWidget):
    """The last row of the fold: 套打, 版记双数页, the seal's picture."""

    changed = Signal(object)
    failed = Signal(str, str)

    def __init__(self, even_by_default: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = Options()
        self._even_by_default = even_by_default
        self._preprinted = QCheckBox("套打（红头留空）")
        self._even = QCheckBox("版记排在双数页")
        self._choose = button("选印章图片", "word", hint="只用本单位自己的印章图片，PNG或JPEG")
        self._clear = button("不用图片", "word")
        self._seal = label("", "note")
        row = QHBoxLayout(self)
        tighten(row, 14, (14, 1, 14, 2))
        row.addWidget(self._preprinted)
        row.addWidget(self._even)
        row.addWidget(self._choose)
        row.addWidget(self._seal)
        row.addWidget(self._clear)
        row.addStretch(1)
        self._preprinted.toggled.connect(self._on_toggled)
        self._even.toggled.connect(self._on_toggled)
        self._choose.clicked.connect(self._on_choose)
        self._clear.clicked.connect(self._on_clear)

    def show_options(self, options: Options, locked: bool) -> None:
        """Show `options`; an issued paper's are fixed."""
        self._options = options
        even = self._even_by_default if options.even_imprint is None else options.even_imprint
        for box, value in ((self._preprinted, options.preprinted), (self._even, even)):
            box.blockSignals(True)
            box.setChecked(value)
            box.blockSignals(False)
            box.setEnabled(not locked)
        self._choose.setEnabled(not locked)
        self._clear.setVisible(bool(options.seal) and not locked)
        self._seal.setText("印章图片已放上" if options.seal else "")

    def take_seal(self, file: Path) -> None:
        """Use the picture `file` as the seal."""
        try:
            with explaining("读取印章图片", file):
                data = file.read_bytes()
        except OfficeError as error:
            self.failed.emit(error.message, error.hint)
            return
        if not data.startswith((b"\x89PNG", b"\xff\xd8")):
            self.failed.emit(f"{file.name}不是PNG或JPEG图片。", "请换一张图片。")
            return
        self._set(replace(self._options, seal=data))

    def _on_toggled(self) -> None:
        self._set(
            replace(
                self._options,
                preprinted=self._preprinted.isChecked(),
                even_imprint=self._even.isChecked(),
            )
        )

    def _on_choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "选印章图片", "", "图片 (*.png *.jpg *.jpeg)")
        if chosen:
            self.take_seal(Path(chosen))

    def _on_clear(self) -> None:
        self._set(replace(self._options, seal=b""))

    def _set(self, options: Options) -> None:
        self.show_options(options, locked=False)
        self.changed.emit(options)
