"""The outbox: what may go, what becomes of it, and that no cut line ever puts a note there twice."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadInput, NotAllowed, NotFound
from se_desk.domain.notes import Note
from se_desk.domain.outbox import SendingState
from se_desk.services.clocks import MovableClock
from se_desk.services.crm.accounts import Accounts
from se_desk.services.crm.server import Account, CrmAway, NotLetIn
from se_desk.services.crm.tryton import Tryton
from se_desk.services.desk import Desk
from se_desk.services.exports import SAME
from se_desk.services.sending import ARRIVED, LOOK_EVERY, SETTLED, THERE_ALREADY, Round, Sent
from se_desk.storage.store import open_store
from tests.crm_servers import HangUp, PlaysTryton, answering
from tests.services.conftest import KEY, Ring

ROOT = Path(__file__).parents[2]
WAITING, SENDING, SENT, REFUSED = SendingState


@pytest.fixture
def known(desk: Desk, heard: list[Change]) -> Deal:
    """A deal that the CRM knows."""
    deal = desk.deals.open("Berth planning", "Halvorsen Quays", crm_id="OP-7")
    heard.clear()
    return deal


@pytest.fixture
def notes(desk: Desk, known: Deal) -> tuple[str, ...]:
    return tuple(desk.notes.start(known.id, title=f"Note {at}", body=f"Said {at}.").id for at in range(3))


@pytest.fixture
def crm() -> PlaysTryton:
    return PlaysTryton()


@pytest.fixture
def address(crm: PlaysTryton) -> Iterator[str]:
    with answering(crm.reply) as found:
        yield found


@pytest.fixture
def server(address: str, crm: PlaysTryton) -> Tryton:
    return Tryton(Account(address, crm.password, crm.user, crm.database))


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch, clock: MovableClock) -> list[float]:
    """Waiting moves the clock instead."""
    waited: list[float] = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        clock.move(timedelta(seconds=seconds))

    monkeypatch.setattr(Round, "wait", staticmethod(wait))
    return waited


def states(desk: Desk) -> list[SendingState]:
    return [one.state for one in reversed(desk.outbox.newest())]


def test_approved_notes_wait_and_nothing_leaves(
    desk: Desk, notes: tuple[str, ...], known: Deal, heard: list[Change], crm: PlaysTryton
) -> None:
    heard.clear()
    made = desk.outbox.approve((*notes, notes[0]), "tryton", author="me")
    assert heard == [Change(Noun.EXPORT, one.id, known.id, "me") for one in made]
    assert [one.note_id for one in made] == list(notes)
    assert made == desk.outbox.waiting() == desk.outbox.waiting("tryton")
    assert (desk.outbox.count_waiting(), desk.outbox.waiting("hubspot")) == (3, ())
    assert all(one.body.rstrip().endswith(one.marker) for one in made)
    assert desk.outbox.approve(notes, "tryton") == ()
    assert crm.asked == [] and desk.exports.of_note(notes[0]) == ()
    assert desk.outbox.crms()[0].key == "tryton"


def test_what_may_not_be_approved(desk: Desk, deal: Deal, known: Deal) -> None:
    fine = desk.notes.start(known.id, title="Demo")
    private = desk.notes.start(known.id, title="Doubt", private=True)
    trashed = desk.notes.trash(desk.notes.start(known.id, title="Old").id)
    unknown = desk.notes.start(deal.id, title="No id")
    for no in (private, trashed, unknown):
        with pytest.raises(NotAllowed):
            desk.outbox.approve((fine.id, no.id), "tryton")
    with pytest.raises(BadInput):
        desk.outbox.approve((), "tryton")
    with pytest.raises(NotFound):
        desk.outbox.approve((fine.id,), "ledger of wishes")
    assert desk.outbox.newest() == ()


def test_sent_once_and_kept_in_the_ledger(
    desk: Desk, notes: tuple[str, ...], crm: PlaysTryton, server: Tryton
) -> None:
    made = desk.outbox.approve(notes, "tryton")
    told: list[tuple[int, int, str]] = []
    sent = desk.outbox.send("tryton", server, lambda *words: told.append(words))
    assert sent == Sent(3, 0, 0) and sent.say() == "3 notes arrived."
    assert told == [(at, 3, one.title) for at, one in enumerate(made)]
    assert [text for _, text in crm.notes] == [one.body for one in made]
    assert states(desk) == [SENT] * 3 and desk.outbox.count_waiting() == 0
    assert {(one.remote_id, one.answer) for one in desk.outbox.newest()} == {
        (str(at), ARRIVED) for at in (1, 2, 3)
    }
    (row,) = desk.exports.of_note(notes[0])
    assert (row.format, row.revision, row.digest, row.place) == ("tryton", 1, made[0].digest, "Tryton 1")
    assert desk.outbox.send("tryton", server) == Sent(0, 0, 0)
    assert desk.outbox.approve(notes, "tryton") == () and len(crm.notes) == 3
    with pytest.raises(NotAllowed):
        desk.outbox.take_back(made[0].id)
    with pytest.raises(NotAllowed):
        desk.outbox.again(made[0].id)


def test_a_changed_note_waits_as_it_is_now_and_later_says_which_revision_it_is(
    desk: Desk, notes: tuple[str, ...], clock: MovableClock, crm: PlaysTryton, server: Tryton
) -> None:
    (first,) = desk.outbox.approve(notes[:1], "tryton")
    clock.move(timedelta(hours=1))
    desk.notes.write(notes[0], "Said otherwise.")
    assert desk.outbox.changed(desk.outbox.newest()) == {first.id}
    (second,) = desk.outbox.approve(notes[:1], "tryton")
    assert desk.outbox.waiting() == (second,) and "otherwise" in second.body
    assert desk.outbox.changed(desk.outbox.newest()) == frozenset()
    desk.outbox.send("tryton", server)
    clock.move(timedelta(hours=1))
    desk.notes.write(notes[0], "Said at last.")
    assert len(desk.outbox.changed(desk.outbox.newest())) == 1
    desk.outbox.approve(notes[:1], "tryton")
    desk.outbox.send("tryton", server)
    (_, before), (_, last) = crm.notes
    assert before == second.body and "at last" in last
    assert last.startswith("Revision 3 of an SE note. Revision 2 stands here too, unchanged.\n")
    assert [one.revision for one in desk.outbox.of_note(notes[0], "tryton")] == [2, 3]


def test_a_refused_note_keeps_its_answer_and_the_next_one_follows(
    desk: Desk, notes: tuple[str, ...], known: Deal, crm: PlaysTryton, server: Tryton
) -> None:
    lost = desk.deals.open("Elsewhere", "Nowhere", crm_id="OP-99")
    stray = desk.notes.start(lost.id, title="Stray")
    desk.outbox.approve((stray.id, *notes), "tryton")
    sent = desk.outbox.send("tryton", server)
    assert sent == Sent(3, 1, 0) and sent.say() == "3 notes arrived, 1 refused."
    (refused,) = [one for one in desk.outbox.newest() if one.state is REFUSED]
    assert "no opportunity" in refused.answer and not refused.unsure
    assert desk.exports.of_note(stray.id) == ()
    crm.opportunities["OP-99"] = 99
    assert desk.outbox.again(refused.id).state is WAITING
    assert desk.outbox.send("tryton", server) == Sent(1, 0, 0)
    assert len(crm.notes) == 4


def test_a_refused_note_can_be_approved_anew_or_taken_back(
    desk: Desk, crm: PlaysTryton, server: Tryton
) -> None:
    lost = desk.deals.open("Elsewhere", "Nowhere", crm_id="OP-99")
    stray = desk.notes.start(lost.id, title="Stray")
    desk.outbox.approve((stray.id,), "tryton")
    desk.outbox.send("tryton", server)
    (again,) = desk.outbox.approve((stray.id,), "tryton")
    assert desk.outbox.newest() == (again,) and again.state is WAITING
    desk.outbox.take_back(again.id)
    assert desk.outbox.newest() == ()
    with pytest.raises(NotFound):
        desk.outbox.take_back(again.id)


@pytest.mark.parametrize("how", ["private", "trashed", "gone"])
def test_what_became_private_since_stays(
    desk: Desk, notes: tuple[str, ...], crm: PlaysTryton, server: Tryton, how: str
) -> None:
    (one, _) = desk.outbox.approve(notes[:2], "tryton")
    if how == "private":
        desk.notes.set_private(notes[0], True)
    else:
        desk.notes.trash(notes[0])
    if how == "gone":
        desk.notes.clear_trash()
    sent = desk.outbox.send("tryton", server)
    assert sent.arrived == 1 and [one.marker not in text for _, text in crm.notes] == [True]
    found = [each for each in desk.outbox.newest() if each.id == one.id]
    if found:
        assert found[0].state is REFUSED and not found[0].unsure
        with pytest.raises(NotAllowed):
            desk.outbox.again(one.id)


def test_nobody_there_and_all_stays_as_it_was(desk: Desk, notes: tuple[str, ...], crm: PlaysTryton) -> None:
    made = desk.outbox.approve(notes, "tryton")
    with answering(crm.reply) as address:
        pass
    with pytest.raises(CrmAway) as told:
        desk.outbox.send("tryton", Tryton(Account(address, "x", "nora", "desk")))
    assert "stays in the outbox" in told.value.safe
    assert desk.outbox.waiting() == made


def test_an_account_that_is_not_taken_refuses_no_note(
    desk: Desk, notes: tuple[str, ...], address: str
) -> None:
    made = desk.outbox.approve(notes, "tryton")
    with pytest.raises(NotLetIn) as told:
        desk.outbox.send("tryton", Tryton(Account(address, "wrong", "nora", "desk")))
    assert "does not take this user with this password" in str(told.value) and "html" not in str(told.value)
    assert desk.outbox.waiting() == made


@pytest.mark.parametrize("arrived", [True, False])
def test_a_cut_line_is_asked_after_before_it_is_sent_again(
    desk: Desk, notes: tuple[str, ...], crm: PlaysTryton, server: Tryton, waits: list[float], arrived: bool
) -> None:
    def hang_up(number: int) -> None:
        if number == 2:
            raise HangUp

    desk.outbox.approve(notes, "tryton")
    if arrived:
        crm.after = hang_up
    else:
        crm.before = hang_up
    sent = desk.outbox.send("tryton", server)
    # Where it had not arrived, the third note is the second there, and is cut off, too.
    assert sent == (Sent(2, 0, 1) if arrived else Sent(1, 0, 2))
    assert "without an answer" in sent.say()
    assert {one.unsure for one in desk.outbox.waiting()} == {True}
    crm.before = crm.after = lambda _number: None
    assert desk.outbox.send("tryton", server).left == 0
    assert len(crm.notes) == 3 and states(desk) == [SENT] * 3
    found = [one.answer for one in desk.outbox.newest()]
    assert found.count(THERE_ALREADY) == (1 if arrived else 0)
    assert waits == ([] if arrived else [LOOK_EVERY] * int(SETTLED))


def test_one_that_turns_up_late_is_not_sent_again(
    desk: Desk, notes: tuple[str, ...], crm: PlaysTryton, server: Tryton, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line is cut while the CRM is still at work on it, and keeps the note three seconds later."""
    kept: list[int] = []

    def hang_up(number: int) -> None:
        kept.append(number)
        raise HangUp

    (one,) = desk.outbox.approve(notes[:1], "tryton")
    crm.before = hang_up
    desk.outbox.send("tryton", server)
    waited: list[float] = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            crm.notes.append(("sale.opportunity,7", one.body))

    monkeypatch.setattr(Round, "wait", staticmethod(wait))
    assert desk.outbox.send("tryton", server) == Sent(1, 0, 0)
    assert (len(waited), len(crm.notes), kept) == (3, 1, [1])


