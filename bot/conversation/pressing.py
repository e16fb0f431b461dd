"""A button was pressed under a reply: what was kept with the reply says what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.conversation.known import Known, id_of
from bot.conversation.manners import Manners
from bot.conversation.place import Place, Press
from bot.conversation.replying import LOOK_UPS, Kind, Replies
from bot.conversation.sharing import Sharing
from bot.phrases import chat
from bot.phrases.buttons import UNDER_CHOICES, under_claims
from bot.phrases.reasons import CHOSEN, sources_of_claims_reply, why_reply
from bot.reply import Act, Reply
from knowledge.store.conversation_port import (
    AskedQuestion,
    SentReply,
    Subscription,
    Suggestion,
)


@dataclass(frozen=True, slots=True)
class Pressing:
    """Does what buttons say."""

    known: Known
    manners: Manners
    sharing: Sharing
    replies: Replies

    def press(self, press: Press) -> Reply:
        """Return what pressing shows: for the person alone, except what is shared."""
        found = self.known.kept.find_reply(press.reply, space=press.place.space)
        if found is None:
            return chat.gone()
        match press.act:
            case Act.CHOOSE | Act.SHOW:
                return self._chosen(press, found)
            case Act.SOURCES:
                return self._sources(press.place, found)
            case Act.WHY:
                return self._why(press.place, found)
            case Act.NOT_THIS:
                return self._not_this(press, found)
            case Act.NOTIFY:
                return self._notify(press.place, found)
            case Act.SHARE:
                return self.sharing.share(press, found)
            case Act.HELPFUL:
                self._opinion(press.place, found, is_helpful=True)
                return chat.thanks()

    def _chosen(self, press: Press, found: SentReply) -> Reply:
        """Show the claim of that number. Under it, what was not chosen is what is next."""
        if not 0 <= press.number < len(found.offered):
            return chat.gone()
        claim, place = found.offered[press.number], press.place
        matches = self.known.matches([claim], place.space)
        if not matches:
            return chat.claim_gone()
        was_asked = bool(found.question) and found.kind not in LOOK_UPS
        can_share = not place.is_direct and not self.manners.is_off(place)
        others = [other for other in found.offered if other != claim]
        shown = self.known.shown_again(matches, place.space, reason=CHOSEN)
        return self.replies.keep(
            replace(shown, is_private=True),
            Kind.CARD,
            id_=id_of(press.key),
            place=place,
            buttons=under_claims(was_asked=was_asked, can_share=can_share),
            question=found.question if was_asked else "",
            offered=others if was_asked else (),
        )

    def _sources(self, place: Place, found: SentReply) -> Reply:
        matches = self.known.matches(found.shown, place.space)
        if not matches:
            return _nothing_left(found.shown)
        version = self.known.store.knowledge_version()
        return sources_of_claims_reply(matches, self.known.speakers(place.space), version)

    def _why(self, place: Place, found: SentReply) -> Reply:
        # Not strict: reasons hold words of the question, and may have been forgotten with it.
        why = {claim: text for claim, text in zip(found.shown, found.why, strict=False) if text}
        matches = self.known.matches(why, place.space)
        if not matches:
            return _nothing_left(tuple(why))
        claims = [match.claim for match in matches]
        return why_reply(claims, self.known.speakers(place.space), why, found.knowledge_version)

    def _not_this(self, press: Press, found: SentReply) -> Reply:
        """Tell the desk, and offer what else may be meant."""
        place = press.place
        self._opinion(place, found, is_helpful=False)
        is_choices = found.kind == Kind.CHOICES
        question = self._question(found)
        if question:
            self._rule_out(place, question, found.offered if is_choices else found.shown)
        others = self.known.matches(() if is_choices else found.offered, place.space)
        if not others:
            return chat.nothing_else(is_for_desk=question is not None)
        reply = self.known.offered_instead(others, place.space)
        return self.replies.keep(
            chat.something_else(reply, is_for_desk=question is not None),
            Kind.CHOICES,
            id_=id_of(press.key),
            place=place,
            buttons=UNDER_CHOICES,
            question=found.question,
            offered=[match.claim.id for match in others],
        )

    def _question(self, found: SentReply) -> AskedQuestion | None:
        return self.known.kept.find_question(found.question) if found.question else None

    def _opinion(self, place: Place, found: SentReply, *, is_helpful: bool) -> None:
        asker = self.known.asker(place)
        self.known.kept.keep_feedback(found.id, asker, is_helpful=is_helpful)

    def _rule_out(self, place: Place, question: AskedQuestion, claims: Sequence[str]) -> None:
        """Suggest to the desk that the question does not mean these claims."""
        asker, now = self.known.asker(place), self.known.clock()
        for claim in claims:
            self.known.kept.suggest(Suggestion(place.space, asker, question.text, claim, now))

    def _notify(self, place: Place, found: SentReply) -> Reply:
        """Subscribe to the claims that are shown, or to the question if there is none."""
        wanted = Subscription(place.space, place.person, self.known.asker(place))
        subscribe = self.known.kept.subscribe
        if found.shown:
            are_new = [subscribe(replace(wanted, claim=claim)) for claim in found.shown]
            return chat.will_tell_of_claims(len(found.shown), is_new=any(are_new))
        question = self._question(found)
        if question is None:
            return chat.gone()
        is_new = subscribe(replace(wanted, question=question.id))
        return chat.will_tell_of_question(question.text, is_new=is_new)


def _nothing_left(shown: Sequence[str]) -> Reply:
    """Say that what was shown was withdrawn; or that nothing was, so that it cannot be meant."""
    return chat.claim_gone() if shown else chat.gone()
