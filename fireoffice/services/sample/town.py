"""The records of 邻鄂镇, invented from a seed number: the same seed and day, the same town."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cached_property
from random import Random
from typing import Any, Final

from fireoffice.core.ids import new_key
from fireoffice.core.paths import resource
from fireoffice.db.models import (
    Duty,
    Grid,
    Person,
    PersonRole,
    Record,
    Series,
    Team,
    Town,
    Training,
    Unit,
    Village,
    Volunteer,
)
from fireoffice.domain.workdays import WorkCalendar
from fireoffice.services.sample.details import SampleDetails
from fireoffice.services.sample.hazards import SampleHazards
from fireoffice.services.sample.occurrences import occurrences
from fireoffice.services.sample.people import SamplePeople, person_of
from fireoffice.services.sample.supplies import supplies

PEOPLE: Final = 600
TRAININGS: Final = 60


class SampleTown:
    """Makes the records; `today` is the day up to which work has been done."""

    def __init__(self, seed: int, today: date, calendar: WorkCalendar) -> None:
        self._random = Random(seed)
        self._today = today
        self._calendar = calendar
        self._data: dict[str, Any] = tomllib.loads(
            resource("sample/town.toml").read_text(encoding="utf-8")
        )
        self._folk = SamplePeople(self._random, today, self._data["names"])
        self._heads: dict[str, str] = {}

    def records(self) -> list[Record]:
        """All records, in the order in which they refer to each other."""
        population = self._population
        hazards = SampleHazards(
            self._random, self._today, self._data["hazards"], self._data["names"]["handlers"]
        )
        basics = [
            Town(id=new_key(), **self._data["town"]),
            *self._series(),
            *self.villages,
            *self.grids,
            *self.units,
            *population,
            *self._roles(population),
        ]
        duties, found = self._duties(), hazards.records(self.units)
        trainings, volunteers = self._trainings(), self._volunteers()
        comrades = [person_of(one) for one in volunteers]
        groups = {**self._groups(population), "志愿队员": comrades}
        details = SampleDetails(self._random, self._today, self._data["town"]["name"])
        return [
            *basics,
            *duties,
            *found,
            *trainings,
            *self.teams,
            *comrades,
            *volunteers,
            *occurrences(duties, self._today, self._calendar),
            *details.of_villages(self.villages),
            *details.of_trainings(trainings, population, groups),
            *details.of_brigades(self.teams, volunteers),
            *supplies(self._random, self._today, self.villages),
        ]

    @cached_property
    def villages(self) -> list[Village]:
        """The villages: 2 社区 and 4 行政村."""
        return [
            Village(
                id=new_key(),
                name=one["name"],
                kind=one["kind"],
                population=one["population"],
                households=one["households"],
                head=self._folk.someone().name,
                manager=self._folk.someone().name,
                phone=self._folk.phone(),
                order=order,
            )
            for order, one in enumerate(self._data["villages"], start=1)
        ]

    @cached_property
    def grids(self) -> list[Grid]:
        """The 40 grids, shared among the villages in proportion to their residents."""
        made: list[Grid] = []
        for village, one in zip(self.villages, self._data["villages"], strict=True):
            for number in range(1, one["grids"] + 1):
                street = one["streets"][(number - 1) % len(one["streets"])]
                made.append(
                    Grid(
                        id=new_key(),
                        code=f"{village.name}第{number}网格",
                        village=village.id,
                        scope=f"{street}一带",
                        households=one["households"] // one["grids"],
                        population=one["population"] // one["grids"],
                        keeper=self._folk.someone().name,
                        phone=self._folk.phone(),
                    )
                )
        return made

    @cached_property
    def units(self) -> list[Unit]:
        """The units: about 300 places, most of them small premises."""
        used: set[str] = set()
        return [
            self._unit(group, name, used)
            for group in self._data["units"]
            for name in self._unit_names(group)
        ]

    def _unit_names(self, group: dict[str, Any]) -> Iterable[str]:
        names: Sequence[str] = group["names"]
        return (names[at % len(names)] for at in range(group.get("count", len(names))))

    def _unit(self, group: dict[str, Any], pattern: str, used: set[str]) -> Unit:
        is_rural = group["category"] == "农村大院"
        while True:
            at = self._village_at(rural=is_rural)
            village, streets = self.villages[at], self._data["villages"][at]["streets"]
            street = self._random.choice(streets)
            keeper = self._folk.someone()
            name = pattern.format(
                x=self._random.choice(self._data["words"]["trade"]),
                n=keeper.name[0],
                s=street,
                v=village.name.removesuffix("村") if "{v}村" in pattern else village.name,
            )
            if name in used:
                name += f"（{street}店）" if group["kind"] == "九小场所" else f"（{street}）"
            if name not in used:
                break
        used.add(name)
        kind = group["kind"]
        return Unit(
            id=new_key(),
            name=name,
            kind=kind,
            category=group["category"],
            village=village.id,
            grid=self._random.choice([one.id for one in self.grids if one.village == village.id]),
            address=f"{village.name}{street}{self._random.randint(1, 120)}号",
            responsible=keeper.name,
            phone=keeper.phone,
            storeys=self._random.choice((1, 1, 2, 2, 2, 3, 4)),
            area=float(self._random.randint(3, 28) * (10 if kind != "一般单位" else 60)),
            gas=group["category"] == "小餐饮",
            mixed_use=group["category"] == "小生产加工" and self._random.random() < 0.2,
            risk=self._random.choices(("低", "一般", "较高", "高"), (40, 45, 12, 3))[0],
        )

    def _village_at(self, *, rural: bool = False) -> int:
        weights = [
            one["population"] * (rural == (one["kind"] == "行政村") or 0.25)
            for one in self._data["villages"]
        ]
        return self._random.choices(range(len(weights)), weights)[0]

    def _series(self) -> list[Series]:
        return [
            Series(id=new_key(), code=one["code"], usage=one["usage"], order=order)
            for order, one in enumerate(self._data["series"], start=1)
        ]

    @cached_property
    def _population(self) -> list[Person]:
        made: list[Person] = []
        for at in range(PEOPLE):
            one = self._folk.someone()
            unit = self.units[at] if at < len(self.units) else None
            village = unit.village if unit else self.villages[self._village_at()].id
            if unit:
                unit.responsible, unit.phone = one.name, one.phone
            made.append(
                Person(
                    id=new_key(),
                    name=one.name,
                    sex=one.sex,
                    id_number=one.id_number,
                    phone=one.phone,
                    village=village,
                    employer=unit.name if unit else None,
                    position="负责人" if unit else None,
                    audience=_audience(at),
                )
            )
        return made

    def _roles(self, population: Sequence[Person]) -> list[PersonRole]:
        keepers = population[len(self.units) :]
        responsible = [
            PersonRole(
                id=new_key(), person=one.id, role="单位责任人", village=unit.village, unit=unit.id
            )
            for one, unit in zip(population, self.units, strict=False)
        ]
        gridded: list[PersonRole] = []
        for one, grid in zip(keepers, self.grids, strict=False):
            grid.keeper, grid.phone = one.name, one.phone
            gridded.append(
                PersonRole(
                    id=new_key(), person=one.id, role="网格员", village=grid.village, grid=grid.id
                )
            )
        return responsible + gridded + self._leading(keepers[len(self.grids) :])

    def _groups(self, population: Sequence[Person]) -> dict[str, Sequence[Person]]:
        """The people in each of the groups to be trained."""
        keepers = len(self.units) + len(self.grids)
        return {
            "单位责任人": population[: len(self.units)],
            "网格员": population[len(self.units) : keepers],
            "重点岗位人员": population[-60:-20],
            "党政领导": population[-20:],
        }

    def _leading(self, people: Sequence[Person]) -> list[PersonRole]:
        """The leading group of each village, and its 楼院长; the last village has none of these."""
        roles = ("领导小组组长", "消防安全管理人", "领导小组成员", "楼院长", "楼院长")
        made: list[PersonRole] = []
        free = iter(people)
        for village in self.villages:
            holders = [next(free) for _ in roles]
            village.head, village.manager = holders[0].name, holders[1].name
            self._heads[village.id] = holders[0].id
            if village is not self.villages[-1]:
                made += [
                    PersonRole(id=new_key(), person=one.id, role=role, village=village.id)
                    for one, role in zip(holders, roles, strict=True)
                ]
        return made

    def _duties(self) -> list[Duty]:
        about = self._data["duties"]
        ends = self._month_ends()
        made: list[Duty] = []
        for at, one in enumerate(about["town"]):
            made.append(self._duty(at, one, f"第{at + 1}项", about["basis"], ends[at % len(ends)]))
        for village in self.villages:
            for one in about["village"]:
                holder = {"level": "村居", "holder": village.name, "village": village.id}
                due = ends[(len(made) + 1) % len(ends)]
                duty = self._duty(
                    len(made), one | holder | {"position": "负责人"}, "第2项", about["basis"], due
                )
                duty.person, duty.answerable = village.head, self._heads.get(village.id)
                made.append(duty)
        return made

    def _duty(self, at: int, one: dict[str, Any], clause: str, basis: str, due: date) -> Duty:
        is_done = due < self._today and at % 9 != 0
        is_begun = is_done or at % 3 == 0
        return Duty(
            id=new_key(),
            number=f"{at + 1:03d}",
            clause=clause,
            basis=basis,
            due=due,
            person=self._folk.someone().name,
            record="已按要求开展，台账和照片存镇消防安全委员会办公室" if is_begun else None,
            done_on=due - timedelta(days=at % 5) if is_done else None,
            handler=self._random.choice(self._data["names"]["handlers"]),
            **one,
        )

    def _month_ends(self) -> list[date]:
        """The ends of the last month, of this one and of the next two."""
        ends: list[date] = []
        year, month = self._today.year, self._today.month
        for offset in range(4):
            at = year * 12 + month - 1 + offset
            ends.append(date(at // 12, at % 12 + 1, 1) - timedelta(days=1))
        return ends

    def _trainings(self) -> list[Training]:
        dates = sorted(
            self._today - timedelta(days=self._random.randint(1, 360)) for _ in range(TRAININGS - 3)
        ) + [self._today + timedelta(days=days) for days in (3, 9, 16)]
        made: list[Training] = []
        numbers: dict[int, int] = {}
        for at, held_on in enumerate(dates):
            numbers[held_on.year] = numbers.get(held_on.year, 0) + 1
            one = self._data["trainings"][at % len(self._data["trainings"])]
            village = self.villages[at % len(self.villages)]
            expected = self._random.randint(*one["size"])
            held = held_on < self._today
            made.append(
                Training(
                    id=new_key(),
                    number=f"{held_on.year}-{numbers[held_on.year]:03d}",
                    topic=one["topic"],
                    kind=one["kind"],
                    campaign=one["campaign"],
                    audience=one["audience"],
                    held_on=held_on,
                    hours=float(self._random.choice((1, 1, 2, 2, 3))),
                    village=village.id,
                    place=f"{village.name}便民服务中心",
                    host="镇消防安全委员会办公室",
                    lecturer=self._folk.someone().name,
                    expected=expected,
                    attended=expected - self._random.randint(0, expected // 8) if held else None,
                    leaflets=self._random.randint(2, 20) * 10 if held else None,
                    handler=self._random.choice(self._data["names"]["handlers"]),
                )
            )
        return made

    @cached_property
    def teams(self) -> list[Team]:
        """A brigade of each village that has volunteers."""
        return [
            Team(
                id=new_key(),
                name=f"{village.name}志愿消防队",
                kind="志愿消防队",
                village=village.id,
                founded_on=date(2019, 3 + at, 12),
                founding_number=f"邻鄂府发〔2019〕{20 + at}号",
                minimum=6,
                station=f"{village.name}便民服务中心",
                phone=self._folk.phone(),
            )
            for at, (village, one) in enumerate(
                zip(self.villages, self._data["villages"], strict=True)
            )
            if one["brigade"]
        ]

    def _volunteers(self) -> list[Volunteer]:
        roles = ("队长", "副队长", "驾驶员", "泵手", "泵手", "水枪手", "水枪手", "通讯员")
        teams = {one.village: one for one in self.teams}
        made: list[Volunteer] = []
        for village, one in zip(self.villages, self._data["villages"], strict=True):
            for at in range(one["brigade"]):
                someone = self._folk.someone(youngest=19, oldest=54)
                joined = self._today - timedelta(days=self._random.randint(60, 1500))
                left = joined + timedelta(days=50) if len(made) % 40 == 39 else None
                insured = self._today + timedelta(days=self._random.randint(20, 340))
                if village.name == "庙岭村" and at < 6:
                    insured = self._today + timedelta(days=2)
                made.append(
                    Volunteer(
                        id=new_key(),
                        number=f"{len(made) + 1:04d}",
                        name=someone.name,
                        sex=someone.sex,
                        id_number=someone.id_number,
                        phone=someone.phone,
                        village=village.id,
                        team=teams[village.id].id,
                        role=roles[at] if at < len(roles) else "队员",
                        nation=self._random.choice(("汉族", "土家族", "苗族")),
                        education=self._random.choice(("初中", "初中", "高中", "中专", "大专")),
                        blood_type=self._random.choice(("A", "B", "O", "AB")),
                        veteran=self._random.random() < 0.15,
                        insurer="示例财产保险",
                        insured_until=None if at % 13 == 12 else insured,
                        size=self._random.choice(("165", "170", "175", "180")),
                        joined_on=joined,
                        left_on=left,
                    )
                )
        return made


def _audience(at: int) -> str | None:
    """The group that stands with the last of the people: leaders, and before them key posts."""
    if at >= PEOPLE - 20:
        return "党政领导"
    return "重点岗位人员" if at >= PEOPLE - 60 else None
