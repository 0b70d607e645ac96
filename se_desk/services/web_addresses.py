"""Addresses on the web that a person typed, looked at before anything is sent there. Opens nothing."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def web_address(text: str) -> SplitResult | None:
    """The parts of an address that a request can go to; None for any other text.

    It is http or https, names a host and a port there can be, and holds neither blanks nor control
    characters. Whether it holds a name or a password is for the caller to judge.
    """
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    clean = text.isprintable() and not any(character.isspace() for character in text)
    return parts if sound and clean else None
