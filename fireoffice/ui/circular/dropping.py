"""Files dragged in from outside, or copied there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData


def files_of(data: QMimeData | None) -> tuple[Path, ...]:
    """Return the files and folders of this machine that `data` names."""
    if data is None or not data.hasUrls():
        return ()
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
