"""Issuing of 公文: drafts, issue, issue anew, PDF; `papers.register` lists them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from fireoffice.core.errors import InputError
from fireoffice.core.paths import resource
from fireoffice.core.settings import load_settings
from fireoffice.db import models
from fireoffice.db.work import EDIT, FINAL, SAMPLE, Work
from fireoffice.docs.manuscript import Manuscript
from fireoffice.docs.paper import Direction, Format, SealImage
from fireoffice.docs.prose.reader import TextReading, read_text
from fireoffice.docs.prose.title import without_issuer
from fireoffice.docs.reading import to_paper
from fireoffice.docs.serialize import from_json, to_json
from fireoffice.docs.style import PaperStyle
from fireoffice.domain.numbering import PaperNumber, clash, next_sequence, parse_issue, parse_number
from fireoffice.domain.papers import LinkRole, NumberState, PaperState
from fireoffice.domain.text import kind_of
from fireoffice.services.entry.drafts import draft, drop_draft, keep_draft
from fireoffice.services.office import Office
from fireoffice.services.papers.circular import paper_style, produce, refuse
from fireoffice.services.papers.register import existing, holder, taken_sequences
from fireoffice.services.papers.turns import Turn, relative, turn_to_issue
from fireoffice.services.reference.town import town

SAMPLE_TEXT: Final = "sample/circular.txt"

_DRAFT_KEY: Final = "paper/"
_SERIES_USE: Final = {Format.LETTER: "函", Format.MINUTES: "纪要", Format.ORDER: "命令"}


@dataclass(frozen=True)
class Issued:
    """An issued paper: its number, its file and the file's SHA-256."""

    number: str
    file: Path
    sha256: str
    pages: int


def new_draft(
    office: Office,
    manuscript: Manuscript | None = None,
    *,
    sample: bool = False,
    register: str = "",
    about: Sequence[str] = (),
) -> str:
    """Begin a paper and return its id; issuer and 印发机关 are the town's where none is given.

    `about` are the records of `register` that it is made from.
    """
    own = town(office)
    given = manuscript or Manuscript()
    fields = replace(
        given.fields,
        issuers=given.fields.issuers or ((own.issuer,) if own.issuer else ()),
        printed_by=given.fields.printed_by or (own.printed_by if manuscript is None else ""),
    )
    row = models.Paper(state=PaperState.DRAFT, sample=sample)
    with office.change("起草公文", SAMPLE if sample else EDIT) as work:
        work.set(row, **columns_of(replace(given, fields=fields)))
        work.add(row)
        work.session.flush()
        work.add(
            *(
                models.PaperLink(
                    paper=row.id, register=register, record=one, role=LinkRole.ABOUT, sample=sample
                )
                for one in about
            )
        )
    return row.id


def new_sample_draft(office: Office) -> str:
    """The shipped circular as a draft that belongs to the sample town."""
    return new_draft(office, read_sample().manuscript, sample=True)


def read_sample() -> TextReading:
    """The shipped circular, read and mended."""
    return read_text(resource(SAMPLE_TEXT).read_text(encoding="utf-8"))


def save_draft(office: Office, paper_id: str, manuscript: Manuscript) -> None:
    """Keep what is being written, outside the history; cheap enough for every few seconds."""
    keep_draft(office, _DRAFT_KEY + paper_id, to_json(manuscript))


def settle_draft(office: Office, paper_id: str) -> None:
    """Enter what was kept since into the register, as one action with a history."""
    content = draft(office, _DRAFT_KEY + paper_id)
    if content is None:
        return
    with office.change("修改公文草稿") as work:
        row = work.get(models.Paper, paper_id)
        if row.state == PaperState.DRAFT:
            work.set(row, **columns_of(from_json(content)))
    drop_draft(office, _DRAFT_KEY + paper_id)


def load(office: Office, paper_id: str) -> Manuscript:
    """The manuscript of a paper, with what was kept since. Raises `InputError` for none."""
    content = draft(office, _DRAFT_KEY + paper_id)
    if content is None:
        with office.reading() as session:
            content = existing(session, paper_id).manuscript
    return from_json(content or {})


