"""Papers made from records: looked at, issued with their numbers, filled anew."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.core.errors import InputError
from fireoffice.core.files import free_names, write_newly
from fireoffice.db import models
from fireoffice.db.work import FINAL, Work
from fireoffice.docs.forms import to_json
from fireoffice.docs.forms.merging import merged
from fireoffice.docs.forms.template import FormTemplate
from fireoffice.docs.manuscript import Manuscript
from fireoffice.domain.numbering import PaperNumber
from fireoffice.domain.papers import LinkRole, NumberState, PaperState
from fireoffice.domain.values import show
from fireoffice.services.office import Office
from fireoffice.services.papers import issuing as papers
from fireoffice.services.papers import templates
from fireoffice.services.papers.circular import produce
from fireoffice.services.papers.contexts import PaperKind
from fireoffice.services.papers.contexts.kind import Sheet, Source
from fireoffice.services.papers.numbers import next_numbers, refuse_taken
from fireoffice.services.papers.planning import (
    kind_named,
    prepare,
    records_of,
    source_of,
    understood,
)
from fireoffice.services.papers.previews import preview_folder
from fireoffice.services.papers.register import existing
from fireoffice.services.papers.turns import relative, turn_to_issue

PREVIEW_NUMBER: Final = "（预览，未编号）"
FORM_FORMAT: Final = "表单"
"""The word that 公文登记簿 shows as the format of a filled form."""

_CHOSEN: Final = "选项"
"""The key under which a paper keeps, beside its fields, what was chosen for it."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class IssuedForm:
    """One issued paper: its number, file and SHA-256, and the records that it lists."""

    paper: str
    number: str
    file: Path
    sha256: str
    records: tuple[str, ...]


@dataclass(frozen=True)
class IssuedForms:
    """The papers that one action issued. `print_file` holds all of a batch, in their order."""

    issued: tuple[IssuedForm, ...]
    notices: tuple[str, ...] = ()
    print_file: Path | None = None


def preview(
    office: Office,
    kind: PaperKind,
    record_ids: Sequence[str],
    options: Mapping[str, object],
    folder: Path | None = None,
) -> tuple[Path, ...]:
    """The papers as they would be, without a number, in `folder` or one that does not stay."""
    target = folder or preview_folder(office)
    prepared = prepare(office, kind, record_ids, options)
    template = templates.load(office, kind.form) if kind.form else None
    written: list[Path] = []
    for sheet in prepared.sheets:
        number = PREVIEW_NUMBER if kind.form else ""
        data = _made(office, sheet, number, template).data
        names = free_names(target, f"{sheet.heading}（预览）", ".docx")
        written.append(next(name for name in names if write_newly(name, data)))
    return tuple(written)


def issue_form(
    office: Office,
    kind: PaperKind,
    record_ids: Sequence[str],
    options: Mapping[str, object],
    *,
    print_file: bool = False,
    progress: Progress | None = None,
) -> IssuedForms:
    """Issue the papers of these records in one operation: numbers, files, links, all or nothing.

    Numbers follow each other without a gap. What issuing means for the records (a notice given to
    a hazard) is entered in the same operation. Whatever fails, no number is used up and no file
    is left. With `print_file` all papers of a batch are also written behind each other.
    `progress` is told how many of how many are written. Raises `InputError` where a record stands
    in the way, `EnvironmentProblem` for what the machine refuses.
    """
    steps = issue_steps(office, kind, record_ids, options, print_file=print_file)
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            return end.value
        if progress:
            progress(*step)


