"""The changes that were written, told in the window's own thread to every view that shows them."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Signal

from fireoffice.services.office import Office


class ChangeHub(QObject):
    """Passes on what an office says; from a thread that writes it arrives a moment later."""

    changed = Signal(object)
    """``Changes`` of one operation that is on disk."""


_hubs: WeakKeyDictionary[Office, ChangeHub] = WeakKeyDictionary()


def hub_of(office: Office) -> ChangeHub:
    """Return the one place that hears what is written in ``office``."""
    if office not in _hubs:
        hub = _hubs[office] = ChangeHub()
        office.listen(hub.changed.emit)
    return _hubs[office]
