"""The command that gives records photos and files, lists them and gives them back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fireoffice.cli.answers import (
    Answer,
    Command,
    Declare,
    open_office,
    record_called,
    register_named,
)
from fireoffice.core.errors import InputError
from fireoffice.domain.attachments import size_words

if TYPE_CHECKING:
    import argparse

    from fireoffice.services.attachments.register import AttachmentInfo


def declare(command: Declare) -> None:
    """Add the command to the command line."""
    attach = command(
        "attach", "给一条记录添加照片和文件；不写文件则列出已有的，用序号取出、改名、移除"
    )
    attach.places.add_argument("register", metavar="REGISTER", help="台账的英文名或中文名")
    attach.places.add_argument("record", metavar="RECORD", help="记录的编号或名称，也可以用它的 id")
    attach.places.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="要添加的照片、扫描件或文件"
    )
    attach.choices.add_argument(
        "--role", default="", metavar="用途", help="如 整改前；不写则按缺什么自动判断"
    )
    attach.choices.add_argument(
        "--pair", type=int, metavar="N", help="与第几处的另一张照片成对；不写则自动"
    )
    one = attach.choices.add_mutually_exclusive_group()
    one.add_argument("--give", type=int, metavar="序号", help="取出这一个，存到 -o 的文件夹")
    one.add_argument(
        "--describe", type=int, metavar="序号", help="给这一个改名、加备注，配合 --name、--note"
    )
    one.add_argument("--remove", type=int, metavar="序号", help="移除这一个，可以恢复")
    attach.choices.add_argument(
        "-o", "--output", type=Path, default=Path(), metavar="DIR", help="取出后放在哪里"
    )
    attach.choices.add_argument("--name", metavar="名称", help="新的名称")
    attach.choices.add_argument("--note", metavar="备注", help="新的备注，写空的即去掉")


def _attach(options: argparse.Namespace) -> Answer:
    from fireoffice.services.attachments import register as attachments

    register = register_named(options.register)
    chosen = {
        name: place
        for name in ("give", "describe", "remove")
        if (place := getattr(options, name)) is not None
    }
    if chosen and options.files:
        raise InputError("添加文件时不能同时取出、改名或移除。", "请分两次运行。")
    notes: tuple[str, ...] = ()
    given: Path | None = None
    with open_office(options.data) as office:
        record = record_called(office, register, options.record)
        if options.files:
            added = attachments.add(
                office, register, record, options.files, options.role, options.pair
            )
            notes = added.refused
        for what, place in chosen.items():
            one = _at(attachments.listing(office, register, record), place)
            if what == "give":
                given = attachments.save_copy(office, one.id, options.output)
            elif what == "describe":
                attachments.describe(office, one.id, name=options.name, note=options.note)
            else:
                attachments.remove(office, [one.id])
        standing = attachments.listing(office, register, record)
    data = {
        "record": record,
        "file": given,
        "refused": notes,
        "attachments": [_told(place, one) for place, one in enumerate(standing, 1)],
    }
    return Answer(data, str(given) if given else "\n".join(_lines(standing)), notes)


def _at(standing: Sequence[AttachmentInfo], place: int) -> AttachmentInfo:
    """The attachment at `place`, counted from 1. Raises `InputError`."""
    if not 0 < place <= len(standing):
        raise InputError(f"没有序号是{place}的附件。", "不写序号运行一次，可以看到每一个的序号。")
    return standing[place - 1]


def _told(place: int, one: AttachmentInfo) -> dict[str, Any]:
    return {
        "place": place,
        "id": one.id,
        "role": one.role,
        "pair": one.pair,
        "name": one.name,
        "note": one.note,
        "media_type": one.media_type,
        "bytes": one.bytes,
        "sha256": one.sha256,
        "taken_at": one.taken_at,
    }


def _lines(standing: Sequence[AttachmentInfo]) -> list[str]:
    if not standing:
        return ["还没有照片和文件。"]
    return [
        "\t".join((str(place), one.role, one.name, size_words(one.bytes), one.note)).rstrip()
        for place, one in enumerate(standing, 1)
    ]


COMMANDS: Final[Mapping[str, Command]] = {"attach": _attach}
