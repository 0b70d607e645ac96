"""The table of actions: complete, without doubles, and every wish has somebody who grants it."""

from __future__ import annotations

import inspect
from collections import Counter
from dataclasses import dataclass, field, replace

import pytest

from se_desk.domain.evidence import own
from se_desk.ui.frame.actions import ACTIONS, GROUPS, action, keys_of
from se_desk.ui.frame.granting import FEATURES
from se_desk.ui.frame.keys_elsewhere import KEYS_ELSEWHERE
from se_desk.ui.kit import wishes
from se_desk.ui.kit.icons import ICONS
from se_desk.ui.kit.wishes import ExportNotes, ExportRecord, FlagRisk, Lock, Place, QuickNote, Wish


@dataclass
class Told:
    """A frame that only notes what it was told."""

    is_open: bool = True
    place: Place | None = None
    deal: str = ""
    words: tuple[str, bool] = ("", False)
    did: list[object] = field(default_factory=list)

    def deal_in_front(self) -> str:
        return self.deal

    def selection(self) -> tuple[str, bool]:
        return self.words

    def passage(self) -> None:
        return None

    def go(self, place: Place) -> None:
        self.did.append(place)

    def wish(self, wish: Wish) -> None:
        self.did.append(wish)

    def step_place(self, by: int) -> None:
        self.did.append(("place", by))

    def step_tab(self, by: int) -> None:
        self.did.append(("tab", by))

    def step_pane(self, by: int) -> None:
        self.did.append(("pane", by))

    def find(self) -> None:
        self.did.append("find")

    def show_keys(self) -> None:
        self.did.append("keys")

    def back_up(self) -> None:
        self.did.append("backup")

    def choose_theme(self, mode: str) -> None:
        self.did.append(("theme", mode))

    def export_page(self) -> None:
        self.did.append("export")

    def lock(self) -> None:
        self.did.append("lock")

    def leave(self) -> None:
        self.did.append("leave")


def test_ids_and_keys_are_used_once() -> None:
    assert max(Counter(each.id for each in ACTIONS).values()) == 1
    assert max(Counter(keys for each in ACTIONS for keys in each.keys).values()) == 1


def test_every_icon_and_group_exists() -> None:
    assert {each.icon for each in ACTIONS} <= ICONS
    assert {each.group for each in ACTIONS} == set(GROUPS)


def test_texts_follow_the_rules_of_tone() -> None:
    texts = [each.text for each in ACTIONS] + [text for _, text, _ in KEYS_ELSEWHERE]
    assert all(text and text[0].isupper() and not set("!—") & set(text) for text in texts)


@pytest.mark.parametrize("each", ACTIONS, ids=lambda each: each.id)
def test_each_does_one_thing(each: object) -> None:
    told = Told(deal="d1")
    each.run(told)  # type: ignore[attr-defined]
    assert len(told.did) == 1


def test_every_wish_is_granted_by_somebody() -> None:
    kinds = {cls for _, cls in inspect.getmembers(wishes, inspect.isclass) if issubclass(cls, Wish)}
    assert kinds - {Wish, Lock} == set(FEATURES)


def test_the_keys_of_the_design_are_there() -> None:
    assert keys_of("find") == "Ctrl+K"
    assert [keys_of(key) for key in ("today", "deals", "partners", "risks", "metrics")] == [
        f"Ctrl+{number}" for number in (1, 2, 3, 4, 5)
    ]
    assert keys_of("step") == ""


def test_needs_a_desk_and_some_need_a_deal() -> None:
    assert not action("today").possible(Told(is_open=False))
    assert action("quit").possible(Told(is_open=False))
    assert not action("ask").possible(Told())
    assert action("ask").possible(Told(deal="d1"))


def test_a_flag_takes_the_selection_along() -> None:
    told = Told(deal="d1", words=("no budget", True))
    action("flag").run(told)
    assert told.did == [FlagRisk("d1", items=(replace(own("no budget"), private=True),))]


@pytest.mark.parametrize(
    ("place", "wish"),
    [
        (Place("risks"), ExportRecord("d1")),
        (Place("deal", "d1", "risks"), ExportRecord("d1")),
        (Place("deal", "d1", "notes"), ExportNotes("d1")),
        (Place("note", "n1"), ExportNotes("d1", "n1")),
        (None, ExportNotes("d1")),
    ],
)
def test_export_follows_the_view(place: Place | None, wish: Wish) -> None:
    told = Told(deal="d1", place=place)
    action("export").run(told)
    assert told.did == [wish]


@pytest.mark.parametrize("page", ["partner", "partners", "search", "settings"])
def test_pages_about_no_note_export_by_themselves(page: str) -> None:
    told = Told(place=Place(page, "p1"))
    action("export").run(told)
    assert told.did == ["export"]


def test_an_action_on_a_deal_names_it() -> None:
    made = action("quick-note").wish_for
    assert made is not None and made("d1") == QuickNote("d1")
    assert all("{}" in each.on_deal for each in ACTIONS if each.wish_for)
