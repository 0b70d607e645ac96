"""Checks a risk record of SE Desk with Python's standard library alone (3.8 or newer).

    python3 check_risk_record.py RECORD.json [RECEIPT ...] [--key PUBLICKEY]

Exit code 0: intact, receipts found, key as given. 1: not so; the reason is printed. 2: no JSON, or usage.
Written apart from the desk's own check, from the format's description, so that two programs have to agree.
"""

import hashlib
import json
import re
import sys
from datetime import datetime
from pathlib import Path

LIMIT = 64 * 1024 * 1024
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
WORDS = {
    "severity": "low medium high critical",
    "category": "timeline technical_fit qualification security poc_scope product_gap people decision_process "
    "competition commercial data other",
    "channel": "email direct_message call meeting crm_note other",
    "outcome": "solved agreed accepted materialised withdrawn reopened",
    "anchor": "rfc3161 restored",
}
KINDS = {  # required fields, then optional ones
    "risk.flag": ("severity category statement", "evidence occurred"),
    "risk.sent": ("to channel", "reference message"),
    "risk.ack": ("from response", "reference occurred"),
    "risk.note": ("note", ""),
    "risk.outcome": ("outcome", "note"),
    "anchor": ("anchor", "token note"),
}
ABOUT = (
    "title account partner value stage ae_forecast se_read gap_days procurement earliest_signature author "
    "recipient period"
)
CORE = {
    "deal": "[0-9a-f]{32}",
    "kind": "[a-z.]+",
    "prev": "[0-9a-f]{64}",
    "rec": r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}Z",
    "off": "[+-](0[0-9]|1[0-4]):[0-5][0-9]",
    "boot": "[0-9a-f]{8}",
    "clk": "ok|jumped|regressed",
}


class Bad(Exception):
    """The reason why a record is not intact."""


def need(truth, reason):
    if not truth:
        raise Bad(reason)


