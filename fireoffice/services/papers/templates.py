"""The office's own templates: put in, replaced, given back for editing, and every version kept."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from fireoffice.core.clock import CHINA
from fireoffice.core.errors import InputError, explaining
from fireoffice.core.files import remove_file, write_atomically
from fireoffice.docs.forms import Form
from fireoffice.docs.forms.checking import TemplateFinding, Weight, check_template
from fireoffice.docs.forms.template import FormTemplate
from fireoffice.docs.forms.vetting import LARGEST, too_large, vetted
from fireoffice.services.office import Office

TEMPLATES: Final = "模板"
VERSIONS: Final = "旧版"
SHIPPED: Final = "内置"


@dataclass(frozen=True)
class TemplateState:
    """The template that a form is made with. `origin` is 「内置」 or the office's own file name.

    `since` is when the office's own was put in or last edited where it lies.
    """

    origin: str
    sha256: str
    file: Path
    since: datetime | None = None

    @property
    def is_own(self) -> bool:
        """True if the office has put in its own."""
        return self.origin != SHIPPED


def state(office: Office, form: Form) -> TemplateState:
    """The template that `form` is made with now."""
    own = _own(office, form)
    file = own if own.exists() else form.shipped
    digest = sha256(_read_bytes(file)).hexdigest()
    with explaining("读取模板", file):
        written = datetime.fromtimestamp(file.stat().st_mtime, CHINA)
    if file == own:
        return TemplateState(own.name, digest, file, written)
    return TemplateState(SHIPPED, digest, file)


def examine(form: Form, file: Path) -> tuple[TemplateFinding, ...]:
    """The findings that `put_in` would make in the .docx `file`; nothing is changed."""
    return check_template(form, _read_bytes(file), file.name)


def load(office: Office, form: Form) -> FormTemplate:
    """The template of `form`, ready to be filled. Raises `InputError` for an unusable one."""
    now = state(office, form)
    data = _read_bytes(now.file)
    if now.is_own:
        # The template may have been edited where it lies: the version used for a paper is kept.
        _keep(office, form, data)
    return _read(form, data, now.origin if now.is_own else form.file_name)


def put_in(office: Office, form: Form, file: Path) -> tuple[TemplateFinding, ...]:
    """Use the .docx `file` for `form` from now on; what was used before is kept.

    What leads out of the template is left out of it. Returns what to look at. Raises `InputError`
    where the template cannot make the form; then nothing was changed.
    """
    data = _read_bytes(file)
    found = check_template(form, data, file.name)
    errors = [one for one in found if one.weight is Weight.ERROR]
    if errors:
        raise InputError(errors[0].message, errors[0].hint)
    own = _own(office, form)
    if own.exists():
        _keep(office, form, own.read_bytes())
    data = vetted(data, file.name)
    _keep(office, form, data)
    write_atomically(own, data)
    return found


def restore_shipped(office: Office, form: Form) -> None:
    """Go back to the shipped template; the office's own stays among the old versions."""
    own = _own(office, form)
    if own.exists():
        with explaining("停用模板", own):
            _keep(office, form, own.read_bytes())
            remove_file(own)


def export(office: Office, form: Form, target: Path) -> Path:
    """Write the template in use to `target`, to be edited in Word or WPS; returns where."""
    wanted = target / form.file_name if target.is_dir() else target
    write_atomically(wanted, state(office, form).file.read_bytes())
    return wanted


def versions(office: Office, form: Form) -> tuple[Path, ...]:
    """Every template of its own that the office has used for `form`, latest first."""
    found = [*(office.folder / TEMPLATES / VERSIONS).glob(f"{form.title} *.docx")]
    return tuple(sorted(found, key=lambda one: one.stat().st_mtime, reverse=True))


def _read_bytes(file: Path) -> bytes:
    """The bytes of a template. Raises `InputError` for a huge file, `EnvironmentProblem`."""
    with explaining("读取模板", file):
        if file.stat().st_size > LARGEST:
            raise too_large(file.name)
        return file.read_bytes()


def _own(office: Office, form: Form) -> Path:
    return office.folder / TEMPLATES / form.file_name


def _keep(office: Office, form: Form, data: bytes) -> None:
    digest = sha256(data).hexdigest()
    kept = office.folder / TEMPLATES / VERSIONS / f"{form.title} {digest[:12]}.docx"
    with suppress(FileNotFoundError):
        if kept.stat().st_size == len(data):
            return
    write_atomically(kept, data)


@lru_cache(maxsize=16)
def _read(form: Form, data: bytes, name: str) -> FormTemplate:
    return FormTemplate(form, data, name)
