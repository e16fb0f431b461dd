"""`gainsay preview`: what will people see? Every kind of reply, as each platform gets it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.outcomes import ExitCode, finish, say
from bot.cli.output import print_json

if TYPE_CHECKING:
    from bot.form import Form
    from bot.preview.payloads import Payload, Platform
    from bot.reply import Reply

_PLATFORMS = ("slack", "discord")


@click.command(
    short_help="Show what people are sent.",
    epilog="Example: gainsay preview --as slack --out pictures --pictures",
)
@click.option(
    "--as",
    "platform",
    type=click.Choice(_PLATFORMS),
    help="Only what this platform is sent.  [default: both]",
)
@click.option(
    "--kind", "kinds", multiple=True, metavar="KIND", help="Only this kind of reply; repeatable."
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write files into this folder, and say which.",
)
@click.option("--pictures", is_flag=True, help="Draw them, too; needs --out, Chromium and Node.")
@click.option("--light", is_flag=True, help="Pictures on a light ground.  [default: both]")
@click.option("--dark", is_flag=True, help="Pictures on a dark ground.  [default: both]")
def preview(
    platform: str | None,
    kinds: tuple[str, ...],
    out: Path | None,
    pictures: bool,
    light: bool,
    dark: bool,
) -> None:
    """Show one example of every kind of reply, as Slack and Discord are sent it.

    Prints JSON, one payload a line, or with --out writes files. With --pictures, npm puts
    what draws Slack's blocks into the user's cache folder the first time. Exits with 3 if
    pictures could not be made: what is missing is said.
    """
    if pictures and not out:
        raise click.UsageError("Pictures are files: say where with --out FOLDER.")
    chosen = _chosen(kinds)
    from bot.preview.payloads import Platform, as_json

    platforms = (Platform(platform),) if platform else tuple(Platform)
    payloads = [p for kind, shown in chosen.items() for p in _payloads(kind, shown, platforms)]
    if not out:
        for payload in payloads:
            print_json(as_json(payload))
        return
    _write(payloads, out)
    if pictures:
        wanted = {"light": light, "dark": dark}
        themes = tuple(theme for theme, is_wanted in wanted.items() if is_wanted) or tuple(wanted)
        finish(ExitCode.DONE if _draw(payloads, themes, out) else ExitCode.LEFT_OUT)


def _payloads(kind: str, shown: Reply | Form, platforms: Sequence[Platform]) -> Iterator[Payload]:
    from bot.form import Form
    from bot.preview.payloads import payloads_of, windows_of

    if isinstance(shown, Form):
        return windows_of(kind, shown, platforms)
    return payloads_of(kind, shown, platforms)


def _chosen(kinds: Sequence[str]) -> Mapping[str, Reply | Form]:
    """Return the gallery's replies and windows of these kinds; all, if there are none."""
    from bot.gallery import gallery, windows

    replies: dict[str, Reply | Form] = {**gallery(), **windows()}
    unknown = [kind for kind in kinds if kind not in replies]
    if unknown:
        there_are = ", ".join(replies)
        raise click.BadParameter(
            f"no such kind: {', '.join(unknown)}. There are: {there_are}.", param_hint="--kind"
        )
    return {kind: replies[kind] for kind in dict.fromkeys(kinds or replies)}


def _write(payloads: Sequence[Payload], out: Path) -> None:
    from bot.preview.payloads import write_payload

    try:
        for payload in payloads:
            click.echo(write_payload(payload, out))
    except OSError as error:
        raise click.FileError(str(out), error.strerror or "cannot be written") from error


def _draw(payloads: Sequence[Payload], themes: Sequence[str], out: Path) -> bool:
    """Draw what can be drawn, and say what cannot and why; return whether all could."""
    from bot.preview.browser import DrawingError, draw
    from bot.preview.pictures import drawings_of
    from bot.preview.tools import find_tools
    from bot.settings.folders import cache_folder

    tools = find_tools()
    for line in tools.missing({payload.platform for payload in payloads}):
        say(line)
    drawable = [payload for payload in payloads if tools.can_draw(payload.platform)]
    if not drawable:
        return False
    try:
        drawings = drawings_of(drawable, themes, tools=tools, cache=cache_folder(), out=out)
        draw(tools.chromium, drawings)
    except DrawingError as error:
        say(str(error))
        return False
    for drawing in drawings:
        click.echo(drawing.file)
    return len(drawable) == len(payloads)
