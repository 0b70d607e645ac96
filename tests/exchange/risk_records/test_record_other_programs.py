"""Other people's programs agree: jcs for the bytes, openssl for the signature, Chromium for the page."""

import hashlib
import html
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import jcs
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from se_desk.domain.chain import FLAG
from se_desk.exchange.risk_records import Record, as_html, build_record, how_to_check, read_record
from se_desk.exchange.risk_records.words import WORDS
from tests.exchange.html_seen import Seen
from tests.exchange.risk_records.risk_chains import sealed_chain

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
OPENSSL = shutil.which("openssl") or ""
by_hand = pytest.mark.skipif(
    not all(map(shutil.which, ("bash", "jq", "xxd", "openssl", "sha256sum"))),
    reason="jq, xxd or openssl is missing",
)
in_browser = pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this computer")


def test_jcs_and_cryptography_agree(vector, expected) -> None:
    record = json.loads(vector("record.json"))
    for entry, core in zip(expected["entries"], record["entries"], strict=True):
        assert hashlib.sha256(jcs.canonicalize(core["core"])).hexdigest() == entry["hash"]
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(record["manifest"]["pub"]))
    key.verify(bytes.fromhex(record["sig"]), jcs.canonicalize(record["manifest"]))


@pytest.mark.skipif(not OPENSSL, reason="no openssl on this computer")
@pytest.mark.parametrize(("flip", "code"), [(b"", 0), (b" ", 1)])
def test_openssl_agrees(record: Record, tmp_path: Path, flip: bytes, code: int) -> None:
    der = bytes.fromhex("302a300506032b6570032100" + record.manifest.pub)
    for name, data in (
        ("key", der),
        ("manifest", record.manifest_bytes + flip),
        ("sig", bytes.fromhex(record.sig)),
    ):
        (tmp_path / name).write_bytes(data)
    files = ["-inkey", tmp_path / "key", "-in", tmp_path / "manifest", "-sigfile", tmp_path / "sig"]
    run = subprocess.run(
        [OPENSSL, "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-rawin", *map(str, files)],
        capture_output=True,
        check=False,
    )
    assert run.returncode == code


def commands() -> list[str]:
    """The commands of "by hand", continued lines joined."""
    part = how_to_check().split("Way 3")[1].split("Way 4")[0].replace("\\\n", "")
    return [line.strip() for line in part.splitlines() if line.startswith("    ")]


@by_hand
def test_the_commands_of_the_text_do_what_it_says(vector, expected, tmp_path: Path) -> None:
    (tmp_path / "FILE").write_bytes(vector("record.json"))
    salt = json.loads(vector("record.json"))["entries"][0]["open"]["statement"]["salt"]
    first, links, fields, opened, *signature = commands()

    def run(command: str) -> str:
        done = subprocess.run(
            ["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        return done.stdout

    hashes = [entry["hash"] for entry in expected["entries"]]
    assert run(first).split()[0] == hashes[0]
    assert run(links).split() == [hashes[0], hashes[-1]]
    assert run(fields).split()[0] == salt
    assert run(opened.replace("SALT", salt)).split()[0] == run(fields).split()[1]
    assert "Signature Verified Successfully" in [run(command) for command in signature][-1]


# in a browser


def shown(page: str, folder: Path) -> str:
    """The page's DOM as Chromium leaves it."""
    path = folder / "page.html"
    path.write_text(page, "utf-8")
    flags = (
        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
        "--disable-component-update --disable-sync --dump-dom --virtual-time-budget=5000"
    )
    run = subprocess.run(
        [CHROMIUM, *flags.split(), f"--user-data-dir={folder / 'profile'}", path.as_uri()],
        capture_output=True,
        check=True,
        timeout=120,
        env={"HOME": str(folder), "PATH": "/usr/bin:/bin"},
    )
    return run.stdout.decode("utf-8")


def verdict(dom: str) -> tuple[str, str]:
    found = re.search(r'<div id="verdict" class="(\w+)"[^>]*>(.*?)</div>', dom)
    assert found
    return found.group(1), html.unescape(found.group(2))


@in_browser
def test_an_intact_page_says_so_and_draws_the_words_of_the_file(record: Record, tmp_path: Path) -> None:
    page = as_html(record)
    dom = shown(page, tmp_path)
    assert verdict(dom) == ("intact", WORDS["verdicts"]["intact"].format(entries="8 entries"))
    assert Seen(dom, "main").texts == Seen(page, "main").texts
    assert "<title>taken" not in dom


@in_browser
def test_a_page_with_turned_writing_draws_the_same_words(seed, exported_at, tmp_path: Path) -> None:
    fields = {"severity": "low", "category": "data", "statement": "safe \u202etxt.exe", "evidence": "\u2067x"}
    chain = sealed_chain((FLAG, 0, fields))
    record = read_record(build_record(chain, seed, exported_at, {"author": "N\u202e", "title": "A"}))
    page = as_html(record)
    dom = shown(page, tmp_path)
    assert verdict(dom)[0] == "intact"
    seen = Seen(dom, "main").texts
    assert seen == Seen(page, "main").texts and "[U+202E]" in str(seen) and "\u202e" not in str(seen)


@in_browser
def test_a_redacted_page_draws_the_same_words(vector: Callable[[str], bytes], tmp_path: Path) -> None:
    page = as_html(read_record(vector("record-redacted.json")))
    dom = shown(page, tmp_path)
    assert verdict(dom)[0] == "intact"
    assert Seen(dom, "main").texts == Seen(page, "main").texts


TAMPERED = [
    ("I ask for 30", "I ask for 90", "Entry 4: the field response is not what was recorded."),
    ('\\"Cold store', '\\"Warm store', "The signature does not fit the manifest."),
    ('\\"mono\\":180000', '\\"mono\\":180001', "Entry 5 does not carry the hash of the entry before it."),
    (
        '\\"mono\\":420000',
        '\\"mono\\":420001',
        "The chain does not end at the entry that was signed as the last one.",
    ),
    ('\\"clk\\":\\"ok\\"', '\\"clk\\": \\"ok\\"', "Entry 1 is not written in the form of the format."),
    ('{\\"boot\\"', '[\\"boot\\"', "The embedded record cannot be read."),
]


@in_browser
@pytest.mark.parametrize(("old", "new", "reason"), TAMPERED)
def test_a_tampered_page_says_it_is_broken(
    record: Record, tmp_path: Path, old: str, new: str, reason: str
) -> None:
    before, after = as_html(record).split('<script type="application/json"')
    assert old in after
    dom = shown(f'{before}<script type="application/json"{after.replace(old, new, 1)}', tmp_path)
    assert verdict(dom) == ("broken", f"Not intact. {reason}")


@in_browser
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("tampered-value.json", "Entry 1: the field evidence"),
        ("tampered-removed-entry.json", "Entry 5 is missing"),
        ("tampered-cut-tail.json", "Entry 6: its open fields"),
        ("tampered-hidden-answer.json", "Entry 4: its open fields"),
        ("tampered-manifest.json", "The signature does not fit"),
    ],
)
def test_the_tampered_vectors_are_broken_in_a_browser(vector, tmp_path: Path, name: str, reason: str) -> None:
    dom = shown(as_html(read_record(vector(name))), tmp_path)
    assert verdict(dom)[0] == "broken" and reason in verdict(dom)[1]


