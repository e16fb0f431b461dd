"""Document -> drafts: what an article says that somebody claimed, denied or left unsaid.

Attributions (who said what) become statements; what the author states as fact becomes
statements of the author's; those that answer become responses, linked to what they answer
only where the text says so. Same text, same drafts, same ids. Nothing of it is published.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.intake.article.attribution import Attribution, attributions, sentences
from knowledge.intake.choosing import choose
from knowledge.intake.content_stance import with_stance
from knowledge.intake.crediting import credited, with_names
from knowledge.intake.document import Document
from knowledge.intake.draft import Draft, DraftKind, DraftQuote, Proposed
from knowledge.intake.linking import Links, Said, links_of, takes_up
from knowledge.intake.narration import narrated
from knowledge.intake.parties import content_words
from knowledge.intake.silences import silences
from knowledge.intake.splitting import hull, is_clause
from knowledge.intake.statements import Statement, of_attribution, sentence_at
from knowledge.intake.turns import with_turns
from knowledge.intake.unnamed import claimed, claimed_in
from knowledge.model import Span
from knowledge.vocabulary import SILENCES, Mode, Stance

AUTHOR = "the author"
"""Who is credited with the author's own words where the document names nobody."""
_ID_CHARACTERS = 12
_ONLY_ANSWERS = (
    frozenset({Stance.DENIES, Stance.REJECTS, Stance.DISPUTES, Stance.RETRACTS}) | SILENCES
)
_ONLY_TALK = re.compile(
    r"(?:thanks?\b|good (?:morning|afternoon|evening)|hello\b|welcome\b|please\b|let me\b|"
    r"I(?: will|[’']ll) let you\b|look,|well,? (?:thanks?|hello))",
    re.IGNORECASE,
)
_EMPTY = content_words("similar same such new claims accusations allegations charges things")
_FEWEST_WORDS = 3


def drafts_of(document: Document) -> tuple[Draft, ...]:
    """Return the drafts of a document in the order of its text."""
    text = document.text
    apart = (*document.boilerplate, *document.heading)
    found = list(with_names(text, with_turns(text, attributions(text, boilerplate=apart))))
    parts = sentences(text)
    author = document.byline or document.publisher or AUTHOR
    said = [each for each in map(with_stance, _said(text, found, parts)) if _is_usable(each)]
    covered = [*apart, *map(hull, found), *(each.hull for each in said)]
    said += narrated(text, parts, covered, author)
    said = sorted(_once(said), key=lambda each: (each.sentence, each.spans[0]))
    return tuple(_drafts(document, said, parts))


def _said(text: str, found: Sequence[Attribution], parts: Sequence[Span]) -> list[Statement]:
    starts = [start for start, _ in parts]
    statements: list[Statement] = []
    for number, each in enumerate(choose(text, found)):
        statements += of_attribution(text, number, each.attribution, each.inner, starts)
        place = sentence_at(starts, hull(each.attribution)[0])
        reported = claimed_in(text, each.attribution, place)
        statements += [reported] if reported else []
    known = [each.hull for each in statements if each.stance in SILENCES]
    return [*statements, *claimed(text, parts), *silences(text, parts, known)]


def _is_usable(said: Statement) -> bool:
    """Whether this can be a record: somebody says something that can be checked, or answers."""
    if not said.speaker:
        return False
    if said.stance in _ONLY_ANSWERS:
        return True
    if said.about.rstrip('”"’').endswith("?") or _ONLY_TALK.match(said.about):
        return False
    if not content_words(said.about) - _EMPTY:
        return False
    is_long = len((said.text if said.is_accusing else said.about).split()) >= _FEWEST_WORDS
    return is_long and (_is_said(said) or _is_sentence(said))


def _is_said(said: Statement) -> bool:
    """Whether something is said of something: in the content, or with who said it."""
    return said.is_clause or is_clause(said.text) or said.lemma in ("blame", "call")


def _is_sentence(said: Statement) -> bool:
    """Whether these are a whole sentence of the speaker's own: no verb has to be known in it."""
    words = said.about.split()
    is_own = said.mode is Mode.DIRECT or said.lemma == ":"
    return is_own and len(words) > _FEWEST_WORDS and words[0][:1].isupper() and said.is_ended


def _once(said: Sequence[Statement]) -> list[Statement]:
    """Return the statements without those that say the same words of the same speaker again."""
    kept: dict[tuple[object, ...], Statement] = {}
    for each in said:
        kept.setdefault((each.spans, each.speaker), each)
    return list(kept.values())


def _drafts(document: Document, said: Sequence[Statement], parts: Sequence[Span]) -> list[Draft]:
    links = _linked(document.text, said, parts)
    digest = hashlib.sha256(document.text.encode("utf-8", "replace")).hexdigest()
    ids = {id(each): _id(digest, each, is_answer=id(each) in links) for each in said}
    drafts = []
    for each in said:
        found = links.get(id(each))
        draft = _draft(document, each, ids[id(each)])
        if found is not None:
            draft = replace(
                draft,
                kind=DraftKind.RESPONSE,
                answers=tuple(ids[id(claim)] for claim in found.answers),
                proposed=tuple(Proposed(ids[id(claim)], why) for claim, why in found.proposed),
            )
        else:
            draft = replace(draft, stance=None)
        drafts.append(draft)
    return drafts


def _linked(text: str, said: Sequence[Statement], parts: Sequence[Span]) -> dict[int, Links]:
    """Return for each response what it answers, by `id`. All others are claims."""
    claims = [each for each in said if each.stance not in _ONLY_ANSWERS]
    places = _Places.of(text, parts)
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
        if each.stance in _ONLY_ANSWERS:
            found = links_of(asked, claims, text)
        else:
            found = takes_up(asked, claims, text)
            if not (found.answers or found.proposed):
                continue  # it confirms or admits what nobody here has said: a claim
        links[id(each)] = found
        earlier.append((each, found))
    # What turned out to be an answer itself is no claim that another could answer.
    return {key: found.without(lambda claim: id(claim) in links) for key, found in links.items()}


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


def _draft(document: Document, said: Statement, id_: str) -> Draft:
    return Draft(
        id_,
        DraftKind.CLAIM,
        said.text,
        tuple(DraftQuote.of(document.text, span) for span in said.spans),
        credited(said),
        said.mode,
        cue=said.cue,
        via=said.via,
        stance=said.stance,
        hedge=said.hedge,
        said_as_written=said.said_as_written,
    )


def _id(digest: str, said: Statement, *, is_answer: bool) -> str:
    """Return an id made of the document's text, the place in it, and who is credited."""
    kind = DraftKind.RESPONSE if is_answer else DraftKind.CLAIM
    named = "\n".join([kind, said.speaker, repr(said.spans), digest])
    return f"d{hashlib.sha256(named.encode('utf-8', 'replace')).hexdigest()[:_ID_CHARACTERS]}"
