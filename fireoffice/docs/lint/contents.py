"""Content of a file that its paper does not hold: told on reading, put right by hand."""

from __future__ import annotations

from typing import Final

from fireoffice.docs.lint.bases import usual
from fireoffice.docs.lint.model import Rule, Severity

_KEPT: Final = usual("公文内容完整")

RULES: Final[tuple[Rule, ...]] = (
    Rule("left-out", "没有带过来的内容", Severity.WARNING, _KEPT),
    Rule("read-plainly", "换了写法的内容", Severity.HINT, _KEPT),
    Rule("picture-place", "图片的位置", Severity.HINT, _KEPT),
    Rule("sheet-turned", "横向的页面", Severity.WARNING, _KEPT),
)
TOLD: Final = frozenset(rule.code for rule in RULES)
"""The codes of what reading tells and nothing puts right by itself."""