def one_spelling(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def pairs(items):
    need(len(dict(items)) == len(items), "A key stands twice in one object.")
    return dict(items)


def whole(text):
    need(len(text) < 17 and "-" not in text and int(text) < 2**53, text[:40] + " is out of range.")
    return int(text)


def no_number(text):
    raise Bad(text[:40] + " is not a whole number.")


def keys(value, names, what):
    need(isinstance(value, dict) and set(value) == set(names.split()), what + " has missing or unknown keys.")
    return value


def text(value, pattern, what):
    need(isinstance(value, str) and re.fullmatch(pattern, value), what + " is not written as it should be.")
    return value


def number(value, what):
    need(type(value) is int and 0 <= value < 2**53, what + " is not a whole number.")
    return value


def moment(rec, what):
    try:
        return datetime.fromisoformat(text(rec, CORE["rec"], what)[:-1] + "+00:00")
    except ValueError:
        raise Bad(what + " is a moment that does not exist.") from None


def check_value(name, value):
    need(isinstance(value, str) and value, name + " is empty or no text.")
    need(not re.search("[\0\r\ud800-\udfff]", value), name + " holds a forbidden character.")
    need(name not in WORDS or value in WORDS[name].split(), value[:40] + " is no " + name + ".")
    if name == "occurred":
        moment(value + "T00:00:00.000Z", name)


def allowed_names(core):
    correctable = [" ".join(fields).split() for kind, fields in KINDS.items() if kind != "anchor"]
    if core["kind"] == "risk.correct":
        return ["corrects"], ["corrects", *(name for names in correctable for name in names)]
    need(core["kind"] in KINDS, "The kind is unknown.")
    required, optional = KINDS[core["kind"]]
    return required.split(), (required + " " + optional).split()


def check_core(core):
    keys(core, "v deal seq flag kind prev rec off boot mono clk f", "The core")
    need(type(core["v"]) is int and core["v"] == 1, "v is not 1.")
    for name in ("seq", "flag", "mono"):
        number(core[name], name)
    for name, pattern in CORE.items():
        text(core[name], pattern, name)
    moment(core["rec"], "rec")
    need(isinstance(core["f"], dict), "f is no object.")
    required, allowed = allowed_names(core)
    need(set(required) <= set(core["f"]) <= set(allowed), "The fields are not those of its kind.")
    need(core["kind"] != "risk.correct" or len(core["f"]) > 1, "A correction corrects nothing.")
    for name, commitment in core["f"].items():
        text(commitment, "[0-9a-f]{64}", "The commitment of " + name)


def check_open(core, opened):
    need(isinstance(opened, dict), "open is no object.")
    for name, field in opened.items():
        keys(field, "salt value", "An opened field")
        need(name in core["f"], "It opens a field that it does not have.")
        salt = bytes.fromhex(text(field["salt"], "[0-9a-f]{32}", "The salt of " + name))
        check_value(name, field["value"])
        front = b"sedesk/field/1\0" + name.encode() + b"\0" + salt
        made = hashlib.sha256(front + field["value"].encode("utf-8")).hexdigest()
        need(made == core["f"][name], "The field " + name + " is not what was recorded.")


def clock(before, core):
    if before is None:
        return "ok"
    if core["rec"] < before["rec"]:
        return "regressed"
    wall = (moment(core["rec"], "rec") - moment(before["rec"], "rec")).total_seconds() * 1000
    moved = core["boot"] == before["boot"] and abs(round(wall) - (core["mono"] - before["mono"])) > 120000
    return "jumped" if moved else "ok"


def check_place(core, before, prev, flags):
    seq = before["seq"] + 1 if before else 1
    need(core["seq"] == seq, f"Entry {seq} is missing or out of its place.")
    need(core["prev"] == prev, "It does not carry the hash of the entry before it.")
    need(core["clk"] == clock(before, core), "Its clock is not judged by its times.")
    if core["kind"] == "risk.flag":
        flags.add(seq)
    right = 0 if core["kind"] == "anchor" else core["flag"]
    need(core["flag"] == right and (right == 0 or right in flags), "It belongs to no flag.")
    need(right or core["kind"] == "anchor", "It belongs to no flag.")
    need(core["kind"] != "risk.flag" or core["flag"] == seq, "A flag belongs to another flag.")


def corrects_same(entry, place):
    return entry["core"]["kind"] == "risk.correct" and entry["open"].get("corrects", {}).get("value") == place


def check_correction(core, opened, entries):
    if "corrects" not in opened:
        need(not opened, "It hides which entry it corrects.")
        return
    place = text(opened["corrects"]["value"], "[1-9][0-9]{0,15}", "corrects")
    need(int(place) < core["seq"], "It corrects no earlier entry.")
    target = entries[int(place) - 1]
    names = set(core["f"]) - {"corrects"}
    need(target["core"]["flag"] == core["flag"], "It corrects an entry of another flag.")
    need(target["core"]["kind"] not in ("risk.correct", "anchor"), "It corrects what cannot be corrected.")
    need(names <= set(allowed_names(target["core"])[1]), "It corrects a field that the entry cannot have.")
    for name in names:
        fields = [target, *(one for one in entries[int(place) : core["seq"]] if corrects_same(one, place))]
        shown = [name in one["open"] for one in fields if name in one["core"]["f"]]
        need(all(shown) or not any(shown), "Half of a correction is hidden.")


def check_entries(manifest, entries):
    need(isinstance(entries, list) and entries, "There is no entry.")
    before, prev, flags = None, "0" * 64, set()
    for place, entry in enumerate(entries, 1):
        try:
            core = keys(entry, "core open", "It")["core"]
            check_core(core)
            need(core["deal"] == manifest["deal"], "It belongs to another deal.")
            check_place(core, before, prev, flags)
            check_open(core, entry["open"])
            if core["kind"] == "risk.correct":
                check_correction(core, entry["open"], entries)
            listed = manifest["shown"].get(str(place), [])
            need(listed == sorted(entry["open"]), "Its open fields are not those signed as shown.")
        except Bad as error:
            raise Bad(f"Entry {place}: {error}") from None
        before, prev = core, hashlib.sha256(one_spelling(core)).hexdigest()
    need(manifest["head"] == {"seq": before["seq"], "hash": prev}, "The chain does not end at its head.")
    need(all(re.fullmatch("[1-9][0-9]*", key) for key in manifest["shown"]), "shown is not as it should be.")
    need(
        max(map(int, manifest["shown"]), default=0) <= before["seq"], "shown names an entry that is missing."
    )
    need(all(manifest["shown"].values()), "shown holds an empty list.")


def check_manifest(manifest, sig):
    keys(manifest, "format deal head exported pub about shown", "The manifest")
    need(manifest["format"] == "sedesk-risk-record/1", "The format is another one.")
    text(manifest["deal"], CORE["deal"], "deal")
    keys(manifest["head"], "seq hash", "The head")
    number(manifest["head"]["seq"], "The head's seq")
    text(manifest["pub"], "[0-9a-f]{64}", "The public key")
    text(sig, "[0-9a-f]{128}", "The signature")
    moment(manifest["exported"], "exported")
    need(isinstance(manifest["about"], dict), "about is no object.")
    need(isinstance(manifest["shown"], dict), "shown is no object.")
    need(set(manifest["about"]) <= set(ABOUT.split()), "about has an unknown key.")
    for name, value in manifest["about"].items():
        check_value(name, value)
    for names in manifest["shown"].values():
        need(isinstance(names, list), "shown lists no names.")
        need(all(isinstance(name, str) for name in names), "shown lists no names.")


# Ed25519 as RFC 8032, section 6, writes it down: slow, short, and enough for one signature.

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def added(a, b):
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = f - e, h - g, h + g, f + e
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(scalar, point):
    total = (0, 1, 1, 0)
    while scalar:
        total = added(total, point) if scalar & 1 else total
        point, scalar = added(point, point), scalar >> 1
    return total


def point_of(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x * ROOT % P if (x * x - square) % P else x
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def signed(key, sig, message):
    key_point, r_point, s = point_of(key), point_of(sig[:32]), int.from_bytes(sig[32:], "little")
    if key_point is None or r_point is None or s >= Q:
        return False
    h = int.from_bytes(hashlib.sha512(sig[:32] + key + message).digest(), "little") % Q
    y = 4 * pow(5, P - 2, P) % P
    left, right = times(s, point_of(y.to_bytes(32, "little"))), added(r_point, times(h, key_point))
    return all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))