def delete_draft(office: Office, paper_id: str) -> None:
    """Put a draft into the recycle bin. Raises `InputError` for a paper that was issued."""
    with office.change("删除公文草稿") as work:
        row = work.get(models.Paper, paper_id)
        if row.state != PaperState.DRAFT:
            raise InputError(f"{row.number_text}已经成文，不能删除。", "不用的公文请作废。")
        links = models.PaperLink
        for link in work.session.scalars(select(links).where(links.paper == paper_id)):
            work.discard(link)
        work.session.flush()
        work.remove(row)
    drop_draft(office, _DRAFT_KEY + paper_id)


def series_for(office: Office, manuscript: Manuscript) -> str:
    """The 机关代字 that suits the paper; empty where the town has none.

    Minutes count by 期, so the town's ordinary 代字 does not stand in for theirs.
    """
    own = town(office)
    fields = manuscript.fields
    use = _SERIES_USE.get(fields.format) or ("请示" if fields.direction is Direction.UP else "")
    suited = [code for code in own.codes if use and use in own.usages.get(code, "")]
    if suited:
        return suited[0]
    return "" if fields.format is Format.MINUTES else own.code


def style_of(office: Office) -> PaperStyle:
    """The style in which this office wants its papers set."""
    return paper_style(load_settings(office.folder))


def issue(
    office: Office,
    paper_id: str,
    number: str | None = None,
    *,
    style: PaperStyle | None = None,
    seals: Sequence[SealImage] = (),
) -> Issued:
    """成文: give the paper its number, write its Word file and register both, all or nothing.

    The number is `number`, else the one in the manuscript (both are checked for clash), else the
    next of its 机关代字 and year. Whatever fails, no number is used up and no file is left.
    Raises `InputError` for a paper that is not ready and `EnvironmentProblem` for the machine.
    """
    settle_draft(office, paper_id)
    style = style or style_of(office)
    suited = series_for(office, load(office, paper_id))
    with turn_to_issue(office) as turn, office.change("成文", FINAL) as work:
        row = work.get(models.Paper, paper_id)
        if row.deleted_at is not None:
            raise InputError(f"“{row.title()}”已在回收站里。", "请先恢复，再成文。")
        if row.state != PaperState.DRAFT:
            raise InputError(f"“{row.title()}”已经成文，不能再次编号。", "要改请用“重新成文”。")
        manuscript = from_json(row.manuscript)
        given = (number or manuscript.fields.number).strip()
        dated = _require_ready(manuscript)
        day = dated or office.clock.today()
        wanted = _wanted(manuscript, given, day) if given else None
        allotted = _allot(work, row, wanted, suited, day)
        counted = parse_issue(given) if wanted else None
        manuscript = _numbered(manuscript, given if counted else str(allotted))
        issued = _write(office, turn, allotted.year, manuscript, style, seals)
        work.set(
            row,
            **columns_of(manuscript),
            series=allotted.series,
            year=allotted.year,
            sequence=allotted.sequence,
            state=PaperState.ISSUED,
            issued_at=office.clock.now(),
            issued_by=office.author,
            **_file_columns(office, issued),
        )
    return issued


def reissue(
    office: Office,
    paper_id: str,
    manuscript: Manuscript,
    *,
    style: PaperStyle | None = None,
    seals: Sequence[SealImage] = (),
) -> Issued:
    """Write an issued paper anew under its own number; the earlier file stays as a version."""
    with turn_to_issue(office) as turn, office.change("重新成文", FINAL) as work:
        row = work.get(models.Paper, paper_id)
        if row.state != PaperState.ISSUED:
            raise InputError(
                f"“{row.title()}”没有成文，或已作废。", "只有已成文的公文可以重新成文。"
            )
        _require_ready(manuscript)
        manuscript = _numbered(manuscript, row.number_text or "")
        year = row.year or office.clock.today().year
        issued = _write(office, turn, year, manuscript, style or style_of(office), seals)
        work.set(row, **columns_of(manuscript), **_file_columns(office, issued))
    drop_draft(office, _DRAFT_KEY + paper_id)
    return issued


