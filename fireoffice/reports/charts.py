"""The charts of 统计考评, drawn by matplotlib in the colours that the window hands in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FAMILIES: Final = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)
"""Faces for Chinese, the first installed one wins."""

_DPI: Final = 100
_WIDEST_BAR: Final = 18
"""The widest that a bar may be, in pixels."""


@dataclass(frozen=True)
class ChartColours:
    """Colours as `#RRGGBB`; `late` are those of the three bands of delay, shortest first."""

    paper: str
    ink: str
    ink2: str
    ink3: str
    hair: str
    line: str
    found: str
    fixed: str
    late: tuple[str, str, str]


@dataclass(frozen=True)
class MonthBar:
    """One month: its label, hazards found, hazards fixed."""

    label: str
    found: int
    fixed: int


@dataclass(frozen=True)
class VillageBar:
    """One village: hazards overdue up to 7 days, 8 to 30, and more."""

    name: str
    late: tuple[int, int, int]


def hazard_chart(
    months: Sequence[MonthBar],
    villages: Sequence[VillageBar],
    colours: ChartColours,
    *,
    width: int = 1188,
    height: int = 320,
    scale: float = 1.0,
    families: Sequence[str] = FAMILIES,
) -> bytes:
    """近12个月发现与整改 on the left, 各村（居）逾期 on the right, as a PNG.

    `width` and `height` are in device-independent pixels, `scale` is the screen's factor.
    """
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with rc_context({"font.family": _installed(families), "font.size": 12 * 72 / _DPI}):
        figure = Figure(figsize=(width / _DPI, height / _DPI), dpi=_DPI, facecolor=colours.paper)
        FigureCanvasAgg(figure)
        left, right = figure.subplots(1, 2, width_ratios=(55, 45))
        _draw_months(left, months, colours, width * 0.5)
        _draw_villages(right, villages, colours, height * 0.7)
        figure.subplots_adjust(left=0.035, right=0.97, top=0.84, bottom=0.1, wspace=0.24)
        return _png(figure, scale)


def _draw_months(
    axes: Axes, months: Sequence[MonthBar], colours: ChartColours, pixels: float
) -> None:
    from matplotlib.ticker import MaxNLocator

    _plain(axes, colours)
    places = list(range(len(months)))
    bar = min(0.38, _WIDEST_BAR * max(len(months), 1) / pixels)
    gap = bar / 2 + 0.02
    axes.bar([at - gap for at in places], [one.found for one in months], bar, color=colours.found)
    axes.bar([at + gap for at in places], [one.fixed for one in months], bar, color=colours.fixed)
    axes.set_xticks(places, [one.label for one in months])
    axes.grid(axis="y", color=colours.hair, linewidth=0.8)
    most = max((max(one.found, one.fixed) for one in months), default=0) or 1
    axes.set_ylim(0, most * 1.1)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    axes.spines["bottom"].set(visible=True, color=colours.line)
    if months:
        last, at = months[-1], places[-1]
        for offset, value, colour in (
            (-gap, last.found, colours.found),
            (gap, last.fixed, colours.ink2),
        ):
            axes.annotate(
                str(value),
                (at + offset, value),
                xytext=(0, 2),
                textcoords="offset points",
                ha="center",
                color=colour,
                fontweight="bold",
            )
    _key(axes, (("发现（件）", colours.found), ("整改（件）", colours.fixed)), colours)


def _draw_villages(
    axes: Axes, villages: Sequence[VillageBar], colours: ChartColours, pixels: float
) -> None:
    _plain(axes, colours)
    ordered = sorted(villages, key=lambda one: sum(one.late))
    places = list(range(len(ordered)))
    bar = min(0.6, _WIDEST_BAR * max(len(ordered), 1) / pixels)
    starts = [0] * len(ordered)
    for band, colour in enumerate(colours.late):
        widths = [one.late[band] for one in ordered]
        axes.barh(places, widths, bar, left=starts, color=colour)
        for at, (start, width) in enumerate(zip(starts, widths, strict=True)):
            if width:
                inside = colours.ink if band == 0 else colours.paper
                axes.text(start + width / 2, at, str(width), ha="center", va="center", color=inside)
        starts = [start + width for start, width in zip(starts, widths, strict=True)]
    most = max(starts, default=0) or 1
    for at, total in enumerate(starts):
        words = f"共{total}件" if total else "无逾期"
        axes.text(total + most * 0.015, at, words, va="center", color=colours.ink2)
    axes.set_yticks(places, [one.name for one in ordered])
    axes.set_xticks([])
    axes.set_xlim(0, most * 1.2)
    axes.spines["left"].set(visible=True, color=colours.line)
    labels = ("逾期≤7天", "8—30天", ">30天")
    _key(axes, tuple(zip(labels, colours.late, strict=True)), colours)


def _plain(axes: Axes, colours: ChartColours) -> None:
    axes.set_facecolor(colours.paper)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, labelcolor=colours.ink2, pad=6)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _key(axes: Axes, entries: Sequence[tuple[str, str]], colours: ChartColours) -> None:
    """Draw the key of the colours above the chart, at its left edge."""
    from matplotlib.patches import Patch

    axes.legend(
        handles=[Patch(color=colour, label=label) for label, colour in entries],
        loc="lower left",
        bbox_to_anchor=(0, 1.02),
        ncols=len(entries),
        frameon=False,
        borderaxespad=0,
        borderpad=0,
        handlelength=0.8,
        handleheight=0.8,
        handletextpad=0.6,
        columnspacing=1.6,
        labelcolor=colours.ink2,
    )


def _installed(families: Sequence[str]) -> list[str]:
    from matplotlib import font_manager

    known = set(font_manager.get_font_names())
    return [family for family in families if family in known] or ["DejaVu Sans"]


def _png(figure: Figure, scale: float) -> bytes:
    stream = io.BytesIO()
    options: dict[str, Any] = {"metadata": {"Software": None}}
    figure.savefig(
        stream, format="png", dpi=_DPI * scale, facecolor=figure.get_facecolor(), **options
    )
    return stream.getvalue()
