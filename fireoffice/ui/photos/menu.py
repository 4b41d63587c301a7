"""The actions on one photo or file, as a menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from fireoffice.docs.harmless import opens
from fireoffice.domain.attachments import photo_roles
from fireoffice.services.attachments.register import AttachmentInfo

if TYPE_CHECKING:
    from fireoffice.ui.photos.section import PhotoSection


def offer(section: PhotoSection, one: AttachmentInfo, point: QPoint) -> None:
    """Open the menu of ``one`` at ``point`` of the screen."""
    actions(section, one).popup(point)


def actions(section: PhotoSection, one: AttachmentInfo) -> QMenu:
    """Return the menu of ``one``; in the recycle bin only what leaves it as it is."""
    menu = QMenu(section)
    menu.setAccessibleName(one.name)
    menu.aboutToHide.connect(menu.deleteLater)

    def add(words: str, work: Callable[[], None]) -> None:
        menu.addAction(words).triggered.connect(lambda: work())

    if one.is_photo:
        add("看大图", lambda: section.open_large(one.id))
    elif opens(one.name):
        add("打开副本", lambda: section.acts.open_copy(one.id))
    add("另存为…", lambda: section.acts.save_copy(one.id))
    if section.isEnabled():
        menu.addSeparator()
        add("改名称和说明…", lambda: section.describe(one.id, menu.pos()))
        for role in _other_roles(section.register.attachment_roles, one):
            add(f"改为{role}", lambda role=role: section.acts.change_role(one.id, role))
        if one.is_photo:
            add("向右旋转", lambda: section.acts.rotate(one.id))
        menu.addSeparator()
        add("移除", lambda: section.acts.remove(one.id))
    return menu


def _other_roles(roles: Sequence[str], one: AttachmentInfo) -> list[str]:
    """Return the other roles that ``one`` may have: a document is no photo."""
    photos = photo_roles(roles)
    return [role for role in roles if role != one.role and (one.is_photo or role not in photos)]
