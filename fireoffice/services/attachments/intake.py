"""Taking one file in: read, judged, scaled, kept in the store, ready to be registered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fireoffice.core.errors import InputError, explaining
from fireoffice.core.settings import load_settings
from fireoffice.db.models import Attachment
from fireoffice.services.attachments import store
from fireoffice.services.attachments.pictures import Sizing, read_picture

LARGEST_FILE: Final = 100 * 1024 * 1024
"""The size of the largest file that is taken in, in bytes."""

_PROGRAMS: Final = re.compile(
    r"\.(exe|com|bat|cmd|scr|msi|msp|ps1|psm1|vbs|vbe|js|jse|wsf|wsh|hta|cpl|dll|jar|reg|lnk|pif"
    r"|url|scf|inf|apk|sh)"
)
_PROGRAM_HEADS: Final = (b"MZ", b"\x7fELF", b"#!")
_MEDIA_TYPES: Final = {
    ".pdf": "application/pdf",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".txt": "text/plain",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".gif": "image/gif",
    ".mp4": "video/mp4",
    ".mp3": "audio/mpeg",
}
_SIDES: Final = (400, 8000)
_QUALITIES: Final = (40, 100)


@dataclass(frozen=True)
class Pasted:
    """A picture without a file: copied to the clipboard, or photographed by the program itself."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Incoming:
    """A file in the store, and the attachment that is not registered yet."""

    row: Attachment
    kept: tuple[str, ...]
    """The SHA-256 of the files newly put into the store for it."""

    @property
    def is_photo(self) -> bool:
        """True if the attachment can be shown as a picture."""
        return self.row.width is not None


def choices(data_folder: Path) -> tuple[Sizing, bool]:
    """The size to which photos are scaled, and whether originals are kept, as the settings say."""
    settings = load_settings(data_folder)
    side = min(max(settings.photo_side, _SIDES[0]), _SIDES[1])
    quality = min(max(settings.photo_quality, _QUALITIES[0]), _QUALITIES[1])
    return Sizing(side, quality), settings.keep_original_photos


def take_in(folder: Path, source: Path | Pasted, sizing: Sizing, keep_original: bool) -> Incoming:
    """Read one file and keep it in the store `folder`.

    Raises `InputError` for a file that cannot be an attachment, `EnvironmentProblem` for what
    the machine refuses.
    """
    name, data = _read(source)
    picture = read_picture(data, name, sizing)
    given = store.digest(data)
    row = Attachment(name=name, source_sha256=given, source_bytes=len(data), original_kept=False)
    kept: list[str] = []
    if picture is None:
        suffix = Path(name).suffix.lower()
        row.sha256, is_new = store.put(folder, data, suffix)
        row.bytes, row.media_type = len(data), _MEDIA_TYPES.get(suffix, "application/octet-stream")
    else:
        row.sha256, is_new = store.put(folder, picture.data, picture.suffix)
        row.bytes, row.media_type = len(picture.data), picture.media_type
        row.width, row.height, row.taken_at = picture.width, picture.height, picture.taken_at
    kept += [row.sha256] if is_new else []
    if keep_original and picture is not None and row.sha256 != given:
        _, is_new = store.put(folder, data, Path(name).suffix)
        row.original_kept = True
        kept += [given] if is_new else []
    return Incoming(row, tuple(kept))


def _read(source: Path | Pasted) -> tuple[str, bytes]:
    if isinstance(source, Pasted):
        name, data = source.name, source.data
    else:
        name = source.name
        with explaining("读取附件", source):
            if source.is_dir():
                raise InputError(f"“{name}”是文件夹。", "请选其中的文件。")
            size = source.stat().st_size
            data = source.read_bytes() if size <= LARGEST_FILE else b""
            if size > LARGEST_FILE:
                limit = LARGEST_FILE // 1024 // 1024
                raise InputError(f"文件太大（{name}），最大{limit}MB。", "请压缩或拆分后再添加。")
    if not data:
        raise InputError(f"文件是空的（{name}）。", "请从手机、相机或原处重新复制一次再添加。")
    # Windows drops dots and spaces at the end of a name: 「a.exe.」 is a.exe there.
    ending = Path(name.rstrip(". \u3000\xa0")).suffix.lower()
    if _PROGRAMS.fullmatch(ending) or data.startswith(_PROGRAM_HEADS):
        raise InputError(f"程序文件不能作附件（{name}）。", "请改选照片、扫描件或文档。")
    return name, data
