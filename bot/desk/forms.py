"""Which form does a button open, and what is done with what came back?

The id of a form says which button of which reply opened it, and how the thing was then: a form
that comes back after a restart, or after somebody else's change, is understood.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.conversation.place import Filled, Place, Pointed
from bot.desk.doing import Doing
from bot.desk.items import Item, Thing
from bot.desk.linking import Linking
from bot.desk.looking import Looking
from bot.desk.recording import Recording
from bot.desk.unfinished import Unfinished
from bot.form import OPTIONS, Form, Problem
from bot.phrases import desk_forms as words
from bot.phrases.desk_done import Done, problem_of
from bot.phrases.desk_forms import CLAIM, WHY, WORDS
from bot.reply import Act
from knowledge.errors import NotFoundError, RecordError, StaleError
from knowledge.intake.amending import typed_answers
from knowledge.model import Claim

_SAME_FIELD: Mapping[str, str] = {
    "quotes": "quote",
    "by": "party",
    "silent": "party",
    "answers": CLAIM,
}
"""Under which field of a form a problem is shown whose record calls the field otherwise."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What opened a form: a button of a reply, and the stamp of what it was about."""

    act: Act
    reply: str
    number: int
    stamp: str = ""

    def __str__(self) -> str:
        return f"{self.act}:{self.reply}:{self.number}:{self.stamp}"


def opened_from(form: str) -> Opened | None:
    """Return what `str` made the form's id of; None if it is no id of ours."""
    act, _, rest = form.partition(":")
    reply, _, rest = rest.partition(":")
    number, _, stamp = rest.partition(":")
    is_ours = act in set(Act) and number.isascii() and number.isdecimal()
    return Opened(Act(act), reply, int(number), stamp) if is_ours else None


