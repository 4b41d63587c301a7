"""The one table of colours; palette, style sheet, delegates and charts read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Tokens:
    """Colours by what they are for, as ``#RRGGBB``.

    ``red`` means overdue or final, ``amber`` due in 0 to 3 days or waiting for a decision,
    ``green`` closed, decided or saved; nothing else is coloured. Names with ``_t`` are the
    tints that lie behind a chip or a badge of that colour.
    """

    paper: str
    desk: str
    table: str
    ink: str
    ink2: str
    ink3: str
    off: str
    hair: str
    line: str
    edge: str
    blue: str
    blue_h: str
    blue_t: str
    hover: str
    on: str
    red: str
    red_t: str
    amber: str
    amber_t: str
    green: str
    green_t: str
    second: str
    late_short: str
    late_long: str
    sheet: str = "#FFFFFF"
    tinted_chips: bool = True


LIGHT = Tokens(
    paper="#FFFFFF",
    desk="#F4F5F7",
    table="#E7E9EC",
    ink="#1B1F24",
    ink2="#454D57",
    ink3="#5F6873",
    off="#98A0AA",
    hair="#E3E6EA",
    line="#C3C9D1",
    edge="#858E99",
    blue="#1F4E8C",
    blue_h="#183F72",
    blue_t="#E4ECF6",
    hover="#F3F6F9",
    on="#FFFFFF",
    red="#AB0F16",
    red_t="#FAEBEA",
    amber="#916000",
    amber_t="#FFF5DE",
    green="#0E6853",
    green_t="#E3F1EC",
    second="#A9B8CB",
    late_short="#E9B9B9",
    late_long="#BF4449",
)

DARK = Tokens(
    paper="#1D2024",
    desk="#25292E",
    table="#121417",
    ink="#E8EAED",
    ink2="#BCC3CB",
    ink3="#9CA5AF",
    off="#6A727C",
    hair="#30353B",
    line="#474E57",
    edge="#7C858F",
    blue="#8AB6F0",
    blue_h="#A5C8F5",
    blue_t="#253B56",
    hover="#262B31",
    on="#0F1B2B",
    red="#FF9A92",
    red_t="#4A2220",
    amber="#EDBB63",
    amber_t="#453313",
    green="#74CDB0",
    green_t="#17392F",
    second="#5D6B7D",
    late_short="#6B4442",
    late_long="#B86A64",
)

CONTRAST = Tokens(
    paper="#FFFFFF",
    desk="#FFFFFF",
    table="#FFFFFF",
    ink="#000000",
    ink2="#000000",
    ink3="#1F1F1F",
    off="#595959",
    hair="#767676",
    line="#000000",
    edge="#000000",
    blue="#00307A",
    blue_h="#001F52",
    blue_t="#CFE0FF",
    hover="#EDEDED",
    on="#FFFFFF",
    red="#8C0006",
    red_t="#FFFFFF",
    amber="#5C3600",
    amber_t="#FFFFFF",
    green="#004536",
    green_t="#FFFFFF",
    second="#767676",
    late_short="#E9B9B9",
    late_long="#BF4449",
    tinted_chips=False,
)

TOKENS: Mapping[str, Tokens] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
THEME_LABELS: Mapping[str, str] = {"light": "浅色", "dark": "深色", "contrast": "高对比"}
