"""Texts that editors like to change."""

from __future__ import annotations

from hypothesis import strategies as st

# What Qt's document, Unicode and Markdown treat in their own ways, mixed with everything else.
_PECULIAR = (
    "\r\n\t\x00\u00a0\u2028\u2029\u200b\ufeff\ufdd0\ufdd1\ufff0\ufff1\ufff2\ufff3\ufff8\ufffc\ufffd🧭é"
)
TEXTS = st.text(
    alphabet=st.one_of(st.sampled_from(_PECULIAR), st.characters(exclude_categories=["Cs"])), max_size=60
)
HOSTILE = (
    "",
    "NBSP\u00a0here, line\u2028separator, paragraph\u2029separator",
    "one\r\ntwo\r\n",
    "one\r\ntwo\nthree\rfour",
    "\ufdd0frames\ufdd1",
    "\ufff0\ufff1\ufff8\ufff8\ufff0\r",
    "emoji 🧭 and עברית, e\u0301, \U0010ffff",
    "\x00\x0b\x0c\x1c\x85",
    "\n\n\n",
    " trailing  \n\ttabs\t",
)