def test_a_clock_that_was_set_back_is_no_reason_not_to_wait(
    desk: Desk, notes: tuple[str, ...], clock: MovableClock, crm: PlaysTryton, server: Tryton,
    waits: list[float],
) -> None:  # fmt: skip
    def hang_up(_number: int) -> None:
        raise HangUp

    desk.outbox.approve(notes[:1], "tryton")
    crm.before = hang_up
    desk.outbox.send("tryton", server)
    crm.before = lambda _number: None
    clock.move(timedelta(days=-3))
    desk.outbox.send("tryton", server)
    assert sum(waits) == SETTLED and len(crm.notes) == 1


def test_taken_back_after_a_try_without_an_answer_it_stays_in_sight(
    desk: Desk, notes: tuple[str, ...], crm: PlaysTryton, server: Tryton
) -> None:
    def hang_up(_number: int) -> None:
        raise HangUp

    (one,) = desk.outbox.approve(notes[:1], "tryton")
    crm.after = hang_up
    desk.outbox.send("tryton", server)
    desk.outbox.take_back(one.id)
    (left,) = desk.outbox.newest()
    assert (left.state, left.unsure) == (REFUSED, True) and "may be in the CRM" in left.answer
    (again,) = desk.outbox.approve(notes[:1], "tryton")
    assert (again.id, again.state, again.unsure) == (one.id, WAITING, True)
    assert desk.outbox.send("tryton", server) == Sent(1, 0, 0)
    assert len(crm.notes) == 1


