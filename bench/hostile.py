"""Time and peak memory of each file of the hostile set, each in a process of its own."""

from __future__ import annotations

import os
import resource
import sys
import traceback
from collections.abc import Callable

from fireoffice.core.errors import InputError
from fireoffice.docs.forms.checking import Weight, check_template
from fireoffice.docs.prose.reader import read_text
from fireoffice.docs.serialize import read_toml
from fireoffice.docs.word import from_word, read_word
from fireoffice.services.attachments.pictures import Sizing, read_picture
from tests.hostile import NOTICE, PACKAGES, PICTURES, TEMPLATES, TEXTS, TOMLS

AIM = "refused or done in under 2 s and 500 MB"


def run() -> None:
    """Print what became of each, the slowest and the largest at the end."""
    if not sys.platform.startswith("linux"):
        print("\nThe hostile set is measured on Linux alone")
        return
    print(f"\nThe hostile set  (aim: {AIM})")
    slowest, largest, failed = 0.0, 0, 0
    for title, files, work in (
        ("picture", PICTURES, lambda name, data: read_picture(data, name, Sizing())),
        ("package", PACKAGES, lambda _, data: from_word(read_word(data, "x.docx"), "x.docx")),
        ("template", TEMPLATES, lambda name, data: _judged(data, name)),
        ("text", TEXTS, lambda _, text: read_text(text)),
        ("TOML", TOMLS, lambda _, text: read_toml(text)),
    ):
        for name, make in files.items():
            data = make()
            seconds, size, code = _apart(lambda: work(name, data))  # noqa: B023
            said = ("done", "refused", "FAILED")[min(code, 2)]
            print(f"  {title:<9} {name:<14} {said:<8} {seconds:6.2f} s  {size:>5} MB")
            slowest, largest, failed = (
                max(slowest, seconds),
                max(largest, size),
                failed + (code > 1),
            )
    print(f"  slowest {slowest:.2f} s, largest {largest} MB, failed {failed}")


def _judged(data: bytes, name: str) -> None:
    found = check_template(NOTICE, data, name)
    if found and found[0].weight is Weight.ERROR:
        raise InputError(found[0].message)


def _apart(work: Callable[[], object]) -> tuple[float, int, int]:
    """Processor seconds, peak megabytes and exit code of `work` in a forked process."""
    child = os.fork()
    if child == 0:
        code = 2
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
            work()
            code = 0
        except InputError:
            code = 1
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    _, status, usage = os.wait4(child, 0)
    seconds = usage.ru_utime + usage.ru_stime
    return seconds, usage.ru_maxrss // 1024, os.waitstatus_to_exitcode(status) % 256
