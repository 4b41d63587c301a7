"""The looks of the characters of a paragraph, and what only their look says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from fireoffice.docs.word.formulas import shifted
from fireoffice.docs.word.leavings import Leavings, Left
from fireoffice.docs.word.model import BLACK, RunFacts
from fireoffice.docs.word.names import Element
from fireoffice.docs.word.styles import Look, Styles, Theme, merged, run_look

RUN_FIELDS: Final = {
    "east_asia": "",
    "ascii": "",
    "size": 20,
    "bold": False,
    "color": BLACK,
    "spacing": 0,
}
"""The properties of a run, each with its value where nothing is said of it."""
_NOTE_MARKS: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳ "


@dataclass(frozen=True, slots=True)
class _RunLook:
    """The look of a run: the values of `RUN_FIELDS`, and what else befalls its text."""

    values: tuple[Any, ...]
    hidden: bool = False
    struck: bool = False
    shift: str = ""


class RunLooks:
    """Looks up the runs of one file; looks that come again are remembered."""

    def __init__(self, styles: Styles, theme: Theme, leavings: Leavings) -> None:
        self._styles = styles
        self._theme = theme
        self._leavings = leavings
        self._runs: dict[Any, _RunLook] = {}

    def runs(self, pieces: Iterable[tuple[str, Element]], style: str, base: Look) -> list[RunFacts]:
        """The runs of a paragraph that show, neighbours of one look joined.

        `pieces` are its texts with the `w:rPr` of each, `style` the id of its style and `base` how
        that has characters look.
        """
        texts: list[tuple[str, _RunLook]] = []
        for text, properties in pieces:
            direct = run_look(properties, self._theme)
            key = (style, *direct.items())
            look = self._runs.get(key)
            if look is None:
                look = self._runs[key] = self._effective(base, direct)
            if look.hidden:
                self._leavings.note(Left.HIDDEN, text)
                continue
            text = self._plain(text, look)
            if texts and texts[-1][1].values == look.values:
                text = texts.pop()[0] + text
            texts.append((text, look))
        return [RunFacts(text, *look.values) for text, look in texts]

    def _plain(self, text: str, look: _RunLook) -> str:
        """`text` without what only its look says; what that changes is noted."""
        if look.struck and text.strip():
            self._leavings.note(Left.STRUCK, text)
        if look.shift not in {"superscript", "subscript"} or not text.strip(_NOTE_MARKS):
            return text
        plain = shifted(text, look.shift)
        if not plain:
            self._leavings.note(Left.SCRIPT, text)
        return plain or text

    def _effective(self, base: Look, direct: Look) -> _RunLook:
        character = self._styles.character_look(direct["style"]) if "style" in direct else {}
        look = merged(base, character, direct)
        if "bold" not in direct and "bold" in character:
            # Bold of a paragraph style and bold of a character style cancel out (§17.7.3).
            look["bold"] = bool(base.get("bold")) != bool(character["bold"])
        values = tuple(look.get(name, default) for name, default in RUN_FIELDS.items())
        shift = look.get("shift", "")
        return _RunLook(values, bool(look.get("vanish")), bool(look.get("struck")), shift)


def chosen(look: Look, names: Iterable[str]) -> Look:
    """The part of `look` that is about `names`."""
    return {name: look[name] for name in names if name in look}
