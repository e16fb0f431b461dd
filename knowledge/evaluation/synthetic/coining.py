"""Invented names and words, as many as are wanted: the same number always gives the same.

A number is scattered over all that can be made of a kind, and then spelt in syllables, so
that neighbours do not look alike and no two numbers of a kind are spelt alike.
"""

from __future__ import annotations

from functools import lru_cache

_ONSETS = "b d f g h j k l m n p r s t v z br dr gr kl kr pl st sk tr".split()
_VOWELS = "a e i o u ai ea ou".split()
_CODAS = ["", "n", "r", "l", "s", "m"]
_SYLLABLES = len(_ONSETS) * len(_VOWELS)
_ROOTS = _SYLLABLES * _SYLLABLES * len(_CODAS)
# Coprime to the number of roots, so that multiplying by it only changes their order.
_SCATTER = 98_017
_SHIFT = 7_919  # parts the kinds and seeds: their first words differ

_SURNAMES = ("sen", "ov", "ez", "man", "ski", "dal", "kis", "berg")
_PLACES = ("burg", "ville", "mont", "stad", "holm", "ford", "grad", "vik")
_FIRMS = ("tec", "corp", "lux", "gen", "dyn", "med", "bank", "trans")
_PRODUCTS = ("vax", "ril", "zon", "plex", "max", "fen", "dol", "pro")
_NOUNS = ("ter", "ling", "tron", "lite", "not", "mer", "del", "gel")
_FIRM_FORMS = ("{} Group", "{} Holding", "{}", "{} Foods", "{} Energy", "{}", "{} Bank", "{}")
_LETTERS = "BCDFGHKLMNPRSTVXZ"


def surname(number: int, seed: int) -> str:
    """Return the surname of that number."""
    return _coined(number, seed, _SURNAMES, 1).capitalize()


def place(number: int, seed: int) -> str:
    """Return a town or a country."""
    return _coined(number, seed, _PLACES, 2).capitalize()


def firm(number: int, seed: int) -> str:
    """Return a company, with what it calls itself: "Draintec Foods"."""
    name = _coined(number, seed, _FIRMS, 3).capitalize()
    return _FIRM_FORMS[number % len(_FIRM_FORMS)].format(name)


def product(number: int, seed: int) -> str:
    """Return a medicine, a brand or an app."""
    return _coined(number, seed, _PRODUCTS, 4).capitalize()


def noun(number: int, seed: int) -> str:
    """Return a rare thing, in lower case."""
    return _coined(number, seed, _NOUNS, 5)


def designation(number: int, seed: int) -> str:
    """Return what a weapon or a machine is called: "KV-1207"."""
    first, second = divmod((number * 31 + seed) % len(_LETTERS) ** 2, len(_LETTERS))
    return f"{_LETTERS[first]}{_LETTERS[second]}-{number // 4 + 3}"


@lru_cache(maxsize=65_536)
def _coined(number: int, seed: int, endings: tuple[str, ...], kind: int) -> str:
    scattered = (number * _SCATTER + (seed * 31 + kind) * _SHIFT) % (_ROOTS * len(endings))
    root, ending = divmod(scattered, len(endings))
    root, coda = divmod(root, len(_CODAS))
    first, second = divmod(root, _SYLLABLES)
    return f"{_syllable(first)}{_syllable(second)}{_CODAS[coda]}{endings[ending]}"


def _syllable(number: int) -> str:
    onset, vowel = divmod(number, len(_VOWELS))
    return _ONSETS[onset] + _VOWELS[vowel]
