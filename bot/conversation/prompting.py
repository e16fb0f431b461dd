"""Which questions are suggested to somebody who does not know what to ask? Answerable ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from threading import Lock

from bot.conversation.known import Known
from bot.conversation.place import Suggested
from bot.phrases.suggestions import answers_of, claims_of, prompt_label, who_said
from knowledge.answer import Match, Outcome
from knowledge.answering import answer
from knowledge.store.port import PUBLIC
from knowledge.vocabulary import SILENCES

PROMPTS = 4
PROMPT_CHARACTERS = 150
_LOOKED_AT_CLAIMS = 50
_TRIED = 10


@dataclass(slots=True)
class Prompting:
    """Suggests questions about public records."""

    known: Known
    _version: str = ""
    _prompts: tuple[Suggested, ...] = ()
    _lock: Lock = field(default_factory=Lock)

    def prompts(self) -> tuple[Suggested, ...]:
        """Return at most `PROMPTS` questions, made once for each knowledge version."""
        version = self.known.store.knowledge_version()
        with self._lock:
            if self._version != version:
                chosen = self._chosen()
                self._prompts = tuple(Suggested(asked, prompt_label(asked)) for asked in chosen)
                self._version = version
            return self._prompts

    def _chosen(self) -> Sequence[str]:
        """Return of each sort of question the first that has an answer."""
        chosen: list[str] = []
        for sort in self._sorts():
            tried = (q for q in sort if q not in chosen and len(q) <= PROMPT_CHARACTERS)
            answered = (q for q in islice(tried, _TRIED) if self._is_answered(q))
            chosen += islice(answered, 1)
        return chosen[:PROMPTS]

    def _sorts(self) -> Iterable[Iterable[str]]:
        store, speakers = self.known.store, self.known.speakers(PUBLIC)
        claims = store.list_claims(limit=_LOOKED_AT_CLAIMS, space=PUBLIC)
        matches = self.known.matches(claims, PUBLIC)
        spoken = [r for m in matches for r in m.responses if r.stance not in SILENCES]
        answered = {answers.claim for response in spoken for answers in response.answers}
        short = sorted(matches, key=lambda match: len(match.claim.text))
        yield (self._who_said(match) for match in short if match.claim.id in answered)
        said = [speaker for match in matches if match.responses for speaker in match.claim.said_by]
        yield (claims_of(speakers[s]) for s in sorted(set(said), key=lambda s: -said.count(s)))
        parties = (party for r in spoken for party in (*r.on_behalf_of, *r.by))
        yield (answers_of(speakers[party]) for party in dict.fromkeys(parties))
        yield (self._who_said(match) for match in short)

    def _who_said(self, match: Match) -> str:
        text = match.claim.text
        names = self.known.names(PUBLIC)
        return who_said(text, begins_with_name=bool(names.mentioned(text.split()[0])))

    def _is_answered(self, question: str) -> bool:
        return answer(question, self.known.matcher).outcome is Outcome.ANSWER
