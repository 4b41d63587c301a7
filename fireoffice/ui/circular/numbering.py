"""The objection to a 发文字号, and the number to come, before the paper is issued."""

from __future__ import annotations

from fireoffice.core.errors import InputError
from fireoffice.docs.manuscript import Manuscript
from fireoffice.domain.numbering import clash, parse_number
from fireoffice.services.office import Office
from fireoffice.services.papers import issuing as papers
from fireoffice.services.papers import register as paper_register


def clash_of(office: Office, text: str, paper_id: str) -> str:
    """Return the sentence that speaks against giving `text` to `paper_id`; empty for none."""
    if not text.strip():
        return ""
    try:
        number = parse_number(text)
    except InputError as error:
        return str(error)
    taken = paper_register.numbers(office, number.series, number.year)
    for row in taken:
        if row.number == number and row.paper_id != paper_id:
            free = paper_register.next_number(office, number.series, number.year)
            return str(clash(number, row.title or "另一份公文", free.sequence))
    return ""


def next_free(office: Office, manuscript: Manuscript) -> str:
    """Return the words for the number to come, e.g. 「成文时编为邻鄂府发〔2021〕39号」."""
    series = papers.series_for(office, manuscript)
    if not series:
        return "成文时编号"
    year = (manuscript.dated or office.clock.today()).year
    return f"成文时编为{paper_register.next_number(office, series, year)}"
