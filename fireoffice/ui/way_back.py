"""Ctrl+Z and Ctrl+Y anywhere in the window: what they do, and what the undo bar says of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from fireoffice.core.errors import OfficeError

if TYPE_CHECKING:
    from fireoffice.services.office import Office
    from fireoffice.ui.window import MainWindow

REDO = "重做 Ctrl+Y"


class WayBack:
    """Takes back and does again, one action of this session after the other."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def undo(self) -> None:
        """Take back the last action; where this session has none, show the last one of today."""
        from fireoffice.services import records

        office = self._settled()
        if not office.done:
            self._offer_earlier()
            return
        try:
            what = records.undo(office)
        except OfficeError as problem:
            self._window.error_strip().say(problem.message, problem.hint)
            return
        self._window.current_page().refresh()
        self.offer_redo(f"已撤销：{what}")

    def redo(self) -> None:
        """Do again what was taken back last."""
        from fireoffice.services import records

        office, bar = self._settled(), self._window.undo_bar()
        if not office.taken_back:
            bar.offer("没有可以重做的操作", undoable=False)
            return
        try:
            what = records.redo(office)
        except OfficeError as problem:
            self._window.error_strip().say(problem.message, problem.hint)
            return
        self._window.current_page().refresh()
        bar.offer(f"已重做：{what}")

    def offer_redo(self, sentence: str) -> None:
        """Say ``sentence`` of what was just taken back, and offer to do it again."""
        self._window.undo_bar().lead_on(sentence, REDO, self.redo)

    def _settled(self) -> Office:
        self._window.current_page().settle()
        return self._window.office

    def _offer_earlier(self) -> None:
        """Offer a look at earlier actions: after a start nothing is undone blindly."""
        from fireoffice.services.history import operations

        bar = self._window.undo_bar()
        last = operations.last_of_today(self._window.office)
        if last is None:
            bar.offer("没有可以撤销的操作", undoable=False)
            return
        sentence = f"这次打开以后还没有改动；今天最后一步是：{last.label}"
        bar.lead_on(sentence, "打开操作记录", partial(self._window.open_operation, last.id))
