"""Papers from records: their numbers follow each other, and it is all of them or none."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select

from fireoffice.core.errors import InputError
from fireoffice.db import models
from fireoffice.domain.papers import NumberState, PaperState
from fireoffice.registers import HAZARDS, TRAININGS
from fireoffice.services import records
from fireoffice.services.attachments import register as attachments
from fireoffice.services.hazards import events as hazard_events
from fireoffice.services.office import Office
from fireoffice.services.papers import issuing as papers
from fireoffice.services.papers import voiding
from fireoffice.services.papers.contexts import KINDS, PaperKind
from fireoffice.services.papers.from_records import (
    draft_circular,
    issue_form,
    preview,
    reissue_form,
)
from fireoffice.services.papers.links import link_source, papers_of, records_of_paper
from fireoffice.services.papers.planning import (
    kind_named,
    kinds_for,
    prepare,
    presets,
    understood,
)
from fireoffice.services.papers.register import numbers, versions
from fireoffice.services.safekeeping.backups import check
from tests.paper_records import (
    DUE,
    NOTICE,
    events_of,
    found,
    hazard,
    ids,
    notice,
    operations,
    paper_files,
    said,
)


def test_each_register_of_the_four_has_a_paper() -> None:
    titles = {kind.title: kind.register for kind in KINDS}
    assert titles == {
        "整改通知书": "hazards",
        "培训通知": "trainings",
        "签到表": "trainings",
        "志愿消防队花名册": "volunteers",
        "队伍花名册": "teams",
        "值班表": "teams",
        "责任清单": "duties",
    }
    assert [kind.title for kind in kinds_for("trainings")] == ["培训通知", "签到表"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_one_call_gives_a_numbered_paper_with_its_records_behind_it_and_back(
    sample_office: Office, kind: PaperKind
) -> None:
    model = {
        "hazards": models.Hazard,
        "trainings": models.Training,
        "duties": models.Duty,
        "teams": models.Team,
    }
    if kind is NOTICE:
        chosen = [found(sample_office, "惠民超市")]
    else:
        chosen = ids(sample_office, model.get(kind.register, models.Volunteer), 1)
    before = operations(sample_office)
    result = issue_form(sample_office, kind, chosen, DUE if kind is NOTICE else {})
    (one,) = result.issued
    assert operations(sample_office) == before + 1
    assert one.number in said(one.file)
    assert one.file.parent == sample_office.folder / "公文" / "2021"
    assert [record.id for record in records_of_paper(sample_office, one.paper)] == chosen
    (back,) = papers_of(sample_office, kind.register, chosen[0])
    assert (back.number, back.state, back.file) == (one.number, PaperState.ISSUED, one.file)
    assert check(sample_office).ok


def test_the_hazards_of_one_place_share_a_notice_in_the_order_of_their_finding(
    sample_office: Office,
) -> None:
    later = found(sample_office, "惠民超市", description="灭火器失效", found_on="2021-04-20")
    other = found(sample_office, "老王餐馆")
    earlier = found(sample_office, "惠民超市", found_on="2021-04-12")
    result = issue_form(sample_office, NOTICE, [later, other, earlier], DUE)
    assert [one.records for one in result.issued] == [(earlier, later), (other,)]
    text = said(result.issued[0].file)
    assert text.index("疏散通道被货物堵塞") < text.index("灭火器失效")
    assert "2021年4月12日至2021年4月20日" in text


def test_issuing_gives_notice_to_each_hazard_in_the_same_operation(sample_office: Office) -> None:
    first, second = found(sample_office, "惠民超市"), found(sample_office, "惠民超市", part="二楼")
    (one,) = issue_form(sample_office, NOTICE, [first, second], DUE).issued
    for key in (first, second):
        now = hazard(sample_office, key)
        assert (now.stage, now.notice_number) == ("待整改", one.number)
        assert (now.notified_on, now.due) == (date(2021, 4, 20), date(2021, 5, 10))


def test_a_deadline_of_its_own_is_kept_where_none_is_given_for_all(sample_office: Office) -> None:
    key = found(sample_office, "惠民超市", first_due="2021-04-30")
    issue_form(sample_office, NOTICE, [key], {})
    assert hazard(sample_office, key).due == date(2021, 4, 30)


def test_a_hazard_without_any_deadline_is_told_before_anything_is_written(
    sample_office: Office,
) -> None:
    key = found(sample_office, "惠民超市")
    assert "没有整改期限" in prepare(sample_office, NOTICE, [key], {}).problems[0]
    with pytest.raises(InputError, match="没有整改期限"):
        issue_form(sample_office, NOTICE, [key], {})
    assert not paper_files(sample_office)


def test_a_hazard_that_is_closed_stops_the_whole_batch(sample_office: Office) -> None:
    with sample_office.reading() as session:
        closed = session.scalar(select(models.Hazard.id).where(models.Hazard.closed.is_(True)))
    assert closed
    before = operations(sample_office)
    named = hazard(sample_office, closed).number
    with pytest.raises(InputError, match=f"{named}：隐患现在是“已"):
        issue_form(sample_office, NOTICE, [found(sample_office, "惠民超市"), closed], DUE)
    assert operations(sample_office) == before + 1
    assert not paper_files(sample_office)


def test_numbers_count_for_each_kind_and_year(sample_office: Office) -> None:
    wanted = [notice(sample_office, 1), notice(sample_office, 2), "邻鄂消签〔2021〕1号"]
    first = issue_form(sample_office, NOTICE, [found(sample_office, "甲店")], DUE)
    second = issue_form(sample_office, NOTICE, [found(sample_office, "乙店")], DUE)
    sheet = issue_form(
        sample_office, kind_named("签到表"), ids(sample_office, models.Training, 1), {}
    )
    given = [one.issued[0].number for one in (first, second, sheet)]
    assert given == wanted


def test_a_series_whose_use_names_the_paper_is_taken(sample_office: Office) -> None:
    with sample_office.change("设置机关代字") as work:
        work.add(models.Series(code="邻鄂安办通", usage="整改通知书", order=9))
    result = issue_form(sample_office, NOTICE, [found(sample_office, "甲店")], DUE)
    assert result.issued[0].number == "邻鄂安办通〔2021〕1号"


def test_the_first_number_follows_those_of_notices_that_were_given_without_the_program(
    sample_office: Office,
) -> None:
    hazard_events.record_event(
        sample_office,
        found(sample_office, "甲店"),
        "下达整改通知",
        {**DUE, "number": "邻鄂消通〔2021〕350号"},
    )
    (one,) = issue_form(sample_office, NOTICE, [found(sample_office, "乙店")], DUE).issued
    assert one.number == "邻鄂消通〔2021〕351号"


def test_a_voided_notice_keeps_its_number(sample_office: Office) -> None:
    second = notice(sample_office, 2)
    (one,) = issue_form(sample_office, NOTICE, [found(sample_office, "甲店")], DUE).issued
    voiding.void(sample_office, one.paper, "写错了")
    (row,) = numbers(sample_office, "邻鄂消通", 2021)
    assert row.state is NumberState.VOID
    (other,) = issue_form(sample_office, NOTICE, [found(sample_office, "乙店")], DUE).issued
    assert other.number == second
    (back,) = papers_of(sample_office, "hazards", one.records[0])
    assert back.state is PaperState.VOID


def test_a_paper_made_anew_keeps_its_number_and_its_earlier_file(sample_office: Office) -> None:
    key = found(sample_office, "甲店")
    chosen = {**DUE, "wording": "告知", "photos": "否"}
    (one,) = issue_form(sample_office, NOTICE, [key], chosen).issued
    records.update(sample_office, HAZARDS, key, {"measures": "三日内清空通道"})
    again = reissue_form(sample_office, one.paper)
    assert again.number == one.number
    assert "火灾隐患整改告知书" in said(again.file)
    assert "三日内清空通道" in said(again.file)
    assert "三日内清空通道" not in said(one.file)
    assert [v.file for v in versions(sample_office, one.paper)] == [one.file, again.file]


def test_what_the_paper_said_is_frozen_with_the_template_it_was_made_with(
    sample_office: Office,
) -> None:
    (one,) = issue_form(sample_office, NOTICE, [found(sample_office, "甲店")], DUE).issued
    with sample_office.reading() as session:
        row = session.get(models.Paper, one.paper)
    assert row is not None
    assert row.context is not None
    assert row.context["受送达人"] == "甲店"
    assert row.context["文号"] == one.number
    assert (row.template, len(row.template_sha256 or "")) == ("内置", 64)


def test_the_wording_is_that_of_the_notice_s_day(sample_office: Office) -> None:
    key = found(sample_office, "甲店")
    (file,) = preview(sample_office, NOTICE, [key], {**DUE, "wording": "告知"})
    assert "火灾隐患整改告知书" in said(file)
    assert "《重庆市消防条例》和" in said(file)
    sheets = prepare(sample_office, NOTICE, [key], {"dated": "2024-07-01", "due": "2024-08-01"})
    assert "《重庆市消防条例》第十五条" in sheets.sheets[0].content("号").basis


def test_an_order_needs_a_delegation_on_record(sample_office: Office) -> None:
    key = found(sample_office, "甲店")
    with pytest.raises(InputError, match="须经授权或委托"):
        issue_form(sample_office, NOTICE, [key], {**DUE, "用语": "责令限期改正"})


def test_a_preview_has_no_number_and_changes_nothing(sample_office: Office, tmp_path: Path) -> None:
    before = operations(sample_office)
    key = ids(sample_office, models.Training, 1)
    for kind in kinds_for("trainings"):
        (file,) = preview(sample_office, kind, key, {}, tmp_path / kind.name)
        assert file.is_file()
    assert operations(sample_office) == before
    assert not paper_files(sample_office)


def test_the_options_begin_with_what_the_records_say(sample_office: Office) -> None:
    dated, bare = found(sample_office, "甲店", first_due="2021-05-06"), found(sample_office, "甲店")
    begun = presets(sample_office, NOTICE, [dated, bare])
    assert (begun["dated"], begun["due"]) == (date(2021, 4, 20), date(2021, 5, 6))
    assert begun["wording"] == "督促整改"


def test_an_option_that_is_none_is_named(sample_office: Office) -> None:
    with pytest.raises(InputError, match="整改通知书没有“颜色”"):
        understood(sample_office, NOTICE, {"颜色": "红"})
    with pytest.raises(InputError, match="整改期限"):
        understood(sample_office, NOTICE, {"整改期限": "2021-02-30"})


def test_a_town_that_is_not_set_up_issues_nothing(office: Office) -> None:
    with pytest.raises(InputError, match="还没有设置乡镇"):
        prepare(office, NOTICE, [], {})


def test_photos_of_the_finding_are_printed_with_their_captions(
    sample_office: Office, tmp_path: Path
) -> None:
    key = found(sample_office, "甲店", part="一楼楼梯间")
    photo = tmp_path / "现场.jpg"
    Image.new("RGB", (640, 480), "#884422").save(photo)
    attachments.add(sample_office, HAZARDS, key, [photo])
    (one,) = issue_form(sample_office, NOTICE, [key], DUE).issued
    assert "隐患1：一楼楼梯间" in said(one.file)
    with zipfile.ZipFile(one.file) as archive:
        assert any(name.startswith("word/media/") for name in archive.namelist())
    (without,) = preview(sample_office, NOTICE, [key], {**DUE, "photos": "否"})
    assert "附：火灾隐患现场照片" not in said(without)


def test_personal_data_is_printed_only_when_it_was_asked_for(sample_office: Office) -> None:
    kind = kind_named("志愿消防队花名册")
    with sample_office.reading() as session:
        member = session.scalar(select(models.Volunteer).where(models.Volunteer.phone.is_not(None)))
    assert member is not None
    (masked,) = preview(sample_office, kind, [member.id], {})
    (full,) = preview(sample_office, kind, [member.id], {"personal": "是"})
    assert member.phone not in said(masked)
    assert member.phone in said(full)


def test_a_circular_is_drafted_for_the_editor_with_its_records(sample_office: Office) -> None:
    chosen = ids(sample_office, models.Duty)
    paper_id = draft_circular(sample_office, kind_named("责任清单"), chosen, {})
    assert "责任清单" in papers.load(sample_office, paper_id).title
    assert {one.id for one in records_of_paper(sample_office, paper_id)} == set(chosen)
    papers.delete_draft(sample_office, paper_id)
    assert papers_of(sample_office, "duties", chosen[0]) == ()


def test_a_notice_of_a_training_says_the_hour_that_the_training_has(sample_office: Office) -> None:
    (training,) = ids(sample_office, models.Training, 1)
    records.update(sample_office, TRAININGS, training, {"begins": "14:30"})
    for given, hour in (({}, "下午2时30分。"), ({"几点": "上午9时"}, "上午9时。")):
        paper = draft_circular(sample_office, kind_named("培训通知"), [training], given)
        manuscript = papers.load(sample_office, paper)
        assert manuscript.title.startswith(f"{manuscript.fields.issuers[0]}关于开展")
        assert manuscript.lines[4].text.endswith(f"日{hour}")


def test_a_record_tells_from_which_clause_of_which_paper_it_was_taken(
    sample_office: Office,
) -> None:
    paper_id = papers.new_sample_draft(sample_office)
    (duty,) = ids(sample_office, models.Duty, 1)
    link_source(sample_office, paper_id, "duties", [duty], "一、1.")
    (back,) = papers_of(sample_office, "duties", duty)
    assert (back.id, back.role, back.clause) == (paper_id, "来源", "一、1.")


def test_a_batch_can_be_printed_at_once(sample_office: Office) -> None:
    chosen = [found(sample_office, f"{name}店") for name in "甲乙丙"]
    result = issue_form(sample_office, NOTICE, chosen, DUE, print_file=True)
    assert result.print_file is not None
    text = said(result.print_file)
    assert [text.index(one.number) for one in result.issued] == sorted(
        text.index(one.number) for one in result.issued
    )


def test_a_term_in_workdays_makes_the_date_over_the_calendar_of_the_year(
    sample_office: Office,
) -> None:
    key = found(sample_office, "甲店", term="7", counting="工作日")
    bare = found(sample_office, "乙店")
    issue_form(sample_office, NOTICE, [key], {})
    issue_form(sample_office, NOTICE, [bare], {"限期天数": "7", "天数算法": "工作日"})
    # Sunday, 25 April 2021 was a workday; the days count from the notice, not from the finding.
    for one in (key, bare):
        assert hazard(sample_office, one).due == date(2021, 4, 28)
        (event,) = events_of(sample_office, one)
        assert (event.term, event.counting) == (7, "工作日")


def test_a_term_and_a_date_that_contradict_each_other_are_told(sample_office: Office) -> None:
    key = found(sample_office, "甲店")
    (said_so,) = prepare(sample_office, NOTICE, [key], {**DUE, "term": "7"}).problems
    assert "7天后是2021-04-27，与整改期限2021-05-10不一致" in said_so
