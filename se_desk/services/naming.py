"""How a person names a record at the shell: an id, a unique prefix of one, or a unique part of its title."""

from __future__ import annotations

from se_desk.domain.errors import Ambiguous, NotFound

_LEAST_PREFIX = 4


def pick(name: str, titles: tuple[tuple[str, str], ...], noun: str) -> str:
    """The id that ``name`` stands for among (id, title) pairs.

    NotFound where nothing fits, Ambiguous (with the candidates) where several do.
    """
    wanted = name.strip().casefold()
    if not wanted:
        raise NotFound(f"No {noun} was named.")
    exact = [key for key, title in titles if wanted in (key, title.casefold())]
    if len(exact) == 1:
        return exact[0]
    if len(wanted) >= _LEAST_PREFIX:
        starts = [pair for pair in titles if pair[0].startswith(wanted) or pair[0].endswith(wanted)]
        if len(starts) == 1:
            return starts[0][0]
    parts = tuple(pair for pair in titles if wanted in pair[1].casefold() or pair[0].startswith(wanted))
    if len(parts) == 1:
        return parts[0][0]
    if parts:
        raise Ambiguous(f"“{name}” fits {len(parts)} {noun}s.", parts)
    raise NotFound(f"There is no {noun} “{name}” on this desk.")
