"""The shape of the project, held by tests: layers, sizes, locks, and what starting up costs."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import fireoffice

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
LONGEST_FILE = 400

LINT_IMPORTS = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
IMPORT_ALL_BUT_MIGRATIONS = """
import importlib, pkgutil, fireoffice
for module in pkgutil.walk_packages(fireoffice.__path__, "fireoffice."):
    if "migrations" not in module.name:
        importlib.import_module(module.name)
"""


def tracked(pattern: str) -> list[Path]:
    """Our own files that match `pattern`, whether committed or not."""
    tops = ("fireoffice", "tests", "bench", "docs", "resources")
    below = (path for top in tops for path in (ROOT / top).rglob(pattern))
    return sorted({*ROOT.glob(pattern), *below})


def python(code: str) -> subprocess.CompletedProcess[str]:
    """What `code` prints and returns in a fresh interpreter at the project's root."""
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def modules_after(code: str) -> set[str]:
    """Everything that a fresh interpreter holds once it has run `code`."""
    done = python(f"{code}\nimport sys\nprint(*sys.modules)")
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_imports_keep_to_the_layers() -> None:
    done = python(LINT_IMPORTS)
    assert done.returncode == 0, done.stdout + done.stderr


def written_by_hand() -> list[Path]:
    """Python files, less migrations: one of these is a state of the whole schema, in one piece."""
    return [path for path in tracked("*.py") if path.parent.name != "versions"]


@pytest.mark.parametrize("path", written_by_hand(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_short_enough_to_hold_one_idea(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


def moves_or_removes(call: ast.Call) -> bool:
    """Whether `call` removes, renames or replaces a file."""
    if not isinstance(call.func, ast.Attribute):
        return False
    method, owner = call.func.attr, call.func.value
    if isinstance(owner, ast.Name) and owner.id in {"os", "shutil"}:
        return method in {"remove", "rename", "replace", "unlink", "rmdir", "rmtree", "move"}
    # A text is replaced by two arguments, a day by named ones.
    has_target = method in {"replace", "rename"} and len(call.args) == 1 and not call.keywords
    return has_target or method in {"unlink", "rmdir"}


def test_files_are_replaced_and_removed_where_windows_is_waited_for() -> None:
    """`core.files` alone knows who else may have a file open; `core.refusals` asks and no more."""
    code = {path: path.read_text("utf-8") for path in (ROOT / "fireoffice").rglob("*.py")}
    found = {
        path.relative_to(ROOT).as_posix()
        for path, text in code.items()
        # Who knows of no files replaces something else: signs, placeholders.
        if re.search(r"(?m)^(import (os|shutil)|from pathlib)\b", text)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and moves_or_removes(node)
    }
    assert found == {"fireoffice/core/files.py", "fireoffice/core/refusals.py"}


def test_starting_up_loads_neither_figures_nor_migrations() -> None:
    loaded = modules_after(IMPORT_ALL_BUT_MIGRATIONS)
    assert "fireoffice.app" in loaded
    assert not loaded & {"pandas", "matplotlib", "alembic"}


def test_the_command_line_loads_no_window() -> None:
    loaded = modules_after("import fireoffice.cli")
    assert not {name for name in loaded if name.startswith(("PySide6", "fireoffice.ui"))}


@pytest.mark.parametrize("name", LOCKS)
def test_every_dependency_is_locked_to_a_version_and_hashes(name: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / name).read_text("utf-8").strip())
    for entry in entries:
        assert re.match(r"[\w.\[\]-]+==[\w.+!]+( ; .*)? \\\n", entry), entry.splitlines()[0]
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_index_and_no_place_on_a_machine(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert not re.search(r"://|file:|--index|--find-links|--extra-index|(^|\s)/", text)


def test_what_the_program_needs_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    for name, wanted in (
        (LOCKS[0], project["dependencies"]),
        (LOCKS[1], [*project["dependencies"], *extras["dev"], *extras["freeze"]]),
    ):
        locked = set(re.findall(r"(?m)^([\w.-]+)==", (ROOT / name).read_text("utf-8")))
        needed = {re.split(r"[\[<>=~ ;]", one)[0].lower() for one in wanted}
        assert needed <= locked


def test_both_locks_agree_on_what_the_program_runs_on() -> None:
    versions = [
        dict(re.findall(r"(?m)^([\w.-]+)==([^\s;]+)", (ROOT / name).read_text("utf-8")))
        for name in LOCKS
    ]
    assert versions[0].items() <= versions[1].items()


def test_no_file_of_ours_names_a_place_on_somebodys_machine() -> None:
    place = re.compile(r"(?<![\w.<~])/(?:home|root|work|Users)/(?!\.\.\.)")
    guilty = [
        str(path.relative_to(ROOT))
        for pattern in ("*.py", "*.md", "*.toml", "*.spec", "*.txt", "dev", "dev.cmd")
        for path in tracked(pattern)
        if place.search(path.read_text("utf-8"))
    ]
    assert guilty == []


def test_the_version_is_said_once_for_all() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == fireoffice.__version__


WITHHELD = re.compile(
    r'^\s*r?"""(What|Which|Where|Whether|How|Let|Whose|Who|When|Why) ', re.MULTILINE
)


@pytest.mark.parametrize("path", written_by_hand(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_docstring_begins_with_what_the_thing_is_or_does(path: Path) -> None:
    if path.is_relative_to(ROOT / "fireoffice"):
        assert not WITHHELD.findall(path.read_text(encoding="utf-8"))
