"""Zones by the names that people are shown."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.exchange.calendar_zones import fixed_zone, named_zone, with_known_zone, zone_shown_as


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ("(GMT-08:00) Pacific Time (US & Canada)", "America/Los_Angeles"),
        ("(GMT+10:00) Canberra, Melbourne, Sydney", "Australia/Canberra"),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Amsterdam"),
        ("(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "Europe/Dublin"),
        ("(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", "Asia/Kolkata"),
        ("(UTC-03:00) City of Buenos Aires", "America/Argentina/Buenos_Aires"),
        ("(UTC+08:00) Beijing, Chongqing, Hong Kong, Urumqi", "Asia/Shanghai"),
        ("(UTC) Coordinated Universal Time", "UTC"),
        ("UTC", "UTC"),
        ("GMT", "UTC"),
        ("Amsterdam, Belgrade, Berlin, Brussels", "Europe/Amsterdam"),
        ("(UTC+05:00) Berlin", ""),  # the city and the distance do not agree
        ("(GMT +01:00)", ""),
        ("Customized Time Zone 1", ""),
        ("tzone://Microsoft/Custom", ""),
        ("Europe/Nowhere", ""),
        ("UTC of our yard", ""),
        ("", ""),
    ],
)
def test_cities_tell_the_zone_where_the_distance_agrees(name: str, zone: str) -> None:
    assert zone_shown_as(name) == zone


@pytest.mark.parametrize(
    ("name", "zone", "minutes"),
    [
        ("(GMT +01:00)", "Etc/GMT-1", 60),
        ("UTC-11:00", "Etc/GMT+11", -660),
        ("(UTC+14:00) Somewhere", "Etc/GMT-14", 840),
        ("UTC+5", "Etc/GMT-5", 300),
    ],
)
def test_a_distance_alone_is_a_zone_without_summer(name: str, zone: str, minutes: int) -> None:
    assert fixed_zone(name) == zone
    there = datetime(2026, 7, 1, tzinfo=ZoneInfo(zone)).utcoffset()
    assert there is not None
    assert there.total_seconds() == 60 * minutes


@pytest.mark.parametrize("name", ["UTC", "(UTC+05:30)", "(UTC-13:00)", "(UTC+99:00)", "Berlin", "UTC+15:00"])
def test_what_is_no_whole_distance_is_no_zone(name: str) -> None:
    assert fixed_zone(name) == ""


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ('DTSTART;TZID="(UTC-05:00) Eastern Time (US & Canada)":2026', "DTSTART;TZID=America/New_York:2026"),
        ("DTSTART;TZID=Europe/Berlin:2026", "DTSTART;TZID=Europe/Berlin:2026"),
        ("DTSTART;TZID=Pacific/Auckland:2026", "DTSTART;TZID=Pacific/Auckland:2026"),
        ("DTSTART;TZID=Atlantic/Reykjavik:2026", "DTSTART;TZID=Atlantic/Reykjavik:2026"),
        ("DTSTART;TZID=America/Indiana/Knox:2026", "DTSTART;TZID=America/Indiana/Knox:2026"),
        ("DTSTART;TZID=pacific/chatham:2026", "DTSTART;TZID=Pacific/Chatham:2026"),
        ("DTSTART;TZID=Eastern Standard Time:2026", "DTSTART;TZID=Eastern Standard Time:2026"),
        ('DTSTART;TZID="(GMT +01:00)":2026', "DTSTART;TZID=Etc/GMT-1:2026"),
        ('DTSTART;TZID="Berlin, Yard":2026', 'DTSTART;TZID="Berlin, Yard":2026'),  # the file defines it
        ("DTSTART;TZID=Europe/Berlin;VALUE=DATE:20260714", "DTSTART;VALUE=DATE:20260714"),
        ("DTSTART;VALUE=DATE;TZID=Berlin:20260714", "DTSTART;VALUE=DATE:20260714"),
        ("EXDATE;TZID=Berlin:20260714T100000", "EXDATE;TZID=Europe/Berlin:20260714T100000"),
        ("DESCRIPTION:a;TZID=Berlin:b", "DESCRIPTION:a;TZID=Berlin:b"),
        ("DTSTART;TZID=:2026", "DTSTART;TZID=:2026"),
    ],
)
def test_a_line_gets_a_zone_that_a_reader_knows(line: str, read: str) -> None:
    assert with_known_zone(line, frozenset({"Berlin, Yard"})) == read


def test_the_zone_a_line_names() -> None:
    assert named_zone('DTSTART;TZID="Berlin, Yard":20260903T100000') == "Berlin, Yard"
    assert named_zone("DTSTART:20260903T100000Z") == ""


@given(st.text(max_size=60))
def test_any_name_is_a_zone_or_none(name: str) -> None:
    for zone in (zone_shown_as(name), fixed_zone(name)):
        assert not zone or ZoneInfo(zone)
    assert isinstance(with_known_zone(f"DTSTART;TZID={name}:20260903T100000", frozenset()), str)
