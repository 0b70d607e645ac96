"""What the tests of the paper read a PDF with, and a page to paint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO

from pypdf import PdfReader

from se_desk.exchange.risk_records import Line, Page, PageEntry, PageFlag

RECEIPT = "SED1-0002-F7YF-A3YH-W2RE-KXFK-RVC9-TMMK-XMK0"
ENTRY = PageEntry(
    seq=2,
    utc="2026-03-03 13:50:00",
    local="14:50:00 +01:00",
    label="Told Ingrid Vale",
    lines=(
        Line("", "I want to flag that the office of the first buyer has five flaws in its file."),
        Line("Channel", "Email", short=True),
        Line("Source", "reported by the SE", short=True),
    ),
    receipt=RECEIPT,
    number="#2",
    mark="f5e10fcc",
)
FLAG = PageFlag(
    number="#1",
    severity="high",
    heading="High · Nobody signs for the waffle line",
    entries=(ENTRY, replace(ENTRY, seq=3, number="#3", label="Note", lines=(Line("", "Asked again."),))),
    absent=(Line("Response", "None recorded."),),
)
PAGE = Page(
    title="Risk record",
    subtitle="Ostrava Rolling Stock, Brake telemetry",
    byline=("Written by Marlene Okoro", "For Ines Marchetti", "Exported 2026-03-04 09:30:15 UTC"),
    facts=tuple(Line(f"Label {number}", f"Fact {number}") for number in range(1, 11)),
    lead=("2 flags with 8 entries recorded from 2026-02-03 to 2026-03-03.",),
    heading="Flags, newest first. Times are UTC, with the local time below.",
    flags=(FLAG,),
    claims_title="What this record shows",
    claims=("If a receipt fits, its entry and all before it are unchanged.",) * 4,
    checks_title="How to check it",
    checks=("Take each receipt from the message that was received.",) * 3,
    proofs=(Line("Last entry", f"#8 {'ab' * 32}"), Line("Receipt", RECEIPT), Line("Public key", "cd" * 32)),
    footer=("Made with SE Desk, offline", "8 entries in the chain, 8 shown", "sedesk-risk-record/1"),
    author="Marlene Okoro",
)


def pages_of(data: bytes) -> list[str]:
    """The text of every page of a PDF."""
    return [page.extract_text() for page in PdfReader(BytesIO(data)).pages]


def text_of(data: bytes) -> str:
    """All of it, with line ends as spaces."""
    return " ".join(" ".join(pages_of(data)).split())


def properties(data: bytes) -> dict[str, str]:
    """Title, author and so on."""
    found: Mapping[str, object] = PdfReader(BytesIO(data)).metadata or {}
    return {str(key): str(value) for key, value in found.items()}


def fonts(data: bytes) -> dict[str, bool]:
    """Every font of the file, and whether its glyphs are embedded."""
    found: dict[str, bool] = {}
    for page in PdfReader(BytesIO(data)).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            shape = font.get_object()
            inner = shape.get("/DescendantFonts", [shape])[0].get_object()
            described = inner.get("/FontDescriptor", {})
            described = described.get_object() if hasattr(described, "get_object") else described
            embedded = any(f"/FontFile{kind}" in described for kind in ("", "2", "3"))
            found[str(shape["/BaseFont"])] = embedded
    return found
