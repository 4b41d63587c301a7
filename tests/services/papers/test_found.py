"""No official number is given twice, also after an older backup has been restored."""

from __future__ import annotations

from pathlib import Path

from fireoffice.core.clock import FixedClock
from fireoffice.domain.papers import PaperState
from fireoffice.services.office import Office
from fireoffice.services.papers import issuing as papers
from fireoffice.services.papers import register
from fireoffice.services.papers.found import take_up
from fireoffice.services.safekeeping import backups
from fireoffice.services.safekeeping.opening import open_with_papers


def _issue(office: Office, number: str | None = None) -> papers.Issued:
    draft = papers.new_draft(office, papers.read_sample().manuscript)
    return papers.issue(office, draft, number)


def test_what_was_issued_after_the_backup_is_found_and_its_number_is_not_given_again(
    office: Office, clock: FixedClock
) -> None:
    _issue(office, "邻鄂府发〔2021〕41号")
    older = backups.backup(office)
    later = [_issue(office, f"邻鄂府发〔2021〕{at}号") for at in (42, 43)]
    office.close()
    backups.restore(office.folder, older.file, clock)
    with open_with_papers(office.folder, clock) as restored:
        (note,) = restored.notes
        assert "2份公文不在登记簿里" in note
        assert "邻鄂府发〔2021〕42号、邻鄂府发〔2021〕43号" in note
        assert str(register.next_number(restored, "邻鄂府发", 2021)).endswith("〕44号")
        rows = [one for one in register.papers(restored) if one.number == later[1].number]
        assert [(one.state, one.file, one.is_form) for one in rows] == [
            (PaperState.ISSUED, later[1].file, True)
        ]
        assert backups.check(restored).ok
        assert take_up(restored) == ()
    with open_with_papers(office.folder, clock) as again:
        assert again.notes == ()


def test_the_latest_version_of_a_paper_stands_for_it(office: Office, clock: FixedClock) -> None:
    older = backups.backup(office)
    issued = _issue(office, "邻鄂府发〔2021〕41号")
    second = issued.file.with_name(f"{issued.file.stem}（2）.docx")
    second.write_bytes(issued.file.read_bytes())
    office.close()
    backups.restore(office.folder, older.file, clock)
    with open_with_papers(office.folder, clock) as restored:
        (row,) = register.papers(restored)
        assert row.file == second
        assert "（2）" not in row.title


def test_an_office_whose_papers_are_all_registered_has_nothing_to_take_up(office: Office) -> None:
    _issue(office, "邻鄂府发〔2021〕41号")
    assert take_up(office) == ()


def test_a_file_without_a_number_is_nobodys_business(office: Office) -> None:
    folder = office.folder / "公文" / "2021"
    folder.mkdir(parents=True)
    for name in ("说明.docx", "第3期 会议纪要.docx", "邻鄂府发〔2021〕9号 通知.pdf"):
        (folder / name).write_bytes(b"x")
    assert take_up(office) == ()


def test_a_paper_that_the_log_knows_is_not_taken_up_again(office: Office) -> None:
    """What went with the sample town stays gone."""
    from fireoffice.services.sample import installing as sample

    draft = papers.new_sample_draft(office)
    issued = papers.issue(office, draft, "邻鄂府发〔2021〕41号")
    sample.remove(office)
    assert Path(issued.file).exists()
    assert take_up(office) == ()
