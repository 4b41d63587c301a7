"""Which files can be read as a circular, and what is said of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from fireoffice.core.errors import EnvironmentProblem, InputError
from fireoffice.docs.files import decode, read_source

TEXT = "关于开展消防检查的通知\n各村委：\n现将有关事项通知如下。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_text_is_read_in_the_encodings_that_office_computers_write(
    tmp_path: Path, encoding: str
) -> None:
    file = tmp_path / "通知.txt"
    file.write_bytes(TEXT.encode(encoding))
    assert read_source(file).manuscript.title == "关于开展消防检查的通知"


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.docx", b"PK", "还不能读取 .docx"),
        ("a.doc", b"", "还不能读取 .doc"),
        ("a.txt", b"", "空文件"),
        ("a.txt", b"\n \n", "空文件"),
        ("a.txt", b"PK\x03\x04rest", "只是改了扩展名"),
        ("a.md", bytes(range(256)), "不是文本文件"),
        ("a.txt", b"\xff\xfb\x90\x64" * 40, "编码认不出来"),
        ("a.xyz", b"text", "不认识 .xyz"),
        ("a", b"text", "没有扩展名"),
        ("a.txt", b"\x01\x02\x03\x04", "编码认不出来"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(
    tmp_path: Path, name: str, data: bytes, sentence: str
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_source(file)
    assert sentence in str(caught.value)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="找不到"):
        read_source(tmp_path / "无.txt")
    with pytest.raises(InputError, match="是文件夹"):
        read_source(tmp_path)


def test_a_huge_file_is_not_loaded(tmp_path: Path) -> None:
    file = tmp_path / "大.txt"
    with file.open("wb") as stream:
        stream.truncate(9_000_000)
    with pytest.raises(InputError, match="太大"):
        read_source(file)


def test_decoding_keeps_every_character() -> None:
    assert decode("𠮷㎡〇…——“”".encode("gb18030"), "x") == "𠮷㎡〇…——“”"
