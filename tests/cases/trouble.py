"""Small inputs with one trouble each, and what a case's EXPECT.json says of them held to be true.

A paper is read, judged, typeset and written as the command line does it; what stands in it is
read out of the written file, without the program's own reader.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from fireoffice.docs.clauses import take_apart, to_json
from fireoffice.docs.lint import Severity, lint
from fireoffice.docs.lint.model import Finding
from fireoffice.docs.reading import to_paper
from fireoffice.docs.typeset import typeset
from fireoffice.docs.word import read_document
from fireoffice.docs.word.document import DocumentReading
from fireoffice.docs.writer import write

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "cases" / "trouble"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def expectations() -> dict[str, dict[str, Any]]:
    """What is right for each file; empty where the folder is absent."""
    listed = FOLDER / "EXPECT.json"
    return json.loads(listed.read_text(encoding="utf-8")) if listed.exists() else {}


@dataclass(frozen=True)
class Outcome:
    """What became of one input: how it was read and judged, and the file that was written."""

    reading: DocumentReading
    findings: tuple[Finding, ...]
    pages: int
    data: bytes

    @property
    def said(self) -> dict[str, Any]:
        """The elements and clauses as `clauses --json` gives them."""
        return to_json(take_apart(self.reading.manuscript))

    @property
    def lines(self) -> tuple[str, ...]:
        """The paragraphs of the written file, head, text and tables in their order."""
        return tuple(_paragraphs(self.data))

    @property
    def told(self) -> str:
        """All that is said of the input: findings, and what the reading mended."""
        findings = [f"{one.message} {one.text}" for one in self.findings]
        mends = [f"{one.message} {one.before}" for one in self.reading.mends]
        return "\n".join((*findings, *mends))

    @property
    def errors(self) -> int:
        """How many findings have to be put right."""
        return sum(one.severity is Severity.ERROR for one in self.findings)


@cache
def outcome(file: Path) -> Outcome:
    """Read, judge and write the paper that `file` means to be."""
    reading = read_document(file)
    result = typeset(to_paper(reading.manuscript).paper)
    report = lint(reading)
    return Outcome(reading, report.findings, result.page_count, write(result.composition))


def faults(found: Outcome, expected: dict[str, Any]) -> list[str]:
    """Where `found` is not as `expected`; each fault in a line."""
    return [*_elements(found, expected), *_text(found, expected), *_markup(found, expected)]


def _elements(found: Outcome, expected: dict[str, Any]) -> Iterator[str]:
    said = found.said
    for name in ("title", "number", "issuer", "date", "recipients"):
        if name in expected:
            wanted = expected[name]
            allowed = [None] if wanted is None else wanted.split("|")
            if said[name] not in allowed:
                yield f"{name}: {said[name]!r}, not {wanted!r}"
    if "attachments" in expected and list(said["attachments"]) != expected["attachments"]:
        yield f"attachments: {said['attachments']}, not {expected['attachments']}"
    counts = Counter(str(clause["level"]) for clause in said["clauses"])
    for level, count in expected.get("counts", {}).items():
        if counts[level] != count:
            yield f"clauses of level {level}: {counts[level]}, not {count}"


def _text(found: Outcome, expected: dict[str, Any]) -> Iterator[str]:
    text = "\n".join(found.lines)
    yield from (f"lacks {words!r}" for words in expected.get("text_has", ()) if words not in text)
    yield from (f"has {words!r}" for words in expected.get("text_lacks", ()) if words in text)
    for words in expected.get("text_lacks_line", ()):
        if words in found.lines:
            yield f"has the line {words!r}"
    if len(found.lines) < expected.get("lines_at_least", 0):
        yield f"{len(found.lines)} lines"
    for pattern in expected.get("told", ()):
        if not re.search(pattern, found.told):
            yield f"does not tell {pattern!r}"
    if expected.get("told_error") and not found.errors:
        yield "tells no error"


def _markup(found: Outcome, expected: dict[str, Any]) -> Iterator[str]:
    root = _document(found.data)
    tables = sum(
        table.find(f"{_W}tblPr/{_W}tblBorders") is not None for table in root.iter(f"{_W}tbl")
    )
    pictures = sum(1 for node in root.iter() if str(node.tag).endswith("}blip"))
    merged = any(True for _ in root.iter(f"{_W}vMerge", f"{_W}gridSpan"))
    for name, count in (("tables", tables), ("pictures", pictures), ("pages", found.pages)):
        if name in expected and count != expected[name]:
            yield f"{name}: {count}, not {expected[name]}"
    if expected.get("merged") and not merged:
        yield "no merged cells"


def _document(data: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def _paragraphs(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [name for name in package.namelist() if re.match(r"word/(document|header)", name)]
        roots = [etree.fromstring(package.read(name)) for name in sorted(parts)]
    for root in roots:
        for paragraph in root.iter(f"{_W}p"):
            words = [node.text or "" for node in paragraph.iter(f"{_W}t")]
            if text := "".join(words).strip():
                yield text