@dataclass(frozen=True, slots=True)
class Forms:
    """Opens forms, and does what came back."""

    doing: Doing
    looking: Looking
    linking: Linking
    recording: Recording
    unfinished: Unfinished

    def open(
        self, opened: Opened, item: Item, place: Place, typed: Mapping[str, str] | None = None
    ) -> Form:
        """Return the form, filled in as `typed` or as the thing is now."""
        form = self._form(
            replace(opened, stamp=self._stamp(opened, item, place)), item, place, typed
        )
        if not typed:
            return form
        fields = (replace(field, value=typed.get(field.id, field.value)) for field in form.fields)
        return replace(form, fields=tuple(fields))

    def submit(self, opened: Opened, item: Item, filled: Filled) -> Done | Form:
        """Do what was filled in; a form that comes back says what is wrong."""
        place, values = filled.place, {name: v.strip() for name, v in filled.values.items()}
        if opened.stamp != self._stamp(opened, item, place):
            raise StaleError(str(item), "was changed since the form was opened")
        form = self.open(opened, item, place)
        problems = [
            Problem(field.id, "Please fill this in.")
            for field in form.fields
            if field.is_required and not values.get(field.id)
        ]
        if problems:
            return self._back(opened, item, place, values, problems)
        try:
            done = self._do(opened, item, filled, values, form)
        except RecordError as error:
            problem = Problem(_field(error, form), problem_of(error))
            return self._back(opened, item, place, values, [problem])
        if isinstance(done, Form):
            return done
        self.unfinished.forget_typed(filled.form, place.space)
        return done

    def _do(
        self, opened: Opened, item: Item, filled: Filled, values: Mapping[str, str], form: Form
    ) -> Done | Form:
        place, why = filled.place, values.get(WHY, "")
        match opened.act:
            case Act.REJECT:
                return self.doing.reject(item, place, why)
            case Act.WITHDRAW:
                return self.doing.withdraw(item, place, why)
            case Act.EDIT:
                return self.doing.edit(item, _changed(form, values), place, why)
            case Act.RECORD_CLAIM | Act.RECORD_RESPONSE:
                message = self._message(item, place)
                return self.recording.record(opened.act, message, values, place, filled.key)
            case Act.ANSWERS | Act.LINK_OTHER:
                return self._choose(opened, item, place, values)
            case _:
                raise NotFoundError(str(opened), "opens no form")

    def _choose(
        self, opened: Opened, item: Item, place: Place, values: Mapping[str, str]
    ) -> Done | Form:
        """Take the claim that was chosen, or whose id was typed; words list claims instead."""
        meant = values.get(CLAIM) or values.get(WORDS, "")
        if not meant:
            why = "Choose a claim, or write its id or words of it."
            return self._back(opened, item, place, values, [Problem(WORDS, why)])
        claim = self.looking.claim_meant(meant, place.space)
        is_draft = opened.act is Act.ANSWERS and claim is None and self._is_draft(meant, place)
        if claim is None and not is_draft:
            # The words themselves are kept: the list is made of them again.
            found = self.looking.likely(meant, place.space, 1)
            why = "Choose one of these claims." if found else "No claim has that id or such words."
            field = CLAIM if found else WORDS
            return self._back(opened, item, place, {**values, CLAIM: ""}, [Problem(field, why)])
        id_ = claim.id if claim else meant
        if opened.act is Act.LINK_OTHER:
            return self.linking.link(item, id_, place)
        typed = typed_answers([{"claim": id_}])
        return self.doing.edit(item, {"answers": typed}, place, "", act=Act.ANSWERS)

    def _is_draft(self, id_: str, place: Place) -> bool:
        found = self.looking.find_by_id(id_, place.space)
        return found is not None and found.thing is Thing.DRAFT

    def _form(
        self, opened: Opened, item: Item, place: Place, typed: Mapping[str, str] | None
    ) -> Form:
        id_ = str(opened)
        match opened.act:
            case Act.REJECT:
                return words.why_form(id_, "Reject this draft", "Reject")
            case Act.WITHDRAW:
                return words.why_form(id_, "Withdraw this record", "Withdraw")
            case Act.EDIT:
                return self._edit_form(id_, item, place)
            case Act.RECORD_CLAIM:
                message = self._message(item, place)
                return words.claim_form(id_, message.text, message.author)
            case Act.RECORD_RESPONSE:
                message = self._message(item, place)
                claims = self._answered(message, typed or {})
                return words.response_form(id_, message.text, message.author, claims)
            case Act.ANSWERS:
                claims = self._claims(item, place, typed)
                return words.choose_form(id_, "What it answers", "It answers", claims)
            case Act.LINK_OTHER:
                claims = self._claims(item, place, typed)
                return words.choose_form(id_, "What it means", "The question means", claims)
            case _:
                raise NotFoundError(str(opened), "opens no form")

    def _edit_form(self, id_: str, item: Item, place: Place) -> Form:
        plain = self.looking.plain(item, place.space)
        ids = [id_ for name in ("said_by", "by", "silent") for id_ in plain.get(name, [])]
        return words.edit_form(id_, plain, self.doing.known.speakers(ids, place.space))

    def _claims(self, item: Item, place: Place, typed: Mapping[str, str] | None) -> list[Claim]:
        """Return the claims to choose from: those of the words typed, or the likeliest."""
        text = (typed or {}).get(WORDS) or self.looking.text(item, place.space)
        is_draft = item.thing is Thing.DRAFT
        first = self.looking.draft(item, place.space).claims if is_draft else ()
        return self.looking.likely(text, place.space, OPTIONS, first=first)

    def _answered(self, message: Pointed, typed: Mapping[str, str]) -> list[Claim]:
        """Return the claims that a message may answer: those shown in its thread come first.

        Once it is restated, the others are those that the restatement may mean.
        """
        place, kept = message.place, self.doing.known.kept
        shown = sorted(kept.claims_shown(place.space, place.channel, place.thread))
        first = [typed.get(CLAIM, ""), *shown]
        text = typed.get("text") or message.text
        return self.looking.likely(text, place.space, OPTIONS, first=first)

    def _back(
        self,
        opened: Opened,
        item: Item,
        place: Place,
        values: Mapping[str, str],
        problems: list[Problem],
    ) -> Form:
        form = replace(self.open(opened, item, place, values), problems=tuple(problems))
        self.unfinished.keep_typed(form.id, values, place.space)
        return form

    def _message(self, item: Item, place: Place) -> Pointed:
        message = self.unfinished.find_message(item, place.space)
        if message is None:
            raise NotFoundError(str(item), "is not kept any more")
        return message

    def _stamp(self, opened: Opened, item: Item, place: Place) -> str:
        return self.looking.stamp(item, place.space) if opened.act is Act.EDIT else ""


def _changed(form: Form, values: Mapping[str, str]) -> dict[str, str]:
    """Return what was changed: a long text is shown cut, and must not be kept so."""
    shown = {field.id: field.value for field in form.fields if field.id != WHY}
    return {
        name: values.get(name, "")
        for name, value in shown.items()
        if values.get(name, "") != value.strip()
    }


def _field(error: RecordError, form: Form) -> str:
    ids = {field.id for field in form.fields}
    if error.field in ids:
        return error.field
    other = _SAME_FIELD.get(error.field, "")
    return other if other in ids else ""