def test_a_look_that_is_refused_leaves_the_doubt(
    desk: Desk, notes: tuple[str, ...], crm: PlaysTryton, server: Tryton
) -> None:
    def hang_up(_number: int) -> None:
        raise HangUp

    desk.outbox.approve(notes[:1], "tryton")
    crm.after = hang_up
    desk.outbox.send("tryton", server)
    kept = crm.opportunities.pop("OP-7")
    assert desk.outbox.send("tryton", server) == Sent(0, 1, 0)
    (left,) = desk.outbox.newest()
    assert (left.state, left.unsure) == (REFUSED, True)
    crm.opportunities["OP-7"] = kept
    desk.outbox.again(left.id)
    assert desk.outbox.send("tryton", server) == Sent(1, 0, 0) and len(crm.notes) == 1


class Enough(Exception):
    """Raised by the one who watches."""


def test_stopped_between_two_notes_and_gone_on_with(
    desk: Desk, notes: tuple[str, ...], crm: PlaysTryton, server: Tryton
) -> None:
    desk.outbox.approve(notes, "tryton")

    def stop(done: int, _of: int, _title: str) -> None:
        if done == 1:
            raise Enough

    with pytest.raises(Enough):
        desk.outbox.send("tryton", server, stop)
    assert states(desk) == [SENT, WAITING, WAITING]
    assert desk.outbox.send("tryton", server) == Sent(2, 0, 0) and len(crm.notes) == 3


