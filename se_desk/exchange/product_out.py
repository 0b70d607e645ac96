"""Roll-ups for product managers: what customers ask for, and what the market does, as Documents and CSV."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from se_desk.domain.asks import AskOnDeal, Wanted, Weight, promise_gap
from se_desk.domain.insights import Heard, InsightKind, Topic, tags_of, tags_text
from se_desk.domain.moments import count, say_date
from se_desk.exchange.csv_files import write_csv
from se_desk.exchange.documents import Block, Document, Heading, Quote, Table, bullets, paragraph, words
from se_desk.exchange.sanitising import clean_line, clean_text

_ASK_HEADER = (
    *("topic", "deals", "ask", "customer_words", "weight", "account", "deal", "open", "value", "currency"),
    *("asked_on", "answer", "about_the_answer", "day_from_product", "shipped_on"),
    *("promised_by", "statement_of_work_line", "to_settle"),
)
_INSIGHT_HEADER = ("kind", "insight", "detail", "tags", "account", "source", "heard_on")


def asks_document(wanted: Sequence[Wanted], se_name: str, on: date) -> Document:
    """Each thing that is wanted, most deals first: value by currency, who asked, their words, the answer."""
    title = f"What customers ask for, {say_date(on)}"
    asks = sum(len(one.asks) for one in wanted)
    deals = len({each.ask.deal_id for one in wanted for each in one.asks})
    said = f"{count(asks, 'ask')} on {count(deals, 'deal')}, collected by {clean_line(se_name)}."
    blocks: list[Block] = [Heading(1, words(title)), paragraph(f"{said} A value is that of the whole deal.")]
    for number, one in enumerate(wanted, 1):
        blocks += _wanted(number, one)
    return Document(tuple(blocks), title)


def _wanted(number: int, wanted: Wanted) -> Iterable[Block]:
    yield Heading(2, words(f"{number} {clean_line(wanted.group)}"))
    yield paragraph(wanted_words(wanted))
    header = ("Account", "Value", "Weight", "Answer", "Asked")
    yield Table(
        tuple(words(cell) for cell in header),
        tuple(tuple(words(cell) for cell in _row(one)) for one in wanted.asks),
    )
    said = [(clean_line(one.account), clean_text(one.ask.words).strip()) for one in wanted.asks]
    quotes = [paragraph(f"{account}: {text}") for account, text in said if text]
    if quotes:
        yield Quote(tuple(quotes))
    gaps = [
        f"{clean_line(one.account)}: {clean_line(gap)}"
        for one in wanted.asks
        if (gap := promise_gap(one.ask))
    ]
    if gaps:
        yield bullets(gaps)


def wanted_words(wanted: Wanted) -> str:
    """``3 deals, €1.2M and $300k. Deal breaker on 1. 2 without an answer.``"""
    worth = " and ".join(value.short() for value in wanted.values) or "no value known"
    breakers = sum(one.ask.weight is Weight.DEAL_BREAKER for one in wanted.asks)
    said = [f"{count(wanted.deals, 'deal')}, {worth}."]
    said += [f"Deal breaker on {breakers}."] if breakers else []
    said += [f"{wanted.unanswered} without an answer."] if wanted.unanswered else []
    return " ".join(said)


def _row(one: AskOnDeal) -> tuple[str, ...]:
    value = one.value.short() if one.value else ""
    state = "" if one.active else " (ended)"
    return (
        f"{clean_line(one.account)}{state}",
        value,
        one.ask.weight.label,
        answer_words(one),
        say_date(one.ask.asked_on),
    )


def answer_words(one: AskOnDeal) -> str:
    """The answer with its day and what was said about it: ``On the roadmap, Sun 31 Jan 2027: beta first``."""
    ask = one.ask
    said = ask.answer.label
    said += f", {say_date(ask.promised_on)}" if ask.promised_on else ""
    said += f", shipped {say_date(ask.shipped_on)}" if ask.shipped_on else ""
    note = clean_line(ask.answer_note)
    return f"{said}: {note}" if note else said


def asks_csv(wanted: Iterable[Wanted]) -> bytes:
    """One row an ask, grouped as in the document; amounts in major units. For spreadsheets."""
    rows = (_ask_cells(one, each) for one in wanted for each in one.asks)
    return write_csv(_ASK_HEADER, rows, for_spreadsheet=True)


def _ask_cells(wanted: Wanted, one: AskOnDeal) -> tuple[str, ...]:
    ask, value = one.ask, one.value
    return (
        wanted.group,
        str(wanted.deals),
        ask.statement,
        ask.words,
        ask.weight.label,
        one.account,
        one.deal,
        "yes" if one.active else "no",
        f"{value.amount:f}" if value else "",
        value.currency if value else "",
        ask.asked_on.isoformat(),
        ask.answer.label,
        ask.answer_note,
        ask.promised_on.isoformat() if ask.promised_on else "",
        ask.shipped_on.isoformat() if ask.shipped_on else "",
        ask.promised_by,
        ask.sow_line,
        promise_gap(ask),
    )


def insights_document(topics: Sequence[Topic], se_name: str, on: date) -> Document:
    """What was heard, by kind and tag, the tag of most accounts first."""
    title = f"What the market does, {say_date(on)}"
    seen = {one.insight.id for topic in topics for one in topic.heard}
    accounts = {account for topic in topics for account in topic.accounts}
    said = f"{count(len(seen), 'insight')} from {count(len(accounts), 'account')}"
    blocks: list[Block] = [
        Heading(1, words(title)),
        paragraph(f"{said}, collected by {clean_line(se_name)}. One with several tags stands under each."),
    ]
    for kind in InsightKind:
        of_kind = [topic for topic in topics if topic.kind is kind]
        blocks += [Heading(2, words(kind.label))] if of_kind else []
        for topic in of_kind:
            blocks += _topic(topic)
    return Document(tuple(blocks), title)


def _topic(topic: Topic) -> Iterable[Block]:
    yield Heading(3, words(topic_words(topic)))
    yield bullets(insight_words(one) for one in topic.heard)


def topic_words(topic: Topic) -> str:
    """``cyber act: 3 insights, 2 accounts``"""
    heard = count(len(topic.heard), "insight")
    accounts = f", {count(len(topic.accounts), 'account')}" if topic.accounts else ""
    return f"{topic.tag or 'without a tag'}: {heard}{accounts}"


def insight_words(one: Heard) -> str:
    """A line: what it says, where it was heard, from whom and when, and what stands behind it."""
    insight = one.insight
    where = [clean_line(part) for part in (one.account, insight.source) if part.strip()]
    head = f"{clean_line(insight.statement)} ({', '.join([*where, say_date(insight.heard_on)])})"
    return f"{head}\n{clean_text(insight.detail)}" if insight.detail.strip() else head


def insights_csv(heard: Iterable[Heard]) -> bytes:
    """One row an insight, private ones left out. For spreadsheets."""
    rows = (
        (
            one.insight.kind.label,
            one.insight.statement,
            one.insight.detail,
            tags_text(tags_of(one.insight.tags)),
            one.account,
            one.insight.source,
            one.insight.heard_on.isoformat(),
        )
        for one in heard
        if not one.insight.private
    )
    return write_csv(_INSIGHT_HEADER, rows, for_spreadsheet=True)
