"""The details of the sample town's records: 责任书, lists of names, rotas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Final

from fireoffice.core.ids import new_key
from fireoffice.db.models import (
    Absence,
    Attendance,
    Callout,
    CalloutMember,
    Convention,
    Person,
    Pledge,
    Record,
    Shift,
    Team,
    Training,
    TrainingPlan,
    Village,
    Volunteer,
)

_LISTED_SESSIONS: Final = 10
_UNCOUNTED: Final = 3
_MOST_NAMES: Final = 35
_CALLOUTS: Final = 12
_ROTA_DAYS: Final = 14
_TASKS: Final = ("火灾扑救", "山火扑救", "抢险救援", "现场保障", "拉动训练")
_PLANS: Final = (
    ("党政领导消防安全专题学习", "党政领导", "培训", None, 2, "应急办"),
    ("网格员消防巡查业务培训", "网格员", "培训", None, 6, "应急办"),
    ("九小场所消防安全培训", "单位责任人", "培训", "进企业", 12, "应急办"),
    ("志愿消防队训练", "志愿队员", "培训", "进农村", 12, "农服中心"),
    ("中小学消防疏散演练", "学生", "演练", "进学校", 4, "教管中心"),
    ("院坝会消防宣讲", "居民群众", "宣传", "进农村", 24, "民政和社事办"),
)


class SampleDetails:
    """Makes the details from what the town already has; the same seed makes the same."""

    def __init__(self, random: Random, today: date, town: str) -> None:
        self._random = random
        self._today = today
        self._town = town

    def of_villages(self, villages: Sequence[Village]) -> list[Record]:
        """This year's 责任书 and the posted 公约."""
        made: list[Record] = []
        for at, village in enumerate(villages):
            signed = date(self._today.year, 1, 12 + at) if at != len(villages) - 1 else None
            made.append(
                Pledge(
                    id=new_key(),
                    year=self._today.year,
                    giver=f"{self._town}人民政府",
                    taker=village.name,
                    village=village.id,
                    signer=village.head,
                    signed_on=signed,
                )
            )
            made.append(
                Convention(
                    id=new_key(),
                    village=village.id,
                    posted_on=date(self._today.year - 1, 3, 1 + at),
                    place=f"{village.name}便民服务中心公示栏",
                )
            )
        return made

    def of_trainings(
        self,
        trainings: Sequence[Training],
        people: Sequence[Person],
        groups: Mapping[str, Sequence[Person]],
    ) -> list[Record]:
        """This year's plan, and the names of those who came to the latest sessions.

        Those who came are of the session's group where `groups` knows it. The latest sessions are
        not counted into the plan yet.
        """
        plans = [
            TrainingPlan(
                id=new_key(),
                year=self._today.year,
                topic=topic,
                audience=audience,
                kind=kind,
                campaign=campaign,
                sessions=sessions,
                department=department,
                until=date(self._today.year, 11, 30),
            )
            for topic, audience, kind, campaign, sessions, department in _PLANS
        ]
        held = [one for one in trainings if one.attended is not None]
        for training in held[:-_UNCOUNTED]:
            for plan in plans:
                alike = (plan.kind, plan.audience) == (training.kind, training.audience)
                if alike and training.held_on.year == plan.year:
                    training.plan = plan.id
        made: list[Record] = [*plans]
        listed = [one for one in held if (one.attended or 0) <= _MOST_NAMES][-_LISTED_SESSIONS:]
        for training in listed:
            expected = min(training.expected or _MOST_NAMES, _MOST_NAMES)
            came = training.attended or 0
            known = groups.get(training.audience or "", people)
            for at, person in enumerate(self._random.sample(known, expected)):
                made.append(
                    Attendance(
                        id=new_key(),
                        training=training.id,
                        place=at + 1,
                        name=person.name,
                        person=person.id,
                        unit=person.employer,
                        position=person.position,
                        phone=person.phone,
                        audience=training.audience,
                        presence="已到" if at < came else "未到",
                    )
                )
        return made

    def of_brigades(self, teams: Sequence[Team], volunteers: Sequence[Volunteer]) -> list[Record]:
        """A dozen call-outs with those who went, and the rota of the coming fortnight."""
        made: list[Record] = []
        numbers: dict[int, int] = {}
        days = sorted(
            self._today - timedelta(days=self._random.randint(1, 300)) for _ in range(_CALLOUTS)
        )
        for at, day in enumerate(days):
            team = teams[at % len(teams)]
            serving = _serving(team, volunteers)
            numbers[day.year] = numbers.get(day.year, 0) + 1
            callout = Callout(
                id=new_key(),
                number=f"{day.year}-{numbers[day.year]:03d}",
                team=team.id,
                day=day,
                called_at=f"{self._random.randint(8, 21):02d}:{self._random.randint(0, 59):02d}",
                task=_TASKS[at % len(_TASKS)],
                village=team.village,
                place=f"{team.name.removesuffix('志愿消防队')}{at % 6 + 1}组",
                hours=float(self._random.choice((1, 1.5, 2, 3))),
                equipment="消防水泵1台、水带4盘",
            )
            made.append(callout)
            made += [
                CalloutMember(id=new_key(), callout=callout.id, volunteer=one.id, allowance=80.0)
                for one in serving[:6]
            ]
        team = teams[0]
        serving = _serving(team, volunteers)
        made.append(
            Absence(
                id=new_key(),
                volunteer=serving[-1].id,
                first=self._today,
                last=self._today + timedelta(days=_ROTA_DAYS),
                reason="外出务工",
            )
        )
        made += [
            Shift(
                id=new_key(),
                team=team.id,
                day=self._today + timedelta(days=at),
                part="全天",
                volunteer=serving[at % len(serving)].id,
            )
            for at in range(_ROTA_DAYS)
        ]
        return made


def _serving(team: Team, volunteers: Sequence[Volunteer]) -> list[Volunteer]:
    return [one for one in volunteers if one.team == team.id and one.left_on is None]
