"""Agenda and minutes as files on a real disk."""

from __future__ import annotations

from pathlib import Path

from se_desk.domain.deals import Deal
from se_desk.domain.partners import Partner
from se_desk.services.desk import Desk
from tests.services.conftest import PaintsNothing


def test_one_name_two_files(
    desk: Desk, deal: Deal, partner: Partner, paper: PaintsNothing, tmp_path: Path
) -> None:
    document = desk.scrubs.agenda_document(partner.id)
    pdf, markdown = desk.scrub_files.write(document, tmp_path, paper)
    assert (pdf.name, markdown.suffix) == ("Scrub agenda, Wed 4 Mar 2026, Pavel Lindqvist.pdf", ".md")
    assert deal.account in markdown.read_text("utf-8")
    assert paper.documents == [document]
