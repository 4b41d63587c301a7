"""The true kind of a file, whatever it is called: told by its first bytes."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from fireoffice.core.errors import InputError

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR: Final = 512
_SAVE_AS: Final = "请在 WPS 中打开它，另存为 .docx 后再试。"
_WRONG_FILE: Final = "请核对是否选错了文件。"


def is_old_word(data: bytes) -> bool:
    """True if `data` is a Word 97–2003 document (.doc)."""
    return data.startswith(OLE) and _stream("WordDocument") in data


def is_locked_old_word(data: bytes) -> bool:
    """True if the .doc `data` has a password to open: the encryption bit of its FIB."""
    heads = (data[place : place + 12] for place in range(_SECTOR, len(data), _SECTOR))
    return any(head[:2] == b"\xec\xa5" and head[11:12] and head[11] & 1 for head in heads)


def refuse_foreign(data: bytes, name: str) -> None:
    """Raise `InputError`, saying what `data` is, unless it is a zip archive."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n\0").lower()
    if data.startswith(b"PK\x03\x04"):
        return
    if not data:
        raise InputError(f"“{name}”是空文件，一个字也没有。", "请重新复制或下载这份公文。")
    if data.startswith(OLE):
        raise _compound(data, name)
    for sign, what, hint in _SIGNS:
        if sign.match(head):
            raise InputError(f"“{name}”{what}。", hint)
    if not data.strip(b"\0 \t\r\n"):
        raise InputError(f"“{name}”里只有空白，可能没有下载完。", "请重新复制或下载这份公文。")
    if data.startswith(b"PK"):
        raise InputError(f"“{name}”已损坏，读不出公文。", "请重新复制或下载这份公文。")
    raise InputError(f"“{name}”不是 Word 文件。", _WRONG_FILE)


def foreign_archive(members: Collection[str], name: str) -> InputError | None:
    """The error that says what an archive without a Word document is; None if it may hold one."""
    kinds = (
        ("xl/", "是 Excel 表格，不是公文", "请改在“数据交换”中导入。"),
        ("ppt/", "是演示文稿，不是公文", _WRONG_FILE),
        ("OFD.xml", "是 OFD 版式文件，读不出文字", "请用收到的 Word 原件，或在 WPS 中转换。"),
        ("META-INF/manifest.xml", "是 OpenDocument 文件，不是 Word 文件", _SAVE_AS),
    )
    for start, what, hint in kinds:
        if any(member.startswith(start) for member in members):
            return InputError(f"“{name}”{what}。", hint)
    if any(member.startswith(("word/", "[Content_Types]")) for member in members):
        return None
    return InputError(f"“{name}”是压缩包，里面没有公文。", "请先解压，再打开其中的公文。")


def _compound(data: bytes, name: str) -> InputError:
    if _stream("EncryptedPackage") in data:
        return InputError(f"“{name}”设了打开密码，读不出内容。", "请在 WPS 中去掉密码后另存。")
    if is_old_word(data):
        return InputError(f"“{name}”是旧的 .doc 文件。", _SAVE_AS)
    if _stream("Workbook") in data or _stream("Book") in data:
        return InputError(f"“{name}”是 Excel 表格，不是公文。", "请改在“数据交换”中导入。")
    return InputError(f"“{name}”不是 Word 文件，或已损坏。", _WRONG_FILE)


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le") + b"\0\0"


_SIGNS: Final = tuple(
    (re.compile(pattern, re.DOTALL), what, hint)
    for pattern, what, hint in (
        (rb"\{\\rtf", "是 RTF 文件，只是扩展名不同", _SAVE_AS),
        (
            rb"<\?xml.{0,2000}(?:mso-application|<w:worddocument|<pkg:package)|<w:worddocument",
            "是 Word 2003 的 XML 文件，只是扩展名不同",
            _SAVE_AS,
        ),
        (
            rb"(?:<\?xml[^>]*>\s*)?(?:<!--.{0,200}-->\s*)?<(?:!doctype\s+html|html|head|body|meta|table|div|p\b)",
            "是网页，不是 Word 文件",
            _SAVE_AS,
        ),
        (rb"mime-version:|from:.{0,80}\r?\n", "是单个网页文件，不是 Word 文件", _SAVE_AS),
        (rb"%pdf", "是 PDF 文件，读不出文字", "请用收到的 Word 原件，或在 WPS 中转换。"),
        (rb"\x89png|\xff\xd8\xff|gif8|bm.{4}\0\0\0\0", "是图片，不是公文", _WRONG_FILE),
        (rb"rar!|7z\xbc\xaf", "是压缩包", "请先解压，再打开其中的公文。"),
    )
)
