"""The chart of 统计考评: drawn in the colours handed in, in Chinese, at any scale."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from matplotlib import image

from fireoffice.reports.charts import ChartColours, MonthBar, VillageBar, hazard_chart

COLOURS = ChartColours(
    paper="#FFFFFF",
    ink="#1B1F24",
    ink2="#454D57",
    ink3="#5F6873",
    hair="#E3E6EA",
    line="#C3C9D1",
    found="#1F4E8C",
    fixed="#A9B8CB",
    late=("#E9B9B9", "#BF4449", "#AB0F16"),
)
MONTHS = [MonthBar(f"{number}月", 30 + number, 25 + number) for number in range(1, 13)]
VILLAGES = [VillageBar("松林社区", (1, 2, 1)), VillageBar("高石村", (0, 0, 0))]


def _pixels(data: bytes) -> set[tuple[int, ...]]:
    picture = image.imread(io.BytesIO(data))
    return {tuple(round(float(part) * 255) for part in one[:3]) for row in picture for one in row}


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_it_has_the_size_asked_for_times_the_scale(scale: float) -> None:
    data = hazard_chart(MONTHS, VILLAGES, COLOURS, width=800, height=300, scale=scale)
    height, width, _ = image.imread(io.BytesIO(data)).shape
    assert (width, height) == (800 * scale, 300 * scale)


def test_it_is_drawn_in_the_colours_handed_in() -> None:
    drawn = _pixels(hazard_chart(MONTHS, VILLAGES, COLOURS))
    for colour in (COLOURS.paper, COLOURS.found, COLOURS.fixed, *COLOURS.late):
        assert _rgb(colour) in drawn


def test_nothing_late_shows_nothing_red_but_the_key() -> None:
    def reds(villages: list[VillageBar]) -> int:
        picture = image.imread(io.BytesIO(hazard_chart(MONTHS, villages, COLOURS)))
        wanted = _rgb(COLOURS.late[2])
        flat = (picture[..., :3] * 255).round().astype(int).reshape(-1, 3)
        return int((flat == wanted).all(axis=1).sum())

    assert reds([VillageBar("高石村", (0, 0, 0))]) < reds([VillageBar("高石村", (0, 0, 3))]) / 5


def test_a_town_without_records_has_a_chart() -> None:
    assert hazard_chart([], [], COLOURS).startswith(b"\x89PNG")


def test_drawing_the_same_gives_the_same() -> None:
    assert hazard_chart(MONTHS, VILLAGES, COLOURS) == hazard_chart(MONTHS, VILLAGES, COLOURS)


def test_what_draws_is_loaded_when_the_first_chart_is_asked_for() -> None:
    code = "import sys, fireoffice.reports.charts; sys.exit('matplotlib' in sys.modules)"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
