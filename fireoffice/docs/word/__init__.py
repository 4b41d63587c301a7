"""Word files read safely into facts, and any circular read into a manuscript."""

from __future__ import annotations

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
    "Place",
    "RuleFacts",
    "RunFacts",
    "SectionFacts",
    "WordDocument",
    "WordParagraph",
    "read_word",
]