def issue_steps(
    office: Office,
    kind: PaperKind,
    record_ids: Sequence[str],
    options: Mapping[str, object],
    *,
    print_file: bool = False,
) -> Generator[tuple[int, int], None, IssuedForms]:
    """Issue papers as `issue_form` does, yielding (written, total) after each.

    Closed before its end it leaves nothing: the papers are written first, and only then does one
    short operation register them all.
    """
    prepared = prepare(office, kind, record_ids, options)
    if prepared.problems:
        raise InputError(prepared.problems[0], _others(len(prepared.problems) - 1))
    if not prepared.sheets:
        raise InputError(f"没有选中可以制发{kind.title}的记录。", "请先选中记录。")
    values = understood(office, kind, options)
    template = templates.load(office, kind.form) if kind.form else None
    year = (values.get("dated") or office.clock.today()).year
    count = len(prepared.sheets)
    issued: list[IssuedForm] = []
    made: list[_Made] = []
    bundle: Path | None = None
    with turn_to_issue(office) as turn:
        numbers = next_numbers(office, kind, year, count)
        for sheet, number in zip(prepared.sheets, numbers, strict=True):
            made.append(one := _made(office, sheet, str(number), template))
            file = turn.write(year, f"{number} {sheet.heading}", one.data)
            issued.append(IssuedForm("", str(number), file, one.sha256, sheet.records))
            yield len(issued), count
        if print_file and kind.form:
            named = f"{kind.title}（{issued[0].number}起{len(issued)}份）"
            bundle = turn.write(year, named, merged([one.data for one in made]))
        with office.change(f"制发{kind.title}", FINAL) as work:
            refuse_taken(work.session, numbers)
            source = source_of(office, work.session, values)
            for place, (sheet, number) in enumerate(zip(prepared.sheets, numbers, strict=True)):
                row = models.Paper(sample=_is_sample(work.session, kind, sheet))
                work.set(row, **_columns(office, kind, sheet, source, made[place], template))
                work.set(row, **_numbered(office, number, issued[place].file, made[place]))
                _register(work, row, number, sheet, kind)
                listed = records_of(work.session, kind, sheet.records)
                kind.enter(work, office, listed, str(number), source)
                issued[place] = replace(issued[place], paper=row.id)
    notices = tuple(
        f"{number}：{told}"
        for number, one in zip(numbers, made, strict=True)
        for told in one.notices
    )
    return IssuedForms(tuple(issued), notices, bundle)


def chosen_for(office: Office, paper_id: str) -> tuple[PaperKind, tuple[str, ...], dict[str, str]]:
    """The kind of a filled form, the records that it lists, and what was chosen for it, as typed.

    Raises `InputError` for a paper that was not made from records.
    """
    with office.reading() as session:
        row = existing(session, paper_id)
        links = models.PaperLink
        found = session.scalars(
            select(links.record)
            .where(links.paper == paper_id, links.deleted_at.is_(None))
            .order_by(links.id)
        ).all()
    kind = kind_named(row.form or "")
    day = row.dated or office.clock.today()
    before: dict[str, str] = (row.context or {}).get(_CHOSEN, {})
    return kind, tuple(found), {**before, "dated": f"{day:%Y-%m-%d}"}


def reissue_form(
    office: Office, paper_id: str, options: Mapping[str, object] | None = None
) -> IssuedForm:
    """Fill an issued form anew from its records as they are now, under its own number.

    What was chosen for it stays, but for what `options` says otherwise.
    The earlier file stays as a version; what issuing entered into the records is brought up to
    date. Raises `InputError` for a paper that is not issued, or
    whose records no longer make one paper.
    """
    kind, found, before = chosen_for(office, paper_id)
    given: dict[str, object] = {**before, **(options or {})}
    with office.reading() as session:
        row = existing(session, paper_id)
    prepared = prepare(office, kind, found, given)
    if len(prepared.sheets) != 1:
        raise InputError(
            f"{row.number_text}所列的记录已经不在同一处，不能重新制发。", "请作废后另行制发。"
        )
    template = templates.load(office, kind.form) if kind.form else None
    (sheet,) = prepared.sheets
    with turn_to_issue(office) as turn, office.change(f"重新制发{kind.title}", FINAL) as work:
        row = work.get(models.Paper, paper_id)
        if row.state != PaperState.ISSUED:
            raise InputError(f"“{row.title()}”没有成文，或已作废。", "只有已成文的可以重新制发。")
        made = _made(office, sheet, row.number_text or "", template)
        named = f"{row.number_text} {sheet.heading}"
        source = source_of(office, work.session, understood(office, kind, given))
        file = turn.write(row.year or source.dated.year, named, made.data)
        work.set(row, **_columns(office, kind, sheet, source, made, template))
        work.set(row, file=relative(office, file), sha256=made.sha256)
        listed = records_of(work.session, kind, sheet.records)
        kind.renew(work, office, listed, row.number_text or "", source)
    return IssuedForm(paper_id, row.number_text or "", file, made.sha256, sheet.records)


