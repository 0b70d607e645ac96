"""Values as they are typed at the shell: days, moments, amounts, words of a closed list."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TypeVar

from se_desk.cli.shell import UsageProblem
from se_desk.domain.deals import ForecastCategory
from se_desk.domain.errors import DeskError
from se_desk.domain.money import Money
from se_desk.exchange.amounts import read_amount

W = TypeVar("W", bound=StrEnum)


def day_of(text: str) -> date:
    """``2026-09-30``. UsageProblem for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageProblem(f"“{text}” is no day. Write it as 2026-09-30.") from None


def word_of(words: type[W], text: str, what: str) -> W:
    """One word of a closed list; a space, a dash and an underscore are the same."""
    try:
        return words(text.strip().casefold().replace("-", "_").replace(" ", "_"))
    except ValueError:
        listed = ", ".join(word.value for word in words)
        raise UsageProblem(f"“{text}” is no {what}. Choose one of: {listed}.") from None


def forecast_of(text: str) -> tuple[ForecastCategory, date]:
    """``commit:2026-09-30``."""
    category, colon, day = text.partition(":")
    if not colon:
        raise UsageProblem("A forecast is written CATEGORY:DATE, such as commit:2026-09-30.")
    return word_of(ForecastCategory, category, "forecast category"), day_of(day)


def money_of(text: str, currency: str) -> Money:
    """``1200000``, ``$1,200,000``, ``1.200.000,00 EUR``; in ``currency`` where the text names none."""
    try:
        read = read_amount(text, currency)
    except (ValueError, DeskError):
        read = None
    if read is None:
        raise UsageProblem(f"“{text}” is no amount. Write it as 1200000 or 1200000 EUR.")
    return read
