"""整改通知书: the hazards of one place, what is asked and by when; with 送达回证."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fireoffice.docs.forms.form import Form
from fireoffice.docs.forms.slots import Picture, slot

PHOTO_BOX = (72.0, 54.0)
"""Room of a photo, two a row, in millimetres."""


@dataclass(frozen=True)
class HazardItem:
    """One hazard of the notice."""

    number: int = slot("序号", "从1起", required=True, default=0)
    part: str = slot("部位", "隐患所在的部位")
    problem: str = slot("问题", "隐患描述", required=True)
    basis: str = slot("依据", "判定依据，条款及版本")
    measures: str = slot("整改要求", "整改措施", required=True)
    due: date | None = slot("期限", "这一处的整改期限", required=True, default=None)


@dataclass(frozen=True)
class PhotoRow:
    """Two photos beside each other; the right one may be missing."""

    left: Picture | None = slot(
        "左图", f"照片，最大{PHOTO_BOX[0]:g}×{PHOTO_BOX[1]:g}毫米", box=PHOTO_BOX, default=None
    )
    left_caption: str = slot("左说明", "左图的说明")
    right: Picture | None = slot("右图", "照片，可以没有", box=PHOTO_BOX, default=None)
    right_caption: str = slot("右说明", "右图的说明")


@dataclass(frozen=True)
class RectificationNotice:
    """The content of a 整改通知书 with its 送达回证."""

    heading: str = slot("标题", "文书标题，随用语而定，如火灾隐患整改告知书", required=True)
    number: str = slot("文号", "发文字号，如邻鄂消通〔2021〕24号", required=True)
    recipient: str = slot("受送达人", "单位（场所）名称", required=True)
    address: str = slot("送达地址", "单位（场所）地址")
    inspected_on: str = slot("检查日期", "一天，或从哪天到哪天", required=True)
    inspectors: str = slot("检查人", "检查人姓名")
    opening: str = slot("引语", "用语中的引语，接在检查日期和署名后面", required=True)
    hazards: tuple[HazardItem, ...] = slot(
        "隐患清单", "所列的火灾隐患，每处一行", required=True, default=()
    )
    count: int = slot("隐患数", "所列隐患有几处", default=0)
    basis: str = slot("法律依据", "用语中的法律依据", required=True)
    demand: str = slot("要求", "用语中的要求", required=True)
    rights: str = slot("陈述申辩", "用语中的陈述申辩")
    contact: str = slot("联系人", "经办人姓名")
    phone: str = slot("联系电话", "经办机构的电话")
    issuer: str = slot("署名", "发文机关", required=True)
    dated: date | None = slot("日期", "成文日期", required=True, default=None)
    photos: tuple[PhotoRow, ...] = slot("照片行", "现场照片，两张一行", default=())
    in_person: bool = slot("直接送达", "送达回证上的选框，写作{{ 直接送达|勾选 }}", default=False)
    by_post: bool = slot("邮寄送达", "送达回证上的选框", default=False)
    left_there: bool = slot("留置送达", "送达回证上的选框", default=False)
    entrusted: bool = slot("委托送达", "送达回证上的选框", default=False)
    announced: bool = slot("公告送达", "送达回证上的选框", default=False)
    servers: str = slot("送达人", "送达人姓名，两人；不填则手写")


RECTIFICATION_NOTICE = Form(
    name="rectification_notice",
    title="整改通知书",
    context=RectificationNotice,
    series="消通",
)
