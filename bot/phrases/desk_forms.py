"""What editors are asked to fill in. Five fields at most: what a narrow platform shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.form import OPTIONS, TEXT_CHARACTERS, Field, FieldKind, Form, Option
from bot.phrases.desk_pages import STANCES
from bot.phrases.wording import shortened
from knowledge.intake.amending import PARTY, typed_answers
from knowledge.model import Claim, Speaker
from knowledge.vocabulary import SILENCES

WHY, CLAIM, WORDS = "why", "claim", "words"
"""Fields that are no field of a record: the reason, a chosen claim, a claim's id or words."""
_LABEL_CHARACTERS = 72
_NAMES = "Names or ids, with ; between them"

Names = Mapping[str, Speaker]
Plain = Mapping[str, Any]


def why_form(id_: str, title: str, submit: str) -> Form:
    """Ask for a reason alone."""
    return Form(id_, title, (_why(),), submit)


def edit_form(id_: str, plain: Plain, speakers: Names) -> Form:
    """Ask for the fields of a record, or of a draft, and why they change."""
    match plain["record"]:
        case "claim":
            fields = _claim_fields(plain, speakers)
        case "response":
            fields = _response_fields(plain, speakers)
        case kind:
            fields = tuple(_text_field(name, plain) for name in _OTHERS[kind])
    # A field that is shown cut is only changed if it is typed anew (bot/desk/forms.py).
    fitting = (replace(field, value=field.value[: field.limit]) for field in fields)
    return Form(id_, f"Edit this {plain['record']}", (*fitting, _why()), "Save")


_OTHERS: Mapping[str, tuple[str, ...]] = {
    "review": ("rating", "text", "url", "reviewed_on"),
    "source": ("title", "byline", "publisher", "url"),
    "speaker": ("name", "kind"),
}


def _claim_fields(plain: Plain, speakers: Names) -> tuple[Field, ...]:
    return (
        _text(plain.get("text", "")),
        _people("said_by", "Said by", plain.get("said_by", []), speakers),
        _said_on(plain),
        _hedge(plain),
    )


def _response_fields(plain: Plain, speakers: Names) -> tuple[Field, ...]:
    who = plain.get("silent" if plain["stance"] in SILENCES else "by", [])
    answers = Field(
        "answers",
        "Which claims it answers (ids)",
        value=typed_answers(plain.get("answers", [])),
        hint="Ids with ; between them; (part) or (broader) after one that it answers so",
        is_required=False,
        limit=1_000,
    )
    return (
        _text(plain.get("text", "")),
        _stance(plain["stance"]),
        _people(PARTY, "Who answered, or stayed silent", who, speakers),
        answers,
    )


def claim_form(id_: str, text: str, author: str) -> Form:
    """Ask what a message claims."""
    return Form(
        id_,
        "Record a claim",
        (
            _text(""),
            _quote(text),
            Field("said_by", "Said by", value=author[:300], hint=_NAMES),
            Field(
                "said_on",
                "Said on",
                FieldKind.DATE,
                is_required=False,
                limit=10,
                hint="Empty: the message’s day, if its author said it",
            ),
            _hedge({}),
        ),
        "Record",
    )


def response_form(id_: str, text: str, author: str, claims: Sequence[Claim]) -> Form:
    """Ask what a message answers."""
    return Form(
        id_,
        "Record a response",
        (
            _text(""),
            _quote(text),
            Field(PARTY, "Who answered, or stayed silent", value=author[:300], hint=_NAMES),
            _stance(""),
            _claim(claims, "The claim that it answers"),
        ),
        "Record",
    )


def choose_form(id_: str, title: str, label: str, claims: Sequence[Claim]) -> Form:
    """Ask which claim is meant: one that is listed, or another."""
    words = Field(
        WORDS,
        "Or another claim: its id, or words of it",
        is_required=not claims,
        hint="Words list other claims to choose from",
    )
    listed = (_claim(claims, label, is_required=False),) if claims else ()
    return Form(id_, title, (*listed, words), "Save")


def _text(value: str) -> Field:
    return Field(
        "text",
        "What was said, restated neutrally",
        FieldKind.LONG,
        value[:1_000],
        limit=1_000,
        hint="One sentence that makes sense alone",
    )


def _quote(text: str) -> Field:
    return Field(
        "quote",
        "The words that say so, to the letter",
        FieldKind.LONG,
        text[:TEXT_CHARACTERS],
        limit=TEXT_CHARACTERS,
    )


def _people(name: str, label: str, ids: Sequence[str], speakers: Names) -> Field:
    value = "; ".join(ids)
    named = ", ".join(speakers[id_].name for id_ in ids if id_ in speakers)
    return Field(name, label, value=value, limit=1_000, hint=shortened(named, 100) or _NAMES)


def _said_on(plain: Plain) -> Field:
    value = plain.get("said_on", "")
    return Field("said_on", "Said on", FieldKind.DATE, value, is_required=False, limit=10)


def _hedge(plain: Plain) -> Field:
    value = plain.get("hedge", "")
    hint = "As it was hedged: “may”, “considering”"
    return Field("hedge", "Hedge", value=value, is_required=False, hint=hint)


def _stance(value: str) -> Field:
    options = tuple(Option(stance.value, said) for stance, said in STANCES.items())
    return Field("stance", "What it does to the claim", FieldKind.CHOICE, value, options)


def _claim(claims: Sequence[Claim], label: str, *, is_required: bool = True) -> Field:
    return Field(CLAIM, label, FieldKind.CHOICE, "", claim_options(claims), is_required)


def claim_options(claims: Sequence[Claim]) -> tuple[Option, ...]:
    """Return these claims to choose from."""
    return tuple(
        Option(claim.id, shortened(" ".join(claim.text.split()), _LABEL_CHARACTERS))
        for claim in claims[:OPTIONS]
    )


def _text_field(name: str, plain: Plain) -> Field:
    label = name.replace("_", " ").capitalize()
    value = str(plain.get(name, ""))[:TEXT_CHARACTERS]
    return Field(name, label, value=value, is_required=False, limit=TEXT_CHARACTERS)


def _why() -> Field:
    return Field(WHY, "Why", limit=500, hint="Kept in the history, for editors")
