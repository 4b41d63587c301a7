"""Keeps what was chosen for a list: its columns, and its views under their names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fireoffice.core.errors import OfficeError
from fireoffice.services.lists import settings as list_settings
from fireoffice.services.lists.settings import Columns, ListSettings, SavedView
from fireoffice.services.office import Office
from fireoffice.services.records import Query
from fireoffice.ui.lists.views_button import ViewsButton

if TYPE_CHECKING:
    from fireoffice.ui.register_list import RegisterList


class KeptViews(QObject):
    """Writes every choice at once; the list begins as it was left, or with its standard view."""

    def __init__(self, office: Office, shown: RegisterList) -> None:
        super().__init__(shown)
        self._office, self._list = office, shown
        self.button = ViewsButton()
        self.settings = list_settings.load(office, shown.register)
        self._current = self.settings.standard
        view = self.settings.view(self._current)
        self._put(view)
        self._connect()
        self.compare()

    def current(self) -> str:
        """Return the name of the view in force, or an empty text."""
        return self._current

    def choose(self, name: str) -> None:
        """Show the view ``name``; empty for the plain list."""
        view = self.settings.view(name)
        self._current = name if view else ""
        self._put(view)
        self._list.reload()

    def keep(self, name: str) -> None:
        """Keep the list as it is now under ``name``."""
        self._current = name
        self._write(self.settings.with_view(self._seen(name)))

    def compare(self) -> None:
        """Say whether the list is still as its view kept it."""
        view = self.settings.view(self._current)
        changed = view is not None and self._seen(view.name) != view
        names = [one.name for one in self.settings.views]
        self.button.show_views(names, self._current, self.settings.standard, changed)

    def _put(self, view: SavedView | None) -> None:
        if view:
            self._list.put(view.query, view.columns)
        else:
            self._list.put(Query(), self.settings.columns)

    def _seen(self, name: str) -> SavedView:
        query = replace(self._list.wanted(), offset=0, limit=Query().limit, recycled=False)
        return SavedView(name, query, self._list.table.choice())

    def _connect(self) -> None:
        self.button.chosen.connect(self.choose)
        self.button.saved.connect(self.keep)
        self.button.renamed.connect(self._on_renamed)
        self.button.deleted.connect(self._on_deleted)
        self.button.standard_chosen.connect(
            lambda name: self._write(replace(self.settings, standard=name))
        )
        self._list.table.columns_changed.connect(self._on_columns_changed)
        self._list.columns.chosen.connect(self._on_columns_chosen)
        self._list.columns.reset_asked.connect(lambda: self._put_columns(Columns()))

    def _on_columns_chosen(self, names: tuple[str, ...]) -> None:
        self._put_columns(replace(self._list.table.choice(), names=names))

    def _put_columns(self, choice: Columns) -> None:
        self._list.table.choose_columns(choice)
        self._on_columns_changed(choice)

    def _on_columns_changed(self, choice: Columns) -> None:
        """The columns of a view are kept with it when it is saved, those of the list at once."""
        if self._current:
            self.compare()
        else:
            self._write(replace(self.settings, columns=choice))

    def _on_renamed(self, name: str, new: str) -> None:
        try:
            settings = self.settings.renamed(name, new)
        except OfficeError as problem:
            self._list.failed.emit(problem.message, problem.hint)
            return
        self._current = new
        self._write(settings)

    def _on_deleted(self, name: str) -> None:
        self._write(self.settings.without_view(name))
        self.choose("")

    def _write(self, settings: ListSettings) -> None:
        self.settings = settings
        try:
            list_settings.save(self._office, self._list.register, settings)
        except OfficeError as problem:
            self._list.failed.emit(problem.message, problem.hint)
        self.compare()
