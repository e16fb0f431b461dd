"""One measurement over invented claims, in a process of its own: memory and start are its own.

Called by bench_sizes.py as `python -m bot.cli.bench_child JOB`, a JSON object; prints one.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.assembly import open_parts, open_store, settle
from bot.cli.memory import resident_megabytes
from bot.settings import Settings
from bot.terminal.progress import shown_progress

if TYPE_CHECKING:
    from knowledge.evaluation.bench_measures import Answered, Beside
    from knowledge.evaluation.synthetic.asking import Asked
    from knowledge.matching.matcher import Matcher
    from knowledge.store.port import RecordStore

FIRST_QUESTION = "Who said that the new harbour cost 40 million crowns?"
READY = "ready"
WARM_UP = 24
_OWN = "RssAnon:"
# numpy's libraries take as many threads as there are cores otherwise.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Job:
    """What to do, over which store; `texts` are those of its claims, one a line.

    Of the questions about `claims` claims so many are asked, after `skipped` others.
    """

    what: str
    database: str
    texts: str
    claims: int
    seed: int
    questions: int = 0
    skipped: int = 0
    peers: bool = True

    def asked(self) -> list[Asked]:
        """Return the questions to ask."""
        from knowledge.evaluation.synthetic.asking import questions

        return list(questions(self.claims, self.questions, self.seed, skipped=self.skipped))


def main() -> None:
    """Do the job that was given, and print what came of it."""
    for variable in _THREADS:
        os.putenv(variable, "1")  # the libraries look when they are loaded, which is later
    job = Job(**json.loads(sys.argv[1]))
    _print(_JOBS[job.what](job))


def build(job: Job) -> Mapping[str, Any]:
    """Fill a new store with claims and vectors."""
    from knowledge.evaluation.bench_store import fill
    from knowledge.matching.meaning import open_encoder

    settings = Settings(Path(job.database))
    with (
        shown_progress() as progress,
        open_store(settings) as store,
        Path(job.texts).open("w", encoding="utf-8") as texts,
    ):
        filled = fill(
            store,
            open_encoder(),
            job.claims,
            job.seed,
            texts=texts,
            clock=time.perf_counter,
            progress=progress,
        )
        speakers = store.counts().speakers
    return {
        **asdict(filled),
        "claims_a_second": filled.claims_a_second,
        "speakers": speakers,
    }


def index(job: Job) -> Mapping[str, Any]:
    """Open a store that was never opened: the matcher derives all that it needs."""
    began = time.perf_counter()
    with _matcher(job):
        return {"seconds": time.perf_counter() - began}


def start(job: Job) -> Mapping[str, Any]:
    """Open the store, answer one question, and say so at once."""
    with _matcher(job):
        _print(READY)
    return {}


def memory(job: Job) -> Mapping[str, Any]:
    """Answer questions, and say how many bytes of memory that took."""
    with _matcher(job) as matcher:
        _ask(matcher, job.asked())
        resident = resident_megabytes()
        return {
            "resident_bytes": None if resident is None else resident * 1_000_000,
            "own_bytes": _own_bytes(),
        }


def answers(job: Job) -> Mapping[str, Any]:
    """Time answers on one core, by kind, and plain searches on the same questions."""
    from knowledge.evaluation.bench_measures import ask_all
    from knowledge.evaluation.bench_store import QUESTIONS_AT_MOST
    from knowledge.evaluation.synthetic.asking import Kind

    _stay_on_one_core()
    clock = time.perf_counter
    with _matcher(job) as matcher:
        _ask(matcher, replace(job, skipped=QUESTIONS_AT_MOST, questions=WARM_UP).asked())
        answered = ask_all(matcher, job.asked(), clock)
        peers = _peers(answered, matcher.store, job) if job.peers else []
    return {
        "kinds": [asdict(answered.of_kind(kind)) for kind in (None, *Kind)],
        "peers": [asdict(peer) | {"ratio": peer.ratio} for peer in peers],
    }


def _peers(answered: Answered, store: RecordStore, job: Job) -> list[Beside]:
    """Plain searches take long over many claims: they get fewer questions, but 12 at least."""
    from knowledge.evaluation.bench_measures import beside_full_text, beside_fuzzy

    count = max(12, min(job.questions, 4_000_000 // job.claims))
    texts = Path(job.texts).read_text(encoding="utf-8").splitlines()
    return [
        beside_fuzzy(answered, texts, count, time.perf_counter),
        beside_full_text(answered, store, count, time.perf_counter),
    ]


def threads(job: Job) -> Mapping[str, Any]:
    """Answer on two threads of one process."""
    from knowledge.evaluation.bench_measures import questions_a_second

    with _matcher(job) as matcher:
        return {"a_second": questions_a_second(matcher, job.asked(), 2, time.perf_counter)}


def process(job: Job) -> Mapping[str, Any]:
    """Answer beside another process: begin when told to."""
    with _matcher(job) as matcher:
        asked = job.asked()
        _print(READY)
        sys.stdin.readline()
        began = time.perf_counter()
        _ask(matcher, asked)
        return {"seconds": time.perf_counter() - began}


def adding(job: Job) -> Mapping[str, Any]:
    """Add claims that the store never had, and ask for them."""
    from knowledge.evaluation.bench_measures import ADDED_CLAIMS, time_adding

    with _matcher(job) as matcher:
        known = matcher.store.counts().claims
        numbers = range(known, known + ADDED_CLAIMS)
        return asdict(time_adding(matcher, numbers, job.seed, time.perf_counter))


@contextmanager
def _matcher(job: Job) -> Iterator[Matcher]:
    """Open the matcher as every command does, with one answer given."""
    from knowledge.answering import answer

    with open_parts(Settings(Path(job.database))) as parts:
        answer(FIRST_QUESTION, parts.matcher)
        settle(parts.matcher)
        yield parts.matcher


def _ask(matcher: Matcher, asked: Iterable[Asked]) -> None:
    from knowledge.answering import answer

    for each in asked:
        answer(each.text, matcher)


def _stay_on_one_core() -> None:
    # Not on macOS; there one core is only what the libraries are told by their variables.
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def _own_bytes() -> int | None:
    """Return the resident memory that is no file's: pages of mapped files can be dropped."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    sizes = (line.split() for line in status.read_text(encoding="ascii").splitlines())
    return next((int(size[1]) * 1024 for size in sizes if size and size[0] == _OWN), None)


def _print(record: object) -> None:
    print(json.dumps(record), flush=True)


_JOBS: Mapping[str, Callable[[Job], Mapping[str, Any]]] = {
    job.__name__: job for job in (build, index, start, memory, answers, threads, process, adding)
}

if __name__ == "__main__":
    main()
