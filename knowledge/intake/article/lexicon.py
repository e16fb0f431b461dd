"""Which words tell that somebody said something, and how? The reviewed lexicon is cues.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from knowledge.vocabulary import Stance


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of the lexicon in one of its forms.

    `form` is base, s, past, ing or noun. `inverts`: may stand before its subject ("said Kirby").
    `listener`: whom it is said to stands between it and the content. `needs_link`: no cue without
    one of the prepositions `links`, `needs_clause`: nor without a clause or a quotation,
    `needs_noun`: nor without a word like "accusation". `only_negated`: a silence.
    `refuses`: the content is what was refused ("declined to say"). `spoken` is false for what is
    only thought.
    """

    lemma: str
    form: str
    inverts: bool = False
    listener: bool = False
    links: frozenset[str] = frozenset()
    needs_link: bool = False
    needs_clause: bool = False
    needs_noun: bool = False
    only_negated: bool = False
    accusing: bool = False
    refuses: bool = False
    spoken: bool = True
    stance: Stance | None = None


@cache
def verb_cues() -> Mapping[str, Cue]:
    """Return each form of each verb, lower case; the first entry of a form wins."""
    found: dict[str, Cue] = {}
    for entry in _data()["verbs"]:
        for word in entry["words"].split():
            plain = _cue(entry, word.split("/")[0].removesuffix(_doubled(word)))
            for form, kind in _forms(word):
                found.setdefault(form, replace(plain, form=kind))
    return found


@cache
def linked_cues() -> Mapping[str, Cue]:
    """Return the forms of verbs that are cues with a preposition, also those that others have."""
    found: dict[str, Cue] = {}
    for entry in _data()["verbs"]:
        if entry.get("needs_link"):
            for word in entry["words"].split():
                plain = _cue(entry, word.split("/")[0].removesuffix(_doubled(word)))
                found |= {form: replace(plain, form=kind) for form, kind in _forms(word)}
    return found


@cache
def noun_cues() -> Mapping[str, Cue]:
    """Return each noun, singular and plural."""
    found: dict[str, Cue] = {}
    for entry in _data()["nouns"]:
        for word in entry["words"].split():
            for form in (word, word + "s"):
                found[form] = replace(_cue(entry, word), form="noun")
    return found


@cache
def listed(table: str, key: str) -> frozenset[str]:
    """Return a plain list of the lexicon: wrong, claims, silences, hedges."""
    return frozenset(_data()[table][key].split())


def _cue(entry: Mapping[str, Any], lemma: str) -> Cue:
    return Cue(
        lemma,
        "base",
        inverts=entry.get("inverts", False),
        listener=entry.get("listener", False),
        links=frozenset(entry.get("links", "").split()),
        needs_link=entry.get("needs_link", False),
        needs_clause=entry.get("needs_clause", False),
        needs_noun=entry.get("needs_noun", False),
        only_negated=entry.get("only_negated", False),
        accusing=entry.get("accusing", False),
        refuses=entry.get("refuses", False),
        spoken=entry.get("spoken", True),
        stance=Stance(entry["stance"]) if "stance" in entry else None,
    )


def _doubled(word: str) -> str:
    return word[word.index("+") :] if "+" in word else ""


def _forms(word: str) -> Iterator[tuple[str, str]]:
    doubled = _doubled(word)
    base, *past = word.removesuffix(doubled).split("/")
    stem = base[:-1] if base.endswith("e") else base + doubled[1:]
    is_y = base.endswith("y") and base[-2] not in "aeou"
    yield base, "base"
    if is_y:
        yield base[:-1] + "ies", "s"
    else:
        yield base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s"), "s"
    yield (stem + "ing"), "ing"
    for form in past or [base[:-1] + "ied" if is_y else stem + "ed"]:
        yield form, "past"


@cache
def _data() -> dict[str, Any]:
    file = resources.files("knowledge.intake.article").joinpath("cues.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))
