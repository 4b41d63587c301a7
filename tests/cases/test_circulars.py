"""Circulars that offices really sent are read as a person who judges the file reads them.

The files lie beside the repository where they are at hand; without them there is nothing to read.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fireoffice.core.paths import resource
from fireoffice.docs.clauses import take_apart, to_json
from fireoffice.docs.word import read_document

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
TRUTH = CASES / "TRUTH.json"

pytestmark = pytest.mark.skipif(not TRUTH.exists(), reason="the shared cases are not here")


def _circulars() -> dict[str, dict[str, Any]]:
    if not TRUTH.exists():
        return {}
    return json.loads(TRUTH.read_text(encoding="utf-8"))["circulars"]


def _files() -> list[Any]:
    """Every circular, and the .docx beside an old .doc; a .doc wants a word processor."""
    office = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
    parameters: list[Any] = []
    for name, truth in _circulars().items():
        file = CASES / truth["file"]
        marks = [office, pytest.mark.lab] if file.suffix == ".doc" else []
        parameters.append(pytest.param(file, truth, id=file.name, marks=marks))
        beside = file.with_suffix(".docx")
        if beside != file and beside.exists():
            parameters.append(pytest.param(beside, truth, id=f"{name}.docx"))
    return parameters


@cache
def _read(file: Path) -> dict[str, Any]:
    return to_json(take_apart(read_document(file).manuscript))


each_case = pytest.mark.parametrize(("file", "truth"), _files())


@each_case
def test_number_title_and_recipients_are_the_papers_own(file: Path, truth: dict[str, Any]) -> None:
    found = _read(file)

    assert found["number"] == truth.get("doc_no")
    assert found["title"] == truth["title"]
    assert found["recipients"] == truth["recipients"]
    if "issuer" in truth:
        assert found["issuer"] == truth["issuer"]


@each_case
def test_date_attachments_and_imprint_are_found(file: Path, truth: dict[str, Any]) -> None:
    found = _read(file)

    assert found["date"] == truth["date"]
    assert list(found["attachments"]) == truth["attachments"]
    colophon = truth["colophon"]
    assert (found["imprint"] is None) == (colophon is None)
    if colophon:
        assert found["imprint"]["printed_by"] == colophon["printed_by"]
        assert found["imprint"]["printed_on"] == colophon["printed_date"]
        assert found["imprint"]["copies_to"] == colophon["cc"]


@each_case
def test_clauses_are_counted_by_level_and_named(file: Path, truth: dict[str, Any]) -> None:
    clauses = _read(file)["clauses"]
    counts = Counter(f"L{clause['level']}" for clause in clauses)

    assert {level: counts[level] for level in truth["counts"]} == truth["counts"]
    first = [one["label"] + one["heading"] for one in clauses if one["level"] == 1]
    assert first == truth["level1"]


@each_case
def test_who_is_responsible_is_found(file: Path, truth: dict[str, Any]) -> None:
    subjects = [name for clause in _read(file)["clauses"] for name in clause["subjects"]]

    assert set(truth.get("responsible", ())) <= set(subjects)


def test_the_responsible_units_of_each_finding_are_named() -> None:
    file = next(CASES.glob("circulars/C14*"))

    units = [one["subjects"] for one in _read(file)["clauses"] if "责任" in one["text"]]

    assert len(units) == 11
    assert all(len(names) == 1 for names in units)
    assert units[1] == ("广东建安昌盛控股集团有限公司",)


def test_the_circular_that_the_program_ships_is_read_likewise() -> None:
    found = to_json(take_apart(read_document(resource("sample/circular.txt")).manuscript))

    assert found["number"] == "邻鄂府发〔2021〕38号"
    assert found["title"] == "黔江区邻鄂镇人民政府关于印发2021年全镇消防工作意见的通知"
    assert found["issuer"] == "黔江区邻鄂镇人民政府"
    assert found["recipients"] == "各村（居）委、镇级各部门，有关单位"
    assert found["date"] == "2021-04-01"
    assert found["attachments"] == ()
    assert found["imprint"]["printed_by"] == "黔江区邻鄂镇党政办公室"
    assert found["imprint"]["printed_on"] == "2021-04-01"
    assert Counter(one["level"] for one in found["clauses"]) == {1: 3, 3: 12}
