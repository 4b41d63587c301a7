"""The dialog for what stands in the way: what is wrong, what to do, and the ways on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QWidget

from fireoffice.core.errors import OfficeError
from fireoffice.core.log import loggable
from fireoffice.ui.parts.basics import label
from fireoffice.ui.parts.dialog import WIDE, Dialog
from fireoffice.ui.parts.notices import FieldMistake

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class WayOn:
    """A verb and what it does; ``act`` returns the data folder to open then, or what it has done.

    ``part`` is that of its button: ``next``, or ``final`` for what cannot be taken back.
    """

    verb: str
    act: Callable[[], Path | str]
    part: str = "next"


class ObstacleDialog(Dialog):
    """Title: what is wrong. Below: what to do, and ``choices``. Buttons: the ways on, and 退出."""

    def __init__(
        self,
        sentence: str,
        advice: str,
        ways: Sequence[WayOn] = (),
        choices: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(sentence, WIDE, parent)
        self.folder: Path | None = None
        """The folder to open; None when the user left."""
        self.advice = label(advice, "label", name="怎么办")
        self.advice.setWordWrap(True)
        self.body.addWidget(self.advice)
        if choices is not None:
            self.body.addWidget(choices)
        self._mistake = FieldMistake()
        self.body.addWidget(self._mistake)
        self.ways: dict[str, QPushButton] = {}
        harmless = bool(ways) and all(way.part == "next" for way in ways)
        self.leave = self.add_button("退出", default=not harmless)
        self.leave.clicked.connect(self.reject)
        for way in ways:
            made = self.add_button(way.verb, way.part, default=harmless and way is ways[0])
            made.clicked.connect(lambda _=False, way=way: self._take(way))
            self.ways[way.verb] = made

    def mistake(self) -> str:
        """Return why the way chosen did not lead on."""
        return self._mistake.text()

    def _take(self, way: WayOn) -> None:
        self._mistake.say("")
        try:
            done = way.act()
        except OfficeError as problem:
            _log.warning("%s", loggable(problem))
            self._mistake.say(str(problem))
            return
        if isinstance(done, str):
            self.advice.setText(done)
            return
        self.folder = done
        self.accept()
