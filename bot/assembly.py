"""Putting the parts together: the only place that chooses a store, an encoder and packs.

What takes long is imported and opened when it is first needed: a command that looks
records up never waits for the model.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import astuple
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import ServeSettings, Settings
from knowledge.errors import PackError, ReadOnlyStoreError
from knowledge.intake.pack import Pack, read_pack, shipped_packs
from knowledge.model import Source
from knowledge.records import Records

if TYPE_CHECKING:
    from bot.conversation.talking import Conversation
    from bot.desk.editing import Desk
    from bot.privacy import People, Sealer
    from knowledge.matching.matcher import Matcher
    from knowledge.matching.meaning import Encoder
    from knowledge.matching.word_meaning import WordVectors
    from knowledge.store.sqlite import SqliteStore

_HASH_KEY = "privacy.hash_key"

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and of how much."""


class Parts:
    """Holds the store open, and the matcher once it was asked for."""

    def __init__(
        self, store: SqliteStore, progress: Progress, index_folder: Path | None = None
    ) -> None:
        self.store = store
        self._progress = progress
        self._index_folder = index_folder

    @cached_property
    def matcher(self) -> Matcher:
        """The matcher; the first use opens the model and encodes what is new."""
        from knowledge.matching.matcher import Matcher

        return Matcher(
            self.store,
            self.index(),
            open_word_vectors(),
            self._index_folder,
            phrasings=self.store.desk,
            relations=self.store.desk,
        )

    def index(self) -> Encoder | None:
        """Encode the claims that have no vectors yet, and build the claim index if it is due.

        Returns the encoder, None for words alone.
        """
        encoder = self._encoded()
        if self._index_folder:
            from knowledge.matching.indexing import build_if_due

            # Where nothing can be written, the index is made in memory by every process.
            with suppress(OSError):
                build_if_due(
                    self.store,
                    self._index_folder,
                    lambda done, of: self._progress("Building the index", done, of),
                )
        return encoder

    def read_new(self) -> int:
        """Read the claims that editors have recorded since for their meaning; return how many."""
        from knowledge.matching.indexing import index_few

        encoder = self.matcher.encoder
        return index_few(self.store, encoder) if encoder else 0

    def _encoded(self) -> Encoder | None:
        from knowledge.matching.indexing import index_meaning
        from knowledge.matching.meaning import open_encoder

        encoder = open_encoder()
        if encoder is None:
            return None
        try:
            index_meaning(
                self.store,
                encoder,
                lambda done, of: self._progress("Reading claims for their meaning", done, of),
            )
        except ReadOnlyStoreError:
            # Vectors of some claims only would rank the others last: words alone are fairer.
            return None
        return encoder


def no_progress(_doing: str, _done: int, _of: int) -> None:
    """Tell nobody."""


@contextmanager
def open_parts(settings: Settings, *, progress: Progress = no_progress) -> Iterator[Parts]:
    """Open the store, filled with its packs if it is new; close it in the end.

    Raises `StoreError`, and `PackError` if a pack for a new store cannot be used: the store
    then stays empty.
    """
    with open_store(settings) as store:
        counts = store.counts()
        if not any(astuple(counts)):
            folders = starting_packs(settings)
            progress("Loading the packs", 0, len(folders))
            store.add(together(read_pack(folder) for folder in folders))
            progress("Loading the packs", len(folders), len(folders))
        yield Parts(store, progress, index_folder_of(settings.database))


def index_folder_of(database: Path) -> Path:
    """Return where the claim index of a store is built: beside it."""
    return database.with_name(f"{database.name}.index")


@contextmanager
def open_store(settings: Settings) -> Iterator[SqliteStore]:
    """Open the store as it is; make an empty one if there is none. Raises `StoreError`."""
    from knowledge.store.sqlite import open_sqlite_store

    store = open_sqlite_store(settings.database)
    try:
        yield store
    finally:
        store.close()


def open_conversation(parts: Parts, settings: ServeSettings) -> Conversation:
    """Return what people can do on any platform, over these parts, ready to answer at once.

    Raises `StoreError` where the store cannot be written: what is asked could not be kept.
    """
    from bot.conversation.talking import Conversation
    from bot.pace import Pace

    kept, people = parts.store.conversations, _people(parts.store)
    pace = Pace(settings.person_per_minute, settings.channel_per_minute)
    settle(parts.matcher)
    return Conversation(parts.matcher, kept, people, pace)


def open_desk(parts: Parts) -> Desk:
    """Return what editors can do on any platform, over these parts. Raises `StoreError`.

    The matcher is opened when the first question is linked, if it was not before.
    """
    from bot.desk.editing import Desk

    def why_not_linked(text: str, claim: str, *, space: str) -> str | None:
        return parts.matcher.why_not_linked(text, claim, space=space)

    store = parts.store
    people = _people(store)
    return Desk(store, store.desk, store.conversations, people, why_not_linked=why_not_linked)


def _people(store: SqliteStore) -> People:
    """Return what hashes people, with the key that is kept with the store."""
    from bot.privacy import People, new_hash_key

    key = store.conversations.set_value_once(_HASH_KEY, new_hash_key())
    return People(bytes.fromhex(key))


def settle(matcher: Matcher) -> None:
    """Have all read that questions need, before many are asked."""
    matcher.match("Is everything there that the first question needs?")
    # What is there now stays: going through all of it again and again for what has become
    # useless made one answer in a hundred take twice as long among 100,000 claims.
    gc.collect()
    gc.freeze()


def open_sealer(settings: ServeSettings) -> Sealer | None:
    """Return what seals the tokens of workspaces; None where GAINSAY_KEY is not set."""
    from bot.privacy import sealer_of

    return sealer_of(settings.key) if settings.key else None


def starting_packs(settings: Settings) -> Sequence[Traversable]:
    """Return the folders of the packs that a new store starts with."""
    if settings.packs:
        return settings.packs
    shipped = (folder for folder in shipped_packs().iterdir() if folder.is_dir())
    return sorted(shipped, key=lambda folder: folder.name)


def together(packs: Iterable[Pack]) -> Records:
    """Return the records of all `packs`, to be added at once; of one id the last pack's counts.

    Raises `PackError` if a source has another text in another pack: quotes point into it.
    """
    read = list(packs)
    sources: dict[str, Source] = {}
    for pack in read:
        for source in pack.records.sources:
            if source.text != sources.setdefault(source.id, source).text:
                why = f"source {source.id}: another pack has another text under this id; change it"
                raise PackError(f"pack {pack.id}", (why,))
            sources[source.id] = source
    return Records(
        sources=tuple(sources.values()),
        speakers=tuple({s.id: s for pack in read for s in pack.records.speakers}.values()),
        claims=tuple({c.id: c for pack in read for c in pack.records.claims}.values()),
        responses=tuple({r.id: r for pack in read for r in pack.records.responses}.values()),
        reviews=tuple({r.id: r for pack in read for r in pack.records.reviews}.values()),
    )


def open_word_vectors() -> WordVectors | None:
    """Return the word vectors that ship; None where they are not installed."""
    from knowledge.matching.common import WORDS_FOLDER
    from knowledge.matching.word_meaning import WordVectors

    files = ("word_vectors.npz", "common_words.txt")
    return WordVectors() if all((WORDS_FOLDER / file).exists() for file in files) else None
