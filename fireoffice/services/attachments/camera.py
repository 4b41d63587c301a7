"""The photos of a camera, a memory card or any folder, and which of them are known already."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import select

from fireoffice.core.clock import CHINA
from fireoffice.core.errors import EnvironmentProblem, explaining
from fireoffice.db.models import Attachment
from fireoffice.services.attachments.pictures import PHOTO_SUFFIXES
from fireoffice.services.office import Office

MOST: Final = 2000
"""The most photos that are looked at, the newest first."""

_OFFERED: Final = (*PHOTO_SUFFIXES, ".heic", ".heif")
_SKIPPED: Final = ("$recycle.bin", "system volume information", ".thumbnails")


@dataclass(frozen=True)
class CameraFile:
    """One photo. `at` is when the file was written; `imported` when some record has it."""

    path: Path
    at: datetime
    size: int
    imported: bool


def camera_files(office: Office, folder: Path, since: date | None = None) -> tuple[CameraFile, ...]:
    """The photos in `folder` and below it, newest first, from the day `since` on.

    Known photos are told by their bytes, whatever their name; only files of a size that was
    ever imported need to be read for that. Raises `EnvironmentProblem` where `folder` is gone.
    """
    if not folder.is_dir():
        raise EnvironmentProblem(
            f"找不到这个文件夹（{folder}）。", "请核对存储卡、相机或U盘是否接好。"
        )
    found = sorted(_photos(folder), key=lambda one: (one[1], one[0].name), reverse=True)
    wanted = [one for one in found if since is None or one[1].date() >= since][:MOST]
    known = _known(office, {size for _, _, size in wanted})
    sizes = {size for size, _ in known}
    digests = {sha256 for _, sha256 in known}
    return tuple(
        CameraFile(path, at, size, size in sizes and _digest(path) in digests)
        for path, at, size in wanted
    )


def _photos(folder: Path) -> Iterator[tuple[Path, datetime, int]]:
    for place, folders, files in os.walk(folder):
        folders[:] = [one for one in folders if one.lower() not in _SKIPPED and one[0] != "."]
        for name in files:
            if name.lower().endswith(_OFFERED) and not name.startswith("."):
                path = Path(place, name)
                with explaining("查看照片", path):
                    about = path.stat()
                yield path, datetime.fromtimestamp(about.st_mtime, CHINA), about.st_size


def _known(office: Office, sizes: set[int]) -> set[tuple[int, str]]:
    """The size and SHA-256 of each imported file whose size is among `sizes`."""
    rows = select(Attachment.source_bytes, Attachment.source_sha256).where(
        Attachment.width > 0, Attachment.deleted_at.is_(None)
    )
    with office.reading() as session:
        return {(size, sha256) for size, sha256 in session.execute(rows) if size in sizes}


def _digest(path: Path) -> str:
    with explaining("读取照片", path), path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
