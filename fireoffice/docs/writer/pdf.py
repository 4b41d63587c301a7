"""PDF of a finished paper, by whichever word processor this machine has.

Word and WPS set the file exactly as the office will print it, so on Windows they come first, by
their automation interface; LibreOffice serves everywhere else (WPS for Linux has no command line).
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from fireoffice.core.errors import EnvironmentProblem, explaining
from fireoffice.core.files import write_atomically

_SECONDS: Final = 120.0
_SOURCE: Final = "paper.docx"
_RESULT: Final = "paper.pdf"

# The paths travel in the environment: no quoting, whatever a folder is called.
_AUTOMATION: Final = """
$ErrorActionPreference = 'Stop'
$app = New-Object -ComObject $env:FIREOFFICE_PROGRAM
try {
    $app.Visible = $false
    $app.DisplayAlerts = 0
    $paper = $app.Documents.Open($env:FIREOFFICE_SOURCE, $false, $true)
    $paper.ExportAsFixedFormat($env:FIREOFFICE_RESULT, 17)
    $paper.Close(0)
} finally {
    $app.Quit()
}
"""


@dataclass(frozen=True, slots=True)
class Converter:
    """A program that can make a PDF.

    `command` gives the arguments, and what to add to the environment, for turning paper.docx in
    a private folder into paper.pdf beside it. `prepare` makes the copy that the program is given.
    """

    name: str
    command: Callable[[Path], tuple[list[str], dict[str, str]]]
    prepare: Callable[[bytes], bytes] = bytes


def converters() -> tuple[Converter, ...]:
    """The programs of this machine that can make a PDF, the most faithful first."""
    return (*_automated(), *_libre_office())


def to_pdf(docx: Path, target: Path, seconds: float = _SECONDS) -> None:
    """Write `docx` as a PDF to `target`; each program is given at most `seconds`.

    Raises `EnvironmentProblem` where no program is installed or none succeeds; `target` is then
    as it was.
    """
    with explaining("读取公文", docx):
        data = docx.read_bytes()
    found = converters()
    if not found:
        raise EnvironmentProblem(
            "这台电脑上没有找到能转换 PDF 的程序（Word、WPS 或 LibreOffice）。",
            "请安装其中之一，或用其他电脑打开公文后另存为 PDF。",
        )
    for converter in found:
        pdf = _converted(converter, data, seconds)
        if pdf.startswith(b"%PDF"):
            write_atomically(target, pdf)
            return
    names = "、".join(converter.name for converter in found)
    raise EnvironmentProblem(
        f"{names} 没有把《{docx.stem}》转换成 PDF。", "请用它打开公文，另存为 PDF。"
    )


def _converted(converter: Converter, data: bytes, seconds: float) -> bytes:
    """The PDF, or nothing where the program fails or takes too long."""
    with tempfile.TemporaryDirectory(prefix="fireoffice-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / _SOURCE).write_bytes(converter.prepare(data))
        command, additions = converter.command(folder)
        _run(command, {**os.environ, **additions}, folder, seconds)
        result = folder / _RESULT
        return result.read_bytes() if result.exists() else b""


def _run(command: list[str], environment: dict[str, str], folder: Path, seconds: float) -> None:
    try:
        process = subprocess.Popen(  # noqa: S603 - the program was found on this machine
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        return
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program with its children: soffice does its work in one."""
    if sys.platform == "win32":
        ending = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(ending, capture_output=True, check=False)  # noqa: S603
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _automated() -> Iterator[Converter]:
    """Word and WPS, where their automation interface is registered."""
    shell = shutil.which("powershell")
    if sys.platform != "win32" or shell is None:
        return
    import winreg

    for name, program in (("Word", "Word.Application"), ("WPS", "KWPS.Application")):
        try:
            winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, program).Close()
        except OSError:
            continue
        yield Converter(name, _automation(shell, program))


def _automation(shell: str, program: str) -> Callable[[Path], tuple[list[str], dict[str, str]]]:
    def command(folder: Path) -> tuple[list[str], dict[str, str]]:
        return [shell, "-NoProfile", "-NonInteractive", "-Command", _AUTOMATION], {
            "FIREOFFICE_PROGRAM": program,
            "FIREOFFICE_SOURCE": str(folder / _SOURCE),
            "FIREOFFICE_RESULT": str(folder / _RESULT),
        }

    return command


def _libre_office() -> Iterator[Converter]:
    program = shutil.which("soffice") or shutil.which("libreoffice") or _installed_office()
    if program is None:
        return

    def command(folder: Path) -> tuple[list[str], dict[str, str]]:
        # A profile of its own: else a LibreOffice that is open takes the call and says nothing.
        profile = (folder / "profile").as_uri()
        options = ["--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder)]
        return [program, f"-env:UserInstallation={profile}", *options, str(folder / _SOURCE)], {}

    yield Converter("LibreOffice", command, without_hanging_marks)


def _installed_office() -> str | None:
    """LibreOffice in the folders where its installers put it without telling the PATH."""
    roots = [os.environ.get(name, "") for name in ("ProgramFiles", "ProgramFiles(x86)")]
    candidates = [
        program
        for root in roots
        if root
        for program in sorted(Path(root).glob("LibreOffice*/program/soffice.exe"), reverse=True)
    ]
    candidates += [
        Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
        *sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True),
    ]
    return next((str(program) for program in candidates if program.exists()), None)


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
