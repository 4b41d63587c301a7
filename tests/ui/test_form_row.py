"""A field of a form is as high as what stands in it, and shows all of that."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from fireoffice.registers import WORDINGS
from fireoffice.ui.parts.editors import TextEditor
from fireoffice.ui.parts.form import Form


@pytest.mark.parametrize("lines", [1, 2, 6])
def test_a_long_text_stands_whole_in_its_row_also_after_the_row_has_become_wider(
    qtbot: QtBot, lines: int
) -> None:
    form = Form([WORDINGS.field("demand")], lambda _: ())
    qtbot.addWidget(form)
    form.resize(200, 600)
    form.show()
    row = form.rows["demand"]
    editor = row.editor
    assert isinstance(editor, TextEditor)
    row.set_text("\n".join(["请落实整改责任人、措施、资金和期限"] * lines))
    qtbot.wait(1)
    form.resize(420, 600)
    qtbot.waitUntil(lambda: editor.document().size().height() == lines)
    assert editor.y() == 0
    assert editor.geometry().bottom() < row.height()
    assert lines == 1 or editor.verticalScrollBar().maximum() == 0
