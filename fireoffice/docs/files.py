"""Files that a circular can be read from."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fireoffice.core.errors import InputError, explaining
from fireoffice.docs.prose.reader import TextReading, read_text
from fireoffice.docs.serialize import read_toml

READABLE: Final = (".txt", ".md", ".markdown", ".toml")
"""The suffixes that `read_source` takes."""

_WORD: Final = frozenset({".docx", ".doc", ".wps", ".rtf", ".odt", ".pdf", ".ofd"})
_LARGEST: Final = 2_000_000
_SIGNATURES: Final = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"%PDF",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
)


def read_source(path: Path) -> TextReading:
    """Read the plain text, Markdown or TOML file `path` as a paper.

    Raises `InputError` for what cannot be read (Word files, pictures, empty or foreign files) and
    `EnvironmentProblem` for what the machine refuses.
    """
    suffix = path.suffix.lower()
    if suffix in _WORD:
        raise InputError(
            f"现在还不能读取 {suffix} 文件（{path.name}）。",
            "请在 WPS 中打开它，把全文复制到一个 .txt 文件。",
        )
    with explaining("打开文件", path):
        if path.is_dir():
            raise InputError(
                f"“{path}”是文件夹，不是文件。", "请指定一个 .txt、.md 或 .toml 文件。"
            )
        if path.stat().st_size > _LARGEST:
            raise InputError(f"“{path.name}”太大，不像一份公文。", "请核对是否选错了文件。")
        data = path.read_bytes()
    if suffix not in READABLE:
        raise InputError(
            f"不认识 {suffix or '没有扩展名的'} 文件（{path.name}）。",
            "可以用 .txt、.md 或 .toml 文件。",
        )
    text = decode(data, path.name)
    return read_toml(text) if suffix == ".toml" else read_text(text)


def decode(data: bytes, name: str) -> str:
    """The text in `data`: UTF-8, UTF-16 with its mark, or GB18030, which old computers write.

    Raises `InputError` for nothing, for what is no text and for what is in no such encoding;
    `name` is what the user calls the file.
    """
    if not data.strip():
        raise InputError(f"“{name}”是空文件。", "请核对是否选错了文件。")
    if data.startswith(_SIGNATURES):
        raise InputError(
            f"“{name}”不是文本文件，只是改了扩展名。", "请在 WPS 中把它另存为文本文件。"
        )
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text):
            return text
    if b"\0" in data:
        raise InputError(f"“{name}”不是文本文件。", "请核对是否选错了文件。")
    raise InputError(f"“{name}”的文字编码认不出来。", "请用记事本打开，另存为 UTF-8 编码后重试。")


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    return ("utf-8-sig", "gb18030")


def _is_text(text: str) -> bool:
    """True if hardly any character is a control, a private or an unassigned one."""
    strange = sum(
        (sign < " " and sign not in "\t\n\r\f\v") or "\ue000" <= sign <= "\uf8ff" or sign == "\x7f"
        for sign in text
    )
    return strange * 50 <= len(text) and "\0" not in text
