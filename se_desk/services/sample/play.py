"""The sample desk: plays resources/sample through the desk's own verbs, so that its past is a real one."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from se_desk.domain.errors import NotAllowed, NotFound
from se_desk.domain.moments import MINUTE
from se_desk.paths import resources
from se_desk.services.clocks import MovableClock, system_zone
from se_desk.services.sample.days import SampleDays
from se_desk.services.sample.deals import write_deal
from se_desk.services.sample.field import write_field
from se_desk.services.sample.loose import approve, write_checklist, write_loose, write_template
from se_desk.services.sample.pairs import write_pair
from se_desk.services.sample.partners import write_partner
from se_desk.services.sample.past import begins_at, write_past
from se_desk.services.sample.script import Script, Source

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

_BOOT = "5a3d1e5a"  # of no computer, so that the desk's own clock goes on after a restart, as it were


def fill(desk: Desk, now: datetime) -> None:
    """Write the sample into a desk without deals, as if it had been kept up to ``now``.

    The desk takes the name of the sample's sales engineer; its zone and keys stay. Its clock is set back
    while the past is played and is what it was before when this returns. NotAllowed where there are deals
    or partners.
    """
    if desk.deals.views() or desk.partners.views():
        raise NotAllowed("The sample needs an empty desk.", do="Make one beside this: init --sample.")
    _own(desk, _read("desk.toml")["profile"])
    script, past = gather(desk, now), _read("past.toml")
    _begin(desk, script, begins_at(past, now))
    before, clock = desk.clock, MovableClock(script.begins_at, _BOOT)
    desk.clock = clock
    try:
        script.play(clock)
        write_past(desk, past, now)
    finally:
        desk.clock = before


def gather(desk: Desk, now: datetime) -> Script:
    """All that happens in the sample up to ``now``, not yet played."""
    script = Script(desk, SampleDays(now, desk.zone))
    for partner in _read("desk.toml")["partners"]:
        write_partner(script, partner)
        write_pair(script, partner)
    loose = _read("loose.toml")
    for note in loose["inbox"]:
        write_loose(script, note)
    for item in loose["outbox"]:
        approve(script, item)
    for template in loose["templates"]:
        write_template(script, template)
    for checklist in loose["checklists"]:
        write_checklist(script, checklist)
    for path in sorted((resources() / "sample" / "deals").glob("*.toml")):
        write_deal(script, path.stem, _read(f"deals/{path.name}"))
    write_field(script, _read("field.toml"))
    return script


def _own(desk: Desk, profile: Source) -> None:
    try:
        desk.profile.get()
    except NotFound:
        desk.profile.set_up(profile["name"], system_zone().key)
    desk.profile.change(name=profile["name"], email=profile["email"], currency=profile["currency"])


def _begin(desk: Desk, script: Script, past_begins_at: datetime) -> None:
    """The desk is as old as what it holds, else its first calls would not ask for their notes."""
    made_at = min(script.begins_at, past_begins_at) - timedelta(hours=1)
    desk.profile.change(made_at=made_at - made_at.minute * MINUTE, fiscal_month=script.days.fiscal_month)


def _read(name: str) -> Source:
    return tomllib.loads((resources() / "sample" / Path(name)).read_text(encoding="utf-8"))
