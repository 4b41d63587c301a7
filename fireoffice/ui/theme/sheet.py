"""The one style sheet, built from the tokens.

A widget says what it is with the dynamic property ``part`` (``QPushButton[part="word"]``);
sizes are those of the 100 % design, passed through ``px``. No font family stands here: the
application font carries the families.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from string import Template

from fireoffice.ui.theme.tokens import Tokens

_SHEET = Template("""
QWidget { color: $ink; }
QMainWindow, QDialog, Page, QStackedWidget { background: $paper; }
QLabel, QCheckBox, QRadioButton { background: transparent; }
QToolTip { background: $ink; color: $paper; border: 0; padding: ${p4}px ${p6}px; }

QLabel[part="note"] { color: $ink3; font-size: ${f12}px; }
QLabel[part="label"] { color: $ink2; }
QLabel[part="title"] { font-size: ${f16}px; font-weight: bold; }
QLabel[part="head"] { font-size: ${f14}px; font-weight: bold; }
QLabel[part="figure"] { font-size: ${f20}px; font-weight: bold; }
QLabel[part="mistake"] { color: $ink; font-size: ${f12}px; }
QLabel[part="late"] { color: $red; font-size: ${f12}px; }

QFrame[part="bar"], QWidget[part="desk"] { background: $desk; }
QWidget[part="paper"] { background: $paper; }
QWidget[part="table"] { background: $table; }
QFrame[part="hair"] { background: $hair; border: 0; }
QFrame[part="line"] { background: $line; border: 0; }

QPushButton, QToolButton {
    min-height: ${h28_1}px; max-height: ${h28_1}px; padding: 0 ${p12}px;
    border: 1px solid $line; border-radius: ${p3}px; background: $paper; color: $ink;
}
QPushButton:hover, QToolButton:hover { border-color: $edge; background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $blue_t; }
QPushButton:focus, QToolButton:focus {
    border: 2px solid $blue; padding: 0 ${p11}px; min-height: ${h28_2}px; max-height: ${h28_2}px;
}
QPushButton:disabled, QToolButton:disabled { color: $off; border-color: $hair; }

QPushButton[part="next"] {
    min-height: ${h32_1}px; max-height: ${h32_1}px; padding: 0 ${p14}px;
    background: $blue; border-color: $blue; color: $on; font-weight: bold;
}
QPushButton[part="next"]:hover { background: $blue_h; border-color: $blue_h; }
QPushButton[part="next"]:focus {
    border: 2px solid $edge; padding: 0 ${p13}px; min-height: ${h32_2}px; max-height: ${h32_2}px;
}
QPushButton[part="next"]:disabled { background: $hair; border-color: $hair; color: $ink3; }
QPushButton[part="tall"] { min-height: ${h32_1}px; max-height: ${h32_1}px; }
QPushButton[part="tall"]:focus { min-height: ${h32_2}px; max-height: ${h32_2}px; }
QPushButton[part="final"] { border-color: $red; color: $red; }
QPushButton[part="final"]:hover { background: $red_t; border-color: $red; }

QPushButton[part="word"], QPushButton[part="flat"], QToolButton[part="flat"] {
    border: 1px solid transparent; background: transparent; padding: 0 ${p6}px;
}
QPushButton[part="word"] { color: $blue; padding: 0 ${p2}px; }
QPushButton[part="word"]:hover { color: $blue_h; text-decoration: underline; }
QPushButton[part="word"]:focus { border: 2px solid $blue; padding: 0 ${p1}px; }
QPushButton[part="word"]:disabled { color: $off; }
QPushButton[part="flat"]:hover, QToolButton[part="flat"]:hover {
    border-color: $line; background: transparent;
}
QPushButton[part="flat"]:focus, QToolButton[part="flat"]:focus {
    border: 2px solid $blue; padding: 0 ${p5}px;
}
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }

QPushButton[part="chip"] {
    min-height: ${h22_1}px; max-height: ${h22_1}px; padding: 0 ${p9}px; border-radius: ${p11}px;
}
QPushButton[part="chip"]:checked { background: $blue_t; border-color: $blue; color: $blue; }
QPushButton[part="chip"]:focus {
    border: 2px solid $blue; padding: 0 ${p8}px; min-height: ${h22_2}px; max-height: ${h22_2}px;
}

QPushButton[part="view"] {
    min-height: ${h28_1}px; max-height: ${h28_1}px; padding: 0 ${p10}px;
    border: 0; border-radius: 0; background: transparent; border-top: 2px solid transparent;
    border-bottom: 2px solid transparent; color: $ink2;
}
QPushButton[part="view"]:hover { color: $ink; border-bottom-color: $line; }
QPushButton[part="view"]:checked { color: $ink; border-bottom-color: $ink; }
QPushButton[part="view"]:focus {
    border: 2px solid $blue; padding: 0 ${p8}px; min-height: ${h28_1}px; max-height: ${h28_1}px;
}

