"""PDF of a finished paper, by whichever word processor this machine has."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from fireoffice.core.errors import EnvironmentProblem, explaining
from fireoffice.core.files import write_atomically
from fireoffice.docs.convert import SECONDS, TO_PDF, converted, programs


def to_pdf(docx: Path, target: Path, seconds: float = SECONDS) -> None:
    """Write `docx` as a PDF to `target`; each program is given at most `seconds`.

    Raises `EnvironmentProblem` where no program is installed or none succeeds; `target` is then
    as it was.
    """
    with explaining("读取公文", docx):
        data = docx.read_bytes()
    found = programs()
    if not found:
        raise EnvironmentProblem(
            "这台电脑上没有找到能转换 PDF 的程序（Word、WPS 或 LibreOffice）。",
            "请安装其中之一，或用其他电脑打开公文后另存为 PDF。",
        )
    for program in found:
        given = without_hanging_marks(data) if program.name == "LibreOffice" else data
        pdf = converted(program, TO_PDF, given, seconds)
        if pdf.startswith(b"%PDF"):
            write_atomically(target, pdf)
            return
    names = "、".join(program.name for program in found)
    raise EnvironmentProblem(
        f"{names} 没有把《{docx.stem}》转换成 PDF。", "请用它打开公文，另存为 PDF。"
    )


def without_hanging_marks(data: bytes) -> bytes:
    """A copy of a .docx in which LibreOffice lets no mark hang into the margin.

    It reads `w:overflowPunct` the wrong way round, so the copy says the opposite.
    """
    copy = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(copy, "w") as target:
        for member in source.infolist():
            content = source.read(member)
            if member.filename.endswith(".xml"):
                content = content.replace(b'overflowPunct w:val="0"', b'overflowPunct w:val="1"')
            target.writestr(member, content)
    return copy.getvalue()
