"""A charter that came back: Markdown or DOCX -> its clauses as they read with every change accepted.

Changes that Word has tracked are read as if accepted, comments are listed with the words they are about.
The layout is the one ``charters_out`` writes; what somebody added in between belongs to the clause above.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from se_desk.domain.charters import Clause, Owes, Rule
from se_desk.domain.clause_fields import value_from_lines
from se_desk.domain.errors import BadFile
from se_desk.exchange.documents import (
    Block,
    CodeBlock,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Table,
    plain,
)
from se_desk.exchange.documents import Rule as Line
from se_desk.exchange.sanitising import clean_line

LARGEST = 20_000_000  # bytes
MOST_CLAUSES = 200
_NUMBER = re.compile(r"\s*\d{1,3}\s*[.):]?\s+")
_TERMS = re.compile(
    r"Owed by (?P<who>.+?)\.(?:\s*Measured: (?P<rule>.+?)(?:, target (?P<target>\d{1,3})\s*%)?\.?)?\s*$"
)
_LINE = "* * *"  # how a rule across the page is written where there is no such thing
_KEY = "Records of this desk are signed with"


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark beside the text; ``about`` are the words it hangs on, ``clause`` the clause's number or 0."""

    author: str
    words: str
    about: str = ""
    clause: int = 0


@dataclass(frozen=True, slots=True)
class ReadClause:
    """A clause as it came back: ``fixed`` are the quoted lines, ``terms`` the line of who owes it."""

    topic: str
    text: str
    fixed: tuple[str, ...] = ()
    terms: str = ""


@dataclass(frozen=True, slots=True)
class ReadCharter:
    """What came back. ``tracked`` counts the changes that Word has tracked."""

    title: str
    clauses: tuple[ReadClause, ...]
    comments: tuple[Comment, ...] = ()
    tracked: int = 0


def read_charter(data: bytes, name: str) -> ReadCharter:
    """The charter in a file called ``name``. BadFile where it is none, or too large."""
    if len(data) > LARGEST:
        raise BadFile(f"{name} is too large for a charter.", do="Choose the file that came back.")
    if data[:2] == b"PK":
        from se_desk.exchange.docx_reader import read_docx

        read = read_docx(data, name)
        found = charter_of(read.blocks)
        found = replace(found, comments=read.comments, tracked=read.tracked)
    else:
        found = charter_of(_markdown(data, name))
    if not found.clauses:
        raise BadFile(
            f"{name} holds no clause.", do="Clauses stand under headings, as in the file the desk wrote."
        )
    return found


def _markdown(data: bytes, name: str) -> tuple[Block, ...]:
    from se_desk.exchange.markdown_reader import read_markdown

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(
            f"{name} is neither Markdown nor DOCX.", do="Choose the file that came back."
        ) from error
    if "\x00" in text:
        raise BadFile(f"{name} is neither Markdown nor DOCX.", do="Choose the file that came back.")
    return read_markdown(text).blocks


@dataclass
class _Gathered:
    """A clause while its lines come in."""

    topic: str
    lines: list[str] = field(default_factory=list)
    fixed: list[str] = field(default_factory=list)
    terms: str = ""

    def take(self, text: str) -> None:
        for line in text.split("\n"):
            if _TERMS.match(line.strip()):
                self.terms = line.strip()
            else:
                self.lines.append(line)

    def done(self) -> ReadClause:
        text = "\n".join(line.rstrip() for line in self.lines).strip()
        return ReadClause(self.topic, text, tuple(line for line in self.fixed if line.strip()), self.terms)


def charter_of(blocks: Iterable[Block]) -> ReadCharter:
    """The title and the clauses of a document: each heading below the first begins a clause."""
    title, found = "", list[_Gathered]()
    for block in blocks:
        if isinstance(block, Heading):
            words = clean_line(plain(block.runs))
            if not title and block.level == 1:
                title = words
            elif words and len(found) < MOST_CLAUSES:
                found.append(_Gathered(_NUMBER.sub("", words, count=1) or words))
        elif found:
            _take(found[-1], block)
    return ReadCharter(title, tuple(one.done() for one in found))


def _take(clause: _Gathered, block: Block) -> None:
    if isinstance(block, Quote):
        clause.fixed += [line for text in _texts(block.blocks) for line in text.split("\n")]
        return
    for text in _texts((block,)):
        if not text.startswith(_KEY) and text.strip() != _LINE:
            clause.take(text)


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            yield plain(block.runs)
        elif isinstance(block, Quote):
            yield from _texts(block.blocks)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from (f"- {text}" for text in _texts(item.blocks))
        elif isinstance(block, Table):
            yield from (" ".join(plain(cell) for cell in row) for row in (block.header, *block.rows))
        elif isinstance(block, CodeBlock):
            yield block.text
        elif isinstance(block, Line):
            continue


def edited(clause: Clause, read: ReadClause, ae_name: str, se_name: str) -> Clause:
    """``clause`` as it came back; what is not understood in its terms stays as it was."""
    value = value_from_lines(clause, read.fixed, ae_name, se_name)
    text = read.text
    if read.fixed and value == clause.value and not _fixes(clause):
        text = "\n".join((text, *read.fixed)).strip()
    topic = clause.topic if _same_words(read.topic, clause.topic) else read.topic
    changed = replace(
        clause,
        topic=topic,
        text=clause.text if _same_words(text, clause.text) else text,
        value=clause.value if _same_words(value, clause.value) else value,
    )
    return _with_terms(changed, read.terms, ae_name, se_name)


def _same_words(one: str, other: str) -> bool:
    """Whether two texts differ in blanks and line ends only, which a file does not keep."""
    return clean_line(one).split() == clean_line(other).split()


def _fixes(clause: Clause) -> bool:
    return clause.kind.value in ("rescue_phrase", "roles", "thresholds")


def _with_terms(clause: Clause, terms: str, ae_name: str, se_name: str) -> Clause:
    found = _TERMS.match(terms)
    if found is None:
        return clause
    owes = _owner(found["who"], ae_name, se_name) or clause.owes
    if found["rule"] is None:
        return replace(clause, owes=owes, rule=None, amount=None, target_percent=None)
    rule, amount = _rule(found["rule"], clause)
    target = int(found["target"]) if found["target"] else None
    fits = target is None or 1 <= target <= 100
    return replace(
        clause, owes=owes, rule=rule, amount=amount, target_percent=target if fits else clause.target_percent
    )


def _owner(words: str, ae_name: str, se_name: str) -> Owes | None:
    ae, se = (bool(name) and name.casefold() in words.casefold() for name in (ae_name, se_name))
    if ae and se:
        return Owes.BOTH
    return Owes.AE if ae else Owes.SE if se else None


def _rule(words: str, clause: Clause) -> tuple[Rule | None, int | None]:
    """The rule that is said, and its amount; the clause's own where none is known."""
    said = " ".join(words.split()).casefold()
    for rule in Rule:
        pattern = re.escape(rule.label.casefold()).replace(r"\{n\}", r"(\d{1,3})")
        found = re.fullmatch(pattern, said)
        if found is None:
            continue
        if not found.groups():
            return rule, None
        amount = int(found[1])
        same = clause.rule is rule and clause.amount is None and amount == rule.amount
        return rule, None if same else max(amount, 1)
    return clause.rule, clause.amount
