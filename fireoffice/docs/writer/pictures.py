"""Pictures in a Word file: in the text like a character, or behind it like a seal."""

from __future__ import annotations

from typing import Final, Protocol

from fireoffice.docs.paper import Picture

EMU: Final = 635
"""English metric units in a twip."""


class Pictures(Protocol):
    """Takes pictures into the file."""

    def picture(self, data: bytes) -> str:
        """The relationship id of a PNG or JPEG."""
        ...

    def next_drawing(self) -> int:
        """A number that no other drawing of the file has."""
        ...


def in_line(picture: Picture, pictures: Pictures) -> str:
    """The run that carries a picture on its line."""
    relation = pictures.picture(picture.data)
    number = pictures.next_drawing()
    width, height = picture.width * EMU, picture.height * EMU
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f"{graphic(relation, number, '图片', width, height)}</wp:inline></w:drawing></w:r>"
    )


def graphic(relation: str, number: int, name: str, width: int, height: int) -> str:
    """The markup of what a drawing shows, and of its name for screen readers; lengths in EMU."""
    return (
        f'<wp:docPr id="{number}" name="{name} {number}" descr="{name}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="{name} {number}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/>'
        "</a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic>"
    )
