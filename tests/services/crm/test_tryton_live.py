"""A real Tryton server, installed and started by this test alone: cut in the middle, each note is there once.

Tryton is GPL and stays in an environment that is thrown away with the test's folder.
"""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from se_desk.domain.outbox import SendingState
from se_desk.services.clocks import SystemClock
from se_desk.services.crm.server import Account, NotLetIn
from se_desk.services.crm.tryton import Tryton
from se_desk.services.desk import Desk
from se_desk.storage.store import open_store
from tests.services.crm.pushing import KEY
from tests.time_authority import raise_loopback

ROOT = Path(__file__).parents[3]
PASSWORD = "gravel spoon heron"
NOTES, KILLS = 20, 12
CONFIG = """[database]
uri = sqlite://{folder}
path = {folder}
[web]
listen = 127.0.0.1:{port}
[password]
length = 4
"""

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(os.name != "posix", reason="a kill at any moment is told by a pipe that ends"),
]


@dataclass(frozen=True)
class Served:
    """A server that runs, with one opportunity."""

    account: Account
    number: str
    key: int
    database: Path

    def notes(self) -> list[str]:
        """The texts of all notes there, asked as Tryton's own client would."""
        asked = Asks(Tryton(self.account))
        keys = asked("model.ir.note.search", [], 0, None, None, {})
        found = asked("model.ir.note.read", keys, ["message", "resource"], {})
        assert {one["resource"] for one in found} <= {f"sale.opportunity,{self.key}"}
        return [one["message"] for one in found]


@dataclass(frozen=True)
class Asks:
    """Any call, by the session of the adapter."""

    server: Tryton

    def __call__(self, method: str, *params: object) -> Any:
        return self.server._call(method, *params)


def run(*words: str, cwd: Path, more: dict[str, str] | None = None) -> None:
    done = subprocess.run(
        words, cwd=cwd, env=os.environ | (more or {}), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2_000:] + done.stderr[-2_000:]


