"""`gainsay export`: records go out, in full or in a form that other programs read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

from bot.cli.export_outputs import write_folder, write_text
from bot.cli.outcomes import ExitCode, finish, say
from bot.phrases.wording import count
from bot.settings import read_settings
from bot.terminal.progress import shown_progress

if TYPE_CHECKING:
    from bot.assembly import Progress
    from knowledge.intake.export.names import Names
    from knowledge.intake.export.pack import PackPart
    from knowledge.store.port import RecordStore

FORMS = ("claimreview", "jsonl", "csv", "pack", "annotations")
_NAMED = ("claimreview", "annotations")

_Part = TypeVar("_Part")


@click.command(
    short_help="Write records for other programs, or to be imported again.",
    epilog="""\b
Examples:
  gainsay export --as jsonl --output all.jsonl
  gainsay export --as csv --speaker Iran > iran.csv
  gainsay export --as claimreview --base https://example.org/records/
""",
)
@click.option("--as", "form", type=click.Choice(FORMS), required=True, help="In which form.")
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="FILE|DIR",
    help="Where to, instead of stdout; a pack needs a new folder.",
)  # fmt: skip
@click.option(
    "--speaker", "speakers", multiple=True, help="Only claims that they said, carried or answered."
)
@click.option("--claim", "claims", multiple=True, metavar="ID", help="Only this claim.")
@click.option(
    "--base", metavar="URL", help="What names of records begin with (claimreview, annotations)."
)
def export(
    form: str,
    output: Path | None,
    speakers: tuple[str, ...],
    claims: tuple[str, ...],
    base: str | None,
) -> None:
    """Write the public records of the store.

    jsonl and pack hold all of a record: `gainsay import` makes the same records of them again,
    and what hangs together with a record is written with it. claimreview is schema.org's JSON-LD,
    annotations are the quotes as W3C annotations, csv is one claim a row, for people;
    docs/exporting.md tells what is where. A file or a folder is there whole, or not at all.

    Exits with 1 if there is nothing to write, and with 3 if what was written is not all of it.
    """
    if form == "pack" and output is None:
        raise click.UsageError("--as pack needs --output DIR, a new folder")
    if base and form not in _NAMED:
        raise click.UsageError(
            f"--base is for {' and '.join(_NAMED)}: no other form names records so"
        )
    from bot.assembly import open_parts

    names = _names(base)
    with shown_progress() as progress, open_parts(read_settings(), progress=progress) as parts:
        store = parts.store
        chosen = _chosen(store, speakers, claims)
        exporting = _Exporting(store, chosen, progress)
        version = store.knowledge_version()
        exporting.write(form, output, names)
        is_same = store.knowledge_version() == version
    if not is_same:
        say("the store was changed meanwhile; export again, to have all of one moment")
    if output:
        click.echo(f"{output}: {exporting.said}, knowledge version {version}")
    finish(ExitCode.DONE if is_same and not exporting.told else ExitCode.LEFT_OUT)


def _names(base: str | None) -> Names:
    from knowledge.errors import UnusableError
    from knowledge.intake.export.names import BASE, Names

    try:
        return Names(base or BASE)
    except UnusableError as error:
        raise click.UsageError(f"--base: {error.why}") from error


def _chosen(
    store: RecordStore, speakers: Sequence[str], claims: Sequence[str]
) -> tuple[str, ...] | None:
    """Return the ids of the claims that were asked for; None is all of them."""
    from knowledge.intake.export.selecting import claims_concerning
    from knowledge.lookups import read_parties

    if not speakers and not claims:
        if not store.count_claims():
            _nothing("there is no claim in the store")
        return None
    found = dict.fromkeys(claim.id for claim in store.find_claims(claims))
    missing = [id_ for id_ in claims if id_ not in found]
    for name in speakers:
        named = read_parties(name, store).speakers
        if not named:
            _nothing(f"no speaker is called '{name}'")
        found.update(dict.fromkeys(claims_concerning(store, [each.id for each in named])))
    if missing:
        _nothing(f"there is no public claim '{missing[0]}'")
    if not found:
        _nothing("none of these has said or answered any claim")
    return tuple(found)


def _nothing(why: str) -> NoReturn:
    say(why)
    finish(ExitCode.NOTHING)


class _Exporting:
    """Writes what was chosen, counts it, and tells what will not come back."""

    def __init__(
        self, store: RecordStore, chosen: tuple[str, ...] | None, progress: Progress
    ) -> None:
        self._store = store
        self._chosen = chosen
        self._progress = progress
        self._count = 0
        self._unit = "claim"
        self.told = 0

    @property
    def said(self) -> str:
        return count(self._count, self._unit)

    def write(self, form: str, output: Path | None, names: Names) -> None:
        if form == "pack":
            assert output
            write_folder(self._pack(output), output)
        else:
            forms: dict[str, Callable[[Names], Iterable[str]]] = {
                "jsonl": self._jsonl,
                "csv": self._csv,
                "claimreview": self._claimreview,
                "annotations": self._annotations,
            }
            write_text(forms[form](names), output)

    def _pack(self, output: Path) -> Iterator[PackPart]:
        from knowledge.intake.export.pack import pack_named, pack_parts
        from knowledge.intake.export.selecting import iter_records

        records = self._counted(iter_records(self._store, self._chosen), "record")
        return pack_parts(records, id_=pack_named(output.name), title="Exported from Gainsay")

    def _jsonl(self, _names: Names) -> Iterator[str]:
        from knowledge.intake.export.jsonl import lines_of
        from knowledge.intake.export.selecting import iter_records

        records = self._counted(iter_records(self._store, self._chosen), "record")
        return lines_of(records, tell=self._tell)

    def _csv(self, _names: Names) -> Iterator[str]:
        from knowledge.intake.export.selecting import iter_dossiers
        from knowledge.intake.export.table import rows_of

        return rows_of(self._counted(iter_dossiers(self._store, self._chosen), "claim"))

    def _claimreview(self, names: Names) -> Iterator[str]:
        from knowledge.intake.export.claimreview import feed_of
        from knowledge.intake.export.selecting import iter_dossiers

        dossiers = self._counted(iter_dossiers(self._store, self._chosen), "claim")
        return feed_of(dossiers, names, version=self._store.knowledge_version())

    def _annotations(self, names: Names) -> Iterator[str]:
        from knowledge.intake.export.annotations import page_of
        from knowledge.intake.export.selecting import iter_dossiers

        return page_of(self._counted(iter_dossiers(self._store, self._chosen), "claim"), names)

    def _counted(self, parts: Iterable[_Part], unit: str) -> Iterator[_Part]:
        self._unit = unit
        counts = self._store.counts()
        others = counts.sources + counts.speakers + counts.responses + counts.reviews
        of = counts.claims + (others if unit == "record" else 0)
        for part in parts:
            self._count += 1
            if self._count % 100 == 0:
                self._progress("Exporting", self._count, of)
            yield part

    def _tell(self, what: str) -> None:
        self.told += 1
        say(what)
