"""The power is cut after every step of a traced scenario; what then must hold."""

from __future__ import annotations

import json
import random
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from fireoffice.core.errors import OfficeError
from fireoffice.db.engine import DATABASE_NAME
from fireoffice.db.schema import sha256_of
from fireoffice.services.office import Office
from fireoffice.services.papers.turns import PAPERS_FOLDER
from fireoffice.services.safekeeping import backups
from tests.db.power.content import Kept
from tests.db.power.disk import Disk, State, digest, lay_down
from tests.db.power.scenarios import COPY, OFFICE, SCENARIOS, STICK, opened, state_of
from tests.db.power.trace import Call, run_traced

_ROOT: Final = Path(__file__).parents[3]
_CERTAIN: Final = tuple(kept for kept in Kept if kept is not Kept.SOME)
_TURNS: Final = frozenset({"fsync", "fdatasync", "rename", "link", "unlink", "mkdir", "write"})
_BY_CHANCE: Final = 3
"""How often, of one moment, chance decides what is kept of that which was not synced."""


@dataclass(frozen=True)
class Recording:
    """What a scenario did to the files below `place`, and what it said must stand after each step.

    `before` is a copy of what lay there at the beginning; `known` are problems that it has anyhow.
    """

    before: Path
    place: Path
    calls: tuple[Call, ...]
    said: tuple[Mapping[str, Any], ...]
    known: tuple[str, ...]

    def disk(self) -> Disk:
        """The disk as it was before the first call."""
        return Disk(self.place, self.before, _ROOT)


@dataclass(frozen=True)
class Cut:
    """What a cut left; `steps` were acknowledged before it."""

    state: State
    steps: int
    moment: str
    is_worth_most: bool
    """It came just after something was acknowledged, or left names changed in another order."""


def record(name: str, folder: Path, environment: Mapping[str, str] | None = None) -> Recording:
    """Let a scenario run to its end, traced."""
    place, before = folder / "world", folder / "before"
    place.mkdir(parents=True)
    SCENARIOS[name].prepare(place)
    shutil.copytree(place, before)
    command = [sys.executable, "-m", "tests.db.power.scenarios", name, str(place)]
    calls = run_traced(command, folder / "trace", _ROOT, environment or {})
    disk = Disk(place, before, _ROOT)
    for call in calls:
        disk.follow(call)
    said = tuple(json.loads(line) for line in disk.heard)
    return Recording(before, place, tuple(calls), said, SCENARIOS[name].problems)


def cuts(recording: Recording) -> Iterator[Cut]:
    """What the cuts after each call leave: each state once for what was acknowledged by then.

    Chance decides just before something is synced, named or acknowledged: then most is at stake.
    """
    chance = random.Random(7)
    disk = recording.disk()
    seen: set[object] = set()
    for number, call in enumerate(recording.calls):
        heard = len(disk.heard)
        if call.name in _TURNS and disk.is_at_risk:
            for _ in range(_BY_CHANCE):
                state = disk.after_cut(Kept.SOME, chance)
                if (key := (digest(state), heard)) not in seen:
                    seen.add(key)
                    yield Cut(state, heard, f"before call {number} ({call.name}), by chance", False)
        if not disk.follow(call):
            continue
        steps = len(disk.heard)
        for kept in _CERTAIN:
            if (outline := (disk.outline(kept), steps)) not in seen:
                seen.add(outline)
                moment = f"after call {number} ({call.name}), kept: {kept.value}"
                is_worth_most = steps > heard or kept is Kept.LAST
                yield Cut(disk.after_cut(kept, chance), steps, moment, is_worth_most)


def few_of(all_cuts: Iterable[Cut], count: int) -> list[Cut]:
    """Those worth most, and `count` of the others by chance."""
    most: list[Cut] = []
    others: list[Cut] = []
    chance = random.Random(7)
    for number, cut in enumerate(all_cuts):
        if cut.is_worth_most:
            most.append(cut)
        elif len(others) < count:
            others.append(cut)
        elif (place := chance.randrange(number + 1)) < count:
            others[place] = cut
    return [*most, *others]


def faults_after(cut: Cut, recording: Recording, folder: Path) -> list[str]:
    """What is wrong with the office that is opened after `cut` in the new folder `folder`."""
    lay_down(cut.state, folder)
    stood = recording.said[cut.steps - 1] if cut.steps else None
    coming = recording.said[min(cut.steps, len(recording.said) - 1)]
    faults = [
        *_lost_files(folder, (stood or {"files": {}})["files"], coming["files"]),
        *_half_backups(folder),
        *_wrong_records(folder / coming["office"], recording.known, stood, coming),
    ]
    shutil.rmtree(folder)
    return faults


def _lost_files(folder: Path, files: Mapping[str, str], coming: Mapping[str, str]) -> Iterator[str]:
    for name, sha256 in files.items():
        file = folder / name
        if not file.exists():
            yield f"{name} was acknowledged and is gone"
        elif sha256_of(file) not in {sha256, coming[name]}:
            yield f"{name} was acknowledged and is not what it was"


def _half_backups(folder: Path) -> Iterator[str]:
    for place in (
        folder / OFFICE / backups.BACKUPS,
        folder / COPY / backups.BACKUPS,
        folder / STICK,
    ):
        listed = {one.file: one.sha256 for one in backups.listing_of(place)}
        for file in place.glob("*.db"):
            if listed.get(file) != sha256_of(file):
                yield f"the backup {file.relative_to(folder)} is there by half"


def _stray_papers(office: Office) -> list[str]:
    """Papers that bear a number and that no record knows: somebody would send them."""
    known = {Path(file) for _, file in state_of(office)["papers"] if file}
    files = (office.folder / PAPERS_FOLDER).rglob("*.docx")
    strays = {one.relative_to(office.folder) for one in files} - known
    return [f"{one.as_posix()} is there and no record knows it" for one in sorted(strays)]


def _wrong_records(
    office_folder: Path,
    known: Sequence[str],
    stood: Mapping[str, Any] | None,
    coming: Mapping[str, Any],
) -> Iterator[str]:
    is_new = stood is None and not (office_folder / DATABASE_NAME).exists()
    try:
        with opened(office_folder.parent, office_folder.name) as office:
            found = state_of(office)
            problems = set(backups.check(office).problems) - set(known)
            strays = [] if is_new else _stray_papers(office)
    except OfficeError as problem:
        # A folder that was still being filled is refused, rather than taken for an empty office.
        if not is_new:
            yield f"the office does not open: {problem}"
        return
    yield from (*problems, *strays)
    # Where nothing was acknowledged yet, there may be no office yet.
    allowed = [one["records"] for one in (stood, coming) if one is not None]
    if found not in allowed and not is_new:
        yield f"the records are {found}, not {allowed}"
