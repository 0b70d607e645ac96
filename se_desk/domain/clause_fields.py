"""What the desk itself reads from a clause: the qualification thresholds and who has which role.

A clause keeps them in its ``value`` as one readable line: ``budget, timeline 6 months, sponsor VP`` and
``opening ae, commercial ae, technical se, notes se``. Reading never fails; what is not understood is as if
it were not there, and a clause without any word that is understood gives the default.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from se_desk.domain.charters import Clause, ClauseKind, Owes
from se_desk.domain.moments import count
from se_desk.domain.qualification import GateKind

DEFAULT_MONTHS, MOST_MONTHS = 6, 60
DEFAULT_SPONSOR = "VP"
LONGEST_SPONSOR = 40
_MONTHS = re.compile(r"\d{1,3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What holds before a custom demo or POC (Rules of engagement, thresholds).

    ``months`` is how soon the customer decides, ``sponsor`` the least rank of the sponsor.
    """

    gates: frozenset[GateKind] = frozenset(GateKind)
    months: int = DEFAULT_MONTHS
    sponsor: str = DEFAULT_SPONSOR

    def label(self, kind: GateKind) -> str:
        """``Timeline under 6 months``: a gate in the words of this agreement."""
        if kind is GateKind.TIMELINE:
            return f"Timeline under {count(self.months, 'month')}"
        return "Budget exists" if kind is GateKind.BUDGET else f"{self.sponsor}-level sponsor engaged"

    def asked(self) -> tuple[GateKind, ...]:
        """The gates that are asked for, in their order."""
        return tuple(kind for kind in GateKind if kind in self.gates)

    def text(self) -> str:
        """The value of a clause that says this."""
        words = {
            GateKind.BUDGET: "budget",
            GateKind.TIMELINE: f"timeline {count(self.months, 'month')}",
            GateKind.SPONSOR: f"sponsor {self.sponsor}",
        }
        return ", ".join(words[kind] for kind in self.asked())


def read_thresholds(value: str) -> Thresholds:
    """The thresholds of a clause's value; the default where it names no gate."""
    gates: set[GateKind] = set()
    months, sponsor = DEFAULT_MONTHS, DEFAULT_SPONSOR
    for word, rest in _parts(value):
        if word not in tuple(GateKind):
            continue
        gates.add(GateKind(word))
        found = _MONTHS.search(rest)
        if word == GateKind.TIMELINE and found:
            months = min(max(int(found[0]), 1), MOST_MONTHS)
        if word == GateKind.SPONSOR and rest:
            sponsor = rest[:LONGEST_SPONSOR].strip()
    return Thresholds(frozenset(gates), months, sponsor) if gates else Thresholds()


@dataclass(frozen=True, slots=True)
class Roles:
    """Who does what before the customer (Partnership charter, meeting roles); AE or SE each."""

    opening: Owes = Owes.AE
    commercial: Owes = Owes.AE
    technical: Owes = Owes.SE
    notes: Owes = Owes.SE

    def text(self) -> str:
        """The value of a clause that says this."""
        return ", ".join(f"{name} {getattr(self, name).value}" for name in ROLE_LABELS)

    def lines(self, ae_name: str, se_name: str) -> tuple[str, ...]:
        """``Ada: opening and closing, commercial questions``, one line for each who has a role."""
        names = {Owes.AE: ae_name, Owes.SE: se_name, Owes.BOTH: f"{ae_name} and {se_name}"}
        held = {
            owes: [label for name, label in ROLE_LABELS.items() if getattr(self, name) is owes]
            for owes in names
        }
        return tuple(f"{names[owes]}: {', '.join(labels)}" for owes, labels in held.items() if labels)


USUAL_ROLES = Roles()
ROLE_LABELS = {
    "opening": "opening and closing",
    "commercial": "commercial questions",
    "technical": "technical content and depth",
    "notes": "technical notes",
}


def read_roles(value: str) -> Roles:
    """The roles of a clause's value; a role it does not name is as usual."""
    found = {word: Owes(rest) for word, rest in _parts(value) if word in ROLE_LABELS and rest in tuple(Owes)}
    return Roles(**found)


