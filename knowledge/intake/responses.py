"""Which statements answer something, what do they answer, and what belongs to the answer?

What a party says in the same breath as its denial ("That is false," she said. "We were there.")
is a part of the denial and no claim of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.intake.linking import Links, Said, links_of, takes_up
from knowledge.intake.parties import are_same_party
from knowledge.intake.statements import Statement
from knowledge.model import Span
from knowledge.vocabulary import SILENCES, Mode, Stance

ONLY_ANSWERS = SILENCES | {Stance.DENIES, Stance.REJECTS, Stance.DISPUTES, Stance.RETRACTS}
"""Stances that cannot be had without something that is answered."""
_SENTENCES_OF_AN_ANSWER = 2


def find_responses(
    text: str, said: Sequence[Statement], parts: Sequence[Span]
) -> tuple[list[Statement], dict[int, Links]]:
    """Return the statements, and by `id` what each response answers; all others are claims."""
    places = _Places.of(text, parts)
    links = _linked(text, said, places)
    kept: list[Statement] = []
    found: dict[int, Links] = {}
    answer: Statement | None = None
    last: Statement | None = None
    for each in said:
        if answer and last and id(each) not in links and places.goes_on(last, each, answer):
            last = each
            if each.speaker == answer.speaker:
                links_, place = found.pop(id(answer)), kept.index(answer)
                answer = kept[place] = replace(answer, spans=(*answer.spans, *each.spans))
                found[id(answer)] = links_
            else:
                each = replace(each, stance=Stance.COUNTERS)
                kept.append(each)
                found[id(each)] = _by_another(found[id(answer)])
            continue
        kept.append(each)
        if id(each) in links:
            found[id(each)] = links[id(each)]
            answer = last = None if each.stance in SILENCES else each
    # What turned out to belong to an answer is no claim that another could answer.
    claims = {id(each) for each in kept} - set(found)
    return kept, {
        key: each.without(lambda claim: id(claim) not in claims) for key, each in found.items()
    }


def _by_another(links: Links) -> Links:
    """Return what somebody else of the party may answer: that is for a person to say."""
    why = "was answered by the same party just before"
    return Links(proposed=(*((claim, why) for claim in links.answers), *links.proposed))


def _linked(text: str, said: Sequence[Statement], places: _Places) -> dict[int, Links]:
    claims = [each for each in said if each.stance not in ONLY_ANSWERS]
    links: dict[int, Links] = {}
    earlier: list[tuple[Statement, Links]] = []
    for each in said:
        if each.stance is None or each.stance is Stance.COUNTERS:
            continue
        asked = Said(
            each,
            text[slice(*each.hull)],
            places.sentence(text, each),
            places.questions,
            places.ends,
            earlier,
        )
        is_answer = each.stance in ONLY_ANSWERS or each.stance is Stance.ADMITS_IN_PART
        found = links_of(asked, claims, text) if is_answer else takes_up(asked, claims, text)
        if each.stance not in ONLY_ANSWERS and not (found.answers or found.proposed):
            continue  # it confirms or admits what nobody here has said: a claim
        links[id(each)] = found
        earlier.append((each, found))
    return links


@dataclass(frozen=True, slots=True)
class _Places:
    """The sentences of a text: which ask, and which end a paragraph."""

    parts: Sequence[Span]
    questions: frozenset[int]
    ends: frozenset[int]

    @staticmethod
    def of(text: str, parts: Sequence[Span]) -> _Places:
        numbered = [
            (n, text[start:end].rstrip('”"’) '), end) for n, (start, end) in enumerate(parts)
        ]
        return _Places(
            parts,
            frozenset(number for number, words, _ in numbered if words.endswith("?")),
            frozenset(number for number, _, end in numbered if "\n" in text[end : end + 3]),
        )

    def sentence(self, text: str, said: Statement) -> str:
        """Return the words of the sentence in which `said` begins, and all of `said`."""
        start, end = self.parts[said.sentence]
        return text[min(start, said.spans[0][0]) : max(end, said.spans[-1][1])]

    def goes_on(self, last: Statement, each: Statement, answer: Statement) -> bool:
        """Whether `each` is said in one breath with an answer: in its sentence, or quoted next."""
        if each.mode is Mode.NARRATION or not are_same_party(answer, each):
            return False
        gap = each.sentence - last.sentence
        is_quoted = each.mode is Mode.DIRECT and gap == 1 and last.sentence not in self.ends
        is_near = each.sentence - answer.sentence <= _SENTENCES_OF_AN_ANSWER
        return is_near and (gap == 0 or is_quoted)
