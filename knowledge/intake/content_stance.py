"""Does what was said answer something, though the verb is only "said"?

"That is not true", "the claims of the UK were false", "I can't comment on that": the words tell.
"""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.intake.statements import Statement
from knowledge.vocabulary import Stance

_CLAIMS = "claims?|allegations?|accusations?|charges?"
_FALSE = "false|untrue|baseless|unfounded|groundless|wrong|lies|nonsense|absurd|fabricated|not true"
_DENIAL = re.compile(
    # "That is simply not true", as a sentence of its own
    r"^(?:no[,.] )?(?:that|this|it|which)(?:[’']s| is| was|[’']s not| isn[’']t| wasn[’']t)?"
    r"(?: (?:simply|just|plainly|completely|totally|entirely|absolutely|not|utterly|flatly))*"
    r" (?:true|false|untrue|wrong|incorrect|nonsense|absurd|baseless|a lie|lies|rubbish)\b"
    # "the claims of the UK were false"
    rf"|\b(?:{_CLAIMS}|reports?|it|that|this)\b.{{0,90}}?"
    rf"\b(?:is|are|was|were) (?:\w+ )?(?:{_FALSE})\b"
    # "level false and repeated claims"
    r"|\b(?:false|unfounded|baseless|groundless|fabricated|untrue|absurd)(?: and \w+)? "
    rf"(?:{_CLAIMS})\b",
    re.IGNORECASE,
)
_AGREES = re.compile(r"^(?:that|this|it)(?:[’']s| is| was)(?: \w+)? true\b", re.IGNORECASE)
_NO_COMMENT = re.compile(
    r"\b(?:I|we) (?:can[’']?t|cannot|can not|won[’']t|will not|am not going to|are not going to)"
    r" (?:comment|discuss|speculate|say|talk)\b",
    re.IGNORECASE,
)


def with_stance(said: Statement) -> Statement:
    """Return the statement with the stance that its words have, where its verb has none."""
    if said.stance in (None, Stance.COUNTERS):
        if _NO_COMMENT.search(said.about):
            return replace(said, stance=Stance.DECLINES_TO_COMMENT)
        if _DENIAL.search(said.about) and not _is_agreement(said.about):
            return replace(said, stance=Stance.DENIES)
    if said.stance is Stance.CONFIRMS and said.lemma == "acknowledge":
        return replace(said, stance=Stance.ADMITS_IN_PART)
    return said


def _is_agreement(words: str) -> bool:
    return bool(_AGREES.match(words)) and " not " not in words[:40]
