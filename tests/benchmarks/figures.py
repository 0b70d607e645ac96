"""What is measured, beside a floor of the same run, and the table that says it."""

from __future__ import annotations

import math
import os
import platform
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median


def milliseconds(work: Callable[[], object]) -> float:
    """How long it takes once, by the clock on the wall."""
    begun = time.perf_counter()
    work()
    return 1_000 * (time.perf_counter() - begun)


def p99(values: Sequence[float]) -> float:
    """What 99 of 100 stay under; of fewer than 100, the longest."""
    return sorted(values)[max(math.ceil(0.99 * len(values)) - 1, 0)]


@dataclass(frozen=True)
class Figure:
    """One row. ``ours`` and ``floor`` are in milliseconds, of as many runs; ``goal`` is words."""

    name: str
    ours: tuple[float, ...]
    floor: tuple[float, ...] = ()
    goal: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """As the table has them."""
        ratio = f"{median(self.ours) / median(self.floor):.2f}" if self.floor else ""
        floor = f"{median(self.floor):.2f} / {p99(self.floor):.2f}" if self.floor else ""
        return (
            self.name,
            str(len(self.ours)),
            f"{median(self.ours):.2f} / {p99(self.ours):.2f}",
            floor,
            ratio,
            self.goal,
        )


HEAD = ("What", "runs", "ours p50 / p99, ms", "floor p50 / p99, ms", "ratio of p50", "goal")


def table(figures: Iterable[Figure]) -> str:
    """A table in Markdown, columns in line."""
    rows = [HEAD, *(figure.cells for figure in figures)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEAD))]
    lines = [
        "| " + " | ".join(cell.ljust(wide) for cell, wide in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    rule = "| " + " | ".join("-" * wide for wide in widths) + " |"
    return "\n".join([lines[0], rule, *lines[1:]])


def machine() -> str:
    """What it was measured on, and what else the machine had to do."""
    load = ", ".join(f"{part:.2f}" for part in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    return (
        f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} processors, load {load}"
    )
