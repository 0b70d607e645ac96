"""From words to a verb, and from faults to a sentence and an exit code."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
import threading
import traceback
from collections.abc import Iterator
from types import FrameType

import typer

from se_desk.cli import (
    VERBS,
    coming_in,
    keeping,
    leaving,
    looking,
    metrics,
    planning,
    printing,
    risks,
    shell,
    writing,
)
from se_desk.cli.refusing import UsageFault, check_verb, sentence_of
from se_desk.domain.errors import DeskError
from se_desk.services.privacy import keep_to_owner

DONE, NAMED_PROBLEM, USAGE, STOPPED = 0, 1, 2, 130

HELP = """The desk of one sales engineer, at the shell. Without a verb it opens the window.

Options for every verb, before or after it: --desk FILE (the desk to use), --passphrase-file FILE
(its first line opens the desk where no keyring does), --json (records as JSON).
"""


def application() -> typer.Typer:
    """All verbs."""
    app = typer.Typer(
        help=HELP, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
    )  # fmt: skip
    for room in (keeping, looking, writing, planning, risks):
        for verb in room.VERBS:
            verb(app)
    app.add_typer(coming_in.app, name="import")
    app.add_typer(leaving.app, name="export")
    app.add_typer(metrics.app, name="metrics")
    return app


def run(words: list[str]) -> int:
    """One verb; its exit code. No fault of the environment ends in a traceback."""
    keep_to_owner()
    _speak_plainly()
    try:
        with _ended_by_signals():
            code = _obey(words)
            sys.stdout.flush()
        return code
    except (shell.UsageProblem, UsageFault) as fault:
        return _refuse(str(fault) if isinstance(fault, shell.UsageProblem) else sentence_of(fault), USAGE)
    except typer.Exit as fault:
        return fault.exit_code
    except DeskError as fault:
        return _refuse(str(fault), NAMED_PROBLEM)
    except (KeyboardInterrupt, EOFError, typer.Abort):
        return _refuse("Stopped. What was not reported as done was not done.", STOPPED)
    except BrokenPipeError:
        _drop_stdout()
        return DONE
    except Exception as fault:  # noqa: BLE001 - the shell's one door for faults of the program
        return _refuse(_own_fault(fault), NAMED_PROBLEM)


def _obey(words: list[str]) -> int:
    options, rest = shell.split_options(words)
    shell.use(options)
    if not rest:
        raise shell.UsageProblem("Name a verb; se-desk --help lists them.")
    check_verb(rest[0], VERBS)
    command = typer.main.get_command(application())
    with command.make_context("se-desk", rest) as context:
        answer = command.invoke(context)
    return answer if isinstance(answer, int) else DONE


def _speak_plainly() -> None:
    """A letter that the terminal does not have is shown as ?, and ends no verb."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


@contextlib.contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Being told to end is taken like Ctrl+C: transactions are undone, temporary files removed."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {}
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup is left alone
            before[number] = signal.signal(number, _stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _refuse(sentence: str, code: int) -> int:
    with contextlib.suppress(OSError):
        printing.warn(f"se-desk: {sentence}")
    return code


def _own_fault(fault: Exception) -> str:
    """Where it happened goes to the log, without anybody's texts; the sentence says so."""
    log = shell.options().paths.logs / "se-desk-shell.log"
    places = [
        f"  {step.filename}:{step.lineno} {step.name}" for step in traceback.extract_tb(fault.__traceback__)
    ]
    told = f"SE Desk made a mistake of its own ({type(fault).__qualname__}). "
    told += "The desk is as the last finished step left it."
    try:
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write("\n".join([type(fault).__qualname__, *places]) + "\n")
    except OSError:
        return told
    return f"{told} {log} says where, without your texts."


def _drop_stdout() -> None:
    """Whoever read our output has gone; nothing more is to be said."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
