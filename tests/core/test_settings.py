from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from fireoffice.core.errors import EnvironmentProblem
from fireoffice.core.settings import SETTINGS_NAME, Settings, load_settings, save_settings


def put(folder: Path, text: str) -> None:
    (folder / SETTINGS_NAME).write_text(text, "utf-8")


def test_a_new_data_folder_has_the_defaults(data_folder: Path) -> None:
    assert load_settings(data_folder) == Settings()


def test_what_is_saved_is_found_again(data_folder: Path) -> None:
    chosen = Settings(
        theme="contrast",
        large_type=True,
        fonts="Windows",
        even_imprint_page=True,
        second_backup_folder="移动硬盘/备份",
        rule_severities={"level-skip": "off"},
    )
    save_settings(data_folder, chosen)
    assert load_settings(data_folder) == chosen


def test_the_file_can_be_read_by_people(data_folder: Path) -> None:
    save_settings(data_folder, Settings(second_backup_folder="移动硬盘"))
    assert '"second_backup_folder": "移动硬盘"' in (data_folder / SETTINGS_NAME).read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "purple"),
        ("theme", ["dark"]),
        ("large_type", 1),
        ("fonts", None),
        ("second_backup_folder", 5),
        ("rule_severities", ["level-skip"]),
        ("rule_severities", {"level-skip": 1}),
        ("no_such_setting", "x"),
    ],
)
def test_a_value_that_makes_no_sense_gives_way_to_its_default_and_is_logged(
    data_folder: Path, caplog: pytest.LogCaptureFixture, name: str, value: Any
) -> None:
    put(data_folder, json.dumps({name: value, "even_imprint_page": True}))
    with caplog.at_level(logging.WARNING):
        assert load_settings(data_folder) == Settings(even_imprint_page=True)
    assert name in caplog.text


@pytest.mark.parametrize("text", ["", "{", "[]", "\x00\x00", '"theme"'])
def test_a_damaged_file_gives_the_defaults_and_is_logged(
    data_folder: Path, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    put(data_folder, text)
    with caplog.at_level(logging.WARNING):
        assert load_settings(data_folder) == Settings()
    assert "默认设置" in caplog.text


def test_a_file_that_cannot_be_read_at_all_is_explained(data_folder: Path) -> None:
    (data_folder / SETTINGS_NAME).mkdir()
    with pytest.raises(EnvironmentProblem, match="读取设置失败"):
        load_settings(data_folder)
