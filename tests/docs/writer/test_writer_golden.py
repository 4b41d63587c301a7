"""Small papers against the markup that was read and measured.

After a deliberate change: `python -m tests.docs.writer.test_writer_golden`, then read the diff.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from fireoffice.docs.writer import write
from tests.docs.writer.handmade import EVERY_KIND
from tests.docs.writer.test_writer_file import kinds, parts

FOLDER = Path(__file__).with_name("golden")


def readable(data: bytes) -> str:
    """A part with one element a line, without the declarations of namespaces."""
    tree = etree.fromstring(data)
    etree.indent(tree, " ")
    text = etree.tostring(tree, encoding="unicode")
    head, _, rest = text.partition(">")
    return f"{head.partition(' ')[0]}>{rest}\n"


def stories(kind: str) -> dict[str, str]:
    """The document, heads and feet of a paper of `kind`, by file name."""
    return {
        name.removeprefix("word/"): readable(data)
        for name, data in parts(write(EVERY_KIND[kind]())).items()
        if name.startswith(("word/document", "word/header", "word/footer"))
    }


@kinds
def test_the_document_is_as_it_was_measured(kind: str) -> None:
    kept = {file.name: file.read_text(encoding="utf-8") for file in (FOLDER / kind).iterdir()}

    assert stories(kind) == kept


@pytest.mark.parametrize("part", ["styles", "settings"])
def test_styles_and_settings_are_as_they_were_measured(part: str) -> None:
    made = readable(parts(write(EVERY_KIND["circular"]()))[f"word/{part}.xml"])

    assert made == (FOLDER / f"{part}.xml").read_text(encoding="utf-8")


def _keep() -> None:
    for kind in EVERY_KIND:
        (FOLDER / kind).mkdir(parents=True, exist_ok=True)
        for name, text in stories(kind).items():
            (FOLDER / kind / name).write_text(text, encoding="utf-8")
    for part in ("styles", "settings"):
        data = parts(write(EVERY_KIND["circular"]()))[f"word/{part}.xml"]
        (FOLDER / f"{part}.xml").write_text(readable(data), encoding="utf-8")


if __name__ == "__main__":
    _keep()
