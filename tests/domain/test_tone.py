"""Words that may read as blame are found; plain facts are not."""

from __future__ import annotations

import pytest

from se_desk.domain.tone import blame_words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is your fault that he failed.", ("fault", "failed")),
        ("FAILED twice, failed again", ("failed",)),
        ("She never replies.", ("never replies",)),
        ("You ignored the mail, as usual.", ("ignored", "as usual")),
        ("The call moved to Tuesday; the sponsor was not there.", ()),
        ("A default value, a failsafe relay, a relied-upon plan", ()),
        ("We never discuss price.", ()),
        ("", ()),
    ],
)
def test_what_is_pointed_to(text: str, found: tuple[str, ...]) -> None:
    assert blame_words(text) == found
