"""What leaves beside a note: its own attachments that its text shows, in a place of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from se_desk.domain.attachments import Attachment
from se_desk.domain.errors import NotAllowed
from se_desk.domain.notes import Note
from se_desk.exchange.notes_out.beside import place_of, places_of, shown_by, with_places
from se_desk.exchange.notes_out.markdown import FORMAT
from se_desk.exchange.notes_out.note_out import NoteOut

AT = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
BODY = "![Plan](attachment:yard%20plan.png) ![[Yard plan.png|300]] [form](x/form.pdf) [w](https://a.example/a.png)"


def attached(name: str, key: str = "n1", **fields: object) -> Attachment:
    given: dict[str, object] = {"sha256": "0123456789abcdef", "size": 1, "added_at": AT}
    return Attachment(id=f"{key} {name}", note_id=key, name=name, **(given | fields))  # type: ignore[arg-type]


def note(body: str = BODY, key: str = "n1", *names: str) -> NoteOut:
    made = Note(id=key, title="Walk", body=body, written_at=AT, changed_at=AT)
    return NoteOut(note=made, attached=tuple(attached(name, key) for name in names))


def test_what_the_text_shows_or_links_and_nothing_else() -> None:
    out = note(BODY, "n1", "yard plan.png", "form.pdf", "a.png2", "unseen.png")
    assert [one.name for one in shown_by(out)] == ["yard plan.png", "form.pdf"]
    assert with_places(out) == (
        "![Plan](attached/yard-plan-0123456789ab.png) "
        "![Yard plan.png](attached/yard-plan-0123456789ab.png) "
        "[form](attached/form-0123456789ab.pdf) [w](https://a.example/a.png)"
    )
    assert "attached/form-0123456789ab.pdf" in FORMAT.piece(out)


def test_one_that_two_notes_show_leaves_once() -> None:
    both = (note("![](a.png)", "n1", "a.png"), note("![](a.png)", "n2", "a.png"))
    assert list(places_of(both)) == ["attached/a-0123456789ab.png"]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("a b.png", "attached/a-b-0123456789ab.png"),
        ("no ending", "attached/no-ending-0123456789ab"),
        ("../../up.png", "attached/up-0123456789ab.png"),
        ("CON.png", "attached/_CON-0123456789ab.png"),
        (".png", "attached/png-0123456789ab"),
    ],
)
def test_places_are_safe(name: str, place: str) -> None:
    assert place_of(attached(name)) == place


def test_a_changed_picture_is_a_changed_note() -> None:
    one = note("![](a.png)", "n1", "a.png")
    other = replace(one, attached=(attached("a.png", sha256="f" * 64),))
    assert FORMAT.digest(one) != FORMAT.digest(other)
    assert FORMAT.digest(one) == FORMAT.digest(replace(one, attached=(*one.attached, attached("b.png"))))


@pytest.mark.parametrize("stranger", [attached("a.png", "other"), attached("a.png", private=True)])
def test_nothing_of_another_note_leaves(stranger: Attachment) -> None:
    made = Note(id="n1", body="![](a.png)", written_at=AT, changed_at=AT)
    with pytest.raises(NotAllowed):
        NoteOut(note=made, attached=(stranger,))
