"""A .docx read into facts."""

from __future__ import annotations

from pathlib import Path

from fireoffice.core.errors import explaining
from fireoffice.docs.word.model import WordDocument
from fireoffice.docs.word.package import Package
from fireoffice.docs.word.stream import DocumentReader


def read_word(source: Path | bytes, name: str = "这个文件") -> WordDocument:
    """Read a .docx, given as a path or as its content; `name` is what the user calls the content.

    Raises `InputError`, each in its own words, for an empty, damaged, encrypted or hostile file,
    for a .doc and for anything that is no Word file; `EnvironmentProblem` for what the machine
    refuses. Nothing outside the file is ever read.
    """
    if isinstance(source, Path):
        with explaining("打开文件", source):
            source, name = source.read_bytes(), source.name
    return DocumentReader(Package(source, name)).read()
