"""The arithmetic of a procurement as a sentence, its outcome in the accent."""

from __future__ import annotations

from datetime import date

from se_desk.domain.moments import say_day
from se_desk.domain.timelines import Procurement
from se_desk.ui.kit.labels import Run


def sentence_of(procurement: Procurement, today: date) -> list[Run]:
    """``12-week procurement, week 2: earliest signature 14 Nov``, in runs."""
    said, signature = procurement.say(today), say_day(procurement.earliest_signature_on, today)
    return [Run(said.removesuffix(signature), "text-2"), Run(signature, "accent", 600)]
