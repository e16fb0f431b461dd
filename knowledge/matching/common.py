"""How common is a word in English? From the order of the encoder's vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from knowledge.errors import EncoderError

WORDS_FOLDER = Path(__file__).parent


@lru_cache(maxsize=2)
def common_ranks(folder: Path = WORDS_FOLDER) -> Mapping[str, int]:
    """Return each common English word's rank, 0 for the commonest.

    Raises `EncoderError` if the list in `folder` is missing or damaged.
    """
    path = folder / "common_words.txt"
    try:
        words = path.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError) as error:
        raise unusable(path) from error
    return {word: rank for rank, word in enumerate(words)}


def unusable(path: Path) -> EncoderError:
    """Return the error for a file of the word tables that cannot be used."""
    return EncoderError(str(path), "missing or damaged; install Gainsay again")
