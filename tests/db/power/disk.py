"""A disk that forgets what was not synced: it follows the calls of a process and can be cut off.

What a cut leaves is what POSIX promises and no more. The bytes of a file are there from its
`fsync` on; its name, and a renaming or removal, from the `fsync` of the folder on. What came after
may be there or not, each write by itself, of a write each sector by itself. Names change in any
order, but of one name in the order in which it was changed. A renaming is never there by half.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Final

from tests.db.power.content import Content, Kept, Write
from tests.db.power.trace import Call

_APPENDS, _EMPTIES, _MAKES = "O_APPEND", "O_TRUNC", "O_CREAT"
_HERE: Final = "AT_FDCWD"

Name = tuple[int, str]
"""The folder's number, and the name in it."""
State = dict[str, bytes | None]
"""What is there after a cut: path below the root -> bytes, None for a folder."""


@dataclass
class _Folder:
    synced: dict[str, int] = field(default_factory=dict[str, int])
    now: dict[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True)
class _Naming:
    """Names that change together; None where a name goes."""

    changes: tuple[tuple[Name, int | None], ...]

    @property
    def names(self) -> frozenset[Name]:
        return frozenset(name for name, _ in self.changes)


@dataclass
class _Descriptor:
    node: int
    at: int = 0
    appends: bool = False


