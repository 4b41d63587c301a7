"""A seal as a picture behind the text, anchored in the paragraph that it belongs to."""

from __future__ import annotations

from typing import Final, Protocol

from fireoffice.docs.composition import Seal

_EMU: Final = 635
"""English metric units in a twip."""


class Pictures(Protocol):
    """Takes pictures into the file."""

    def picture(self, data: bytes) -> str:
        """The relationship id of a PNG or JPEG."""
        ...

    def next_drawing(self) -> int:
        """A number that no other drawing of the file has."""
        ...


def anchored(seal: Seal, pictures: Pictures) -> str:
    """The run that carries the seal; it takes no room in the text."""
    assert seal.data
    relation = pictures.picture(seal.data)
    number = pictures.next_drawing()
    extent = seal.diameter * _EMU
    x = seal.x * _EMU - extent // 2
    y = seal.y * _EMU - extent // 2
    return (
        '<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0"'
        f' relativeHeight="{number}" behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="margin"><wp:posOffset>{x}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{y}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{extent}" cy="{extent}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:wrapNone/><wp:docPr id="{number}" name="印章 {number}" descr="印章"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="印章 {number}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/>'
        "</a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext cx="{extent}" cy="{extent}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )
