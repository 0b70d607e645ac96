"""Checks of a risk record by programs of others: RFC 8785 from one, signatures from another, OpenSSL."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import jcs
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

OPENSSL = shutil.which("openssl")
_SPKI = bytes.fromhex("302a300506032b6570032100")  # what stands before an Ed25519 key in DER


def check(record: Path) -> list[str]:
    """The hashes of the entries, after a check with nothing of ours. AssertionError, InvalidSignature."""
    read = json.loads(record.read_text("utf-8"))
    manifest = read["manifest"]
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(manifest["pub"])).verify(
        bytes.fromhex(read["sig"]), jcs.canonicalize(manifest)
    )
    hashes: list[str] = []
    for place, entry in enumerate(read["entries"], 1):
        core = entry["core"]
        assert core["seq"] == place
        assert core["prev"] == (hashes[-1] if hashes else "0" * 64)
        for name, field in entry["open"].items():
            assert commitment(name, field) == core["f"][name]
        hashes.append(hashlib.sha256(jcs.canonicalize(core)).hexdigest())
    assert manifest["head"] == {"seq": len(hashes), "hash": hashes[-1]}
    return hashes


def commitment(name: str, field: dict[str, str]) -> str:
    """What stands in the core for a field."""
    parts = b"sedesk/field/1\0", name.encode(), b"\0", bytes.fromhex(field["salt"]), field["value"].encode()
    return hashlib.sha256(b"".join(parts)).hexdigest()


def openssl_accepts(record: Path, folder: Path) -> bool:
    """Whether OpenSSL by itself finds the manifest signed by the key in it, and the head's hash right."""
    read: dict[str, Any] = json.loads(record.read_text("utf-8"))
    manifest, last = read["manifest"], read["entries"][-1]["core"]
    files = {
        "key.der": _SPKI + bytes.fromhex(manifest["pub"]),
        "manifest": jcs.canonicalize(manifest),
        "sig": bytes.fromhex(read["sig"]),
        "core": jcs.canonicalize(last),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    signed = _openssl(
        folder, "pkeyutl", "-verify", "-pubin", "-inkey", "key.der", "-keyform", "DER", "-rawin", "-in",
        "manifest", "-sigfile", "sig",
    )  # fmt: skip
    hashed = _openssl(folder, "dgst", "-sha256", "-r", "core")
    return signed.returncode == 0 and hashed.stdout.split()[0] == manifest["head"]["hash"]


def _openssl(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    assert OPENSSL is not None
    return subprocess.run([OPENSSL, *words], cwd=folder, capture_output=True, text=True, check=False)
