"""What is attached to the sample's notes: drawings and a list of its own, from resources/sample/attached."""

from __future__ import annotations

from se_desk.paths import resources
from se_desk.services.sample.script import Script, Source


def attach(script: Script, note_id: str, note: Source) -> None:
    """Attach the files that the note's source names, in its order."""
    for name in note.get("attached", ()):
        data = (resources() / "sample" / "attached" / name).read_bytes()
        script.desk.attachments.add(data, name, note_id=note_id)
