"""Verbs of a deal's plan and of the field: stage, criteria, asks, insights, insight, strategy, paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from se_desk.cli.leaving import OUT, list_written, paper
from se_desk.cli.looking import DEAL_HELP
from se_desk.cli.printing import Row, plain, show_list, show_one
from se_desk.cli.reading_values import word_of
from se_desk.cli.shell import UsageProblem, open_desk
from se_desk.domain.asks import UNANSWERED, promise_gap
from se_desk.domain.deals import Stage
from se_desk.domain.exit_criteria import Standing, open_words
from se_desk.domain.insights import Heard, InsightKind, tags_of
from se_desk.domain.papers import PaperKind
from se_desk.domain.strategies import Heading

if TYPE_CHECKING:
    from se_desk.exchange.documents import Document
    from se_desk.services.desk import Desk

STRATEGY = "strategy"


def move_deal(app: typer.Typer) -> None:
    """``stage``."""

    @app.command("stage")
    def stage(
        deal: Annotated[str, typer.Argument(help=DEAL_HELP)],
        to: Annotated[str, typer.Argument(metavar="STAGE", help="discovery, demo, poc, sign-off …")],
    ) -> None:
        """Move a deal to a stage, and say which exit criteria it leaves open.

        Open criteria stop nobody. A deal is closed in the window, with its outcome.
        """
        wanted = word_of(Stage, to, "stage")
        if wanted is Stage.CLOSED:
            raise UsageProblem("A deal is closed with its outcome, in the window.")
        with open_desk() as desk:
            found = desk.deals.named(deal)
            left = desk.exit_criteria.open_before(found.id, wanted)
            moved = desk.deals.advance(found.id, wanted)
        row = {**plain(moved), "left_open": [one.criterion.text for one in left]}
        show_one(row, f"{moved.account}: {moved.stage.label}. {open_words(left)}".rstrip())


def list_criteria(app: typer.Typer) -> None:
    """``criteria``."""

    @app.command("criteria")
    def criteria(
        deal: Annotated[str, typer.Argument(help=DEAL_HELP)],
        criterion: Annotated[str, typer.Option("--for", help="Id, or part of a criterion’s words.")] = "",
        evidence: Annotated[
            str | None, typer.Option("--evidence", help='What shows that it is met; "" opens it again.')
        ] = None,
    ) -> None:
        """List a deal’s exit criteria, open or evidenced; --for with --evidence says what shows one."""
        if evidence is not None and not criterion:
            raise UsageProblem("Name the criterion with --for.")
        with open_desk() as desk:
            found = desk.deals.named(deal)
            if criterion:
                named = desk.exit_criteria.named(found.id, criterion).criterion
                if evidence is not None:
                    desk.exit_criteria.show(found.id, named.id, evidence)
            rows = [_standing(one) for one in desk.exit_criteria.of_deal(found.id)]
        columns = (("Stage", "stage"), ("Criterion", "title"), ("Evidence", "evidence"), ("Id", "id"))
        show_list(rows, columns, "No exit criteria are on the list.")


def list_asks(app: typer.Typer) -> None:
    """``asks``."""

    @app.command("asks")
    def asks(
        deal: Annotated[str, typer.Option("--deal", help=f"Of this deal. {DEAL_HELP}")] = "",
        unanswered: Annotated[bool, typer.Option("--open", help="Those without an answer.")] = False,
    ) -> None:
        """List what customers asked for; export asks writes the roll-up for product."""
        with open_desk() as desk:
            chosen = desk.deals.named(deal).id if deal else None
            found = [one for one in desk.asks.all() if chosen in (None, one.ask.deal_id)]
        rows = [
            {
                **plain(one.ask),
                "title": one.ask.statement,
                "deal": one.account,
                "value": one.value.say() if one.value else None,
                "to_settle": promise_gap(one.ask),
            }
            for one in found
            if not unanswered or one.ask.answer in UNANSWERED
        ]
        columns = (
            ("Asked", "asked_on"), ("Deal", "deal"), ("Ask", "title"), ("Topic", "topic"),
            ("Weight", "weight"), ("Answer", "answer"), ("To settle", "to_settle"), ("Id", "id"),
        )  # fmt: skip
        show_list(rows, columns, "Nobody asked for anything.")


def list_insights(app: typer.Typer) -> None:
    """``insights``."""

    @app.command("insights")
    def insights(
        kind: Annotated[str, typer.Option("--kind", help="regulation, competitor, usage, buying …")] = "",
        tag: Annotated[str, typer.Option("--tag", help="With this tag.")] = "",
    ) -> None:
        """List field insights, the newest first; export insights writes the roll-up for product."""
        which = word_of(InsightKind, kind, "kind of insight") if kind else None
        with open_desk() as desk:
            found = [one for one in desk.insights.all() if which in (None, one.insight.kind)]
        wanted = set(tags_of(tag))
        rows = [_heard(one) for one in found if wanted <= set(tags_of(one.insight.tags))]
        columns = (
            ("Heard", "heard_on"), ("Kind", "kind"), ("Insight", "title"), ("Tags", "tags"),
            ("Deal", "deal"), ("Id", "id"),
        )  # fmt: skip
        show_list(rows, columns, "Nothing was heard.")


def note_insight(app: typer.Typer) -> None:
    """``insight``."""

    @app.command("insight")
    def insight(
        statement: Annotated[str, typer.Argument(help="What the market does, in a line.")],
        kind: Annotated[str, typer.Option("--kind", help="regulation, competitor, usage, buying, other.")],
        deal: Annotated[str, typer.Option("--deal", help=f"Heard on this deal. {DEAL_HELP}")] = "",
        tag: Annotated[list[str] | None, typer.Option("--tag", help="A tag; again for more.")] = None,
        detail: Annotated[str, typer.Option("--detail", help="What stands behind it.")] = "",
        source: Annotated[str, typer.Option("--source", help="From whom, or where.")] = "",
        private: Annotated[bool, typer.Option("--private", help="Left out of what goes to product.")] = False,
    ) -> None:
        """Note what the market does, of a deal or of none."""
        which = word_of(InsightKind, kind, "kind of insight")
        with open_desk() as desk:
            found = desk.deals.named(deal) if deal else None
            made = desk.insights.hear(
                statement,
                which,
                deal_id=found.id if found else None,
                tags=",".join(tag or ()),
                detail=detail,
                source=source,
                private=private,
            )
        row = _heard(Heard(made, found.account if found else ""))
        show_one(row, f"Noted “{made.statement}” ({made.id}).")


def write_strategy(app: typer.Typer) -> None:
    """``strategy``."""

    @app.command("strategy")
    def strategy(
        deal: Annotated[str, typer.Argument(help=DEAL_HELP)],
        part: Annotated[str, typer.Option("--part", help="aim, why-us, people, against, plan, split.")] = "",
        text: Annotated[str, typer.Option("--text", help="What the part says from now on.")] = "",
    ) -> None:
        """Show the strategy of a deal, or write one part of it; paper strategy writes it to a file."""
        heading = word_of(Heading, part, "part of a strategy") if part else None
        if text and heading is None:
            raise UsageProblem("Name the part with --part.")
        with open_desk() as desk:
            found = desk.deals.named(deal)
            if heading is not None:
                desk.strategies.write(found.id, heading, text)
            parts = desk.strategies.of_deal(found.id)
            document = desk.strategies.document(found.id)
        row = {
            "id": found.id,
            "title": found.title,
            "parts": [{"part": one.heading.value, "text": one.text} for one in parts],
        }
        show_one(row, lambda: _as_text(document))


def write_paper(app: typer.Typer) -> None:
    """``paper``."""

    @app.command("paper")
    def write(
        kind: Annotated[str, typer.Argument(help="autopsy, review, strategy, impact.")],
        of: Annotated[str, typer.Argument(metavar="DEAL|QUARTER", help="impact: this, last, Q3 FY2026.")],
        answer: Annotated[
            list[str] | None, typer.Option("--answer", help="QUESTION=TEXT, kept with it; again for more.")
        ] = None,
        form: Annotated[str, typer.Option("--format", help="pdf, docx, markdown.")] = "pdf",
        out: Annotated[Path | None, OUT] = None,
    ) -> None:
        """Show a paper of a deal or of a quarter; --out writes it to a folder.

        The desk fills it from its data, Private notes never; --answer keeps what you say to one of its
        questions. autopsy asks: dates, gates, flags, missed, next. review asks: why, qualified, strategy,
        open. impact asks: deals, wins, shipped, help, risks.
        """
        which = None if kind.casefold() == STRATEGY else word_of(PaperKind, kind, "paper")
        with open_desk() as desk:
            key = desk.deals.named(of).id if which is None or which.of_deal else of
            document = _document(desk, which, key, answer or [])
            written = desk.paper_files.write(document, form, out, paper()) if out else ()
        if out is not None:
            list_written(written)
        else:
            row = {"id": key, "title": document.title, "text": _as_text(document)}
            show_one(row, lambda: _as_text(document))


VERBS = (move_deal, list_criteria, list_asks, list_insights, note_insight, write_strategy, write_paper)


def _document(desk: Desk, kind: PaperKind | None, key: str, answers: list[str]) -> Document:
    if kind is None:
        if answers:
            raise UsageProblem("A strategy has parts; strategy DEAL --part --text writes one.")
        return desk.strategies.document(key)
    for said in answers:
        question, eq, text = said.partition("=")
        if not eq:
            raise UsageProblem("An answer is written QUESTION=TEXT.")
        desk.papers.write(kind, key, question, text)
    return desk.papers.document(kind, key)


def _as_text(document: Document) -> str:
    from se_desk.exchange.as_text import as_text

    return as_text(document)


def _standing(one: Standing) -> Row:
    criterion = one.criterion
    return {
        "id": criterion.id,
        "title": criterion.text,
        "stage": criterion.stage.value,
        "evidence": one.evidence,
        "open": one.is_open,
    }


def _heard(one: Heard) -> Row:
    return {**plain(one.insight), "title": one.insight.statement, "deal": one.account or None}