def thresholds_clause(clauses: Iterable[Clause]) -> Clause | None:
    """The clause that sets the thresholds; None where there is none, or it names no gate."""
    found = next((clause for clause in clauses if clause.kind is ClauseKind.THRESHOLDS), None)
    return found if found is not None and _names_a_gate(found.value) else None


def thresholds_of(clauses: Iterable[Clause]) -> Thresholds:
    """The thresholds the pair agreed on, else the default."""
    clause = thresholds_clause(clauses)
    return read_thresholds(clause.value) if clause is not None else Thresholds()


def roles_of(clauses: Iterable[Clause]) -> Roles:
    """The roles the pair agreed on, else the default."""
    named = [clause.value for clause in clauses if clause.kind is ClauseKind.ROLES]
    return read_roles(named[0]) if named else USUAL_ROLES


def value_lines(clause: Clause, ae_name: str, se_name: str) -> tuple[str, ...]:
    """What a clause fixes besides its prose, line by line, as people read it; none for most clauses."""
    if clause.kind is ClauseKind.ROLES:
        return read_roles(clause.value).lines(ae_name, se_name)
    if clause.kind is ClauseKind.THRESHOLDS:
        agreed = read_thresholds(clause.value)
        return ("; ".join(agreed.label(kind) for kind in agreed.asked()),)
    said = clause.value.strip()
    return (said,) if said and clause.kind is ClauseKind.RESCUE_PHRASE else ()


def value_from_lines(clause: Clause, lines: Iterable[str], ae_name: str, se_name: str) -> str:
    """The value that ``lines``, edited by a person, stand for; what is not understood stays as it was."""
    said = [" ".join(line.split()) for line in lines if line.strip()]
    if clause.kind is ClauseKind.RESCUE_PHRASE:
        return " ".join(said) or clause.value
    if clause.kind is ClauseKind.ROLES:
        return _roles_said(read_roles(clause.value), said, ae_name, se_name).text() if said else clause.value
    if clause.kind is ClauseKind.THRESHOLDS:
        return _thresholds_said(read_thresholds(clause.value), said).text() if said else clause.value
    return clause.value


def _roles_said(before: Roles, lines: Iterable[str], ae_name: str, se_name: str) -> Roles:
    keys = {label: name for name, label in ROLE_LABELS.items()}
    found: dict[str, Owes] = {}
    for line in lines:
        who, _, labels = line.partition(":")
        named = {Owes.AE: _named(ae_name, who), Owes.SE: _named(se_name, who)}
        owners = [owes for owes, there in named.items() if there]
        for label in labels.split(","):
            key = keys.get(label.strip(" .").casefold())
            if key and owners:
                found[key] = owners[0] if len(owners) == 1 else Owes.BOTH
    return replace(before, **found)


def _names_a_gate(value: str) -> bool:
    return any(word in tuple(GateKind) for word, _ in _parts(value))


def _named(name: str, words: str) -> bool:
    return bool(name) and re.search(rf"\b{re.escape(name)}\b", words, re.IGNORECASE) is not None


def _thresholds_said(before: Thresholds, lines: Iterable[str]) -> Thresholds:
    """Gates are known by their first words; months and the sponsor's rank are read from them."""
    gates: set[GateKind] = set()
    months, sponsor = before.months, before.sponsor
    for line in (part.strip() for whole in lines for part in whole.split(";")):
        low = line.casefold()
        if low.startswith("budget"):
            gates.add(GateKind.BUDGET)
        elif low.startswith("timeline") and (number := _MONTHS.search(line)):
            gates.add(GateKind.TIMELINE)
            months = min(max(int(number[0]), 1), MOST_MONTHS)
        elif "-level sponsor" in low:
            gates.add(GateKind.SPONSOR)
            sponsor = line[: low.index("-level sponsor")].strip()[:LONGEST_SPONSOR] or sponsor
    return Thresholds(frozenset(gates), months, sponsor) if gates else before


def _parts(value: str) -> Iterable[tuple[str, str]]:
    for part in re.split(r"[,;\n]", value):
        word, _, rest = " ".join(part.split()).partition(" ")
        if word:
            yield word.casefold().rstrip(":"), rest.strip()
