"""What of the sample stands beside the deals' days: strategies, exit criteria, insights, promises, papers."""

from __future__ import annotations

from se_desk.domain.insights import InsightKind
from se_desk.domain.papers import PaperKind
from se_desk.domain.strategies import Heading
from se_desk.services.sample.script import Script, Source


def write_field(script: Script, source: Source) -> None:
    """Everything of resources/sample/field.toml."""
    for name, write in _LISTS.items():
        for item in source[name]:
            write(script, item)


def _strategy(script: Script, item: Source) -> None:
    heading = Heading(item["heading"])
    script.at(
        script.days.moment(item["when"]),
        lambda: script.desk.strategies.write(script.ids["deal", item["deal"]], heading, item["text"]),
    )


def _exit(script: Script, item: Source) -> None:
    script.at(
        script.days.moment(item["when"]),
        lambda: script.desk.exit_criteria.show(
            script.ids["deal", item["deal"]], item["criterion"], item["evidence"]
        ),
    )


def _insight(script: Script, item: Source) -> None:
    def hear() -> None:
        script.desk.insights.hear(
            item["statement"],
            InsightKind(item["kind"]),
            deal_id=script.ids["deal", item["deal"]] if "deal" in item else None,
            detail=item.get("detail", ""),
            tags=item["tags"],
            source=item["source"],
            private=item.get("private", False),
        )

    script.at(script.days.moment(item["when"]), hear)


def _topic(script: Script, item: Source) -> None:
    """Once all of them were heard, as one sees it afterwards."""

    def name() -> None:
        for statement in item["asks"]:
            script.desk.asks.change(script.ids["ask", statement], topic=item["topic"])

    script.at(script.days.now, name)


def _promise(script: Script, item: Source) -> None:
    script.at(
        script.days.moment(item["when"]),
        lambda: script.desk.asks.promise(script.ids["ask", item["ask"]], item["by"], item.get("line", "")),
    )


def _shipped(script: Script, item: Source) -> None:
    on = script.days.day(item["on"])
    script.at(
        script.days.moment(item["when"]),
        lambda: script.desk.asks.change(script.ids["ask", item["ask"]], shipped_on=on),
    )


def _paper(script: Script, item: Source) -> None:
    kind = PaperKind(item["kind"])

    def write() -> None:
        of = script.ids["deal", item["deal"]] if kind.of_deal else item["quarter"]
        script.desk.papers.write(kind, of, item["question"], item["text"])

    script.at(script.days.moment(item["when"]), write)


_LISTS = {
    "strategies": _strategy,
    "exits": _exit,
    "insights": _insight,
    "topics": _topic,
    "promises": _promise,
    "shipped": _shipped,
    "papers": _paper,
}
