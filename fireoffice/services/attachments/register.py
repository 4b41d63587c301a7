"""Photos, scans and files of the records of any register: add, look at, change, remove, check."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from fireoffice.core.errors import InputError
from fireoffice.db.models import Attachment
from fireoffice.db.work import Work
from fireoffice.domain.attachments import next_pair, photo_roles, role_of
from fireoffice.registers import Register
from fireoffice.services.attachments import store
from fireoffice.services.attachments.files import (
    StoreReport,
    bring_back,
    copy_to_open,
    mirror,
    path,
    save_copy,
    verify,
)
from fireoffice.services.attachments.intake import Incoming, Pasted, choices, take_in
from fireoffice.services.attachments.pictures import turned
from fireoffice.services.attachments.store import STORE
from fireoffice.services.office import Office

__all__ = [
    "Added",
    "AttachmentInfo",
    "Pasted",
    "StoreReport",
    "add",
    "add_in_steps",
    "arriving",
    "bring_back",
    "change_role",
    "copy_to_open",
    "describe",
    "enter",
    "listing",
    "mirror",
    "path",
    "remove",
    "restore",
    "rotate",
    "save_copy",
    "verify",
]

_ADDING: Final = Lock()
"""The lock from keeping a file until it is registered: nobody may take it for left behind."""


@dataclass(frozen=True)
class AttachmentInfo:
    """One attachment as it is listed; sizes in bytes and pixels."""

    id: str
    role: str
    name: str
    pair: int | None
    note: str
    sha256: str
    media_type: str
    bytes: int
    width: int
    height: int
    taken_at: datetime | None
    added_at: datetime
    original: str
    """The SHA-256 of the file before it was scaled, if that was kept too; else empty."""

    @property
    def is_photo(self) -> bool:
        """True if the attachment can be shown as a picture."""
        return self.width > 0


@dataclass(frozen=True)
class Added:
    """The outcome of adding files: the new attachments, and a sentence for each file not taken."""

    ids: tuple[str, ...]
    refused: tuple[str, ...] = ()


def add(
    office: Office,
    register: Register,
    record_id: str,
    sources: Sequence[Path | Pasted],
    role: str = "",
    pair: int | None = None,
) -> Added:
    """Give a record photos and files; all of them are one operation.

    Without `role` and `pair`, photos fill what is missing among the pairs. A file that cannot be
    taken (empty, damaged, too large, there already) is named in `refused` and does not hinder
    the others. Raises `InputError` where none could be taken, `EnvironmentProblem` for what the
    machine refuses (disk full, stick pulled out); then nothing was added.
    """
    steps = add_in_steps(office, register, record_id, sources, role, pair)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def add_in_steps(
    office: Office,
    register: Register,
    record_id: str,
    sources: Sequence[Path | Pasted],
    role: str = "",
    pair: int | None = None,
) -> Generator[tuple[int, int], None, Added]:
    """Add files as `add` does, yielding (read, total) after each.

    Closing the generator before its end leaves nothing behind.
    """
    _require_role(register, role)
    sizing, keep_original = choices(office.folder)
    folder = office.folder / STORE
    refused: list[str] = []
    arrived: list[Incoming] = []
    with _ADDING:
        try:
            for count, source in enumerate(sources, 1):
                try:
                    arrived.append(take_in(folder, source, sizing, keep_original))
                except InputError as problem:
                    refused.append(str(problem))
                yield count, len(sources)
            with office.change(f"添加{_counted(arrived)}") as work:
                _require_record(work, register, record_id)
                added = _enter(work, register, record_id, arrived, role, pair, refused)
        except BaseException:
            _let_go(folder, arrived)
            raise
        _let_go(folder, [one for one in arrived if one.row.id not in added])
    if not added and refused:
        raise InputError("".join(refused[:1]) + _others(len(refused) - 1))
    return Added(added, tuple(refused))


@contextmanager
def arriving(office: Office, sources: Sequence[Path | Pasted]) -> Generator[list[Incoming]]:
    """Keep files that an action of the caller's will `enter`; without it nothing stays behind.

    Raises `InputError` for the first that cannot be taken, `EnvironmentProblem`.
    """
    sizing, keep_original = choices(office.folder)
    folder = office.folder / STORE
    arrived: list[Incoming] = []
    with _ADDING:
        try:
            arrived += [take_in(folder, one, sizing, keep_original) for one in sources]
            yield arrived
        except BaseException:
            _let_go(folder, arrived)
            raise


def enter(
    work: Work, register: Register, record_id: str, arrived: Sequence[Incoming], role: str
) -> tuple[str, ...]:
    """Register what is `arriving` in the caller's action; return the ids. Raises `InputError`."""
    refused: list[str] = []
    _require_role(register, role)
    added = _enter(work, register, record_id, arrived, role, None, refused)
    if refused:
        raise InputError(refused[0])
    return added


