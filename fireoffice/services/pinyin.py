"""Words as they are looked for: by their own characters, their pinyin, its initials."""

from __future__ import annotations

from collections.abc import Iterable

from fireoffice.db.search import searchable
from fireoffice.domain.fields import Kind


def search_keys(words: Iterable[str], *, names: bool = False) -> tuple[str, ...]:
    """For each word the text in which what is typed for it must be found.

    With `names`, surnames are read as surnames (单 is Shan).
    """
    kind = Kind.NAME if names else Kind.TEXT
    return tuple(searchable(word, kind) for word in words)
