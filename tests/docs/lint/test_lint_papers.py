"""Whole papers: the sample circular saved by somebody who knows no layout, and our own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from papers import faultless, naive_circular, written

from fireoffice.docs.lint import Severity, lint, normalise
from fireoffice.docs.reading import to_paper
from fireoffice.docs.word.document import DocumentReading
from tests.lab.corpus import SIZE, Specimen, corpus

SEED_FAULTS = {
    "number-brackets": "邻鄂府发﹝2021﹞38号",
    "bookmark": "[bookmark: _GoBack]",
    "blank-in-word": "指 导",
    "blank-by-figure": "党 100",
    "label-mixed": "7.完善基层末端",
    "signature-blanks": "黔江区邻鄂镇人民政府",
    "imprint-blanks": "18个空格",
    "empty-paragraphs": "92个空行",
    "copies-missing": "",
    "conjunction-mark": "以及、",
    "wording": "执法量",
}
LOOKS = {
    *("paper-size", "margins", "line-pitch", "page-number-missing", "red-rule", "title-align"),
    *("title-face", "title-size", "body-face", "body-size", "heading-face", "heading-size"),
    *("number-face", "number-size", "number-align", "imprint-face", "imprint-size"),
    *("body-indent", "imprint-rules", "imprint-foot"),
}


def _findings(code: str) -> list[str]:
    return [one.text for one in lint(naive_circular()).findings if one.code == code]


@pytest.mark.parametrize("code", SEED_FAULTS)
def test_the_sample_circular_shows_every_fault_of_its_text(code: str) -> None:
    assert any(SEED_FAULTS[code] in text for text in _findings(code))


@pytest.mark.parametrize("code", sorted(LOOKS))
def test_the_default_template_shows_every_fault_of_its_look(code: str) -> None:
    assert _findings(code)


def test_all_four_margins_of_the_default_template_are_wrong() -> None:
    assert len(_findings("margins")) == 4


def test_findings_name_the_paragraph_of_the_file() -> None:
    reading = naive_circular()
    for finding in lint(reading).findings:
        if finding.code == "conjunction-mark":
            assert "以及、" in reading.source_lines[finding.paragraph - 1]
            return
    pytest.fail("以及、 was not found")


def test_the_circular_becomes_a_right_paper() -> None:
    made = normalise(naive_circular())
    again = written(to_paper(made.manuscript).paper)
    left = {finding.severity for finding in lint(again).findings}
    assert made.changes
    assert left <= {Severity.HINT}


def test_what_was_normalised_and_written_is_normal() -> None:
    made = normalise(naive_circular())
    again = normalise(written(to_paper(made.manuscript).paper))
    assert again.changes == ()
    assert again.manuscript == made.manuscript


def test_every_change_says_what_stood_there_and_what_stands_there_now() -> None:
    changes = {(one.code, one.before, one.after) for one in normalise(naive_circular()).changes}
    assert ("blank-in-word", "指 导", "指导") in changes
    assert ("number-brackets", "邻鄂府发﹝2021﹞38号", "邻鄂府发〔2021〕38号") in changes


def _own(count: int) -> Iterator[tuple[Specimen, DocumentReading]]:
    for specimen in corpus(count):
        yield specimen, written(faultless(specimen.paper), specimen.style)


def _nothing_is_found(count: int) -> None:
    for specimen, reading in _own(count):
        assert lint(reading).findings == (), specimen.name


def _nothing_changes(count: int) -> None:
    for specimen, reading in _own(count):
        if specimen.style.preprinted:
            # The red head is on the stock, not in the file.
            continue
        made = normalise(reading)
        assert made.changes == (), specimen.name
        again = normalise(written(to_paper(made.manuscript).paper))
        assert again.changes == (), specimen.name
        assert again.manuscript == made.manuscript, specimen.name


def test_our_own_papers_have_no_fault() -> None:
    _nothing_is_found(60)


def test_our_own_papers_stay_as_they_are() -> None:
    _nothing_changes(20)


@pytest.mark.slow
def test_none_of_our_own_papers_has_a_fault() -> None:
    _nothing_is_found(SIZE)


@pytest.mark.slow
def test_all_our_own_papers_stay_as_they_are() -> None:
    _nothing_changes(SIZE)
