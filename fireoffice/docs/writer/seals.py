"""A seal as a picture behind the text, anchored in the paragraph that it belongs to."""

from __future__ import annotations

from fireoffice.docs.composition import Seal
from fireoffice.docs.writer.pictures import EMU, Pictures, graphic


def anchored(seal: Seal, pictures: Pictures) -> str:
    """The run that carries the seal; it takes no room in the text."""
    assert seal.data
    relation = pictures.picture(seal.data)
    number = pictures.next_drawing()
    extent = seal.diameter * EMU
    x = seal.x * EMU - extent // 2
    y = seal.y * EMU - extent // 2
    return (
        '<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0"'
        f' relativeHeight="{number}" behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="margin"><wp:posOffset>{x}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{y}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{extent}" cy="{extent}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f"<wp:wrapNone/>{graphic(relation, number, '印章', extent, extent)}</wp:anchor>"
        "</w:drawing></w:r>"
    )
