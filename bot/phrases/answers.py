"""Answer -> Reply: what the bot says to a question, or that it says nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.phrases.cards import claim_card, names_of, said_by
from bot.phrases.places import sources_of
from bot.phrases.stances import summary
from bot.phrases.wording import count, lower_first, sentence, shortened
from bot.reply import Card, Listed, Reply
from knowledge.answer import Answer, Match, Outcome

CARDS = 10
"""So many claims are shown in full; of the others it is said how many they are."""
HEADLINE_CLAIM_CHARACTERS = 300

NOTHING = "Nothing is recorded about this."


def reply_to(answer: Answer) -> Reply | None:
    """Return what the bot says; None where it stays silent."""
    match answer.outcome:
        case Outcome.SILENT:
            return None
        case Outcome.NONE:
            return _nothing(answer)
        case Outcome.CHOICES:
            return choices_reply(answer)
        case Outcome.ANSWER:
            return answer_reply(answer)


def version(knowledge_version: str) -> str:
    """Return the footer: of which state of the records this was said."""
    return f"Knowledge version {knowledge_version}"


def answer_reply(answer: Answer) -> Reply:
    """Return the claims that an answer shows, at least one, each on its card."""
    matches = answer.matches
    shown = matches[:CARDS]
    notes = list(answer.notes)
    if len(shown) < len(matches):
        left = f"These are the first {len(shown)} of {len(matches):,} claims"
        notes.append(f"{left}; ask with a few words of the claim to see another.")
    return Reply(
        headline=_headline(answer),
        notes=tuple(notes),
        cards=tuple(_cards(shown, answer)),
        footer=version(answer.knowledge_version),
    )


def _headline(answer: Answer) -> str:
    if len(answer.matches) == 1:
        return f"Claim {one_claim(answer)}"
    claims = count(len(answer.matches), "claim")
    return f"{claims} {by_whom(answer)} are recorded. {standings(answer)}"


def one_claim(answer: Answer) -> str:
    """Return "by X, via Y: … Denied by Z.": all that matters of the only claim, in one line."""
    (match,) = answer.matches
    claim = match.claim
    text = sentence(shortened(claim.text, HEADLINE_CLAIM_CHARACTERS))
    answered = summary(match.responses, claim.id, answer.speakers)
    return f"by {said_by(claim, answer.speakers)}: {text} {answered}."


def by_whom(answer: Answer) -> str:
    """Return "by X, Y and 3 others", of all claims."""
    return f"by {names_of((match.claim for match in answer.matches), answer.speakers)}"


def standings(answer: Answer) -> str:
    """Return "Each: denied by Z.", or which standings there are, and how many claims have each."""
    summaries = Counter(
        summary(match.responses, match.claim.id, answer.speakers) for match in answer.matches
    )
    if len(summaries) == 1:
        return f"Each: {lower_first(next(iter(summaries)))}."
    parts = [f"{lower_first(said)} ({times})" for said, times in summaries.most_common()]
    return f"Of these: {'; '.join(parts)}."


def choices_reply(answer: Answer) -> Reply:
    """Return the claims of an answer, at least one, for somebody to choose from."""
    matches = answer.matches
    listing = tuple(
        Listed(match.claim.id, match.claim.text, f"By {said_by(match.claim, answer.speakers)}")
        for match in matches
    )
    if len(listing) == 1:
        text = shortened(matches[0].claim.text, HEADLINE_CLAIM_CHARACTERS).rstrip(".")
        headline = f"Did you mean the claim {lower_first(listing[0].remark)}: {text}?"
    else:
        headline = f"Did you mean one of these {len(listing)} claims, {by_whom(answer)}?"
    notes = (*answer.notes, _ASK_AGAIN)
    return Reply(headline, notes, choices=listing, footer=version(answer.knowledge_version))


_ASK_AGAIN = "Ask again with a few more words of the one that you mean."


def choosable(reply: Reply) -> Reply:
    """Return the reply for where each of its choices has a button."""
    how = _CHOOSE_IT if len(reply.choices) == 1 else _CHOOSE_ONE
    return replace(reply, notes=(*(note for note in reply.notes if note != _ASK_AGAIN), how))


_CHOOSE_IT = "If this is the one, choose it; if not, ask again with a few more words."
_CHOOSE_ONE = "Choose one, or ask again with a few more words."


def _nothing(answer: Answer) -> Reply:
    headline, *notes = answer.notes or (NOTHING,)
    return Reply(headline, tuple(notes), footer=version(answer.knowledge_version))


def _cards(shown: Sequence[Match], answer: Answer) -> Iterable[Card]:
    """Yield the card of each claim. If all have one source, only the first names it in full."""
    sources = sources_of(quote for match in shown for quote in match.claim.quotes)
    source = ""
    for match in shown:
        why = _why(match)
        yield claim_card(
            match.claim,
            match.responses,
            answer.speakers,
            reviews=match.reviews,
            why=why,
            source=source,
        )
        source = _SAME_SOURCE if len(sources) == 1 else ""


_SAME_SOURCE = "the same document"


def _why(match: Match) -> str:
    """Return the reasons of the match, and its confidence as a probability."""
    return "; ".join([*match.why, f"confidence {match.confidence:.2f}"])
