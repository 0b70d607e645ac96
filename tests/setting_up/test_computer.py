"""Which computers the desk runs on, and which show a window."""

from __future__ import annotations

import _computer
import pytest

GLIBC = ("glibc", "2.36")


@pytest.mark.parametrize(
    ("platform", "machine", "bits", "libc"),
    [
        ("linux", "x86_64", 64, GLIBC),
        ("linux", "x86_64", 64, ("glibc", "2.34")),
        ("linux", "aarch64", 64, ("glibc", "2.39")),
        ("darwin", "arm64", 64, ("", "")),
        ("win32", "AMD64", 64, ("", "")),
    ],
)
def test_a_good_computer_is_not_refused(
    platform: str, machine: str, bits: int, libc: tuple[str, str]
) -> None:
    assert _computer.refusal(platform, machine, bits, libc) is None


@pytest.mark.parametrize(
    ("platform", "machine", "bits", "libc", "words"),
    [
        ("win32", "AMD64", 32, ("", ""), "needs a 64-bit Python"),
        ("linux", "x86_64", 64, ("glibc", "2.31"), "glibc 2.31, and Qt on x86_64 needs 2.34"),
        ("linux", "aarch64", 64, GLIBC, "glibc 2.36, and Qt on aarch64 needs 2.39"),
        ("linux", "x86_64", 64, ("", ""), "another C library"),
        ("linux", "riscv64", 64, GLIBC, "Linux on riscv64"),
    ],
)
def test_another_is_told_why(
    platform: str, machine: str, bits: int, libc: tuple[str, str], words: str
) -> None:
    said = _computer.refusal(platform, machine, bits, libc)
    assert said is not None
    assert words in said
    assert "Nothing was changed." in said


@pytest.mark.parametrize(
    ("platform", "environment", "seen"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "vnc"}, True),
        ("linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ("darwin", {}, True),
        ("win32", {}, True),
        ("win32", {"QT_QPA_PLATFORM": "minimal"}, False),
    ],
)
def test_whether_a_window_would_be_seen(platform: str, environment: dict[str, str], seen: bool) -> None:
    assert _computer.has_display(platform, environment) is seen
