"""The menu that adds a clause: an empty one, or one of the templates that is not in the charter yet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from se_desk.domain.charters import Clause
from se_desk.services.templates import ClauseTemplate, charter_templates, clause_from, further_clauses
from se_desk.ui.charters.shown import Shown
from se_desk.ui.kit.menus import Menu

NEW_TOPIC = "New clause"


def add_menu(parent: QWidget, shown: Shown, add: Callable[[Clause], object]) -> Menu:
    """``add`` is called with a clause that has no place in the charter yet."""
    menu = Menu(parent, "Add a clause")
    empty = Clause(id="", charter_id="", origin_id="", position=0, topic=NEW_TOPIC, text="")
    menu.add("Empty clause", lambda: add(empty), "plus")
    there = {clause.topic.casefold() for clause in shown.view.clauses}
    for group in (*(one.clauses for one in charter_templates()), further_clauses()):
        missing = [one for one in group if one.topic.casefold() not in there]
        if missing:
            menu.addSeparator()
        for one in missing:
            menu.add(one.topic, partial(_add, add, one, shown))
    return menu


def _add(add: Callable[[Clause], object], template: ClauseTemplate, shown: Shown) -> None:
    add(_filled(template, shown))


def _filled(template: ClauseTemplate, shown: Shown) -> Clause:
    return clause_from(template, "", "", 0, shown.ae_name, shown.se_name)
