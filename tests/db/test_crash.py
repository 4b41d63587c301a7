"""The plug may be pulled at any moment: what was acknowledged is there, and nothing by halves."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from fireoffice.core.errors import EnvironmentProblem
from fireoffice.db.engine import DRIVER
from fireoffice.db.models import CodeValue, Operation
from fireoffice.services.backups import check
from fireoffice.services.codes import code_values
from fireoffice.services.office import Office

ROOT = Path(__file__).parents[2]

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


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows kills without a signal")
def test_what_was_acknowledged_outlives_a_kill(office: Office) -> None:
    chance = random.Random(7)
    for round_ in range(10):
        name = f"第{round_}轮"
        writer = _writer(office.folder, name, 100_000)
        assert writer.stdout is not None
        first = int(writer.stdout.readline())
        time.sleep(chance.uniform(0, 0.15))
        writer.kill()
        acknowledged = [first, *(int(line) for line in writer.stdout if line.endswith("\n"))]
        writer.wait()
        writer.stdout.close()

        found = code_values(office, name)
        halves = {value[:-1] for value in found}
        assert {str(number) for number in acknowledged} <= halves
        assert len(found) == 2 * len(halves)
        with office.reading() as session:
            logged = session.scalar(
                select(func.count()).select_from(Operation).where(Operation.label.startswith(name))
            )
        assert logged == len(halves)
        assert check(office).ok


def test_two_programs_write_into_one_database_and_nothing_is_lost(office: Office) -> None:
    writers = [_writer(office.folder, name, 25) for name in ("甲", "乙")]
    for writer in writers:
        output, _ = writer.communicate(timeout=60)
        assert writer.returncode == 0
        assert len(output.split()) == 25
    assert len(code_values(office, "甲")) == len(code_values(office, "乙")) == 50
    with office.reading() as session:
        numbers = session.scalars(select(Operation.sequence)).all()
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
