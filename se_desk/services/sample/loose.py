"""What of the sample belongs to no deal yet or waits for the CRM, the SE's own templates and checklists, and
where steps were taken from."""

from __future__ import annotations

from se_desk.domain.calls import CallKind
from se_desk.domain.checklists import Line
from se_desk.domain.notes import NoteKind
from se_desk.domain.passages import Passage
from se_desk.services.sample.script import Script, Source


def write_loose(script: Script, note: Source) -> None:
    """A quick note that waits in the inbox."""

    def write() -> None:
        script.desk.notes.start(None, body=note["body"], private=note.get("private", False))

    script.at(script.days.moment(note["when"]), write)


def approve(script: Script, item: Source) -> None:
    """A note that waits in the outbox; nothing of the sample is ever sent."""

    def put() -> None:
        notes = script.desk.notes.of_deal(script.ids["deal", item["deal"]])
        note = next(note for note in notes if note.title == item["note"])
        script.desk.outbox.approve((note.id,), item["crm"])

    script.at(script.days.moment(item["when"]), put)


def write_template(script: Script, template: Source) -> None:
    """A template of the SE's own."""

    def make() -> None:
        script.desk.note_templates.create(NoteKind(template["kind"]), template["name"], template["body"])

    script.at(script.days.moment(template["when"]), make)


def write_checklist(script: Script, checklist: Source) -> None:
    """A checklist of the SE's own, and the kinds of call that begin with it."""
    lines = [Line(line["text"], line.get("hint", ""), line.get("key", "")) for line in checklist["lines"]]

    def make() -> None:
        made = script.desk.checklists.add(checklist["title"], lines)
        for kind in checklist["kinds"]:
            script.desk.checklists.set_default(CallKind(kind), made.id)

    script.at(script.days.moment(checklist["when"]), make)


def passage(script: Script, key: str, item: Source) -> Passage | None:
    """The words of a note that ``taken`` names, None without; StopIteration where they do not stand there."""
    if "taken" not in item:
        return None
    title, words = item["taken"]["note"], item["taken"]["words"]
    notes = script.desk.notes.of_deal(script.ids["deal", key])
    note = next(note for note in notes if note.title == title and words in note.body)
    return Passage(note.id, note.revision, words, note.body.index(words))
