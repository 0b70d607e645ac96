"""Verbs of the charter: draft, edit and reorder its clauses, propose, agree, compare, lay out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.charters import Charter, CharterStatus, Clause, ClauseChange, changes
from se_desk.domain.errors import BadInput, NotAllowed
from se_desk.domain.partners import Partner
from se_desk.domain.titles import title_of
from se_desk.services.own_templates import find_in
from se_desk.services.templates import CharterTemplate, charter_templates, clauses_of
from se_desk.storage import charters as statements
from se_desk.storage import partners as partner_rows
from se_desk.storage import profile as profile_rows

if TYPE_CHECKING:
    from se_desk.services.desk import Desk, Work

Clauses = tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class CharterView:
    """A version with its clauses, and how they differ from the version agreed before it."""

    charter: Charter
    partner: Partner
    clauses: Clauses
    agreed: Charter | None
    changes: tuple[ClauseChange, ...]

    @property
    def changed(self) -> int:
        """How many clauses differ from the agreed version."""
        return sum(change.how != "same" for change in self.changes) if self.agreed else 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of one charter, and how ``after`` differs from ``before``."""

    before: Charter
    after: Charter
    changes: tuple[ClauseChange, ...]


class Charters:
    """What can be done with charters."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def draft(self, partner_id: str, template: str, *, author: object | None = None) -> Charter:
        """A first draft from a template. NotAllowed while another draft is open."""
        with self._desk.writing(author) as work:
            chosen = _template(work, template)
            partner = partner_rows.get(work.conn, partner_id)
            self._refuse_second_draft(work, partner_id)
            charter = self._new_version(work, partner_id, chosen.title, chosen.key)
            me = profile_rows.find(work.conn)
            se_name = me.first_name if me else "SE"
            written = clauses_of(chosen, charter.id, work.new_id, partner.first_name, se_name)
            statements.write_clauses(work.conn, charter.id, written)
        return charter

    def revise(self, partner_id: str, *, author: object | None = None) -> Charter:
        """A draft that begins as a copy of the newest version; the draft that is open, if there is one."""
        with self._desk.writing(author) as work:
            versions = statements.of_partner(work.conn, partner_id)
            if not versions:
                raise NotAllowed("There is no charter to revise yet.", do="Start one from a template.")
            newest = versions[-1]
            if not newest.is_fixed:
                return newest
            charter = self._new_version(work, partner_id, newest.title, newest.template)
            copied = tuple(
                replace(clause, id=work.new_id(), charter_id=charter.id)
                for clause in statements.clauses_of(work.conn, newest.id)
            )
            statements.write_clauses(work.conn, charter.id, copied)
        return charter

    def edit_clause(self, clause_id: str, *, author: object | None = None, **fields: object) -> Clause:
        """Set the named fields of a clause; TypeError for one it does not have."""
        with self._desk.writing(author) as work:
            clause = statements.clause(work.conn, clause_id)
            changed = replace(clause, **fields)  # type: ignore[arg-type]  # checked by replace
            self._rewrite(
                work, clause.charter_id, lambda all_: tuple(changed if c.id == clause_id else c for c in all_)
            )
        return changed

    def add_clause(
        self, charter_id: str, topic: str, text: str = "", *, author: object | None = None, **fields: object
    ) -> Clause:
        """A clause at the end. BadInput where it has no topic."""
        if not topic.strip():
            raise BadInput("A clause needs a topic.", do="Name what it is about.")
        with self._desk.writing(author) as work:
            key = work.new_id()
            clause = Clause(
                id=key,
                charter_id=charter_id,
                origin_id=key,
                position=0,
                topic=topic.strip(),
                text=text,
                **fields,  # type: ignore[arg-type]  # checked by the record
            )
            return self._rewrite(work, charter_id, lambda all_: (*all_, clause))[-1]

    def put_back_clause(self, clause: Clause, *, author: object | None = None) -> Clause:
        """A removed clause at the place it had: the undo of :meth:`remove_clause`."""
        at = clause.position - 1
        with self._desk.writing(author) as work:
            written = self._rewrite(work, clause.charter_id, lambda all_: (*all_[:at], clause, *all_[at:]))
        return next(c for c in written if c.id == clause.id)

    def move_clause(self, clause_id: str, by: int, *, author: object | None = None) -> Clauses:
        """Up (negative) or down by ``by`` places, as far as there are places."""
        with self._desk.writing(author) as work:
            clause = statements.clause(work.conn, clause_id)

            def moved(all_: Clauses) -> Clauses:
                rest = [c for c in all_ if c.id != clause_id]
                rest.insert(max(0, min(len(rest), clause.position - 1 + by)), clause)
                return tuple(rest)

            return self._rewrite(work, clause.charter_id, moved)

    def remove_clause(self, clause_id: str, *, author: object | None = None) -> Clause:
        """Take a clause out; the answer can be given to :meth:`put_back_clause`."""
        with self._desk.writing(author) as work:
            clause = statements.clause(work.conn, clause_id)
            self._rewrite(work, clause.charter_id, lambda all_: tuple(c for c in all_ if c.id != clause_id))
        return clause

    def retitle(self, charter_id: str, title: str, *, author: object | None = None) -> Charter:
        """Another title for a version that is not agreed yet."""
        with self._desk.writing(author) as work:
            charter = self._changeable(work, charter_id)
            return self._save(work, replace(charter, title=title_of(title) or charter.title))

    def propose(self, charter_id: str, on: date | None = None, *, author: object | None = None) -> Charter:
        """The version was put before the AE on a day; today where none is named."""
        with self._desk.writing(author) as work:
            charter = self._changeable(work, charter_id)
            if not statements.clauses_of(work.conn, charter_id):
                raise NotAllowed("A charter without clauses cannot be proposed.", do="Add a clause first.")
            day = on or self._desk.today_on()
            return self._save(work, replace(charter, status=CharterStatus.PROPOSED, proposed_on=day))

    def agree(
        self, charter_id: str, on: date | None = None, how: str = "", *, author: object | None = None
    ) -> Charter:
        """Both agreed on a day. The version agreed before is superseded; neither changes again."""
        day = on or self._desk.today_on()
        with self._desk.writing(author) as work:
            charter = self._changeable(work, charter_id)
            if charter.status is not CharterStatus.PROPOSED:
                raise NotAllowed("Only a proposed version can be agreed.", do="Propose it first.")
            for old in statements.of_partner(work.conn, charter.partner_id):
                if old.status is CharterStatus.AGREED:
                    gone = replace(old, status=CharterStatus.SUPERSEDED, superseded_on=day)
                    statements.update(work.conn, replace(gone, changed_at=work.now))
            return self._save(
                work, replace(charter, status=CharterStatus.AGREED, agreed_on=day, agreed_how=how)
            )

    def versions(self, partner_id: str) -> tuple[Charter, ...]:
        """All versions with a partner, oldest first."""
        with self._desk.reading() as conn:
            return statements.of_partner(conn, partner_id)

    def active(self, partner_id: str) -> Charter | None:
        """The version agreed by both, if there is one."""
        agreed = [c for c in self.versions(partner_id) if c.status is CharterStatus.AGREED]
        return agreed[-1] if agreed else None

    def view(self, charter_id: str) -> CharterView:
        """A version with its clauses and its changes against the version agreed before it."""
        with self._desk.reading() as conn:
            charter = statements.get(conn, charter_id)
            written = statements.clauses_of(conn, charter_id)
            versions = statements.of_partner(conn, charter.partner_id)
            before = [c for c in versions if c.is_fixed and c.version < charter.version]
            agreed = before[-1] if before else None
            old = statements.clauses_of(conn, agreed.id) if agreed else ()
            partner = partner_rows.get(conn, charter.partner_id)
        return CharterView(charter, partner, written, agreed, changes(old, written))

    def compare(self, before_id: str, after_id: str) -> Comparison:
        """Two versions side by side: how the second differs from the first. NotFound where one is none."""
        with self._desk.reading() as conn:
            before, after = statements.get(conn, before_id), statements.get(conn, after_id)
            old, new = (statements.clauses_of(conn, one.id) for one in (before, after))
        return Comparison(before, after, changes(old, new))

    def take(self, charter_id: str, clauses: Clauses, *, author: object | None = None) -> Clauses:
        """These clauses in place of those of a version that is not agreed yet, such as the AE's edits.

        One without an id is new. An edited proposal is a draft again.
        """
        with self._desk.writing(author) as work:

            def given(_before: Clauses) -> Clauses:
                return tuple(_owned(clause, charter_id, work) for clause in clauses)

            return self._rewrite(work, charter_id, given)

    def clauses(self, charter_id: str) -> Clauses:
        """The clauses of a version in their order."""
        with self._desk.reading() as conn:
            return statements.clauses_of(conn, charter_id)

    def _refuse_second_draft(self, work: Work, partner_id: str) -> None:
        for charter in statements.of_partner(work.conn, partner_id):
            if not charter.is_fixed:
                raise NotAllowed(
                    f"Version {charter.version} is still open.",
                    do="Propose and agree it, or go on editing it.",
                )

    def _new_version(self, work: Work, partner_id: str, title: str, template: str) -> Charter:
        versions = statements.of_partner(work.conn, partner_id)
        charter = Charter(
            id=work.new_id(),
            partner_id=partner_id,
            version=versions[-1].version + 1 if versions else 1,
            title=title,
            template=template,
            changed_at=work.now,
        )
        statements.insert(work.conn, charter)
        work.announce(Noun.CHARTER, charter.id)
        return charter

    @staticmethod
    def _changeable(work: Work, charter_id: str) -> Charter:
        charter = statements.get(work.conn, charter_id)
        if charter.is_fixed:
            raise NotAllowed(
                f"Version {charter.version} is {charter.status.value} and never changes.",
                do="Start a new version from it.",
            )
        return charter

    def _save(self, work: Work, charter: Charter) -> Charter:
        saved = replace(charter, changed_at=work.now)
        statements.update(work.conn, saved)
        work.announce(Noun.CHARTER, saved.id)
        return saved

    def _rewrite(self, work: Work, charter_id: str, edit: Callable[[Clauses], Clauses]) -> Clauses:
        """Clauses after ``edit``, numbered from 1; an edited proposal is a draft again."""
        charter = self._changeable(work, charter_id)
        edited = edit(statements.clauses_of(work.conn, charter_id))
        numbered = tuple(replace(clause, position=n) for n, clause in enumerate(edited, 1))
        statements.write_clauses(work.conn, charter_id, numbered)
        self._save(work, replace(charter, status=CharterStatus.DRAFT, proposed_on=None))
        return numbered


def _owned(clause: Clause, charter_id: str, work: Work) -> Clause:
    if clause.id and clause.charter_id == charter_id:
        return clause
    key = work.new_id()
    return replace(clause, id=key, charter_id=charter_id, origin_id=clause.origin_id or key)


def _template(work: Work, key: str) -> CharterTemplate:
    found = find_in(work.conn, key)
    if found is not None:
        return found
    known = ", ".join(template.key for template in charter_templates())
    raise BadInput(f"There is no charter template “{key}”.", do=f"Choose one of: {known}.")
