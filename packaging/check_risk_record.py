"""Checks a risk record of SE Desk with Python's standard library alone (3.8 or newer).

    python3 check_risk_record.py RECORD.json [RECEIPT ...] [--key PUBLICKEY]

Exit code 0: intact, receipts found, key as given. 1: not so; the reason is printed. 2: no JSON, or usage.
A time stamp (RFC 3161) in it is checked as far as its own certificate; whether that is the authority's is
yours to compare, or openssl's (HOW-TO-CHECK.txt).
Written apart from the desk's own check, from the format's description, so that two programs have to agree.
"""

import base64
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
    """Gives what the time stamps among them say, one sentence each."""
    need(isinstance(entries, list) and entries, "There is no entry.")
    before, prev, flags, hashes, stamps = None, "0" * 64, set(), {}, []
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
            stamps += check_stamp(core, entry["open"], hashes)
        except Bad as error:
            raise Bad(f"Entry {place}: {error}") from None
        before, prev = core, hashlib.sha256(one_spelling(core)).hexdigest()
        hashes[prev] = place
    need(manifest["head"] == {"seq": before["seq"], "hash": prev}, "The chain does not end at its head.")
    need(all(re.fullmatch("[1-9][0-9]*", key) for key in manifest["shown"]), "shown is not as it should be.")
    need(
        max(map(int, manifest["shown"]), default=0) <= before["seq"], "shown names an entry that is missing."
    )
    need(all(manifest["shown"].values()), "shown holds an empty list.")
    return stamps


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


# Time stamps (RFC 3161): a signature of an authority over the hash of an earlier entry.

DIGESTS = {"608648016503040201": "sha256", "608648016503040202": "sha384", "608648016503040203": "sha512"}
SIGNATURES = {  # object identifiers of signatures, with their hash; "" takes the hash of the digest
    "2a864886f70d010101": "",
    "2a864886f70d01010b": "sha256",
    "2a864886f70d01010c": "sha384",
    "2a864886f70d01010d": "sha512",
    "2a8648ce3d0201": "",
    "2a8648ce3d040302": "sha256",
    "2a8648ce3d040303": "sha384",
    "2a8648ce3d040304": "sha512",
}
CURVES = {  # prime, point, order; a is -3
    "2a8648ce3d030107": (
        0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF,
        0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
        0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
        0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    ),
    "2b81040022": (
        2**384 - 2**128 - 2**96 + 2**32 - 1,
        0xAA87CA22BE8B05378EB1C71EF320AD746E1D3B628BA79B9859F741E082542A385502F25DBF55296C3A545E3872760AB7,
        0x3617DE4A96262C6F5D9E98BF9292DC29F8F41DBD289A147CE9DA3113B5F0B8C00A60B1CE1D7E819D7A431D7C90EA0E5F,
        0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973,
    ),
}


def der(data):
    """(tag, body, all its bytes) of each value in DER that fills ``data``."""
    found, at = [], 0
    while at < len(data):
        need(len(data) - at > 1 and data[at] & 31 != 31, "The time stamp is cut.")
        size, begin = data[at + 1], at + 2
        need(size not in (128, 255), "The time stamp is of a form that this script does not read.")
        if size > 128:
            count = size & 127
            size, begin = int.from_bytes(data[begin : begin + count], "big"), begin + count
        need(begin + size <= len(data), "The time stamp is cut.")
        found.append((data[at], data[begin : begin + size], data[at : begin + size]))
        at = begin + size
    return found


def certificate_fields(certificate):
    fields = der(der(der(certificate)[0][1])[0][1])
    return fields[1:] if fields[0][0] == 160 else fields


def common_name(subject):
    for group in der(subject):
        for pair in der(group[1]):
            kind, value = der(pair[1])
            if kind[1].hex() == "550403":
                letters = "utf-16-be" if value[0] == 30 else "utf-8"
                return " ".join(value[1].decode(letters, "replace").replace("\0", " ").split())[:200]
    return "an authority without a name"


def check_stamp(core, opened, hashes):
    if core["kind"] != "anchor" or not {"anchor", "token"} <= set(opened):
        return []
    if opened["anchor"]["value"] != "rfc3161":
        return []
    try:
        token = base64.b64decode(opened["token"]["value"], validate=True)
        return [stamp_sentence(token, hashes)]
    except (ValueError, IndexError, TypeError):
        raise Bad("Its time stamp is not of the form of RFC 3161.") from None


def stamp_sentence(token, hashes):
    (whole,) = der(token)
    kind, holder = der(whole[1])
    need(kind[1].hex() == "2a864886f70d010702", "Its time stamp holds no signed data.")
    content, *rest = der(der(holder[1])[0][1])[2:]
    what, inside = der(content[1])
    need(what[1].hex() == "2a864886f70d0109100104", "What is signed is no time stamp.")
    info = der(inside[1])[0][1]
    _, _, imprint, _, moment = der(der(info)[0][1])[:5]
    algorithm, digest = der(imprint[1])
    need(DIGESTS.get(der(algorithm[1])[0][1].hex()) == "sha256", "What is stamped is no SHA-256 hash.")
    need(digest[1].hex() in hashes, "Its time stamp is of no entry before it.")
    signers = der(rest[-1][1])
    need(len(signers) == 1, "Its time stamp has not one signer.")
    signer = der(signers[0][1])
    at = text(moment[1].decode("ascii"), r"[0-9]{14}(\.[0-9]+)?Z", "The moment of the time stamp")
    when = f"{at[:4]}-{at[4:6]}-{at[6:8]} {at[8:10]}:{at[10:12]}:{at[12:14]} UTC"
    first = f"Time stamp: entry {hashes[digest[1].hex()]} and all before it were there on {when}, "
    for part in rest[:-1]:
        for certificate in der(part[1]) if part[0] == 160 else []:
            fields = certificate_fields(certificate[2])
            if signer[1][1] == fields[2][2] + fields[0][2]:
                checked = check_signer(info, signer, fields[5][1])
                name, print_of = common_name(fields[4][1]), hashlib.sha256(certificate[2]).hexdigest()
                return first + f"says {name}{checked}. Its certificate has the SHA-256 {print_of}."
    return first + "says somebody whose certificate is not in it, so this script did not check it."


