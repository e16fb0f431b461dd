"""`gainsay load` and `gainsay verify`: what comes into the store, and whether it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.outcomes import ExitCode, finish, say
from bot.phrases.wording import count
from bot.safe import safe
from bot.settings import Settings, read_settings
from bot.terminal.progress import shown_progress
from knowledge.errors import DamagedStoreError, PackError

if TYPE_CHECKING:
    from knowledge.store.port import RecordStore

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(
    short_help="Add a pack to the store.",
    epilog="Example: gainsay load my-pack",
)
@click.argument("folder", metavar="DIR", type=_FOLDER)
def load(folder: Path) -> None:
    """Add the pack in DIR to the store, all of it or nothing.

    Loading it again changes nothing; a changed pack replaces the records whose ids it holds.
    If anything is wrong in it, every problem is said on stderr, nothing is loaded, and the
    exit code is 2. docs/data-model.md describes what a pack holds.
    """
    from bot.assembly import open_parts
    from knowledge.intake.pack import read_pack

    pack = read_pack(folder)
    with shown_progress() as progress, open_parts(read_settings(), progress=progress) as parts:
        added = parts.store.add(pack.records)
        parts.index()
        version = parts.store.knowledge_version()
    if added.new or added.changed:
        said = f"{count(added.new, 'new record')}, {added.changed:,} changed"
    else:
        said = "nothing new, nothing changed"
    click.echo(f"{safe(pack.id)}: {said}; knowledge version {version}")


@click.command(
    short_help="Read every quote again in its source.",
    epilog="Example: gainsay verify my-pack",
)
@click.argument("packs", metavar="[PACK]...", nargs=-1, type=_FOLDER)
def verify(packs: tuple[Path, ...]) -> None:
    """Read every quote again in its source, and report each that does not hold.

    PACK is the folder of a pack. Without any, the packs that a new store starts with are
    verified, and the store itself if there is one. Nothing is changed. Exits with 1 if
    anything does not hold.
    """
    from bot.assembly import starting_packs

    settings = None if packs else read_settings()
    folders: Sequence[Traversable] = packs if settings is None else starting_packs(settings)
    problems = [problem for folder in folders for problem in _verify_pack(folder)]
    if settings is not None:
        problems += _verify_kept(settings)
    for problem in problems:
        say(problem)
    finish(ExitCode.NOTHING if problems else ExitCode.DONE)


def _verify_pack(folder: Traversable) -> list[str]:
    """Say that the pack holds, or return its problems."""
    from knowledge.intake.pack import read_pack

    try:
        pack = read_pack(folder)
    except PackError as error:
        return [f"{error.pack}: {problem}" for problem in error.problems]
    quotes = sum(len(claim.quotes) for claim in pack.records.claims)
    quotes += sum(len(response.quotes) for response in pack.records.responses)
    click.echo(f"pack {safe(pack.id)}: {count(quotes, 'quote')} verified, all hold")
    return []


def _verify_kept(settings: Settings) -> list[str]:
    """Say that the store's quotes hold, or return those that do not."""
    from bot.assembly import open_store

    if not settings.database.exists():
        click.echo(f"store {settings.database}: there is none yet")
        return []
    with open_store(settings) as store:
        verified = list(_verify_claims(store))
    problems = [str(problem) for problem in verified if not isinstance(problem, int)]
    if not problems:
        quotes = sum(number for number in verified if isinstance(number, int))
        click.echo(f"store {settings.database}: {count(quotes, 'quote')} verified, all hold")
    return problems


def _verify_claims(store: RecordStore) -> Iterator[int | DamagedStoreError]:
    """Yield for each claim how many quotes it has with its responses, or what is wrong."""
    counted: set[str] = set()
    for claim in store.list_claims(space=None):
        try:
            # One by one: a claim that cannot be read must not hide the others.
            quotes = sum(len(record.quotes) for record in store.get_claims([claim], space=None))
            responses = store.responses_to([claim], space=None)[claim]
        except DamagedStoreError as error:
            yield error
        else:
            new = [response for response in responses if response.id not in counted]
            counted.update(response.id for response in new)
            yield quotes + sum(len(response.quotes) for response in new)
