"""What an office does while its power is cut: run as a process of its own, and traced.

`python -m tests.db.power.scenarios NAME WORLD` works in the folder WORLD, where `prepare` has laid
`数据` (the office) and `U盘` (a stick). After each step it says, in one line of JSON, what must
stand from then on: the state of the records, and the SHA-256 of each file that was acknowledged.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from fireoffice.core.clock import FixedClock
from fireoffice.core.settings import SETTINGS_NAME, Settings, save_settings
from fireoffice.db import keys
from fireoffice.db.models import Attachment, Hazard, Paper, Village
from fireoffice.db.schema import sha256_of
from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.attachments import files as attachment_files
from fireoffice.services.attachments import register as attachments
from fireoffice.services.lists.exporting import Selection, export
from fireoffice.services.office import Office
from fireoffice.services.papers import issuing, templates
from fireoffice.services.papers.from_records import issue_form
from fireoffice.services.papers.planning import kind_named
from fireoffice.services.reference.town import TownSetup, set_up
from fireoffice.services.safekeeping import backups, password, schedule
from fireoffice.services.safekeeping.moving import copy_office
from tests.planted import plants

OFFICE: Final = "数据"
STICK: Final = "U盘"
COPY: Final = "新电脑"
DAY: Final = date(2021, 4, 20)
PASSWORDS: Final = ("清水 2021 巡查", "another-one")
_SCHEMAS: Final = Path(__file__).parents[1] / "schemas"
_NOTICE: Final = kind_named("整改通知书")


@dataclass
class Teller:
    """Says after each step what stands, and which files were acknowledged."""

    world: Path
    files: dict[str, str] = field(default_factory=dict[str, str])

    def stands(self, office: Office) -> None:
        """The step is done: its records and the files told of so far are there for good."""
        said = {"office": office.folder.name, "records": state_of(office), "files": self.files}
        print(json.dumps(said), flush=True)

    def acknowledge(self, *files: Path) -> None:
        """These files are there, as they are now."""
        for file in files:
            self.files[file.relative_to(self.world).as_posix()] = sha256_of(file)


def state_of(office: Office) -> dict[str, Any]:
    """What the records say: enough to tell every state of a scenario from every other."""
    with office.reading() as session:
        villages = session.execute(select(Village.name, Village.population).order_by(Village.name))
        papers = session.execute(select(Paper.number_text, Paper.file).order_by(Paper.number_text))
        attached = session.scalars(
            select(Attachment.sha256).where(Attachment.deleted_at.is_(None)).order_by("sha256")
        )
        return {
            "villages": [list(row) for row in villages],
            "papers": [list(row) for row in papers],
            "attachments": list(attached),
            "locked": keys.is_encrypted(office.file),
        }


def opened(world: Path, folder: str = OFFICE) -> Office:
    """The office of a world, on the day of the scenarios."""
    return Office.open(world / folder, FixedClock(DAY))


def _populate(office: Office, population: int, villages: int = 4) -> None:
    """Write `population`, or what follows it, into every village; the villages where missing."""
    with office.change("修改人口") as work:
        known = {one.name: one for one in work.session.scalars(select(Village))}
        for number in range(villages):
            name = f"{number:02d}村"
            if name in known:
                work.set(known[name], population=population + number)
            else:
                work.add(Village(name=name, kind="行政村", population=population + number))


# What lies there at the beginning


def _an_empty_disk(world: Path) -> None:
    (world / STICK).mkdir()


def _an_office(world: Path) -> None:
    _an_empty_disk(world)
    with opened(world) as office:
        set_up(office, TownSetup("邻鄂镇", "邻鄂镇人民政府", ("邻鄂府发", "邻鄂消通")))
        _populate(office, 1000)
        records.create(
            office,
            HAZARDS,
            {
                "found_on": "2021-04-19",
                "place": "农贸市场",
                "village": "00村",
                "description": "疏散通道被货物堵塞",
                "grade": "一般",
            },
        )


def _an_older_office(world: Path) -> None:
    _an_empty_disk(world)
    (world / OFFICE).mkdir()
    shutil.copyfile(_SCHEMAS / "0008.db", world / OFFICE / "fireoffice.db")


def _an_office_with_backups(world: Path) -> None:
    _an_office(world)
    place = str(world / STICK)
    with opened(world) as office:
        save_settings(office.folder, replace(Settings(), second_backup_folder=place))
        _photograph(office, world)
        schedule.keep(office)
        _populate(office, 2000)


def _an_office_with_papers(world: Path) -> None:
    _an_office(world)
    with opened(world) as office:
        _photograph(office, world)
        _issue(office)


# What is done


def _first_start(world: Path, teller: Teller) -> None:
    with opened(world) as office:
        teller.stands(office)
        _populate(office, 1000)
        teller.stands(office)


def _commits(world: Path, teller: Teller) -> None:
    for round_ in range(2):
        with opened(world) as office:
            teller.stands(office)
            for step in (1, 2):
                _populate(office, 3000 + 100 * round_ + step)
                teller.stands(office)
            records.undo(office)
            teller.stands(office)


def _migration(world: Path, teller: Teller) -> None:
    with opened(world) as office:
        teller.stands(office)
        _populate(office, 4000)
        teller.stands(office)


def _restoration(world: Path, teller: Teller) -> None:
    with opened(world) as office:
        (older, *_) = backups.listing(office)
        teller.stands(office)
    saved = backups.restore(world / OFFICE, older.file, FixedClock(DAY))
    teller.acknowledge(saved.file, older.file)
    with opened(world) as office:
        teller.stands(office)
        _populate(office, 5000)
        teller.stands(office)


def _restoration_of_another_office(world: Path, teller: Teller) -> None:
    """On a new computer, from the stick alone."""
    (file,) = (world / STICK).glob("*.db")
    backups.restore(world / COPY, file, FixedClock(DAY))
    with opened(world, COPY) as office:
        teller.stands(office)


def _passwords(world: Path, teller: Teller) -> None:
    first, second = PASSWORDS
    with opened(world) as office:
        teller.stands(office)
        for old, new in (("", first), (first, second), (second, "")):
            password.set_password(office, old, new)
            teller.stands(office)
        _populate(office, 6000)
        teller.stands(office)


def _papers(world: Path, teller: Teller) -> None:
    with opened(world) as office:
        teller.stands(office)
        teller.acknowledge(_issue(office, teller))
        teller.stands(office)
        teller.acknowledge(_issue(office, teller))
        teller.stands(office)
        with office.reading() as session:
            keys_of_hazards = session.scalars(select(Hazard.id)).all()
        issued = issue_form(office, _NOTICE, keys_of_hazards, {"due": "2021-05-10"})
        teller.acknowledge(*(one.file for one in issued.issued))
        teller.stands(office)


def _attachments(world: Path, teller: Teller) -> None:
    with opened(world) as office:
        teller.stands(office)
        for number in (1, 2):
            teller.acknowledge(*_photograph(office, world, number))
            teller.stands(office)


def _backups(world: Path, teller: Teller) -> None:
    with opened(world) as office:
        teller.stands(office)
        for number in (1, 2):
            _photograph(office, world, number)
            kept = schedule.keep(office)
            assert kept.second is not None
            teller.acknowledge(kept.backup.file, kept.second)
            teller.acknowledge(*(world / STICK / attachment_files.STORE).rglob("*.txt"))
            teller.stands(office)
            office.clock.advance(timedelta(minutes=40))  # pyright: ignore[reportAttributeAccessIssue]


def _moving(world: Path, teller: Teller) -> None:
    copied = copy_office(world / OFFICE, world / COPY)
    teller.acknowledge(*(one for one in copied.rglob("*.docx")), *copied.rglob("*.txt"))
    with opened(world, COPY) as office:
        teller.stands(office)


def _files_for_others(world: Path, teller: Teller) -> None:
    """What is written for somebody else is there when it is said to be."""
    with opened(world) as office:
        teller.stands(office)
        save_settings(office.folder, replace(Settings(), user="王芳"))
        teller.acknowledge(office.folder / SETTINGS_NAME)
        teller.stands(office)
        table = world / STICK / "导出" / "隐患.xlsx"
        for _ in export(office, HAZARDS, Selection(), table):
            pass
        teller.acknowledge(table)
        teller.stands(office)
        assert _NOTICE.form is not None
        form = templates.export(office, _NOTICE.form, world / STICK / "模板.docx")
        templates.put_in(office, _NOTICE.form, form)
        teller.acknowledge(form, *(office.folder / templates.TEMPLATES).rglob("*.docx"))
        teller.stands(office)


def _issue(office: Office, teller: Teller | None = None) -> Path:
    manuscript = issuing.read_sample().manuscript
    fields = replace(manuscript.fields, number="")
    draft = issuing.new_draft(office, replace(manuscript, fields=fields))
    if teller is not None:
        teller.stands(office)
    with office.reading() as session:
        taken = len(session.scalars(select(Paper.id).where(Paper.file.is_not(None))).all())
    return issuing.issue(office, draft, f"邻鄂府发〔2021〕{taken + 1}号").file


def _photograph(office: Office, world: Path, number: int = 0) -> list[Path]:
    """Give the hazard a file; where the store keeps it."""
    given = world / STICK / f"情况{number}.txt"
    given.write_text(f"第{number}次情况说明\n" * 400, encoding="utf-8")
    with office.reading() as session:
        hazard = session.scalars(select(Hazard.id)).one()
    added = attachments.add(office, HAZARDS, hazard, [given])
    kept = [one for one in attachments.listing(office, HAZARDS, hazard) if one.id in added.ids]
    return [attachment_files.path(office, one.sha256) for one in kept]


@dataclass(frozen=True)
class Scenario:
    """What lies there at the beginning, and what is then done.

    `problems` are what `check` says of it with the power on: of the older office only the
    database was kept.
    """

    prepare: Callable[[Path], None]
    act: Callable[[Path, Teller], None]
    problems: tuple[str, ...] = ()


SCENARIOS: Final[Mapping[str, Scenario]] = {
    "first start": Scenario(_an_empty_disk, _first_start),
    "commits": Scenario(_an_office, _commits),
    "migration": Scenario(_an_older_office, _migration, ("公文有2份的文件不见了",)),
    "restoration": Scenario(_an_office_with_backups, _restoration),
    "new computer": Scenario(_an_office_with_backups, _restoration_of_another_office),
    "passwords": Scenario(_an_office, _passwords),
    "papers": Scenario(_an_office, _papers),
    "attachments": Scenario(_an_office, _attachments),
    "backups": Scenario(_an_office_with_backups, _backups),
    "moving": Scenario(_an_office_with_papers, _moving),
    "files": Scenario(_an_office, _files_for_others),
}


def main() -> None:
    keys._ROUNDS = 2  # pyright: ignore[reportPrivateUsage, reportAttributeAccessIssue]
    plants.plant_what_is_asked_for()
    name, world = sys.argv[1], Path(sys.argv[2])
    SCENARIOS[name].act(world, Teller(world))


if __name__ == "__main__":
    main()
