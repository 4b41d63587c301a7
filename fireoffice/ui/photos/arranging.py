"""The places of the photos: 整改前 beside 整改后, and what is still missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fireoffice.domain.attachments import AFTER, BEFORE, pairs, photo_roles
from fireoffice.services.attachments.register import AttachmentInfo
from fireoffice.ui.photos.tiles import Tile
from fireoffice.ui.words import short_day


def tiles_of(found: Sequence[AttachmentInfo], roles: Sequence[str], today: date) -> list[Tile]:
    """Return the tiles of a record whose attachments are ``found``.

    ``roles`` are those of its register; without a photo, its places are shown empty.
    """
    wanted = photo_roles(roles)
    photos = [one for one in found if one.is_photo and one.role in wanted]
    if BEFORE not in wanted:
        return [_photo(one, today) for one in photos] or [Tile("", wanted[0], "")]
    tiles: list[Tile] = []
    for pair in pairs(photos):
        for one, role in ((pair.before, BEFORE), (pair.after, AFTER)):
            tiles.append(_photo(one, today) if one else Tile("", role, "", pair.number))
    return tiles or [Tile("", BEFORE, "", 1), Tile("", AFTER, "", 1)]


def count_words(found: Sequence[AttachmentInfo], tiles: Sequence[Tile]) -> str:
    """Return 「1/2」 where a photo of a pair is missing, else how many files there are."""
    there = sum(bool(tile.id) for tile in tiles)
    if there and there < len(tiles):
        return f"{there}/{len(tiles)}"
    return str(len(found)) if found else ""


def key_of(one: AttachmentInfo) -> str:
    """Return the loader's key for the small picture of ``one``."""
    return f"small:{one.sha256}"


def _photo(one: AttachmentInfo, today: date) -> Tile:
    caption = one.note or (short_day(one.taken_at.date(), today) if one.taken_at else one.name)
    return Tile(one.id, one.role, caption, one.pair, key_of(one))
