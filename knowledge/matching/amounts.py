"""Amounts: "4 million", "4,000,000" and "four million" are one figure, and none of them is 4."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from knowledge.matching.lexicon import Lexicon
from knowledge.text import Token

_TIMES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}


def product(number: str, magnitude: str) -> str | None:
    """Return the figure of "4.2" "million", in digits; None if the words are no such amount."""
    times = _TIMES.get(magnitude.removesuffix("s"))
    try:
        value = Decimal(number.replace(",", "."))
    except InvalidOperation:
        return None
    return f"{(value * times).normalize():f}" if times else None


def figures(found: Sequence[Token], lexicon: Lexicon) -> Iterable[str]:
    """Yield the numbers, amounts and designations of a text that is cut already."""
    for at, token in enumerate(found):
        after = found[at + 1].folded if at + 1 < len(found) else ""
        number = token.folded if token.kind == "number" else lexicon.numbers.get(token.folded)
        amount = product(number, after) if number and after in lexicon.magnitudes else None
        if amount:
            yield amount
        elif token.kind != "word":
            yield token.folded