class Disk:
    """The files below `root`, beginning with what lies in `before`, all of it synced.

    The process works in the folder `working`; `heard` holds what it wrote to its standard output,
    line by line.
    """

    def __init__(self, root: Path, before: Path, working: Path) -> None:
        self.heard: list[str] = []
        self._root, self._working = root, working
        self._numbers = count()
        self._files: dict[int, Content] = {}
        self._folders: dict[int, _Folder] = {}
        self._unsynced: list[_Naming] = []
        self._open: dict[int, _Descriptor] = {}
        self._said = ""
        self._top = self._load(before)

    def follow(self, call: Call) -> bool:
        """Do what `call` did; whether it changed anything that a cut could show."""
        act = _ACTS.get(call.name)
        assert act is not None, f"the model does not know {call.name}"
        return act(self, call)

    def after_cut(self, kept: Kept, chance: random.Random) -> State:
        """What is on the disk when it comes back."""
        return {
            path: self._files[node].left(kept, chance) if node in self._files else None
            for path, node in self._listed(self._top, "", self._entries(kept, chance))
        }

    def outline(self, kept: Kept) -> tuple[object, ...]:
        """The same for two cuts that leave the same to who opens it, chance apart.

        Nobody reads unfinished files, whose names begin with .~, nor the index of the log, which
        SQLite makes anew.
        """
        return tuple(
            (path, self._files[node].outline(kept))
            if node in self._files and not is_unread(path)
            else path
            for path, node in self._listed(self._top, "", self._entries(kept, random.Random(0)))
        )

    @property
    def is_at_risk(self) -> bool:
        """Whether anything is not synced that somebody would read."""
        return bool(self._unsynced) or any(
            self._files[node].unsynced
            for path, node in self._listed(self._top, "", self._entries(Kept.ALL, random.Random(0)))
            if node in self._files and not is_unread(path)
        )

    def _load(self, place: Path) -> int:
        number = next(self._numbers)
        if place.is_dir():
            names = {one.name: self._load(one) for one in sorted(place.iterdir())}
            self._folders[number] = _Folder(dict(names), names)
        else:
            data = place.read_bytes()
            self._files[number] = Content(data, [], bytearray(data))
        return number

    # What the process does

    def _do_open(self, call: Call) -> bool:
        path_at = 0 if call.name != "openat" else 1
        flags = call.arguments[path_at + 1] if call.name != "creat" else f"{_MAKES}|{_EMPTIES}"
        name = self._name(call, path_at)
        self._open.pop(call.result, None)
        if name is None:
            return False
        node = self._look_up(name)
        changed = False
        if node is None:
            assert _MAKES in flags, call
            node = next(self._numbers)
            self._files[node] = Content()
            self._rename((name, node))
            changed = True
        elif _EMPTIES in flags and self._files[node].now:
            self._files[node].write(Write(0, None))
            changed = True
        self._open[call.result] = _Descriptor(node, appends=_APPENDS in flags)
        return changed

    def _do_close(self, call: Call) -> bool:
        self._open.pop(call.number(0), None)
        return False

    def _do_dup(self, call: Call) -> bool:
        if call.name == "fcntl" and "F_DUPFD" not in call.arguments[1]:
            return False
        known = self._open.get(call.number(0))
        self._open.pop(call.result, None)
        if known is not None:
            self._open[call.result] = known
        return False

    def _do_seek(self, call: Call) -> bool:
        if (known := self._open.get(call.number(0))) is not None:
            known.at = call.result
        return False

    def _do_write(self, call: Call) -> bool:
        handle = call.number(0)
        if handle == 1:
            return self._hear(call.data(1)[: call.result])
        known = self._open.get(handle)
        if known is None:
            return False
        assert call.name in {"write", "pwrite64"}, call
        data = call.data(1)[: call.result]
        if call.name == "pwrite64":
            return self._put(known.node, call.number(3), data)
        at = len(self._files[known.node].now) if known.appends else known.at
        known.at = at + len(data)
        return self._put(known.node, at, data)

    def _do_send(self, call: Call) -> bool:
        known, source = self._open.get(call.number(0)), self._open.get(call.number(1))
        if known is None or not call.result:
            return False
        assert source is not None, "copied from beyond the model"
        start = int(call.arguments[2].strip("[]").split("]")[0])
        data = bytes(self._files[source.node].now[start : start + call.result])
        known.at += len(data)
        return self._put(known.node, known.at - len(data), data)

    def _do_truncate(self, call: Call) -> bool:
        known = self._open.get(call.number(0))
        if known is None:
            return False
        self._files[known.node].write(Write(call.number(1), None))
        return True

    def _do_sync(self, call: Call) -> bool:
        known = self._open.get(call.number(0))
        if known is None:
            return False
        if known.node in self._files:
            self._files[known.node].sync()
        else:
            self._sync_folder(known.node)
        return True

    def _do_rename(self, call: Call) -> bool:
        first, second = (0, 1) if call.name in {"rename", "link"} else (1, 3)
        old, new = self._name(call, first), self._name(call, second)
        assert (old is None) == (new is None), f"{call} crosses the border of the model"
        if old is None or new is None:
            return False
        node = self._look_up(old)
        assert node is not None
        if call.name.startswith("link"):
            self._rename((new, node))
        else:
            self._rename((old, None), (new, node))
        return True

    def _do_unlink(self, call: Call) -> bool:
        name = self._name(call, 1 if call.name.endswith("at") else 0)
        if name is None:
            return False
        self._rename((name, None))
        return True

    def _do_mkdir(self, call: Call) -> bool:
        name = self._name(call, 1 if call.name.endswith("at") else 0)
        if name is None:
            return False
        node = next(self._numbers)
        self._folders[node] = _Folder()
        self._rename((name, node))
        return True

    def _do_nothing(self, _: Call) -> bool:
        return False

    # What is kept of it

    def _hear(self, data: bytes) -> bool:
        self._said += data.decode()
        *lines, self._said = self._said.split("\n")
        self.heard += lines
        return bool(lines)

    def _put(self, node: int, at: int, data: bytes) -> bool:
        self._files[node].write(Write(at, data))
        return True

    def _name(self, call: Call, at: int) -> Name | None:
        """Folder and name of a path argument; None for what lies beyond the root."""
        path = call.path(at)
        if at and not path.is_absolute() and (base := call.arguments[at - 1]) != _HERE:
            known = self._open.get(int(base))
            return (known.node, str(path)) if known is not None else None
        whole = self._working / path
        if whole == self._root or not whole.is_relative_to(self._root):
            return self._root_name(whole)
        *folders, name = whole.relative_to(self._root).parts
        node = self._top
        for folder in folders:
            node = self._folders[node].now[folder]
        return node, name

    def _root_name(self, whole: Path) -> Name | None:
        return (self._top, ".") if whole == self._root else None

    def _look_up(self, name: Name) -> int | None:
        return name[0] if name[1] == "." else self._folders[name[0]].now.get(name[1])

    def _rename(self, *changes: tuple[Name, int | None]) -> None:
        naming = _Naming(changes)
        self._unsynced.append(naming)
        for name, node in naming.changes:
            _set(self._folders[name[0]].now, name[1], node)

    def _sync_folder(self, node: int) -> None:
        """What was done to the names of this folder is there for good, and what that rests on."""
        wanted = {
            number
            for number, naming in enumerate(self._unsynced)
            if any(folder == node for folder, _ in naming.names)
        }
        done = _with_earlier(self._unsynced, wanted)
        for number in sorted(done):
            for (folder, name), target in self._unsynced[number].changes:
                _set(self._folders[folder].synced, name, target)
        self._unsynced = [one for at, one in enumerate(self._unsynced) if at not in done]

    # What a cut leaves

    def _entries(self, kept: Kept, chance: random.Random) -> dict[int, dict[str, int]]:
        entries = {node: dict(folder.synced) for node, folder in self._folders.items()}
        if kept in {Kept.NOTHING, Kept.BYTES}:
            return entries
        last = len(self._unsynced) - 1
        chosen = set(range(last + 1))
        if kept is Kept.LAST and chosen:
            chosen = _with_earlier(self._unsynced, {last})
        if kept is Kept.SOME:
            chosen = _with_earlier(self._unsynced, {at for at in chosen if chance.random() < 0.5})
        for at in sorted(chosen):
            for (folder, name), target in self._unsynced[at].changes:
                _set(entries[folder], name, target)
        return entries

    def _listed(
        self, folder: int, path: str, entries: dict[int, dict[str, int]]
    ) -> Iterator[tuple[str, int]]:
        for name, node in sorted(entries[folder].items()):
            yield f"{path}{name}", node
            if node in self._folders:
                yield from self._listed(node, f"{path}{name}/", entries)