def export_pdf(office: Office, paper_id: str, target: Path | None = None) -> Path:
    """Write an issued paper as PDF, beside its Word file or to `target`; returns where.

    Raises `InputError` for a draft and `EnvironmentProblem` where no program here can do it.
    """
    from fireoffice.docs.writer.pdf import to_pdf

    with office.reading() as session:
        file = existing(session, paper_id).file
    if not file:
        raise InputError("这份公文还没有成文，没有可以转换的文件。", "请先“一键成文”。")
    docx = office.folder / file
    wanted = target or docx.with_suffix(".pdf")
    to_pdf(docx, wanted)
    return wanted


def _wanted(manuscript: Manuscript, given: str, day: date) -> PaperNumber:
    """The number given by hand. Orders (第3号) and minutes (第3期) count under their 标志."""
    counted, fields = parse_issue(given), manuscript.fields
    if counted and fields.format in {Format.MINUTES, Format.ORDER}:
        return PaperNumber("".join(fields.issuers) + fields.suffix, day.year, counted)
    wanted = parse_number(given)
    if wanted.year != day.year:
        raise InputError(
            f"发文字号{wanted}的年份与成文日期（{day.year}年）不一致。", "请核对后改正其中一处。"
        )
    return wanted


def _allot(
    work: Work, row: models.Paper, given: PaperNumber | None, suited: str, day: date
) -> PaperNumber:
    """Register the number that the paper gets: `given`, else the next of the series."""
    wanted = given
    if wanted is None:
        if not suited and row.format == Format.MINUTES:
            raise InputError("纪要没有编号。", "请在“发文字号”一栏写上期数，如第3期。")
        if not suited:
            raise InputError("还没有设置机关代字，不能编号。", "请在设置中填写，如邻鄂府发。")
        known = taken_sequences(work.session, suited, day.year)
        wanted = PaperNumber(suited, day.year, next_sequence(known))
    taken = taken_sequences(work.session, wanted.series, wanted.year)
    if wanted.sequence in taken:
        raise clash(wanted, holder(work.session, wanted), next_sequence(taken))
    work.add(
        models.PaperNumber(
            series=wanted.series,
            year=wanted.year,
            sequence=wanted.sequence,
            paper=row.id,
            state=NumberState.USED,
            by_hand=given is not None,
            sample=row.sample,
        )
    )
    return wanted


def _require_ready(manuscript: Manuscript) -> date | None:
    """成文日期 of a paper that can be issued. Raises `InputError` for one that cannot."""
    reading = to_paper(manuscript)
    refuse(reading.problems)
    if not reading.paper.letterhead.issuers:
        raise InputError("公文没有发文机关。", "请在左上栏目中填写发文机关。")
    dated = reading.paper.signature.dated
    if dated is None and manuscript.fields.format is not Format.ORDER:
        raise InputError("公文没有成文日期。", "请在落款下面写上，如2021年4月1日。")
    return dated


def _write(
    office: Office,
    turn: Turn,
    year: int,
    manuscript: Manuscript,
    style: PaperStyle,
    seals: Sequence[SealImage],
) -> Issued:
    produced = produce(manuscript, style, seals, office.clock.now().astimezone(UTC))
    number = manuscript.fields.number
    file = turn.write(year, f"{number} {without_issuer(manuscript.title)}", produced.data)
    return Issued(number, file, produced.sha256, produced.pages)


def _numbered(manuscript: Manuscript, number: str) -> Manuscript:
    return replace(manuscript, fields=replace(manuscript.fields, number=number))


def columns_of(manuscript: Manuscript) -> dict[str, Any]:
    """The columns of a `Paper` that follow from its manuscript, and the manuscript."""
    fields = manuscript.fields
    return {
        "kind": kind_of(manuscript.title) or fields.kind,
        "format": fields.format.value,
        "heading": manuscript.title or None,
        "recipients": manuscript.recipients or None,
        "number_text": fields.number or None,
        "dated": manuscript.dated,
        "manuscript": to_json(manuscript),
    }


def _file_columns(office: Office, issued: Issued) -> dict[str, Any]:
    return {"file": relative(office, issued.file), "sha256": issued.sha256}
