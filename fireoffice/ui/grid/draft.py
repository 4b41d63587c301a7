"""The content of a grid, kept over a crash: written whenever the typing has rested a little."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer

from fireoffice.services.entry import drafts
from fireoffice.services.office import Office
from fireoffice.ui.grid.model import GridModel

_REST_MS: Final = 2000


class GridDraft(QObject):
    """Keeps under ``key`` what ``content`` returns; where that is empty, there is no draft."""

    def __init__(
        self, office: Office, key: str, content: Callable[[], Any], model: GridModel
    ) -> None:
        super().__init__(model)
        self._office, self._key, self._content = office, key, content
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.keep)
        model.touched.connect(self._begin)
        model.moved.connect(self._begin)

    def settle(self) -> None:
        """Keep now what waits to be kept."""
        if self._rest.isActive():
            self.keep()

    def keep(self) -> None:
        """Keep what stands in the grid."""
        self._rest.stop()
        content = self._content()
        if content:
            drafts.keep_draft(self._office, self._key, content)
        else:
            drafts.drop_draft(self._office, self._key)

    def _begin(self) -> None:
        # The timer is not restarted at each cell, so that steady typing is saved too.
        if not self._rest.isActive():
            self._rest.start()
