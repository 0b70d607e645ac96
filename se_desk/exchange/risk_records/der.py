"""DER, as far as a time stamp needs it: parts with a tag and a length, read within bounds, never guessed.

Only definite lengths and tags of one byte; anything else is refused. Values are taken as they stand: a set
whose members are out of order is read all the same, since authorities write them so.
"""

from __future__ import annotations

from dataclasses import dataclass

INTEGER, OCTETS, OID, SEQUENCE, SET = 0x02, 0x04, 0x06, 0x30, 0x31
BOOLEAN, NULL, MOMENT, INNER = 0x01, 0x05, 0x18, 0xA0


class BadDer(ValueError):
    """Bytes that are no DER of this kind; one sentence."""


@dataclass(frozen=True, slots=True)
class Der:
    """One value: its tag, the bytes inside, and all of its bytes with tag and length."""

    tag: int
    body: bytes
    whole: bytes

    def parts(self) -> tuple[Der, ...]:
        """The values inside. Raises BadDer where they do not fill it."""
        found, at = [], 0
        while at < len(self.body):
            one, at = _next(self.body, at)
            found.append(one)
        return tuple(found)

    def expect(self, tag: int) -> Der:
        """Itself, where it has this tag. Raises BadDer."""
        if self.tag != tag:
            raise BadDer(f"A part has the tag {self.tag:#04x}, and should have {tag:#04x}.")
        return self

    def whole_number(self) -> int:
        """An integer. Raises BadDer."""
        if not self.expect(INTEGER).body:
            raise BadDer("A number has no digits.")
        return int.from_bytes(self.body, signed=True)

    def oid(self) -> str:
        """An object identifier with dots. Raises BadDer."""
        body = self.expect(OID).body
        if not body or body[-1] & 0x80:
            raise BadDer("An identifier is cut.")
        arcs, arc = [], 0
        for byte in body:
            arc = arc << 7 | byte & 0x7F
            if not byte & 0x80:
                arcs.append(arc)
                arc = 0
        first = min(arcs[0] // 40, 2)
        return ".".join(map(str, (first, arcs[0] - 40 * first, *arcs[1:])))


def read(data: bytes) -> Der:
    """The one value that fills ``data``. Raises BadDer."""
    found, end = _next(data, 0)
    if end != len(data):
        raise BadDer("There are bytes behind the end.")
    return found


def _next(data: bytes, at: int) -> tuple[Der, int]:
    if len(data) - at < 2:
        raise BadDer("It is cut.")
    tag, size, begin = data[at], data[at + 1], at + 2
    if tag & 0x1F == 0x1F or size in (0x80, 0xFF):
        raise BadDer("A part is written in a form that this program does not read.")
    if size & 0x80:
        count = size & 0x7F
        size, begin = int.from_bytes(data[begin : begin + count]), begin + count
    if begin + size > len(data):
        raise BadDer("It is cut.")
    return Der(tag, data[begin : begin + size], data[at : begin + size]), begin + size


def made(tag: int, *bodies: bytes) -> bytes:
    """The bytes of one value."""
    body = b"".join(bodies)
    if len(body) < 0x80:
        return bytes((tag, len(body))) + body
    size = len(body).to_bytes((len(body).bit_length() + 7) // 8)
    return bytes((tag, 0x80 | len(size))) + size + body


def made_number(number: int) -> bytes:
    """A whole number from 0 up."""
    return made(INTEGER, number.to_bytes(number.bit_length() // 8 + 1))


def made_oid(dotted: str) -> bytes:
    """An object identifier."""
    first, second, *rest = map(int, dotted.split("."))
    return made(OID, b"".join(_arc(arc) for arc in (40 * first + second, *rest)))


def _arc(arc: int) -> bytes:
    digits = [arc & 0x7F]
    while arc := arc >> 7:
        digits.append(arc & 0x7F | 0x80)
    return bytes(reversed(digits))
