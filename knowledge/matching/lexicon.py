"""The words that make a question, as opposed to what it is about.

The lists are data (lexicon.toml), for every language in which a question's frame is
understood. What a question is about is matched against the records in their own language.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

from knowledge.text import fold, stem, words

Words = frozenset[str]
LANGUAGES = ("en", "de", "fr", "es")


@dataclass(frozen=True, slots=True)
class Frame:
    """The words of one language that frame a question. All folded.

    `answer_verbs` are the verbs and nouns by which somebody answers a claim; `all` is every word
    that belongs to the frame and not to what the question is about.
    """

    language: str
    function: Words
    say: Words
    deny: Words
    confirm: Words
    respond: Words
    retract: Words
    answers: Words
    statement: Words
    open: Words
    pronouns: Words
    negation: Words
    follow: tuple[str, ...]
    verdict: tuple[str, ...]

    answer_verbs: Words = field(init=False)
    all: Words = field(init=False)

    def __post_init__(self) -> None:
        # Made once: every question asks for them dozens of times.
        answering = self.deny | self.confirm | self.respond | self.retract
        every = self.function | self.say | answering | self.statement | self.open
        object.__setattr__(self, "answer_verbs", answering)
        object.__setattr__(self, "all", every)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists."""

    frames: Mapping[str, Frame]
    verdict_words: Words
    pleasantry: Words
    instruction: Words
    instruction_triggers: tuple[str, ...]
    commands: tuple[str, ...]
    lookup: Words
    said: Words
    tells: Words
    dates: Words
    titles: Words
    institutions: Words
    documents: Words
    makes: Words
    role_forms: Mapping[str, str]
    magnitudes: Words
    numbers: Mapping[str, str]
    gives: Words
    serves: Words
    gifts: Words
    gets: Words
    vague: Words
    takings: Words
    seeks: Words
    requests: Words
    trades: Mapping[str, Words]
    synonyms: Mapping[str, frozenset[int]]
    countables: Words

    def role(self, word: str) -> str:
        """Return the form under which role words like spokesman and spokeswoman are one."""
        return self.role_forms.get(word, word)

    def spelt(self, number: str) -> Words:
        """Return the words for `number`; none for 1, as "one" is a pronoun far more often."""
        return frozenset(w for w, n in self.numbers.items() if n == number and number != "1")

    def are_synonyms(self, word: str, other: str) -> bool:
        """Whether the lists name these two stems for the same thing."""
        nothing: frozenset[int] = frozenset()
        return bool(self.synonyms.get(word, nothing) & self.synonyms.get(other, nothing))


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Return the lexicon that ships."""
    file = resources.files("knowledge.matching").joinpath("lexicon.toml")
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    synonyms: dict[str, set[int]] = {}
    for number, group in enumerate(data["synonyms"]["same"]):
        for word in group:
            synonyms.setdefault(stem(word), set()).add(number)
    dates, magnitudes = _split(data["dates"]["words"]), _split(data["magnitudes"]["words"])
    return Lexicon(
        frames={language: _frame(data, language) for language in LANGUAGES},
        verdict_words=_split(data["verdict_words"]["en"]),
        pleasantry=_everywhere(data["pleasantry"]),
        instruction=_split(data["instruction"]["en"]),
        instruction_triggers=_phrases(data["instruction"]["triggers"]),
        commands=tuple(data["lookup"]["commands"]),
        lookup=_split(data["lookup"]["words"]),
        said=_split(data["said"]["words"]),
        tells=_split(data["tells"]["words"]),
        dates=dates,
        titles=_split(data["titles"]["en"]),
        institutions=_split(data["institutions"]["words"]),
        documents=_split(data["documents"]["words"]),
        makes=_split(data["makes"]["words"]),
        role_forms={w: same[0] for same in data["roles"]["same"] for w in map(fold, same)},
        magnitudes=magnitudes,
        numbers={word: str(value) for word, value in data["numbers"].items()},
        gives=_split(data["gives"]["en"]),
        serves=_split(data["serves"]["words"]),
        gifts=_split(data["gifts"]["en"]),
        gets=_split(data["gets"]["en"]),
        vague=_split(data["vague"]["words"]),
        takings=_split(data["takings"]["en"]),
        seeks=_split(data["seeks"]["en"]),
        requests=_split(data["requests"]["en"]),
        trades={side: _split(listed) for side, listed in data["trades"].items()},
        synonyms={word: frozenset(groups) for word, groups in synonyms.items()},
        countables=dates | magnitudes | data["numbers"].keys(),
    )


def _frame(data: Mapping[str, Mapping[str, str]], language: str) -> Frame:
    def listed(name: str) -> Words:
        return _split(data[name].get(language, ""))

    return Frame(
        language=language,
        function=listed("function"),
        say=listed("say"),
        deny=listed("deny"),
        confirm=listed("confirm"),
        respond=listed("respond"),
        retract=listed("retract"),
        answers=listed("answers"),
        statement=listed("statement"),
        open=listed("open"),
        pronouns=listed("pronouns"),
        negation=listed("negation"),
        follow=_phrases(data["follow"].get(language, ())),
        verdict=_phrases(data["verdict"].get(language, ())),
    )


def _split(text: str) -> Words:
    return frozenset(word for part in text.split() for word in words(part))


def _everywhere(lists: Mapping[str, str]) -> Words:
    return frozenset().union(*(_split(text) for text in lists.values()))


def _phrases(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(" ".join(words(phrase)) for phrase in phrases)
