"""Search texts of words: by their own characters, their pinyin and its initials."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fireoffice.db.search import searchable
from fireoffice.domain.fields import Kind


def search_keys(words: Iterable[str], *, names: bool = False) -> tuple[str, ...]:
    """The search text of each word: whatever is typed to find it must stand there.

    With `names`, surnames are read as surnames (单 is Shan).
    """
    kind = Kind.NAME if names else Kind.TEXT
    return tuple(searchable(word, kind) for word in words)


def matching(words: Sequence[str], typed: str, *, names: bool = False) -> tuple[str, ...]:
    """The words that `typed` may mean; all of `words` if nothing was typed."""
    wanted = typed.strip().lower()
    if not any(letter.isascii() and letter.isalpha() for letter in wanted):
        # The pinyin of words takes a moment, and only letters can be found in it.
        return tuple(word for word in words if wanted in word.lower())
    keys = search_keys(words, names=names)
    return tuple(word for word, key in zip(words, keys, strict=True) if wanted in key)