def test_no_two_rounds_at_once(desk: Desk, notes: tuple[str, ...], server: Tryton) -> None:
    first, *_ = desk.outbox.approve(notes, "tryton")

    def meddle(_done: int, _of: int, _title: str) -> None:
        with pytest.raises(NotAllowed, match="being sent already"):
            desk.outbox.send("tryton", server)
        with pytest.raises(NotAllowed, match="at this moment"):
            desk.outbox.take_back(first.id)

    assert desk.outbox.send("tryton", server, meddle).arrived == 3


def test_the_account_is_asked_for_when_it_is_needed(
    desk: Desk, notes: tuple[str, ...], address: str, crm: PlaysTryton, ring: Ring
) -> None:
    desk.outbox.accounts = Accounts(desk.store.path, ring)
    assert desk.outbox.send("tryton") == Sent(0, 0, 0)
    desk.outbox.approve(notes, "tryton")
    with pytest.raises(NotFound, match="no account of Tryton"):
        desk.outbox.send("tryton")
    tryton, *_ = desk.outbox.crms()
    desk.outbox.accounts.keep(tryton, Account(address, crm.password, crm.user, crm.database))
    assert desk.outbox.send("tryton") == Sent(3, 0, 0)


def test_an_account_is_tried_and_neither_kept_nor_believed(
    desk: Desk, address: str, crm: PlaysTryton
) -> None:
    good = Account(f" {address}/ ", crm.password, crm.user, crm.database)
    assert desk.outbox.try_account("tryton", good) == "Nora Vance"
    assert desk.outbox.accounts.typed(desk.outbox.crms()[0]) is None and crm.notes == []
    with pytest.raises(BadInput):
        desk.outbox.try_account("tryton", Account("http://crm.example", "k", "nora", "desk"))


def test_what_was_sent_counts_as_exported_in_the_files_for_the_same_crm(desk: Desk) -> None:
    deal = desk.deals.open("Berth planning", "Halvorsen Quays", crm_id="4711")
    note = desk.notes.start(deal.id, title="Demo", body="Words.")
    desk.outbox.approve((note.id,), "hubspot")

    class Takes:
        def who(self) -> str:
            return "portal 1"

        def find(self, _sending: object) -> None:
            return None

        def add(self, _sending: object, _earlier: str) -> str:
            return "9"

    assert desk.outbox.send("hubspot", Takes()).arrived == 1
    (leaving,) = desk.exports.plan("hubspot").notes
    assert (leaving.how, desk.exports.usual()) == (SAME, "hubspot")


