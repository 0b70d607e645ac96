"""What the buttons of the editor do to lines of Markdown; lines in, lines out."""

from __future__ import annotations

import re
from collections.abc import Callable

from se_desk.domain.moments import count
from se_desk.domain.note_lines import NoteLine

Lines = list[str]

_HEADING = re.compile(r"(#{1,6})[ \t]+")
_MARKER = re.compile(
    r"(?P<indent>[ \t]*)(?:(?P<bullet>[-*+])|(?P<number>\d{1,9})(?P<dot>[.)]))"
    r"(?P<gap>[ \t]+)(?P<box>\[[ xX]\](?:[ \t]+|$))?"
)
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)+")
_LETTER = re.compile(r"\w")
INDENT = "  "


def word_count(text: str) -> int:
    """How many words a text has; the marks of Markdown are none."""
    return sum(1 for piece in text.split() if _LETTER.search(piece))


def said_length(note: NoteLine) -> str:
    """How many words a note of a list has; of a long one about how many, by what its beginning has."""
    there = word_count(note.beginning)
    if note.is_whole:
        return count(there, "word")
    about = there * note.length // len(note.beginning.encode())
    return f"about {round(about, 2 - len(str(about))):,} words"


def is_gap(line: str) -> bool:
    """Whether the line is an item or quotation in which nothing is written yet."""
    goes = goes_on(line)
    return goes is not None and goes[1]


def heading(lines: Lines) -> Lines:
    """None, then the first, second and third degree, then none again; all lines as the first one."""
    first = next((line for line in lines if line.strip()), "")
    found = _HEADING.match(first)
    degree = (len(found[1]) + 1 if found else 1) % 4
    marks = "#" * degree + " " if degree else ""
    return [
        marks + _HEADING.sub("", line, count=1) if line.strip() or len(lines) == 1 else line for line in lines
    ]


def bullets(lines: Lines) -> Lines:
    """A list with bullets, or no list where it was one."""
    return _listed(lines, lambda found: bool(found["bullet"]) and not found["box"], lambda _number: "- ")


def numbers(lines: Lines) -> Lines:
    """A numbered list, or no list where it was one."""
    return _listed(lines, lambda found: bool(found["number"]), lambda number: f"{number}. ")


def checks(lines: Lines) -> Lines:
    """A checklist, or no list where it was one."""
    return _listed(lines, lambda found: bool(found["box"]), lambda _number: "- [ ] ")


def quote(lines: Lines) -> Lines:
    """A quotation, or none where every line was one."""
    if all(line.startswith(">") for line in lines):
        return [re.sub(r"^>[ \t]?", "", line) for line in lines]
    return [f"> {line}" if line else ">" for line in lines] if len(lines) > 1 else [f"> {lines[0]}"]


def fence(lines: Lines) -> Lines:
    """A block of code, or the lines inside where they were one."""
    if len(lines) > 1 and lines[0].startswith("```") and lines[-1].strip() == "```":
        return lines[1:-1] or [""]
    return ["```", *lines, "```"]


def _listed(lines: Lines, is_such: Callable[[re.Match[str]], bool], mark: Callable[[int], str]) -> Lines:
    found = [_MARKER.match(line) for line in lines]
    full = [place for place, line in enumerate(lines) if line.strip()] or list(range(len(lines)))
    every = all((one := found[place]) is not None and is_such(one) for place in full)
    made = list(lines)
    for number, place in enumerate(full, 1):
        one, line = found[place], lines[place]
        indent = one["indent"] if one else line[: len(line) - len(line.lstrip(" \t"))]
        words = line[one.end() :] if one else line[len(indent) :]
        made[place] = indent + ("" if every else mark(number)) + words
    return made


def is_item(line: str) -> bool:
    """Whether the line is one of a list."""
    return _MARKER.match(line) is not None


def deeper(lines: Lines) -> Lines:
    """One step to the right, as far as the item above would take it."""
    return [_step(line) + line if line.strip() else line for line in lines]


def shallower(lines: Lines) -> Lines:
    """One step to the left."""
    return [re.sub(rf"^(?:\t| {{1,{len(_step(line))}}})", "", line) for line in lines]


def _step(line: str) -> str:
    """As wide as the marker: CommonMark nests what stands under the words of the item above."""
    found = _MARKER.match(line)
    return " " * (len(found["number"]) + 2) if found and found["number"] else INDENT


def goes_on(line: str) -> tuple[str, bool] | None:
    """What the next line begins with after Enter at the end of ``line``, and whether the item is empty.

    None where the line is no item and no quotation.
    """
    found = _MARKER.match(line)
    if found:
        mark = found["bullet"] or f"{int(found['number']) + 1}{found['dot']}"
        box = "[ ] " if found["box"] else ""
        return f"{found['indent']}{mark} {box}", not line[found.end() :].strip()
    quoted = _QUOTE.match(line)
    if quoted and ">" in quoted[0]:
        return quoted[0].rstrip() + " ", not line[quoted.end() :].strip()
    return None


def marker_length(line: str) -> int:
    """How many characters the marker of an item or quotation takes."""
    found = _MARKER.match(line) or _QUOTE.match(line)
    return found.end() if found else 0


def words_of(text: str) -> str:
    """Selected Markdown as one line of words, without the marks of headings, lists and quotations."""
    bare = (_HEADING.sub("", _without_marker(line), count=1).strip() for line in text.splitlines())
    return " ".join(line for line in bare if line)


def _without_marker(line: str) -> str:
    quoted = _QUOTE.match(line)
    line = line[quoted.end() :] if quoted and ">" in quoted[0] else line
    found = _MARKER.match(line)
    return (line[found.end() :] if found else line).lstrip()
