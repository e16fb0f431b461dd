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

_TOKEN = re.compile(
    r"""
      (?P<designation>
          (?:[^\W\d_]{1,6}|\d{1,4})(?:/\w+)*/(?:\w*\d)\w*(?:/\w+)*   # S/2022/908, A/RES/77/1
        | [^\W\d_]{1,6}-?\d+[^\W_]*(?:-\d+)?                         # Su-35, F16, COVID-19
      )
    | (?P<number> \d+(?:[.,:]\d+)* )
    | (?P<initials> (?:[^\W\d_]\.){2,} )                             # U.S., U.N.
    | (?P<word> [^\W\d_]+(?:'[^\W\d_]+)* )
    """,
    re.VERBOSE,
)
_ELISION = re.compile(r"^(?:l|d|qu|j|n|c)'(?=\w{2})")  # French: l'Iran, qu'a
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
    shown = unicodedata.normalize("NFKC", text).translate(_PLAIN)
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
        kind = match.lastgroup or "word"
        typed = match.group()
        folded = fold(typed)
        if kind == "designation":
            folded = folded.replace("-", "")
        elif kind == "number":
            folded = _number(folded)
        elif kind == "initials" or (typed == "US"):
            # "us" is a pronoun: capitals or points keep the country apart from it.
            kind, folded = "word", "".join(f"{c}." for c in folded if c != ".")
        else:
            folded = _ELISION.sub("", re.sub(r"'s?$", "", folded)).replace("'", "")
        if folded:
            found.append(Token(typed, folded, kind, match.start(), match.end()))
    return found


def words(text: str) -> tuple[str, ...]:
    """Return the folded tokens of `text`."""
    return tuple(token.folded for token in tokens(text))


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
    if re.fullmatch(r"\d{1,3}(,\d{3})+", folded):
        return folded.replace(",", "")
    return folded.rstrip(".,:")
