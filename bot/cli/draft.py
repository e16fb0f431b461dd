"""`gainsay draft`: an article becomes drafts of records, for a person to review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.outcomes import ExitCode, finish, say
from bot.cli.output import print_json, print_reply

if TYPE_CHECKING:
    from knowledge.intake.document import Document
    from knowledge.intake.draft import Draft
    from knowledge.intake.draft_pack import PackFiles

_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command(
    short_help="Draft claims and responses from an article.",
    epilog="Example: gainsay draft article.html --as pack --output my-pack",
)
@click.argument("place", metavar="FILE|URL")
@click.option("--as", "form", type=click.Choice(["pack"]), help="Write a pack to be reviewed.")
@click.option(
    "--output", type=_FOLDER, metavar="DIR", help="Where to write the pack; a new folder."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one draft a line.")
def draft(place: str, form: str | None, output: Path | None, as_json: bool) -> None:
    """Show what the article at FILE or URL says that somebody claimed, denied or left unsaid.

    Text and web pages are read; menus and comments are left out. Each draft has its words, who
    said it and through whom. A response is linked to a claim only where the text says so; other
    claims that it may answer are proposed, with the reason. Nothing is added to the store, and
    drafts answer no question. With --as pack they are written as a pack: review it, then
    `gainsay load` it. Without --output it goes to stdout.

    Exits with 1 if there is nothing to draft, with 2 if the document cannot be read, and with 3
    if something of it was left out.
    """
    if output and not form:
        raise click.UsageError("--output needs --as pack: what is to be written?")
    if form and as_json:
        raise click.UsageError("Give --as pack or --json, not both.")
    document = read(place)
    for note in document.notes:
        say(note)
    drafts = _drafts(document)
    if form:
        _write_pack(document, drafts, output)
    elif as_json:
        _print_json(drafts)
    else:
        _print(document, drafts)
    if not drafts:
        finish(ExitCode.NOTHING)
    finish(ExitCode.LEFT_OUT if document.is_cut else ExitCode.DONE)


def read(place: str) -> Document:
    """Return the document at `place`, a file or an address. Raises `click.UsageError`."""
    from bot.fetching import FetchError, Limits, fetch
    from knowledge.errors import DocumentError
    from knowledge.intake.document import LARGEST_BYTES, read_document

    try:
        if "://" in place:
            found = fetch(place, limits=Limits(bytes=LARGEST_BYTES))
            return read_document(
                found.url,
                found.content,
                media_type=found.media_type,
                charset=found.charset,
                url=found.url,
            )
        with Path(place).open("rb") as file:
            # One byte more than may be: so that too large is noticed, and never held in memory.
            return read_document(Path(place).name, file.read(LARGEST_BYTES + 1))
    except (FetchError, DocumentError) as error:
        raise click.UsageError(str(error)) from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "is not the name of a file"
        raise click.UsageError(f"{place}: cannot be read: {why}") from error


def _drafts(document: Document) -> Sequence[Draft]:
    from knowledge.intake.drafting import drafts_of

    return drafts_of(document)


def _print(document: Document, drafts: Sequence[Draft]) -> None:
    from bot.phrases.drafts import drafts_reply

    print_reply(drafts_reply(document, drafts))


def _print_json(drafts: Sequence[Draft]) -> None:
    from knowledge.intake.draft import as_json

    for each in drafts:
        print_json(as_json(each))


def _write_pack(document: Document, drafts: Sequence[Draft], output: Path | None) -> None:
    from knowledge.intake.draft_pack import PACK_FILE, pack_of

    files = pack_of(document, drafts, read_on=date.today())
    if output is None:
        click.echo(files.toml, nl=False)
        return
    try:
        _write(files, output)
    except FileExistsError as error:
        raise click.UsageError(f"{output}: is there already; give a new folder") from error
    except OSError as error:
        raise click.UsageError(f"{output}: cannot be written: {error.strerror}") from error
    click.echo(f"{output / PACK_FILE}: review it, then: gainsay load {output}")


def _write(files: PackFiles, output: Path) -> None:
    from knowledge.intake.draft_pack import PACK_FILE

    if output.is_dir() and not any(output.iterdir()):
        output.rmdir()
    output.mkdir(parents=True)
    source = output / files.source_path
    source.parent.mkdir()
    # Bytes: a line end that the system would change would move every quote.
    source.write_bytes(files.source_text.encode())
    (output / PACK_FILE).write_bytes(files.toml.encode())
