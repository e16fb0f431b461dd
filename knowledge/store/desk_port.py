"""What the editors of a space work with, and what every implementation promises about it.

Promises, for each of which the contract suite has a test:

- Each method is one transaction: after a kill at any moment it happened whole, or not at all.
- Every change of a record, a phrasing or a relation, and every decision on a draft, leaves a
  revision in the same transaction: who, when, before, after, why. None is changed or deleted,
  but by forgetting (conversation_port.py).
- What one space records, links, drafts or is asked, no other space sees or changes. What is
  public all see, and no space changes; it adds its own beside it.
- A draft is no record: it is found by no question and counts in no knowledge version.
  Phrasings and relations count, and raise the change number: what is answered depends on them.
- What was changed meanwhile is not overwritten: `StaleError`, and nothing is changed.
- Methods may be called from several threads and processes at once.
- Every method may raise `StoreError`; after it the store is as it was before the call.

Times are seconds since 1970, given by the caller. Every `space` is the one that asks; "" is
the operator's own, at the command line, who works on what is public.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from knowledge.records import Record


class DraftKind(StrEnum):
    """What a draft proposes."""

    RECORDS = "records"
    SAME_CLAIM = "same_claim"


class DraftState(StrEnum):
    """What became of a draft."""

    WAITING = "waiting"
    PUBLISHED = "published"
    REJECTED = "rejected"


class Relation(StrEnum):
    """How two claims hang together. A claim `repeats` an earlier one; the others go both ways."""

    SAME_CLAIM = "same_claim"
    REPEATS = "repeats"
    NOT_THE_SAME = "not_the_same"


@dataclass(frozen=True, slots=True)
class Who:
    """The platform's id of a person, or who runs a command; `asker` is its hash, or ""."""

    person: str
    asker: str = ""


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What a machine or a member proposes, until the desk decides.

    `records` are in plain form (knowledge/codec.py), each whole; they may mention what is
    kept. `notes` are for the editor: why it is proposed, what is uncertain. For
    `DraftKind.SAME_CLAIM`, `claims` are the two that may be the same. `key` names what it was
    made from, so that the same proposal is kept once, also after it was rejected.
    """

    id: str
    space: str
    kind: DraftKind
    key: str
    title: str
    proposed_by: Who
    proposed_at: float
    records: tuple[Mapping[str, Any], ...] = ()
    claims: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    state: DraftState = DraftState.WAITING


@dataclass(frozen=True, slots=True)
class Phrasing:
    """A wording of a question that editors linked to a claim; an anti-phrasing rules it out.

    It acts in its space; that of "" acts everywhere. Texts with the same folded words are one,
    and either linked to a claim or ruled out: the later takes the place of the earlier.
    """

    space: str
    text: str
    claim: str
    is_anti: bool = False


@dataclass(frozen=True, slots=True)
class ClaimRelation:
    """`claim` stands in this relation to the `other`; a later one of the two replaces it."""

    space: str
    claim: str
    kind: Relation
    other: str


@dataclass(frozen=True, slots=True)
class Revision:
    """One change of one thing. `before` is None where it was new, `after` where it is gone.

    `change` is the number of what was done in one go; `undoes` that of the change which this
    one takes back. `kind` is a record's, "phrasing", "relation" or "draft"; `subject` the
    record's or draft's id, or the claim's of a phrasing or relation. Of a draft only its state
    is told. What another space kept before it was made public is None to others, and who made
    a change for everybody is "" to them.
    """

    number: int
    change: int
    space: str
    kind: str
    subject: str
    who: Who
    at: float
    why: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be changed in one go.

    `records` are new or replace those of the same id; what they mention is kept already or is
    among them; one that is kept just like that is no change. `expected` holds by (kind, id) the
    digest (`DeskStore.digest_of`) of each that is replaced, as the editor saw it. `closes` is
    the draft that this publishes.
    """

    records: Sequence[Record] = ()
    expected: Mapping[tuple[str, str], str] = field(default_factory=dict)
    link: Sequence[Phrasing] = ()
    unlink: Sequence[Phrasing] = ()
    relate: Sequence[ClaimRelation] = ()
    unrelate: Sequence[ClaimRelation] = ()
    closes: str = ""