def listing(
    office: Office, register: Register, record_id: str, *, recycled: bool = False
) -> tuple[AttachmentInfo, ...]:
    """The attachments of a record in their order; with `recycled`, those that were removed."""
    with office.reading() as session:
        return tuple(
            _info(row)
            for row in _rows(session, register.name, record_id)
            if (row.deleted_at is not None) is recycled
        )


def remove(office: Office, attachment_ids: Sequence[str]) -> None:
    """Put attachments into the recycle bin; their files stay in the store."""
    with office.change("移除附件") as work:
        for one in attachment_ids:
            work.remove(work.get(Attachment, one))


def restore(office: Office, attachment_ids: Sequence[str]) -> None:
    """Take attachments out of the recycle bin."""
    with office.change("恢复附件") as work:
        for one in attachment_ids:
            work.restore(work.get(Attachment, one))


def change_role(
    office: Office, register: Register, attachment_id: str, role: str, pair: int | None = None
) -> None:
    """Say what an attachment is for; without `pair` it goes to the first pair that lacks it.

    Where another photo stands at that place, the two change places. Raises `InputError`.
    """
    _require_role(register, role)
    with office.change(f"改为{role}") as work:
        row = work.get(Attachment, attachment_id)
        rows: Any = _rows(work.session, row.register, row.record)
        others = [one for one in rows if one.deleted_at is None and one.id != row.id]
        place = pair if pair is not None else next_pair(others, role)
        for other in others:
            if place is not None and (other.role, other.pair) == (role, place):
                work.set(other, role=row.role, pair=row.pair)
        work.set(row, role=role, pair=place)


def describe(
    office: Office, attachment_id: str, *, name: str | None = None, note: str | None = None
) -> None:
    """Give an attachment another name or note; what is None stays, an empty note is taken away.

    The name keeps its ending, whatever is typed: the file behind it stays of its kind. Raises
    `InputError` for an empty name.
    """
    with office.change("修改附件说明") as work:
        row = work.get(Attachment, attachment_id)
        if name is not None:
            work.set(row, name=_named(name, Path(row.name).suffix))
        if note is not None:
            work.set(row, note=note.strip() or None)


def rotate(office: Office, attachment_id: str, quarters: int = 1) -> None:
    """Turn a photo clockwise by quarters. The file as it was stays in the store, for undo."""
    folder = office.folder / STORE
    with _ADDING, office.change("旋转照片") as work:
        row = work.get(Attachment, attachment_id)
        picture = turned(store.fetch(folder, row.sha256, row.name).read_bytes(), row.name, quarters)
        sha256, _ = store.put(folder, picture.data, picture.suffix)
        work.set(
            row,
            sha256=sha256,
            media_type=picture.media_type,
            bytes=len(picture.data),
            width=picture.width,
            height=picture.height,
        )


