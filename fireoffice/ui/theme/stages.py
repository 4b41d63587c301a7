"""The shape for each stage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fireoffice.ui.theme.glyphs import Shape

SHAPES: Final[Mapping[str, Shape]] = {
    "待告知": "dashed",
    "待开展": "dashed",
    "无库存": "dashed",
    "草稿": "dashed",
    "待整改": "ring",
    "待履行": "ring",
    "在队": "ring",
    "整改中": "half",
    "不足": "half",
    "履行中": "half",
    "待复查": "three",
    "作废": "ring",
    "已移送": "moved",
    "已退出": "moved",
    "已停用": "moved",
    "两边不一样": "conflict",
}


def shape_of(stage: str, closed: bool) -> Shape:
    """Return the shape of ``stage``; one without its own is a tick when closed, else a ring."""
    if stage in SHAPES:
        return SHAPES[stage]
    return "done" if closed else "ring"
