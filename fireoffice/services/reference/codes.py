"""The code lists that every office starts with; from then on they are the office's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, or_, select

from fireoffice.db.models import CodeValue
from fireoffice.registers import REGISTERS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from fireoffice.services.office import Office

_CODES: Final[Mapping[str, tuple[str, ...]]] = {
    "隐患来源": (
        "日常检查", "专项检查", "双随机抽查", "群众举报", "上级交办", "第三方检查", "单位自查"
    ),
    "隐患类别": (
        "疏散通道", "消防设施", "电气线路", "用火用气", "易燃可燃物", "三合一", "电动自行车",
        "消防车通道", "建筑防火", "消防管理"
    ),
    "场所类型": (
        "小学校（幼儿园）", "小医院（诊所）", "小商店", "小餐饮", "小旅馆", "小歌舞娱乐",
        "小网吧", "小美容洗浴", "小生产加工", "学校", "医院", "工业企业", "仓储", "危化品零售",
        "机关事业单位", "宗教活动场所", "居民小区", "农村大院", "出租屋"
    ),
    "责任类别": (
        "第一责任人", "主要责任人", "分管范围领导责任", "直接监管", "属地责任", "主体责任"
    ),
    "履责频次": ("每日", "每周", "每月", "每季度", "每半年", "每年", "一次性"),
    "培训对象": (
        "党政领导", "社区干部", "派出所民警", "网格员", "单位责任人", "单位管理人", "重点岗位人员",
        "志愿队员", "学生", "居民群众"
    ),
    "文化程度": ("小学", "初中", "高中", "中专", "大专", "本科", "研究生"),
    "人员角色": (
        "村（居）负责人", "领导小组组长", "领导小组副组长", "领导小组成员", "消防安全管理人",
        "专（兼）职人员", "网格员", "楼院长", "单位责任人", "单位管理人"
    ),
    "出动任务": ("火灾扑救", "山火扑救", "抢险救援", "现场保障", "拉动训练", "其他"),
    "值班班次": ("全天", "白班", "夜班"),
}  # fmt: skip
"""The shipped code lists. The kinds of 九小场所 and the groups to be trained stand at the head of
their lists; local rules differ, so each word may be ended and others added."""


def missing_codes(session: Session) -> list[CodeValue]:
    """The shipped code lists that the database does not have."""
    known = set(session.scalars(select(CodeValue.list_name).distinct()))
    shipped: dict[str, tuple[str, ...]] = dict(_CODES)
    for register in REGISTERS.values():
        shipped |= register.code_lists
    return [
        CodeValue(list_name=name, value=value, order=order)
        for name, values in shipped.items()
        if name not in known
        for order, value in enumerate(values, start=1)
    ]


def code_values(office: Office, name: str) -> tuple[str, ...]:
    """The words of the list `name` that are valid today, in their order."""
    today = office.clock.today()
    with office.reading() as session:
        return tuple(
            session.scalars(
                select(CodeValue.value)
                .where(
                    CodeValue.list_name == name,
                    CodeValue.deleted_at.is_(None),
                    or_(CodeValue.valid_from.is_(None), CodeValue.valid_from <= today),
                    or_(CodeValue.valid_to.is_(None), CodeValue.valid_to >= today),
                )
                .order_by(CodeValue.order)
            )
        )


def add_code(office: Office, name: str, value: str) -> None:
    """Add a word at the end of the list `name`; nothing if it is there already."""
    if value in code_values(office, name):
        return
    with office.change(f"{name}增加“{value}”") as work:
        last = work.session.scalar(
            select(func.max(CodeValue.order)).where(CodeValue.list_name == name)
        )
        work.add(CodeValue(list_name=name, value=value, order=(last or 0) + 1))
