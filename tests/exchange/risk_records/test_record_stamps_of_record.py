"""Time stamps in a record: verify, the stand-alone script, openssl and the pages say the same of them."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import pytest

from se_desk.domain.chain import ANCHOR, Sealed
from se_desk.exchange.risk_records import (
    as_html,
    as_markdown,
    build_record,
    hidden_everywhere,
    how_to_check,
    read_record,
    record_page,
    verify,
    verify_file,
)
from se_desk.exchange.risk_records.page import Line
from se_desk.exchange.risk_records.stamps import read_stamp, text_of
from tests.exchange.html_seen import Seen
from tests.exchange.risk_records import test_record_other_programs as browser
from tests.exchange.risk_records.risk_chains import alone, sealed_chain
from tests.exchange.risk_records.stamped import (
    AT,
    SEED,
    bytes_of,
    core_bytes,
    plain_chain,
    record_of,
    stamped_chain,
    token_over,
)
from tests.time_authority import Authority, by_openssl

pytestmark = by_openssl


@pytest.fixture(scope="module")
def over_two(authority: Authority) -> bytes:
    """A token over entry 2 of the plain chain."""
    return token_over(authority, plain_chain()[1].hash)


@pytest.fixture
def stamped(over_two: bytes) -> list[Sealed]:
    return stamped_chain(over_two)


def changed(token: bytes) -> bytes:
    """The same with the last byte of its signature another one."""
    return token[:-1] + bytes([token[-1] ^ 1])


def test_a_stamp_that_holds(stamped: list[Sealed], authority: Authority, tmp_path: Path) -> None:
    data = bytes_of(stamped)
    verdict = verify(data)
    assert verdict.code == 0
    (line,) = verdict.stamps
    assert line.startswith("Time stamp: entry 2 and all before it were there on ")
    assert "says Hollow Oak Time. Its certificate has the SHA-256 " in line and line in verdict.lines
    known = verify(data, authority=authority.root)
    assert known.code == 0 and "which the given certificate vouches for" in known.stamps[0]
    token = base64.b64decode(stamped[2].values["token"])
    assert authority.accepts(token, core_bytes(data, 2))
    assert not authority.accepts(token, core_bytes(data, 1))


def test_the_file_of_the_authority(stamped: list[Sealed], authority: Authority, tmp_path: Path) -> None:
    file, root = tmp_path / "record.json", tmp_path / "root.pem"
    file.write_bytes(bytes_of(stamped))
    root.write_bytes(authority.root)
    assert verify_file(file, authority=root).code == 0
    assert verify_file(file, authority=tmp_path / "none.pem").code == 2
    root.write_bytes(b"nothing")
    verdict = verify_file(file, authority=root)
    assert verdict.code == 1 and "holds no certificate" in verdict.sentence
    file.write_bytes(bytes_of(plain_chain()))
    root.write_bytes(authority.root)
    assert "shows no time stamp" in verify_file(file, authority=root).sentence


def test_another_authority_is_noticed(stamped: list[Sealed], tmp_path: Path) -> None:
    other = Authority(tmp_path / "other", "p256")
    verdict = verify(bytes_of(stamped), authority=other.root)
    assert verdict.code == 1 and "Entry 3: The time stamp is not of the authority" in verdict.sentence


@pytest.mark.parametrize("make", ["changed", "elsewhere", "late", "junk"])
def test_a_stamp_that_does_not_hold_is_a_fault(
    make: str, over_two: bytes, authority: Authority, tmp_path: Path
) -> None:
    token = {
        "changed": changed(over_two),
        "elsewhere": token_over(authority, "ab" * 32) if make == "elsewhere" else b"",
        "late": over_two,
        "junk": b"\x30\x00",
    }[make]
    chain = stamped_chain(token, after=1 if make == "late" else 2)
    data = bytes_of(chain)
    verdict = verify(data)
    assert verdict.code == 1
    assert verdict.faults[0].seq == chain[1 if make == "late" else 2].core.seq
    assert alone(data) == 1
    if browser.CHROMIUM:
        assert browser.verdict(browser.shown(as_html(read_record(data)), tmp_path))[0] == "broken"


def test_one_that_cannot_be_checked_is_said_so(over_two: bytes, authority: Authority) -> None:
    from tests.exchange.risk_records.test_record_stamp_check import algorithm, with_signer

    odd = with_signer(over_two, 4, algorithm("1.2.840.113549.1.1.10"))
    data = bytes_of(stamped_chain(odd))
    verdict = verify(data)
    assert verdict.code == 0 and "carries a time stamp that was not checked" in verdict.stamps[0]
    assert verify(data, authority=authority.root).code == 1
    assert alone(data) == 0


@pytest.mark.parametrize("key", ["rsa", "p256", "p384"])
def test_the_script_alone_says_the_same(key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    authority = Authority(tmp_path / "one", key, "sha384" if key == "p384" else "sha256")
    token = token_over(authority, plain_chain()[1].hash)
    data = bytes_of(stamped_chain(token))
    assert alone(data) == 0
    said = verify(data).stamps[0].partition(", which was compared")[0]
    assert said in capsys.readouterr().out
    for place in (-1, -9):
        wrong = bytearray(token)
        wrong[place] ^= 1
        assert alone(bytes_of(stamped_chain(bytes(wrong)))) == 1


def test_the_commands_of_the_text_check_a_stamp(
    stamped: list[Sealed], authority: Authority, tmp_path: Path
) -> None:
    commands = [
        line.strip()
        for line in how_to_check().split("Time stamps\n")[1].splitlines()
        if line.startswith("    ")
    ]
    for name, data in (("FILE", bytes_of(stamped)), ("AUTHORITY.pem", authority.root)):
        (tmp_path / name).write_bytes(data)
    by_hand = "\n".join(commands[1:]).replace("entries[8]", "entries[2]").replace("entries[7]", "entries[1]")
    done = subprocess.run(["bash", "-ec", by_hand], cwd=tmp_path, capture_output=True, text=True, check=False)
    if "jq: command not found" in done.stderr:
        pytest.skip("jq is missing")
    assert done.returncode == 0 and "Verification: OK" in done.stdout + done.stderr


def test_the_page_says_it_in_words(stamped: list[Sealed]) -> None:
    stamp = read_stamp(stamped[2].values["token"])
    (entry,) = record_page(record_of(stamped)).flags[-1].entries
    assert Line("Time stamp", f"{stamp.say_moment()} UTC, over entry 2") in entry.lines
    assert Line("Signed by", f"Hollow Oak Time, certificate SHA-256 {stamp.certificate}") in entry.lines
    assert stamped[2].values["token"] not in as_markdown(record_of(stamped))


def test_the_page_of_one_that_does_not_hold(over_two: bytes) -> None:
    late = record_page(record_of(stamped_chain(over_two, after=1)))
    assert "over no entry before it" in late.flags[-1].entries[0].lines[-2].text
    junk = record_page(record_of(stamped_chain(b"\x30\x00")))
    assert junk.flags[-1].entries[0].lines[-1] == Line("Time stamp", "cannot be read")


@browser.in_browser
@pytest.mark.parametrize("key", ["rsa", "p256", "p384"])
def test_a_browser_checks_it_and_says_the_same(key: str, tmp_path: Path) -> None:
    authority = Authority(tmp_path / "one", key)
    page = as_html(record_of(stamped_chain(token_over(authority, plain_chain()[1].hash))))
    dom = browser.shown(page, tmp_path)
    assert browser.verdict(dom)[0] == "intact"
    assert Seen(dom, "main").texts == Seen(page, "main").texts


def test_a_hidden_token_is_neither_fault_nor_claim(stamped: list[Sealed]) -> None:
    hidden = hidden_everywhere(stamped, {"token"})
    data = build_record(stamped, SEED, AT, {"title": "Cold store"}, hidden=hidden)
    assert verify(data).code == 0 and verify(data).stamps == ()
    assert alone(data) == 0
    assert Line("Not shown", "Time stamp") in record_page(read_record(data)).flags[-1].entries[0].lines


def test_the_text_of_a_token_in_another_mark_is_only_text(over_two: bytes) -> None:
    chain = sealed_chain((ANCHOR, 0, {"anchor": "restored", "token": text_of(over_two)}))
    assert verify(bytes_of(chain)).stamps == () and alone(bytes_of(chain)) == 0
    assert Line("Time stamp", text_of(over_two)) in record_page(record_of(chain)).flags[0].entries[0].lines
