"""The tab 隐患台账: its registers, with what hazards and the calendar have beyond the others."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from fireoffice.registers import CALENDAR, HAZARDS
from fireoffice.services import records
from fireoffice.services.entry import drafts
from fireoffice.services.hazards import events as hazard_events
from fireoffice.ui.hazards.on_the_spot import OnTheSpot
from fireoffice.ui.hazards.returning import Returning
from fireoffice.ui.hazards.year_overview import YearOverview
from fireoffice.ui.register_page import RegisterPage
from fireoffice.ui.register_view import RegisterView

_RECUR = "登记复发"
_DRAFT = f"new:{HAZARDS.name}"


class HazardsPage(RegisterPage):
    """A page of registers; the first is that of the hazards."""

    spot: OnTheSpot
    returning: Returning
    overview: YearOverview

    def _listen(self, view: RegisterView) -> None:
        super()._listen(view)
        if view.register is HAZARDS:
            self._serve_hazards(view)
        elif view.register is CALENDAR:
            self._serve_calendar(view)

    def _serve_hazards(self, view: RegisterView) -> None:
        panel = view.panel
        self.spot = OnTheSpot(partial(records.choices, self.office))
        panel.new_bar.add(self.spot)
        view.entering.begun.connect(self.spot.restore)
        view.entering.beside = self.spot.kept
        self.spot.edited.connect(view.entering.touch)
        view.entering.make = self._make
        self.returning = Returning(self.office, panel, view.entering)
        self.returning.opened.connect(panel.likely.opened)
        self.returning.recurred.connect(self._on_recurred)

    def _serve_calendar(self, view: RegisterView) -> None:
        self.overview = YearOverview(self.office)
        view.left.insertWidget(0, self.overview)
        view.saved.connect(self.overview.refresh)
        view.taken_back.connect(lambda _: self.overview.refresh())
        self.overview.opened.connect(view.open_record)
        self.overview.entered.connect(view.entering.begin)

    def _make(self, given: Mapping[str, str]) -> str:
        if not self.spot.chosen():
            return records.create(self.office, HAZARDS, given)
        fixing, photos = self.spot.fixing(), self.spot.photos()
        return hazard_events.register_fixed(self.office, given, fixing, photos)

    def _on_recurred(self, hazard_id: str, texts: dict[str, str]) -> None:
        """Open 登记复发 of the earlier hazard with what was typed of the new one."""
        view = self.view()
        view.entering.keep()
        view.panel.clear("")
        view.open_record(hazard_id)
        view.panel.head.other_step_pressed.emit(_RECUR)
        form = view.panel.step_form()
        if form is not None:
            form.form.propose(texts)
            form.confirmed.connect(lambda _: self._drop_draft(hazard_id))

    def _drop_draft(self, hazard_id: str) -> None:
        """Drop the draft of a new hazard whose text was recorded as a recurrence."""
        if records.read(self.office, HAZARDS, hazard_id).values.get("recurrences"):
            drafts.drop_draft(self.office, _DRAFT)
