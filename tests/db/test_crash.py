"""The plug may be pulled at any moment: what was acknowledged is there, and nothing by halves."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from fireoffice.core.errors import EnvironmentProblem
from fireoffice.db.engine import DRIVER
from fireoffice.db.models import CodeValue, Operation
from fireoffice.services.office import Office
from fireoffice.services.reference.codes import code_values

ROOT = Path(__file__).parents[2]
ROUNDS = int(os.environ.get("FIREOFFICE_CRASH_ROUNDS", "100"))
"""How often the plug is pulled; the figures of docs/reliability.md are those of 1,000."""
FIRST = int(os.environ.get("FIREOFFICE_CRASH_FIRST", "0"))
"""Number of the first round: other numbers do other things at other moments."""
ROUNDS_OF_A_FOLDER = 50
"""Then work begins on an empty folder again: each start examines all that the ones before left."""

WRITER = """
import sys
from pathlib import Path
from fireoffice.db.models import CodeValue
from fireoffice.services.office import Office

name = sys.argv[2]
with Office.open(Path(sys.argv[1])) as office:
    for number in range(int(sys.argv[3])):
        with office.change(f"{name}{number}") as work:
            for half in "ab":
                work.add(CodeValue(list_name=name, value=f"{number}{half}", order=number))
        print(number, flush=True)
"""


def _writer(folder: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), name, str(count)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


@dataclass
class Told:
    """What a worker said before it was killed."""

    stands: list[int | None] | None
    problems: list[str]
    acknowledged: list[int | None] | None
    tried: list[int | None] | None
    steps: list[str]
    tries: list[str]


def _work_and_be_killed(folder: Path, seed: int, seconds: float) -> Told:
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.db.worker", str(folder), str(seed)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert worker.stdout is not None
    assert worker.stderr is not None
    first = worker.stdout.readline()
    time.sleep(seconds)
    worker.kill()
    lines = [line.split(maxsplit=2) for line in worker.stdout if line.endswith("\n")]
    errors = worker.stderr.read()
    worker.wait()
    worker.stdout.close()
    worker.stderr.close()
    assert first.startswith("stands"), errors
    # Whoever was killed in the middle of a step has failed at none before.
    assert "Traceback" not in errors, errors
    _, state, problems = first.split("\t")
    told = Told(json.loads(state), json.loads(problems), json.loads(state), None, [], [])
    for word, step, after in lines:
        told.tried = json.loads(after)
        told.tries.append(step)
        if word == "done":
            told.acknowledged, told.steps = told.tried, [*told.steps, step]
    return told


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows kills without a signal")
def test_what_was_acknowledged_outlives_a_kill_and_nothing_is_there_by_halves(
    tmp_path: Path,
) -> None:
    chance = random.Random(7 + FIRST)
    allowed: list[object] = []
    steps: Counter[str] = Counter()
    tried: set[str] = set()
    for round_ in range(FIRST, FIRST + ROUNDS):
        if round_ % ROUNDS_OF_A_FOLDER == 0:
            allowed = []
        folder = tmp_path / str(round_ // ROUNDS_OF_A_FOLDER)
        told = _work_and_be_killed(folder, round_, chance.uniform(0, 1.2))
        assert told.problems == []
        assert not allowed or told.stands in allowed, f"round {round_}"
        allowed = [told.acknowledged, told.tried]
        steps.update(told.steps)
        tried.update(told.tries)
    kinds = {"edit", "bulk", "undo", "backup", "restore", "migrate", "paper", "photo"}
    # On a busy machine the rarer ones may be cut off each time.
    assert tried == kinds
    print(f"{ROUNDS} kills after {steps.total()} acknowledged steps: {dict(steps)}")


def test_two_programs_write_into_one_database_and_nothing_is_lost(office: Office) -> None:
    writers = [_writer(office.folder, name, 25) for name in ("甲", "乙")]
    for writer in writers:
        output, _ = writer.communicate(timeout=60)
        assert writer.returncode == 0
        assert len(output.split()) == 25
    assert len(code_values(office, "甲")) == len(code_values(office, "乙")) == 50
    with office.reading() as session:
        ours = select(Operation.sequence).where(Operation.replica_id == office.replica_id)
        numbers = session.scalars(ours).all()
    assert sorted(numbers) == list(range(1, len(numbers) + 1))


def test_two_programs_that_make_the_database_at_once_make_one(data_folder: Path) -> None:
    writers = [_writer(data_folder, name, 3) for name in ("甲", "乙")]
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    with Office.open(data_folder) as office:
        assert len(code_values(office, "甲")) == len(code_values(office, "乙")) == 6
        assert len(code_values(office, "隐患来源")) == 7


def test_a_program_that_cannot_get_its_turn_says_so_and_goes_on(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fireoffice.db.engine.BUSY_SECONDS", 0.05)
    rival = DRIVER.connect(str(office.file), isolation_level=None)
    rival.execute("BEGIN IMMEDIATE")
    with (
        pytest.raises(EnvironmentProblem, match="正被另一个程序写入"),
        office.change("添加") as work,
    ):
        work.add(CodeValue(list_name="甲", value="一", order=1))
    rival.execute("ROLLBACK")
    rival.close()
    assert code_values(office, "甲") == ()
    with office.change("添加") as work:
        work.add(CodeValue(list_name="甲", value="一", order=1))
    assert code_values(office, "甲") == ("一",)
