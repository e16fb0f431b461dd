"""The one spelling in which text is compared.

Records, indexes and questions all go through here, so that "Su-35", "su 35" and "SU‑35",
or "Iravání's" and "iravani", can meet. Quotes themselves are never changed by it.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

# Letters that Unicode does not decompose although readers take them for their plain cousins.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
    | dict.fromkeys("’‘‛`´ʼ", "'")
    | dict.fromkeys("“”„‟«»", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
)

# Every repetition is bounded: a text of slashes must not take longer than a text of words.
_TOKEN = re.compile(
    r"""
      (?P<designation>
          (?=\w{1,6}(?:/\w{1,12}){0,7}/\w{0,12}\d)\w{1,6}(?:/\w{1,12}){1,8}  # S/2022/908
        | [^\W\d_]{1,6}-?\d{1,12}[^\W_]{0,6}(?:[-/]\d{1,6}){0,3}(?:'s\b)?  # Su-35, M-14/2
      )
    | (?P<number> \d{1,3}(?:[ ]\d{3})+(?!\d) | \d+(?:[.,:]\d+)*(?:(?:k|K|s|'s)\b)? )
    | (?P<initials> (?:[^\W\d_]\.)+[^\W\d_](?:\.|(?!\w))(?:'s\b)? )          # U.S., U.N., U.S
    | (?P<word> [^\W\d_]+(?:'[^\W\d_]+)* )
    """,
    re.VERBOSE,
)
_DIGIT = re.compile(r"\d")
_ELISION = re.compile(r"^(?:l|d|qu|j|n|c)'(?=\w)")  # French: l'Iran, qu'a
_PLURAL = re.compile(r"(\d)(?:s|'s)$")  # Su-35s, E3's
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:(?:,\d{3})+|(?:\.\d{3})+|(?: \d{3})+)")
_KILO = re.compile(r"(\d{1,9})(?:[.,](\d{1,2}))?k")
_STEM_LOCK = threading.Lock()  # a Snowball stemmer keeps its work in itself
_STEMMER = snowballstemmer.stemmer("english")


@dataclass(frozen=True, slots=True)
class Token:
    """A word as typed, and as compared.

    `kind` is "word", "number" or "designation"; [start, end) are code points of the text
    that `tidy` returned.
    """

    typed: str
    folded: str
    kind: str
    start: int
    end: int

    @property
    def is_capitalised(self) -> bool:
        """Whether it was typed like a name."""
        return self.typed[:1].isupper()


def tidy(text: str) -> str:
    """Return `text` in Unicode's compatibility form with plain quotes and dashes.

    Control, formatting (right-to-left marks too) and private-use characters are dropped.
    """
    plain = text.translate(_PLAIN)
    if plain.isascii() and plain.isprintable():
        return plain  # what follows would change nothing
    # Twice: NFKC takes a lone acute accent apart, and makes new quotes out of wide ones.
    shown = unicodedata.normalize("NFKC", plain).translate(_PLAIN)
    kept = []
    for character in shown:
        category = unicodedata.category(character)
        if category in ("Cc", "Zl", "Zp", "Zs"):
            kept.append(" ")
        elif category not in ("Cf", "Cs", "Co", "Cn"):
            kept.append(character)
    return "".join(kept)


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return `text` tidied, without case and accents: equal folds are read as the same word."""
    plain = unicodedata.normalize("NFKD", tidy(text).casefold().translate(_PLAIN))
    return "".join(c for c in plain if not unicodedata.combining(c))


def tokens(text: str) -> list[Token]:
    """Return the words, numbers and designations of `text` in order."""
    shown = tidy(text)
    found = []
    for match in _TOKEN.finditer(shown):
        typed = match.group()
        kind, folded = _compared(match.lastgroup or "word", typed)
        if folded:
            found.append(Token(typed, folded, kind, match.start(), match.end()))
    return found


@lru_cache(maxsize=65_536)
def _compared(kind: str, typed: str) -> tuple[str, str]:
    """Return the kind and the spelling in which a token found as `kind` is compared."""
    folded = fold(typed)
    if kind == "designation":
        return kind, _PLURAL.sub(r"\1", folded.replace("-", ""))
    if kind == "number":
        return kind, _number(folded)
    if kind == "initials" or re.fullmatch(r"US(?:'s)?", typed):
        # "us" is a pronoun: capitals or points keep the country apart from it.
        letters = re.sub(r"'s$", "", folded).replace(".", "")
        return "word", "".join(f"{letter}." for letter in letters)
    return "word", _ELISION.sub("", re.sub(r"'s?$", "", folded)).replace("'", "")


def words(text: str) -> tuple[str, ...]:
    """Return the folded tokens of `text`."""
    # As `tokens` does it, but each part between spaces is looked at once for all: every record
    # comes by here. Only numbers may hold a space ("1 000"): parts with digits stay together.
    found: list[str] = []
    with_digits: list[str] = []
    for part in tidy(text).split(" "):
        if _DIGIT.search(part):
            with_digits.append(part)
            continue
        if with_digits:
            found += _words_of(" ".join(with_digits))
            with_digits = []
        found += _words_of(part)
    return tuple(found + _words_of(" ".join(with_digits))) if with_digits else tuple(found)


@lru_cache(maxsize=65_536)
def _words_of(part: str) -> list[str]:
    found = _TOKEN.finditer(part)
    folded = (_compared(match.lastgroup or "word", match.group())[1] for match in found)
    return [word for word in folded if word]


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return what inflected forms of a folded `word` share (Snowball English; Porter 2, 2001)."""
    if not word.isalpha():
        return word
    with _STEM_LOCK:
        return str(_STEMMER.stemWord(word))


def stems(text: str) -> tuple[str, ...]:
    """Return the stems of the folded tokens of `text`."""
    return tuple(stem(word) for word in words(text))


def _number(folded: str) -> str:
    number = re.sub(r"'?s$", "", folded)
    grouped = number.removesuffix("k")
    if _THOUSANDS.fullmatch(grouped):
        plain = re.sub(r"[,. ]", "", grouped)
        return plain + "000" if number.endswith("k") else plain
    kilo = _KILO.fullmatch(number)
    if kilo:
        return str(int(kilo[1])) + (kilo[2] or "").ljust(3, "0")
    return grouped.rstrip(".,:")
