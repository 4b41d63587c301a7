"""`python -m tests.lab cases|corpus|unseen`: the laboratory's figures, and what disagrees.

python -m tests.lab cases [--engine lo|lo25|oo] [--show NAME]
python -m tests.lab corpus|unseen [--engine lo|lo25|oo] [--count N] [--show NAME]
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.lab.agreement import Agreement
from tests.lab.cases import cases
from tests.lab.corpus import SIZE, Specimen, corpus
from tests.lab.engines import Engine, LibreOffice, LibreOffice25, OnlyOffice
from tests.lab.figures import Figures
from tests.lab.laboratory import Rendered, agreement, render
from tests.lab.packages import CACHE, Unavailable
from tests.lab.prose_fire import FIRE
from tests.lab.prose_unseen import UNSEEN
from tests.lab.rules.base import Sheets
from tests.lab.rules.examination import examine, examine_foot
from tests.lab.validity import faults

ENGINES: dict[str, type[Engine]] = {"lo": LibreOffice, "lo25": LibreOffice25, "oo": OnlyOffice}
PROSE = {"corpus": FIRE, "unseen": UNSEEN}
LISTED = 40


def main() -> int:
    """Run the laboratory from the command line; 0 where everything agrees."""
    parser = argparse.ArgumentParser(prog="python -m tests.lab", description=__doc__)
    parser.add_argument("what", choices=("cases", *PROSE))
    parser.add_argument("--engine", choices=sorted(ENGINES), default="lo")
    parser.add_argument("--count", type=int, default=SIZE, help="papers of a corpus")
    parser.add_argument("--show", metavar="NAME", help="one paper: all its figures, and its files")
    parser.add_argument("--no-audit", action="store_true", help="leave the validator out")
    options = parser.parse_args()
    engine: Engine = ENGINES[options.engine]()
    positions = options.what == "cases"
    chosen = list(cases() if positions else corpus(options.count, PROSE[options.what]))
    if options.show:
        chosen = [specimen for specimen in chosen if specimen.name == options.show]
    try:
        return _report(engine, chosen, positions, options)
    except Unavailable as reason:
        print(reason)
        return 2


def _report(
    engine: Engine, chosen: list[Specimen], positions: bool, options: argparse.Namespace
) -> int:
    print(f"{engine.name} {engine.version}，{len(chosen)} 件", flush=True)
    figures = Figures()
    listed = 0
    for rendered in _rendered(engine, chosen):
        compared = agreement(rendered, engine)
        figures.add(compared)
        lines = list(_disagreements(compared))
        if positions or options.show:
            checks = examine(Sheets(rendered.specimen, rendered.pages))
        else:
            checks = examine_foot(Sheets(rendered.specimen, rendered.pages))
        figures.add_checks(engine, compared.name, checks)
        lines += [
            f"  {check}" for check in checks if options.show or not check.within(engine.tolerances)
        ]
        if not options.no_audit:
            found = faults(rendered.data)
            figures.errors += len(found)
            lines += [f"  {fault}" for fault in found]
        if lines and listed < LISTED:
            listed += 1
            print(rendered.specimen.name, *lines, sep="\n", flush=True)
        if options.show:
            _keep(rendered)
    print(figures)
    return 0 if figures.agreed else 1


def _rendered(engine: Engine, chosen: list[Specimen]) -> Iterator[Rendered]:
    started = time.monotonic()

    def progress(done: int, total: int) -> None:
        print(f"  {done}/{total}  {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)

    yield from render(engine, chosen, progress)


def _disagreements(compared: Agreement) -> Iterator[str]:
    if not compared.same_page_count:
        yield f"  页数：排版 {compared.laid_pages}，实际 {compared.engine_pages}"
    for item in compared.disagreements[:6]:
        yield f"  第{item.page + 1}页 {item.key}\n    排版 {item.expected}\n    实际 {item.got}"
    if len(compared.disagreements) > 6:
        yield f"  ……共 {len(compared.disagreements)} 处"


def _keep(rendered: Rendered) -> None:
    """Leaves the file and its PDF where one can look at them."""
    folder = CACHE / "shown"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{rendered.specimen.name}.docx"
    target.write_bytes(rendered.data)
    if rendered.pdf != Path():
        shutil.copy(rendered.pdf, target.with_suffix(".pdf"))
    print(target)


if __name__ == "__main__":
    sys.exit(main())
