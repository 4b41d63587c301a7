"""Many papers in one action: all or nothing, whatever happens in the middle."""

from __future__ import annotations

import errno
from datetime import date

import pytest

from fireoffice.core import files
from fireoffice.core.errors import EnvironmentProblem, InputError
from fireoffice.domain.papers import PaperState
from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.hazards import events as hazard_events
from fireoffice.services.office import Office
from fireoffice.services.papers import voiding
from fireoffice.services.papers.from_records import (
    chosen_for,
    issue_form,
    issue_steps,
    reissue_form,
)
from fireoffice.services.papers.links import papers_of
from fireoffice.services.papers.numbers import next_numbers
from fireoffice.services.papers.register import numbers
from fireoffice.services.safekeeping.backups import check
from tests.paper_records import (
    DUE,
    NOTICE,
    events_of,
    found,
    hazard,
    notice,
    operations,
    paper_files,
)


class FullDisk:
    """Lets `room` files be written, then the disk is full."""

    def __init__(self, room: int) -> None:
        self.room = room

    def __call__(self, descriptor: int) -> None:
        self.room -= 1
        if self.room < 0:
            raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("room", [0, 1, 2, 3])
def test_a_disk_that_fills_up_leaves_no_file_and_no_number(
    sample_office: Office, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    chosen = [found(sample_office, f"{name}店") for name in "甲乙丙"]
    before = operations(sample_office)
    with monkeypatch.context() as broken:
        broken.setattr(files.os, "fsync", FullDisk(room * 3))
        with pytest.raises(EnvironmentProblem):
            issue_form(sample_office, NOTICE, chosen, DUE, print_file=True)
    assert paper_files(sample_office) == []
    assert operations(sample_office) == before
    assert numbers(sample_office, "邻鄂消通", 2021) == ()
    assert {hazard(sample_office, one).stage for one in chosen} == {"待告知"}
    wanted = [notice(sample_office, place) for place in (1, 2, 3)]
    issued = issue_form(sample_office, NOTICE, chosen, DUE).issued
    assert [one.number for one in issued] == wanted


def test_a_commit_that_fails_takes_the_files_with_it(
    sample_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = found(sample_office, "甲店")

    def refuse(*_: object) -> None:
        raise EnvironmentProblem("磁盘已满。")

    monkeypatch.setattr("fireoffice.db.log.Recorder.finish", refuse)
    with pytest.raises(EnvironmentProblem):
        issue_form(sample_office, NOTICE, [key], DUE)
    assert paper_files(sample_office) == []


@pytest.mark.slow
def test_five_hundred_notices_are_numbered_without_a_gap_or_not_at_all(
    sample_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = [found(sample_office, f"第{at}号店") for at in range(500)]
    with monkeypatch.context() as broken:
        broken.setattr(files.os, "fsync", FullDisk(900))
        with pytest.raises(EnvironmentProblem):
            issue_form(sample_office, NOTICE, chosen, DUE)
    assert paper_files(sample_office) == []
    steps: list[tuple[int, int]] = []

    def note(done: int, total: int) -> None:
        steps.append((done, total))

    wanted = next_numbers(sample_office, NOTICE, 2021, 500)
    assert [one.sequence for one in wanted] == [
        *range(wanted[0].sequence, wanted[0].sequence + 500)
    ]
    result = issue_form(sample_office, NOTICE, chosen, DUE, print_file=True, progress=note)
    assert [one.number for one in result.issued] == [str(one) for one in wanted]
    assert len({one.file for one in result.issued}) == 500
    assert steps[-1] == (500, 500)
    assert check(sample_office).ok


def test_a_batch_stopped_between_two_papers_leaves_nothing(sample_office: Office) -> None:
    chosen = [found(sample_office, f"{name}店") for name in "甲乙丙"]
    before = operations(sample_office)
    steps = issue_steps(sample_office, NOTICE, chosen, DUE, print_file=True)
    assert [next(steps), next(steps)] == [(1, 3), (2, 3)]
    steps.close()
    assert paper_files(sample_office) == []
    assert operations(sample_office) == before
    assert numbers(sample_office, "邻鄂消通", 2021) == ()


def test_a_batch_keeps_its_numbers_while_the_window_goes_on_writing(
    sample_office: Office,
) -> None:
    chosen = [found(sample_office, f"{name}店") for name in "甲乙"]
    other = found(sample_office, "丙店")
    wanted = [notice(sample_office, place) for place in (1, 2, 3)]
    steps = issue_steps(sample_office, NOTICE, chosen, DUE)
    next(steps)
    records.update(sample_office, HAZARDS, other, {"note": "电话催办"})
    with pytest.raises(EnvironmentProblem, match="正在制发另一批公文"):
        issue_form(sample_office, NOTICE, [other], DUE)
    list(steps)
    issue_form(sample_office, NOTICE, [other], DUE)
    assert [one.name.partition(" ")[0] for one in paper_files(sample_office)] == wanted


def test_a_voided_notice_takes_what_it_entered_with_it(sample_office: Office) -> None:
    keys = [found(sample_office, "甲店"), found(sample_office, "甲店", part="二楼")]
    (one,) = issue_form(sample_office, NOTICE, keys, DUE).issued
    assert [told.objection for told in voiding.consequences(sample_office, one.paper)] == ["", ""]
    before = operations(sample_office)
    voiding.void(sample_office, one.paper, "写错了")
    assert operations(sample_office) == before + 1
    for key in keys:
        assert hazard(sample_office, key).stage == "待告知"
        assert hazard(sample_office, key).notice_number is None
    assert check(sample_office).ok


def test_what_newer_events_depend_on_is_named_before_a_notice_is_voided(
    sample_office: Office,
) -> None:
    key, other = found(sample_office, "甲店"), found(sample_office, "甲店", part="二楼")
    (one,) = issue_form(sample_office, NOTICE, [key, other], DUE).issued
    served = {"method": "直接送达", "receiver": "店主"}
    hazard_events.record_event(sample_office, key, "登记送达", served)
    told = {said.title: said.objection for said in voiding.consequences(sample_office, one.paper)}
    named = hazard(sample_office, key).title()
    assert "“登记送达”就不成立" in told[f"{named}的“下达整改通知”"]
    with pytest.raises(InputError, match=f"不能随{one.number}一起撤回"):
        voiding.void(sample_office, one.paper, "写错了")
    assert papers_of(sample_office, "hazards", key)[0].state is PaperState.ISSUED
    voiding.void(sample_office, one.paper, "写错了", keep=True)
    assert papers_of(sample_office, "hazards", key)[0].state is PaperState.VOID
    assert hazard(sample_office, key).stage == "待整改"
    assert hazard(sample_office, other).stage == "待告知"


def test_a_notice_made_anew_with_another_deadline_moves_that_of_its_hazards(
    sample_office: Office,
) -> None:
    key = found(sample_office, "甲店")
    (one,) = issue_form(sample_office, NOTICE, [key], DUE).issued
    kind, listed, chosen = chosen_for(sample_office, one.paper)
    assert (kind, listed, chosen["due"]) == (NOTICE, (key,), "2021-05-10")
    again = reissue_form(sample_office, one.paper, {"due": "2021-05-20"})
    assert again.number == one.number
    assert hazard(sample_office, key).due == date(2021, 5, 20)
    assert len(events_of(sample_office, key)) == 1
