"""The engines that set a .docx on pages: LibreOffice and ONLYOFFICE, both without a window.

A PDF is kept under the hash of the file that it came from, so only what changed is set again.
"""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from tests.lab import fonts
from tests.lab.packages import CACHE, Unavailable, unpack_backport

BATCH = 40
WORKERS = 2
SECONDS_TO_START = 60
SECONDS_PER_FILE = 30

Progress = Callable[[int, int], None]


class Engine(ABC):
    """A program that turns .docx into PDF, many files a call."""

    name: str
    tolerances: Mapping[str, float] = MappingProxyType({})
    """Elements, by the beginning of a check's name, that it sets farther off than the standard
    allows (mm)."""

    @property
    @abstractmethod
    def version(self) -> str:
        """Version of the program. Raises `Unavailable` where it is not on this machine."""

    @abstractmethod
    def command(self, files: list[Path], folder: Path) -> list[str]:
        """The command that turns `files` into PDFs of the same names in the same `folder`."""

    def environment(self) -> dict[str, str]:
        """The environment that it runs in: the stand-in fonts and no others."""
        return fonts.environment()

    def probe(self, data: bytes) -> bytes:
        """The copy of a document that this engine is given."""
        return data

    def render(
        self, documents: Mapping[str, bytes], progress: Progress | None = None
    ) -> dict[str, Path]:
        """The PDFs of `documents` by their names; a document that fails is missing."""
        probes = {name: self.probe(data) for name, data in documents.items()}
        targets = {name: self._kept(data) for name, data in probes.items()}
        missing = {targets[name]: probes[name] for name in probes if not targets[name].exists()}
        done = len(targets) - len(missing)
        with ThreadPoolExecutor(WORKERS) as pool:
            for count in pool.map(self._convert, _batches(missing)):
                done += count
                if progress:
                    progress(done, len(targets))
        return {name: target for name, target in targets.items() if target.exists()}

    def _kept(self, data: bytes) -> Path:
        digest = hashlib.sha256(f"{self.version}\n".encode() + data).hexdigest()[:32]
        return CACHE / "pdf" / self.name / f"{digest}.pdf"

    def _convert(self, batch: dict[Path, bytes]) -> int:
        """Convert a batch; where the call fails, each document that is missing by itself."""
        if not self._call(batch) and len(batch) > 1:
            for target, data in batch.items():
                if not target.exists():
                    self._call({target: data})
        return len(batch)

    def _call(self, batch: dict[Path, bytes]) -> bool:
        with tempfile.TemporaryDirectory(prefix="fireoffice-lab-") as name:
            folder = Path(name)
            files = [folder / f"{target.stem}.docx" for target in batch]
            for file, data in zip(files, batch.values(), strict=True):
                file.write_bytes(data)
            with suppress(subprocess.TimeoutExpired):
                subprocess.run(
                    self.command(files, folder),
                    cwd=folder,
                    env=self.environment(),
                    capture_output=True,
                    timeout=SECONDS_TO_START + SECONDS_PER_FILE * len(batch),
                    check=False,
                )
            for target in batch:
                result = folder / target.name
                if result.exists():
                    target.parent.mkdir(parents=True, exist_ok=True)
                    part = target.with_suffix(".part")
                    shutil.move(result, part)
                    part.replace(target)
        return all(target.exists() for target in batch)


class LibreOffice(Engine):
    """LibreOffice Writer as the machine has it.

    It reads `overflowPunct` the wrong way round, so its copy says the opposite of the shipped
    file; from version 25 on only compatibility mode 14 breaks lines to the twip.
    """

    name = "LibreOffice"

    @cached_property
    def program(self) -> str:
        """The file that runs it."""
        found = shutil.which("soffice")
        if found is None:
            raise Unavailable("本机没有 LibreOffice (LibreOffice is not installed)")
        return found

    @cached_property
    def version(self) -> str:
        with tempfile.TemporaryDirectory(prefix="fireoffice-lab-") as folder:
            said = subprocess.run(
                [self.program, _home(Path(folder)), "--version"],
                env=self.environment(),
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            ).stdout
        found = re.search(r"LibreOffice ([\d.]+)", said)
        if found is None:
            raise Unavailable("LibreOffice 不能运行 (LibreOffice does not run)")
        return found[1]

    @property
    def major(self) -> int:
        """7, 24, 25 …"""
        return int(self.version.split(".")[0])

    def command(self, files: list[Path], folder: Path) -> list[str]:
        options = ("--headless", "--convert-to", "pdf", "--outdir", str(folder))
        return [self.program, _home(folder), *options, *map(str, files)]

    def probe(self, data: bytes) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as copy:
            for entry in source.infolist():
                part = source.read(entry)
                if entry.filename.endswith(".xml"):
                    part = part.replace(b'overflowPunct w:val="0"', b'overflowPunct w:val="1"')
                if self.major >= 25 and entry.filename == "word/settings.xml":
                    part = re.sub(
                        rb'(<w:compatSetting[^>]*"compatibilityMode"[^>]*w:val=")15"',
                        rb'\g<1>14"',
                        part,
                    )
                copy.writestr(entry, part)
        return target.getvalue()


