"""Verbs of metrics: show the figures of a quarter, export them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from se_desk.cli.leaving import list_written, paper
from se_desk.cli.printing import Row, plain, show_one
from se_desk.cli.shell import open_desk

if TYPE_CHECKING:
    from se_desk.domain.metrics import Share
    from se_desk.domain.metrics_words import Figure
    from se_desk.services.metrics import MetricsPage

app = typer.Typer(
    help="Show the figures of a fiscal quarter, each with its n; export writes them to a folder."
)

PERIOD = typer.Option("--period", help="A fiscal quarter: this, last, Q3-2026.")


@app.callback(invoke_without_command=True)
def metrics(
    context: typer.Context,
    period: Annotated[str, PERIOD] = "this",
) -> None:
    """Show the figures of a fiscal quarter, each with its n and the deals behind it.

    Under five deals or calls there are counts only. Quarters follow the fiscal year of the desk.
    """
    if context.invoked_subcommand is not None:
        return
    with open_desk() as desk:
        page = desk.metrics.page(desk.metrics.period(period))
    show_one(metrics_row(page), lambda: _text(page))


@app.command("export")
def export(
    out: Annotated[Path, typer.Option("--out", help="The folder they go to.")],
    period: Annotated[str, PERIOD] = "this",
    form: Annotated[
        list[str] | None, typer.Option("--format", help="pdf, markdown, csv; again for more. All without it.")
    ] = None,
) -> None:
    """Write the figures of a quarter to a folder: PDF, Markdown, and two tables as CSV."""
    from se_desk.services.metrics_files import FORMATS

    with open_desk() as desk:
        chosen = desk.metrics.period(period)
        written = desk.metrics_files.export(chosen, out, paper(), tuple(form) if form else FORMATS)
    list_written(written)


def metrics_row(page: MetricsPage) -> Row:
    """A period's figures as JSON knows them: numbers, and the ids of what they count."""
    here = page.here
    return {
        "id": here.period.name,
        "title": here.period.say(),
        "first_on": plain(here.period.first),
        "last_on": plain(here.period.last),
        "until_on": plain(here.until),
        "figures": [_figure_row(figure) for figure in page.figures],
        **_ids(page),
    }


def _ids(page: MetricsPage) -> dict[str, Any]:
    here = page.here
    return {
        "win_rate": {
            **_share(here.wins.share),
            "not_worked": list(here.wins.not_worked),
            "undated": list(here.wins.undated),
        },
        "no_go_rate": {
            **_share(here.no_gos.share),
            "others": [{"no_go": plain(why), "deals": list(keys)} for why, keys in here.no_gos.others],
        },
        "cycle": plain(here.cycle),
        "demos_to_pocs": plain(here.demos),
        "notes_in_time": {**plain(here.notes), **_share(here.notes.share)},
        "deals": [
            {"id": key, "title": page.deals[key].title, "account": page.deals[key].account}
            for key in page.behind
        ],
    }


def _share(share: Share) -> Row:
    percent = None if share.percent is None else round(float(share.percent), 2)
    return {"count": share.count, "n": share.n, "percent": percent, **plain(share)}


def _figure_row(figure: Figure) -> Row:
    return {
        "key": figure.key,
        "title": figure.title,
        "value": figure.value,
        "base": figure.base,
        "standing": figure.standing or None,
        "note": figure.note or None,
        "left_out": list(figure.left_out),
        "rows": [dict(zip(figure.heads, row, strict=True)) for row in figure.rows],
    }


def _text(page: MetricsPage) -> str:
    lines = [page.here.period.say(), ""]
    for figure in page.figures:
        standing = f" ({figure.standing})" if figure.standing else ""
        lines.append(f"{figure.title}: {figure.value}{standing}, {figure.base}")
        lines += [f"    {note}" for note in (figure.note, *figure.left_out) if note]
    return "\n".join(lines)
