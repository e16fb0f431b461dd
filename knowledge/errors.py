"""Every error that the core raises on purpose.

    KnowledgeError
    ├── RecordError            one record breaks a rule of the model
    │   ├── QuoteError         quoted words do not stand where they are said to stand
    │   └── SourceRefusedError  the source that it quotes could not be used itself
    ├── UnusableError          what was read cannot be used; the rest of it still can
    ├── MappingError           a column mapping is wrong (carries every problem found in it)
    ├── DocumentError          a document cannot be read
    ├── PackError              a pack cannot be used (carries every problem found in it)
    ├── StoreError             the store could not do what was asked
    │   ├── NotFoundError      no record has that id
    │   ├── NewerStoreError    written by a newer Gainsay than this one
    │   ├── DamagedStoreError  the file is not a (whole) Gainsay store
    │   ├── ReadOnlyStoreError the store cannot be written here
    │   ├── FullDiskError      there is no room left
    │   ├── BusyStoreError     another process held the store for too long
    │   ├── StaleError         somebody changed it meanwhile; look again
    │   └── ForbiddenError     it is not theirs to change
    ├── EncoderError           the model file is there but cannot be used
    ├── IndexFileError         the claim index on disk cannot be used; it can be built anew
    └── ThresholdsError        the file of fitted numbers cannot be used

Each message says what happened and what to do; fields are for code.
"""

from __future__ import annotations


class KnowledgeError(Exception):
    """Anything that the core raises on purpose."""


class RecordError(KnowledgeError):
    """One record breaks a rule; says which record, which field, and what to do."""

    def __init__(self, record: str, field: str, why: str) -> None:
        # All go to super() unchanged: an exception is unpickled from its `args`.
        super().__init__(record, field, why)
        self.record = record
        self.field = field
        self.why = why

    def __str__(self) -> str:
        return f"{self.record}, field '{self.field}': {self.why}"


class QuoteError(RecordError):
    """Quoted words are not in the source at the place given."""


class SourceRefusedError(RecordError):
    """A record quotes a source of its pack that was refused; that is said there, once."""


class UnusableError(KnowledgeError):
    """One thing that was read cannot be used; the rest of its file still can."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class MappingError(KnowledgeError):
    """A column mapping is wrong; nothing was read with it. `problems` holds one line each."""

    def __init__(self, mapping: str, problems: tuple[str, ...]) -> None:
        super().__init__(mapping, problems)
        self.mapping = mapping
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(f"{self.mapping}: {problem}" for problem in self.problems)


class DocumentError(KnowledgeError):
    """A document cannot be read; says which, and what to do. Nothing of it was taken."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(name, why)
        self.name = name
        self.why = why

    def __str__(self) -> str:
        return f"{self.name}: {self.why}"


class PackError(KnowledgeError):
    """A pack cannot be used; nothing of it was taken. `problems` holds one line each."""

    def __init__(self, pack: str, problems: tuple[str, ...]) -> None:
        super().__init__(pack, problems)
        self.pack = pack
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join([f"{self.pack}: {len(self.problems)} problem(s)", *self.problems])


class StoreError(KnowledgeError):
    """The store could not do what was asked; nothing was changed."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(where, why)
        self.where = where
        self.why = why

    def __str__(self) -> str:
        return f"{self.where}: {self.why}"


class NotFoundError(StoreError):
    """No record of that kind has this id."""


class NewerStoreError(StoreError):
    """The store was written by a newer Gainsay; this one leaves it alone."""


class DamagedStoreError(StoreError):
    """The file is not a Gainsay store, or is cut or overwritten."""


class ReadOnlyStoreError(StoreError):
    """The store, or the folder it is in, cannot be written."""


class FullDiskError(StoreError):
    """There is no room left for what was to be written."""


class BusyStoreError(StoreError):
    """Another process held the store for longer than we wait."""


class StaleError(StoreError):
    """It is not any more as whoever wants to change it saw it; nothing was changed."""


class ForbiddenError(StoreError):
    """Whoever wants to change it may not: it is public, or another space's."""


class EncoderError(KnowledgeError):
    """The sentence encoder's file is there but cannot be used."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(path, why)
        self.path = path
        self.why = why

    def __str__(self) -> str:
        return f"{self.path}: {self.why}"


class IndexFileError(KnowledgeError):
    """The claim index on disk cannot be used; it can be built anew from the store."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(path, why)
        self.path = path
        self.why = why

    def __str__(self) -> str:
        return f"{self.path}: {self.why}"


class ThresholdsError(KnowledgeError):
    """The file of fitted numbers is missing something or holds something impossible."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(path, why)
        self.path = path
        self.why = why

    def __str__(self) -> str:
        return f"{self.path}: {self.why}"
