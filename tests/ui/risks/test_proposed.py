"""A flag asked for without a word begins with what the data speak for."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from se_desk.domain.deals import ForecastCategory
from se_desk.domain.evidence import EvidenceKind, computed, own, read
from se_desk.services.desk import Desk
from se_desk.ui.kit.wishes import FlagRisk
from se_desk.ui.risks.flag_dialog import FlagDialog
from se_desk.ui.risks.proposed import with_proposal


@pytest.fixture
def apart(desk: Desk) -> str:
    """A deal whose two dates lie two months apart."""
    made = desk.deals.open("Berth planning", "Halvorsen Quays")
    today = desk.today_on()
    desk.deals.record_forecast(made.id, ForecastCategory.COMMIT, date(today.year + 1, 1, 10))
    desk.deals.record_read(made.id, date(today.year + 1, 3, 20))
    return made.id


def test_no_words_take_the_first_proposal(desk: Desk, apart: str) -> None:
    first = desk.risks.proposals(apart)[0]
    wish = with_proposal(FlagRisk(apart), desk)
    assert (wish.statement, wish.items) == (first.statement, (computed(first.evidence),))
    assert (wish.rule, wish.facts) == (first.rule, first.facts)


def test_a_selection_wins(desk: Desk, apart: str) -> None:
    wish = FlagRisk(apart, items=(own("no budget"),))
    assert with_proposal(wish, desk) is wish


def test_nothing_to_propose_leaves_it_blank(desk: Desk) -> None:
    calm = FlagRisk(desk.deals.open("Gate lanes", "Abenrod Terminal").id)
    assert with_proposal(calm, desk) is calm
    assert with_proposal(FlagRisk(), desk) == FlagRisk()


def test_raising_it_settles_the_proposal(desk: Desk, apart: str, host: QWidget) -> None:
    rule = desk.risks.proposals(apart)[0].rule
    dialog = FlagDialog(host, desk, with_proposal(FlagRisk(apart), desk))
    dialog.open()
    assert dialog.statement.selectedText() == dialog.statement.text() != ""
    assert dialog.confirm()
    assert rule not in [each.rule for each in desk.risks.proposals(apart)]


def test_a_flag_of_ones_own_written_over_it_leaves_the_proposal(
    desk: Desk, apart: str, host: QWidget
) -> None:
    rule = desk.risks.proposals(apart)[0].rule
    dialog = FlagDialog(host, desk, with_proposal(FlagRisk(apart), desk))
    dialog.statement.setText("Nobody signs the review")
    dialog.evidence.rows[0].remove.click()
    dialog.evidence.typed.set_text("Said in the call of Monday")
    assert dialog.confirm()
    assert rule in [each.rule for each in desk.risks.proposals(apart)]


def test_more_evidence_and_other_words_still_settle_the_proposal(
    desk: Desk, apart: str, host: QWidget
) -> None:
    rule = desk.risks.proposals(apart)[0].rule
    dialog = FlagDialog(host, desk, with_proposal(FlagRisk(apart), desk))
    dialog.statement.setText("Our dates do not meet")
    dialog.evidence.typed.set_text("Said in the call of Monday")
    assert dialog.confirm()
    (flag,) = desk.risks.flags(apart)
    assert [item.kind for item in read(flag.evidence)] == [EvidenceKind.FACT, EvidenceKind.OWN]
    assert rule not in [each.rule for each in desk.risks.proposals(apart)]
