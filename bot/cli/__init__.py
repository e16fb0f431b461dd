"""The command line: `gainsay`.

asking    ask                      one question
batch     ask --batch              many questions, from a file
records   source, speaker, gaps    look records up
claims    timeline, duplicates     how did a claim go on, and which may be the same?
importing import                   what others published
exporting export                   records for other programs, and to be imported again
indexing  index                    is everything read that was imported?
upkeep    load, verify             what comes into the store, and whether it holds
review    review                   what waits for editors, and what they do with it
history   history                  what was changed, and undone
draft     draft                    what does an article say that somebody claimed or denied?
serve     serve                    answer on Slack and Discord
preview   preview                  what will people see?
doctor    doctor                   is everything there that is needed?
bench     bench                    how fast is it, also with a million claims?
measure   calibrate                how honest, and by which numbers?
evaluate  evaluate                 how well does it rank, and does it know when not?
outcomes  exit codes, and what is said when something goes wrong
output    what is printed, and how
"""

from __future__ import annotations

import click

from bot.cli.outcomes import Commands


@click.group(
    cls=Commands,
    modules={
        "ask": "bot.cli.asking",
        "source": "bot.cli.records",
        "speaker": "bot.cli.records",
        "gaps": "bot.cli.records",
        "timeline": "bot.cli.claims",
        "duplicates": "bot.cli.claims",
        "import": "bot.cli.importing",
        "export": "bot.cli.exporting",
        "index": "bot.cli.indexing",
        "load": "bot.cli.upkeep",
        "verify": "bot.cli.upkeep",
        "review": "bot.cli.review",
        "history": "bot.cli.history",
        "draft": "bot.cli.draft",
        "serve": "bot.cli.serve",
        "preview": "bot.cli.preview",
        "doctor": "bot.cli.doctor",
        "bench": "bot.cli.bench",
        "calibrate": "bot.cli.measure",
        "evaluate": "bot.cli.evaluate",
    },
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
Exit codes:
  0   done
  1   nothing found; with verify: something does not hold
  2   wrong usage, a wrong setting, or a pack that was refused
  3   done, but something was left out (said line by line on stderr)
  69  the store or the model cannot be used
  70  an error that nobody foresaw (GAINSAY_DEBUG=1 shows where)

\b
Settings:
  GAINSAY_DATABASE  the store's file
  GAINSAY_PACKS     folders of the packs that a new store starts with
  GAINSAY_CONFIG    a TOML file that sets these, and what serve needs
  SLACK_BOT_TOKEN, SLACK_APP_TOKEN, DISCORD_TOKEN ...  see the README

Example: gainsay ask "Who said Russia wants hundreds of ballistic missiles?"
""",
)
@click.version_option(package_name="gainsay", prog_name="gainsay")
def cli() -> None:
    """Who said it, and who gainsaid it.

    Gainsay shows recorded claims, who made them and through whom they reached us, and the
    recorded denials, each with its quote. It gives no verdict of its own.
    """


def main() -> None:
    """Run the command that was typed, and exit."""
    cli(prog_name="gainsay")
