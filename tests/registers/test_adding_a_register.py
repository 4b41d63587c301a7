"""docs/registers.md, followed to the letter on a copy of the program, makes a working register."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fireoffice.db.schema import REVISIONS

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "registers.md"
LAST = REVISIONS[-1]
NEXT = f"{int(LAST) + 1:04d}"
SUITES = ("tests/registers/test_every_register.py", "tests/registers/test_declarations.py")
WINDOW = "tests/ui/test_every_register_in_the_window.py"

_FILE = re.compile(r"^`(fireoffice/[^`]+\.py)`\n\n```python\n(.*?)^```$", re.M | re.S)
_LINE = re.compile(r'^```\n(    "\w+",\n)```$', re.M)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with the register of the page added, and nothing else changed."""
    copy = tmp_path_factory.mktemp("program")
    for part in ("fireoffice", "resources", "tests", "main.py", "pyproject.toml"):
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, copy / part)
    page = PAGE.read_text(encoding="utf-8").replace("{next}", NEXT).replace("{last}", LAST)
    files = _FILE.findall(page)
    assert len(files) == 3
    for name, text in files:
        assert not (copy / name).exists()
        (copy / name).write_text(text, encoding="utf-8")
    (line,) = _LINE.findall(page)
    index = copy / "fireoffice" / "registers" / "__init__.py"
    before = index.read_text(encoding="utf-8")
    index.write_text(before.replace('    "supplies",\n', f'    "supplies",\n{line}'), "utf-8")
    return copy


def run(program: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the copy, away from the program that runs this test."""
    environment = {**os.environ, "PYTHONPATH": str(program), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=program,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_its_declaration_its_migration_and_its_command_line_work(
    program: Path, tmp_path: Path
) -> None:
    data = ("--data", str(tmp_path / "数据"))
    assert run(program, "main.py", *data, "sample").returncode == 0
    listed = run(program, "main.py", *data, "list", "水源", "--json")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert json.loads(listed.stdout) == {"register": "water_sources", "total": 0, "rows": []}
    checked = run(program, "main.py", *data, "check")
    assert (checked.returncode, checked.stdout) == (0, "数据库完好。\n")


def test_the_suite_of_every_register_passes_for_it(program: Path) -> None:
    only = ("-k", "water_sources or source_checks or soundly")
    done = run(program, "-m", "pytest", "-q", "-p", "no:cacheprovider", *SUITES, *only)
    assert done.returncode == 0, done.stdout[-3000:]
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed
    assert int(passed.group(1)) > 20


@pytest.mark.slow
def test_the_suite_of_every_page_passes_for_it(program: Path) -> None:
    only = ("-k", "water_sources or source_checks")
    done = run(program, "-m", "pytest", "-q", "-p", "no:cacheprovider", WINDOW, *only)
    assert done.returncode == 0, done.stdout[-3000:]
