"""The choices of the user, kept as a small JSON file in the data folder."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from fireoffice.core.errors import explaining
from fireoffice.core.files import write_text_atomically

SETTINGS_NAME: Final = "settings.json"

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Settings:
    """One value for each thing that can be chosen; the defaults suit a new installation."""

    user: str = ""
    """The person who works at this computer, named in the history; empty: 本机."""
    theme: Literal["light", "dark", "contrast"] = "light"
    large_type: bool = False
    fonts: Literal["GB2312", "GBK", "Windows"] = "GB2312"
    """The 仿宋 and 楷体 that the papers name: 仿宋_GB2312, 仿宋_GBK or Windows' own."""
    even_imprint_page: bool = False
    """True if a blank page may be added so that 版记 stands on an even page."""
    second_backup_folder: str = ""
    """The folder into which each backup is copied too (another disk); empty: none."""
    photo_side: int = 1600
    """Longest side in pixels to which photos are scaled when they are added."""
    photo_quality: int = 85
    """JPEG quality of scaled photos, in percent."""
    keep_original_photos: bool = False
    """True if the photo as it was before scaling is kept too."""
    recurrence_months: int = 12
    """Months within which a hazard of the same kind at the same place is pointed out."""
    newcomer_days: int = 30
    """Days within which someone who has just taken up something is to be trained."""
    rule_severities: dict[str, str] = field(default_factory=dict[str, str])
    """error, warning, hint or off by the code of a rule, where the office weighs it otherwise."""


def load_settings(folder: Path) -> Settings:
    """The settings kept in `folder`.

    A value that is unknown or makes no sense gives way to its default and is logged: no setting
    is worth a program that does not start. Raises `EnvironmentProblem` if the file is there but
    cannot be read at all.
    """
    path = folder / SETTINGS_NAME
    with explaining("读取设置", path):
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return Settings()
    return Settings(**_sensible(_parse(data)))


def save_settings(folder: Path, settings: Settings) -> None:
    """Keep `settings` in `folder`. Raises `EnvironmentProblem`."""
    text = json.dumps(asdict(settings), ensure_ascii=False, indent=2)
    write_text_atomically(folder / SETTINGS_NAME, text + "\n")


def _parse(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except ValueError as error:
        _log.warning("设置文件已损坏，改用默认设置：%s", error)
        return {}
    if not isinstance(found, dict):
        _log.warning("设置文件内容不是一组设置，改用默认设置。")
        return {}
    return found  # pyright: ignore[reportUnknownVariableType]


def _sensible(found: dict[str, Any]) -> dict[str, Any]:
    kinds = get_type_hints(Settings)
    known = {one.name for one in fields(Settings)}
    for name in found.keys() - known:
        _log.warning("设置中有不认识的项目 %s，已忽略。", name)
    kept = {name: value for name, value in found.items() if name in known}
    for name in [name for name, value in kept.items() if not _fits(value, kinds[name])]:
        _log.warning("设置 %s 的值 %r 无效，改用默认值。", name, kept.pop(name))
    return kept


def _fits(value: object, kind: Any) -> bool:
    if get_origin(kind) is Literal:
        return value in get_args(kind)
    if isinstance(value, dict) and get_origin(kind) is dict:
        return all(isinstance(part, str) for pair in value.items() for part in pair)  # pyright: ignore[reportUnknownVariableType]
    return type(value) is kind
