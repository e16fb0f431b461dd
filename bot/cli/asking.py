"""`gainsay ask`: one question, or a file of them."""

from __future__ import annotations

import sys
from typing import BinaryIO

import click

from bot.cli.outcomes import ExitCode, finish, say
from bot.cli.output import print_json, print_reply
from bot.settings import read_settings
from bot.terminal.progress import shown_progress

# The store and the matcher are imported inside the commands: `--help` and a wrong option
# are answered without waiting half a second for them.


@click.command(
    short_help="Ask what is recorded about a question.",
    epilog='Example: gainsay ask "Who said Russia wants hundreds of ballistic missiles?"',
)
@click.argument("question", nargs=-1)
@click.option(
    "--context",
    "context_file",
    type=click.File("rb"),
    metavar="FILE",
    help="Earlier questions of the thread, one a line, oldest first.",
)
@click.option(
    "--batch",
    "batch_file",
    type=click.File("rb"),
    metavar="FILE",
    help="Questions as JSON, one object a line: id, question, context, addressed. Needs --json.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")
def ask(
    question: tuple[str, ...],
    context_file: BinaryIO | None,
    batch_file: BinaryIO | None,
    as_json: bool,
) -> None:
    """Show what is recorded about QUESTION: the claim, who made it, and what answers it.

    FILE may be "-" for standard input. Exits with 1 if nothing is recorded about the
    question, or if it is none; with 3 if lines of --batch could not be read.
    """
    if batch_file is not None:
        if question or context_file is not None:
            raise click.UsageError("--batch brings its own questions and their context.")
        if not as_json:
            raise click.UsageError("--batch prints JSON: add --json.")
        finish(_ask_many(batch_file))
    if not question:
        raise click.UsageError("What is the question? Write it in quotation marks.")
    context = _read_context(context_file) if context_file is not None else ()
    finish(_ask_one(_typed(question), context, as_json=as_json))


def _ask_one(question: str, context: tuple[str, ...], *, as_json: bool) -> ExitCode:
    from bot.assembly import open_parts
    from bot.phrases.answers import reply_to
    from knowledge.answer import Outcome
    from knowledge.answering import answer

    with shown_progress() as progress, open_parts(read_settings(), progress=progress) as parts:
        answered = answer(question, parts.matcher, context=context)
    reply = reply_to(answered)
    if as_json:
        print_json(answered.as_json())
    elif reply is not None:
        print_reply(reply)
    elif sys.stderr.isatty():
        say("(This is not a question about what somebody said, so the bot stays silent.)")
    is_found = answered.outcome in (Outcome.ANSWER, Outcome.CHOICES)
    return ExitCode.DONE if is_found else ExitCode.NOTHING


def _ask_many(lines: BinaryIO) -> ExitCode:
    from bot.assembly import open_parts
    from bot.cli.batch import answer_lines
    from knowledge.answering import answer

    with shown_progress() as progress, open_parts(read_settings(), progress=progress) as parts:
        matcher = parts.matcher
        return answer_lines(
            lines,
            lambda asked: answer(
                asked.question, matcher, context=asked.context, addressed=asked.addressed
            ),
        )


def _typed(parts: tuple[str, ...]) -> str:
    """Return the words of the command line as one text."""
    text = " ".join(parts)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise click.UsageError("The question is not UTF-8 text.") from error
    return text


def _read_context(file: BinaryIO) -> tuple[str, ...]:
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.BadParameter(
            "the file is not UTF-8 text; save it so.", param_hint="--context"
        ) from error
    return tuple(line.strip() for line in text.split("\n") if line.strip())
