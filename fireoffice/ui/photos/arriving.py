"""The content of a drop or a paste: files of this machine, or a picture without a file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage, QImageWriter

from fireoffice.services.attachments.register import Pasted


def sources_of(data: QMimeData | None, at: datetime) -> tuple[Path | Pasted, ...]:
    """Return the sources that ``data`` brings; a picture is named after the time ``at``.

    Files count before the picture: a file manager often puts both on the clipboard.
    """
    if data is None:
        return ()
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if files:
        return tuple(files)
    image = QImage(data.imageData()) if data.hasImage() else QImage()
    if image.isNull():
        return ()
    return (Pasted(f"粘贴{at:%Y%m%d-%H%M%S}.png", _png(image)),)


def brings_something(data: QMimeData | None) -> bool:
    """Return True if ``sources_of`` would find anything; asked while the mouse moves."""
    if data is None:
        return False
    return data.hasImage() or any(url.isLocalFile() for url in data.urls())


def _png(image: QImage) -> bytes:
    written = QByteArray()
    buffer = QBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    buffer.close()
    return bytes(written.data())
