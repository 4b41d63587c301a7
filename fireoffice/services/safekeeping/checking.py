"""The check of a whole database, and the repair of what follows from the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from fireoffice.core.errors import EnvironmentProblem
from fireoffice.db.fields import fields_of
from fireoffice.db.models import Paper, Record
from fireoffice.db.parts import make_anew, record_models
from fireoffice.db.rebuild import Difference, differences, gaps, put_right, unreadable
from fireoffice.db.schema import examine, sha256_of
from fireoffice.services.attachments import files as attachment_files
from fireoffice.services.office import Office
from fireoffice.services.papers.leftovers import left_over


@dataclass(frozen=True)
class CheckReport:
    """The findings of `check`: Chinese sentences; `repaired` are those already put right.

    `notes` are harmless.
    """

    problems: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """True if nothing is wrong (any more)."""
        return not self.problems


def inspect(office: Office, *, beside: bool = True) -> CheckReport:
    """Check pages, references, rows against the log, derived columns, and the files beside.

    Without `beside`, only what is in the database. Changes nothing. Values never stand in the
    report: they may be personal.
    """
    damage = examine(office.file).problems
    try:
        with office.reading() as session:
            found = (*_against_the_log(session), *_stale(session))
            if not beside:
                return CheckReport((*damage, *found))
            found = (*found, *_papers(session, office))
        attached = attachment_files.verify(office)
        return CheckReport((*damage, *found, *attached.problems), notes=attached.notes)
    except EnvironmentProblem:
        # Pages that cannot be read are among the problems already.
        if not damage:
            raise
        return CheckReport(damage)


def mend(office: Office, found: CheckReport) -> CheckReport:
    """Make right what follows from the rest: indexes, rows that the log knows, derived columns.

    The caller has kept a copy. What is not in the log (a row that nobody entered, a gap) cannot
    be made up and stays a problem. Raises `EnvironmentProblem` where pages cannot be read.
    """
    try:
        with office.scratch() as session:
            session.execute(text("REINDEX"))
        with office.scratch() as session:
            # Twice: further faults of a row with a spoilt key show once it has its key again.
            for model in (*record_models(), *record_models()):
                put_right(session, model, list(differences(session, model)))
            session.expunge_all()
            for model in record_models():
                make_anew(session, model, write=True)
    except IntegrityError as error:
        raise EnvironmentProblem(
            f"数据库损坏太多，修复不了，没有改动（{office.file}）。", "请从最近的备份恢复。"
        ) from error
    left = inspect(office)
    return CheckReport(
        left.problems,
        tuple(one for one in found.problems if one not in left.problems),
        left.notes,
    )


def _against_the_log(session: Session) -> Iterator[str]:
    for model in record_models():
        found = list(differences(session, model))
        unknown = sum(not one.has_log for one in found)
        lost = sum(not one.has_row for one in found)
        changed = [one for one in found if one.has_log and one.has_row]
        if unknown:
            yield f"{model.noun}有{unknown}条在操作日志中没有登记"
        if lost:
            yield f"{model.noun}有{lost}条在操作日志中有、台账中没有"
        if changed:
            yield f"{model.noun}有{len(changed)}条与操作日志不一致（{_labels(model, changed)}）"
    torn = unreadable(session)
    if torn:
        yield f"操作日志有{torn}处读不出"
    for replica, missing in gaps(session):
        yield f"操作日志缺少{missing}次操作（来自{replica[:8]}）"


def _labels(model: type[Record], found: list[Difference]) -> str:
    labels = {info.name: info.label for info in fields_of(model)}
    names = {name for one in found for name in one.logged}
    return "、".join(sorted({labels.get(name, "登记情况") for name in names}))


def _stale(session: Session) -> Iterator[str]:
    for model in record_models():
        count = make_anew(session, model, write=False)
        if count:
            yield f"{model.noun}有{count}条的状态或检索内容与记录不一致"


def _papers(session: Session, office: Office) -> Iterator[str]:
    """Files of issued papers that are gone, changed, or of papers that were never issued."""
    missing = changed = 0
    wanted = select(Paper.file, Paper.sha256).where(Paper.file.is_not(None))
    for name, digest in session.execute(wanted):
        try:
            changed += sha256_of(office.folder / str(name)) != digest
        except OSError:
            missing += 1
    if missing:
        yield f"公文有{missing}份的文件不见了"
    if changed:
        yield f"公文有{changed}份的文件与成文时不同"
    unregistered = len(left_over(office.folder, office.reading))
    if unregistered:
        yield f"公文有{unregistered}份文件是制发时中断留下的，没有登记；下次启动或制发时会清除"
