"""The files behind the attachments: read, copied out, checked, kept a second time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.core.errors import InputError, explaining
from fireoffice.core.files import remove_file, safe_file_name, write_atomically
from fireoffice.db.models import Attachment
from fireoffice.docs.harmless import require_harmless
from fireoffice.services.attachments import store
from fireoffice.services.attachments.store import STORE
from fireoffice.services.office import Office

OPENED: Final = Path("缓存") / "打开"
"""The folder of copies that another program has opened; it may be deleted at any time."""


@dataclass(frozen=True)
class StoreReport:
    """The state of the store: `problems` are damage and loss; `notes` (unused files) harmless."""

    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def path(office: Office, sha256: str) -> Path:
    """The file of an attachment, read and found whole. Raises `EnvironmentProblem`."""
    return store.fetch(office.folder / STORE, sha256)


def save_copy(office: Office, attachment_id: str, folder: Path) -> Path:
    """Write a copy into `folder` under the attachment's own name; return the file written.

    A file that is there already is never replaced: the copy gets a number. Raises
    `EnvironmentProblem`.
    """
    name, source = _located(office, attachment_id)
    stem, number = safe_file_name(Path(name).stem), 1
    target = folder / f"{stem}{source.suffix}"
    while target.exists():
        number += 1
        target = folder / f"{stem}（{number}）{source.suffix}"
    _copy(source, target)
    return target


def copy_to_open(office: Office, attachment_id: str) -> Path:
    """A copy that another program may open; what it changes there never reaches the store.

    It is read-only, so that nobody believes to have changed the attachment. Raises `InputError`
    for a kind that a click does not open, `EnvironmentProblem`.
    """
    name, source = _located(office, attachment_id)
    require_harmless(source, name)
    target = office.folder / OPENED / source.stem[:8] / safe_file_name(Path(name).stem)
    target = target.with_name(f"{target.name}{source.suffix}")
    with explaining("打开附件", target):
        if not target.exists() or target.read_bytes() != source.read_bytes():
            remove_file(target)
            _copy(source, target)
            target.chmod(0o444)
    return target


def verify(office: Office) -> StoreReport:
    """Read every file of the store and hold it against what is registered.

    Problems are attachments whose file is missing or is not what it was (also of those in the
    recycle bin, which can come back). Files that nothing refers to, as an older backup of the
    database leaves them, are a note: nothing is ever deleted.
    """
    with office.reading() as session:
        wanted = _referred_to(session)
    there = store.names(office.folder / STORE)
    missing = sum(count for sha256, count in wanted.items() if sha256 not in there)
    damaged = [sha256 for sha256, file in there.items() if not store.is_whole(file)]
    hurt = sum(wanted.get(sha256, 0) for sha256 in damaged)
    stray = len(there.keys() - wanted.keys())
    problems = (
        *((f"附件有{missing}个的文件不见了",) if missing else ()),
        *((f"附件有{hurt}个的文件已损坏",) if hurt else ()),
    )
    notes = (f"附件文件夹中有{stray}个文件没有记录使用，不影响工作",) if stray else ()
    return StoreReport(problems, notes)


def mirror(office: Office, folder: Path) -> int:
    """Copy to `folder` the attached files that are not there yet; return how many that were.

    `folder` (a second backup place) gets a store of its own, named like ours. Each copy is read
    back. Raises `EnvironmentProblem`.
    """
    return store.copy_missing(office.folder / STORE, folder / STORE)


def bring_back(folder: Path, backup: Path) -> int:
    """Copy attached files that only `backup` has to the data folder `folder`; return how many."""
    return store.copy_missing(backup / STORE, folder / STORE)


def _referred_to(session: Session) -> dict[str, int]:
    """The number of attachments, recycle bin included, that need the file of each SHA-256."""
    found: dict[str, int] = {}
    for sha256, source, kept in session.execute(
        select(Attachment.sha256, Attachment.source_sha256, Attachment.original_kept)
    ):
        for one in {sha256, source} if kept else {sha256}:
            found[one] = found.get(one, 0) + 1
    return found


def _located(office: Office, attachment_id: str) -> tuple[str, Path]:
    """The name of an attachment and its file. Raises `OfficeError`."""
    with office.reading() as session:
        row = session.get(Attachment, attachment_id)
        if row is None:
            raise InputError("找不到这个附件，它可能已被移除。", "请刷新后再试。")
    return row.name, store.fetch(office.folder / STORE, row.sha256, row.name)


def _copy(source: Path, target: Path) -> None:
    with explaining("读取附件", source):
        data = source.read_bytes()
    write_atomically(target, data)
