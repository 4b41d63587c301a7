"""The identity of a name on a list: the same person twice on paper counts as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

MASSES: Final = ("学生", "居民群众")
"""Groups to be reached of whom the office knows no names: counted by sessions only."""

ROLE_GROUPS: Final[Mapping[str, str]] = {
    "村（居）负责人": "社区干部",
    "领导小组组长": "社区干部",
    "领导小组副组长": "社区干部",
    "领导小组成员": "社区干部",
    "消防安全管理人": "社区干部",
    "专（兼）职人员": "社区干部",
    "网格员": "网格员",
    "单位责任人": "单位责任人",
    "单位管理人": "单位管理人",
}
"""The group to be trained to which the holder of a role belongs, by role."""

_BLANK: Final = re.compile(r"\s+")


@dataclass(frozen=True)
class Attendee:
    """One name as a list tells it. `person` is the key of the person that it is, if known."""

    name: str
    unit: str = ""
    phone: str = ""
    person: str | None = None

    @property
    def key(self) -> str:
        """The same for two mentions of one person: by person, else by phone, else by unit."""
        if self.person:
            return f"person:{self.person}"
        name = plain_name(self.name)
        return f"phone:{name}|{self.phone}" if self.phone else f"unit:{name}|{self._unit}"

    @property
    def marks(self) -> frozenset[str]:
        """The keys by which this mention may be recognised in another one."""
        name = plain_name(self.name)
        found = {f"person:{self.person}"} if self.person else set[str]()
        if self.phone:
            found.add(f"phone:{name}|{self.phone}")
        if self.unit:
            found.add(f"unit:{name}|{self._unit}")
        return frozenset(found or {self.key})

    @property
    def _unit(self) -> str:
        return _BLANK.sub("", self.unit)


def plain_name(name: str) -> str:
    """`name` as it is compared: 「王 芳」 is 王芳."""
    return _BLANK.sub("", name)


def distinct(attendees: Iterable[Attendee]) -> int:
    """The number of people among these mentions: 人数, which 人次 is not."""
    return len({one.key for one in attendees})