@dataclass(frozen=True, slots=True)
class AskedGroup:
    """A question without an answer, as often as it was asked in a space.

    `text` is its latest wording; alike are those with the same folded words. `questions` are
    the ids, latest first.
    """

    text: str
    times: int
    askers: int
    first_at: float
    last_at: float
    outcome: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrongMatch:
    """A claim that people were shown and said they had not asked about."""

    text: str
    claim: str
    times: int
    last_at: float


class DeskStore(Protocol):
    """Keeps what editors work with, and every change they make."""

    # Changing records

    def change(self, change: Change, *, space: str, who: Who, at: float, why: str) -> int:
        """Do all of it or nothing; return the change's number.

        Raises `StaleError` if a record is not as `expected`, what is unlinked is not linked, or
        the draft does not wait; `RecordError` if something mentions what is not seen from its
        space; and `ForbiddenError` if `space` changes what is not its own. Only "" changes what
        is public, and makes public what a space has.
        """
        ...

    def undo(self, change: int, *, space: str, who: Who, at: float, why: str) -> int:
        """Put everything back as it was before `change`; return the number of that change.

        What was new is withdrawn (sources and speakers stay); a draft that was decided waits
        again. An undoing can be undone. Raises `NotFoundError`, `StaleError` if any of it was
        changed again since, `ForbiddenError` if it was not made in `space` or made public.
        """
        ...

    def history(
        self, subject: str, *, space: str, limit: int | None = None
    ) -> tuple[Revision, ...]:
        """Return what was changed of a record or draft, and linked to it; latest first."""
        ...

    def changes_by(self, *, space: str, limit: int) -> tuple[Revision, ...]:
        """Return the latest revisions made in `space`, latest first."""
        ...

    def get_record(self, kind: str, id_: str, *, space: str) -> Record:
        """Return a record in whatever state; raise `NotFoundError` if it is not seen."""
        ...

    def digest_of(self, kind: str, id_: str, *, space: str) -> str:
        """Return what is different whenever the record is; raise `NotFoundError`."""
        ...

    # Drafts

    def keep_draft(self, draft: KeptDraft) -> bool:
        """Keep a draft, unless one of that space has its key already; return whether it was new."""
        ...

    def find_draft(self, id_: str, *, space: str) -> KeptDraft | None:
        """Return the draft if it is this space's."""
        ...

    def list_drafts(
        self,
        *,
        space: str,
        kinds: Collection[DraftKind] = tuple(DraftKind),
        limit: int | None = None,
    ) -> tuple[KeptDraft, ...]:
        """Return the drafts that wait in `space`, oldest first."""
        ...

    def edit_draft(self, draft: KeptDraft) -> None:
        """Replace what a waiting draft proposes; raise `StaleError` if it does not wait."""
        ...

    def reject_draft(self, id_: str, *, space: str, who: Who, at: float, why: str) -> None:
        """Close a draft without publishing it; raise `StaleError` if it does not wait."""
        ...

    # Questions and wrong matches

    def unanswered_questions(
        self, *, space: str, now: float, limit: int | None = None
    ) -> tuple[AskedGroup, ...]:
        """Return what was asked and not answered, most asked first, then latest first.

        The outcome was "none" or "failed": who was offered choices may have found theirs. Those
        that expired by `now`, or that the desk has dealt with, are left out.
        """
        ...

    def close_questions(self, ids: Collection[str], *, space: str) -> int:
        """The desk has dealt with these; return how many of them were open."""
        ...

    def wrong_matches(self, *, space: str, limit: int | None = None) -> tuple[WrongMatch, ...]:
        """Return what people said a claim did not answer, most often said first.

        Those that the desk has dealt with are left out, until they are said again.
        """
        ...

    def close_wrong_match(self, text: str, claim: str, *, space: str) -> None:
        """The desk has dealt with these reports."""
        ...

    # Phrasings and relations

    def phrasings(self, *, space: str) -> tuple[Phrasing, ...]:
        """Return the phrasings that act in `space`: its own and the public, oldest first."""
        ...

    def phrasings_version(self) -> int:
        """Return a number that rises whenever any phrasing comes or goes."""
        ...

    def relations(self, claims: Collection[str], *, space: str) -> tuple[ClaimRelation, ...]:
        """Return the relations, seen from `space`, in which any of `claims` stands."""
        ...

    # Who may

    def set_editors(self, space: str, editors: Collection[str]) -> None:
        """Keep who edits in a space: the platform's names of people, groups or roles."""
        ...

    def editors(self, space: str) -> tuple[str, ...]:
        """Return who edits in a space, in alphabetical order."""
        ...
