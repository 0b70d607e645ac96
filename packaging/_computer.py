"""What kind of computer this is: whether the desk can run on it, and whether it can show a window."""

from __future__ import annotations

from collections.abc import Mapping

# The oldest C library that the locked Qt was built for.
OLDEST_GLIBC = {"x86_64": (2, 34), "aarch64": (2, 39)}
_NO_SCREEN = ("offscreen", "minimal")


def refusal(platform: str, machine: str, bits: int, libc: tuple[str, str]) -> str | None:
    """The sentence for a system that the locked Qt does not run on; None where it does.

    ``platform`` is sys.platform, ``libc`` what platform.libc_ver() answers.
    """
    if bits < 64:
        return "SE Desk needs a 64-bit Python, and this one has 32 bits. Nothing was changed."
    if platform != "linux":
        return None
    if machine not in OLDEST_GLIBC:
        return f"Qt is not available ready-made for Linux on {machine}. Nothing was changed."
    return _libc_refusal(machine, libc)


def _libc_refusal(machine: str, libc: tuple[str, str]) -> str | None:
    name, version = libc
    if name != "glibc":
        return "SE Desk needs a Linux with glibc, and this one has another C library. Nothing was changed."
    oldest = OLDEST_GLIBC[machine]
    if tuple(int(part) for part in version.split(".")[:2]) >= oldest:
        return None
    needed = ".".join(map(str, oldest))
    return (
        f"This Linux has glibc {version}, and Qt on {machine} needs {needed} or newer. Nothing was changed. "
        "A newer release of the distribution brings it."
    )


def has_display(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether a window would be seen. Only Linux tells; macOS and Windows are taken to have a screen."""
    if environment.get("QT_QPA_PLATFORM", "") in _NO_SCREEN:
        return False
    if platform != "linux":
        return True
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(environment.get(name) for name in named)
