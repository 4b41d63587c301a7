"""Debian packages unpacked for the laboratory, not installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

CACHE = Path(__file__).resolve().parents[2] / ".lab"
_KEYS = Path("/usr/share/keyrings/debian-archive-keyring.gpg")


class Unavailable(Exception):
    """Something of the laboratory cannot be had on this machine; the message says what."""


def unpack(target: Path, *packages: str) -> None:
    """Download `packages` as the machine's apt is set and unpack them below `target`.

    Raises `Unavailable` where they cannot be had.
    """
    _need_apt(packages)
    target.mkdir(parents=True, exist_ok=True)
    _call("apt-get", "-q", "download", *packages, folder=target)
    _unpack_files(target, target)


def unpack_backport(target: Path, package: str) -> None:
    """The same for a package of the machine's backports, with all that the machine lacks for it.

    apt is told of the backports in a folder of its own, so that the machine's settings stay as
    they are; where the packages lie the machine's own sources say.
    """
    _need_apt((package,))
    suite, source = _backports()
    apt = CACHE / "apt"
    for folder in ("lists/partial", "cache/archives/partial", "sources"):
        (apt / folder).mkdir(parents=True, exist_ok=True)
    (apt / "sources" / "backports.sources").write_text(source, encoding="utf-8")
    options = [
        "-q",
        *("-o", "Dir::Etc::sourcelist=/dev/null"),
        *("-o", f"Dir::Etc::sourceparts={apt / 'sources'}"),
        *("-o", f"Dir::State::lists={apt / 'lists'}"),
        *("-o", f"Dir::Cache={apt / 'cache'}"),
        *("-o", "Debug::NoLocking=1"),
        *("-o", "APT::Sandbox::User=root"),
    ]
    _call("apt-get", *options, "update", folder=apt)
    wanted = ("install", "-y", "--download-only", "--no-install-recommends", "-t", suite, package)
    _call("apt-get", *options, *wanted, folder=apt)
    target.mkdir(parents=True, exist_ok=True)
    _unpack_files(apt / "cache" / "archives", target)


def _need_apt(packages: tuple[str, ...]) -> None:
    if not (shutil.which("apt-get") and shutil.which("dpkg")):
        names = "、".join(packages)
        raise Unavailable(f"没有 apt-get，无法取得 {names} (no apt-get)")


def _backports() -> tuple[str, str]:
    """The suite of the machine's backports, and a source that names it where its own suite lies."""
    release = Path("/etc/os-release")
    named = re.search(r"VERSION_CODENAME=(\w+)", release.read_text() if release.exists() else "")
    code = named[1] if named else ""
    listed = _call(
        "apt-get",
        "indextargets",
        "--format",
        "$(RELEASE)|$(COMPONENT)|$(REPO_URI)",
        "Created-By: Packages",
        folder=Path("/"),
    )
    for line in listed.splitlines():
        name, component, address = line.split("|")
        if name == code and component == "main":
            suite = f"{code}-backports"
            source = f"Types: deb\nURIs: {address}\nSuites: {suite} {code}\nComponents: main\n"
            return suite, source + f"Signed-By: {_KEYS}\n" * _KEYS.exists()
    raise Unavailable("本机的软件源里没有 Debian 发行版 (no Debian release among apt's sources)")


def _unpack_files(folder: Path, target: Path) -> None:
    for file in sorted(folder.glob("*.deb")):
        _call("dpkg", "-x", str(file), str(target), folder=folder)
        file.unlink()


def _call(*command: str, folder: Path) -> str:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
    try:
        return subprocess.run(
            command,
            cwd=folder,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=600,
        ).stdout
    except (subprocess.SubprocessError, OSError) as error:
        said = getattr(error, "stderr", None) or str(error)
        raise Unavailable(f"软件包取不到 (packages not to be had): {said.strip()}") from None
