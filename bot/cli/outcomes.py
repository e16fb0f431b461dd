"""How does a command end? Its exit code, and what is said when something went wrong.

Messages go to stderr and say what to do. The text of a question is never among them.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Mapping
from enum import IntEnum
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Any, NoReturn

import click

from bot.safe import safe
from bot.settings import SettingsError, is_debugging
from knowledge.errors import KnowledgeError, PackError


class ExitCode(IntEnum):
    """What a command tells the shell. 69 and 70 are BSD's EX_UNAVAILABLE and EX_SOFTWARE."""

    DONE = 0
    NOTHING = 1
    WRONG_USAGE = 2
    LEFT_OUT = 3
    UNAVAILABLE = 69
    UNFORESEEN = 70
    INTERRUPTED = 130
    BROKEN_PIPE = 141


class Commands(click.Group):
    """The group of all commands, and the outermost place where an error can arrive.

    `modules` says for each command which module holds it; it is imported when it is typed,
    or listed, so that a question does not wait for what other commands need.
    """

    def __init__(self, *, modules: Mapping[str, str], **attributes: Any) -> None:
        super().__init__(**attributes)
        self._modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        return list(self._modules)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 (click's signature)
        cmd_name: str,
    ) -> click.Command | None:
        if cmd_name not in self._modules:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(import_module(self._modules[cmd_name]), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            # A terminal that cannot show a character shows "?" instead of failing.
            getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # Whoever read us has closed; what Python still holds for them goes nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(ExitCode.BROKEN_PIPE)
        except KeyboardInterrupt:
            ctx.exit(ExitCode.INTERRUPTED)
        except (SettingsError, PackError) as error:
            say(str(error))
            ctx.exit(ExitCode.WRONG_USAGE)
        except KnowledgeError as error:
            say(str(error))
            ctx.exit(ExitCode.UNAVAILABLE)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:  # the outermost place: nobody else can say sorry
            say_sorry(error)
            ctx.exit(ExitCode.UNFORESEEN)
        return result


def say(message: str) -> None:
    """Print `message` on stderr."""
    click.echo(safe(message), err=True)


def say_sorry(error: Exception) -> None:
    """Say that something unforeseen went wrong, and where; not what was asked.

    The error's own text stays out: it may hold the question.
    """
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"
    say(f"Sorry, this is a fault in Gainsay ({where}). Nothing in the store was changed by it.")
    if is_debugging():
        traceback.print_exception(error)
    else:
        say("GAINSAY_DEBUG=1 shows more; it may show the question too.")


def finish(code: ExitCode) -> NoReturn:
    """End the command with `code`."""
    click.get_current_context().exit(code)
