"""Official prose that the papers of a corpus are put together from.

`{…}` in a text is a slot that `Prose.fill` draws for; every slot is a list of texts of its own.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

_SLOT = re.compile(r"\{(.+?)\}")


@dataclass(frozen=True, kw_only=True)
class Prose:
    """Sentences of one field of work, with the names and words that papers about it need.

    `subject` is the title of 印发件, `sign` the 机关代字. Each of `columns` is the head of a column
    of tables and the texts that its cells are drawn from.
    """

    slots: dict[str, tuple[str, ...]]
    sentences: tuple[str, ...]
    headings: tuple[str, ...]
    run_in: tuple[str, ...]
    titles: tuple[str, ...]
    attachments: tuple[str, ...]
    subject: str
    issuer: str
    others: tuple[str, ...]
    meeting: str
    printer: str
    sign: str
    copied: str
    columns: tuple[tuple[str, ...], ...]
    caption: str

    def fill(self, text: str, chance: random.Random) -> str:
        """`text` with every slot filled."""
        return _SLOT.sub(lambda match: chance.choice(self.slots[match[1]]), text)
