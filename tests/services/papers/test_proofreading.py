"""A folder of old circulars: one table of what is wrong, and right papers beside the old ones."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from fireoffice.core.errors import InputError
from fireoffice.core.paths import resource
from fireoffice.core.settings import Settings
from fireoffice.docs.lint import DEFAULT, Severity
from fireoffice.services.papers import proofreading
from tests.reports.sheets import rows_of

SAMPLE = resource("sample/circular.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two circulars, one of them in a subfolder, and two files that are none."""
    home = tmp_path / "旧文"
    (home / "2021年").mkdir(parents=True)
    text = SAMPLE.read_text(encoding="utf-8")
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.save(str(home / "通知.docx"))
    (home / "2021年" / "通知.txt").write_text(text, "utf-8")
    (home / "坏的.docx").write_bytes(b"x")
    (home / "~$通知.docx").write_bytes(b"x")
    (home / "照片.jpg").write_bytes(b"x")
    return home


def test_a_folder_is_judged_file_by_file(folder: Path) -> None:
    judged = {one.file.name: one for one in proofreading.judge_folder(folder)}
    assert judged.keys() == {"通知.docx", "通知.txt", "坏的.docx"}
    assert judged["通知.docx"].number == "邻鄂府发〔2021〕38号"
    assert judged["通知.docx"].report.count(Severity.ERROR) > 0
    assert "坏的.docx" in judged["坏的.docx"].problem


def test_the_report_has_a_line_for_each_file_and_each_finding(folder: Path, tmp_path: Path) -> None:
    judged = tuple(proofreading.judge_folder(folder))
    target = tmp_path / "问题清单.xlsx"
    proofreading.write_report(judged, target, folder)
    files, findings = (rows_of(target.read_bytes(), sheet)[1:] for sheet in (1, 2))
    assert {row[0] for row in files} == {
        "通知.docx",
        str(Path("2021年", "通知.txt")),
        "坏的.docx",
    }
    assert len(findings) == sum(len(one.report.findings) for one in judged)
    assert {row[1] for row in findings} == {"必改", "建议", "提示"}


def test_right_papers_are_written_and_the_old_ones_stay(folder: Path, tmp_path: Path) -> None:
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    made = tuple(proofreading.correct_folder(folder, tmp_path / "新"))
    right = [one for one in made if not one.problem]
    assert {one.target.name for one in right} == {"通知（规范）.docx"}
    assert right[0].target.parent != right[1].target.parent
    for one in right:
        assert one.changes
        assert proofreading.judge(one.target).report.count(Severity.ERROR) == 0
    assert {file: file.read_bytes() for file in before} == before


def test_two_files_of_one_name_become_two_papers(tmp_path: Path) -> None:
    for suffix in (".txt", ".md"):
        (tmp_path / f"通知{suffix}").write_bytes(SAMPLE.read_bytes())
    made = tuple(proofreading.correct_folder(tmp_path, tmp_path / "新"))
    assert [one.target.name for one in made] == ["通知（规范）.docx", "通知2（规范）.docx"]


def test_corrected_papers_are_not_judged_again(folder: Path) -> None:
    tuple(proofreading.correct_folder(folder, folder))
    assert len(proofreading.circulars(folder)) == 3


def test_a_folder_without_circulars_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有公文"):
        proofreading.circulars(tmp_path)


def test_a_report_is_an_excel_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"应当是 \.xlsx"):
        proofreading.write_report((), tmp_path / "清单.txt")


def test_the_settings_weigh_rules_and_what_makes_no_sense_is_passed_over() -> None:
    settings = Settings(rule_severities={"level-skip": "off", "wording": "grave", "none": "error"})
    weights = proofreading.severities(settings)
    assert weights["level-skip"] is Severity.OFF
    assert {**weights, "level-skip": DEFAULT["level-skip"]} == DEFAULT