def installed(folder: Path) -> Path:
    """Where the programs of a Tryton are; skipped where no package index can be reached."""
    ready = os.environ.get("SE_DESK_TRYTON")
    if ready:  # an environment that somebody has made already
        return Path(ready)
    venv.create(folder / "env", with_pip=True)
    programs = folder / "env" / "bin"
    wanted = ("trytond>=7,<9", "trytond_sale_opportunity>=7,<9")
    done = subprocess.run(
        [programs / "python", "-m", "pip", "install", "-q", *wanted],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.skip(f"the package index gave no Tryton: {done.stderr.strip().splitlines()[-1:]}")
    return programs


def free_port() -> int:
    with closing(socket.socket()) as there:
        there.bind(("127.0.0.1", 0))
        port: int = there.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def tryton(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    raise_loopback()
    folder = tmp_path_factory.mktemp("tryton")
    programs, port = installed(folder), free_port()
    (folder / "trytond.conf").write_text(CONFIG.format(folder=folder, port=port))
    (folder / "password").write_text(PASSWORD)
    (folder / "desk.sqlite").touch()
    admin = (str(programs / "trytond-admin"), "-c", "trytond.conf", "-d", "desk")
    secret = {"TRYTONPASSFILE": str(folder / "password")}
    run(*admin, "--all", "--email", "admin@tidewright.example", cwd=folder, more=secret)
    run(*admin, "-u", "sale_opportunity", "--activate-dependencies", cwd=folder)
    command: list[str | Path] = [programs / "trytond", "-c", "trytond.conf", "-d", "desk"]
    with (
        (folder / "said").open("wb") as said,
        subprocess.Popen(command, cwd=folder, stdout=said, stderr=said) as server,
    ):
        try:
            account = Account(f"http://127.0.0.1:{port}", PASSWORD, "admin", "desk")
            yield furnished(account, folder / "desk.sqlite", server)
        finally:
            server.terminate()


def furnished(account: Account, database: Path, server: subprocess.Popen[bytes]) -> Served:
    """With a party, a company, an employee and an opportunity."""
    until = time.monotonic() + 60
    while True:
        assert server.poll() is None, "the server did not start"
        try:
            socket.create_connection(("127.0.0.1", int(account.address.rpartition(":")[2])), 1).close()
            break
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.2)
    asked = Asks(Tryton(account))
    (party,) = asked("model.party.party.create", [{"name": "Halvorsen Quays"}], {})
    (money,) = asked("model.currency.currency.create", [{"name": "Euro", "code": "EUR", "symbol": "E"}], {})
    (firm,) = asked("model.company.company.create", [{"party": party, "currency": money}], {})
    asked("model.res.user.write", [1], {"companies": [["add", [firm]]], "company": firm}, {})
    here = {"company": firm}
    (seller,) = asked("model.company.employee.create", [{"party": party, "company": firm}], here)
    values = {"party": party, "company": firm, "employee": seller, "description": "Berth planning"}
    (key,) = asked("model.sale.opportunity.create", [values], here)
    (read,) = asked("model.sale.opportunity.read", [key], ["number"], here)
    return Served(account, read["number"], key, database)


def desk_at(path: Path, *, create: bool = False) -> Desk:
    return Desk(open_store(path, KEY, create=create), SystemClock())


def approved(path: Path, deal_number: str) -> None:
    """A desk on which notes wait for that opportunity, hostile ones among them."""
    desk = desk_at(path, create=True)
    desk.profile.set_up("Marlene Okoro", "Europe/Berlin")
    deal = desk.deals.open("Berth planning", "Halvorsen Quays", crm_id=deal_number)
    bodies = [
        "100 % of _all_ [sedesk:no:r1] \\ '; DROP TABLE ir_note; --",
        "a\x00b \u202e ünïcödé 🚢",
        "x" * 90_000,
    ]
    bodies += [f"What was said, {number}." for number in range(NOTES - len(bodies))]
    made = [desk.notes.start(deal.id, title=f"Note {at}", body=body).id for at, body in enumerate(bodies)]
    desk.outbox.approve(tuple(made), "tryton")
    desk.close()


def pushing(path: Path, served: Served) -> subprocess.Popen[str]:
    told = served.account
    words = [str(path), told.address, told.user, told.secret, told.database, "3"]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.services.crm.pushing", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_cut_in_the_middle_each_note_is_there_once(tmp_path: Path, tryton: Served) -> None:
    path = tmp_path / "desk.db"
    approved(path, tryton.number)
    chance, cut, doubtful = random.Random(7), 0, 0
    began = time.monotonic()
    while cut < KILLS:
        with pushing(path, tryton) as child:
            assert child.stdout is not None
            first = child.stdout.readline()
            time.sleep(chance.choice((0, 0.005, 0.02, 0.05, 0.1)))  # within its first note, or its second
            child.kill()
            if "done" in (first + child.stdout.read()).split():
                break
        cut += 1
        desk = desk_at(path)
        doubtful += any(one.unsure for one in desk.outbox.waiting())
        desk.close()
    with pushing(path, tryton) as child:
        said, _ = child.communicate(timeout=300)
        assert said.endswith("done\n")
    desk = desk_at(path)
    sent = desk.outbox.newest()
    assert [one.state for one in sent] == [SendingState.SENT] * NOTES
    there = tryton.notes()
    for one in sent:
        (found,) = [text for text in there if one.marker in text]
        assert found == one.body
    assert len(there) == NOTES
    found_again = sum(one.answer.startswith("It was there already") for one in sent)
    desk.close()
    assert cut >= 5 and doubtful >= 3, "too few of the kills came while a note was on its way"
    sys.stdout.write(
        f"\n{NOTES} notes, {cut} kills, {doubtful} of them with a note on its way, {found_again} notes found "
        f"there afterwards, each there once; {time.monotonic() - began:.0f} s\n"
    )


def test_a_later_revision_a_strange_deal_and_a_wrong_password(tmp_path: Path, tryton: Served) -> None:
    before = len(tryton.notes())
    desk = desk_at(tmp_path / "desk.db", create=True)
    desk.profile.set_up("Marlene Okoro", "Europe/Berlin")
    by_key = desk.deals.open("Berth planning", "Halvorsen Quays", crm_id=str(tryton.key))
    strange = desk.deals.open("Other", "Nowhere", crm_id="9" * 40)
    note = desk.notes.start(by_key.id, title="Demo", body="First.")
    other = desk.notes.start(strange.id, title="Lost", body="Nowhere.")
    desk.outbox.approve((other.id, note.id), "tryton")
    wrong = Account(tryton.account.address, "not this one", "admin", "desk")
    with pytest.raises(NotLetIn):
        desk.outbox.send("tryton", Tryton(wrong))
    assert len(desk.outbox.waiting()) == 2
    assert Tryton(tryton.account).who() == "admin"
    sent = desk.outbox.send("tryton", Tryton(tryton.account))
    assert (sent.arrived, sent.refused, sent.left) == (1, 1, 0)
    desk.notes.restore(note.id, 1)  # a revision of its own, whatever the clock says
    desk.notes.write(note.id, "Second.")
    again = desk.outbox.approve((note.id,), "tryton")
    if again:
        assert desk.outbox.send("tryton", Tryton(tryton.account)).arrived == 1
        assert again[0].body.startswith("Revision ")
    assert len(tryton.notes()) == before + 1 + len(again)
    desk.close()
