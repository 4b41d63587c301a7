"""Word files read safely into facts, and any circular read into a manuscript."""

from __future__ import annotations

from fireoffice.docs.word.document import DOCUMENTS, DocumentReading, from_word, read_document
from fireoffice.docs.word.model import (
    Place,
    RuleFacts,
    RunFacts,
    SectionFacts,
    WordDocument,
    WordParagraph,
)
from fireoffice.docs.word.reading import read_word

__all__ = [
    "DOCUMENTS",
    "DocumentReading",
    "Place",
    "RuleFacts",
    "RunFacts",
    "SectionFacts",
    "WordDocument",
    "WordParagraph",
    "from_word",
    "read_document",
    "read_word",
]
