"""Pictures: each on a line of its own, no larger than the place that it stands in."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from fireoffice.docs.compose.measures import LINE
from fireoffice.docs.composition import Justify, TextBlock
from fireoffice.docs.paper import Picture

ROOM: Final = 40
"""The height of a line beyond its picture's: the descent of the small characters beside it."""


def picture_block(
    key: str, picture: Picture, width: int, height: int, *, keep_next: bool = False
) -> TextBlock:
    """The line of `picture`, made smaller where it is wider than `width` or higher than `height`.

    `keep_next` holds it on the page of its caption.
    """
    fitted = fit(picture, width, height - ROOM - (LINE if keep_next else 0))
    return TextBlock(
        key,
        "Picture",
        (),
        pitch=fitted.height + ROOM,
        justify=Justify.CENTER,
        keep_next=keep_next,
        picture=fitted,
    )


def fit(picture: Picture, width: int, height: int) -> Picture:
    """`picture` no wider than `width` and no higher than `height`, in its own proportions."""
    scale = min(1.0, width / picture.width, height / picture.height)
    return replace(
        picture,
        width=max(1, int(picture.width * scale)),
        height=max(1, int(picture.height * scale)),
    )