def _enter(
    work: Work,
    register: Register,
    record_id: str,
    arrived: Sequence[Incoming],
    role: str,
    pair: int | None,
    refused: list[str],
) -> tuple[str, ...]:
    """Register what has arrived; what the record has already is refused."""
    # `Any`: no protocol can describe mapped columns.
    rows: Any = _rows(work.session, register.name, record_id)
    record = work.session.get(register.model, record_id)
    put_right = bool(register.met_by and getattr(record, register.met_by, None))
    standing = [row for row in rows if row.deleted_at is None]
    added: list[Attachment] = []
    for one in arrived:
        row = one.row
        if any(row.source_sha256 in (old.source_sha256, old.sha256) for old in standing):
            refused.append(f"“{row.name}”已经添加过了。")
            continue
        row.register, row.record = register.name, record_id
        row.role = role
        if not role or not _may_be(register, one, role):
            row.role = _role(register, one, standing, put_right)
        row.pair = next_pair(standing, row.role)
        if pair is not None and row.pair is not None and not added:
            free = all((old.role, old.pair) != (row.role, pair) for old in standing)
            row.pair = pair if free else row.pair
        row.order = max((old.order or 0 for old in standing), default=0) + 1
        work.add(row)
        standing.append(row)
        added.append(row)
    work.session.flush()
    return tuple(row.id for row in added)


def _named(name: str, suffix: str) -> str:
    """`name` with the ending `suffix`. Raises `InputError` where nothing stands before it."""
    stem = name.strip()
    if suffix and stem.lower().endswith(suffix.lower()):
        stem = stem[: -len(suffix)].rstrip()
    if not stem:
        raise InputError("附件的名称不能是空的。", "请写一个看得懂的名称，如“一楼东侧通道”。")
    return f"{stem}{suffix}"


def _let_go(folder: Path, arrived: Sequence[Incoming]) -> None:
    for one in arrived:
        for sha256 in one.kept:
            store.drop(folder, sha256)


def _may_be(register: Register, one: Incoming, role: str) -> bool:
    """True if the incoming file can have `role`: a document is no photo."""
    return one.is_photo or role not in photo_roles(register.attachment_roles)


def _role(register: Register, one: Incoming, standing: Sequence[Any], put_right: bool) -> str:
    pdf = one.row.media_type == "application/pdf"
    roles = register.attachment_roles
    return role_of(roles, standing, photo=one.is_photo, pdf=pdf, put_right=put_right)


def _rows(session: Session, register: str, record_id: str) -> Sequence[Attachment]:
    return session.scalars(
        select(Attachment)
        .where(Attachment.register == register, Attachment.record == record_id)
        .order_by(Attachment.order, Attachment.created_at, Attachment.id)
    ).all()


def _info(row: Attachment) -> AttachmentInfo:
    return AttachmentInfo(
        id=row.id,
        role=row.role,
        name=row.name,
        pair=row.pair,
        note=row.note or "",
        sha256=row.sha256,
        media_type=row.media_type or "",
        bytes=row.bytes or 0,
        width=row.width or 0,
        height=row.height or 0,
        taken_at=row.taken_at,
        added_at=row.created_at,
        original=row.source_sha256 if row.original_kept else "",
    )


def _require_role(register: Register, role: str) -> None:
    if role and role not in register.attachment_roles:
        raise InputError(
            f"{register.title}的附件没有“{role}”这一类。",
            f"可用的有：{'、'.join(register.attachment_roles)}。",
        )


def _require_record(work: Work, register: Register, record_id: str) -> None:
    work.get(register.model, record_id)


def _counted(arrived: Sequence[Incoming]) -> str:
    photos = sum(one.is_photo for one in arrived)
    files = len(arrived) - photos
    words = [f"{photos}张照片"] if photos else []
    return "、".join([*words, f"{files}个文件"] if files else words) or "附件"


def _others(count: int) -> str:
    return f"另有{count}个文件也没有添加。" if count else ""
