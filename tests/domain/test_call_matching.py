"""Which deal a calendar entry speaks for, and what kind of call it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.call_matching import KnownDeal, deal_of, domain_of, kind_of
from se_desk.domain.calls import CallKind

OWN = "marlene@tidewright.example"
BERTHS = KnownDeal(
    "d1", "Halvorsen Quays AG", "Berth planning", frozenset({"hq-group.example"}), "pavel@tidewright.example"
)
CRANES = KnownDeal("d2", "Halvorsen Quays AG", "Crane data", frozenset({"hq-group.example"}), "ida@t.example")
BOATS = KnownDeal("d3", "Rennweg Harbour GmbH", "Pilot boats")
MILK = KnownDeal("d4", "Molkerei Süd & Co. KG", "Cold chain", frozenset({"gmail.com", "tidewright.example"}))
COMPANY = KnownDeal("d5", "The Company", "Anything")
ALL = (BERTHS, CRANES, BOATS, MILK, COMPANY)


@pytest.mark.parametrize(
    ("title", "emails", "found"),
    [
        ("Weekly", ["x@hq-group.example"], None),  # two deals of one account
        ("Weekly on berth planning", ["x@hq-group.example"], "d1"),
        ("Weekly", ["x@hq-group.example", "IDA@T.example"], "d2"),
        ("Crane data", ["x@hq-group.example", "pavel@tidewright.example"], "d2"),  # words before the AE
        ("Weekly", ["x@rennwegharbour.example"], "d3"),
        ("Weekly", ["x@mail.rennweg-harbour.co.uk"], "d3"),
        ("Weekly", ["x@rennweg.example"], "d3"),  # the account's first word
        ("Weekly", ["x@renn.example"], None),  # too short to speak for anybody
        ("Weekly", ["x@halvorsen.example"], None),
        ("Halvorsen Quays: crane data, part 2", [], "d2"),
        ("Harbour of Rennweg, intro", [], "d3"),
        ("Rennweg", [], None),  # not all words of the account
        ("molkerei sud", [], "d4"),
        ("Weekly", ["x@gmail.com", OWN], None),  # an address that speaks for no account
        ("Rennweg Harbour", ["x@hq-group.example"], None),  # one speaks against the other
        ("Halvorsen Quays and Rennweg Harbour", ["x@rennweg.example"], "d3"),
        ("Rennweg Harbour", ["nobody", "", "x@localhost", "@"], "d3"),
        ("The company", [], "d5"),  # nothing but words that mean little: all of them count
        ("Company", [], None),
        ("", [], None),
    ],
)
def test_one_deal_or_none(title: str, emails: list[str], found: str | None) -> None:
    assert deal_of(ALL, title, emails, OWN) == found
    assert deal_of(reversed(ALL), title, emails, OWN) == found


def test_nothing_is_matched_on_an_empty_desk() -> None:
    assert deal_of((), "Rennweg Harbour", ["x@rennweg.example"]) is None
    assert deal_of((KnownDeal("d", "–", "–"),), "–", ["x@rennweg.example"]) is None


@given(st.text(), st.lists(st.text()), st.text())
def test_any_text_is_taken(title: str, emails: list[str], own: str) -> None:
    assert deal_of(ALL, title, emails, own) in {None, "d1", "d2", "d3", "d4", "d5"}
    assert kind_of(title) in CallKind


@pytest.mark.parametrize(
    ("email", "domain"), [(" A@B.Example ", "b.example"), ("a@b@c.example", "c.example"), ("nobody", "")]
)
def test_domains(email: str, domain: str) -> None:
    assert domain_of(email) == domain


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Technical readout with the CTO", CallKind.READOUT),
        ("POC daily", CallKind.POC),
        ("Pilot: kick-off", CallKind.POC),
        ("DEMO: berths", CallKind.DEMO),
        ("Two demos", CallKind.DEMO),
        ("Discovery", CallKind.DISCOVERY),
        ("Security review, session 2", CallKind.SECURITY),
        ("Procurement steps", CallKind.PROCUREMENT),
        ("Architecture deep dive", CallKind.TECHNICAL),
        ("Intro call", CallKind.INTRO),
        ("Democracy day", CallKind.OTHER),
        ("Epoch", CallKind.OTHER),
        ("", CallKind.OTHER),
    ],
)
def test_the_kind_by_the_title(title: str, kind: CallKind) -> None:
    assert kind_of(title) is kind