def _home(folder: Path) -> str:
    """The option that keeps LibreOffice's own settings in `folder`."""
    return f"-env:UserInstallation={(folder / 'profile').as_uri()}"


class LibreOffice25(LibreOffice):
    """LibreOffice 25 out of the machine's backports, unpacked beside the installed one."""

    name = "LibreOffice 25"
    _package = "libreoffice-writer-nogui"

    @cached_property
    def _root(self) -> Path:
        root = CACHE / "libreoffice-25"
        if not (root / "ready").exists():
            unpack_backport(root, self._package)
            _make_movable(root / _LIBREOFFICE)
            (root / "ready").touch()
        return root

    @cached_property
    def program(self) -> str:
        return str(self._root / _LIBREOFFICE / "program" / "soffice")

    def environment(self) -> dict[str, str]:
        # Its own libraries first: what lies beside them tells the engine where its parts are.
        own = self._root / _LIBREOFFICE / "program"
        libraries = [own, *sorted((self._root / "usr" / "lib").glob("*-linux-gnu"))]
        return {**fonts.environment(), "LD_LIBRARY_PATH": ":".join(map(str, libraries))}


_LIBREOFFICE = Path("usr/lib/libreoffice")


def _make_movable(folder: Path) -> None:
    """Lets an unpacked LibreOffice find its parts where it lies instead of where it would be
    installed."""
    places = folder / "program" / "fundamentalrc"
    text = places.read_text(encoding="utf-8")
    places.write_text(text.replace(f"file:///{_LIBREOFFICE}", "${ORIGIN}/.."), encoding="utf-8")
    # Installing would copy the settings to /etc, which the link names.
    settings = folder / "share" / "registry" / "main.xcd"
    settings.unlink(missing_ok=True)
    settings.symlink_to(Path("..") / ".registry" / settings.name)


class OnlyOffice(Engine):
    """ONLYOFFICE Document Builder, as the package `document-builder` brings it."""

    name = "ONLYOFFICE"
    # It sets a line hardly higher than its characters 1.4 mm higher than Word and LibreOffice do.
    tolerances = MappingProxyType({"上线在标志下": 2.0, "标志与发文字号间距": 2.0})

    @cached_property
    def _folder(self) -> Path:
        spec = find_spec("docbuilder")
        if spec is None or spec.origin is None:
            raise Unavailable("没有安装 document-builder (document-builder is not installed)")
        return Path(spec.origin).parent / "lib"

    @cached_property
    def version(self) -> str:
        from importlib.metadata import version

        try:
            subprocess.run([self._folder / "docbuilder"], capture_output=True, timeout=120)
        except OSError as error:
            raise Unavailable(f"ONLYOFFICE 不能运行 (does not run): {error}") from None
        return version("document-builder")

    def command(self, files: list[Path], folder: Path) -> list[str]:
        script = folder / "convert.docbuilder"
        script.write_text(
            "".join(
                f'builder.OpenFile("{file}");\n'
                f'builder.SaveFile("pdf", "{file.with_suffix(".pdf")}");\n'
                "builder.CloseFile();\n"
                for file in files
            ),
            encoding="utf-8",
        )
        return [
            str(self._folder / "docbuilder"),
            f"--fonts-dir={fonts.folder()}",
            "--fonts-system=false",
            str(script),
        ]


def _batches(missing: Mapping[Path, bytes]) -> Iterator[dict[Path, bytes]]:
    items = list(missing.items())
    for start in range(0, len(items), BATCH):
        yield dict(items[start : start + BATCH])
