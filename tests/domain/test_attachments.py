"""Attachments: what is a picture, what is opened, and how a note's source names them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.attachments import Attachment, name_in, picture_format, say_size, suffix_of, target_of


def an_attachment(name: str, picture: str = "", size: int = 10) -> Attachment:
    at = datetime(2026, 3, 4, tzinfo=UTC)
    return Attachment(id="a", name=name, picture=picture, sha256="0" * 64, size=size, added_at=at)


@pytest.mark.parametrize(
    ("data", "picture"),
    [
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"GIF89a", "gif"),
        (b"RIFF\x00\n\x00\x00WEBPVP8 ", "webp"),
        (b"RIFF....WAVE", ""),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", ""),
        (b"%PDF-1.7", ""),
        (b" \x89PNG\r\n\x1a\n", ""),
        (b"", ""),
    ],
)
def test_a_picture_is_told_by_its_bytes(data: bytes, picture: str) -> None:
    assert picture_format(data) == picture


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1_000, "1 kB"),
        (999_499, "999 kB"),
        (999_500, "1.0 MB"),
        (26_214_400, "26.2 MB"),
    ],
)
def test_sizes(size: int, said: str) -> None:
    assert say_size(size) == said
    assert an_attachment("a.txt", size=size).said_size == said


@pytest.mark.parametrize("name", ["plan.pdf", "Plan.PDF", "a.b.png", "sheet.xlsx"])
def test_documents_are_opened(name: str) -> None:
    assert an_attachment(name).opens


@pytest.mark.parametrize(
    "name", ["run.exe", "a.pdf.desktop", "x.sh", "page.html", "draw.svg", "sheet.xlsm", "pdf", ".pdf", ""]
)
def test_what_might_run_is_not(name: str) -> None:
    assert not an_attachment(name).opens


def test_suffixes() -> None:
    assert [suffix_of(name) for name in ("a.PNG", "a", ".png", "a.tar.gz", "a.")] == ["png", "", "", "gz", ""]


def test_markdown() -> None:
    assert an_attachment("yard plan.png", "png").markdown == "![yard plan.png](attachment:yard%20plan.png)"
    assert an_attachment("a [1]_x.pdf").markdown == r"[a \[1\]\_x.pdf](attachment:a%20%5B1%5D_x.pdf)"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_target_leads_back_to_its_name(name: str) -> None:
    assert name_in(target_of(name)) == name
    assert not set(target_of(name)) & set(" ()<>\n\t\"'")


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("plan.png", "plan.png"),
        ("../_resources/yard%20plan.png", "yard plan.png"),
        ("images\\plan.png", "plan.png"),
        (":/0b5c", "0b5c"),
        ("plan.pdf#page=2", "plan.pdf"),
        ("attachment:a%2Fb", "a/b"),
        ("attachment:", None),
        ("https://example.com/plan.png", None),
        ("//example.com/plan.png", None),
        ("\\\\server\\plan.png", None),
        ("file:///etc/passwd", None),
        ("data:image/png;base64,AA", None),
        ("C:\\plan.png", None),
        ("#top", None),
        ("folder/", None),
        ("", None),
    ],
)
def test_what_a_target_means(target: str, name: str | None) -> None:
    assert name_in(target) == name
