"""`gainsay serve`: answer on Slack and Discord."""

from __future__ import annotations

import asyncio

import click

from bot.cli.outcomes import ExitCode, finish, say
from bot.settings import Settings, SettingsError, read_settings
from bot.settings.fields import DISCORD as DISCORD_FIELDS
from bot.settings.fields import SLACK as SLACK_FIELDS
from bot.settings.needed import missing_for_discord, missing_for_slack
from bot.terminal.progress import shown_progress

SLACK, DISCORD, ALL = "slack", "discord", "all"


@click.command(
    short_help="Answer on Slack and Discord.",
    epilog="Example: SLACK_BOT_TOKEN=… SLACK_APP_TOKEN=… gainsay serve slack",
)
@click.argument("platform", type=click.Choice([SLACK, DISCORD, ALL]), default=ALL)
def serve(platform: str) -> None:
    """Answer on PLATFORM, or on all whose tokens are set, until stopped (Ctrl-C, SIGTERM).

    What is asked is written down before it is acknowledged: after a stop or a kill, the next
    start answers what was left. docs/slack.md and deploy/discord-setup.md say how to get the
    tokens. Exits with 2 if nothing could be served as it is set up.
    """
    settings = read_settings()
    platforms = _asked_for(platform, settings)
    # Imported once it is known that there is something to serve: it takes a second.
    from bot.assembly import open_parts
    from bot.logs import write_logs
    from bot.serving import serve as serve_chat

    write_logs()
    with shown_progress() as progress, open_parts(settings, progress=progress) as parts:
        could_run = asyncio.run(serve_chat(parts, settings, platforms, say))
    finish(ExitCode.DONE if could_run else ExitCode.WRONG_USAGE)


def _asked_for(platform: str, settings: Settings) -> list[str]:
    """Return what is to be served; raise `SettingsError` for what is asked for but not set."""
    are_set = {SLACK: settings.slack.is_set, DISCORD: settings.discord.is_set}
    if platform == ALL:
        platforms = [name for name, is_set in are_set.items() if is_set]
        if not platforms:
            tokens = f"{SLACK_FIELDS['bot_token'].variable} or {DISCORD_FIELDS['token'].variable}"
            raise SettingsError((f"no platform is set up: set {tokens}",))
    else:
        platforms = [platform]
    if problems := [problem for name in platforms for problem in _missing(name, settings)]:
        raise SettingsError(tuple(problems))
    return platforms


def _missing(platform: str, settings: Settings) -> list[str]:
    if platform == DISCORD:
        missing = missing_for_discord(settings.discord)
    else:
        missing = missing_for_slack(settings.slack, can_seal=bool(settings.serve.key))
    return [f"{variable} {why}" for variable, why in missing.items()]
