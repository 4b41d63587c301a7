"""Pictures read off the main thread, one after another, and kept while they may be needed."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QImage

from fireoffice.core.errors import OfficeError

_KEPT = 160
"""Small pictures held in memory: a few hundred kilobytes each."""

_log = logging.getLogger(__name__)


class PictureLoader(QObject):
    """Lives as long as the program; the worker touches no other ``QObject`` than this.

    Who asks is asked again before each reading, by ``wanted`` and on the worker's thread: what
    has gone out of sight meanwhile costs nothing.
    """

    loaded = Signal(str, QImage)
    """Key and picture; an empty picture where it could not be read."""

    _arrived = Signal(str, QImage, bool)

    def __init__(self) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")
        self._kept: OrderedDict[str, QImage] = OrderedDict()
        self._waiting: set[str] = set()
        self._asking = Lock()
        self._closed = False
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.close)

    def picture(
        self, key: str, read: Callable[[], bytes], wanted: Callable[[], bool], keep: bool = True
    ) -> QImage | None:
        """Return the picture if it is here; else ``read`` it and tell by ``loaded``.

        ``keep`` is for small pictures, which are shown again and again.
        """
        known = self._kept.get(key)
        if known is not None:
            self._kept.move_to_end(key)
            return known
        with self._asking:
            if not self._closed and key not in self._waiting:
                self._waiting.add(key)
                self._pool.submit(self._work, key, read, wanted, keep)
        return None

    def close(self) -> None:
        """Drop what waits and end the thread."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _work(
        self, key: str, read: Callable[[], bytes], wanted: Callable[[], bool], keep: bool
    ) -> None:
        with self._asking:
            if self._closed or not wanted():
                self._waiting.discard(key)
                return
        image = QImage()
        try:
            image.loadFromData(read())
        except OfficeError as problem:
            _log.info("%s", problem)
        except Exception:
            _log.exception("照片没有读出来")
        self._arrived.emit(key, image, keep and not image.isNull())

    def _on_arrived(self, key: str, image: QImage, keep: bool) -> None:
        with self._asking:
            self._waiting.discard(key)
        if keep:
            self._kept[key] = image
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.loaded.emit(key, image)


_loaders: list[PictureLoader] = []


def loader() -> PictureLoader:
    """Return the one loader, made when it is first needed."""
    if not _loaders:
        _loaders.append(PictureLoader())
    return _loaders[0]
