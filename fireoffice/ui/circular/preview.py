"""The right half of the tab: the paper as it will print, and what leads through it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from fireoffice.docs.style import FontProfile
from fireoffice.docs.typeset import Typeset
from fireoffice.ui.circular.fonts import FaceBook, faces_of
from fireoffice.ui.circular.page_stack import Fit
from fireoffice.ui.circular.page_view import PageView
from fireoffice.ui.circular.painter import PagePainter
from fireoffice.ui.circular.thumbnails import Thumbnails
from fireoffice.ui.parts.basics import button, label, rule, tighten
from fireoffice.ui.theme import theme

_ZOOMS = (75, 100, 125, 150, 200)


class PreviewPane(QWidget):
    """Head with page number, guides, ‹ › and zoom; the desk with the pages; a note on fonts."""

    place_clicked = Signal(str, int)

    def __init__(
        self, fonts: FontProfile, name: str = "预览", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._profile = fonts
        self.faces = FaceBook(fonts)
        self.painter = PagePainter(self.faces)
        self.view = PageView(self.painter)
        self.thumbnails = Thumbnails(self.painter)
        self.thumbnails.hide()
        self._place = label("", "label")
        self._guides = QCheckBox("版心与用印参考线")
        self._guides.setChecked(True)
        self._back = button("", "flat", "chevron-left", "上一页")
        self._forth = button("", "flat", "chevron-right", "下一页")
        self._zoom = self._make_zoom()
        self._note = label("", "note", "字体说明")
        self._note.setWordWrap(True)
        self._build(name)
        self._connect()

    def set_typeset(self, typeset: Typeset) -> None:
        """Show what was typeset."""
        if typeset.composition.fonts != self._profile:
            self._profile = typeset.composition.fonts
            self.faces = FaceBook(self._profile)
            self.painter = PagePainter(self.faces)
        self.view.set_paper(typeset.laid, self.painter)
        self.thumbnails.set_paper(typeset.laid, self.painter)
        note = self.faces.note(faces_of(typeset.composition))
        self._note.setText(note)
        self._foot.setVisible(bool(note))

    def show_caret(self, key: str, offset: int) -> None:
        """Follow the text cursor."""
        self.view.show_caret(key, offset)

    def page_words(self) -> str:
        """Return the words of the head, e.g. 「第1页，共5页」."""
        return self._place.text()

    def note(self) -> str:
        """Return the sentence below the preview."""
        return self._note.text()

    def _build(self, words: str) -> None:
        head = QWidget()
        head.setFixedHeight(theme.px(34))
        row = QHBoxLayout(head)
        tighten(row, 6, (14, 0, 6, 0))
        name = label(words)
        name.setFont(theme.font(bold=True))
        row.addWidget(name)
        row.addWidget(self._place)
        row.addStretch(1)
        for widget in (self._guides, self._back, self._forth, self._zoom):
            row.addWidget(widget)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        tighten(foot, 0, (14, 4, 14, 4))
        foot.addWidget(self._note)
        middle = QHBoxLayout()
        tighten(middle)
        middle.addWidget(self.thumbnails)
        middle.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        tighten(column)
        column.addWidget(head)
        column.addWidget(rule("line"))
        column.addLayout(middle, 1)
        column.addWidget(rule("line"))
        column.addWidget(self._foot)

    def _make_zoom(self) -> QToolButton:
        made = QToolButton()
        made.setProperty("part", "flat")
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setText(Fit.PAGE.value)
        made.setToolTip("缩放和缩略图（Ctrl+滚轮缩放）")
        made.setAccessibleName("缩放")
        menu = QMenu(made)
        self._choices = QActionGroup(self)
        for words in (Fit.PAGE.value, Fit.WIDTH.value, *(f"{zoom}%" for zoom in _ZOOMS)):
            action = menu.addAction(words)
            action.setCheckable(True)
            self._choices.addAction(action)
        self._choices.actions()[0].setChecked(True)
        menu.addSeparator()
        self._strip = menu.addAction("页面缩略图")
        self._strip.setCheckable(True)
        made.setMenu(menu)
        return made

    def _connect(self) -> None:
        self.view.place_clicked.connect(self.place_clicked)
        self.view.page_changed.connect(self._on_page_changed)
        self.view.zoom_changed.connect(self._on_zoom_changed)
        self.thumbnails.chosen.connect(self.view.show_page)
        self._guides.toggled.connect(self.view.set_guides)
        self._back.clicked.connect(self._on_back)
        self._forth.clicked.connect(self._on_forth)
        self._choices.triggered.connect(self._on_zoom_chosen)
        self._strip.toggled.connect(self.thumbnails.setVisible)

    def _on_back(self) -> None:
        self.view.show_page(self.view.current - 1)

    def _on_forth(self) -> None:
        self.view.show_page(self.view.current + 1)

    def _on_page_changed(self, index: int) -> None:
        self._place.setText(f"第{index + 1}页，共{self.view.count}页")
        self._back.setEnabled(index > 0)
        self._forth.setEnabled(index + 1 < self.view.count)
        self.thumbnails.set_current(index)

    def _on_zoom_chosen(self, action: QAction) -> None:
        words = action.text()
        for fit in (Fit.PAGE, Fit.WIDTH):
            if words == fit.value:
                self.view.set_fit(fit)
                return
        self.view.set_fit(Fit.FREE, int(words.removesuffix("%")) / 100)

    def _on_zoom_changed(self) -> None:
        fit = self.view.fit
        words = fit.value if fit is not Fit.FREE else f"{self.view.zoom:.0%}"
        self._zoom.setText(words)
        for action in self._choices.actions():
            action.setChecked(action.text() == words)
        self.setCursor(Qt.CursorShape.ArrowCursor)
