"""From words to a verb, and from faults to a sentence and an exit code."""

from __future__ import annotations

import contextlib
import logging
import os
import sys

import click
import typer

from se_desk.cli import coming_in, keeping, leaving, looking, risks, shell, writing
from se_desk.domain.errors import DeskError

HELP = """The desk of one sales engineer, at the shell.

Options for every verb, before or after it: --desk FILE (the desk to use), --passphrase-file FILE
(its first line opens the desk where no keyring does), --json (records as JSON).
"""


def application() -> typer.Typer:
    """All verbs."""
    app = typer.Typer(
        help=HELP, add_completion=False, no_args_is_help=True, rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )  # fmt: skip
    for room in (keeping, looking, writing, risks):
        for verb in room.VERBS:
            verb(app)
    app.add_typer(coming_in.app, name="import")
    app.add_typer(leaving.app, name="export")
    return app


def run(words: list[str]) -> int:
    """One verb; its exit code. No fault of the environment ends in a traceback."""
    try:
        options, rest = shell.split_options(words)
        shell.use(options)
        command = typer.main.get_command(application())
        answer = command.main(args=rest, prog_name="se-desk", standalone_mode=False)
        return answer if isinstance(answer, int) else 0
    except shell.UsageProblem as fault:
        return _refuse(str(fault), 2)
    except click.exceptions.NoArgsIsHelpError as fault:
        shell.say(fault.ctx.get_help() if fault.ctx else HELP)
        return 2
    except click.exceptions.Exit as fault:
        return fault.exit_code
    except click.ClickException as fault:
        return _refuse(fault.format_message(), 2)
    except DeskError as fault:
        return _refuse(str(fault), 1)
    except (KeyboardInterrupt, click.Abort):
        return _refuse("Stopped. What was not reported as done was not done.", 1)
    except BrokenPipeError:
        _drop_stdout()
        return 0
    except Exception:
        logging.getLogger("se_desk").exception("a verb ended in a fault of the program")
        return _refuse(
            "SE Desk made a mistake of its own. The desk is as the last finished step left it. "
            "The log holds what happened, without your texts.",
            1,
        )


def _refuse(sentence: str, code: int) -> int:
    sys.stderr.write(shell.printable(sentence.rstrip()) + "\n")
    return code


def _drop_stdout() -> None:
    """Whoever read our output has gone; nothing more is to be said."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
