"""Are two statements true under the same conditions: who, what, when, where, how many?

Two reporters who tell of the same claim choose other words, but not another party, place, day,
number, or way round. Each check here looks for one such difference and says it in words. In
doubt the statements differ: an editor who is shown twins that are none stops reading them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from knowledge.matching.directions import opposed
from knowledge.matching.scores import share_a_root
from knowledge.matching.told import Statement, load_lists
from knowledge.matching.wordings import belong_elsewhere, changed_places
from knowledge.text import stem

_Check = Callable[[Statement, Statement], str | None]


def differences(one: Statement, other: Statement) -> list[str]:
    """Return what is true of one statement only, in words; nothing if they are alike."""
    return [reason for check in _CHECKS if (reason := check(one, other))]


def _who(one: Statement, other: Statement) -> str | None:
    for mine, theirs in ((one, other), (other, one)):
        for speakers in mine.named:
            if not any(speakers & there for there in theirs.named):
                name = min(mine.names.speakers[speaker].name for speaker in speakers)
                return f"only one is about {name}"
    return None


def _where(one: Statement, other: Statement) -> str | None:
    for mine, theirs in ((one, other), (other, one)):
        has = theirs.proper | theirs.telling.keys()
        for name in sorted(mine.proper):
            if not any(name == word or share_a_root(name, word) for word in has):
                return f"only one names “{mine.telling.get(name, name)}”"
    return None


def _differ(what: str, of: Callable[[Statement], frozenset[str]]) -> _Check:
    def check(one: Statement, other: Statement) -> str | None:
        mine, theirs = sorted(of(one)), sorted(of(other))
        if mine == theirs:
            return None
        said, there = (", ".join(words) or "none" for words in (mine, theirs))
        return f"{what}: {said} in one, {there} in the other"

    return check


def _relative_day(one: Statement, other: Statement) -> str | None:
    if one.relative_days and (one.said_on is None or one.said_on != other.said_on):
        return f"“{min(one.relative_days)}” is another day, depending on when it was said"
    return None


def _negation(one: Statement, other: Statement) -> str | None:
    return "one is negated" if one.negations % 2 != other.negations % 2 else None


def _direction(one: Statement, other: Statement) -> str | None:
    if opposed(one.steps, other.steps) or opposed(other.steps, one.steps):
        return "one is the other way round"
    if belong_elsewhere(one.described, other.described):
        return "the same things belong to different parties"
    if _go_the_same_way(one, other):
        return None
    if bool(one.doer) != bool(other.doer):
        passive, active = (one, other) if one.doer else (other, one)
        is_turned = not _does_it(passive, active)
    else:
        is_turned = changed_places(one.order, other.order)
    return "somebody or something stands at another place" if is_turned else None


def _does_it(passive: Statement, active: Statement) -> bool:
    """Whether who did it in the passive comes first in the active, and what it was done to after.

    "The harbour was sued by the union", "it sank because of the storm".
    """
    order = active.order
    done_to = passive.order[0]
    if passive.doer not in order or done_to not in order:
        return False
    return order.index(passive.doer) < order.index(done_to)


def _go_the_same_way(one: Statement, other: Statement) -> bool:
    return any(step.agrees_with(there) for step in one.steps for there in other.steps)


def _opposite(one: Statement, other: Statement) -> str | None:
    pairs, same = load_lists().opposites, _converse(one, other)
    mine, theirs = set(one.words) - set(other.words), set(other.words) - set(one.words)
    for word in sorted(mine):
        for there in sorted(theirs):
            if (word, there) in pairs and not _shared(same, stem(word), stem(there)):
                return f"“{word}” in one, “{there}” in the other"
    return None


def _what(one: Statement, other: Statement) -> str | None:
    for mine, theirs in ((one, other), (other, one)):
        alone = list(unexplained(mine, theirs))
        if alone:
            return f"only one has “{alone[0]}”"
    return None


def unexplained(one: Statement, other: Statement) -> Iterable[str]:
    """Yield the telling words of `one` for which `other` has none that says the same."""
    same, converse, lexicon = load_lists().same, _converse(one, other), one.names.lexicon
    for word, typed in one.telling.items():
        if word in other.telling or word in load_lists().optional:
            continue
        if not any(
            _shared(same, word, there)
            or _shared(converse, word, there)
            or lexicon.are_synonyms(word, there)
            or share_a_root(word, there)
            for there in other.telling
        ):
            yield typed


def _converse(one: Statement, other: Statement) -> Mapping[str, frozenset[int]]:
    """Return the words for a deed from either end, where both tell of the same way."""
    return load_lists().converse if _go_the_same_way(one, other) else {}


def _shared(groups: Mapping[str, frozenset[int]], one: str, other: str) -> bool:
    return bool(groups.get(one, frozenset()) & groups.get(other, frozenset()))


_CHECKS: tuple[_Check, ...] = (
    _who,
    _where,
    _differ("how many", lambda statement: statement.figures),
    _differ("how many", lambda statement: statement.magnitudes),
    _differ("how many", lambda statement: statement.bounds),
    _differ("of how many", lambda statement: statement.shares),
    _differ("when", lambda statement: statement.days),
    _differ("when", lambda statement: statement.relative_days),
    _differ("in which order", lambda statement: statement.orders),
    _relative_day,
    _negation,
    _differ("how sure", lambda statement: statement.hedges),
    _direction,
    _opposite,
    _what,
)
