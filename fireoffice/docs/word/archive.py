"""A zip archive of XML parts opened without trusting it: what is too much is refused unread.

Everything is judged by the archive's own lists before a byte is unpacked, and by the unpacked bytes
before they are parsed: members, sizes, density, elements, depth, entities.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from fireoffice.core.errors import InputError
from fireoffice.docs.word.names import STRICT, Element

MOST_ENTRIES: Final = 5000
_ENTRY: Final = b"PK\x01\x02"
"""The bytes with which each entry of an archive's list begins (APPNOTE.TXT 4.3.12)."""
LARGEST_TOTAL: Final = 200_000_000
_LARGEST_PART: Final = 20_000_000
_MOST_TAGS: Final = 400_000
"""Opening and closing tags of a part: a document of 500 pages has some 200,000."""
_SUSPECT: Final = 4_000_000
_DENSEST: Final = 120
"""Bytes that one packed byte of an honest part becomes at most; text of a paper gives 5 to 30."""

_DAMAGED_HINT: Final = "请在 WPS 中打开并另存为新的 .docx 文件，再试一次。"


class Archive:
    """The members of an archive; `name` is what the user calls the file."""

    def __init__(
        self, data: bytes, name: str, most: int = MOST_ENTRIES, largest: int = LARGEST_TOTAL
    ) -> None:
        """Take an archive of at most `most` members that unpack to `largest` bytes together.

        Raises `InputError` for one that is broken, or larger than any paper.
        """
        self.name = name
        # The list alone of a million members takes seconds and half a gigabyte.
        if data.count(_ENTRY) > most:
            raise self.suspicious("里面的文件多得不像一份公文")
        try:
            self._archive = ZipFile(BytesIO(data))
            self._members = {one.filename: one for one in self._archive.infolist()}
        except (BadZipFile, ValueError, OverflowError, NotImplementedError, UnicodeError):
            raise self.damaged() from None
        self._refuse_bomb(self._archive.infolist(), largest)

    def names(self) -> tuple[str, ...]:
        """The names of the members."""
        return tuple(self._members)

    def read(self, part: str) -> bytes | None:
        """The bytes of `part`; None where there is no such part. Raises `InputError`."""
        member = self._members.get(part)
        if member is None:
            return None
        if member.flag_bits & 1:
            raise InputError(
                f"“{self.name}”被压缩软件加了密码。", "请先去掉密码，再打开其中的公文。"
            )
        if member.file_size > _LARGEST_PART:
            raise self.suspicious("里面的文字大得不像一份公文")
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            # Python unpacks the others without minding how large they say to be; Word writes none.
            raise self.damaged()
        try:
            return self._archive.read(member)
        except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
            raise self.damaged() from None
        except (RuntimeError, MemoryError, OverflowError):
            raise self.damaged() from None

    def xml(self, part: str) -> Element | None:
        """The root element of `part`; None where there is no such part. Raises `InputError`."""
        data = self.read(part)
        if data is None:
            return None
        # A paper needs no DTD: with it go entities of every kind.
        if b"<!DOCTYPE" in data:
            raise self.suspicious("里面有 Word 从不写入的实体声明")
        if data.count(b"<") > _MOST_TAGS:
            raise self.suspicious("里面的文字大得不像一份公文")
        if b"http://purl.oclc.org/ooxml/" in data:
            for strict, usual in STRICT:
                data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise self._unreadable(str(error)) from None
        if root.getroottree().docinfo.doctype:
            raise self.suspicious("里面有 Word 从不写入的实体声明")
        return root

    def damaged(self) -> InputError:
        """The error for an archive that is broken, or lacks or garbles what must be in it."""
        return InputError(f"“{self.name}”已损坏，读不出内容。", _DAMAGED_HINT)

    def suspicious(self, what: str) -> InputError:
        """The error for a file that was not opened because of `what`, which is wrong with it."""
        return InputError(
            f"“{self.name}”{what}，为安全没有打开。", "请向发来文件的单位核实，或请对方重新发送。"
        )

    def _refuse_bomb(self, members: list[ZipInfo], largest: int) -> None:
        if sum(member.file_size for member in members) > largest:
            raise self.suspicious("解开后大得不像一份公文")
        for member in members:
            if member.file_size > max(_SUSPECT, _DENSEST * member.compress_size):
                raise self.suspicious("解开后大得不像一份公文")

    def _unreadable(self, reason: str) -> InputError:
        if "depth" in reason:
            return self.suspicious("里面的表格层层相套，深得不像一份公文")
        return self.damaged()