@in_browser
def test_changed_words_outside_the_embedded_bytes_are_drawn_over(record: Record, tmp_path: Path) -> None:
    page = as_html(record).replace(
        '<span class="text">I ask for 30</span>', '<span class="text">Never heard</span>'
    )
    assert "Never heard" in page
    dom = shown(page, tmp_path)
    assert "Never heard" not in dom and verdict(dom)[0] == "intact"


@in_browser
def test_no_other_script_runs(record: Record, tmp_path: Path) -> None:
    mark = "<script>document.title = 'other'</script></body>"
    page = as_html(record).replace("</body>", mark)
    assert "<title>other" not in shown(page, tmp_path)
    free = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    assert "<title>other" in shown(free, tmp_path)  # the same script runs where the policy is taken out


@in_browser
@pytest.mark.parametrize(("which", "key"), [(0, "fits"), (9, "differs"), (-1, "unread")])
def test_a_receipt_is_answered(
    record: Record, chain, vector, expected, tmp_path, which: int, key: str
) -> None:
    typed = {
        0: chain[1].receipt.lower().replace("-", " "),
        9: expected["entries"][1]["receipt"],
        -1: "SED1-0002",
    }
    script = f"""<script>
    const field = document.getElementById("receipt");
    const type = (text) => {{ field.value = text; field.dispatchEvent(new Event("input")); }};
    setTimeout(() => type({json.dumps(typed[which])}), 1000);
    </script></body>"""
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", as_html(record))
    dom = shown(page.replace("</body>", script), tmp_path)
    assert html.unescape(WORDS["verdicts"][key].format(seq=2)) in dom.split('id="answer"')[1][:300]


@in_browser
@pytest.mark.parametrize(
    ("without", "state"), [("crypto.subtle.importKey", "unsigned"), ("crypto.subtle", "unable")]
)
def test_a_browser_that_lacks_something_is_told_so(
    record: Record, tmp_path: Path, without: str, state: str
) -> None:
    missing = {
        "crypto.subtle.importKey": "const none = new DOMException('', 'NotSupportedError');"
        "crypto.subtle.importKey = () => { throw none; }",
        "crypto.subtle": "Object.defineProperty(crypto, 'subtle', { value: undefined })",
    }
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", as_html(record))
    dom = shown(page.replace("<body>", f"<body><script>{missing[without]}</script>"), tmp_path)
    assert verdict(dom)[0] == state
