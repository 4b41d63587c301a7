from __future__ import annotations

from pathlib import Path

import pytest

from fireoffice.core import paths
from fireoffice.core.errors import EnvironmentProblem


def test_the_default_data_folder_is_the_users_own_and_bears_the_programs_name() -> None:
    assert paths.default_data_folder().name == "fireoffice"


def test_asking_for_the_default_data_folder_does_not_make_it() -> None:
    assert not paths.default_data_folder().exists()


def test_a_resource_is_found_beside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = tmp_path / "resources" / "sample" / "circular.txt"
    shipped.parent.mkdir(parents=True)
    shipped.touch()
    monkeypatch.setattr(paths, "_ROOT", tmp_path)
    assert paths.resource("sample/circular.txt") == shipped
    assert paths.resource("sample") == shipped.parent


def test_a_missing_resource_means_an_incomplete_installation() -> None:
    with pytest.raises(EnvironmentProblem, match="程序文件不完整") as caught:
        paths.resource("no/such/file")
    assert "重新安装" in caught.value.hint
