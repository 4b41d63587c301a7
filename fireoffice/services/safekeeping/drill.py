"""The drill of each month: the newest backup is restored aside and checked, as after the worst day.

That a backup was good when it was taken says little about the day on which it is needed: disks
age, sticks are lost, files are changed. A drill that fails is told while there is time.
"""

from __future__ import annotations

import json
from collections.abc import Generator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from fireoffice.core.errors import InputError, explaining
from fireoffice.core.files import remove_folder
from fireoffice.db.engine import DATABASE_NAME
from fireoffice.db.models import Meta
from fireoffice.db.schema import examine, sha256_of
from fireoffice.services.office import Office
from fireoffice.services.safekeeping.backups import BackupInfo, listing, restore
from fireoffice.services.safekeeping.checking import inspect

ASIDE: Final = Path("缓存") / "演练"
"""The folder, within the data folder, to which a drill restores; removed when it ends."""

HINT: Final = "请在“数据交换”里立即备份，再看它是否完好。"
"""The advice after a drill that failed."""

_KEY: Final = "drill"
_STEPS: Final = 4


@dataclass(frozen=True)
class Drill:
    """A drill that was held: when, with which backup, how many records came back from it.

    `problem` is one Chinese sentence; empty where everything was well.
    """

    at: datetime
    backup: str
    records: int
    problem: str = ""


def last_drill(office: Office) -> Drill | None:
    """The last drill of this office; None where none was ever held."""
    with office.reading() as session:
        kept = session.get(Meta, _KEY)
    if kept is None:
        return None
    told: dict[str, Any] = json.loads(kept.value)
    told["at"] = datetime.fromisoformat(told["at"])
    return Drill(**told)


def is_due(office: Office) -> bool:
    """True if this month has had no drill yet, and there is a backup to hold it with.

    After one that failed, the next backup is due for another.
    """
    newest = next(iter(listing(office)), None)
    last, today = last_drill(office), office.clock.today()
    if newest is None or last is None:
        return newest is not None
    if last.problem:
        return newest.file.name != last.backup
    return (last.at.year, last.at.month) != (today.year, today.month)


def of_this_month(office: Office) -> Generator[tuple[int, int], None, Drill | None]:
    """The drill of this month, held now if it is due; None where there is no backup yet."""
    if is_due(office):
        return (yield from hold_in_steps(office))
    return last_drill(office)


def hold(office: Office) -> Drill:
    """Restore the newest backup aside and check it; see `hold_in_steps`."""
    steps = hold_in_steps(office)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def hold_in_steps(office: Office) -> Generator[tuple[int, int], None, Drill]:
    """Hold a drill, yielding (done, total) after each step; what it came to is remembered.

    Closed before its end it leaves nothing. Raises `InputError` where there is no backup,
    `EnvironmentProblem` where the machine refuses: then no drill was held.
    """
    newest = next(iter(listing(office)), None)
    if newest is None:
        raise InputError("还没有备份，不能演练恢复。", "请先备份一次。")
    aside = office.folder / ASIDE
    _clear(aside)
    try:
        problem = yield from _problem_of(office, newest, aside)
    finally:
        _clear(aside)
    told = f"{newest.taken_at:%Y年%m月%d日%H:%M}的备份没有通过演练：{problem}。" if problem else ""
    held = Drill(office.clock.now(), newest.file.name, newest.records, told)
    with office.scratch() as session:
        value = json.dumps(asdict(held) | {"at": held.at.isoformat()}, ensure_ascii=False)
        session.merge(Meta(key=_KEY, value=value))
    yield _STEPS, _STEPS
    return held


def _problem_of(
    office: Office, newest: BackupInfo, aside: Path
) -> Generator[tuple[int, int], None, str]:
    """The fault of a backup, found by restoring it to the folder `aside`; empty for a good one."""
    with explaining("读取备份", newest.file):
        if sha256_of(newest.file) != newest.sha256:
            return "文件与备份时不同"
    yield 1, _STEPS
    try:
        restore(aside, newest.file, office.clock)
        if examine(aside / DATABASE_NAME).records != newest.records:
            return "恢复出来的记录少了"
        yield 2, _STEPS
        with Office.open(aside, office.clock, office.author) as restored:
            problems = inspect(restored, beside=False).problems
        yield 3, _STEPS
    except InputError as refused:
        return refused.message.rstrip("。")
    return "；".join(problems)


def _clear(aside: Path) -> None:
    """Remove what a drill has restored, also one that was killed."""
    with explaining("删除演练用的副本", aside):
        remove_folder(aside)
