"""The blocks below the body: 附件说明, 署名 and 成文日期 with the seal's space, 附注, 出席名单."""

from __future__ import annotations

from fireoffice.docs.compose.body import body_run, hanging
from fireoffice.docs.compose.measures import (
    CHARACTER,
    INDENT,
    LINE,
    MM,
    SEAL_DIAMETER,
    TEXT_WIDTH,
    blank_lines,
    text_width,
)
from fireoffice.docs.composition import Block, Justify, Run, Seal, Tab, TextBlock
from fireoffice.docs.paper import Align, Paper, SealImage, Signature
from fireoffice.docs.style import Face
from fireoffice.domain.dates import format_date

DATE_INDENT = 4 * CHARACTER
SEAL_DROP = round(3 * MM)
SEAL_GAP = round(2 * MM)
JOINT_STEP = 5 * LINE
KEPT_TOGETHER = 4
"""The most names of attachments that are not parted by a page break."""


def attachment_note(names: tuple[str, ...]) -> list[TextBlock]:
    """附件说明: 「附件：」 and the names, numbered where there are several (§7.3.4)."""
    label = body_run("附件：")
    if len(names) == 1:
        return [hanging("attachment_note", "AttachmentNote", label, body_run(_bare(names[0])))]
    number_at = INDENT + text_width(label.text)
    name_at = number_at + text_width(f"{len(names)}. ") + CHARACTER // 4
    blocks: list[TextBlock] = []
    for index, name in enumerate(names, 1):
        first = index == 1
        blocks.append(
            TextBlock(
                "attachment_note",
                "AttachmentNote",
                (body_run(f"{'附件：' if first else ''}{index}.\t{_bare(name)}"),),
                left=name_at,
                first=(INDENT if first else number_at) - name_at,
                tabs=(Tab(name_at),),
                keep_next=index < len(names) <= KEPT_TOGETHER,
            )
        )
    return blocks


def _bare(name: str) -> str:
    return name.strip().rstrip("。；;，,.")


def signature_gap(signature: Signature) -> int:
    """Empty lines between the text and 署名 (§7.3.5)."""
    return 2 if signature.sealed or signature.signatory else 1


def signature_blocks(paper: Paper, before: int) -> list[TextBlock]:
    """署名 and 成文日期; `before` is added above the first line (0 where the text leaves it)."""
    signature = paper.signature
    issuers = signature.issuers or paper.letterhead.issuers
    if signature.signatory:
        return _signatory_blocks(signature, before)
    if not signature.sealed:
        return _unsealed_blocks(signature, issuers, before)
    if len(issuers) > 1:
        return _joint_blocks(signature, issuers, before)
    return _sealed_blocks(signature, "".join(issuers), before)


def _date(signature: Signature) -> str:
    return format_date(signature.dated) if signature.dated else signature.undated


