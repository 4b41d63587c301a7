"""From a circular to 责任清单: the clauses as proposed duties, ticked one by one or all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from fireoffice.services.duties.proposals import Proposal
from fireoffice.ui.parts.basics import button, label
from fireoffice.ui.parts.dialog import WIDE, Dialog
from fireoffice.ui.theme import theme

_HEADS = ("条款", "责任主体", "责任内容", "时限")
_WIDTHS = (78, 132, 282)
_ROW = 28
_HEIGHT = 29 + 12 * _ROW


class ProposalsDialog(Dialog):
    """Lists a duty for each clause, all ticked; `known` more are in 责任清单 already."""

    def __init__(
        self, proposals: Sequence[Proposal], known: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__("把这份公文的条款放入责任清单？", WIDE, parent)
        self._proposals = tuple(proposals)
        sentence = f"找到{len(self._proposals)}条，勾选的放入，放入后可在责任清单中逐条修改。"
        if known:
            sentence += f"另有{known}条责任清单已有，不再列出。"
        words = label(sentence, "label")
        words.setWordWrap(True)
        self.body.addWidget(words)
        self.list = self._make_list()
        self.body.addWidget(self.list)
        self.every = button("全部勾选", "word")
        self.body.addWidget(self.every, 0, Qt.AlignmentFlag.AlignLeft)
        self.refuse = self.add_button("不放", default=True)
        self.agree = self.add_button("", "next")
        self.refuse.clicked.connect(self.reject)
        self.agree.clicked.connect(self.accept)
        self.every.clicked.connect(self._on_every_pressed)
        self.list.itemChanged.connect(self._on_item_changed)
        self._on_item_changed()
        self.list.setFocus()

    def chosen(self) -> tuple[Proposal, ...]:
        """The proposals that are ticked, in the order of the circular."""
        return tuple(
            one
            for index, one in enumerate(self._proposals)
            if self._item(index).checkState(0) is Qt.CheckState.Checked
        )

    def _make_list(self) -> QTreeWidget:
        made = QTreeWidget()
        made.setAccessibleName("从公文提取的责任")
        made.setHeaderLabels(list(_HEADS))
        made.setRootIsDecorated(False)
        made.setUniformRowHeights(True)
        made.setAllColumnsShowFocus(True)
        colours = made.palette()
        colours.setColor(QPalette.ColorRole.Highlight, theme.colour("blue_t"))
        colours.setColor(QPalette.ColorRole.HighlightedText, theme.colour("ink"))
        made.setPalette(colours)
        made.setFixedHeight(theme.px(_HEIGHT))
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in self._proposals:
            item = QTreeWidgetItem([one.clause, one.holder, one.content, _when(one)])
            item.setSizeHint(0, QSize(0, theme.px(_ROW)))
            for column in range(len(_HEADS)):
                item.setToolTip(column, item.text(column))
            item.setCheckState(0, Qt.CheckState.Checked)
            made.addTopLevelItem(item)
        header = made.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setStretchLastSection(True)
        for column, width in enumerate(_WIDTHS):
            made.setColumnWidth(column, theme.px(width))
        if made.topLevelItemCount():
            made.setCurrentItem(made.topLevelItem(0))
        return made

    def _item(self, index: int) -> QTreeWidgetItem:
        item = self.list.topLevelItem(index)
        assert item is not None
        return item

    def _on_every_pressed(self) -> None:
        for index in range(len(self._proposals)):
            self._item(index).setCheckState(0, Qt.CheckState.Checked)

    def _on_item_changed(self) -> None:
        count = len(self.chosen())
        self.agree.setText(f"放入{count}条" if count else "没有勾选")
        self.agree.setEnabled(count > 0)


def _when(proposal: Proposal) -> str:
    """Return the day when it is due, else how often, in the list's own words."""
    return proposal.due.isoformat() if proposal.due else proposal.frequency or "—"
