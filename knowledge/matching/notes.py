"""What has to be said beside an answer, or instead of one: reasons, in one sentence each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from knowledge.matching.names import NameIndex
from knowledge.matching.question import Intent, Party, Reading
from knowledge.matching.ranking import Candidate
from knowledge.model import Claim, Speaker
from knowledge.vocabulary import SILENCES

NO_VERDICT = "Gainsay gives no verdict: it shows who claims this and who answered."
_LANGUAGES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish"}
LINKED = "editors linked this wording to the claim"
NO_ORDERS = "Instructions do not change what is recorded."
_SHOWN_CHARACTERS = 60
_SAME_THING = 0.5
_TELLING_WEIGHT = 0.25
MORE = "There are more claims than are shown; ask about one of them."
NOTHING = "Nothing is recorded about this."
WHICH_CLAIM = "Which claim is meant? Ask again with a few words of it."


def other_language(language: str) -> str:
    """Say how far a question in another language is understood."""
    return f"In {_LANGUAGES[language]}, only names and figures are matched; ask in English."


def listed(names: Iterable[str]) -> str:
    """Return names as people list them: "A, B and C"."""
    all_names = list(dict.fromkeys(names))
    if len(all_names) < 2:
        return "".join(all_names)
    return f"{', '.join(all_names[:-1])} and {all_names[-1]}"


def unknown(typed: Sequence[str], names: NameIndex, nearest: Candidate | None) -> list[str]:
    """Say what in the question nothing on record bears, and what is nearest to it."""
    notes = []
    for word in typed:
        meant = names.nearest(word)
        hint = f" Did you mean {meant}?" if meant else ""
        shown = word if len(word) <= _SHOWN_CHARACTERS else word[:_SHOWN_CHARACTERS] + " …"
        notes.append(f"No record of “{shown}”.{hint}")
    if nearest:
        notes[-1] += f" The nearest claim is by {said_by(nearest.evidence.claim, names.speakers)}."
    return notes


def not_said_by(parties: Sequence[Party], nearest: Candidate, names: NameIndex) -> str:
    """Say that somebody is not recorded as saying this, and who is."""
    asked = listed(party_names(parties, names.speakers))
    said = said_by(nearest.evidence.claim, names.speakers)
    return f"No such claim by {asked} is recorded; the nearest claim is by {said}."


def beside(reading: Reading, shown: Sequence[Candidate], names: NameIndex) -> list[str]:
    """Return what has to be said beside an answer that shows `shown`."""
    notes = [f"Read “{typed}” as “{meant}”." for typed, meant in _mended_names(reading, names)]
    if reading.is_cut:
        notes.append("Only the beginning of the question was read.")
    if reading.is_instruction:
        notes.append(NO_ORDERS)
    if reading.intent is Intent.VERDICT:
        notes.append(NO_VERDICT)
    if reading.is_negated:
        notes.append("The question says “not”; this is what the record says.")
    notes.extend(_not_in_the_record(shown))
    notes.extend(_only_answered(reading, shown, names))
    notes.extend(_answer_missing(reading, shown, names))
    return notes


def relations(reading: Reading, candidate: Candidate, names: NameIndex) -> tuple[str, ...]:
    """Say by which recorded relations the parties of a question lead to a claim."""
    evidence, found = candidate.evidence, []
    for party in (*reading.sayers, *reading.responders):
        said = _those_of(party, evidence.chain, names)
        spoke = _those_of(party, evidence.answerers, names)
        silent = _those_of(party, evidence.answered - evidence.answerers, names)
        found += [f"said or carried by {said}"] if said else []
        found += [f"answered by {spoke}"] if spoke else []
        found += [f"the source reports a silence of {silent}"] if silent else []
    if reading.quoted:
        found.append("the quoted words stand in its quotes, or in those of a response to it")
    elif not found and (reading.points_back or reading.intent is Intent.FOLLOW_UP):
        found.append("shown in this thread")
    return tuple(dict.fromkeys(found))


def _those_of(party: Party, recorded: frozenset[str], names: NameIndex) -> str:
    """Return the names of those whom a party may mean and who are `recorded`; "" for nobody.

    A shared name means several: only those of them who did it may be said to have done it.
    """
    meant = party.speakers & recorded or party.spokespeople & recorded
    return listed(names.speakers[speaker].name for speaker in sorted(meant))


def _not_in_the_record(shown: Sequence[Candidate]) -> Iterable[str]:
    """Say which telling words of the question no shown claim has, like "stolen"."""
    missing = [missing_words(candidate) for candidate in shown]
    words = sorted(frozenset.intersection(*missing)) if missing else []
    if words:
        missing_here = ", ".join(f"“{word}”" for word in words)
        # Beside a link the words alone read like a doubt, where somebody has decided.
        if all(LINKED in candidate.because for candidate in shown):
            yield f"Editors linked this question to what is shown; not in it: {missing_here}."
        else:
            yield f"Not in what is shown: {missing_here}."


def missing_words(candidate: Candidate) -> frozenset[str]:
    """Return the telling words of the question that the claim does not have, as typed."""
    return frozenset(
        explained.unit.typed
        for explained in candidate.score.explained
        if explained.unit.kind == "word"
        and not explained.unit.is_optional
        and explained.amount < _SAME_THING
        and explained.unit.weight >= _TELLING_WEIGHT
    )


def of_message(reading: Reading, shown: Sequence[Candidate]) -> Iterable[str]:
    """Yield what has to be said beside claims that were found in a message."""
    if reading.is_negated:
        yield "The message says “not”; this is what the record says."
    yield from _not_in_the_record(shown)


def _only_answered(reading: Reading, shown: Sequence[Candidate], names: NameIndex) -> Iterable[str]:
    """Say of somebody asked about who did not make a claim that it did not, or only answered it."""
    chain = frozenset().union(*(candidate.evidence.chain for candidate in shown))
    answerers = frozenset().union(*(candidate.evidence.answerers for candidate in shown))
    for party in reading.sayers:
        spoke = _those_of(party, answerers, names)
        if _those_of(party, chain, names):
            continue
        if spoke:
            yield f"Recorded as answering this, not as claiming it: {spoke}."
        else:
            asked = listed(party_names([party], names.speakers))
            yield f"No statement by {asked} about this is recorded; this is what was claimed."


def _answer_missing(
    reading: Reading, shown: Sequence[Candidate], names: NameIndex
) -> Iterable[str]:
    for party in reading.responders:
        group = names.speaking_for(party.speakers)
        spoke = {p for c in shown for r in c.evidence.responses for p in r.parties}
        words = {
            p
            for c in shown
            for r in c.evidence.responses
            if r.stance not in SILENCES
            for p in r.by + r.on_behalf_of
        }
        name = listed(party_names([party], names.speakers))
        if not group & spoke:
            yield f"No response by {name} is recorded."
        elif not group & words:
            yield f"No statement by {name} on this is recorded: no denial and no confirmation."


def said_by(claim: Claim, speakers: Mapping[str, Speaker]) -> str:
    """Return who made the claim, as people list them."""
    return listed(speakers[said].name for said in claim.said_by)


def party_names(parties: Sequence[Party], speakers: Mapping[str, Speaker]) -> list[str]:
    """Return whom the parties of a question are, by their full names."""
    return [speakers[s].name for party in parties for s in sorted(party.speakers)]


def _mended_names(reading: Reading, names: NameIndex) -> Iterable[tuple[str, str]]:
    for item in reading.items:
        if item.speakers and item.spelled:
            yield item.typed, listed(names.speakers[s].name for s in sorted(item.speakers))
