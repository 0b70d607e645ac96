"""Where a person has been: places to go back to and forward again. Knows no Qt."""

from __future__ import annotations

from se_desk.ui.kit.wishes import Place

LONGEST = 100


class History:
    """Places in the order they were visited, with one of them in front."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    @property
    def current(self) -> Place | None:
        """The place in front; None before the first."""
        return self._places[self._at] if self._places else None

    @property
    def can_back(self) -> bool:
        """Whether there is a place behind."""
        return self._at > 0

    @property
    def can_forward(self) -> bool:
        """Whether there is a place ahead."""
        return self._at + 1 < len(self._places)

    def visit(self, place: Place) -> None:
        """``place`` comes to the front; what lay ahead is forgotten. The same place twice counts once."""
        if place == self.current:
            return
        self._places = [*self._places[: self._at + 1], place][-LONGEST:]
        self._at = len(self._places) - 1

    def step(self, by: int) -> Place | None:
        """Go back (-1) or forward (+1); the place that is in front then, None where there is none."""
        if not 0 <= self._at + by < len(self._places):
            return None
        self._at += by
        return self._places[self._at]

    def drop(self, place: Place) -> None:
        """Forget every visit to a place that is no more; the one in front stays unless it is that one."""
        kept = [(at, known) for at, known in enumerate(self._places) if known != place]
        self._at = sum(at <= self._at for at, _ in kept) - 1
        self._places = [known for _, known in kept]
        if self._places:
            self._at = max(self._at, 0)

    def recent(self, limit: int = 8) -> tuple[Place, ...]:
        """The last places, newest first, each once, without the one in front."""
        behind = [place for place in reversed(self._places) if place != self.current]
        return tuple(dict.fromkeys(behind))[:limit]
