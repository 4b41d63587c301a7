"""A draft set beside the file that it was read from."""

from __future__ import annotations

from pathlib import Path

import pytest

from fireoffice.core.errors import InputError
from fireoffice.docs.lint import apply_all
from fireoffice.docs.word import read_document
from fireoffice.services.papers.correction import compare, correct, is_look
from fireoffice.services.papers.folder_correction import correct_all

TEXT = "关于检查的通知\n各村：\n请指 导检查以及、整改。\n\n黔江区消防救援支队\n2021年4月6日\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "通知.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_what_reading_and_rules_put_right_is_listed(source: Path) -> None:
    reading = read_document(source)
    made = correct(source, apply_all(reading.manuscript)[0], reading.mends)
    said = [(one.paragraph, one.before, one.after) for one in made.changes]
    assert any(paragraph == 3 and "指 导" in before for paragraph, before, _ in said)
    assert any(paragraph == 3 and "以及、" in before for paragraph, before, _ in said)
    assert made.file == source.with_name("通知（规范）.docx")
    assert source.read_text(encoding="utf-8") == TEXT


def test_what_the_writer_did_not_take_over_is_not_listed(source: Path) -> None:
    reading = read_document(source)
    made = compare(source, reading.manuscript, mends=())
    assert made.changes == ()
    assert made.file is None


def test_a_text_has_no_look_to_put_right(source: Path) -> None:
    reading = read_document(source)
    made = compare(source, apply_all(reading.manuscript)[0], reading.mends)
    assert made.changes
    assert not any(is_look(one) for one in made.changes)


def test_the_same_paper_is_written_once(source: Path) -> None:
    reading = read_document(source)
    files = {correct(source, reading.manuscript, reading.mends).file for _ in range(2)}
    assert files == {source.with_name("通知（规范）.docx")}


def test_a_folder_tells_how_far_it_is(source: Path) -> None:
    source.with_name("坏.docx").write_bytes(b"no paper")
    steps = correct_all(source.parent)
    told: list[tuple[int, int]] = []
    while True:
        try:
            told.append(next(steps))
        except StopIteration as end:
            done = end.value
            break
    assert told == [(1, 2), (2, 2)]
    assert (len(done.files), done.done) == (2, 1)
    assert done.report.exists()


def test_a_folder_without_circulars_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        next(correct_all(tmp_path))