def is_unread(path: str) -> bool:
    """Whether nobody reads the file: it was never finished, or SQLite makes it anew."""
    return path.rpartition("/")[2].startswith(".~") or path.endswith("-shm")


def digest(state: State) -> bytes:
    """The same for two states that are the same to who opens them."""
    whole = hashlib.sha256()
    for path, data in state.items():
        seen = b"" if is_unread(path) else hashlib.sha256(data or b"").digest()
        whole.update(path.encode() + b"\0" + seen)
    return whole.digest()


def lay_down(state: State, folder: Path) -> None:
    """Make `folder` hold what `state` says."""
    folder.mkdir()
    for path, data in state.items():
        if data is None:
            (folder / path).mkdir()
        else:
            (folder / path).write_bytes(data)


def _set(names: dict[str, int], name: str, node: int | None) -> None:
    if node is None:
        names.pop(name, None)
    else:
        names[name] = node


def _with_earlier(namings: Sequence[_Naming], chosen: set[int]) -> set[int]:
    """`chosen`, with what was done before to the same names, of which each is the next step."""
    closed: set[int] = set()
    wanted: set[Name] = set()
    for at in range(len(namings) - 1, -1, -1):
        if at in chosen or not wanted.isdisjoint(namings[at].names):
            closed.add(at)
            wanted |= namings[at].names
    return closed


_ACTS: Final[dict[str, Callable[[Disk, Call], bool]]] = {
    **dict.fromkeys(("open", "openat", "creat"), Disk._do_open),
    **dict.fromkeys(("dup", "dup2", "dup3", "fcntl"), Disk._do_dup),
    **dict.fromkeys(("write", "pwrite64", "writev", "pwritev", "pwritev2"), Disk._do_write),
    **dict.fromkeys(("fsync", "fdatasync"), Disk._do_sync),
    **dict.fromkeys(("rename", "renameat", "renameat2", "link", "linkat"), Disk._do_rename),
    **dict.fromkeys(("unlink", "unlinkat", "rmdir"), Disk._do_unlink),
    **dict.fromkeys(("mkdir", "mkdirat"), Disk._do_mkdir),
    "close": Disk._do_close,
    "lseek": Disk._do_seek,
    "sendfile": Disk._do_send,
    "ftruncate": Disk._do_truncate,
    "fallocate": Disk._do_nothing,
    "msync": Disk._do_nothing,
}
