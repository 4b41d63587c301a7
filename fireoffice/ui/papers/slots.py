"""The place of 文书 in the panel of a register."""

from __future__ import annotations

from collections.abc import Callable

from fireoffice.registers import Register
from fireoffice.services.office import Office
from fireoffice.services.papers.planning import kinds_for
from fireoffice.ui.parts.panel_section import PanelSection, SectionSlot

TITLE = "文书"


def paper_slots(
    office: Office, register: Register, reissue: Callable[[str], None]
) -> tuple[SectionSlot, ...]:
    """Return the place of the section, where the records of ``register`` make papers.

    ``reissue`` is told the id of a paper that is to be made anew.
    """

    def build() -> PanelSection:
        # Imported here: what fills forms is not needed before a record is shown.
        from fireoffice.ui.papers.section import PaperSection

        section = PaperSection(office, register)
        section.reissue_asked.connect(reissue)
        return section

    return (SectionSlot(TITLE, build),) if kinds_for(register.name) else ()
