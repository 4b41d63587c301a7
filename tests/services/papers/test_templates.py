"""The office's own templates: judged, used, kept, and given up again."""

from __future__ import annotations

from pathlib import Path

import pytest

from fireoffice.core.errors import InputError
from fireoffice.docs.forms import FORMS
from fireoffice.services.office import Office
from fireoffice.services.papers import templates
from tests.docs.forms.specimens import edited, notice, visible

NOTICE = FORMS["rectification_notice"]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A template of the office's own: the shipped one with a word changed."""
    file = tmp_path / "本镇整改通知书.docx"
    file.write_bytes(edited(NOTICE, "（本文书一式两份", "（本文书一式三份"))
    return file


def test_an_office_begins_with_the_shipped_templates(office: Office) -> None:
    now = templates.state(office, NOTICE)
    assert (now.origin, now.is_own) == ("内置", False)


def test_its_own_template_is_used_once_it_is_put_in(office: Office, own: Path) -> None:
    assert templates.put_in(office, NOTICE, own) == ()
    filled = templates.load(office, NOTICE).fill(notice())
    assert "一式三份" in visible(filled.data)
    assert templates.state(office, NOTICE).origin == "整改通知书.docx"


def test_one_that_cannot_make_the_form_leaves_the_former_in_use(
    office: Office, own: Path, tmp_path: Path
) -> None:
    templates.put_in(office, NOTICE, own)
    broken = tmp_path / "坏.docx"
    broken.write_bytes(edited(NOTICE, "{{ 文号 }}", "{{ 文件号 }}"))
    with pytest.raises(InputError, match="不认识的栏目“文件号”"):
        templates.put_in(office, NOTICE, broken)
    assert templates.state(office, NOTICE).file.read_bytes() == own.read_bytes()


def test_every_template_that_was_used_is_kept(office: Office, own: Path) -> None:
    templates.put_in(office, NOTICE, own)
    lying = templates.state(office, NOTICE).file
    lying.write_bytes(edited(NOTICE, "一式两份", "一式四份"))
    templates.load(office, NOTICE)
    templates.restore_shipped(office, NOTICE)
    assert not templates.state(office, NOTICE).is_own
    kept = {file.read_bytes() for file in templates.versions(office, NOTICE)}
    assert kept == {own.read_bytes(), edited(NOTICE, "一式两份", "一式四份")}


def test_one_that_was_spoilt_where_it_lies_is_named(office: Office, own: Path) -> None:
    templates.put_in(office, NOTICE, own)
    templates.state(office, NOTICE).file.write_bytes(b"")
    with pytest.raises(InputError, match=r"模板“整改通知书\.docx”是空文件"):
        templates.load(office, NOTICE)


def test_the_template_in_use_goes_out_to_be_edited(
    office: Office, own: Path, tmp_path: Path
) -> None:
    templates.put_in(office, NOTICE, own)
    assert templates.export(office, NOTICE, tmp_path) == tmp_path / "整改通知书.docx"
    assert (tmp_path / "整改通知书.docx").read_bytes() == own.read_bytes()
