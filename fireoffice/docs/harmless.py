"""Files that may be opened by a click: a short list of kinds that only show something.

Everything else (programs, scripts, shortcuts, documents with macros, archives) may be kept and
saved elsewhere, where the system asks its own questions. A kind is told by the ending, by which the
system chooses the program, and by the bytes, which must be of that kind too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from fireoffice.core.errors import InputError, explaining

_PICTURE: Final = re.compile(rb"\xff\xd8\xff|\x89PNG|GIF8|BM|II[*+]\0|MM\0[*+]|RIFF....WEBP", re.S)
_OFFICE: Final = re.compile(rb"PK\x03\x04")
_ANY: Final = re.compile(rb"(?!MZ|PK|\xd0\xcf\x11\xe0)")
_KINDS: Final[Mapping[str, re.Pattern[bytes]]] = MappingProxyType(
    {
        **dict.fromkeys(
            (".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff", ".gif"), _PICTURE
        ),
        **dict.fromkeys((".docx", ".xlsx", ".pptx"), _OFFICE),
        ".pdf": re.compile(rb".{0,1000}%PDF-", re.S),
        ".ofd": _OFFICE,
        ".mp4": re.compile(rb"....ftyp", re.S),
        **dict.fromkeys((".txt", ".mp3"), _ANY),
    }
)
_HEAD: Final = 1024
_LARGEST: Final = 100_000_000
_TOLD: Final = ("hyperlink", "image", "externalLinkPath", "externalLinkLongPath")
"""Relations that may lead outside: followed when a person presses them, or never run."""
_HERE: Final = re.compile(r"file:///[A-Za-z]:|[^:\\/]+$", re.IGNORECASE)


def opens(name: str) -> bool:
    """True if a file of this name is of a kind that a click may open."""
    return Path(name).suffix.lower() in _KINDS


def require_harmless(file: Path, name: str = "") -> None:
    """Raise `InputError` unless `file`, called `name`, may be opened by a click.

    Raises `EnvironmentProblem` where it cannot be read.
    """
    name = name or file.name
    pattern = _KINDS.get(file.suffix.lower())
    if pattern is None:
        raise _refused(name, "这类文件")
    with explaining("打开文件", file):
        with file.open("rb") as stream:
            head = stream.read(_HEAD)
        if not pattern.match(head):
            raise _refused(name, "内容与扩展名不符的文件")
        if pattern is not _OFFICE:
            return
        data = file.read_bytes() if file.stat().st_size <= _LARGEST else b""
    if not data or _runs_something(data, name):
        raise _refused(name, "带宏、引用外部内容或异常的文件")


def _runs_something(data: bytes, name: str) -> bool:
    """True if an Office file has macros, or fetches what may have some."""
    # Imported here: files are looked at when they are opened, not when the window starts.
    from fireoffice.docs.word.archive import Archive
    from fireoffice.docs.word.names import RELATIONSHIP

    try:
        archive = Archive(data, name)
        if any("vbaproject" in part.lower() for part in archive.names()):
            return True
        if b"macroEnabled" in (archive.read("[Content_Types].xml") or b""):
            return True
        roots = [archive.xml(part) for part in archive.names() if part.lower().endswith(".rels")]
    except InputError:
        return True
    return any(
        one.get("TargetMode", "").lower() == "external"
        and one.get("Type", "").rpartition("/")[2] not in _TOLD
        and not _HERE.match(one.get("Target", ""))
        for root in roots
        if root is not None
        for one in root.iter(RELATIONSHIP)
    )


def _refused(name: str, what: str) -> InputError:
    return InputError(
        f"{what}不在这里打开（{name}），可能会运行程序。",
        "请核对是谁发来的；确认可靠后，另存到文件夹，在那里打开。",
    )
