"""A pack is loaded into a real store, and every question of a set is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from knowledge.answer import Answer, Outcome
from knowledge.answering import answer
from knowledge.evaluation.question_sets import Question, faults, read_questions
from knowledge.intake.pack import read_pack, shipped_packs
from knowledge.matching.indexing import index_meaning
from knowledge.matching.matcher import Matcher
from knowledge.matching.meaning import Encoder
from knowledge.matching.word_meaning import WordVectors
from knowledge.records import Records
from knowledge.store.sqlite import open_sqlite_store
from tests.journeys.figures import RIGHT_TO_LOSE, WRONG_TO_GAIN, Figures
from tests.journeys.hard_rules import breaches

KNOWLEDGE = Path(__file__).parent.parent / "knowledge"
SEED_SETS = sorted(file.stem for file in KNOWLEDGE.glob("seed_questions/*.jsonl"))
SECOND_SOURCES = sorted(file.parent.name for file in KNOWLEDGE.glob("second_sources/*/pack.toml"))


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions of a set, each with its answer, and the pack that they were asked of."""

    records: Records
    answered: Sequence[tuple[Question, Answer]]

    @property
    def breaches(self) -> list[str]:
        """Which hard rules were broken, by the question's id: questions are never printed."""
        return [
            f"{question.id}: {breach}"
            for question, given in self.answered
            for breach in breaches(given, self.records)
        ]

    @property
    def figures(self) -> Figures:
        judged = [(given.outcome, bool(faults(q, given))) for q, given in self.answered]
        right = sum(not faulty for _, faulty in judged)
        wrong = sum(faulty and outcome is Outcome.ANSWER for outcome, faulty in judged)
        return Figures(len(judged), right, wrong)


def ask_all(name: str, encoder: Encoder | None, vectors: WordVectors | None, at: Path) -> Asked:
    """Return the set `name` asked of its pack, which is loaded into a new store in `at`."""
    records = read_pack(pack_of(name)).records
    store = open_sqlite_store(at / "gainsay.sqlite")
    try:
        store.add(records)
        if encoder:
            index_meaning(store, encoder)
        matcher = Matcher(store, encoder, vectors)
        return Asked(records, [(q, ask(q, matcher)) for q in read_questions(questions_of(name))])
    finally:
        store.close()


def ask(question: Question, matcher: Matcher) -> Answer:
    return answer(
        question.question, matcher, context=question.context, addressed=question.addressed
    )


def pack_of(name: str) -> Traversable:
    if name in SEED_SETS:
        return shipped_packs().joinpath("iran-russia-2022")
    return KNOWLEDGE / "second_sources" / name


def questions_of(name: str) -> Path:
    if name in SEED_SETS:
        return KNOWLEDGE / "seed_questions" / f"{name}.jsonl"
    return KNOWLEDGE / "second_sources" / name / "questions.jsonl"


def losses(found: Figures, kept: Figures) -> list[str]:
    """Return in words by how much `found` is worse than what was `kept`; nothing if it is not."""
    lost = []
    if found.of != kept.of:
        lost.append(f"{found.of} questions, not {kept.of}: correct figures.py")
    if found.right < kept.right - RIGHT_TO_LOSE:
        lost.append(f"{found.right} right, {kept.right} before")
    if found.wrong > kept.wrong + WRONG_TO_GAIN:
        lost.append(f"{found.wrong} wrong answers, {kept.wrong} before")
    return lost