def _sealed_blocks(signature: Signature, issuer: str, before: int) -> list[TextBlock]:
    """One issuer under a seal: date four characters from the right, 署名 centred on it."""
    date = _date(signature)
    name_width, date_width = text_width(issuer), text_width(date)
    date_right = max(DATE_INDENT, (name_width - date_width) // 2)
    centre = TEXT_WIDTH - date_right - date_width // 2
    name_right = max(0, TEXT_WIDTH - centre - name_width // 2)
    return [
        TextBlock(
            "signature",
            "Signature",
            (body_run(issuer),),
            justify=Justify.RIGHT,
            right=name_right,
            before=before,
            keep_next=True,
            seals=(_seal(signature, 0, centre, LINE - SEAL_DROP + before),),
        ),
        _date_block(date, date_right),
    ]


def _date_block(date: str, right: int, before: int = 0) -> TextBlock:
    return TextBlock(
        "date", "Date", (body_run(date),), justify=Justify.RIGHT, right=right, before=before
    )


def _seal(signature: Signature, index: int, x: int, y: int) -> Seal:
    image: SealImage | None = signature.seals[index] if index < len(signature.seals) else None
    diameter = round(image.diameter_mm * MM) if image else SEAL_DIAMETER
    return Seal(x, y, diameter, image.data if image else None)


def _joint_blocks(signature: Signature, issuers: tuple[str, ...], before: int) -> list[TextBlock]:
    """Several issuers, a seal each, in rows from the left; the last one stands over the date."""
    date = _date(signature)
    last_centre = TEXT_WIDTH - DATE_INDENT - text_width(date) // 2
    step = max(SEAL_DIAMETER + SEAL_GAP, *(text_width(name) + CHARACTER for name in issuers))
    columns = 1 + max(0, (last_centre - SEAL_DIAMETER // 2) // step)
    rows = [issuers[index : index + columns] for index in range(0, len(issuers), columns)]
    blocks: list[TextBlock] = []
    placed = 0
    for index, row in enumerate(rows):
        last = index == len(rows) - 1
        centres = [last_centre - step * (len(row) - 1 - column) for column in range(len(row))]
        if not last:
            centres = [last_centre - step * (columns - 1 - column) for column in range(len(row))]
        rise = LINE - SEAL_DROP if last else LINE // 2 - SEAL_DROP
        above = before if index == 0 else 0
        blocks.append(
            TextBlock(
                "signature",
                "Signature",
                (body_run("".join(f"\t{name}" for name in row)),),
                justify=Justify.LEFT,
                before=above,
                after=0 if last else JOINT_STEP - LINE,
                keep_next=True,
                tabs=tuple(Tab(centre, Align.CENTER) for centre in centres),
                seals=tuple(
                    _seal(signature, placed + column, centre, rise + above)
                    for column, centre in enumerate(centres)
                ),
            )
        )
        placed += len(row)
    return [*blocks, _date_block(date, DATE_INDENT)]


def _unsealed_blocks(
    signature: Signature, issuers: tuple[str, ...], before: int
) -> list[TextBlock]:
    """Unsealed 署名 two characters from the right, the date two after its beginning.

    A date longer than the name stands two characters from the right instead (§7.3.5.2).
    """
    date = _date(signature)
    date_width = text_width(date)
    name_width = max((text_width(name) for name in issuers), default=0)
    start = TEXT_WIDTH - 2 * CHARACTER - name_width
    dated = TextBlock(
        "date", "Date", (body_run(date),), justify=Justify.LEFT, left=max(0, start + 2 * CHARACTER)
    )
    if date_width > name_width:
        dated = _date_block(date, 2 * CHARACTER)
        start = TEXT_WIDTH - 4 * CHARACTER - date_width
    names = [
        TextBlock(
            "signature",
            "Signature",
            (body_run(name),),
            justify=Justify.LEFT,
            left=max(0, start),
            before=before if index == 0 else 0,
            keep_next=True,
        )
        for index, name in enumerate(issuers)
    ]
    return [*names, dated]


def _signatory_blocks(signature: Signature, before: int) -> list[TextBlock]:
    """职务 and the name (the space of the 签名章), the date one empty line below (§7.3.5.3)."""
    title, name = signature.signatory or ("", "")
    return [
        TextBlock(
            "signature",
            "Signature",
            (body_run(f"{title}　　"), body_run(name, Face.KAITI)),
            justify=Justify.RIGHT,
            right=DATE_INDENT,
            before=before,
            after=blank_lines(1),
            keep_next=True,
        ),
        _date_block(_date(signature), DATE_INDENT),
    ]


def note_block(note: str) -> TextBlock:
    """附注: in round brackets on the line after the date, indented two characters (§7.3.6)."""
    text = note.strip().strip("（）()")
    return TextBlock("note", "Note", (body_run(f"（{text}）"),), first=INDENT)


def attendance_blocks(attendance: tuple[tuple[str, str], ...]) -> list[Block]:
    """出席, 请假 and 列席 of minutes: label in 黑体, names hang under the first one (§10.3)."""
    return [
        hanging(
            f"attendance/{index}",
            "Attendance",
            _label(label),
            body_run(names),
        )
        for index, (label, names) in enumerate(attendance)
    ]


def _label(label: str) -> Run:
    return body_run(label.rstrip("：: ") + "：", Face.HEITI)
