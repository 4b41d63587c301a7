"""A corpus of papers as an office might write them, the same ones at every run.

Paper `i` depends on the seed and on `i` alone, so one that disagrees can be looked at by itself.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from fireoffice.docs.paper import (
    Align,
    Attachment,
    Body,
    Direction,
    Enclosure,
    Format,
    Imprint,
    Letterhead,
    Level,
    Paper,
    Paragraph,
    Signature,
    Table,
)
from fireoffice.docs.style import GB2312, GBK, STANDARD, WINDOWS, PaperStyle
from tests.lab.prose import Prose
from tests.lab.prose_fire import FIRE
from tests.lab.prose_unseen import UNSEEN

SEED = 9704
SIZE = 500
LONGEST_PAGES = 12.0
SHORTEST_PAGES = 0.3
_CHARS_A_PAGE = 500
_NUMERALS = "一二三四五六七八九十"
_FORMATS = (Format.DOCUMENT,) * 6 + (Format.LETTER, Format.LETTER, Format.MINUTES, Format.ORDER)


@dataclass(frozen=True)
class Specimen:
    """A paper of the laboratory by its name."""

    name: str
    paper: Paper
    style: PaperStyle = STANDARD


def corpus(count: int = SIZE, prose: Prose = FIRE) -> Iterator[Specimen]:
    """The first `count` papers made of `prose`."""
    name = "unseen" if prose is UNSEEN else "corpus"
    for index in range(count):
        author = _Author(random.Random(f"{SEED}/{index}"), prose)
        yield author.specimen(f"{name}-{index:03}")


class _Author:
    """Writes one paper out of one stream of chance."""

    def __init__(self, chance: random.Random, prose: Prose) -> None:
        self.chance = chance
        self.prose = prose

    def _fill(self, text: str) -> str:
        return self.prose.fill(text, self.chance)

    def specimen(self, name: str) -> Specimen:
        kind = self.chance.choice(_FORMATS)
        pages = self.chance.uniform(SHORTEST_PAGES, LONGEST_PAGES)
        if kind is not Format.DOCUMENT:
            pages = min(pages, self.chance.uniform(SHORTEST_PAGES, 5))
        return Specimen(name, self._paper(kind, pages), self._style())

    def _style(self) -> PaperStyle:
        return PaperStyle(
            fonts=self.chance.choice((GB2312,) * 6 + (GBK, WINDOWS)),
            preprinted=self._now_and_then(0.05),
            imprint_on_even_page=self._now_and_then(0.15),
            bold_levels=frozenset({2, 3}) if self._now_and_then(0.1) else frozenset(),
        )

    def _seldom(self, share: float, *texts: str) -> str:
        return self.chance.choice(texts) if self._now_and_then(share) else ""

    def _now_and_then(self, share: float) -> bool:
        return self.chance.random() < share

    def _paper(self, kind: Format, pages: float) -> Paper:
        up = kind is Format.DOCUMENT and self._now_and_then(0.2)
        attachments = self._attachments() if self._now_and_then(0.3) else ()
        enclosed = kind is Format.DOCUMENT and not up and pages > 1.5 and self._now_and_then(0.3)
        size = pages * _CHARS_A_PAGE - 400 * len(attachments)
        body = self._body(120 if enclosed else max(60, size))
        dated = date(2019, 1, 1) + timedelta(days=self.chance.randrange(1800))
        return Paper(
            letterhead=self._letterhead(kind),
            title="" if kind is Format.ORDER else self._title(kind),
            body=body,
            format=kind,
            direction=self._direction(kind, up=up),
            number=self._number(kind, dated),
            copy_number=f"{self.chance.randrange(1, 99999):06}" if self._now_and_then(0.08) else "",
            secrecy=self.chance.choice(("秘密★1年", "机密★10年"))
            if self._now_and_then(0.08)
            else "",
            urgency=self.chance.choice(("特急", "加急")) if self._now_and_then(0.15) else "",
            signers=tuple(
                self.chance.sample(self.prose.slots["人"], self.chance.choice((1, 1, 2, 3)))
            )
            if up
            else (),
            recipients=self._recipients(kind),
            signature=self._signature(kind, dated),
            note=self._note(up=up),
            attachments=attachments,
            enclosure=Enclosure(
                self._fill(self.prose.subject),
                self._body(size),
                subtitle="（试行）" if self._now_and_then(0.2) else "",
            )
            if enclosed
            else None,
            imprint=self._imprint(kind, dated),
            attendance=self._attendance() if kind is Format.MINUTES else (),
        )

    def _letterhead(self, kind: Format) -> Letterhead:
        match kind:
            case Format.MINUTES:
                return Letterhead((self.prose.meeting,), "纪要")
            case Format.ORDER:
                return Letterhead((self.prose.issuer,), "令")
            case Format.LETTER:
                return Letterhead((self.prose.issuer,), "")
            case Format.DOCUMENT:
                issuers = (self.prose.issuer,)
                if self._now_and_then(0.12):
                    issuers += tuple(
                        self.chance.sample(self.prose.others, self.chance.choice((1, 2)))
                    )
                return Letterhead(
                    issuers,
                    self.chance.choice(("文件", "文件", "文件", "")),
                    leading_only=len(issuers) > 1 and self._now_and_then(0.3),
                )

    def _direction(self, kind: Format, *, up: bool) -> Direction:
        if up:
            return Direction.UP
        return Direction.LEVEL if kind is Format.LETTER else Direction.DOWN

    def _number(self, kind: Format, dated: date) -> str:
        serial = self.chance.randrange(1, 130)
        match kind:
            case Format.ORDER | Format.MINUTES:
                return f"第{serial}号"
            case Format.LETTER:
                return f"{self.prose.sign}函〔{dated.year}〕{serial}号"
            case Format.DOCUMENT:
                return f"{self.prose.sign}发〔{dated.year}〕{serial}号"

    def _title(self, kind: Format) -> str:
        if kind is Format.MINUTES and self._now_and_then(0.5):
            return ""
        return self.prose.issuer * self._now_and_then(0.6) + self._fill(
            self.chance.choice(self.prose.titles)
        )

    def _recipients(self, kind: Format) -> str:
        if kind in (Format.ORDER, Format.MINUTES):
            return ""
        names = list(self.prose.slots["村"][:6] + self.prose.slots["部门"])
        self.chance.shuffle(names)
        chosen = names[: self.chance.choice((1, 2, 3, 4, 6, 12))]
        return "，".join(("、".join(chosen), "有关单位")) + "："

    def _signature(self, kind: Format, dated: date) -> Signature:
        match kind:
            case Format.MINUTES:
                return Signature()
            case Format.ORDER:
                return Signature(
                    dated=dated, signatory=("镇 长", self.chance.choice(self.prose.slots["人"]))
                )
            case _:
                return Signature((self.prose.issuer,), dated, sealed=self._now_and_then(0.7))

    def _note(self, *, up: bool) -> str:
        if up or self._now_and_then(0.08):
            return self._fill("（联系人：{人}，联系电话：{电}）")
        return ""

    def _imprint(self, kind: Format, dated: date) -> Imprint:
        copies = ""
        if self._now_and_then(0.6):
            names = self.chance.sample(self.prose.slots["部门"], self.chance.choice((1, 3, 6, 10)))
            copies = self.prose.copied + "，" + "、".join(names)
        if kind is Format.LETTER:
            return Imprint(copies_to=copies)
        if self._now_and_then(0.1):
            return Imprint()
        return Imprint(
            self.prose.printer,
            dated + timedelta(days=self.chance.randrange(3)),
            copies,
            extra="共印35份" if self._now_and_then(0.1) else "",
        )

    def _attendance(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (
                label,
                "、".join(
                    self.chance.choices(self.prose.slots["人"], k=self.chance.randrange(2, 20))
                ),
            )
            for label in ("出席", "请假", "列席")
        )

    def _attachments(self) -> tuple[Attachment, ...]:
        return tuple(
            Attachment(
                self._fill(self.chance.choice(self.prose.attachments)),
                (self._table(self.chance.randrange(4, 40)),)
                if self._now_and_then(0.6)
                else self._body(self.chance.randrange(150, 900)),
                landscape=self._now_and_then(0.3),
            )
            for _ in range(self.chance.choice((1, 1, 2, 3)))
        )

    def _body(self, size: float) -> Body:
        """Paragraphs of all levels of about `size` characters, with a table now and then."""
        body: list[Paragraph | Table] = [Paragraph(self._prose(self.chance.randrange(1, 3)))]
        written = len(str(body[0]))
        first = second = third = 0
        levelled = size > 300
        while written < size:
            if levelled and self._now_and_then(0.12) and first < 10:
                first, second, third = first + 1, 0, 0
                text = f"{_NUMERALS[first - 1]}、{self.chance.choice(self.prose.headings)}"
                body.append(Paragraph(text, Level.FIRST, len(text)))
            elif levelled and self._now_and_then(0.2) and second < 10:
                second, third = second + 1, 0
                body.append(self._run_in(f"（{_NUMERALS[second - 1]}）", Level.SECOND))
            elif levelled and self._now_and_then(0.4):
                third += 1
                body.append(self._run_in(f"{third}.", Level.THIRD))
            elif levelled and self._now_and_then(0.1):
                body.append(self._run_in(f"（{self.chance.randrange(1, 12)}）", Level.FOURTH))
            elif self._now_and_then(0.03):
                body.append(self._table(self.chance.randrange(2, 12)))
                written += 200
            else:
                body.append(Paragraph(self._prose(self.chance.randrange(1, 5))))
            if isinstance(body[-1], Paragraph):
                written += max(28, len(body[-1].text))
        if isinstance(body[-1], Paragraph) and body[-1].level is Level.FIRST:
            body.append(Paragraph(self._prose(1)))
        return tuple(body)

    def _run_in(self, label: str, level: Level) -> Paragraph:
        heading = label + self.chance.choice(self.prose.run_in)
        return Paragraph(heading + self._prose(self.chance.randrange(1, 4)), level, len(heading))

    def _prose(self, sentences: int) -> str:
        return "".join(
            self._fill(text) for text in self.chance.choices(self.prose.sentences, k=sentences)
        )

    def _table(self, rows: int) -> Table:
        columns = self.prose.columns[: self.chance.randrange(3, len(self.prose.columns) + 1)]
        return Table(
            (tuple(head for head, *_ in columns),),
            tuple(self._row(number + 1, len(columns)) for number in range(rows)),
            aligns=(Align.CENTER, Align.LEFT, Align.LEFT)[: self.chance.choice((0, 3))],
            caption=self.prose.caption if self._now_and_then(0.2) else "",
        )

    def _row(self, number: int, columns: int) -> tuple[str, ...]:
        drawn = [
            texts[0] if len(texts) == 1 else self.chance.choice(texts)
            for _, *texts in self.prose.columns
        ]
        return tuple(self._fill(text.replace("{number}", str(number))) for text in drawn[:columns])
