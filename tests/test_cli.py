"""The command line does what the window does, in sentences for people and JSON for programs."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from fireoffice import app, cli
from fireoffice.core.paths import resource
from fireoffice.db.engine import DATABASE_NAME, connect

SAMPLE = str(resource("sample/circular.txt"))
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample town."""
    folder = tmp_path_factory.mktemp("示例")
    assert cli.main(["sample", "--data", str(folder)]) == 0
    return folder


class Ran:
    """Exit status and both streams of one call."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: object) -> None:
        capsys.readouterr()
        self.status = cli.main([str(one) for one in arguments])
        self.out, self.err = capsys.readouterr()

    @property
    def data(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        return json.loads(self.err)


def test_a_text_becomes_a_word_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "out" / "通知.docx"
    ran = Ran(capsys, "circular", SAMPLE, "-o", target)
    assert ran.status == 0
    assert zipfile.is_zipfile(target)
    assert "改正" in ran.out
    assert "“指 导” → “指导”" in ran.err


def test_json_tells_what_was_made_and_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "通知.docx"
    ran = Ran(capsys, "circular", SAMPLE, "-o", target, "--json")
    assert ran.status == 0
    assert ran.data["number"] == "邻鄂府发〔2021〕38号"
    assert ran.data["file"] == str(target)
    assert {"line", "before", "after", "message", "code"} == set(ran.data["mends"][0])
    assert ran.err == ""


def test_the_same_text_gives_the_same_bytes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "1.docx", tmp_path / "2.docx"
    for target in (first, second):
        assert Ran(capsys, "circular", SAMPLE, "-o", target).status == 0
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.docx", b"x", "不是 Word 文件"),
        ("a.docx", b"", "空文件"),
        ("a.doc", b"{\\rtf1 x}", "RTF"),
        ("a.xyz", b"x", "不认识 .xyz"),
        ("a.txt", b"", "空文件"),
        ("a.txt", b"\x00\x01" * 20, "不是文本文件"),
        ("a.toml", b"x", "写法有误"),
        ("a.txt", "只有一句话，没有标题。".encode(), "没有标题"),
    ],
)
def test_a_source_that_is_no_paper_is_the_users_error(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    data: bytes,
    sentence: str,
) -> None:
    source = tmp_path / name
    source.write_bytes(data)
    ran = Ran(capsys, "circular", source, "-o", tmp_path / "out.docx", "--json")
    assert ran.status == 1
    assert ran.error["kind"] == "input"
    assert sentence in ran.error["error"]
    assert ran.error["hint"]
    assert ran.out == ""
    assert not (tmp_path / "out.docx").exists()


def test_a_word_file_becomes_a_circular_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    old = tmp_path / "通知.docx"
    Ran(capsys, "circular", SAMPLE, "-o", old)
    before = old.read_bytes()

    ran = Ran(capsys, "circular", old, "--json")

    assert ran.data["number"] == "邻鄂府发〔2021〕38号"
    assert (tmp_path / "通知（规范）.docx").exists()
    assert old.read_bytes() == before
    assert Ran(capsys, "circular", old, "-o", old).status == 1


def test_the_clauses_of_a_circular_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    ran = Ran(capsys, "clauses", SAMPLE, "--json")

    assert ran.status == 0
    assert ran.data["date"] == "2021-04-01"
    assert ran.data["imprint"]["printed_by"] == "黔江区邻鄂镇党政办公室"
    clause = ran.data["clauses"][8]
    assert (clause["level"], clause["label"]) == (3, "7.")
    assert clause["heading"] == "完善基层末端消防安全监管。"
    assert clause["subjects"] == ["各村（居）"]
    assert {"code", "severity", "paragraph", "message"} <= set(ran.data["findings"][0])
    assert set(ran.data) == {
        "number", "title", "issuer", "recipients", "date", "attachments", "imprint", "clauses",
        "findings",
    }  # fmt: skip


def test_a_source_in_gb18030_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "老电脑.txt"
    source.write_bytes(Path(SAMPLE).read_text(encoding="utf-8").encode("gb18030"))
    ran = Ran(capsys, "circular", source, "-o", tmp_path / "out.docx", "--json")
    assert ran.data["number"] == "邻鄂府发〔2021〕38号"


def test_a_missing_source_is_the_machines_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = Ran(capsys, "circular", tmp_path / "无.txt", "-o", tmp_path / "o.docx", "--json")
    assert (ran.status, ran.error["kind"]) == (2, "environment")


def test_an_output_that_is_no_word_file_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = Ran(capsys, "circular", SAMPLE, "-o", tmp_path / "o.pdf")
    assert ran.status == 1
    assert ".docx" in ran.err


def test_the_sample_town_is_put_in_once(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = Ran(capsys, "sample", "--data", filled, "--json")
    assert ran.status == 0
    assert ran.data == {"folder": str(filled), "records": 0}


def test_a_register_is_listed_by_either_name(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_name = Ran(capsys, "list", "volunteers", "--data", filled, "--json").data
    by_title = Ran(capsys, "list", "志愿队伍", "--data", filled, "--json").data
    assert by_name == by_title
    assert by_name["register"] == "volunteers"
    assert by_name["total"] == len(by_name["rows"]) > 0
    assert by_name["rows"][0]["id"]


def test_a_register_is_exported_and_never_over_a_file_that_is_there(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "隐患.xlsx"
    asked = ("export", "hazards", "-o", target, "--where", "村（居）=松林社区", "--data", filled)
    first = Ran(capsys, *asked, "--json")
    second = Ran(capsys, *asked)
    listed = Ran(
        capsys, "list", "hazards", "--where", "村（居）=松林社区", "--data", filled, "--json"
    )
    assert first.data["records"] == listed.data["total"] > 0
    assert zipfile.is_zipfile(target)
    assert "隐患（2）.xlsx" in second.out


def test_an_export_says_when_it_holds_personal_data(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("export", "志愿队伍", "-o", tmp_path / "队员.xlsx", "--data", filled)
    assert "个人信息" not in Ran(capsys, *asked).err
    assert "个人信息" in Ran(capsys, *asked, "--personal").err


def test_conditions_narrow_a_list(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    everything = Ran(capsys, "list", "hazards", "--data", filled, "--json").data
    village = everything["rows"][0]["village"]
    ran = Ran(
        capsys, "list", "hazards", "--where", f"村（居）={village}", "--data", filled, "--json"
    )
    assert 0 < ran.data["total"] < everything["total"]
    assert {row["village"] for row in ran.data["rows"]} == {village}


def test_personal_data_is_masked(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = Ran(capsys, "list", "volunteers", "--data", filled, "--json").data["rows"]
    phones = [row["phone"] for row in rows if row.get("phone")]
    assert phones
    assert all("*" in phone for phone in phones)


def test_a_list_for_people_has_a_heading_and_a_count(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = Ran(capsys, "list", "duties", "--data", filled)
    assert ran.status == 0
    assert len(ran.out.splitlines()) > 1
    assert ran.err.startswith("共")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("list", "nothing"), "没有“nothing”这个台账"),
        (("list", "hazards", "--where", "村"), "写法不对"),
        (("list", "hazards", "--where", "颜色=红"), "颜色"),
    ],
)
def test_a_wrong_question_is_explained(
    filled: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    ran = Ran(capsys, *arguments, "--data", filled)
    assert ran.status == 1
    assert sentence in ran.err


def test_a_backup_is_taken_checked_and_restored(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "备份.db"
    taken = Ran(capsys, "backup", "-o", file, "--data", filled, "--json").data
    assert set(taken) == {"file", "records", "sha256", "not_in_it"}
    assert taken["not_in_it"] == {"attachments": 0, "papers": 0}
    assert file.exists()
    other = tmp_path / "另一处"
    assert Ran(capsys, "restore", file, "--data", other, "--json").status == 0
    assert Ran(capsys, "check", "--data", other, "--json").data == {
        "ok": True,
        "problems": [],
        "repaired": [],
    }


def test_check_tells_what_is_wrong_and_repair_puts_it_right(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    connection = connect(filled / DATABASE_NAME)
    connection.execute("UPDATE hazards SET search_text = 'x'")
    connection.close()
    told = Ran(capsys, "check", "--data", filled, "--json")
    assert told.status == 2
    assert told.data["problems"]
    mended = Ran(capsys, "check", "--repair", "--data", filled, "--json")
    assert mended.status == 0
    assert mended.data["repaired"]
    assert Ran(capsys, "check", "--data", filled, "--json").data["ok"] is True


def test_a_damaged_backup_is_not_restored(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "坏.db"
    file.write_bytes(b"not a database")
    assert Ran(capsys, "restore", file, "--data", filled, "--json").status in {1, 2}
    assert Ran(capsys, "check", "--data", filled, "--json").data["ok"] is True


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("circular",), "缺少参数 SOURCE"),
        (("paint",), "没有“paint”这个命令"),
        (("circular", SAMPLE, "--loud"), "不认识的参数 --loud"),
        (("circular", SAMPLE, "-o"), "后面要写一个值"),
    ],
)
def test_a_wrong_command_line_is_explained_in_chinese(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    ran = Ran(capsys, *arguments)
    assert ran.status == 1
    assert sentence in ran.err


def test_help_is_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["circular", "--help"])
    assert left.value.code == 0
    out = capsys.readouterr().out
    assert "用法" in out
    assert not {"usage", "options", "positional", "show this"} & set(out.split())


def test_a_bug_is_told_as_one_and_logged(
    data_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def burst(_: object) -> None:
        raise ZeroDivisionError("身份证500101199001011234")

    monkeypatch.setitem(cli.COMMANDS, "check", burst)  # type: ignore[arg-type]
    ran = Ran(capsys, "check", "--data", data_folder, "--json")
    assert ran.status == 3
    assert ran.error["kind"] == "bug"
    log = (data_folder / "logs" / "fireoffice.log").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in log
    assert "500101199001011234" not in log


def test_without_a_display_one_sentence_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert app.main([]) == 2
    assert "没有图形界面" in capsys.readouterr().err


def test_with_a_command_the_program_is_the_command_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert app.main(["list"]) == 1
    assert "缺少参数 REGISTER" in capsys.readouterr().err


def test_making_a_circular_loads_neither_window_nor_database(tmp_path: Path) -> None:
    script = (
        "import sys; from fireoffice.app import main;"
        f"status = main(['circular', {SAMPLE!r}, '-o', {str(tmp_path / 'o.docx')!r}]);"
        "print([n for n in ('PySide6', 'sqlalchemy', 'pandas', 'alembic') if n in sys.modules]);"
        "sys.exit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--data", "somewhere", "--json", "check"],
        ["check", "--data", "somewhere", "--json"],
        ["--data", "somewhere", "check", "--json"],
        ["--data", "somewhere", "--json"],
    ],
)
def test_the_common_options_count_before_and_after_the_command(arguments: list[str]) -> None:
    options = cli.parse(arguments)
    assert options.data == Path("somewhere")
    assert options.json is True


def test_lint_tells_findings_and_fails_on_errors(capsys: pytest.CaptureFixture[str]) -> None:
    ran = Ran(capsys, "lint", SAMPLE, "--json")
    assert ran.status == 1
    assert ran.data["errors"] > 0
    found = {one["code"]: one for one in ran.data["findings"]}
    assert found["blank-in-word"].keys() >= {"severity", "paragraph", "text", "message", "fix"}
    assert found["level-skip"]["fix"] is None
    assert ran.data["errors"] == sum(one["severity"] == "error" for one in ran.data["findings"])


def test_a_corrected_paper_passes_lint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert Ran(capsys, "lint", SAMPLE, "--normalise", tmp_path).status == 1
    ran = Ran(capsys, "lint", tmp_path / "circular（规范）.docx")
    assert ran.status == 0
    assert "必改0处" in ran.out


def test_lint_of_a_folder_writes_a_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "通知.txt").write_bytes(Path(SAMPLE).read_bytes())
    (tmp_path / "坏的.docx").write_bytes(b"x")
    ran = Ran(capsys, "lint", tmp_path, "-o", tmp_path / "清单.xlsx", "--json")
    assert ran.status == 1
    assert [bool(one["problem"]) for one in ran.data["files"]] == [True, False]
    assert zipfile.is_zipfile(tmp_path / "清单.xlsx")