QPushButton[part="side"] {
    min-height: ${h28_0}px; max-height: ${h28_0}px; padding: 0 ${p20}px 0 ${p21}px;
    text-align: left; border: 0; border-left: 3px solid transparent; border-radius: 0;
    background: transparent; color: $ink;
}
QPushButton[part="side"]:hover { background: $hover; }
QPushButton[part="side"]:checked {
    background: $blue_t; border-left-color: $blue; color: $blue;
}
QPushButton[part="side"]:focus {
    border: 2px solid $blue; border-left-width: 3px;
    min-height: ${h28_2}px; max-height: ${h28_2}px; padding: 0 ${p18}px 0 ${p21}px;
}

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDoubleSpinBox {
    min-height: ${h28_1}px; border: 1px solid $line; border-radius: ${p3}px; background: $paper;
    color: $ink; padding: 0 ${p6}px; selection-background-color: $blue; selection-color: $on;
}
QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox { max-height: ${h28_1}px; }
QPlainTextEdit, QTextEdit { padding: ${p2}px; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover { border-color: $edge; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus, QTextEdit:focus {
    border: 2px solid $blue; padding: 0 ${p5}px;
}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus {
    min-height: ${h28_2}px; max-height: ${h28_2}px;
}
QPlainTextEdit:focus, QTextEdit:focus { padding: ${p1}px; }
QTextBrowser[part="plain"] { border-color: $paper; }
QTextBrowser[part="plain"]:focus { border-color: $blue; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { color: $off; }
QLineEdit[mistaken="true"], QPlainTextEdit[mistaken="true"], QComboBox[mistaken="true"] {
    border: 2px solid $ink; padding: 0 ${p5}px;
}
QLineEdit[mistaken="true"], QComboBox[mistaken="true"] {
    min-height: ${h28_2}px; max-height: ${h28_2}px;
}
QLineEdit[part="cell"], QComboBox[part="cell"], QPlainTextEdit[part="cell"] {
    border-color: transparent; background: transparent;
}
QLineEdit[part="cell"], QComboBox[part="cell"] { min-height: ${h26_1}px; max-height: ${h26_1}px; }
QLineEdit[part="cell"]:hover, QComboBox[part="cell"]:hover, QPlainTextEdit[part="cell"]:hover {
    border-color: $edge; background: $paper;
}
QLineEdit[part="cell"]:focus, QComboBox[part="cell"]:focus, QPlainTextEdit[part="cell"]:focus {
    border-color: $blue; background: $paper;
}
QLineEdit[part="cell"]:focus, QComboBox[part="cell"]:focus,
QLineEdit[part="cell"][mistaken="true"], QComboBox[part="cell"][mistaken="true"] {
    min-height: ${h26_2}px; max-height: ${h26_2}px;
}
QLineEdit[part="cell"][mistaken="true"], QComboBox[part="cell"][mistaken="true"] {
    border-color: $ink;
}

QPlainTextEdit[part="cell"] { padding: 1px ${p5}px; }
QPlainTextEdit[part="cell"][mistaken="true"] { border-color: $ink; }
QPlainTextEdit[part="cell"]:focus { border-color: $blue; }
QPlainTextEdit[part="cell"]:focus, QPlainTextEdit[part="cell"][mistaken="true"] {
    padding: 0 ${p4}px;
}
QComboBox[part="cell"] { padding: 0 ${p8}px; }
QComboBox[part="cell"]:focus, QComboBox[part="cell"][mistaken="true"] { padding: 0 ${p7}px; }

QComboBox::drop-down { border: 0; width: ${p20}px; }
QComboBox::down-arrow { image: url("$chevron_down"); width: ${p14}px; height: ${p14}px; }
QComboBox[part="cell"]::down-arrow { image: none; }
QComboBox[part="cell"]::down-arrow:hover, QComboBox[part="cell"]::down-arrow:focus {
    image: url("$chevron_down");
}
QComboBox QAbstractItemView, QMenu {
    background: $paper; color: $ink; border: 1px solid $line; outline: 0; padding: ${p2}px 0;
}
QComboBox QAbstractItemView::item { min-height: ${h28_1}px; padding: 0 ${p8}px; }
QComboBox QAbstractItemView::item:selected, QComboBox QAbstractItemView::item:hover {
    background: $blue_t; color: $ink;
}
QMenu::item { padding: ${p5}px ${p20}px ${p5}px ${p12}px; background: transparent; }
QMenu::item:selected { background: $blue_t; color: $ink; }
QMenu::item:disabled { color: $off; }
QMenu::item:checked { color: $blue; }
QMenu::separator { height: 1px; background: $hair; margin: ${p2}px 0; }

QListView[part="choices"] { background: $paper; border: 1px solid $line; padding: ${p2}px 0; }
QListView[part="choices"]::item {
    min-height: ${h28_0}px; max-height: ${h28_0}px; border: 0; background: $paper;
    padding: 0 ${p8}px; color: $ink;
}
QListView[part="choices"]::item:hover { background: $hover; }
QListView[part="choices"]::item:selected { background: $blue_t; color: $ink; }
QListView[part="choices"]::item:disabled { color: $ink3; }

QFrame#popup { background: $paper; border: 1px solid $line; }
QFrame#popup QListWidget::item { min-height: ${h28_0}px; }
QListView::indicator {
    width: ${p14}px; height: ${p14}px; border: 1px solid $edge; border-radius: 2px;
    background: $paper;
}
QListView::indicator:checked {
    background: $blue; border-color: $blue; image: url("$check");
}
QFrame#popup QListWidget::item:selected { background: $blue_t; color: $ink; }
QFrame#popup QListWidget::item:hover { background: $hover; }

QFrame#undo { background: $ink; border-radius: ${p3}px; }
QFrame#undo QLabel { color: $paper; }
QFrame#undo QPushButton {
    background: transparent; border-color: transparent; color: $paper; font-weight: bold;
    text-decoration: underline; padding: 0 ${p8}px;
}
QFrame#undo QPushButton:focus { border: 2px solid $paper; padding: 0 ${p7}px; }

QCheckBox, QRadioButton { spacing: ${p6}px; min-height: ${h28_1}px; }
QCheckBox::indicator {
    width: ${p14}px; height: ${p14}px; border: 1px solid $edge; border-radius: 2px;
    background: $paper;
}
QCheckBox::indicator:checked { background: $blue; border-color: $blue; image: url("$check"); }
QRadioButton::indicator {
    width: ${p12}px; height: ${p12}px; border: 1px solid $edge; border-radius: ${ring}px;
    background: $paper;
}
QRadioButton::indicator:checked {
    width: ${p6}px; height: ${p6}px; border: ${p4}px solid $blue; background: $paper;
    border-radius: ${ring_on}px;
}
QCheckBox:focus, QRadioButton:focus { color: $blue; text-decoration: underline; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: $blue; }

QTableView, QListView, QTreeView, QScrollArea, QAbstractScrollArea {
    border: 0; background: $paper; outline: 0;
}
QPlainTextEdit, QTextEdit { border: 1px solid $line; }
QTextEdit[part="manuscript"], QTextEdit[part="manuscript"]:focus { border: 0; padding: 0; }
QPlainTextEdit[part="cell"] { border-color: transparent; background: transparent; }
QScrollArea > QWidget > QWidget { background: transparent; }
QHeaderView { background: $desk; border: 0; }
QHeaderView::section {
    background: $desk; color: $ink2; border: 0; padding: 0 ${p8}px; font-weight: normal;
    border-bottom: 1px solid $line;
}
QHeaderView::section:hover { color: $ink; }
QHeaderView::up-arrow { image: url("$chevron_up"); width: ${p14}px; height: ${p14}px; }
QHeaderView::down-arrow { image: url("$chevron_down"); width: ${p14}px; height: ${p14}px; }
QTableCornerButton::section { background: $desk; border: 0; }

QScrollBar:vertical { background: transparent; width: ${p10}px; margin: ${p2}px; }
QScrollBar:horizontal { background: transparent; height: ${p10}px; margin: ${p2}px; }
QScrollBar::handle { background: $line; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: ${p28}px; }
QScrollBar::handle:horizontal { min-width: ${p28}px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QSplitter::handle { background: $line; }
QProgressBar { border: 0; background: $hair; max-height: 3px; min-height: 3px; }
QProgressBar::chunk { background: $blue; }
""")


def sheet_of(tokens: Tokens, px: Callable[[float], int], marks: Mapping[str, str]) -> str:
    """Return the style sheet of one theme at one size.

    ``marks`` maps the icons chevron-down, chevron-up and check to files already tinted.
    """
    values: dict[str, object] = dict(asdict(tokens))
    values.update({f"p{n}": px(n) for n in range(1, 33)})
    values.update({f"f{n}": px(n) for n in (11, 12, 13, 14, 16, 20)})
    # A border is not scaled: the box inside it is the scaled whole less the border.
    for whole, border in ((22, 1), (22, 2), (26, 1), (26, 2), (28, 0), (28, 1), (28, 2)):
        values[f"h{whole}_{border}"] = px(whole) - 2 * border
    # A radius of more than half the width is none to Qt: the ring would be a square.
    values.update(ring=(px(12) + 2) // 2, ring_on=(px(6) + 2 * px(4)) // 2)
    values.update(h32_1=px(32) - 2, h32_2=px(32) - 4)
    values.update({name.replace("-", "_"): path for name, path in marks.items()})
    return _SHEET.substitute(values)
