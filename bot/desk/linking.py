"""What a question means, and whether two claims are the same: links that editors make.

A link acts on the next question at once. The question, or the report, is then dealt with.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from bot.conversation.place import Place
from bot.desk.doing import Doing
from bot.desk.items import Item, Thing
from bot.desk.looking import Looking
from bot.phrases.desk_done import Done
from bot.reply import Act
from knowledge.errors import NotFoundError, RecordError, StaleError
from knowledge.store.desk_port import (
    Change,
    ClaimRelation,
    DraftKind,
    DraftState,
    KeptDraft,
    Phrasing,
    Relation,
)


class WhyNotLinked(Protocol):
    """Says why a question, linked to a claim in a space, would not be answered with it."""

    def __call__(self, text: str, claim: str, *, space: str) -> str | None: ...


def nothing_against_it(text: str, claim: str, *, space: str) -> None:
    """Let every question be linked, where nothing knows how it would be answered in `space`."""


@dataclass(frozen=True, slots=True)
class Linking:
    """Links questions to claims, and claims to one another."""

    doing: Doing
    looking: Looking
    why_not_linked: WhyNotLinked

    def link(self, about: Item, claim: str, place: Place, why: str = "") -> Done:
        """Answer this question with that claim from now on."""
        text = self.looking.text(about, place.space)
        change = self.link_text(text, claim, place, why)
        self._close(about, place)
        return Done(Act.LINK, claim, text, change)

    def rule_out(self, about: Item, place: Place, why: str = "") -> Done:
        """Never show the claim of a report for its question again."""
        wrong = self.looking.wrong(about, place.space)
        change = self.link_text(wrong.text, wrong.claim, place, why, is_anti=True)
        self._close(about, place)
        return Done(Act.RULE_OUT, wrong.claim, wrong.text, change)

    def link_text(
        self, text: str, claim: str, place: Place, why: str, *, is_anti: bool = False
    ) -> int:
        """Link a wording to a claim, or rule the claim out for it; return the change.

        Raises `NotFoundError` if there is no such claim, and `RecordError` if the question would
        not be answered with it all the same: whoever waits for an answer would be told nothing.
        """
        if self.looking.claim_meant(claim, place.space) is None:
            raise NotFoundError(f"claim {claim}", "there is none with this id; look the id up")
        if not is_anti and (why_not := self.why_not_linked(text, claim, space=place.space)):
            raise RecordError(
                f"claim {claim}", "claim", f"linked, it would not be shown: {why_not}"
            )
        wanted = Phrasing(place.space, text, claim, is_anti)
        return self.doing.change(Change(link=(wanted,)), place, why)

    def dismiss(self, about: Item, place: Place) -> Done:
        """Deal with a question, a report or a draft by doing nothing."""
        if about.thing is Thing.DRAFT:
            return replace(self.doing.reject(about, place, ""), act=Act.DISMISS)
        text = self.looking.text(about, place.space)
        self._close(about, place)
        return Done(Act.DISMISS, about.id, text)

    def relate(self, draft: Item, act: Act, place: Place, *, which: int, why: str = "") -> Done:
        """Say how the two claims of a proposal hang together.

        `which` is 1 or 2: with `Act.REPEATS` that of the two which repeats the other.
        """
        found = self.looking.draft(draft, place.space)
        first, second = self._two(found)
        if act is Act.REPEATS and which == 2:
            first, second = second, first
        relation = ClaimRelation(place.space, first, _RELATIONS[act], second)
        change = self.doing.change(Change(relate=(relation,), closes=found.id), place, why)
        return Done(act, found.id, found.title, change)

    def _two(self, draft: KeptDraft) -> tuple[str, str]:
        if draft.kind is not DraftKind.SAME_CLAIM or len(draft.claims) != 2:
            raise NotFoundError(draft.id, "compares no two claims")
        if draft.state is not DraftState.WAITING:
            raise StaleError(draft.id, "was decided already")
        first, second = draft.claims
        return first, second

    def _close(self, about: Item, place: Place) -> None:
        desk = self.doing.known.desk
        match about.thing:
            case Thing.QUESTION:
                questions = self.looking.question(about, place.space).questions
                desk.close_questions(questions, space=place.space)
            case Thing.WRONG:
                wrong = self.looking.wrong(about, place.space)
                desk.close_wrong_match(wrong.text, wrong.claim, space=place.space)
            case _:
                raise NotFoundError(str(about), "is no question")


_RELATIONS = {
    Act.SAME: Relation.SAME_CLAIM,
    Act.REPEATS: Relation.REPEATS,
    Act.DIFFERENT: Relation.NOT_THE_SAME,
}
