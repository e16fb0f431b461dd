"""Invented records, for what no shipped record shows: every stance, long quotes, markup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.gallery.shelf import answered, with_id
from bot.phrases.answers import choices_reply, choosable, reply_to
from bot.phrases.buttons import UNDER_CHOICES, UNDER_NOTHING
from bot.phrases.chat import will_tell_of_question
from bot.reply import Reply
from knowledge.answer import Answer, Match, Outcome
from knowledge.model import Answers, Claim, Quote, Response, Review, Role, Source, Speaker
from knowledge.vocabulary import SILENCES, Scope, SpeakerKind, Stance

VERSION = "0123456789ab"
MARKUP = "<!channel> @everyone <@U01> *x* _y_ ~z~ `c` [a](b) <https://a.example|b> &amp; > q"
_COST = "the roof had cost 9 million euros"
_SAID = "We have read the bill"
_ASKED = "Builders Ltd was asked about it on Monday"
_LONG = " ".join(f"Item {n} of the bill is {n * 1_000:,} euros for tiles." for n in range(1, 120))


def invented() -> Mapping[str, Reply]:
    """Return replies about an invented town hall."""
    unknown = _answer((), (), Outcome.NONE, notes=[f"No record of “{MARKUP}”."])
    return {
        **answered("every-stance", reply_to(_answer([_claim()], _every_stance()))),
        **answered("long-quote", reply_to(_answer([_claim(exact=_LONG)], ()))),
        **answered("published-source", reply_to(_answer([_claim(is_published=True)], ()))),
        **answered("reviewed", reply_to(_reviewed())),
        **answered("markup", reply_to(_answer([_claim(exact=MARKUP, text=MARKUP)], _marked()))),
        **with_id(
            "markup-choices",
            choosable(
                choices_reply(_answer([_claim(exact=MARKUP, text=MARKUP)], (), Outcome.CHOICES))
            ),
            UNDER_CHOICES,
        ),
        **with_id("markup-none", reply_to(unknown), UNDER_NOTHING),
        "markup-notify": will_tell_of_question(MARKUP, is_new=True),
    }


def _answer(
    claims: Sequence[Claim],
    responses: tuple[Response, ...],
    outcome: Outcome = Outcome.ANSWER,
    *,
    notes: Sequence[str] = (),
) -> Answer:
    matches = tuple(Match(claim, 0.97, responses, ("has “roof”",)) for claim in claims)
    speakers = {speaker.id: speaker for speaker in _SPEAKERS}
    return Answer("", outcome, "", 0.97, matches, speakers, tuple(notes), VERSION)


_SPEAKERS = (
    Speaker("jane-roe", SpeakerKind.PERSON, "Jane Roe", roles=(Role("Mayor", "Town of Exton"),)),
    Speaker("john-doe", SpeakerKind.PERSON, "John Doe", roles=(Role("Director"),)),
    Speaker("builders-ltd", SpeakerKind.ORGANISATION, "Builders Ltd"),
    Speaker("radio-example", SpeakerKind.OUTLET, "Radio Example"),
    Speaker("marked", SpeakerKind.UNNAMED_GROUP, MARKUP),
)


def _source(exact: str, *, is_published: bool) -> Source:
    said = f"Mayor Jane Roe said {exact}, Radio Example reported."
    text = f"{said}\n“{_SAID},” said John Doe. {_ASKED}.\n"
    read_on, language = date(2024, 5, 2), "en"
    if not is_published:
        return Source("exton-courier-roof", text, read_on, language)
    return Source(
        "exton-courier-roof",
        text,
        read_on,
        language,
        title="Roof row in Exton",
        byline="Max Muster",
        publisher="Exton Courier",
        url="https://courier.example/2024/roof",
        published_on=date(2024, 5, 1),
        licence="CC BY 4.0",
    )


def _quote(exact: str, within: str, *, is_published: bool = False) -> Quote:
    source = _source(within, is_published=is_published)
    start = source.text.index(exact)
    return Quote(source, exact, start, start + len(exact))


def _claim(
    *,
    exact: str = _COST,
    text: str = "The town hall's new roof cost 9 million euros.",
    is_published: bool = False,
) -> Claim:
    said_by = ("marked",) if exact == MARKUP else ("jane-roe",)
    quotes = (_quote(exact, exact, is_published=is_published),)
    day = date(2024, 4, 30) if is_published else None
    return Claim("roof-cost", text, quotes, said_by, via=("radio-example",), said_on=day)


def _response(stance: Stance, scope: Scope = Scope.EXACT, party: str = "john-doe") -> Response:
    silent = stance in SILENCES
    return Response(
        id=f"roof-{stance.value.replace('_', '-')}",
        stance=stance,
        text="An answer about the roof.",
        quotes=(_quote(_ASKED if silent else _SAID, _COST),),
        answers=(Answers("roof-cost", scope),),
        by=() if silent else (party,),
        silent=("builders-ltd",) if silent else (),
        on_behalf_of=() if silent else ("builders-ltd",),
    )


def _every_stance() -> tuple[Response, ...]:
    scopes = {Stance.ADMITS_IN_PART: Scope.PART, Stance.COUNTERS: Scope.BROADER}
    return tuple(_response(stance, scopes.get(stance, Scope.EXACT)) for stance in Stance)


def _reviewed() -> Answer:
    """Return a denied claim with more reviews than are shown in full."""
    wrote = "The figure holds for the roof and the scaffold together."
    reviews = (
        _review("exton-checks", "Exton Checks", rating="Half true", reviewed_on=date(2024, 5, 3)),
        _review("roof-facts", MARKUP, text=wrote, url="https://facts.example/<x>"),
        _review("exton-monitor", "Exton Monitor"),
    )
    denied = _answer([_claim()], (_response(Stance.DENIES),))
    (match,) = denied.matches
    claim = replace(match.claim, said_in="a mailer")
    return replace(denied, matches=(replace(match, claim=claim, reviews=reviews),))


def _review(id_: str, publisher: str, **fields: Any) -> Review:
    filled = {"url": f"https://{id_}.example/roof", **fields}
    return Review(id_, publisher, ("roof-cost",), **filled)


def _marked() -> tuple[Response, ...]:
    return (_response(Stance.DENIES, party="marked"),)
