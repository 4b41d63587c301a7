"""Views of a register's tab that are no list: each a page of its own under the same strip."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from fireoffice.services.office import Office
from fireoffice.ui.page import Page
from fireoffice.ui.parts.basics import tighten
from fireoffice.ui.tasks import TaskRunner


class FurtherPage(Page):
    """A page that stands among the views of a tab."""

    new_asked = Signal(str, object)
    """Name of a register of the tab, and the texts with which a new record is to begin."""

    def find(self) -> None:
        """Go to where something is looked for, if there is such a place."""


@dataclass(frozen=True)
class FurtherView:
    """A page that is built when its ``word``, which stands behind ``after``, is first chosen."""

    word: str
    build: Callable[[Office, TaskRunner], FurtherPage]
    after: str


def words_in_order(nouns: Sequence[str], views: Sequence[FurtherView]) -> tuple[str, ...]:
    """Return the words of lists and pages in the order of the strip."""
    words = list(nouns)
    for view in views:
        words.insert(words.index(view.after) + 1, view.word)
    return tuple(words)


class FurtherViews(QObject):
    """Keeps the pages and the room above each for the tools of the tab."""

    built = Signal(object)
    """A ``FurtherPage`` was built: its signals are to be passed on."""

    def __init__(
        self,
        office: Office,
        views: Sequence[FurtherView],
        stack: QStackedWidget,
        tasks: TaskRunner,
    ) -> None:
        super().__init__(stack)
        self._office = office
        self._stack = stack
        self._tasks = tasks
        self._views: Mapping[str, FurtherView] = {one.word: one for one in views}
        self._pages: dict[str, FurtherPage] = {}
        self._frames: dict[str, QVBoxLayout] = {}
        self._word = ""

    def words(self) -> tuple[str, ...]:
        """Return the words of the strip."""
        return tuple(self._views)

    def current(self) -> FurtherPage | None:
        """Return the page in front, if one is."""
        return self._pages.get(self._word)

    def show(self, word: str, tools: QWidget) -> FurtherPage:
        """Bring the page of ``word`` to the front, under ``tools``."""
        if word not in self._pages:
            page = self._views[word].build(self._office, self._tasks)
            frame = QWidget()
            column = QVBoxLayout(frame)
            tighten(column)
            column.addWidget(page, 1)
            self._pages[word], self._frames[word] = page, column
            self._stack.addWidget(frame)
            self.built.emit(page)
        self._word = word
        self._frames[word].insertWidget(0, tools)
        self._stack.setCurrentWidget(self._frames[word].parentWidget())
        self._pages[word].activate()
        return self._pages[word]

    def hide(self) -> None:
        """A list is in front again."""
        self._word = ""

    def settle(self) -> None:
        """Write what is being typed."""
        for page in self._pages.values():
            page.settle()

    def leave(self) -> None:
        """End what runs in the background."""
        for page in self._pages.values():
            page.leave()
