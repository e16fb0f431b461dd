"""When do two questions have the same wording?

They say the same words in another order or form, and nothing that turns their sense: the same
names, figures and negation, and nobody changed places. Who typed a slip of the finger, "the"
for "a", or "who claimed" for "did anybody say" has still the same wording. In doubt they have
not: what editors decided of one question must not reach another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import DamerauLevenshtein

from knowledge.matching.directions import Step, described_between, directions_between, opposed
from knowledge.matching.items import Item
from knowledge.matching.lexicon import Lexicon
from knowledge.matching.question import Party, Reading
from knowledge.matching.reading import Reader
from knowledge.matching.slips import is_another_name
from knowledge.text import fold, stem, tokens

# What frames a question in English and never makes another question of it. All other words count:
# "will", "want", "before", "all" and "denied" make another statement of a statement.
NEUTRAL = frozenset(
    "a an the this that these those there it its is am are was were be been being do does did done "
    "has have had having if whether who whom whose what which when where how whats whos anybody "
    "anyone somebody someone everybody everyone people one we i me us you they them of to in on at "
    "by for from with about and ever really actually exactly please pls also true fact check "
    "say says said saying claim claims claimed claiming allege alleges alleged alleging state "
    "stated tell tells told assert asserts asserted mention mentions mentioned statement "
    "statements allegation allegations assertion assertions".split()
)
LONG_WORD_CHARACTERS = 8
"""In a word that is shorter only one slip is understood."""

Content = tuple[str, str]
"""The kind of a thing that a question is about, and its one spelling."""


@dataclass(frozen=True)
class Wording:
    """A question as it is compared with another, as read with the same names and words."""

    reading: Reading
    reader: Reader

    @cached_property
    def content(self) -> tuple[Content, ...]:
        """What it is about, in order."""
        language, lexicon = self.reading.language, self.reader.lexicon
        kept = (_content(item, language, lexicon) for item in self.reading.items)
        return tuple(each for each in kept if each is not None)

    @property
    def has_own_topic(self) -> bool:
        """Whether it is about something besides somebody on record."""
        return any(kind != "name" for kind, _ in self.content)

    @property
    def leans_on_a_thread(self) -> bool:
        """Whether what it asks depends on what was asked before: "did he say that, too?"."""
        return self.reading.points_back or self.reading.refers_to_speaker

    def is_that_of(self, other: Wording) -> bool:
        """Whether both have the same wording."""
        same = (
            self.reading.language == other.reading.language
            and self._asks == other._asks
            and self._is_about_the_same(other)
        )
        return same and not self._is_turned(other)

    def _is_about_the_same(self, other: Wording) -> bool:
        """Whether the content is the same, but for one word that was mistyped in one of them."""
        mine, theirs = (
            set(self.content) - set(other.content),
            set(other.content) - set(self.content),
        )
        if len(mine) != 1 or len(theirs) != 1:
            return not mine and not theirs
        (kind, one), (other_kind, two) = *mine, *theirs
        return kind == other_kind == "word" and any(
            self._is_slip(typed, typed_there)
            for typed in self._typed(one)
            for typed_there in other._typed(two)
        )

    def _typed(self, stem_of_it: str) -> list[str]:
        """Return how it was typed: what it was mended to may be another word than was meant."""
        return [fold(i.typed) for i in self.reading.items if stem(i.word) == stem_of_it]

    def _is_slip(self, one: str, other: str) -> bool:
        """Whether one is the other mistyped, and not a word or another name itself."""
        slips = 1 if min(len(one), len(other)) < LONG_WORD_CHARACTERS else 2
        is_near = DamerauLevenshtein.distance(one, other, score_cutoff=slips) <= slips
        are_words = all(map(self.reader.vocabulary.is_word, (one, other)))
        return is_near and not are_words and not is_another_name(one, other)

    @cached_property
    def _asks(self) -> tuple[object, ...]:
        """What is asked about it, and of whom."""
        reading = self.reading
        return (
            _ids(reading.sayers),
            _ids(reading.responders),
            reading.is_negated,
            reading.asks_amount,
            reading.is_instruction,
        )

    def _is_turned(self, other: Wording) -> bool:
        """Whether somebody stands at another end in the other, or may."""
        mine, described = self._ends
        theirs, described_there = other._ends
        if opposed(mine, theirs) or opposed(theirs, mine):
            return True
        if belong_elsewhere(described, described_there):
            return True
        agree = any(step.agrees_with(there) for step in mine for there in theirs)
        return not agree and changed_places(self.content, other.content)

    @cached_property
    def _ends(self) -> tuple[frozenset[Step], frozenset[tuple[str, str]]]:
        found = tokens(self.reading.asked)
        names = self.reader.names
        mentions = names.find(found, self.reader.vocabulary.is_word)
        return directions_between(found, mentions, names), described_between(found, mentions)


def changed_places(one: Sequence[Content], other: Sequence[Content]) -> bool:
    """Whether two things changed places around a third that stands between them in both.

    "The union sued the council" and "the council sued the union" do; "the ferry cost 4 million"
    and "the cost of the ferry: 4 million" do not.
    """
    at = {thing: place for place, thing in reversed(list(enumerate(other)))}
    order = [at[thing] for thing in dict.fromkeys(one) if thing in at]
    for middle in range(1, len(order) - 1):
        between = order[middle]
        if any(place > between for place in order[:middle]) and any(
            place < between for place in order[middle + 1 :]
        ):
            return True
    return False


def _content(item: Item, language: str, lexicon: Lexicon) -> Content | None:
    if item.is_name and item.speakers:
        return "name", " ".join(sorted(item.speakers))
    if item.kind != "word":
        return "figure", item.word
    if number := lexicon.numbers.get(item.word):
        return ("figure", number) if number != "1" else None
    if item.is_name or language != "en" or item.word not in NEUTRAL:
        return "word", stem(item.word)
    return None


def _ids(parties: Iterable[Party]) -> tuple[str, ...]:
    return tuple(sorted({speaker for party in parties for speaker in party.speakers}))


def belong_elsewhere(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    """Whether a noun is one party's here and only another's there: "Russian pilots in Iran"."""
    for noun in {noun for _, noun in one} & {noun for _, noun in other}:
        owners, there = ({who for who, of in pairs if of == noun} for pairs in (one, other))
        if not owners & there:
            return True
    return False
