"""Photos, files and papers, which lie beside the database and are therefore in no backup file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fireoffice.core.settings import load_settings
from fireoffice.services.attachments import store
from fireoffice.services.attachments.store import STORE
from fireoffice.services.office import Office
from fireoffice.services.papers.turns import PAPERS_FOLDER


@dataclass(frozen=True)
class Beside:
    """The number of attached files and of papers, and of those files that `second` has not got.

    `second` is the second place for backups, None where none is set or it is not there.
    """

    attachments: int
    papers: int
    second: Path | None
    missing: int

    def told(self) -> str:
        """The sentence that tells where they are; empty if there are none."""
        if not self.attachments and not self.papers:
            return ""
        said = (
            f"备份文件里没有照片、附件（{self.attachments}个）和成文的公文（{self.papers}份）："
            f"它们在数据文件夹的“{STORE}”“{PAPERS_FOLDER}”里"
        )
        if self.second is None:
            return f"{said}，没有接上第二份备份位置，请自己另存一份。"
        kept = f"附件缺{self.missing}个" if self.missing else "附件齐全"
        return f"{said}；第二份备份位置（{self.second}）里{kept}，公文请自己另存一份。"


def beside(office: Office) -> Beside:
    """The files and papers beside the database of `office` now. Raises `EnvironmentProblem`."""
    ours = store.names(office.folder / STORE)
    papers = sum(1 for _ in (office.folder / PAPERS_FOLDER).rglob("*.docx"))
    wanted = load_settings(office.folder).second_backup_folder
    second = Path(wanted) if wanted and Path(wanted).is_dir() else None
    there = store.names(second / STORE) if second else {}
    return Beside(len(ours), papers, second, len(ours.keys() - there.keys()))
