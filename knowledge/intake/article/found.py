"""What is an attribution? As it is handed out, and as one sentence has it."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.intake.article.lexicon import Cue
from knowledge.model import Span
from knowledge.vocabulary import Mode, Stance


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody is said to have said something: source, cue and content, as spans of the text.

    `speaker` is the name in full as the text has it ("John Kirby"), or the words of the source
    ("two officials"), or "" if nobody is named. `role` and `organisation` are what the text says.
    `stance` is that of cues that answer something ("denied"); None for plain and accusing ones.
    `via` is who carried it, outermost first. `within` is the index of the attribution that this
    one is nested in. A bare quotation has no cue.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    speaker: str
    role: str
    organisation: str
    mode: Mode
    stance: Stance | None
    is_accusing: bool
    via: tuple[str, ...]
    hedge: str | None
    said_as_written: str | None
    within: int | None
    cue_lemma: str


@dataclass(frozen=True, slots=True)
class Reading:
    """An attribution as one sentence has it: who "he" is, is not known yet.

    `beside` is what is set off beside the source, `unit` the sentence, `cited` what a "citing …"
    before the source names. `is_open`: the content follows in the next sentence.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: Span | None
    beside: Span | None
    unit: Span
    paragraph: int
    lemma: str
    kind: str
    entry: Cue
    stance: Stance | None = None
    is_open: bool = False
    cited: Span | None = None

    @property
    def at(self) -> int:
        """Where the cue stands, or for a bare quotation the content."""
        return self.cue[0][0] if self.cue else self.content[0][0]
