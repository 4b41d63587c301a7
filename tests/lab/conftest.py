"""The engines of the laboratory, and what they made of the cases and of the corpus, once a run."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.lab import fonts
from tests.lab.cases import cases
from tests.lab.corpus import corpus
from tests.lab.engines import Engine, LibreOffice, LibreOffice25, OnlyOffice
from tests.lab.figures import Figures
from tests.lab.laboratory import Rendered, agreement, render
from tests.lab.packages import Unavailable
from tests.lab.prose import Prose
from tests.lab.prose_fire import FIRE
from tests.lab.prose_unseen import UNSEEN
from tests.lab.rules.base import Sheets
from tests.lab.rules.examination import examine_foot


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where tests run in parallel, each engine has a process of its own, which sets the corpus
    once."""
    for item in items:
        engine = getattr(item, "callspec", None) and item.callspec.params.get("engine")
        if engine is not None:
            item.add_marker(pytest.mark.xdist_group(engine.name))


@pytest.fixture(
    scope="session",
    params=[LibreOffice, LibreOffice25, OnlyOffice],
    ids=lambda kind: kind.name,
)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine that this machine has, with the stand-in fonts."""
    engine: Engine = request.param()
    try:
        assert engine.version
        fonts.folder()
    except Unavailable as reason:
        pytest.skip(str(reason))
    return engine


@pytest.fixture(scope="session")
def progress(pytestconfig: pytest.Config) -> Callable[[str], None]:
    """Writes a line to the terminal past pytest's capture: a corpus takes minutes."""
    reporter = pytestconfig.pluginmanager.get_plugin("terminalreporter")
    started = time.monotonic()

    def say(line: str) -> None:
        if reporter is not None:
            reporter.write_line(f"  {line}  {time.monotonic() - started:.0f} s")

    return say


@pytest.fixture(scope="session")
def rendered_cases(engine: Engine) -> dict[str, Rendered]:
    """Every case as the engine sets it, by name."""
    return {rendered.specimen.name: rendered for rendered in render(engine, cases())}


@pytest.fixture(scope="session", params=[FIRE, UNSEEN], ids=["fire", "unseen"])
def prose(request: pytest.FixtureRequest) -> Prose:
    """The prose of each corpus: the one that the layout was measured on, and the other."""
    prose: Prose = request.param
    return prose


@pytest.fixture(scope="session")
def corpus_figures(engine: Engine, prose: Prose, progress: Callable[[str], None]) -> Figures:
    """The agreement over a whole corpus, with the feet of all its pages examined."""
    figures = Figures()

    def say(done: int, total: int) -> None:
        progress(f"{engine.name}: {done}/{total}")

    for rendered in render(engine, corpus(prose=prose), say):
        figures.add(agreement(rendered, engine))
        figures.add_checks(
            engine, rendered.specimen.name, examine_foot(Sheets(rendered.specimen, rendered.pages))
        )
    for line in str(figures).splitlines():
        progress(f"{engine.name}: {line}")
    return figures
