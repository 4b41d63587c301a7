"""The list of names of a session: it says who came, and each name is a person where one fits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fireoffice.core.errors import InputError
from fireoffice.db.models import Attendance
from fireoffice.domain.sign_in_sheets import SheetName
from fireoffice.registers import ATTENDANCES, PEOPLE, TRAININGS, VILLAGES
from fireoffice.services import records
from fireoffice.services.entry import bulk
from fireoffice.services.office import Office
from fireoffice.services.safekeeping.checking import inspect
from fireoffice.services.trainings import attendance, attendee_sources
from fireoffice.services.trainings.attendance import Line

PRESENT, ABSENT, EXCUSED, WAITING = "已到", "未到", "请假", "待签到"


def session(office: Office, **values: str) -> str:
    told = {"topic": "网格员培训", "kind": "培训", "held_on": "2021-04-20", **values}
    return records.create(office, TRAININGS, told)


def counted(office: Office, key: str) -> tuple[int | None, int | None, str | None]:
    """应到, 实到 and by what they are known."""
    values = records.read(office, TRAININGS, key).values
    return values["called"], values["came"], values["counted_from"]


def line(name: str, presence: str = PRESENT, **told: str) -> Line:
    return Line(name, presence=presence, **told)


def person(office: Office, name: str, **values: str) -> str:
    return records.create(office, PEOPLE, {"name": name, **values})


@pytest.fixture
def training(office: Office) -> str:
    return session(office, expected="30", attended="28")


def drain(steps: Iterator[object]) -> None:
    for _ in steps:
        pass


class TestCounting:
    def test_without_a_list_the_typed_numbers_hold(self, office: Office, training: str) -> None:
        assert counted(office, training) == (30, 28, "填报")
        assert records.read(office, TRAININGS, training).stage == "已开展"

    def test_a_list_decides_and_says_what_was_typed(self, office: Office, training: str) -> None:
        marks = (PRESENT, PRESENT, ABSENT, EXCUSED)
        lines = [line(f"王{mark}{at}", mark) for at, mark in enumerate(marks)]
        attendance.save(office, training, lines)
        assert counted(office, training) == (4, 2, "签到名单（填报的实到28人不计）")

    def test_a_list_of_all_who_came_leaves_a_larger_typed_number_expected(
        self, office: Office, training: str
    ) -> None:
        attendance.save(office, training, [line("王芳"), line("李强")])
        called, came, basis = counted(office, training)
        assert (called, came) == (30, 2)
        assert basis == "实到按签到名单，应到为填报（填报的实到28人不计）"

    def test_a_list_of_those_expected_does_not_say_that_it_was_held(self, office: Office) -> None:
        key = session(office, held_on="2021-04-30")
        attendance.save(office, key, [line("王芳", WAITING), line("李强", WAITING)])
        assert counted(office, key) == (2, None, "应到按名单")
        assert records.read(office, TRAININGS, key).stage == "待开展"

    def test_undoing_the_list_brings_the_typed_numbers_back(
        self, office: Office, training: str
    ) -> None:
        attendance.save(office, training, [line("王芳")])
        records.undo(office)
        assert counted(office, training) == (30, 28, "填报")
        records.redo(office)
        assert counted(office, training)[1] == 1

    def test_the_numbers_follow_when_many_names_are_written_at_once(
        self, office: Office, training: str
    ) -> None:
        rows = [{"training": training, "name": f"王芳{at}"} for at in range(40)]
        drain(bulk.create_many(office, ATTENDANCES, rows))
        assert counted(office, training)[1] == 40
        keys = [one.id for one in attendance.sign_in_list(office, training).lines]
        drain(bulk.set_many(office, ATTENDANCES, keys[:15], {"presence": ABSENT}))
        assert counted(office, training)[:2] == (40, 25)

    def test_nothing_is_found_wrong_when_all_is_counted_anew(
        self, office: Office, training: str
    ) -> None:
        attendance.save(office, training, [line("王芳"), line("李强", ABSENT)])
        assert inspect(office).problems == ()


class TestKnowing:
    @pytest.mark.parametrize(
        ("told", "known"),
        [
            ({"phone": "13812345678"}, True),
            ({"unit": "惠民超市"}, True),
            ({"unit": "惠民 超市"}, True),
            ({"phone": "13900000000"}, False),
            ({}, False),
        ],
    )
    def test_a_name_is_the_one_person_who_fits(
        self, office: Office, training: str, told: dict[str, str], known: bool
    ) -> None:
        key = person(office, "王芳", phone="13812345678", employer="惠民超市")
        attendance.save(office, training, [line("王芳", **told)])
        (stored,) = attendance.sign_in_list(office, training).lines
        assert stored.person == (key if known else None)

    def test_of_two_who_fit_neither_is_meant(self, office: Office, training: str) -> None:
        for _ in range(2):
            person(office, "王芳", employer="惠民超市")
        attendance.save(office, training, [line("王芳", unit="惠民超市")])
        assert attendance.sign_in_list(office, training).lines[0].person is None

    def test_a_village_is_a_unit_too(self, office: Office, training: str) -> None:
        records.create(office, VILLAGES, {"name": "松林社区", "kind": "社区"})
        key = person(office, "王芳", village="松林社区")
        attendance.save(office, training, [line("王芳", unit="松林社区")])
        assert attendance.sign_in_list(office, training).lines[0].person == key

    def test_an_identity_number_on_a_sheet_says_who_it_is_and_is_not_kept(
        self, office: Office
    ) -> None:
        number = "11010519491231002X"
        person(office, "王芳", employer="惠民超市")
        key = person(office, "王芳", id_number=number, employer="惠民超市")
        sheet = [SheetName("王芳", unit="惠民超市", id_number=number)]
        (made,) = attendance.add_sheet(office, (), sheet, PRESENT).lines
        assert made.person == key
        assert number not in str(made)

    def test_a_name_entered_in_the_panel_is_known_too(self, office: Office, training: str) -> None:
        key = person(office, "王芳", phone="13812345678")
        made = records.create(
            office,
            ATTENDANCES,
            {"training": training, "name": "王芳", "phone": "13812345678"},
        )
        with office.reading() as session:
            stored = session.get(Attendance, made)
            assert stored is not None
            assert stored.person == key


class TestTakingOver:
    def test_nobody_comes_twice(self, office: Office) -> None:
        there = (line("王芳", phone="13812345678"),)
        more = [line("王芳", phone="13812345678"), line("李强"), line("李强")]
        added = attendance.add_lines(office, there, more)
        assert [one.name for one in added.lines] == ["王芳", "李强"]
        assert (added.new, added.repeated, added.unlinked) == (1, ("王芳", "李强"), 1)

    def test_a_sheet_marks_those_who_are_on_the_list_already(self, office: Office) -> None:
        there = (line("王芳", WAITING, unit="松林社区"),)
        sheet = [SheetName("王芳", unit="松林社区", presence=ABSENT, score="60")]
        (one,) = attendance.add_sheet(office, there, sheet, PRESENT).lines
        assert (one.presence, one.score) == (ABSENT, "60")

    def test_the_last_list_is_that_of_the_same_group_in_the_same_village(
        self, office: Office
    ) -> None:
        for village in ("松林社区", "庙岭村"):
            records.create(office, VILLAGES, {"name": village, "kind": "社区"})
        told = {"audience": "网格员", "topic": "巡查培训"}
        here = session(office, **told, village="松林社区", held_on="2021-01-10")
        there = session(office, **told, village="庙岭村", held_on="2021-03-10")
        other = session(office, topic="学校演练", held_on="2021-04-10")
        for key, name in ((here, "王芳"), (there, "李强"), (other, "张三")):
            attendance.save(office, key, [line(name, score="90")])
        new = session(office, **told, village="松林社区", held_on="2021-04-25")
        found = attendance.last_list(office, new)
        assert found is not None
        last, fresh = found
        assert last.training == here
        assert [(one.name, one.presence, one.score) for one in fresh] == [("王芳", WAITING, "")]

    def test_where_no_session_is_like_it_there_is_no_last_list(
        self, office: Office, training: str
    ) -> None:
        assert attendance.last_list(office, training) is None


class TestWriting:
    def test_one_confirmation_is_one_operation(self, office: Office, training: str) -> None:
        before = len(office.done)
        attendance.save(office, training, [line("王芳"), line("李强")])
        assert len(office.done) == before + 1
        lines = attendance.sign_in_list(office, training).lines
        saved = attendance.save(office, training, [*lines[1:], line("张三")])
        assert (saved.added, saved.changed, saved.removed) == (1, 0, 1)
        assert len(office.done) == before + 2
        names = [one.name for one in attendance.sign_in_list(office, training).lines]
        assert names == ["李强", "张三"]

    def test_writing_the_same_again_writes_nothing(self, office: Office, training: str) -> None:
        attendance.save(office, training, [line("王芳")])
        before = len(office.done)
        again = attendance.sign_in_list(office, training).lines
        assert not attendance.save(office, training, again).is_anything
        assert len(office.done) == before

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            (line(" "), "没有姓名"),
            (line("王芳", phone="1381"), "王芳的"),
            (line("王芳", "来了"), "来了"),
        ],
    )
    def test_what_cannot_be_is_refused_as_a_whole(
        self, office: Office, training: str, wrong: Line, said: str
    ) -> None:
        with pytest.raises(InputError, match=said):
            attendance.save(office, training, [line("李强"), wrong])
        assert attendance.sign_in_list(office, training).lines == ()

    def test_a_session_in_the_recycle_bin_takes_no_list(self, office: Office) -> None:
        key = session(office)
        records.remove(office, TRAININGS, key)
        with pytest.raises(InputError, match="回收站"):
            attendance.save(office, key, [line("王芳")])

    def test_the_list_goes_where_its_session_goes(self, office: Office, training: str) -> None:
        attendance.save(office, training, [line("王芳")])
        records.remove(office, TRAININGS, training)
        records.restore(office, TRAININGS, training)
        assert counted(office, training)[1] == 1


class TestSources:
    def test_everyone_is_offered_once_with_all_groups(self, sample_office: Office) -> None:
        known = attendee_sources.candidates(sample_office)
        people = [one.person for one in known if one.person]
        assert len(people) == len(set(people))
        groups = {one.title: len(one.members) for one in attendee_sources.choose(known)}
        assert groups["全部网格员"] == 40
        assert groups["全部九小负责人"] > 150
        villages = [count for title, count in groups.items()
                    if title.endswith("网格员") and title != "全部网格员"]  # fmt: skip
        assert sum(villages) == 40

    def test_the_group_of_the_session_comes_first(self, sample_office: Office) -> None:
        known = attendee_sources.candidates(sample_office)
        assert attendee_sources.choose(known, "网格员")[0].title == "全部网格员"

    def test_three_letters_find_a_name(self, sample_office: Office) -> None:
        known = attendee_sources.candidates(sample_office)
        keys = attendee_sources.keys_of(known)
        assert len(keys) == len(known)
        assert any("wf" in key for key in keys)
