"""What was typed and cannot be understood, in one sentence of our own."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

import typer

from se_desk.cli.shell import UsageProblem

# typer has used click and has a copy of it now; what both agree on is the ancestry of this class.
UsageFault: type[Exception] = typer.BadParameter.__mro__[2]


def check_verb(word: str, verbs: tuple[str, ...]) -> None:
    """UsageProblem for a first word that is no verb."""
    if word.startswith("-") or word in verbs:
        return
    near = get_close_matches(word, verbs, 1)
    aside = f" Is {near[0]} meant?" if near else ""
    raise UsageProblem(f"There is no verb “{word}”; se-desk --help lists them.{aside}")


def sentence_of(fault: Any) -> str:
    """One sentence for a fault of the words, with where to read on."""
    verb = fault.ctx.command_path if getattr(fault, "ctx", None) else "se-desk"
    return f"{_said(fault).rstrip('.')} ({verb} --help says more)."


def _said(fault: Any) -> str:
    kind = type(fault).__name__
    if kind == "NoSuchOption":
        near = f"; is {fault.possibilities[0]} meant?" if fault.possibilities else ""
        return f"There is no option {fault.option_name} here{near}"
    if kind == "MissingParameter" and fault.param is not None:
        return f"{_name(fault.param)} is missing"
    if kind == "BadParameter" and fault.param is not None:
        whole = "valid integer" in fault.message
        return f"{_name(fault.param)} {'takes a whole number' if whole else f'does not fit: {fault.message}'}"
    message = str(fault.format_message())
    if message.startswith("Missing command"):
        return "Say what: " + ", ".join(fault.ctx.command.commands)
    return message


def _name(param: Any) -> str:
    if param.param_type_name == "option":
        return str(param.opts[0])
    return str(param.metavar or param.name.upper()).strip("[]…")
