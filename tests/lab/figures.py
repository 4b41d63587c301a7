"""The figures of a run, added up over papers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.lab.agreement import Agreement
from tests.lab.engines import Engine
from tests.lab.rules.base import Check


@dataclass
class Figures:
    """What a run of the laboratory found."""

    papers: int = 0
    pages: int = 0
    same_page_count: int = 0
    broken: int = 0
    broken_alike: int = 0
    lines: int = 0
    lines_on_page: int = 0
    lost: int = 0
    checks: int = 0
    errors: int = 0
    failed_checks: list[str] = field(default_factory=list)
    other_page_counts: list[str] = field(default_factory=list)

    def add(self, compared: Agreement) -> None:
        """Count one paper's agreement."""
        self.papers += 1
        self.pages += compared.engine_pages
        self.same_page_count += compared.same_page_count
        self.broken += compared.broken
        self.broken_alike += compared.broken_alike
        self.lines += compared.lines
        self.lines_on_page += compared.lines_on_page
        self.lost += compared.lost
        if not compared.same_page_count:
            self.other_page_counts.append(compared.name)

    def add_checks(self, engine: Engine, name: str, checks: Iterable[Check]) -> None:
        """Count one paper's positions."""
        for check in checks:
            self.checks += 1
            if not check.within(engine.tolerances):
                self.failed_checks.append(f"{name} {check}")

    @property
    def checks_passed(self) -> int:
        return self.checks - len(self.failed_checks)

    @property
    def share_of_page_counts(self) -> float:
        return self.same_page_count / max(1, self.papers)

    @property
    def share_of_breaks(self) -> float:
        return self.broken_alike / max(1, self.broken)

    @property
    def agreed(self) -> bool:
        """Whether everything is as it should be."""
        return (
            self.same_page_count == self.papers
            and self.broken_alike == self.broken
            and not self.failed_checks
            and not self.errors
        )

    def __str__(self) -> str:
        rows = [
            f"papers {self.papers}, pages {self.pages}",
            (
                f"page count equal: {self.same_page_count} of {self.papers}"
                f" ({self.share_of_page_counts:.2%})"
            ),
            (
                f"broken lines equal: {self.broken_alike} of {self.broken}"
                f" ({self.share_of_breaks:.2%})"
            ),
            (
                f"lines on the right page: {self.lines_on_page} of {self.lines}"
                f" ({self.lines_on_page / max(1, self.lines):.2%})"
            ),
            f"paragraphs not found: {self.lost}",
            f"errors of openxml-audit: {self.errors}",
        ]
        if self.checks:
            rows.append(f"positions within tolerance: {self.checks_passed} of {self.checks}")
        if self.other_page_counts:
            rows.append("other page count: " + ", ".join(self.other_page_counts))
        return "\n".join(rows)
