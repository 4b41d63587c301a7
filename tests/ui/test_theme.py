"""The look: contrast as promised, one table of colours, installed fonts only."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontDatabase

from fireoffice.ui.theme import theme
from fireoffice.ui.theme.icons import icon_names, tinted
from fireoffice.ui.theme.tokens import TOKENS
from fireoffice.ui.theme.typography import installed_families

UI = Path(__file__).resolve().parents[2] / "fireoffice" / "ui"
TEXT_ON = (
    ("ink", "paper"), ("ink2", "paper"), ("ink3", "paper"), ("blue", "paper"), ("red", "paper"),
    ("amber", "paper"), ("green", "paper"), ("on", "blue"), ("ink", "blue_t"), ("ink3", "blue_t"),
    ("red", "blue_t"), ("amber", "blue_t"), ("green", "blue_t"), ("red", "red_t"),
    ("amber", "amber_t"), ("green", "green_t"), ("ink3", "desk"), ("blue", "desk"),
)  # fmt: skip


def _luminance(colour: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _contrast(first: str, second: str) -> float:
    lighter, darker = sorted((_luminance(QColor(one)) for one in (first, second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", TOKENS)
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_every_text_can_be_read_on_its_ground(name: str, text: str, ground: str) -> None:
    tokens = TOKENS[name]
    least = 7.0 if name == "contrast" else 4.5
    assert _contrast(getattr(tokens, text), getattr(tokens, ground)) >= least


def test_no_colour_is_written_outside_the_token_table() -> None:
    found = {
        f"{file.relative_to(UI)}:{match[0]}"
        for file in UI.rglob("*.py")
        if file.name != "tokens.py"
        for match in re.finditer(r"#[0-9A-Fa-f]{6}\b", file.read_text(encoding="utf-8"))
    }
    assert found == set()


def test_only_installed_families_are_asked_for(qapp: object) -> None:
    assert set(installed_families()) <= set(QFontDatabase.families())
    assert list(installed_families()) == theme.font().families()[: len(installed_families())]


@pytest.mark.parametrize("name", icon_names())
def test_an_icon_takes_the_colour_it_is_given(name: str) -> None:
    drawn = tinted(name, "#123456").decode()
    assert "#123456" in drawn
    assert "currentColor" not in drawn


def test_large_type_is_a_quarter_larger(qapp: object) -> None:
    theme.apply("light", large=True)
    assert theme.px(28) == 35
    assert theme.font(13).pixelSize() == 16


def test_an_unknown_theme_is_the_light_one(qapp: object) -> None:
    theme.apply("秋天")
    assert theme.tokens is TOKENS["light"]