def check_signer(info, signer, key):
    """Raises Bad where the signature does not fit; says so where this script cannot tell."""
    digest = DIGESTS.get(der(signer[2][1])[0][1].hex())
    name = der(signer[4][1])[0][1].hex()
    algorithm, bits = der(key)
    kind = [part[1].hex() for part in der(algorithm[1])]
    if digest is None or name not in SIGNATURES or not (kind[0] == "2a864886f70d010101" or kind[1] in CURVES):
        return ", whose kind of signature this script cannot check"
    attributes = {der(one[1])[0][1].hex(): der(der(one[1])[1][1])[0] for one in der(signer[3][1])}
    signed_digest = attributes.get("2a864886f70d010904", (0, b""))[1]
    need(signed_digest == hashlib.new(digest, info).digest(), "Its time stamp says what nobody signed.")
    hashed = hashlib.new(SIGNATURES[name] or digest, b"\x31" + signer[3][2][1:]).digest()
    if kind[0] == "2a864886f70d010101":
        fits = rsa_fits(der(bits[1][1:])[0][1], signer[5][1], SIGNATURES[name] or digest, hashed)
    else:
        fits = curve_fits(CURVES[kind[1]], bits[1][1:], signer[5][1], hashed)
    need(fits, "The signature of its time stamp does not fit.")
    return ""


def rsa_fits(key, signature, name, hashed):
    modulus, exponent = (int.from_bytes(part[1], "big") for part in der(key))
    identifier = next(bytes.fromhex(oid) for oid, digest in DIGESTS.items() if digest == name)
    inner = b"\x06" + bytes([len(identifier)]) + identifier + b"\x05\x00"
    tail = b"\x30" + bytes([len(inner)]) + inner + b"\x04" + bytes([len(hashed)]) + hashed
    tail = b"\x30" + bytes([len(tail)]) + tail
    size = (modulus.bit_length() + 7) // 8
    made = pow(int.from_bytes(signature, "big"), exponent, modulus).to_bytes(size, "big")
    return made == b"\x00\x01" + b"\xff" * (size - len(tail) - 3) + b"\x00" + tail


def curve_fits(curve, key, signature, hashed):
    prime, x, y, order = curve
    size = (prime.bit_length() + 7) // 8
    r, s = (int.from_bytes(part[1], "big") for part in der(der(signature)[0][1]))
    if key[0] != 4 or len(key) != 2 * size + 1 or not (0 < r < order and 0 < s < order):
        return False
    point = int.from_bytes(key[1 : size + 1], "big"), int.from_bytes(key[size + 1 :], "big")
    number, inverse = int.from_bytes(hashed[:size], "big"), pow(s, order - 2, order)
    one = curve_times(number * inverse % order, (x, y), prime)
    total = curve_sum(one, curve_times(r * inverse % order, point, prime), prime)
    return total is not None and total[0] % order == r


def curve_sum(a, b, prime):
    if a is None or b is None:
        return a or b
    if a[0] == b[0] and (a[1] + b[1]) % prime == 0:
        return None
    if a == b:
        slope = 3 * (a[0] * a[0] - 1) * pow(2 * a[1], prime - 2, prime)
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], prime - 2, prime)
    x = (slope * slope - a[0] - b[0]) % prime
    return x, (slope * (a[0] - x) - a[1]) % prime


def curve_times(scalar, point, prime):
    total = None
    while scalar:
        total = curve_sum(total, point, prime) if scalar & 1 else total
        point, scalar = curve_sum(point, point, prime), scalar >> 1
    return total


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
    """Raises Bad, or ValueError where the bytes are no JSON; gives the manifest and what stamps say."""
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
    stamps = check_entries(manifest, record["entries"])
    pub, sig = bytes.fromhex(manifest["pub"]), bytes.fromhex(record["sig"])
    need(signed(pub, sig, one_spelling(manifest)), "The signature does not fit the manifest.")
    for typed in receipts:
        check_receipt(typed, record["entries"])
    need(key in ("", manifest["pub"]), "It was signed with another key: " + manifest["pub"])
    return manifest, stamps


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
            manifest, stamps = check(file.read(LIMIT + 1), arguments[1:], key)
    except Bad as error:
        sys.stderr.write(f"Not intact. {error}\n")
        return 1
    except RecursionError:
        sys.stderr.write("Not intact. It is nested deeper than the format goes.\n")
        return 1
    except (ValueError, OSError) as error:
        sys.stderr.write(f"Not readable. {error}\n")
        return 2
    lines = [f"Intact: {manifest['head']['seq']} entries.", f"Public key: {manifest['pub']}", *stamps]
    sys.stdout.write("".join(line + "\n" for line in lines))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
