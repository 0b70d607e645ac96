"""The lines of an .ics file in blocks: its calendars, their time zones, their entries."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_LINE_END = re.compile(r"\r\n|\n|\r")
_MARK = re.compile(r"(BEGIN|END):\s*([A-Z-]+)\s*", re.IGNORECASE)
# Some programs put their own name before a zone of the common database.
_VENDOR_ZONE = re.compile(
    r"(TZID[=:]\"?)/[^:;\r\n\"]*?/"
    r"(?=(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)/)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Blocks:
    """One calendar: its VTIMEZONE and VEVENT blocks as text, and whether it takes its entries back."""

    zones: list[str] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)
    cancels: bool = False
    broken_off: bool = False


def split_calendars(text: str) -> tuple[Blocks, ...]:
    """The calendars of `text`, one after another. Never raises: what is outside of blocks is left out."""
    found: list[Blocks] = []
    open_block: list[str] = []
    nesting: list[str] = []
    for line in _LINE_END.split(_VENDOR_ZONE.sub(r"\1", text)):
        mark = _MARK.fullmatch(line)
        began, name = (mark[1].upper() == "BEGIN", mark[2].upper()) if mark else (False, "")
        if began and name == "VCALENDAR":
            _close(found, nesting)
            found.append(Blocks())
            nesting, open_block = [name], []
        elif not nesting:
            continue
        elif began:
            nesting.append(name)
            open_block.append(f"BEGIN:{name}")
        elif mark:
            open_block.append(f"END:{name}")
            _end(found[-1], nesting, name, open_block)
        elif len(nesting) > 1:
            open_block.append(line)
        else:
            found[-1].cancels |= re.fullmatch(r"METHOD:\s*CANCEL\s*", line, re.IGNORECASE) is not None
    _close(found, nesting)
    return tuple(found)


def _close(found: list[Blocks], nesting: list[str]) -> None:
    if found and "VEVENT" in nesting:
        found[-1].broken_off = True


def _end(calendar: Blocks, nesting: list[str], name: str, open_block: list[str]) -> None:
    """Leave the innermost block of that name; a block of the calendar itself is kept where it is wanted."""
    if name not in nesting:
        open_block.pop()
        return
    while nesting.pop() != name:
        pass
    if len(nesting) == 1:
        home = {"VTIMEZONE": calendar.zones, "VEVENT": calendar.entries}.get(name)
        if home is not None:
            home.append("\r\n".join(open_block))
        open_block.clear()
