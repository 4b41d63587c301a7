"""What a real process did to its files, in order: its system calls as strace saw them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CALLS: Final = (
    "openat,open,creat,close,dup,dup2,dup3,fcntl,lseek,write,pwrite64,writev,pwritev,pwritev2,"
    "sendfile,copy_file_range,ftruncate,truncate,fallocate,fsync,fdatasync,sync,msync,"
    "rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,"
    "mkdir,mkdirat,rmdir,chdir,fchdir"
)
"""Everything by which a process can change a file, a name, or what of them is on the disk."""

_LONGEST: Final = 1 << 24
"""Bytes of one call that are recorded: more than any write of this program."""
_WHOLE: Final = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+|\?).*")
_BEGUN: Final = re.compile(r"(\d+) +(\w+)\((.*) <unfinished \.\.\.>")
_ENDED: Final = re.compile(r"(\d+) +<\.\.\. (\w+) resumed>(.*)")
_ARGUMENT: Final = re.compile(r'"(?:\\x[0-9a-f]{2})*"(?:\.\.\.)?|\[[^\]]*\]|[^,\s][^,]*')


@dataclass(frozen=True)
class Call:
    """One system call that succeeded: its name, its arguments as strace writes them, its result."""

    name: str
    arguments: tuple[str, ...]
    result: int

    def number(self, at: int) -> int:
        """The argument `at` as a number (a file descriptor, an offset)."""
        return int(self.arguments[at], 0)

    def data(self, at: int) -> bytes:
        """The argument `at` as the bytes that it stands for."""
        text = self.arguments[at]
        assert text.endswith('"'), f"{self.name} wrote more than is recorded"
        return bytes.fromhex(text[1:-1].replace("\\x", ""))

    def path(self, at: int) -> Path:
        """The argument `at` as a path."""
        return Path(os.fsdecode(self.data(at)))


def is_possible() -> bool:
    """Whether processes can be traced here: Linux with strace, and allowed to."""
    strace = shutil.which("strace")
    if strace is None:
        return False
    tried = subprocess.run([strace, "-o", os.devnull, "true"], capture_output=True, check=False)
    return tried.returncode == 0


def run_traced(
    command: Sequence[str], log: Path, folder: Path, environment: Mapping[str, str]
) -> list[Call]:
    """Run `command` in `folder` to its end; what it and its threads did."""
    strace = ["strace", "-f", "--seccomp-bpf", "-xx", "-s", str(_LONGEST), "-o", str(log)]
    done = subprocess.run(
        [*strace, "-e", f"trace={CALLS}", *command],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with log.open(encoding="ascii") as lines:
        return list(_calls(lines))


def _calls(lines: Iterator[str]) -> Iterator[Call]:
    begun: dict[str, str] = {}
    for line in lines:
        text = line.rstrip("\n")
        if (part := _BEGUN.fullmatch(text)) is not None:
            begun[part[1]] = f"{part[1]} {part[2]}({part[3]}"
            continue
        if (part := _ENDED.fullmatch(text)) is not None:
            # What a thread was doing takes effect when it is done.
            text = begun.pop(part[1]) + part[3]
        if (whole := _WHOLE.fullmatch(text)) is not None and not whole[4].startswith(("-", "?")):
            yield Call(whole[2], tuple(_ARGUMENT.findall(whole[3])), int(whole[4]))
