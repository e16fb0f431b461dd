"""Reading a question: what is asked, about whom, and about what.

The frame (who said, did X deny, is it true) becomes an intent and slots; the rest becomes
units: the words, names, numbers and designations that a claim has to explain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from knowledge.matching.items import (
    QUOTED,
    READ_CHARACTERS,
    SHORT_WORD_CHARACTERS,
    Item,
    cut,
    mended,
    plainly,
)
from knowledge.matching.lexicon import Frame, Lexicon
from knowledge.matching.names import NameIndex
from knowledge.matching.owners import Slots
from knowledge.matching.posts import Post, read_post
from knowledge.matching.question import Intent, Party, Reading, Unit, Wanted
from knowledge.matching.slots import find_slots
from knowledge.matching.spelling import Vocabulary
from knowledge.text import tidy, words

# A figure is a condition, for the guards; as evidence it must not drown what is asked about it.
_FIGURE_WEIGHT = 0.4
_AMOUNT_WEIGHT = 0.8
_SHORT_UNKNOWN_WEIGHT = 0.2
_HOW_MUCH = re.compile(r"(?:so |and )?how (?:much|many|old|big|tall|often|high)\b")
_YEAR_DIGITS = 4
_ADDRESS = re.compile(r"^(?:(?:<@[^>]*>|@\S+)[\s,:]*)+")
_FOLLOW_ON_WORDS = 14
_BARE = frozenset(
    "the a and or on about by from of please all everything any more und et y".split()
)


@dataclass(slots=True)
class Reader:
    """Reads questions against the names and words of one knowledge version."""

    names: NameIndex
    vocabulary: Vocabulary
    lexicon: Lexicon
    _english: Frame = field(init=False)

    def __post_init__(self) -> None:
        self._english = self.lexicon.frames["en"]

    def read(self, question: str) -> Reading:
        """Return how `question` is understood; any text can be read."""
        command, asked = self._command(tidy(question).strip())
        post = read_post(asked, self.vocabulary.is_word)
        if post.is_post and not command:
            return self._post(post, is_cut=len(question) > READ_CHARACTERS)
        items, language = cut(
            asked, names=self.names, vocabulary=self.vocabulary, lexicon=self.lexicon
        )
        frame = self.lexicon.frames[language]
        plain = " ".join(words(asked[:READ_CHARACTERS]))
        instruction = self._is_instruction(plain)
        if command and not items:
            return Reading(Intent.SOURCE, asked, language, points_back=True)
        if not command and self._is_no_question(items, asked):
            return Reading(Intent.NOT_A_QUESTION, asked, language, items=tuple(items))
        slots = Slots() if command else find_slots(items, frame, self.lexicon)
        verdict = any(plain.startswith(p) or f" {p} " in f" {plain} " for p in frame.verdict)
        left = self._unexplained(items, slots, frame, verdict=verdict, instruction=instruction)
        quoted = tuple(one or other for one, other in QUOTED.findall(tidy(asked)))
        unknown = [item for item in left if self._is_unknown(item, language)]
        units = tuple(self._unit(item, frame) for item in left if item not in unknown)
        reading = Reading(
            intent=self._intent(items, slots, units, command=command, verdict=verdict),
            asked=asked[:READ_CHARACTERS],
            language=language,
            sayers=self._parties([*slots.sayers, *slots.addressees]),
            responders=self._parties(slots.responders),
            units=units,
            generic=tuple(slots.generic),
            unknown=tuple(dict.fromkeys([*slots.unknown, *(item.typed for item in unknown)])),
            quoted=tuple(q for q in quoted if words(q)),
            content=" ".join(plainly(item) for item in left) or asked[:READ_CHARACTERS],
            wanted=self._wanted(asked[:READ_CHARACTERS], items, left, slots),
            items=tuple(items),
            is_instruction=instruction,
            is_cut=len(question) > READ_CHARACTERS,
        )
        return self._with_manner(reading, slots, frame, plain)

    @staticmethod
    def _wanted(asked: str, items: Sequence[Item], left: Sequence[Item], slots: Slots) -> Wanted:
        """Return what claims are surveyed for: all of it, unless it asks about somebody known.

        "Did Kirby say" frames a question about Kirby's claims. Where no Kirby is recorded, it may
        be what a claim is about.
        """
        meant = mended(asked, items)
        framed = bool(slots.used) and not slots.unknown
        typed = " ".join(plainly(item) for item in left) if framed else ""
        return Wanted(meant, typed or asked)

    def _post(self, post: Post, *, is_cut: bool) -> Reading:
        """Return a post as read: it states something, whoever its words speak of.

        Its names and figures are details of which a claim has some: none is unknown.
        """
        items, language = cut(
            post.body, names=self.names, vocabulary=self.vocabulary, lexicon=self.lexicon
        )
        frame = self.lexicon.frames[language]
        if self._is_no_question(items, post.body):
            return Reading(Intent.NOT_A_QUESTION, post.body, language, items=tuple(items))
        left = [i for i in items if i.is_name or i.word not in self._english.function]
        return Reading(
            intent=Intent.CLAIMED,
            asked=post.body[:READ_CHARACTERS],
            language=language,
            units=tuple(self._unit(item, frame) for item in left),
            content=post.body[:READ_CHARACTERS],
            items=tuple(items),
            is_cut=is_cut,
            is_post=True,
            wanted=Wanted(
                post.body[:READ_CHARACTERS],
                post.body[:READ_CHARACTERS],
                post.author,
                post.handle,
                post.posted_on,
            ),
        )

    def _with_manner(self, reading: Reading, slots: Slots, frame: Frame, plain: str) -> Reading:
        """Return `reading` with how it is asked: negated, pointing back, for an amount …"""
        items = reading.items
        negated = any(item.word in frame.negation and not item.in_quotes for item in items)
        is_open = slots.open_sayer or slots.open_responder
        return replace(
            reading,
            is_negated=negated and not reading.is_instruction,
            points_back=self._points_back(items, reading.units, frame, plain),
            refers_to_speaker=slots.pronoun_subject,
            has_open_subject=is_open and not slots.pronoun_subject,
            asks_amount=bool(_HOW_MUCH.match(plain)),
            asks_retraction=slots.asks_retraction,
            asks_denial=any(item.word in frame.deny for item in items),
            asks_what=bool(items) and items[0].word in ("what", "which", "was", "que", "qu"),
            doubtful=tuple(item.typed for item in items if item.is_doubtful),
            mended=tuple((item.typed, item.spelled) for item in items if item.spelled),
        )

    def _parties(self, items: Sequence[Item]) -> tuple[Party, ...]:
        return tuple(
            Party(item.speakers, item.typed, self.names.speaking_for(item.speakers))
            for item in items
            if item.speakers
        )

    def _command(self, asked: str) -> tuple[str, str]:
        asked = _ADDRESS.sub("", asked)
        for command in self.lexicon.commands:
            if asked.casefold().startswith(command):
                kind = command.strip("/:")
                return ("" if kind == "factcheck" else kind), asked[len(command) :].strip()
        return "", asked

    def _is_instruction(self, plain: str) -> bool:
        return any(f" {trigger} " in f" {plain} " for trigger in self.lexicon.instruction_triggers)

    def _is_no_question(self, items: Sequence[Item], asked: str) -> bool:
        if not items:
            return True
        if any(item.is_name or item.kind != "word" for item in items):
            return False
        small = self.lexicon.pleasantry | self._english.function
        return "?" not in asked and all(item.word in small for item in items)

    def _unexplained(
        self,
        items: Sequence[Item],
        slots: Slots,
        frame: Frame,
        *,
        verdict: bool,
        instruction: bool,
    ) -> list[Item]:
        """Return the items that a claim has to explain: neither frame, nor slot, nor manners."""
        if not items:
            return []
        nouns = frame.statement - self.lexicon.said - frame.say - frame.answer_verbs
        things = nouns | self.lexicon.tells
        passed = (frame.all | self.lexicon.lookup | self._english.function) - things
        if verdict or items[0].word in self.lexicon.verdict_words:
            passed |= self.lexicon.verdict_words
        if items[-1].word in ("right", "correct", "true", "no", "yes"):
            passed |= {items[-1].word}
        if instruction:
            passed |= self.lexicon.instruction
        since = _clause_of_the_answer(items, frame) if slots.asks_answer else 0
        return [
            item
            for at, item in enumerate(items)
            if at >= since
            and (at not in slots.used or (item.word in things and not item.is_name))
            and (item.is_name or item.word not in passed)
        ]

    def _is_unknown(self, item: Item, language: str) -> bool:
        """Whether the item is a name, number or designation that nothing on record bears."""
        if item.is_name:
            return not item.speakers
        if item.kind == "word":
            return item.like_a_name and language == "en"
        if item.kind == "amount" or (item.word.isdigit() and len(item.word) > _YEAR_DIGITS):
            return False  # "4 million" may be recorded as 4,000,000: the guards compare
        return not self._is_recorded_figure(item.word)

    def _is_recorded_figure(self, figure: str) -> bool:
        stands = self.vocabulary.stands
        return stands(figure) or any(map(stands, self.lexicon.spelt(figure)))

    def _unit(self, item: Item, frame: Frame) -> Unit:
        if item.is_name:
            named = item.speakers or frozenset()
            return Unit(
                "name", item.word, item.typed, named, self.names.speaking_for(named),
                _FIGURE_WEIGHT, is_adjective=item.is_adjective,
            )  # fmt: skip
        weight = _AMOUNT_WEIGHT if item.kind == "amount" else _FIGURE_WEIGHT
        if item.kind == "word":
            weight = self.vocabulary.weight(item.word)
        short = item.kind == "word" and len(item.word) <= SHORT_WORD_CHARACTERS
        if short and not self.vocabulary.is_word(item.word):
            weight = _SHORT_UNKNOWN_WEIGHT
        said = item.word in frame.statement or item.word in self.lexicon.tells
        optional = said and not item.in_quotes
        kind = "number" if item.kind == "amount" else item.kind
        return Unit(kind, item.word, item.typed, weight=weight, is_optional=optional)

    def _points_back(
        self, items: Sequence[Item], units: Sequence[Unit], frame: Frame, plain: str
    ) -> bool:
        """Whether the question leans on an earlier one: "and did they confirm it?"."""
        if len(items) > _FOLLOW_ON_WORDS:
            return False
        follows = any(plain == f or plain.startswith(f + " ") for f in frame.follow)
        pronoun = any(item.word in frame.pronouns for item in items if not item.is_name)
        topic = any(unit.kind != "name" for unit in units)
        return follows or (pronoun and not topic)

    def _intent(
        self,
        items: Sequence[Item],
        slots: Slots,
        units: Sequence[Unit],
        *,
        command: str,
        verdict: bool,
    ) -> Intent:
        figures = any(unit.kind == "designation" for unit in units)
        first = items[0].word if items else ""
        alone = figures and len(units) == 1 and not (slots.sayers or slots.responders)
        if command == "source" or (alone and first in ("what", "whats")):
            return Intent.SOURCE
        bare = all(item.is_name or item.word in _BARE for item in items)
        if command == "speaker" or (bare and any(item.is_name for item in items)):
            return Intent.BY_SPEAKER
        if verdict:
            return Intent.VERDICT
        if slots.asks_answer:
            return Intent.ANSWERED
        if slots.sayers and not units:
            return Intent.BY_SPEAKER
        if any(item.word in ("who", "whos", "wer", "qui", "quien") for item in items):
            return Intent.WHO_SAID
        return Intent.CLAIMED


def _clause_of_the_answer(items: Sequence[Item], frame: Frame) -> int:
    """Return where the clause begins in which somebody answers, if it has a topic of its own.

    "They mean to deepen their cooperation, so they've confirmed the partnership?" asks about the
    partnership.
    """
    verbs = [at for at, item in enumerate(items) if item.word in frame.answer_verbs]
    starts = [at for at, item in enumerate(items) if item.after_comma or item.word == "so"]
    before = [at for at in starts if verbs and at <= verbs[-1]]
    if not before or not any(item.word not in frame.all for item in items[verbs[-1] + 1 :]):
        return 0
    return before[-1]
