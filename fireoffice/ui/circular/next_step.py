"""The name of the one blue button, from what the paper is and what it lacks."""

from __future__ import annotations

from collections.abc import Sequence

from fireoffice.docs.reading import Problem
from fireoffice.domain.papers import PaperState


def next_words(
    state: PaperState,
    revising: bool,
    blank: bool,
    problems: Sequence[Problem],
    errors: int,
    number_is_wrong: bool,
) -> str:
    """Return the next step's name; a blocked one names what blocks it, empty for none left.

    `errors` is how many things have to be put right, the `problems` among them.
    """
    if state is PaperState.VOID:
        return ""
    if state is PaperState.ISSUED and not revising:
        return "打开Word文件"
    if blank or (problems and problems[0].line is None):
        return "先写标题"
    if problems or errors:
        return f"先改必改{max(len(problems), errors)}处"
    if number_is_wrong:
        return "先改发文字号"
    return last_step(revising)


def last_step(revising: bool) -> str:
    """Return the name of the step that gives the file."""
    return "重新成文" if revising else "一键成文"
