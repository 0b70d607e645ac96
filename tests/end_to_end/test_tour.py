"""The tour, as a person starts it: pictures of every screen, every export, a record that others accept."""

from __future__ import annotations

import hashlib
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

from se_desk import cli
from se_desk.exchange.notes_out.formats import FORMATS
from tests.cli.conftest import Shell
from tests.end_to_end import other_programs

SCREENS = (
    "first-run", "unlock", "today", "deals", "deals-empty", "deal-timeline", "deal-notes", "deal-prep",
    "deal-risks", "deal-qualification", "deal-asks", "deal-people", "note", "note-selection", "search",
    "palette", "huddle", "call-card", "debrief", "partners", "charter", "alignment", "risks", "metrics",
    "new-deal", "import-deals", "settings", "keys", "story-flag", "story-tell", "story-outcome",
    "story-record", "export-notes",
)  # fmt: skip


@pytest.mark.slow
def test_the_tour_leaves_pictures_exports_and_a_record_that_holds(program: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "tour"
    played = program("tour", folder, QT_QPA_PLATFORM="xcb", DISPLAY="")
    assert played.code == 0, played.err
    assert not (tmp_path / "desk-home").exists(), "the tour must not touch a person's desk"
    hold_pictures(folder / "pictures", played.out)
    hold_exports(folder)
    (record,) = (folder / "risk-record").glob("*-risk-record.json")
    assert "is intact" in played.out
    receipt = played.out.split("Receipt ")[1].split()[0]
    hold_record(record, receipt, tmp_path)


def hold_pictures(folder: Path, said: str) -> None:
    """Every screen in both themes, no two alike, each of the window's size but the card."""
    for side in ("light", "dark"):
        files = sorted(folder.glob(f"*-{side}.png"))
        names = {file.stem.removesuffix(f"-{side}")[4:] for file in files}
        assert names >= set(SCREENS)
        assert len({hashlib.sha256(file.read_bytes()).digest() for file in files}) == len(files) >= 20
        for file in files:
            size = QImage(str(file)).size().toTuple()
            odd = {"call-card": (420, 760), "-small-": (1100, 680)}
            wanted = next((size for part, size in odd.items() if part in file.name), (1440, 900))
            assert size == wanted, file.name
            assert file.stem.removesuffix(f"-{side}") in said
    for light in folder.glob("*-light.png"):
        dark = light.with_name(light.name.replace("-light", "-dark"))
        assert brightness(light) > 100 > 50 > brightness(dark), light.name


def brightness(picture: Path) -> float:
    """The grey at the left edge, 0 to 255; the scrim of each dialog makes it darker."""
    colour = QImage(str(picture)).pixelColor(4, 600)
    return (colour.red() + colour.green() + colour.blue()) / 3


def hold_exports(folder: Path) -> None:
    """Every format of notes, three of the charter, the record and its guide, the pack, the backup."""
    notes = {path.name: list(path.rglob("*.*")) for path in (folder / "notes").iterdir()}
    assert set(notes) == {form.key for form in FORMATS}
    assert all(notes.values())
    charters = {path.suffix: path for path in (folder / "charter").iterdir()}
    assert set(charters) == {".pdf", ".docx", ".md"}
    assert PdfReader(charters[".pdf"]).pages
    assert "word/document.xml" in ZipFile(charters[".docx"]).namelist()
    assert {path.suffix for path in (folder / "risk-record").iterdir()} == {
        ".json",
        ".pdf",
        ".html",
        ".md",
        ".txt",
    }
    assert {path.suffix for path in (folder / "pack").iterdir()} == {".pdf", ".html"}
    assert list((folder / "backup").glob("*.sedesk-backup"))


def hold_record(record: Path, receipt: str, tmp_path: Path) -> None:
    """Accepted by our verb, by two libraries of others, and by OpenSSL where there is one."""
    assert cli.main(["verify", str(record), receipt]) == 0
    assert len(other_programs.check(record)) == 4
    if other_programs.OPENSSL:
        assert other_programs.openssl_accepts(record, tmp_path)


def test_a_tour_that_cannot_be_written_is_one_sentence(program: Shell, tmp_path: Path) -> None:
    file = tmp_path / "a-file"
    file.write_text("kept", "utf-8")
    said = program("tour", file)
    assert said.code == 1
    assert "cannot be written" in said.sentence
    assert file.read_text("utf-8") == "kept"
