"""Who is said not to have answered? Sentences that say so without saying what was asked.

"The mayor did not respond", "Doe had no comment", "the ministry has yet to reply". The party is
what stands before these words in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.intake.splitting import as_sentence
from knowledge.intake.statements import Statement
from knowledge.intake.unnamed import NOBODY
from knowledge.model import Span
from knowledge.vocabulary import Mode, Stance

_NOT = (
    r"(?:did not|didn[’']t|has not|hasn[’']t|have not|haven[’']t|had not|hadn[’']t|does not|do not)"
)
_SILENT = (
    (
        Stance.DID_NOT_RESPOND,
        rf"(?:(?:{_NOT})(?: \w+ly)? (?:respond|responded|reply|replied|answer|answered)"
        r"|(?:has|had|have) yet to (?:respond|reply|answer))",
    ),
    (
        Stance.DECLINES_TO_COMMENT,
        r"(?:(?:has|had|have|offered|gave) no comment|(?:would|will) not comment"
        r"|(?:declined|refused|declines|refuses) to comment)",
    ),
)
_NAME = r"(?P<who>\w[\w’'.&-]*(?: [\w’'.&-]+){0,8}?)"
_PATTERNS = tuple(
    (stance, re.compile(rf"(?:\A|[,;:] |\b(?:but|and|while) )[“\"]?{_NAME} (?P<cue>{words})\b"))
    for stance, words in _SILENT
)
_NO_PARTY = re.compile(
    r"(?:he|she|it|they|we|i|you|who|which|that|what|neither|nobody|none|no one|but|and|while)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(r"(?:but|and|while|however|still|when),? ", re.IGNORECASE)


def silences(text: str, parts: Sequence[Span], known: Sequence[Span]) -> Iterator[Statement]:
    """Yield the silences that sentences report, where the sentence has none of those `known`."""
    taken = sorted(known)
    for number, (start, end) in enumerate(parts):
        if not any(s < end and start < e for s, e in taken):
            yield from _silence(text, (start, end), number)


def _silence(text: str, part: Span, number: int) -> Iterator[Statement]:
    sentence = text[slice(*part)]
    for stance, pattern in _PATTERNS:
        found = pattern.search(sentence)
        if found is None:
            continue
        who = _LEADING.sub("", found["who"])
        if who and not _NO_PARTY.match(who):
            start = part[0] + found.end("who") - len(who)
            span = (start, part[0] + len(sentence.rstrip(' .”"\n\r')))
            said = as_sentence(text[slice(*span)])
            yield Statement(
                said,
                (span,),
                span,
                who,
                number,
                Mode.INDIRECT,
                attribution=NOBODY,
                cue=found["cue"],
                stance=stance,
            )
        return
