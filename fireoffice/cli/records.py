"""Commands for the records of any register: add, change, remove, take a step, take back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from fireoffice.cli.answers import (
    Answer,
    Command,
    Declare,
    open_office,
    pairs,
    record_called,
    register_named,
)
from fireoffice.core.errors import InputError

if TYPE_CHECKING:
    import argparse

    from fireoffice.registers import Register
    from fireoffice.services.office import Office

_EXAMPLE: Final = "名称=水带"


def declare(command: Declare) -> None:
    """Add the commands to the command line."""
    add = command("add", "登记一条：任何台账，栏目用 --set 给出")
    change = command("change", "修改一条的栏目")
    remove = command("remove", "把一条移到回收站")
    step = command("step", "办理一条的下一步，如物资的领用、责任的履责；不写步骤则列出可办的")
    command("undo", "撤销今天在本机做的最后一步操作")
    for parser in (add, change, remove, step):
        parser.places.add_argument("register", metavar="REGISTER", help="台账的英文名或中文名")
    for parser in (change, remove, step):
        parser.places.add_argument("record", metavar="RECORD", help="编号、名称，也可以用它的 id")
    step.places.add_argument("step", nargs="?", metavar="STEP", help="步骤，如 领用")
    for parser in (add, change, step):
        parser.choices.add_argument(
            "--set", action="append", default=[], metavar="栏目=值", help=f"如 --set {_EXAMPLE}"
        )
    remove.choices.add_argument("--reason", default="", metavar="原因", help="为什么移除")


def _add(options: argparse.Namespace) -> Answer:
    from fireoffice.services import records

    register, given = register_named(options.register), pairs(options.set, _EXAMPLE)
    with open_office(options.data) as office:
        key = records.create(office, register, given)
        return _told(office, register, key, "已登记")


def _change(options: argparse.Namespace) -> Answer:
    from fireoffice.services import records

    register, given = register_named(options.register), pairs(options.set, _EXAMPLE)
    with open_office(options.data) as office:
        key = record_called(office, register, options.record)
        records.update(office, register, key, given)
        return _told(office, register, key, "已修改")


def _remove(options: argparse.Namespace) -> Answer:
    from fireoffice.services import records

    register = register_named(options.register)
    with open_office(options.data) as office:
        key = record_called(office, register, options.record)
        records.remove(office, register, key, options.reason)
        return _told(office, register, key, "已移到回收站")


def _step(options: argparse.Namespace) -> Answer:
    """Take a step of a record, with what it proposes where nothing else is said; or list them."""
    from fireoffice.services import records, steps

    register, given = register_named(options.register), pairs(options.set, "数量=3")
    with open_office(options.data) as office:
        key = record_called(office, register, options.record)
        allowed = steps.conduct_of(register.name).allowed(
            office, records.read(office, register, key)
        )
        if options.step is None:
            listed = [
                {
                    "step": one.step.label,
                    "fields": list(one.step.fields),
                    "proposed": dict(one.step.presets),
                    "blocked": one.blocked,
                    "next": one.is_next,
                }
                for one in allowed
            ]
            lines = [f"{one.step.label}\t{one.blocked}".rstrip() for one in allowed]
            return Answer({"id": key, "steps": listed}, "\n".join(lines))
        wanted = next((one for one in allowed if options.step == one.step.label), None)
        if wanted is None or wanted.blocked:
            why = f"：{wanted.blocked}" if wanted else "。"
            open_ones = "、".join(one.step.label for one in allowed if not one.blocked)
            raise InputError(f"现在不能“{options.step}”{why}", f"可办的有：{open_ones or '无'}。")
        labels = {info.label: info.name for info in (wanted.step.infos or register.fields)}
        typed = {labels.get(name, name): value for name, value in given.items()}
        steps.take(office, register, key, wanted.step, dict(wanted.step.presets) | typed)
        return _told(office, register, key, f"已{options.step}")


def _undo(options: argparse.Namespace) -> Answer:
    """Take back the last action that was done today on this machine."""
    from fireoffice.services.history import operations

    with open_office(options.data) as office:
        last = operations.last_of_today(office)
        if last is None:
            raise InputError(
                "今天在本机没有可以撤销的操作。", "更早的操作请在窗口的“操作记录”里撤销。"
            )
        name = operations.undo_operation(office, last.id)
    return Answer({"undone": last.id, "label": name}, f"已撤销：{name}。")


def _told(office: Office, register: Register, key: str, what: str) -> Answer:
    from fireoffice.services import records

    record = records.read(office, register, key)
    stage = f"（{record.stage}）" if record.stage else ""
    data = {"register": register.name, "id": key, "stage": record.stage}
    return Answer(data, f"{record.title}：{what}{stage}")


COMMANDS: Final[Mapping[str, Command]] = {
    "add": _add,
    "change": _change,
    "remove": _remove,
    "step": _step,
    "undo": _undo,
}
