"""Files turned into other formats by whichever word processor this machine has.

Word and WPS know their own formats best, so on Windows they come first, by their automation
interface; LibreOffice serves everywhere else (WPS for Linux has no command line). Files of unknown
origin pass through here: macros stay off and nothing is fetched from outside.
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
from pathlib import Path
from typing import Final

from fireoffice.core.errors import EnvironmentProblem

SECONDS: Final = 120.0
"""The time that a program has for one file."""

# The paths travel in the environment: no quoting, whatever a folder is called. 3 is
# msoAutomationSecurityForceDisable: opening runs no macro.
_AUTOMATION: Final = """
$ErrorActionPreference = 'Stop'
$app = New-Object -ComObject $env:FIREOFFICE_PROGRAM
try {{
    $app.Visible = $false
    $app.DisplayAlerts = 0
    $app.AutomationSecurity = 3
    $paper = $app.Documents.Open($env:FIREOFFICE_SOURCE, $false, $true)
    $paper.{save}
    $paper.Close(0)
}} finally {{
    $app.Quit()
}}
"""

_CAUTION: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


@dataclass(frozen=True, slots=True)
class Conversion:
    """A conversion of formats: both suffixes, LibreOffice's filter, Word's way to save."""

    source: str
    result: str
    filter: str
    save: str


TO_PDF: Final = Conversion(
    "paper.docx", "paper.pdf", "pdf", "ExportAsFixedFormat($env:FIREOFFICE_RESULT, 17)"
)
FROM_OLD_WORD: Final = Conversion(
    "paper.doc", "paper.docx", "docx:MS Word 2007 XML", "SaveAs2($env:FIREOFFICE_RESULT, 12)"
)


@dataclass(frozen=True, slots=True)
class Program:
    """A program that converts.

    `command` gives the arguments, and what to add to the environment, for turning a conversion's
    source in a private folder into its result beside it.
    """

    name: str
    command: Callable[[Path, Conversion], tuple[list[str], dict[str, str]]]


def programs() -> tuple[Program, ...]:
    """The programs of this machine that can convert, the most faithful first."""
    return (*_automated(), *_libre_office())


def converted(program: Program, conversion: Conversion, data: bytes, seconds: float) -> bytes:
    """The result of `program` for `data`; nothing where it fails or takes more than `seconds`."""
    with tempfile.TemporaryDirectory(prefix="fireoffice-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / conversion.source).write_bytes(data)
        command, additions = program.command(folder, conversion)
        _run(command, {**os.environ, **additions}, folder, seconds)
        result = folder / conversion.result
        return result.read_bytes() if result.exists() else b""


def old_word_to_docx(data: bytes, name: str, seconds: float = SECONDS) -> bytes:
    """The .doc `data` as a .docx; `name` is what the user calls it.

    Raises `EnvironmentProblem` where no program is installed or none succeeds.
    """
    found = programs()
    if not found:
        raise EnvironmentProblem(
            f"“{name}”是旧的 .doc 文件，这台电脑上没有能转换它的程序。",
            "请安装 LibreOffice 或 WPS，或在别的电脑上把它另存为 .docx。",
        )
    for program in found:
        docx = converted(program, FROM_OLD_WORD, data, seconds)
        if docx.startswith(b"PK"):
            return docx
    names = "、".join(program.name for program in found)
    raise EnvironmentProblem(
        f"{names} 没有打开“{name}”，它可能已损坏。", "请在 WPS 中打开它，另存为 .docx 后再试。"
    )


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


def _automated() -> Iterator[Program]:
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
        yield Program(name, _automation(shell, program))


def _automation(
    shell: str, program: str
) -> Callable[[Path, Conversion], tuple[list[str], dict[str, str]]]:
    def command(folder: Path, conversion: Conversion) -> tuple[list[str], dict[str, str]]:
        script = _AUTOMATION.format(save=conversion.save)
        return [shell, "-NoProfile", "-NonInteractive", "-Command", script], {
            "FIREOFFICE_PROGRAM": program,
            "FIREOFFICE_SOURCE": str(folder / conversion.source),
            "FIREOFFICE_RESULT": str(folder / conversion.result),
        }

    return command


def _libre_office() -> Iterator[Program]:
    program = shutil.which("soffice") or shutil.which("libreoffice") or _installed_office()
    if program is None:
        return

    def command(folder: Path, conversion: Conversion) -> tuple[list[str], dict[str, str]]:
        # A profile of its own: else a LibreOffice that is open takes the call and says nothing.
        profile = folder / "profile"
        caution = profile / "user" / "registrymodifications.xcu"
        caution.parent.mkdir(parents=True)
        caution.write_text(_CAUTION, encoding="utf-8")
        options = ["--headless", "--norestore", "--convert-to", conversion.filter]
        places = ["--outdir", str(folder), str(folder / conversion.source)]
        return [program, f"-env:UserInstallation={profile.as_uri()}", *options, *places], {}

    yield Program("LibreOffice", command)


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
