"""Small pictures of photos, made once; their folder may be deleted at any time."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from fireoffice.core.errors import OfficeError, explaining
from fireoffice.core.files import write_atomically
from fireoffice.services.attachments import store
from fireoffice.services.attachments.pictures import thumbnail
from fireoffice.services.attachments.store import STORE
from fireoffice.services.office import Office

CACHE: Final = Path("缓存") / "缩略图"
"""The folder of small pictures within the data folder."""

SIDE: Final = 480
"""The longest side of a small picture in pixels: half a record panel on a screen at 200 %."""

_JPEG_START, _JPEG_END = b"\xff\xd8", b"\xff\xd9"

_log: Final = logging.getLogger(__name__)


def of_attachment(office: Office, sha256: str, name: str = "") -> bytes:
    """A JPEG of the photo `sha256`, from the cache where it is there and whole.

    A cache that cannot be written only costs time. Raises `EnvironmentProblem` where the photo
    itself is missing or damaged, `InputError` where it is none.
    """
    cached = office.folder / CACHE / sha256[:2] / f"{sha256}.jpg"
    kept = _cached(cached)
    if kept is not None:
        return kept
    source = store.fetch(office.folder / STORE, sha256, name)
    with explaining("读取附件", source):
        data = source.read_bytes()
    made = thumbnail(data, name or source.name, SIDE)
    try:
        write_atomically(cached, made)
    except OfficeError as problem:
        _log.info("缩略图没有存下：%s", problem)
    return made


def of_file(file: Path) -> bytes:
    """A JPEG of the photo in any file, not cached. Raises `OfficeError`."""
    with explaining("读取照片", file):
        data = file.read_bytes()
    return thumbnail(data, file.name, SIDE)


def _cached(file: Path) -> bytes | None:
    try:
        data = file.read_bytes()
    except OSError:
        return None
    return data if data.startswith(_JPEG_START) and data.endswith(_JPEG_END) else None
