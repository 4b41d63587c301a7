"""Reading the command line: in Chinese, and never by ending the program."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

from fireoffice.cli import (
    attachments,
    brigades,
    circulars,
    duties,
    hazards,
    lists,
    papers,
    records,
    trainings,
    upkeep,
)
from fireoffice.core.errors import InputError
from fireoffice.core.paths import default_data_folder

GROUPS: Final = (
    circulars,
    lists,
    records,
    duties,
    hazards,
    trainings,
    brigades,
    attachments,
    papers,
    upkeep,
)
"""The modules of the commands, in the order in which help lists them."""

_ABOUT: Final = "消防办：乡镇消防工作台账与公文。不带命令即打开窗口。"
_EXITS: Final = "退出状态：0完成，1输入有误，2环境问题（磁盘、权限、文件损坏），3程序出错。"


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options; `command` is None where the window is wanted. Raises `InputError`."""
    # Not set_defaults: that would change the actions which every command shares, and what stands
    # before the command would be lost.
    unset = argparse.Namespace(data=None, json=False, command=None, password_file=None)
    options = _parser().parse_args(list(arguments), unset)
    options.data = options.data or default_data_folder()
    return options


class _Parser(argparse.ArgumentParser):
    """Speaks Chinese, and raises instead of ending the program."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, add_help=False, allow_abbrev=False, formatter_class=_Formatter)
        self.places = self.add_argument_group("参数")
        self.choices = self.add_argument_group("选项")
        self.choices.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        for pattern, sentence in _COMPLAINTS:
            match = re.search(pattern, message)
            if match:
                raise InputError(sentence.format(*match.groups()), _HINT)
        raise InputError(f"命令行写法有误（{message}）。", _HINT)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


_HINT: Final = "加 --help 可以看到写法。"
_COMPLAINTS: Final = (
    (r"arguments are required: (.+)", "缺少参数 {0}。"),
    (r"unrecognized arguments: (.+)", "不认识的参数 {0}。"),
    (r"invalid choice: '([^']*)'", "没有“{0}”这个命令。"),
    (r"argument (\S+): expected", "参数 {0} 后面要写一个值。"),
)


def _parser() -> _Parser:
    common = argparse.ArgumentParser(add_help=False)
    for_all = common.add_argument_group("公用选项")
    for_all.add_argument(
        "--data", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="数据文件夹"
    )
    for_all.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="输出供程序读取的 JSON"
    )
    for_all.add_argument(
        "--password-file",
        type=Path,
        metavar="FILE",
        default=argparse.SUPPRESS,
        help="写有数据库密码的文件，每行一个；也可用环境变量 FIREOFFICE_PASSWORD",
    )
    parser = _Parser(prog="fireoffice", description=_ABOUT, epilog=_EXITS, parents=[common])
    commands = parser.add_subparsers(
        dest="command", metavar="命令", title="命令", parser_class=_Parser
    )

    shared: list[Any] = [common]

    def command(name: str, summary: str) -> _Parser:
        return commands.add_parser(name, help=summary, description=summary, parents=shared)

    for group in GROUPS:
        group.declare(command)
    return parser
