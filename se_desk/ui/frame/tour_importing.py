"""The tour's imports of deals: looked at, columns named, and one that is taken back."""

from __future__ import annotations

from pathlib import Path

from se_desk.ui.frame.tour_rows import Row
from se_desk.ui.frame.tour_stage import Stage
from se_desk.ui.kit import wishes

CRM_HEADS = (
    "Opportunity ID", "Opportunity Name", "Account Name", "Stage", "Close Date", "Amount",
    "Opportunity Owner",
)  # fmt: skip
CRM_NEW = (
    "OPP-20733", "Belt scales for two quarries", "Fenwold Aggregates", "Qualification", "", "64,000", "",
)  # fmt: skip


def _import_deals(stage: Stage) -> None:
    stage.clear()
    stage.wish(wishes.ImportDeals(str(_crm_file(stage))))
    stage.until(lambda: stage.dialog.primary.isEnabled(), "what the file would change")


def _name_columns(stage: Stage) -> None:
    """The columns of the same file, as one says them once of a file that the desk does not know."""
    stage.press("Columns")
    stage.until(lambda: "Show what" in stage.dialog.primary.text(), "the columns of the file")


def _take_back(stage: Stage) -> None:
    """What came in goes again; afterwards the sample desk is as it was."""
    stage.clear()
    imports = stage.desk.imports
    imports.take_deals(imports.plan_deals(_crm_file(stage)))
    stage.wish(wishes.TakeBackImport())
    imports.undo_last()


def _crm_file(stage: Stage) -> Path:
    """What a CRM would export today: two deals moved, the rest as they are, a new one, a footer."""
    rows = [",".join(f'"{name}"' for name in CRM_HEADS)]
    for place, view in enumerate(stage.desk.deals.views(active=True)):
        deal, forecast = view.deal, view.forecast
        if forecast is None or view.partner is None:
            continue
        close_on = forecast.close_on.replace(day=28) if place in (1, 3) else forecast.close_on
        worth = f"{deal.value.currency} {deal.value.minor / 100:,.2f}" if deal.value else ""
        cells = (deal.crm_id, deal.title, deal.account, deal.stage.label, close_on, worth, view.partner.name)
        rows.append(",".join(f'"{cell}"' for cell in cells))
    rows.append(",".join(f'"{cell}"' for cell in CRM_NEW))
    rows += ["", '"Open opportunities of my team"']
    file = stage.place("sample").desk.with_name("open-opportunities.csv")
    file.write_text("\n".join(rows), encoding="utf-8")
    return file


ROWS = (
    Row("import-deals", "A file of the CRM, looked at before anything changes", _import_deals),
    Row("import-columns", "Which of its columns is which", _name_columns),
    Row("import-undo", "The last import, about to be taken back", _take_back),
)