def draft_circular(
    office: Office, kind: PaperKind, record_ids: Sequence[str], options: Mapping[str, object]
) -> str:
    """Draft the circular that these records make, for the editor; return the id of the paper.

    Raises `InputError` for a kind that is a filled form.
    """
    if kind.form:
        raise InputError(f"{kind.title}不是公文稿，不能在编辑器中起草。", "请直接制发。")
    prepared = prepare(office, kind, record_ids, options)
    if not prepared.sheets:
        raise InputError(f"没有选中可以起草{kind.title}的记录。", "请先选中记录。")
    sheet = prepared.sheets[0]
    return papers.new_draft(office, sheet.content(""), register=kind.register, about=sheet.records)


@dataclass(frozen=True)
class _Made:
    """A paper set, not yet written: its bytes, what it says, what could not be printed."""

    data: bytes
    content: Any
    notices: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()


def _made(office: Office, sheet: Sheet, number: str, template: FormTemplate | None) -> _Made:
    content = sheet.content(number)
    moment = office.clock.now().astimezone(UTC)
    if isinstance(content, Manuscript):
        produced = produce(content, papers.style_of(office), created=moment)
        return _Made(produced.data, content)
    if template is None:
        raise TypeError(type(content))
    filled = template.fill(content, moment)
    return _Made(filled.data, content, filled.notices)


def _columns(
    office: Office,
    kind: PaperKind,
    sheet: Sheet,
    source: Source,
    made: _Made,
    template: FormTemplate | None,
) -> dict[str, Any]:
    """The columns of a paper: what the register shows of it, and what it said when issued."""
    if isinstance(made.content, Manuscript):
        return papers.columns_of(made.content) | {"form": kind.title}
    used = templates.state(office, kind.form) if kind.form else None
    return {
        "kind": kind.title,
        "format": FORM_FORMAT,
        "heading": sheet.heading,
        "recipients": sheet.recipients or None,
        "dated": source.dated,
        "form": kind.title,
        "template": used.origin if used else None,
        "template_sha256": template.sha256 if template else None,
        "context": to_json(made.content) | {_CHOSEN: _chosen(kind, source)},
    }


def _chosen(kind: PaperKind, source: Source) -> dict[str, str]:
    """The options chosen when the paper was made, by name, as one would type them."""
    return {info.name: show(info, source.options.get(info.name)) for info in kind.options}


def _numbered(office: Office, number: PaperNumber, file: Path, made: _Made) -> dict[str, Any]:
    return {
        "series": number.series,
        "year": number.year,
        "sequence": number.sequence,
        "number_text": str(number),
        "state": PaperState.ISSUED,
        "issued_at": office.clock.now(),
        "issued_by": office.author,
        "file": relative(office, file),
        "sha256": made.sha256,
    }


def _register(
    work: Work, row: models.Paper, number: PaperNumber, sheet: Sheet, kind: PaperKind
) -> None:
    """Enter the paper, its number, and its links to the records."""
    work.add(row)
    work.session.flush()
    work.add(
        models.PaperNumber(
            series=number.series,
            year=number.year,
            sequence=number.sequence,
            paper=row.id,
            state=NumberState.USED,
            by_hand=False,
            sample=row.sample,
        ),
        *(
            models.PaperLink(
                paper=row.id,
                register=kind.register,
                record=record,
                role=LinkRole.ABOUT,
                sample=row.sample,
            )
            for record in sheet.records
        ),
    )


def _is_sample(session: Session, kind: PaperKind, sheet: Sheet) -> bool:
    """True if a paper is of the sample town only, and is removed with it."""
    return all(one.sample for one in records_of(session, kind, sheet.records))


def _others(count: int) -> str:
    return f"另有{count}处。" if count else ""