def base32(bits, length):
    return "".join(ALPHABET[bits >> 5 * place & 31] for place in reversed(range(length)))


def code_of(digits, digest):
    front = base32(int(digest, 16) >> 126, 26)
    check = hashlib.sha256(b"sedesk/code/1\0" + digits.encode() + front.encode()).digest()
    return front + base32(int.from_bytes(check[:2], "big") >> 6, 2)


def check_receipt(typed, entries):
    bare = re.sub(r"[\s\u2010-\u2015-]", "", typed).upper().replace("O", "0")
    match = re.fullmatch("SED1([0-9]{4,16})([0-9A-Z]{28})", bare.replace("I", "1").replace("L", "1"))
    need(match, f"{typed[:60]} is no receipt.")
    seq = int(match.group(1))
    need(1 <= seq <= len(entries), f"The receipt {typed[:60]} is of an entry that is not there.")
    digest = hashlib.sha256(one_spelling(entries[seq - 1]["core"])).hexdigest()
    need(match.group(1) == f"{seq:04d}", f"{typed[:60]} is no receipt.")
    need(
        code_of(f"{seq:04d}", digest) == match.group(2), f"The receipt {typed[:60]} does not fit entry {seq}."
    )


def check(data, receipts, key):
    """Raises Bad, or ValueError where the bytes are no JSON; gives the manifest and the entries."""
    need(len(data) <= LIMIT, "The file is larger than 64 MiB.")
    record = json.loads(
        data.decode("utf-8"),
        object_pairs_hook=pairs,
        parse_int=whole,
        parse_float=no_number,
        parse_constant=no_number,
    )
    keys(record, "manifest sig entries", "The record")
    manifest = record["manifest"]
    check_manifest(manifest, record["sig"])
    check_entries(manifest, record["entries"])
    pub, sig = bytes.fromhex(manifest["pub"]), bytes.fromhex(record["sig"])
    need(signed(pub, sig, one_spelling(manifest)), "The signature does not fit the manifest.")
    for typed in receipts:
        check_receipt(typed, record["entries"])
    need(key in ("", manifest["pub"]), "It was signed with another key: " + manifest["pub"])
    return manifest


def main(arguments):
    key = ""
    if "--key" in arguments[:-1]:
        at = arguments.index("--key")
        key = re.sub("[^0-9a-f]", "", arguments[at + 1].lower())
        arguments = arguments[:at] + arguments[at + 2 :]
    if not arguments or arguments[0].startswith("-"):
        sys.stderr.write(__doc__ or "")
        return 2
    try:
        with Path(arguments[0]).open("rb") as file:
            manifest = check(file.read(LIMIT + 1), arguments[1:], key)
    except Bad as error:
        sys.stderr.write(f"Not intact. {error}\n")
        return 1
    except RecursionError:
        sys.stderr.write("Not intact. It is nested deeper than the format goes.\n")
        return 1
    except (ValueError, OSError) as error:
        sys.stderr.write(f"Not readable. {error}\n")
        return 2
    sys.stdout.write(f"Intact: {manifest['head']['seq']} entries.\nPublic key: {manifest['pub']}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
