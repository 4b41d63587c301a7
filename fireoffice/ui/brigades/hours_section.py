"""训练与出动 in the panel of a volunteer: age, hours of this year, each session and call-out."""

from __future__ import annotations

from datetime import date
from typing import Final

from fireoffice.domain.people import age_on
from fireoffice.registers import VOLUNTEERS
from fireoffice.services import records
from fireoffice.services.brigades import hours as brigade_hours
from fireoffice.services.office import Office
from fireoffice.ui.details.rows import DetailLine, DetailRows
from fireoffice.ui.parts.basics import label
from fireoffice.ui.parts.panel_section import PanelSection
from fireoffice.ui.words import short_day

TITLE: Final = "训练与出动"
_MOST: Final = 30


class HoursSection(PanelSection):
    """Shows alone: sessions are kept with 培训, call-outs with 出动; each row opens its record."""

    def __init__(self, office: Office) -> None:
        super().__init__(TITLE)
        self._office = office
        self._deeds: tuple[brigade_hours.Deed, ...] = ()
        self.summary = label(part="note", name="小结")
        self.summary.setWordWrap(True)
        self.rows = DetailRows(TITLE)
        self.rows.setToolTip("回车或点击：打开这次活动")
        self.body.addWidget(self.summary)
        self.body.addWidget(self.rows)
        self.rows.opened.connect(self._on_opened)

    def show_record(self, record_id: str) -> None:
        today = self._office.clock.today()
        self._deeds = brigade_hours.deeds(self._office, record_id)
        born = records.value(self._office, VOLUNTEERS, record_id, "birthday")
        born = born if isinstance(born, date) else None
        age = f"{age_on(born, today)}周岁；" if born else ""
        year = [one for one in self._deeds if one.day.year == today.year]
        sessions = [one for one in year if one.register == "trainings"]
        callouts = [one for one in year if one.register == "callouts"]
        paid = sum(one.allowance or 0 for one in callouts)
        self.summary.setText(
            f"{age}今年训练{len(sessions)}次{_hours(sessions)}小时，"
            f"出动{len(callouts)}次{_hours(callouts)}小时"
            + (f"，补助{paid:,.0f}元" if paid else "")
        )
        self.rows.show_lines(
            [
                DetailLine(
                    f"{one.register}:{one.id}",
                    (
                        short_day(one.day, today),
                        one.what,
                        f"{one.hours:g}小时" if one.hours else "",
                    ),
                )
                for one in self._deeds[:_MOST]
            ]
        )
        self.counted.emit(str(len(self._deeds)) if self._deeds else "")

    def _on_opened(self, key: str) -> None:
        register, _, record_id = key.partition(":")
        self.opened.emit(register, record_id)


def _hours(deeds: list[brigade_hours.Deed]) -> str:
    return f"{sum(one.hours or 0 for one in deeds):g}"
