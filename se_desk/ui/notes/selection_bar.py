"""The small bar under a selection: what the selected words can become."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from se_desk.ui.kit.buttons import Button, tip
from se_desk.ui.kit.layout import VLine, hbox
from se_desk.ui.kit.overlay import paint_shadow
from se_desk.ui.kit.painting import fill_round
from se_desk.ui.kit.theme import theme

EDGE = 14  # px around the bar for its shadow
KEYS = "Ctrl+Shift+A"  # moves the keyboard into the bar
FLAG_KEYS = "Ctrl+Shift+R"


class _BarButton(Button):
    """A small button without a border, 28 px, its words as dark as text."""

    def __init__(
        self, text: str, icon: str, *, token: str = "text-3", keys: str = "", chevron: bool = False
    ) -> None:
        self._icon_token = token
        super().__init__(text, icon, "ghost", small=True, keys=keys, chevron=chevron)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().px(28))

    def _tokens(self) -> dict[str, str]:
        usual = super()._tokens()
        return {**usual, "icon": self._icon_token, "text": "text"} if self.isEnabled() else usual


class SelectionBar(QFrame):
    """Wishes only; who shows it knows what was selected."""

    flagWanted = Signal()
    stepWanted = Signal()
    askWanted = Signal()
    insightWanted = Signal()
    evidenceWanted = Signal(object)  # global QPoint for the menu
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Selected words")
        self.flag = _BarButton("Flag this as a risk", "flag", token="sev-high", keys=FLAG_KEYS)
        self.step = _BarButton("Next step", "list-checks")
        self.ask = _BarButton("Product ask", "megaphone")
        self.insight = _BarButton("Insight", "lightbulb")
        self.evidence = _BarButton("Evidence", "circle-check", chevron=True)
        rule = VLine()
        rule.setFixedHeight(16)
        margins = (EDGE + 4, EDGE + 4, EDGE + 4, EDGE + 4)
        rest = (self.step, self.ask, self.insight, self.evidence)
        self.setLayout(hbox(self.flag, rule, *rest, margins=margins, gap=2))
        self.flag.clicked.connect(self.flagWanted)
        self.step.clicked.connect(self.stepWanted)
        self.ask.clicked.connect(self.askWanted)
        self.insight.clicked.connect(self.insightWanted)
        self.evidence.clicked.connect(self._open_evidence)
        for button in self.buttons():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()

    def buttons(self) -> tuple[Button, ...]:
        """From left to right."""
        return (self.flag, self.step, self.ask, self.insight, self.evidence)

    def set_deal(self, known: bool) -> None:
        """A note of no deal can only become a flag or an insight, whose dialogs ask for the deal."""
        why = "" if known else "File the note under a deal first"
        for button in (self.step, self.ask, self.evidence):
            button.setEnabled(known)
            tip(button, why)

    def _open_evidence(self) -> None:
        self.evidenceWanted.emit(self.evidence.mapToGlobal(QPoint(0, self.evidence.height() + 4)))

    def appear(self, under: QRect, room: QRect) -> None:
        """Stand under the words, over them where there is no room, and never outside of ``room``."""
        self.adjustSize()
        inside = self.size() - QSize(2 * EDGE, 2 * EDGE)
        left = max(room.left() + 8, min(under.left(), room.right() - inside.width() - 8))
        top = under.bottom() + 6
        if top + inside.height() > room.bottom():
            top = max(room.top() + 4, under.top() - inside.height() - 6)
        self.move(left - EDGE, top - EDGE)
        self.show()
        self.raise_()

    def take_keyboard(self) -> None:
        """Go to the first button that can be pressed."""
        self.flag.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        elif step:
            able = [button for button in self.buttons() if button.isEnabled()]
            at = next((place for place, button in enumerate(able) if button.hasFocus()), 0)
            able[(at + step) % len(able)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        paint_shadow(painter, box, 8, 14, 3)
        fill_round(painter, box, 8, theme().colour("raised"), theme().colour("line-strong"))
        painter.end()
