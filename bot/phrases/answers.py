"""Answer -> Reply: what the bot says to a question, or that it says nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from bot.phrases.cards import claim_card, said_by
from bot.phrases.stances import summary
from bot.phrases.wording import count, listed_up_to, lower_first, sentence, shortened
from bot.reply import Listed, Reply
from knowledge.answer import Answer, Match, Outcome

CARDS = 10
"""So many claims are shown in full; of the others it is said how many they are."""
HEADLINE_CLAIM_CHARACTERS = 300
_NAMES = 4

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
        headline=_one(answer, matches[0]) if len(matches) == 1 else _several(answer),
        notes=tuple(notes),
        cards=tuple(
            claim_card(match.claim, match.responses, answer.speakers, why=_why(match))
            for match in shown
        ),
        footer=version(answer.knowledge_version),
    )


def _one(answer: Answer, match: Match) -> str:
    """Return "Claim by X, via Y: … Denied by Z.": all that matters, in one line."""
    claim = match.claim
    text = sentence(shortened(claim.text, HEADLINE_CLAIM_CHARACTERS))
    answered = summary(match.responses, claim.id, answer.speakers)
    return f"Claim by {said_by(claim, answer.speakers)}: {text} {answered}."


def _several(answer: Answer) -> str:
    """Return "6 claims by X are recorded. Each: denied by Z."."""
    summaries = Counter(
        summary(match.responses, match.claim.id, answer.speakers) for match in answer.matches
    )
    named = listed_up_to(_names(answer), _NAMES)
    recorded = f"{count(len(answer.matches), 'claim')} by {named} are recorded."
    if len(summaries) == 1:
        return f"{recorded} Each: {lower_first(next(iter(summaries)))}."
    parts = [f"{lower_first(said)} ({times})" for said, times in summaries.most_common()]
    return f"{recorded} Of these: {'; '.join(parts)}."


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
        named = listed_up_to(_names(answer), _NAMES)
        headline = f"Did you mean one of these {len(listing)} claims, by {named}?"
    notes = (*answer.notes, "Ask again with a few more words of the one that you mean.")
    return Reply(headline, notes, choices=listing, footer=version(answer.knowledge_version))


def _nothing(answer: Answer) -> Reply:
    headline, *notes = answer.notes or (NOTHING,)
    return Reply(headline, tuple(notes), footer=version(answer.knowledge_version))


def _names(answer: Answer) -> Iterable[str]:
    return (answer.speakers[said].name for match in answer.matches for said in match.claim.said_by)


def _why(match: Match) -> str:
    """Return the reasons of the match, and its confidence as a probability."""
    return "; ".join([*match.why, f"confidence {match.confidence:.2f}"])
