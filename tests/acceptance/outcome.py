"""What the week has left behind: every register, every history, every paper."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from docx import Document

from fireoffice.db.models import Record
from fireoffice.db.rebuild import differences, gaps
from fireoffice.domain.fields import Kind
from fireoffice.domain.papers import PaperState
from fireoffice.registers import (
    ATTENDANCES,
    DUTIES,
    HAZARDS,
    PEOPLE,
    REGISTERS,
    SHIFTS,
    TRAININGS,
    VOLUNTEERS,
    Register,
)
from fireoffice.services import records
from fireoffice.services.attachments import register as attachments
from fireoffice.services.history import operations
from fireoffice.services.office import Office
from fireoffice.services.papers import links as paper_links
from fireoffice.services.papers import register as paper_register
from fireoffice.services.safekeeping import backups
from tests.acceptance import friday, monday, thursday, tuesday, wednesday
from tests.sheets.reader import cells_of

_ALL = -1
AUTHOR = monday.USER
MACHINE = "本机"
"""Before anybody has given a name, the machine has put in what is shipped."""
COUNTS = {
    "villages": 6,
    "grids": 5,
    "units": 1,
    "duties": monday.CLAUSES,
    "hazards": 7,
    "trainings": 2,
    "attendances": 5 + len(thursday.NAMES) - 1,
    "pledges": 6,
    "conventions": 1,
    "teams": 1,
    "volunteers": thursday.MEMBERS,
    "callouts": 1,
    "callout_members": thursday.MEMBERS,
}
STAGES = {
    tuesday.BLOCKED: "已销号",
    wednesday.EXPIRED: "待整改",
    "液化气罐与灶台同室": "待复查",
    wednesday.SIGNS: "待告知",
    wednesday.WIRES: "已移送",
    wednesday.HYDRANT: "待告知",
    tuesday.UNFINISHED: "待告知",
}
LIFE = (
    "登记隐患",
    "制发整改通知书",
    "登记送达",
    "登记整改完成",
    "登记复查",
    "登记整改完成",
    "登记复查",
    "销号",
)


def rows(office: Office, register: Register) -> list[dict[str, Any]]:
    """Every record that is not in the recycle bin, with its stage."""
    found = records.query(office, register, records.Query(limit=_ALL)).rows
    return [dict(row.values) | {"id": row.id, "stage": row.stage} for row in found]


def the_registers(office: Office) -> None:
    """How many records there are, and where each hazard stands."""
    found = {name: len(rows(office, REGISTERS[name])) for name in COUNTS}
    assert found == COUNTS
    assert {one["description"]: one["stage"] for one in rows(office, HAZARDS)} == STAGES
    handled = {one["description"] for one in rows(office, HAZARDS) if one["handler"]}
    assert handled == {wednesday.EXPIRED, wednesday.HYDRANT, wednesday.SIGNS}
    assert all(one["name"] != friday.MISTAKE for one in rows(office, PEOPLE))


def the_closed_hazard(office: Office) -> None:
    """Its facts, its two photos, and its life step by step with who took each."""
    one = _row(office, HAZARDS, "description", tuesday.BLOCKED)
    assert (one["recheckers"], one["recheck_result"]) == ("罗玉琴", "合格")
    assert (one["closed_by"], str(one["closed_on"])) == (wednesday.HANDLER, "2021-04-21")
    assert one["unit"] == "利民超市"
    assert len(attachments.listing(office, HAZARDS, one["id"])) == 2
    actions: dict[str, str] = {}
    for entry in reversed(records.read(office, HAZARDS, one["id"]).history):
        actions.setdefault(entry.op_id, entry.action)
    assert [action for action in actions.values() if "照片" not in action] == list(LIFE)


def the_duty_and_the_training(office: Office) -> None:
    """Who answers for the duty now, by what it was fulfilled, and who came."""
    duty = next(one for one in rows(office, DUTIES) if friday.DUTY in one["content"])
    assert (duty["person"], duty["evidence"]) == (friday.HEIR, friday.EVIDENCE)
    training = _row(office, TRAININGS, "topic", thursday.TOPIC)
    assert (training["came"], training["called"], training["stage"]) == (5, 5, "已开展")
    came = rows(office, ATTENDANCES)
    assert {one["name"] for one in came if one["person"] is None} == {"邓大明", "石老师"}
    other = _row(office, TRAININGS, "topic", thursday.LAST_WEEK)
    assert (other["came"], other["called"], other["stage"]) == (2, 3, "已开展")


def the_brigade(office: Office) -> None:
    """What follows from the numbers, and that every day to the end of the month is kept."""
    captain = _row(office, VOLUNTEERS, "name", "龙世明")
    assert (captain["sex"], str(captain["birthday"])) == ("男", "1990-02-14")
    assert str(captain["insured_until"]) == "2021-05-15"
    days = {str(one["day"]) for one in rows(office, SHIFTS)}
    assert days == {f"2021-04-{day}" for day in range(22, thursday.DAYS_OF_APRIL + 1)}


def every_history(office: Office) -> None:
    """In each field of each record the old value is what was written before, the last what is."""
    for register in REGISTERS.values():
        for row in rows(office, register):
            _one_history(office, register, row["id"])


def the_operations(office: Office, done: list[str]) -> None:
    """All by the one who sits here, in the order of the days; what was taken back says so."""
    found = operations.listing(office, limit=1000).rows
    by_machine = [one.label for one in found if one.author == MACHINE]
    assert by_machine == ["建立标准", "建立文书用语", "录入放假日历", "建立代码表"]
    assert {one.author for one in found} == {AUTHOR, MACHINE}
    moments = [one.at for one in reversed(found)]
    assert moments == sorted(moments)
    assert [one.label for one in found if one.taken_back and "撤销" not in one.label] == [
        "修改部位"
    ]
    assert len(found) > len(done), "an operation of the week has left no trace"


def the_papers(office: Office) -> None:
    """Every number of the week follows on the one before it; paper and records know each other."""
    found = paper_register.papers(office, limit=1000)
    assert all(one.state is PaperState.ISSUED for one in found)
    series: dict[str, list[int]] = defaultdict(list)
    for one in found:
        code, _, number = one.number.removesuffix("号").rpartition("〕")
        series[code].append(int(number))
    assert len(series) == 4
    for numbers in series.values():
        assert sorted(numbers) == list(range(min(numbers), min(numbers) + len(numbers)))
    for one in found:
        behind = paper_links.records_of_paper(office, one.id)
        assert behind, f"{one.number} has no records behind it"
        for record in behind:
            back = paper_links.papers_of(office, record.register, record.id)
            assert one.id in {paper.id for paper in back}


def the_files(office: Office, workbook: Path) -> None:
    """Every paper opens and holds its data; so does the workbook."""
    files = {one.kind: one.file for one in paper_register.papers(office, limit=1000) if one.file}
    _holds(files["整改通知书"], tuesday.SHOP, tuesday.BLOCKED, wednesday.EXPIRED, "送达回证")
    _holds(files["签到表"], thursday.TOPIC)
    _holds(files["队伍花名册"], *(one[0] for one in thursday.VOLUNTEERS[1:]))
    texts = [_text(one.file) for one in paper_register.papers(office, limit=1000) if one.file]
    assert any(monday.NUMBER in text and "三、强化实战牵引" in text for text in texts)
    assert any(friday.LIST in text and friday.DUTY in text for text in texts)
    assert any(thursday.NOTICE in text and thursday.TOPIC in text for text in texts)
    cells = cells_of(workbook)
    assert {row[cells[0].index("隐患")] for row in cells[1:]} == set(STAGES)


def the_log(office: Office) -> None:
    """The check finds nothing, and the log alone gives the rows."""
    report = backups.check(office)
    assert report.ok, report.problems
    with office.reading() as session:
        assert gaps(session) == []
        for register in REGISTERS.values():
            model: type[Record] = register.model
            assert list(differences(session, model)) == [], register.title


def _one_history(office: Office, register: Register, record_id: str) -> None:
    read = records.read(office, register, record_id)
    assert read.history, f"{register.title}: {read.title} has no history"
    told: dict[str, str] = {}
    for entry in reversed(read.history):
        assert entry.author in (AUTHOR, MACHINE)
        if entry.field is None or register.fields.count(entry.field) == 0:
            continue
        name = entry.field.name
        assert entry.old == told.get(name, ""), f"{read.title}: {entry.field.label}"
        told[name] = entry.new
    for info in register.fields:
        if info.name in told and info.kind in (Kind.TEXT, Kind.NAME, Kind.CHOICE):
            assert told[info.name] == (read.values[info.name] or ""), f"{read.title}: {info.label}"


def _row(office: Office, register: Register, name: str, value: str) -> dict[str, Any]:
    return next(one for one in rows(office, register) if one[name] == value)


def _holds(file: Path | None, *words: str) -> None:
    text = _text(file)
    assert [word for word in words if word not in text] == []


def _text(file: Path | None) -> str:
    """All that stands on a paper, without the blanks that spread its headings."""
    assert file is not None
    document = Document(str(file))
    text = "".join(one.text or "" for one in document.element.body.iter() if _is_text(one.tag))
    return "".join(text.split())


def _is_text(tag: object) -> bool:
    return isinstance(tag, str) and tag.endswith("}t")
