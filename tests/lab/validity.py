"""An independent judge of the files: the rules of Microsoft's Open XML SDK, by openxml-audit."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from openxml_audit import OpenXmlValidator


@cache
def _validator() -> OpenXmlValidator:
    return OpenXmlValidator()


def faults(data: bytes) -> list[str]:
    """What the validator finds wrong with a .docx."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "paper.docx"
        file.write_bytes(data)
        result = _validator().validate(file)
    return [str(error) for error in result.errors]
