"""What happened to hazards, and their photos, in any order of doing and taking back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    multiple,
    rule,
)
from sqlalchemy import select

from fireoffice.core.clock import FixedClock
from fireoffice.core.errors import InputError
from fireoffice.db.fields import logged_names
from fireoffice.db.log import plain
from fireoffice.db.models import Attachment, Change, Hazard, HazardEvent
from fireoffice.db.parts import make_anew
from fireoffice.db.rebuild import differences, gaps
from fireoffice.domain.attachments import RECTIFICATION_ROLES
from fireoffice.registers import HAZARDS
from fireoffice.services import records
from fireoffice.services.attachments import register as attachments
from fireoffice.services.hazards import events as hazard_events
from fireoffice.services.hazards.steps import allowed
from fireoffice.services.history import operations
from fireoffice.services.office import Office
from fireoffice.services.reference.town import TownSetup, VillageSetup, set_up
from tests.pictures import png

PLACE = {"found_on": "2021-03-01", "village": "松林社区", "description": "通道堵塞"}
GIVEN = {
    "people": "李强",
    "by": "王芳",
    "reason": "天气",
    "unit": "区消防救援支队",
    "approver": "镇长",
    "receiver": "店主",
    "method": "直接送达",
    "note": "又堵了",
    "due": "2021-04-30",
}
MODELS = (Hazard, HazardEvent, Attachment)
Rows = dict[tuple[str, str], dict[str, Any]]


class PartsMachine(RuleBasedStateMachine):
    """Hazards with their events and photos: each step does all that it says, or nothing."""

    template: Path
    clock: FixedClock

    hazards: Bundle[str] = Bundle("hazards")
    events: Bundle[str] = Bundle("events")
    photos: Bundle[str] = Bundle("photos")
    done: Bundle[str] = Bundle("done")

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        folder = Path(self._folder.name)
        shutil.copytree(self.template, folder, dirs_exist_ok=True)
        self.office = Office.open(folder, self.clock, "王芳")
        self._made = 0
        self._town = {one.id for one in operations.listing(self.office, limit=-1).rows}

    def teardown(self) -> None:
        self.office.close()
        self._folder.cleanup()

    @rule(target=hazards, part=st.text("东西南北门", max_size=3))
    def register(self, part: str) -> str:
        self._made += 1
        given = PLACE | {"place": f"第{self._made}店", "part": part}
        return records.create(self.office, HAZARDS, given)

    @rule(target=done, key=hazards, note=st.sampled_from(["", "老店", "𠮷野家\\%_"]))
    def edit(self, key: str, note: str) -> Any:
        return self._step(lambda: records.update(self.office, HAZARDS, key, {"note": note}))

    @rule(target=done, key=hazards)
    def remove(self, key: str) -> Any:
        return self._step(lambda: records.remove(self.office, HAZARDS, key, "重复"))

    @rule(target=done, key=hazards)
    def restore(self, key: str) -> Any:
        return self._step(lambda: records.restore(self.office, HAZARDS, key))

    @rule(target=events, key=hazards, after=st.integers(0, 50), data=st.data())
    def happen(self, key: str, after: int, data: st.DataObject) -> Any:
        offered = [one for one in allowed(self.office, key) if not one.blocked]
        if not offered:
            return multiple()
        one = data.draw(st.sampled_from(offered))
        asked = {info.name for info in one.step.infos}
        given = {name: text for name, text in GIVEN.items() if name in asked}
        given["day"] = f"2021-{3 + after // 31:02}-{1 + after % 31:02}"
        if "result" in asked:
            given["result"] = data.draw(st.sampled_from(["合格", "不合格"]))
        made: list[str] = []
        self._step(
            lambda: made.append(hazard_events.record_event(self.office, key, one.step.name, given))
        )
        return made[0] if made else multiple()

    @rule(target=done, event=events)
    def correct(self, event: str) -> Any:
        given = {"day": "2021-04-02"}
        return self._step(lambda: hazard_events.correct_event(self.office, event, given))

    @rule(target=done, event=events)
    def withdraw(self, event: str) -> Any:
        return self._step(lambda: hazard_events.withdraw_event(self.office, event, "没有这事"))

    @rule(target=photos, key=hazards, sides=st.tuples(st.integers(1, 3), st.integers(1, 3)))
    def attach(self, key: str, sides: tuple[int, int]) -> Any:
        photo = attachments.Pasted("东侧.png", png(*sides))
        try:
            return attachments.add(self.office, HAZARDS, key, [photo]).ids[0]
        except InputError:
            return multiple()

    @rule(target=done, photo=photos, role=st.sampled_from(RECTIFICATION_ROLES))
    def change_role(self, photo: str, role: str) -> Any:
        return self._step(lambda: attachments.change_role(self.office, HAZARDS, photo, role))

    @rule(target=done, photo=photos, name=st.sampled_from(["东侧", "西侧"]))
    def describe(self, photo: str, name: str) -> Any:
        return self._step(lambda: attachments.describe(self.office, photo, name=name, note=name))

    @rule(target=done, photo=photos)
    def rotate(self, photo: str) -> Any:
        return self._step(lambda: attachments.rotate(self.office, photo))

    @rule(target=done, photo=photos, back=st.booleans())
    def take_away_or_bring_back(self, photo: str, back: bool) -> Any:
        step = attachments.restore if back else attachments.remove
        return self._step(lambda: step(self.office, [photo]))

    @rule(target=done, place=st.integers(0, 30), is_redo=st.booleans())
    def take_back_any(self, place: int, is_redo: bool) -> Any:
        """An operation of any age: what it wrote is as before it (or as it wrote), no more."""
        latest = operations.listing(self.office, limit=40).rows
        every = [one for one in latest if one.id not in self._town]
        if not every:
            return multiple()
        op_id = every[place % len(every)].id
        before = self._rows()
        step = operations.redo_operation if is_redo else operations.undo_operation
        try:
            step(self.office, op_id)
        except InputError:
            assert self._rows() == before
            return multiple()
        with self.office.reading() as session:
            changes = session.scalars(select(Change).where(Change.op_id == op_id)).all()
        made = {change.record_id for change in changes if change.field == "id"}
        after = self._rows()
        for change in changes:
            key = (change.table, change.record_id)
            if change.record_id in made and not is_redo:
                # What it made goes to the recycle bin as it is.
                assert after[key]["deleted_at"] is not None
                before[key] |= {name: after[key][name] for name in ("deleted_at", "deleted_reason")}
            elif change.record_id in made:
                assert after[key]["deleted_at"] is None
                before[key] |= {"deleted_at": None, "deleted_reason": None}
            else:
                stands = change.new if is_redo else change.old
                assert after[key][change.field] == stands
                before[key][change.field] = stands
        assert after == before
        return operations.listing(self.office, limit=1).rows[0].id

    @invariant()
    def the_log_alone_makes_the_same_rows(self) -> None:
        with self.office.reading() as session:
            assert [found for model in MODELS for found in differences(session, model)] == []
            assert gaps(session) == []

    @invariant()
    def what_follows_from_the_log_stands_in_the_rows(self) -> None:
        with self.office.reading() as session:
            assert [make_anew(session, model, write=False) for model in MODELS] == [0, 0, 0]

    @invariant()
    def every_photo_has_its_file(self) -> None:
        assert attachments.verify(self.office).problems == ()

    def _step(self, step: Callable[[], object]) -> Any:
        """The operation that `step` wrote; where it is refused, nothing has changed."""
        before, count = self._rows(), operations.listing(self.office, limit=1).total
        try:
            step()
        except InputError:
            assert self._rows() == before
            return multiple()
        latest = operations.listing(self.office, limit=1)
        return latest.rows[0].id if latest.total > count else multiple()

    def _rows(self) -> Rows:
        """What the log speaks of, by table and key."""
        with self.office.reading() as session:
            return {
                (model.__tablename__, row.id): {
                    name: plain(getattr(row, name)) for name in logged_names(model)
                }
                for model in MODELS
                for row in session.scalars(select(model))
            }


@pytest.fixture(autouse=True)
def _machine_template(_new_folder: Path, tmp_path: Path, clock: FixedClock) -> None:
    folder = tmp_path / "镇"
    shutil.copytree(_new_folder, folder)
    with Office.open(folder, clock) as office:
        villages = (VillageSetup("松林社区"),)
        set_up(office, TownSetup("邻鄂镇", "镇政府", ("邻鄂府发",), villages))
    PartsMachine.template, PartsMachine.clock = folder, clock


class TestAnyOrder(PartsMachine.TestCase):
    settings = settings(
        max_examples=8,
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
