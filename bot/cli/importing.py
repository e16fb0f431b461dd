"""`gainsay import`: what others published comes into the store, and what cannot is said."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TextIO

import click

from bot.cli.import_inputs import check_inputs, inputs_of
from bot.cli.indexing import start_indexing
from bot.cli.outcomes import ExitCode, finish, say
from bot.phrases.wording import count
from bot.safe import safe
from bot.settings import Settings, read_settings
from bot.terminal.progress import shown_progress

if TYPE_CHECKING:
    from bot.assembly import Parts, Progress
    from bot.cli.import_inputs import Input
    from knowledge.intake.importing.item import LeftOut
    from knowledge.intake.importing.mapping import ColumnMapping
    from knowledge.intake.importing.taking import Imported, Importing

SAID_AT_MOST = 50
"""So many lines of what was left out are said; --report keeps all."""

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(
    "import",
    short_help="Add what others published to the store.",
    epilog="""\b
Examples:
  gainsay import feed.json
  gainsay import claims.csv --mapping my-columns.toml
  gainsay import https://example.org/fact-check --dry-run
""",
)
@click.argument("inputs", metavar="FILE|DIR|URL...", nargs=-1, required=True)
@click.option("--mapping", type=_FILE, help="Which column of a table is which (TOML).")
@click.option("--dry-run", is_flag=True, help="Read and check all; keep nothing.")
@click.option("--report", type=_FILE, help="Write to this file all that was left out.")
@click.option(
    "--index", type=click.Choice(["background", "now", "later"]), default="background",
    show_default=True, help="When to read what is new for its meaning.",
)  # fmt: skip
def import_(
    inputs: tuple[str, ...], mapping: Path | None, dry_run: bool, report: Path | None, index: str
) -> None:
    """Add the claims and reviews in each FILE, DIR or URL to the store.

    Read are ClaimReview (JSON-LD, alone or in HTML pages, the Data Commons feed, answers of
    Google's Fact Check Tools), what `gainsay export --as jsonl` writes, packs, and with --mapping
    CSV, TSV and JSON of any columns; also packed with gzip or zip. docs/importing.md tells more.

    What cannot be used is said on stderr with its file, its place and the reason; the rest goes
    in, and the exit code is 3. Importing again adds nothing that is there: after a kill, start
    the same command again.
    """
    check_inputs(inputs)
    columns = _read_mapping(mapping) if mapping else None
    settings = read_settings()
    with (
        _Telling.opened(report) as telling,
        shown_progress() as progress,
        _opened(settings, progress, dry_run=dry_run) as parts,
    ):
        importing = _importing(parts, telling, dry_run=dry_run)
        done = [_take(given, importing, columns, telling, progress) for given in inputs]
        total = sum(done[1:], done[0])
        version = parts.store.knowledge_version()
        if index == "now" and not dry_run:
            parts.index()
    telling.say_total()
    click.echo("nothing was kept (--dry-run)" if dry_run else f"knowledge version {version}")
    if index == "background" and not dry_run and (total.new or total.changed):
        click.echo(start_indexing())
    finish(ExitCode.LEFT_OUT if telling.total else ExitCode.DONE)


def _read_mapping(path: Path) -> ColumnMapping:
    from knowledge.errors import MappingError
    from knowledge.intake.importing.mapping import parse_mapping

    try:
        return parse_mapping(path.name, path.read_bytes())
    except MappingError as error:
        say(str(error))
        finish(ExitCode.WRONG_USAGE)
    except OSError as error:
        raise click.UsageError(f"{path}: cannot be read: {error.strerror}") from error


@contextmanager
def _opened(settings: Settings, progress: Progress, *, dry_run: bool) -> Iterator[Parts]:
    """Open the store; to try only where there is none yet, one that is gone afterwards."""
    from bot.assembly import open_parts

    with ExitStack() as stack:
        if dry_run and not settings.database.exists():
            folder = stack.enter_context(TemporaryDirectory())
            settings = Settings(Path(folder) / "gainsay.sqlite", settings.packs)
        yield stack.enter_context(open_parts(settings, progress=progress))


def _importing(parts: Parts, telling: _Telling, *, dry_run: bool) -> Importing:
    from knowledge.intake.importing.taking import Importing

    today = datetime.now(UTC).date()
    return Importing(parts.store, read_on=today, tell=telling.tell, is_dry=dry_run)


def _take(
    given: str,
    importing: Importing,
    mapping: ColumnMapping | None,
    telling: _Telling,
    progress: Progress,
) -> Imported:
    """Take all that `given` stands for, and say what came of it."""
    from knowledge.intake.importing.taking import Imported

    before, done, started = telling.total, Imported(), time.monotonic()
    for each in inputs_of(given):
        done += _take_one(each, importing, mapping, telling, progress)
    left_out = telling.total - before
    seconds = time.monotonic() - started
    said = f"{done.read:,} read; {count(done.new, 'new record')}, {done.changed:,} changed"
    kept = done.new + done.changed
    pace = f" ({kept / seconds:,.0f} records a second)" if kept else ""
    said = f"{said}, {left_out:,} left out; {seconds:.1f} s{pace}"
    click.echo(f"{safe(given.split('?', 1)[0])}: {said}")
    return done


def _take_one(
    each: Input,
    importing: Importing,
    mapping: ColumnMapping | None,
    telling: _Telling,
    progress: Progress,
) -> Imported:
    from knowledge.intake.importing.item import LeftOut
    from knowledge.intake.importing.taking import Imported
    from knowledge.intake.pack import Pack

    if isinstance(each, LeftOut):
        telling.tell(each)
        return Imported()
    if isinstance(each, Pack):
        return importing.take_records(each.records)
    size, doing = each.size, f"Importing {safe(each.name)}"
    return importing.take(each, mapping, at=lambda byte: progress(doing, byte, size))


class _Telling:
    """Says what was left out: the first lines on stderr, all of them in the report."""

    def __init__(self, report: TextIO | None) -> None:
        self._report = report
        self.total = 0

    @classmethod
    @contextmanager
    def opened(cls, path: Path | None) -> Iterator[_Telling]:
        with ExitStack() as stack:
            try:
                file = stack.enter_context(path.open("w", encoding="utf-8")) if path else None
            except OSError as error:
                raise click.UsageError(f"{path}: cannot be written: {error.strerror}") from error
            yield cls(file)

    def tell(self, left: LeftOut) -> None:
        self.total += 1
        if self.total <= SAID_AT_MOST:
            say(str(left))
        if self._report:
            self._report.write(f"{safe(str(left))}\n")

    def say_total(self) -> None:
        if self.total > SAID_AT_MOST:
            more = self.total - SAID_AT_MOST
            where = "in the report" if self._report else "with --report FILE you get all"
            say(f"… and {count(more, 'more line')} of what was left out ({where})")
