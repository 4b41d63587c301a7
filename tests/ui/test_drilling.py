"""The drill of the month in the window: nobody waits for it, and only a failure is told."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from fireoffice.services.office import Office
from fireoffice.services.safekeeping import backups, drill
from fireoffice.ui.exchange_page import ExchangePage
from fireoffice.ui.tabs import TABS
from fireoffice.ui.window import MainWindow

EXCHANGE = [tab.word for tab in TABS].index("数据交换")


def _hold(window: MainWindow, qtbot: QtBot) -> None:
    window.drilling.hold_if_due()
    qtbot.waitUntil(lambda: not window.drilling.busy(), timeout=60_000)


def test_a_drill_is_held_beside_the_work_and_its_date_is_shown(
    window: MainWindow, office: Office, qtbot: QtBot, at_rest: Callable[[MainWindow], None]
) -> None:
    taken = backups.backup(office)
    window.drilling.hold_if_due()
    assert not window.tasks.busy()
    qtbot.waitUntil(lambda: not window.drilling.busy(), timeout=60_000)
    assert window.error_strip().text() == ""
    window.go_to(EXCHANGE)
    at_rest(window)
    page = window.current_page()
    assert isinstance(page, ExchangePage)
    assert window.status.counts().endswith(f"，2021-04-20演练恢复完好（{taken.records:,}条记录）")


def test_a_drill_that_failed_is_one_sentence_also_at_the_next_start(
    window: MainWindow, office: Office, qtbot: QtBot
) -> None:
    file = backups.backup(office).file
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    told = "2021年04月20日08:40的备份没有通过演练：文件与备份时不同。"
    for _ in range(2):
        window.error_strip().say("")
        _hold(window, qtbot)
        assert told in window.error_strip().text()


def test_a_window_that_closes_gives_up_its_drill(
    window: MainWindow, office: Office, qtbot: QtBot
) -> None:
    backups.backup(office)
    window.drilling.hold_if_due()
    window.close()
    assert not (office.folder / drill.ASIDE).exists()
