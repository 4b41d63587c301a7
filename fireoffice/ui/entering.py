"""A new record while it is being filled in: kept, judged, compared, and made at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from fireoffice.registers import Register
from fireoffice.services import records
from fireoffice.services.entry import drafts
from fireoffice.services.entry.duplicates import likely
from fireoffice.services.entry.trial import try_values
from fireoffice.services.office import Office
from fireoffice.ui.parts.record_panel import RecordPanel
from fireoffice.ui.register_data import default_texts

_DRAFT_MS = 1000
_LIKELY_MS = 300
_BESIDE = ":beside"
"""The key in a draft for what stands beside the fields; no field has this name."""


class Entering(QObject):
    """Serves the panel's form of a new record; ``guarded`` runs what may be refused."""

    created = Signal(str, bool)
    """Id of the record made, and True if another one is to follow."""
    left = Signal()
    """The form was left; what stood in it is kept as a draft."""
    begun = Signal(dict)
    """The form of a new record is open. Carries what was kept beside its fields."""
    rested = Signal(dict)
    """The texts in the form, as often as the typing rests."""

    def __init__(
        self,
        office: Office,
        register: Register,
        panel: RecordPanel,
        guarded: Callable[[Callable[[], None]], bool],
    ) -> None:
        super().__init__(panel)
        self._office = office
        self._register = register
        self._panel = panel
        self._guarded = guarded
        self.make: Callable[[Mapping[str, str]], str] = self._make
        """Makes the record of the texts and returns its id; a register may put in its own."""
        self.beside: Callable[[], dict[str, Any]] = dict
        """Gives the entries to be kept beside the fields; a register may put in its own."""
        self._visited: set[str] = set()
        self._carried: dict[str, str] = {}
        self._draft_rest = self._timer(_DRAFT_MS, self._on_draft_rested)
        self._likely_rest = self._timer(_LIKELY_MS, self._on_likely_rested)
        panel.sections.edited.connect(self._on_edited)
        panel.sections.left.connect(self._on_left)
        panel.creation_asked.connect(self._on_creation_asked)
        panel.creation_given_up.connect(self._on_given_up)

    def begin(self, texts: Mapping[str, str] | None = None) -> None:
        """Open the form with what was typed before and not registered, or with ``texts``."""
        draft: dict[str, Any] = drafts.draft(self._office, self._key()) or {}
        beside = draft.pop(_BESIDE, {}) if texts is None else {}
        kept: Mapping[str, str] = draft or self._carried
        start = default_texts(self._office, self._register)
        self._visited = set()
        self._panel.begin_new({**start, **(kept if texts is None else texts)})
        self._judge()
        self._likely_rest.start()
        self.begun.emit(beside)

    def begin_like(self, texts: Mapping[str, str]) -> None:
        """Open the form of another record like the one with ``texts``."""
        self.begin({name: texts[name] for name in self._register.copied if texts.get(name)})

    def keep(self) -> None:
        """Keep what stands in the form as a draft, unless it is what every form begins with."""
        self._draft_rest.stop()
        if not self._panel.creating():
            return
        texts = self._texts()
        start = default_texts(self._office, self._register)
        beside = self.beside()
        if beside or texts not in (start, start | self._carried):
            content = {**texts, _BESIDE: beside} if beside else texts
            drafts.keep_draft(self._office, self._key(), content)

    def touch(self) -> None:
        """Note that something beside the fields was changed."""
        if self._panel.creating() and not self._draft_rest.isActive():
            self._draft_rest.start()

    def _timer(self, milliseconds: int, slot: Callable[[], None]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(milliseconds)
        made.timeout.connect(slot)
        return made

    def _key(self) -> str:
        return f"new:{self._register.name}"

    def _texts(self) -> dict[str, str]:
        return {name: text for name, text in self._panel.sections.texts().items() if text}

    def _on_edited(self) -> None:
        if self._panel.creating():
            self._likely_rest.start()
            # The timer is not restarted at each key, so that steady typing is saved too.
            self.touch()

    def _on_left(self, name: str) -> None:
        if self._panel.creating():
            self._visited.add(name)
            self._judge(name)
            self._on_edited()

    def _judge(self, left: str = "") -> None:
        """Say under each field that was left what is wrong with it; foresee what is automatic."""
        trial = try_values(self._office, self._register, self._panel.sections.texts())
        self._panel.sections.mark(trial.problems, self._visited)
        self._panel.sections.prompt(trial.texts)
        row = self._panel.sections.row(left)
        proper = trial.texts.get(left, "")
        if row is not None and row.text() and proper and proper != row.text():
            row.editor.setText(proper)

    def _on_draft_rested(self) -> None:
        self.keep()

    def _on_likely_rested(self) -> None:
        if not self._panel.creating():
            return
        self.rested.emit(self._texts())
        found = likely(self._office, self._register, self._texts())
        if found:
            first = found[0]
            self._panel.likely.say(first.title, first.why, first.id, len(found) - 1)
        else:
            self._panel.likely.say()

    def _make(self, given: Mapping[str, str]) -> str:
        return records.create(self._office, self._register, given)

    def _on_creation_asked(self, texts: dict[str, str], again: bool) -> None:
        made: list[str] = []

        def create() -> None:
            given = {name: text for name, text in texts.items() if text}
            made.append(self.make(given))
            drafts.drop_draft(self._office, self._key())

        if not self._guarded(create):
            self._visited |= texts.keys()
            return
        self._draft_rest.stop()
        self._carried = {name: texts[name] for name in self._register.carried if texts.get(name)}
        self.created.emit(made[0], again)

    def _on_given_up(self) -> None:
        self.keep()
        self.left.emit()
