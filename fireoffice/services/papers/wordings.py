"""The wording and the legal basis of a form on a given day: the office's own, dated data."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import or_, select

from fireoffice.core.errors import InputError
from fireoffice.db.models import Wording

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from fireoffice.services.office import Office

_REVISED: Final = date(2024, 7, 1)
"""The day from which the 重庆市消防条例 as revised on 2024-03-28 is in force."""

_LAW: Final = "《中华人民共和国消防法》第十六条"
_SYSTEM: Final = "《消防安全责任制实施办法》（国办发〔2017〕87号）第九条"
_BEFORE: Final = f"{_LAW}、《重庆市消防条例》和{_SYSTEM}"
_SINCE: Final = f"{_LAW}、《重庆市消防条例》第十五条和{_SYSTEM}"

_OPENING: Final = "对你单位（场所）进行了消防安全检查，发现存在下列火灾隐患："
_DEMAND: Final = (
    "请你单位（场所）落实整改责任人、措施、资金和期限，按上列要求消除火灾隐患；整改期间应当采取"
    "防范措施，保障安全。整改完成后请书面报告我镇，我镇将组织复查。"
)
_RIGHTS: Final = "如有异议，可以在收到本文书后向我镇陈述、申辩。"

_URGE: Final[dict[str, Any]] = {
    "form": "整改通知书",
    "name": "督促整改",
    "heading": "火灾隐患督促整改通知书",
    "opening": _OPENING,
    "demand": f"{_DEMAND}逾期不整改的，我镇将报告或者移送有权部门依法处理。",
    "rights": _RIGHTS,
    "order": 1,
}
_INFORM: Final[dict[str, Any]] = {
    "form": "整改通知书",
    "name": "告知",
    "heading": "火灾隐患整改告知书",
    "opening": _OPENING.replace("：", "，现予告知："),
    "demand": _DEMAND,
    "rights": _RIGHTS,
    "order": 2,
}
_ORDER: Final[dict[str, Any]] = {
    "form": "整改通知书",
    "name": "责令限期改正",
    "heading": "责令限期改正通知书",
    "opening": _OPENING,
    "demand": (
        "责令你单位（场所）在上列期限内改正；整改期间应当采取防范措施，保障安全。逾期不改正的，"
        "将依法处理。"
    ),
    "rights": _RIGHTS,
    "basis": "《重庆市安全生产条例》第三十五条",
    "delegated": True,
    "order": 3,
    "note": "消防法规定的责令限期改正由消防救援机构等作出；镇政府取得授权或委托后，"
    "在“委托依据”里写明文号才能使用。",
}

_SHIPPED: Final = (
    {**_URGE, "basis": _BEFORE, "valid_to": _REVISED - timedelta(days=1)},
    {**_URGE, "basis": _SINCE, "valid_from": _REVISED},
    {**_INFORM, "basis": _BEFORE, "valid_to": _REVISED - timedelta(days=1)},
    {**_INFORM, "basis": _SINCE, "valid_from": _REVISED},
    _ORDER,
)
"""The wordings that an office begins with. Rules change, places differ: all may be edited."""


def missing_wordings(session: Session) -> list[Wording]:
    """The shipped wordings, for a database that never had any."""
    if session.scalar(select(Wording.id).limit(1)) is not None:
        return []
    return [Wording(**one) for one in _SHIPPED]


def wordings(office: Office, form: str, day: date) -> tuple[Wording, ...]:
    """The wordings of the form titled `form` that hold on `day`, the usual one first."""
    with office.reading() as session:
        return tuple(
            session.scalars(
                select(Wording)
                .where(
                    Wording.form == form,
                    Wording.deleted_at.is_(None),
                    or_(Wording.valid_from.is_(None), Wording.valid_from <= day),
                    or_(Wording.valid_to.is_(None), Wording.valid_to >= day),
                )
                .order_by(Wording.order.is_(None), Wording.order, Wording.id)
            )
        )


def wording_for(office: Office, form: str, day: date, name: str = "") -> Wording:
    """The wording `name` of a form on `day`; without a name the first that needs no delegation.

    Raises `InputError` where there is none, or where it needs a delegation that is not on record.
    """
    found = wordings(office, form, day)
    chosen = [one for one in found if one.name == name or (not name and not one.delegated)]
    if not chosen:
        names = "、".join(dict.fromkeys(one.name for one in found))
        wanted = f"“{name}”" if name else ""
        raise InputError(
            f"{form}在{day.year}年{day.month}月{day.day}日没有可用的{wanted}用语。",
            f"可用的有：{names}。" if names else "请在设置的“文书用语”里添加一种。",
        )
    if chosen[0].delegated and not (chosen[0].authority or "").strip():
        raise InputError(
            f"“{chosen[0].name}”须经授权或委托才能使用，还没有写明依据。",
            "请在设置的“文书用语”里填写委托依据，或改用“督促整改”。",
        )
    return chosen[0]
