"""The SE's own charter templates: kept from a version, without the two names (PRODUCT, part 3)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from se_desk.domain.announcements import Noun
from se_desk.domain.charters import Clause, ClauseKind, Owes, OwnTemplate, Rule
from se_desk.domain.errors import BadInput
from se_desk.domain.titles import title_of
from se_desk.services.templates import CharterTemplate, ClauseTemplate, charter_template
from se_desk.storage import charters as statements
from se_desk.storage import partners as partner_rows
from se_desk.storage import profile as profile_rows

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.storage.store import Connection

PREFIX = "own:"  # before the id, so that no key is that of a template the desk brings along


class OwnTemplates:
    """What can be done with templates of one's own."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def keep(
        self, charter_id: str, title: str, about: str = "", *, author: object | None = None
    ) -> OwnTemplate:
        """A version as a template: in the place of the two names the next pair's will stand.

        BadInput without a title.
        """
        title = title_of(title)
        if not title:
            raise BadInput("A template needs a title.", do="Type one, such as what it is for.")
        with self._desk.writing(author) as work:
            charter = statements.get(work.conn, charter_id)
            partner = partner_rows.get(work.conn, charter.partner_id)
            me = profile_rows.find(work.conn)
            names = {
                "{ae}": (partner.name, partner.first_name),
                "{se}": (me.name, me.first_name) if me else (),
            }
            clauses = statements.clauses_of(work.conn, charter_id)
            source = json.dumps([_kept(clause, names) for clause in clauses], ensure_ascii=False)
            record = OwnTemplate(
                id=work.new_id(), title=title, about=about.strip(), source=source, made_at=work.now
            )
            statements.keep_template(work.conn, record)
            work.announce(Noun.CHARTER, record.id)
        return record

    def drop(self, key: str, *, author: object | None = None) -> None:
        """Take a template away by its key; charters that were started from it stay. NotFound for none."""
        with self._desk.writing(author) as work:
            statements.drop_template(work.conn, key.removeprefix(PREFIX))
            work.announce(Noun.CHARTER, key)

    def all(self) -> tuple[CharterTemplate, ...]:
        """By title, as templates to start from."""
        with self._desk.reading() as conn:
            return tuple(read(record) for record in statements.templates(conn))


def find_in(conn: Connection, key: str) -> CharterTemplate | None:
    """A template by its key, one of the desk's or of the SE's own; None where there is none."""
    if not key.startswith(PREFIX):
        return charter_template(key)
    found = (record for record in statements.templates(conn) if PREFIX + record.id == key)
    return next((read(record) for record in found), None)


def read(record: OwnTemplate) -> CharterTemplate:
    """A kept template as the editor takes it."""
    clauses = tuple(_clause(place, each) for place, each in enumerate(json.loads(record.source)))
    return CharterTemplate(PREFIX + record.id, record.title, record.about, clauses)


def _kept(clause: Clause, names: Mapping[str, tuple[str, ...]]) -> dict[str, object]:
    return {
        "topic": clause.topic,
        "text": _nameless(clause.text, names),
        "kind": clause.kind.value,
        "value": clause.value,
        "rule": clause.rule.value if clause.rule else None,
        "amount": clause.amount,
        "target_percent": clause.target_percent,
        "owes": clause.owes.value,
    }


def _nameless(text: str, names: Mapping[str, tuple[str, ...]]) -> str:
    """``text`` with whole names, then first names, as fields; a name both have is left as it stands."""
    shared = set.intersection(*(set(each) for each in names.values())) if names else set()
    for field, known in names.items():
        for name in known:
            if name.strip() and name not in shared:
                text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", field, text)
    return text


def _clause(place: int, source: Mapping[str, Any]) -> ClauseTemplate:
    return ClauseTemplate(
        key=f"{place}",
        topic=source["topic"],
        text=source["text"],
        kind=ClauseKind(source["kind"]),
        value=source["value"],
        rule=Rule(source["rule"]) if source["rule"] else None,
        amount=source["amount"],
        target_percent=source["target_percent"],
        owes=Owes(source["owes"]),
        wordings=(),
    )
