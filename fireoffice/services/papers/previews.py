"""Papers that were only looked at: where they lie, and that they do not stay.

They hold what the issued ones hold, names and telephones, without being anybody's record.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from fireoffice.core.errors import explaining
from fireoffice.core.files import make_folder, remove_file
from fireoffice.services.office import Office

PREVIEWS: Final = Path("缓存") / "预览"
"""The folder of previews within the data folder; it may be deleted at any time."""


def preview_folder(office: Office) -> Path:
    """The folder of previews, made where it is missing. Raises `EnvironmentProblem`."""
    folder = office.folder / PREVIEWS
    with explaining("预览文书", folder):
        make_folder(folder)
    return folder


def clear_previews(office: Office) -> None:
    """Remove the previews made so far; where one is open elsewhere, the rest goes the next time."""
    # The first refusal ends the clearing: each is waited for, and the user wants to leave.
    with suppress(OSError):
        for file in sorted((office.folder / PREVIEWS).glob("*")):
            remove_file(file)
