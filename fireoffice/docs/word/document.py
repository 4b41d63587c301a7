"""Any file that holds a circular, read as the paper that it means to be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from fireoffice.core.errors import InputError, explaining
from fireoffice.docs.balance import NOTHING, Balance, Tally, count_characters, missing, tally_of
from fireoffice.docs.convert import old_word_to_docx
from fireoffice.docs.files import decode
from fireoffice.docs.manuscript import Manuscript
from fireoffice.docs.prose.pasted import collect
from fireoffice.docs.prose.reader import TextReading, read_source_lines, read_text
from fireoffice.docs.prose.source import Mend, split_lines
from fireoffice.docs.serialize import read_toml
from fireoffice.docs.word.leavings import LeftOut
from fireoffice.docs.word.lines import to_lines
from fireoffice.docs.word.model import WordDocument
from fireoffice.docs.word.placing import with_pictures
from fireoffice.docs.word.reading import read_word
from fireoffice.docs.word.sheets import turned
from fireoffice.docs.word.signature import OLE, is_locked_old_word, is_old_word

DOCUMENTS: Final = (".docx", ".docm", ".dotx", ".doc", ".wps", ".txt", ".md", ".markdown", ".toml")
"""The suffixes of what `read_document` reads; the content decides all the same."""

_TEXTS: Final = (".txt", ".md", ".markdown", ".toml")
_LARGEST: Final = 100_000_000
_LARGEST_TEXT: Final = 2_000_000


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """A file as a paper, with what was put right on the way, and what it looks like.

    `word` is None where the source is plain text. `source_lines` are the paragraphs of a Word
    file, or the lines of a text, as they stand there; `origins` has for each line of the
    manuscript the one of them (from 1) where it begins. Mends count them likewise. `went_in` is
    how much the file holds.
    """

    manuscript: Manuscript
    mends: tuple[Mend, ...] = ()
    word: WordDocument | None = None
    source_lines: tuple[str, ...] = ()
    origins: tuple[int, ...] = ()
    went_in: Tally = NOTHING

    @property
    def came_out(self) -> Tally:
        """The tally of the manuscript: how much it holds of what went in."""
        return tally_of(self.manuscript)

    @property
    def balance(self) -> Balance:
        """The tally of what went in beside that of what came out."""
        return Balance(self.went_in, self.came_out)


def read_document(path: Path) -> DocumentReading:
    """Read the .docx, .doc, text, Markdown or TOML file `path`.

    A .doc is first converted by the LibreOffice, Word or WPS of this machine. Raises `InputError`
    for what is none of these or is empty, damaged, locked or hostile, each in its own words, and
    `EnvironmentProblem` for what the machine refuses or lacks.
    """
    with explaining("打开文件", path):
        if path.is_dir():
            raise InputError(f"“{path}”是文件夹，不是文件。", "请指定一份公文，如 通知.docx。")
        if path.stat().st_size > _LARGEST:
            raise InputError(f"“{path.name}”太大，不像一份公文。", "请核对是否选错了文件。")
        data = path.read_bytes()
    is_word = data.startswith((b"PK\x03\x04", OLE))
    if path.suffix.lower() in _TEXTS and not is_word:
        return _read_text(data, path)
    if path.suffix.lower() not in DOCUMENTS and not is_word:
        raise InputError(
            f"不认识 {path.suffix or '没有扩展名的'} 文件（{path.name}）。",
            "可以用 .docx、.doc、.txt、.md 或 .toml 文件。",
        )
    if is_old_word(data):
        if is_locked_old_word(data):
            raise InputError(
                f"“{path.name}”设了打开密码，读不出内容。", "请在 WPS 中去掉密码后另存。"
            )
        data = old_word_to_docx(data, path.name)
    return from_word(read_word(data, path.name), path.name)


def from_word(document: WordDocument, name: str) -> DocumentReading:
    """The paper that `document` means to be; `name` is what the user calls the file."""
    laid = to_lines(document)
    source = collect(laid.lines)
    source.mends += laid.mends
    if not source.lines:
        raise InputError(f"“{name}”里没有文字。", "请核对是否选错了文件；扫描件要先识别文字。")
    reading = with_pictures(read_source_lines(source), laid.pictures)
    reading = turned(reading, document)
    manuscript = replace(reading.manuscript, pictures=document.pictures)
    texts = tuple(paragraph.text for paragraph in document.paragraphs)
    mends = (*map(_told, document.left_out), *reading.mends)
    return _balanced(
        DocumentReading(manuscript, mends, document, texts, reading.origins, document.tally)
    )


def _balanced(reading: DocumentReading) -> DocumentReading:
    """`reading` with what it lost on the way, told like all that it left out."""
    lost = [
        Mend(number, words, "", "这些文字没有读进公文", "left-out")
        for number, words in missing(reading.source_lines, reading.manuscript, reading.mends)
    ]
    return replace(reading, mends=tuple(sorted((*reading.mends, *lost), key=lambda one: one.line)))


def _told(left: LeftOut) -> Mend:
    """The mend of the file as a whole that tells what was left out of it."""
    times = f"（{left.count}处）" if left.count > 1 else ""
    code = "left-out" if left.kind.is_loss else "read-plainly"
    return Mend(0, left.excerpt, "", left.kind.value + times, code)


def _read_text(data: bytes, path: Path) -> DocumentReading:
    if len(data) > _LARGEST_TEXT:
        raise InputError(f"“{path.name}”太大，不像一份公文。", "请核对是否选错了文件。")
    text = decode(data, path.name)
    reading: TextReading = read_toml(text) if path.suffix.lower() == ".toml" else read_text(text)
    lines = tuple(split_lines(text))
    went_in = Tally(count_characters(text))
    return _balanced(
        DocumentReading(reading.manuscript, reading.mends, None, lines, reading.origins, went_in)
    )
