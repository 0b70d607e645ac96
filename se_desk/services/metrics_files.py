"""Figures of a quarter as files: PDF, Markdown, and two tables as CSV."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from se_desk.domain.errors import BadInput
from se_desk.domain.periods import Period
from se_desk.exchange.as_markdown import as_markdown
from se_desk.exchange.documents import Document
from se_desk.exchange.metrics_out import MetricsPaper, deals_csv, metrics_document, numbers_csv
from se_desk.exchange.names import safe_name
from se_desk.exchange.notes_out.note_out import FileOut
from se_desk.services.files_out import Paper, write_files

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

FORMATS = ("pdf", "markdown", "csv")


class MetricsFiles:
    """What can be done with figures that leave. They hold no word of a note."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def document(self, period: Period | None = None) -> Document:
        """The figures of a period as they would leave, of this quarter where none is named."""
        return metrics_document(self._paper(period))

    def export(
        self,
        period: Period | None,
        folder: Path,
        paper: Paper,
        formats: tuple[str, ...] = FORMATS,
    ) -> tuple[Path, ...]:
        """Write them in the named formats. BadInput for a format there is not; what files raise."""
        unknown = next((form for form in formats if form not in FORMATS), None)
        if unknown is not None:
            raise BadInput(f"Metrics have no format “{unknown:.40}”.", do=f"Formats: {', '.join(FORMATS)}.")
        shown = self._paper(period)
        document, stem = metrics_document(shown), safe_name(shown.title, limit=100)
        files: list[FileOut] = []
        if "pdf" in formats:
            files.append(FileOut(f"{stem}.pdf", paper.document(document)))
        if "markdown" in formats:
            files.append(FileOut(f"{stem}.md", as_markdown(document).encode()))
        if "csv" in formats:
            files.append(FileOut(f"{stem}, numbers.csv", numbers_csv(shown)))
            files.append(FileOut(f"{stem}, deals.csv", deals_csv(shown)))
        return write_files(folder, files)

    def _paper(self, period: Period | None) -> MetricsPaper:
        page = self._desk.metrics.page(period)
        return MetricsPaper(
            se_name=self._desk.profile.get().name,
            period=page.here.period.say(),
            as_of=page.at.date(),
            figures=page.figures,
            deals=tuple(page.deals[key] for key in page.behind),
        )
