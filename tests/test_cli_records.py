"""Records of any register from the command line, by the same rules as in the window."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fireoffice import cli

WATER_GUN = ("--set", "名称=水枪", "--set", "单位=支", "--set", "存放点=镇库")


@pytest.fixture
def run(sample_office: Any, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command on the sample town; its status, its data, and what it said of an error."""
    folder: Path = sample_office.folder
    sample_office.close()

    def done(*arguments: str) -> tuple[int, Any, str]:
        status = cli.main(["--data", str(folder), "--json", *arguments])
        out, err = capsys.readouterr()
        return status, json.loads(out) if out else None, err

    return done


def balance(run: Any, number: str) -> int:
    return run("list", "supplies", "--where", f"编号={number}")[1]["rows"][0]["balance"]


def test_a_record_is_added_changed_stepped_taken_back_and_removed(run: Any) -> None:
    status, made, _ = run("add", "物资", *WATER_GUN)
    assert (status, made["register"], made["stage"]) == (0, "supplies", "无库存")
    key = made["id"]
    steps = {one["step"]: one for one in run("step", "supplies", key)[1]["steps"]}
    assert steps["入库"]["next"]
    assert steps["领用"]["blocked"] == "没有库存，请先登记入库。"
    assert run("step", "supplies", key, "入库", "--set", "数量=5")[1]["stage"] == "充足"
    taken = run("step", "supplies", key, "领用", "--set", "数量=2", "--set", "领用人=李强")
    assert taken[0] == 0
    assert balance(run, "0013") == 3
    assert run("undo")[1]["label"] == "领用"
    assert balance(run, "0013") == 5
    assert run("change", "supplies", key, "--set", "最低储备=9")[1]["stage"] == "不足"
    assert run("remove", "supplies", key, "--reason", "重复")[0] == 0
    assert run("list", "supplies", "--where", "编号=0013")[1]["total"] == 0


def test_nothing_leaves_the_store_that_is_not_there(run: Any) -> None:
    key = run("add", "supplies", *WATER_GUN)[1]["id"]
    run("step", "supplies", key, "入库", "--set", "数量=5")
    status, _, said = run(
        "step", "supplies", key, "领用", "--set", "数量=99999", "--set", "领用人=李强"
    )
    assert status == 1
    assert "镇库当时只有5支" in said
    assert balance(run, "0013") == 5


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("add", "物资", "--set", "颜色=红"), "没有“颜色”这一项"),
        (("add", "物资"), "请填写名称"),
        (("add", "没有的", *WATER_GUN), "没有“没有的”这个台账"),
        (("change", "duties", "九九九", "--set", "备注=一"), "九九九"),
        (("step", "supplies", "0001", "飞走"), "现在不能“飞走”"),
    ],
)
def test_what_is_wrong_is_said_and_ends_with_one(
    run: Any, arguments: tuple[str, ...], sentence: str
) -> None:
    status, _, said = run(*arguments)
    assert status == 1
    assert sentence in said


def test_there_is_nothing_to_take_back_where_nothing_was_done_today(
    data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["--data", str(data_folder), "sample"]) == 0
    assert cli.main(["--data", str(data_folder), "undo"]) == 1
    assert "没有可以撤销的操作" in capsys.readouterr().err
