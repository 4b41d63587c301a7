"""All circulars of a folder judged and put right in one go, with a list of what was found."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fireoffice.docs.lint import DEFAULT, Severities
from fireoffice.docs.style import STANDARD, PaperStyle
from fireoffice.services.papers.proofreading import (
    Corrected,
    Judged,
    circulars,
    correct_folder,
    judge_folder,
    write_report,
)

RESULTS: Final = "规范"
"""The subfolder for the corrected papers and the list."""
REPORT: Final = "问题清单.xlsx"


@dataclass(frozen=True)
class FolderCorrection:
    """The files of `folder` with their findings and corrections; `report` is the list of them."""

    folder: Path
    report: Path
    files: tuple[tuple[Judged, Corrected], ...]

    @property
    def done(self) -> int:
        """The number of files that have a corrected paper."""
        return sum(not corrected.problem for _, corrected in self.files)


def correct_all(
    folder: Path, style: PaperStyle = STANDARD, weights: Severities = DEFAULT
) -> Generator[tuple[int, int], None, FolderCorrection]:
    """Judge and put right each circular in `folder` and below; yields (done, total).

    The corrected papers and the list go into a subfolder, no file of the folder is touched, and a
    file that cannot be read does not stop the others. Stopped between two files, it leaves what
    it has written. Raises `InputError` where the folder has no circular.
    """
    total = len(circulars(folder))
    into = folder / RESULTS
    files: list[tuple[Judged, Corrected]] = []
    judged = judge_folder(folder, weights)
    for pair in zip(judged, correct_folder(folder, into, style, weights), strict=True):
        files.append(pair)
        yield len(files), total
    report = into / REPORT
    write_report([one for one, _ in files], report, folder)
    return FolderCorrection(folder, report, tuple(files))
