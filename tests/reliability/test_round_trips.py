"""Any desk comes back from its backup as it was, by passphrase and by recovery code, on another computer."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from se_desk.domain.notes import NoteKind
from se_desk.domain.risks import Category, Channel, Severity
from se_desk.services.desk import Desk
from se_desk.storage.engine import connect
from tests.reliability.conftest import Times
from tests.reliability.dumps import dump_of
from tests.reliability.nursery import ROOT
from tests.reliability.works import PHRASE, the_opening

ALPHABET = "abcdefg XYZ 0123 äöß éñ łż 漢字 🙂\u00a0\u2028\u200b'\"%_[]()*:-\n\t"


def _words(chance: random.Random, most: int) -> str:
    return "".join(chance.choice(ALPHABET) for _ in range(chance.randrange(1, most)))


def _fill(desk: Desk, chance: random.Random) -> None:
    """Deals, people, notes with revisions, flags with what follows, as a person might leave them."""
    for _ in range(chance.randrange(1, 6)):
        partner = desk.partners.meet(f"AE {_words(chance, 9)}x")
        deal = desk.deals.open(f"D {_words(chance, 40)}", f"A {_words(chance, 20)}", partner_id=partner.id)
        desk.deals.change(deal.id, compelling_event=_words(chance, 900))
        desk.deals.record_read(deal.id, desk.today_on() + timedelta(days=chance.randrange(300)), "why")
        for _ in range(chance.randrange(6)):
            kind = chance.choice(list(NoteKind))
            note = desk.notes.start(
                deal.id, kind=kind, title=_words(chance, 30), private=chance.random() < 0.5
            )
            for _ in range(chance.randrange(4)):
                desk.notes.write(note.id, _words(chance, 3000))
            if chance.random() < 0.2:
                desk.notes.trash(note.id)
        for _ in range(chance.randrange(4)):
            severity, category = chance.choice(list(Severity)), chance.choice(list(Category))
            flag = desk.risks.flag(deal.id, severity, category, f"S {_words(chance, 60)}")
            if chance.random() < 0.5:
                desk.risks.tell(flag.id, "Pavel", Channel.EMAIL, reference="m-1")
                desk.risks.remark(flag.id, f"R {_words(chance, 99)}")


def test_random_desks_come_back_as_they_were(
    tmp_path: Path, times: Times, first_home: Path, figure: Callable[[str], None]
) -> None:
    runs, rows = times(4, 200), 0
    for number in range(runs):
        chance = random.Random(number)
        home = Path(shutil.copytree(first_home, tmp_path / "home"))
        opening, there = the_opening(home), the_opening(tmp_path / "there")
        desk = opening.with_passphrase(PHRASE)
        _fill(desk, chance)
        key = opening._key_of(desk)
        file = opening.back_up(desk, tmp_path / "one.sedesk-backup")
        before = dump_of(home / "desk.db", key)
        desk.close()
        there.put_back(file, PHRASE)
        assert dump_of(there.paths.desk, key) == before
        rows += sum(len(of_table) for of_table in before.values())
        again = there.with_passphrase(PHRASE)
        assert there.problems(again) == ()
        assert there.missing_entries(again) is None
        again.close()
        for folder in (home, tmp_path / "there"):
            shutil.rmtree(folder)
        file.unlink()
    figure(f"random desks: {runs} backed up and restored, {rows} rows in all, every one equal")


def test_a_dump_tells_a_changed_letter(home: Path) -> None:
    """The control."""
    opening = the_opening(home)
    desk = opening.with_passphrase(PHRASE)
    key = opening._key_of(desk)
    before = dump_of(home / "desk.db", key)
    assert len(before) > 20
    desk.close()
    raw = connect(home / "desk.db", key)
    raw.execute("UPDATE notes SET body = body || '.'")
    raw.close()
    assert dump_of(home / "desk.db", key) != before


def test_by_passphrase_and_by_code_in_a_second_folder(home: Path, tmp_path: Path) -> None:
    opening = the_opening(home)
    desk = opening.with_passphrase(PHRASE)
    code = opening.make_recovery(desk)
    file = opening.back_up(desk)
    desk.close()
    for number, secret in enumerate((PHRASE, code)):
        there = the_opening(tmp_path / f"second {number}")
        there.put_back(file, secret)
        for again in (there.with_passphrase(PHRASE), there.with_recovery(code.lower())):
            assert [view.deal.title for view in again.deals.views()] == ["Cold chain sensors"]
            again.close()


PROGRAM = """
import sys
from pathlib import Path
from se_desk.paths import DeskPaths
from se_desk.services.opening import Opening
from se_desk.domain.risks import Category, Severity
first = Opening(DeskPaths.of(Path(sys.argv[1])))
desk = first.create("Ida", "Europe/Berlin", passphrase="gravel spoon heron cedar", use_keyring=True)
deal = desk.deals.open("Cold chain sensors", "Brookmoor Dairy")
desk.risks.flag(deal.id, Severity.LOW, Category.DATA, "One")
code = first.make_recovery(desk)
print(first.missing_entries(desk))
first.shut(desk)
desk = Opening(DeskPaths.of(Path(sys.argv[1]))).with_keyring()
print(desk.deals.views()[0].deal.title)
desk.close()
desk = first.with_keyring()
file = first.back_up(desk)
first.shut(desk)
second = Opening(DeskPaths.of(Path(sys.argv[2])))
second.put_back(file, code)
for opened in (second.with_passphrase("gravel spoon heron cedar"), second.with_recovery(code)):
    print(opened.deals.views()[0].deal.title)
    opened.close()
"""

needs_service = pytest.mark.skipif(
    shutil.which("gnome-keyring-daemon") is None or shutil.which("dbus-run-session") is None,
    reason="this computer has no Secret Service to start",
)


@needs_service
@pytest.mark.parametrize("with_service", [True, False])
def test_by_a_real_keyring_in_the_first_folder(tmp_path: Path, with_service: bool) -> None:
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    foreign = ("DBUS", "XDG", "GNOME", "PYTHON_KEYRING")
    env = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    env |= {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(runtime), "PYTHONPATH": str(ROOT)}
    env |= {"PYTHON": sys.executable, "PROGRAM": PROGRAM}
    unlock = "eval $(echo -n pw | gnome-keyring-daemon --unlock --components=secrets); "
    script = f'{unlock if with_service else ""}"$PYTHON" -c "$PROGRAM" first second'
    words = ["dbus-run-session", "--", "bash", "-c", script] if with_service else ["bash", "-c", script]
    done = subprocess.run(
        words, env=env, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
    )
    if with_service:
        assert done.stdout.splitlines()[-4:] == ["None", *["Cold chain sensors"] * 3], done.stderr
    else:  # the control
        assert "KeyringMissing" in done.stderr
        assert not (tmp_path / "first" / "desk.db").exists()
