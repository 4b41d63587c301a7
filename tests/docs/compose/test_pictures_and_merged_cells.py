"""Pictures no larger than their place, and cells that span columns and rows."""

from __future__ import annotations

from fireoffice.docs.cells import table_of
from fireoffice.docs.compose.body import PORTRAIT, body_blocks
from fireoffice.docs.compose.measures import TEXT_WIDTH
from fireoffice.docs.compose.tables import CLOSER, spaced_table
from fireoffice.docs.composition import Justify, TableBlock, TextBlock
from fireoffice.docs.paper import Body, Paragraph, Picture
from fireoffice.docs.style import STANDARD

PHOTO = Picture(b"\xff\xd8\xff", 3000, 2000)


def _texts(body: Body) -> list[TextBlock]:
    return [block for block in body_blocks("body", body, STANDARD) if isinstance(block, TextBlock)]


def _table(rows: list[tuple[str, ...]], *pictures: Picture) -> TableBlock:
    (block,) = body_blocks("body", (table_of(rows, pictures),), STANDARD)
    assert isinstance(block, TableBlock)
    return block


def test_a_picture_has_a_line_of_its_own_that_gives_it_room() -> None:
    (block,) = _texts((PHOTO,))
    assert block.picture == PHOTO
    assert block.pitch > PHOTO.height
    assert block.justify is Justify.CENTER


def test_a_picture_that_is_too_wide_or_too_high_is_made_smaller_in_proportion() -> None:
    wide, high = _texts((Picture(b"", 20000, 10000), Picture(b"", 1000, 30000)))
    assert wide.picture
    assert high.picture
    assert (wide.picture.width, wide.picture.height) == (TEXT_WIDTH, TEXT_WIDTH // 2)
    assert high.pitch <= PORTRAIT.text_height
    assert abs(high.picture.height / high.picture.width - 30) < 0.2


def test_a_caption_stands_centred_on_the_page_of_its_picture() -> None:
    picture, caption = _texts((PHOTO, Paragraph("图1　检查路线图")))
    assert picture.keep_next
    assert (caption.justify, caption.first) == (Justify.CENTER, 0)


def test_a_sentence_below_a_picture_is_no_caption() -> None:
    picture, text = _texts((PHOTO, Paragraph("图1 是检查路线，请按图检查。")))
    assert not picture.keep_next
    assert text.first > 0


def test_a_merged_cell_spans_and_what_it_covers_has_no_cell() -> None:
    table = _table([("单位", "项目", "⇐"), ("甲", "通道", "畅通"), ("⇑", "电线", "老化")])
    spans = [[(cell.span, cell.rows) for cell in row.cells] for row in table.rows]
    assert spans == [[(1, 1), (2, 1)], [(1, 2), (1, 1), (1, 1)], [(1, 1), (1, 1)]]


def test_a_long_text_across_columns_widens_none_of_them() -> None:
    rows = [("甲", "乙"), ("一", "二")]
    note = [("说明：本表由各村（居）民委员会每月填报一次并于次月五日前报送", "⇐")]
    assert _table(rows + note).widths == _table(rows).widths


def test_pictures_in_a_cell_fit_its_width_and_keep_their_order_with_the_words() -> None:
    photo = Picture(b"", 20000, 10000)
    table = _table([("前", "后"), ("〔图片1〕⏎东门", "整改后〔图片1〕")], photo)
    first, second = table.rows[1].cells
    assert [bool(block.picture) for block in first.blocks] == [True, False]
    assert [bool(block.picture) for block in second.blocks] == [False, True]
    picture = first.blocks[0].picture
    assert picture
    assert picture.width == table.widths[0] - 2 * table.margin


def test_rows_set_closer_leave_a_picture_its_room() -> None:
    table = _table([("前", "后"), ("〔图片1〕", "")], PHOTO)
    assert spaced_table(table, CLOSER).rows[1].cells[0].blocks == table.rows[1].cells[0].blocks
