"""The circular from which a duty was taken; its row leads to the clause."""

from __future__ import annotations

from fireoffice.services.duties.proposals import sources_of
from fireoffice.services.office import Office
from fireoffice.ui.details.rows import DetailLine, DetailRows
from fireoffice.ui.parts.basics import label
from fireoffice.ui.parts.panel_section import PanelSection

TITLE = "来源"


class SourceSection(PanelSection):
    """A row for each paper from which the duty was taken, usually one."""

    def __init__(self, office: Office) -> None:
        super().__init__(TITLE)
        self._office = office
        self._none = label("不是从公文提取的。", "note")
        self.rows = DetailRows("来源公文")
        self.rows.setToolTip("回车或点击：打开公文的这一条")
        self.body.addWidget(self._none)
        self.body.addWidget(self.rows)
        self.rows.opened.connect(lambda link: self.opened.emit("paper_links", link))

    def show_record(self, record_id: str) -> None:
        lines = [
            DetailLine(
                link,
                (clause or "全文", paper.number_text or "（未编号）", paper.heading or ""),
            )
            for link, paper, clause in sources_of(self._office, record_id)
        ]
        self._none.setVisible(not lines)
        self.rows.show_lines(lines)
