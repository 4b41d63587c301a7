"""Asks where the diagnostics package is to go, and says what became of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from fireoffice.core.errors import OfficeError

_NAME = "消防办诊断包.zip"


def export_diagnostics(folder: Path, parent: QWidget) -> str:
    """Write the package of the data folder ``folder`` where the user says; return a sentence.

    The sentence is empty when no place was chosen.
    """
    place, _ = QFileDialog.getSaveFileName(parent, "诊断包存到哪里？", _NAME, "诊断包 (*.zip)")
    if not place:
        return ""
    from fireoffice.services.safekeeping import diagnostics

    try:
        made = diagnostics.collect(folder, Path(place))
    except OfficeError as problem:
        return str(problem)
    return f"诊断包已写好：{made}。其中没有个人信息，可以交给技术人员。"