@pytest.mark.skipif(os.name != "posix", reason="a kill at this very moment")
@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_while_a_note_is_on_its_way(
    desk: Desk, notes: tuple[str, ...], crm: PlaysTryton, address: str, when: str
) -> None:
    """Killed by the CRM itself, just before it keeps the second note, or before it says that it has."""
    desk.outbox.approve(notes, "tryton")
    path = desk.store.path
    desk.close()
    words = (str(path), address, crm.user, crm.password, crm.database, "0.5")
    command = [sys.executable, "-m", "tests.services.crm.pushing", *words]
    children: list[subprocess.Popen[str]] = []

    def kill(number: int) -> None:
        if number == 2 and len(children) == 1:
            children[0].kill()
            children[0].wait()
            if when == "before":
                raise HangUp

    setattr(crm, when, kill)
    for _ in range(2):
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
            children.append(child)
            said, _ = child.communicate()
    assert said.endswith("done\n") and children[0].returncode == -9
    after = Desk(open_store(path, KEY), MovableClock(desk.clock.now()))
    assert [one.state for one in after.outbox.newest()] == [SENT] * 3
    markers = [one.marker for one in after.outbox.newest()]
    assert [sum(marker in text for _, text in crm.notes) for marker in markers] == [1, 1, 1]
    assert len(crm.notes) == 3
    answers = {one.note_id: one.answer for one in after.outbox.newest()}
    assert answers[notes[1]] == (THERE_ALREADY if when == "after" else ARRIVED)
    after.close()


def test_the_control_without_asking_first_it_would_be_there_twice(
    desk: Desk, notes: tuple[str, ...], crm: PlaysTryton, server: Tryton, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hang_up(_number: int) -> None:
        raise HangUp

    desk.outbox.approve(notes[:1], "tryton")
    crm.after = hang_up
    desk.outbox.send("tryton", server)
    crm.after = lambda _number: None
    monkeypatch.setattr(Tryton, "find", lambda _self, _sending: None)
    desk.outbox.send("tryton", server)
    assert len(crm.notes) == 2


def test_a_title_is_what_a_row_shows(desk: Desk, known: Deal) -> None:
    note: Note = desk.notes.start(known.id, body="First words of it")
    (one,) = desk.outbox.approve((note.id,), "tryton")
    assert one.title == "First words of it"


@pytest.mark.parametrize("crm_key", ["tryton", "salesforce"])
def test_a_text_that_was_mended_within_one_revision_is_the_one_that_waits(
    desk: Desk, clock: MovableClock, crm_key: str
) -> None:
    deal = desk.deals.open("Berth planning", "Halvorsen Quays", crm_id="006000000000001AAA")
    note = desk.notes.start(deal.id, title="Offer", body="Wrong price 100 EUR")
    (first,) = desk.outbox.approve((note.id,), crm_key)
    clock.move(timedelta(minutes=1))
    mended = desk.notes.write(note.id, "Right price 900 EUR")
    assert mended.revision == first.revision
    assert desk.outbox.changed(desk.outbox.waiting()) == {first.id}
    (second,) = desk.outbox.approve((note.id,), crm_key)
    assert desk.outbox.waiting() == (second,) and desk.outbox.changed((second,)) == frozenset()
    assert "900 EUR" in second.body and "100 EUR" not in second.body
    assert desk.outbox.approve((note.id,), crm_key) == ()
    desk.notes.set_private(note.id, True)
    assert desk.outbox.changed((second,)) == frozenset()


def test_a_text_that_was_mended_after_it_was_sent_goes_out_as_another_and_is_found_as_another(
    desk: Desk, notes: tuple[str, ...], clock: MovableClock, crm: PlaysTryton, server: Tryton
) -> None:
    (sent,) = desk.outbox.approve(notes[:1], "tryton")
    desk.outbox.send("tryton", server)
    clock.move(timedelta(minutes=1))
    desk.notes.write(notes[0], "Said rightly.")
    assert desk.outbox.changed(desk.outbox.newest()) == {sent.id}
    (mended,) = desk.outbox.approve(notes[:1], "tryton")
    assert mended.revision == sent.revision and mended.marker != sent.marker

    def hang_up(_number: int) -> None:
        raise HangUp

    crm.before = hang_up
    desk.outbox.send("tryton", server)
    crm.before = lambda _number: None
    assert desk.outbox.send("tryton", server) == Sent(1, 0, 0)  # the text before is not taken for it
    (_, before), (_, last) = crm.notes
    assert "Said 0." in before and "Said rightly." in last
    assert last.startswith("Revision 1 of an SE note, changed since it was sent.")
    assert last.rstrip().endswith(mended.marker)
