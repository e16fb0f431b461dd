"""Document -> drafts: what an article says that somebody claimed, denied or left unsaid.

Attributions (who said what) become statements; what the author states as fact becomes
statements of the author's; those that answer become responses, linked to what they answer
only where the text says so. Same text, same drafts, same ids. Nothing of it is published.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.intake.article.attribution import Attribution, attributions, sentences
from knowledge.intake.choosing import choose
from knowledge.intake.document import Document
from knowledge.intake.draft import Draft, DraftKind, DraftQuote, Proposed
from knowledge.intake.linking import Links, Said, links_of
from knowledge.intake.narration import narrated
from knowledge.intake.crediting import credited, with_names
from knowledge.intake.statements import Statement, hull, is_clause, of_attribution
from knowledge.intake.turns import with_turns
from knowledge.model import Span
from knowledge.vocabulary import SILENCES, Mode, Stance

AUTHOR = "the author"
"""Who is credited with the author's own words where the document names nobody."""
_ID_CHARACTERS = 12
_ONLY_ANSWERS = (
    frozenset({Stance.DENIES, Stance.REJECTS, Stance.DISPUTES, Stance.RETRACTS}) | SILENCES
)
_DENIAL = re.compile(
    r"^(?:no[,.] )?(?:that|this|it|which)(?:[’']s| is| was|[’']s not| isn[’']t| wasn[’']t)?"
    r"(?: (?:simply|just|plainly|completely|totally|entirely|absolutely|not|utterly|flatly))*"
    r" (?:true|false|untrue|wrong|incorrect|nonsense|absurd|baseless|a lie|lies|rubbish)\b"
    r"|\b(?:claims?|allegations?|accusations?|charges?|reports?|it|that|this)\b.{0,90}?\b(?:is|are|was|were)"
    r" (?:\w+ )?(?:false|untrue|baseless|unfounded|groundless|wrong|lies|nonsense|absurd|fabricated|not true)\b"
    r"|\b(?:false|unfounded|baseless|groundless|fabricated|untrue|absurd|repeated)(?: and \w+)? "
    r"(?:claims?|allegations?|accusations?|charges?)\b",
    re.IGNORECASE,
)
_NO_COMMENT = re.compile(
    r"\b(?:I|we) (?:can[’']?t|cannot|can not|won[’']t|will not|am not going to|are not going to)"
    r" (?:comment|discuss|speculate|say|talk)\b",
    re.IGNORECASE,
)
_ONLY_TALK = re.compile(
    r"(?:thanks?\b|good (?:morning|afternoon|evening)|hello\b|welcome\b|please\b|let me\b|I will let you\b|"
    r"I[’']ll let you\b|look,|well,? (?:thanks?|hello))",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3


def drafts_of(document: Document) -> tuple[Draft, ...]:
    """Return the drafts of a document in the order of its text."""
    text = document.text
    apart = (*document.boilerplate, *document.heading)
    found = list(with_names(text, with_turns(text, attributions(text, boilerplate=apart))))
    parts = sentences(text)
    author = document.byline or document.publisher or AUTHOR
    said = [each for each in map(_with_stance, _said(text, found, parts)) if _is_usable(each)]
    covered = [*apart, *map(hull, found)]
    said += narrated(text, parts, covered, author)
    said = sorted(_once(said), key=lambda each: (each.sentence, each.spans[0]))
    return tuple(_drafts(document, said, parts))


def _said(text: str, found: Sequence[Attribution], parts: Sequence[Span]) -> list[Statement]:
    starts = [start for start, _ in parts]
    statements: list[Statement] = []
    for number, each in enumerate(choose(text, found)):
        statements += of_attribution(text, number, each.attribution, each.inner, starts)
    return statements


def _is_usable(said: Statement) -> bool:
    """Whether this can be a record: somebody says something that can be checked, or answers."""
    if not said.speaker:
        return False
    if said.stance in _ONLY_ANSWERS:
        return True
    if said.about.rstrip('”"’').endswith("?") or _ONLY_TALK.match(said.about):
        return False
    is_long = len((said.text if said.is_accusing else said.about).split()) >= _FEWEST_WORDS
    return is_long and (_is_said(said) or _is_sentence(said))


def _is_said(said: Statement) -> bool:
    """Whether something is said of something: in the content, or with who said it."""
    return is_clause(said.about) or is_clause(said.text)


def _is_sentence(said: Statement) -> bool:
    """Whether these are a whole sentence of the speaker's own: no verb has to be known in it."""
    words = said.about.split()
    is_own = said.mode is Mode.DIRECT or said.lemma == ":"
    return is_own and len(words) > _FEWEST_WORDS and words[0][:1].isupper() and said.is_ended


def _with_stance(said: Statement) -> Statement:
    """Return the statement with the stance that its content has, where its cue has none."""
    if said.stance in (None, Stance.COUNTERS):
        if _NO_COMMENT.search(said.about):
            return replace(said, stance=Stance.DECLINES_TO_COMMENT)
        if _DENIAL.search(said.about):
            return replace(said, stance=Stance.DENIES)
    return said


def _once(said: Sequence[Statement]) -> list[Statement]:
    """Return the statements without those that say the same words of the same speaker again."""
    kept: dict[tuple[object, ...], Statement] = {}
    for each in said:
        kept.setdefault((each.spans, each.speaker), each)
    return list(kept.values())


def _drafts(document: Document, said: Sequence[Statement], parts: Sequence[Span]) -> list[Draft]:
    links = _linked(document.text, said, parts)
    ids = {id(each): _id(document, each, is_answer=id(each) in links) for each in said}
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
    answers = [each for each in said if each.stance in _ONLY_ANSWERS]
    claims = [each for each in said if each.stance not in _ONLY_ANSWERS]
    links: dict[int, Links] = {}
    earlier: list[tuple[Statement, Links]] = []
    ends = (text[start:end].rstrip('”"’) ') for start, end in parts)
    asked = frozenset(number for number, words in enumerate(ends) if words.endswith("?"))
    for each in answers:
        start, end = parts[each.sentence] if parts else each.hull
        sentence = text[min(start, each.hull[0]) : max(end, each.hull[1])]
        words = text[slice(*each.hull)]
        found = links_of(Said(each, words, sentence, asked, earlier), claims, text)
        links[id(each)] = found
        earlier.append((each, found))
    return links


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


def _id(document: Document, said: Statement, *, is_answer: bool) -> str:
    """Return an id made of the document's text, the place in it, and who is credited."""
    kind = DraftKind.RESPONSE if is_answer else DraftKind.CLAIM
    named = "\n".join([kind, said.speaker, repr(said.spans), document.text])
    return f"d{hashlib.sha256(named.encode('utf-8', 'replace')).hexdigest()[:_ID_CHARACTERS]}"
