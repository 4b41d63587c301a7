"""Pictures of every tab and dialog, and what is wrong with them: ``python -m tests.shots OUT``.

The sample town on 20 April 2021, at two window sizes and two scales; two pages also in dark and
in large type. Each picture is examined: no text cut off or shortened, every widget that takes
the focus named, the tab order in reading order. Findings are printed; any makes the exit
status 1. A scale factor holds for a whole process, so each row of pictures has its own.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fireoffice.core.clock import CHINA

NOW = datetime(2021, 4, 20, 8, 40, tzinfo=CHINA)
SIZES = ((1366, 768), (1920, 1080))
SCALES = (1, 2)


@dataclass(frozen=True)
class Row:
    """One process: a window size, a scale, a theme, a type size; ``few`` takes two pages only."""

    width: int
    height: int
    scale: int = 1
    theme: str = "light"
    large: bool = False
    few: bool = False

    @property
    def name(self) -> str:
        """The folder of its pictures."""
        extra = "" if self.theme == "light" else f"-{self.theme}"
        large = "-large" if self.large else ""
        return f"{self.width}x{self.height}@{self.scale * 100}{extra}{large}"

    def arguments(self) -> list[str]:
        """What the process is started with."""
        flags = [name for name, on in (("--large", self.large), ("--few", self.few)) if on]
        size = [f"--size={self.width}x{self.height}", f"--scale={self.scale}"]
        return [*size, f"--theme={self.theme}", *flags]


ROWS = (
    *(Row(width, height, scale) for width, height in SIZES for scale in SCALES),
    Row(1366, 768, theme="dark", few=True),
    Row(1366, 768, theme="contrast", few=True),
    Row(1366, 768, large=True, few=True),
)


def main(argv: list[str] | None = None) -> int:
    """Take all pictures, or with ``--size`` those of one row; return 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, nargs="?", default=Path("out/shots"))
    parser.add_argument("--size", default="")
    parser.add_argument("--scale", type=int, default=1)
    parser.add_argument("--theme", default="light")
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--few", action="store_true")
    parser.add_argument("--data", type=Path)
    asked = parser.parse_args(argv)
    if asked.size:
        width, height = (int(part) for part in asked.size.split("x"))
        row = Row(width, height, asked.scale, asked.theme, asked.large, asked.few)
        return _take_row(asked.out / row.name, row, asked.data)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "sample"
        _fill(data)
        return max(_run_row(asked.out, row, data) for row in ROWS)


def _fill(folder: Path) -> None:
    from fireoffice.core.clock import FixedClock
    from fireoffice.services.office import Office
    from fireoffice.services.safekeeping import backups
    from fireoffice.services.sample import installing as sample

    folder.mkdir(parents=True)
    with Office.open(folder, FixedClock(NOW)) as office:
        sample.fill(office)
        backups.backup(office)


def _run_row(out: Path, row: Row, data: Path) -> int:
    environment = os.environ | {"QT_SCALE_FACTOR": str(row.scale)}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [sys.executable, "-m", "tests.shots", str(out), f"--data={data}"]
    return subprocess.run([*command, *row.arguments()], env=environment, check=False).returncode


def _take_row(out: Path, row: Row, data: Path) -> int:
    from tests.shots_scenes import Stage

    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "data"
        shutil.copytree(data, own)
        with Stage(own, NOW, row) as stage:
            return _take(out, stage.scenes(), stage.shoot)


def _take(
    out: Path,
    scenes: Iterator[tuple[str, object]],
    shoot: Callable[[Path, object], list[str]],
) -> int:
    out.mkdir(parents=True, exist_ok=True)
    wrong = 0
    taken = 0
    for name, widget in scenes:
        taken += 1
        for finding in shoot(out / f"{name}.png", widget):
            wrong += 1
            print(f"{out.name}/{name}: {finding}", flush=True)
    print(f"{out.name}: {taken} pictures, {wrong} findings", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
