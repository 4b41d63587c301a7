"""What can be done with one photo or file, as a menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from fireoffice.services.attachments import AttachmentInfo

if TYPE_CHECKING:
    from fireoffice.ui.photos.section import PhotoSection


def offer(section: PhotoSection, one: AttachmentInfo, point: QPoint, changeable: bool) -> None:
    """Open the menu of ``one`` at ``point`` of the screen."""
    menu = actions(section, one, changeable)
    menu.popup(point)


def actions(section: PhotoSection, one: AttachmentInfo, changeable: bool) -> QMenu:
    """Return the menu of ``one``; without ``changeable`` only what leaves it as it is."""
    menu = QMenu(section)
    menu.setAccessibleName(one.name)
    menu.aboutToHide.connect(menu.deleteLater)

    def add(words: str, work: Callable[[], None]) -> None:
        menu.addAction(words).triggered.connect(lambda: work())

    if one.is_photo:
        add("看大图", lambda: section.open_large(one.id))
    else:
        add("打开副本", lambda: section.open_copy(one.id))
    add("另存为…", lambda: section.save_copy(one.id))
    if changeable:
        menu.addSeparator()
        for role in section.roles_for(one):
            add(f"改为{role}", lambda role=role: section.change_role(one.id, role))
        if one.is_photo:
            add("向右旋转", lambda: section.rotate(one.id))
        menu.addSeparator()
        add("移除", lambda: section.remove(one.id))
    return menu
