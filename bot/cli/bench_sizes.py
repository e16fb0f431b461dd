"""The measurements of `gainsay bench --claims`: which processes are run over which store?

Each store is in a folder of its own, beside its claims' texts and what building it took, so
that what the matcher keeps beside a store can be told apart, and a store can be used again.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import click

from bot.cli.bench_child import READY, Job

FEW_CLAIMS = 22
"""Claims of the store whose process stands for what Gainsay takes without claims."""
STARTS = 3
ASKED_FOR_MEMORY = 200
_DATABASE = "gainsay.sqlite"


@dataclass(frozen=True, slots=True)
class Bench:
    """Where the stores are, and how much is asked. `tell` is told what is being done."""

    folder: Path
    seed: int
    questions: int
    peers: bool
    tell: Callable[[str], None]

    def measure(self, claims: int) -> dict[str, Any]:
        """Return all figures of a store of so many claims, as one JSON object."""
        built = self.built(claims)
        self.tell(f"{claims:,} claims: start and memory")
        job = self._job("start", claims, questions=min(ASKED_FOR_MEMORY, self.questions))
        measured: dict[str, Any] = built | {
            "start_seconds": statistics.median(_seconds_to_start(job) for _ in range(STARTS)),
            **self._memory(job),
        }
        self.tell(f"{claims:,} claims: answers")
        measured |= _run(self._job("answers", claims, questions=self.questions))
        self.tell(f"{claims:,} claims: two cores, and adding one")
        return measured | self._two_cores(job) | {"adding": _run(replace(job, what="adding"))}

    def built(self, claims: int) -> dict[str, Any]:
        """Return what building the store took, now or when it was built."""
        from knowledge.evaluation.synthetic import MADE_BY

        job = self._job("build", claims)
        kept = self._beside(claims, "json")
        built: dict[str, Any] = (
            json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
        )
        if built.get("made_by") != MADE_BY:
            self.tell(f"{claims:,} claims: building the store")
            shutil.rmtree(Path(job.database).parent, ignore_errors=True)
            built = {"seed": self.seed, "made_by": MADE_BY, **_run(job)}
        before = self._files(claims)
        self.tell(f"{claims:,} claims: opening the store")
        opened = _run(replace(job, what="index"))["seconds"]
        if "index_seconds" not in built or self._files(claims) != before:
            built["index_seconds"] = opened
        kept.write_text(json.dumps(built), encoding="utf-8")
        return built | self._sizes(claims)

    def _memory(self, job: Job) -> dict[str, Any]:
        few = replace(job, what="memory", database=self._job("build", FEW_CLAIMS).database)
        self.built(FEW_CLAIMS)
        without, with_claims = _run(few), _run(replace(job, what="memory"))
        return {
            f"{what}_a_claim": (
                None
                if with_claims[what] is None
                else (with_claims[what] - without[what]) / job.claims
            )
            for what in ("resident_bytes", "own_bytes")
        }

    def _two_cores(self, job: Job) -> dict[str, Any]:
        from knowledge.evaluation.bench_store import QUESTIONS_AT_MOST

        job = replace(job, skipped=2 * QUESTIONS_AT_MOST)
        by = {
            "2 threads": _run(replace(job, what="threads"))["a_second"],
            "2 processes": _two_processes(replace(job, what="process")),
        }
        best = max(by, key=lambda how: by[how])
        return {"questions_a_second": by, "best_with": best}

    def _sizes(self, claims: int) -> dict[str, Any]:
        store = index = 0
        for file in self._store(claims).rglob("*"):
            if file.name in (_DATABASE, f"{_DATABASE}-wal", f"{_DATABASE}-shm"):
                store += file.stat().st_size
            elif file.is_file():
                index += file.stat().st_size
        return {"store_bytes": store, "index_bytes": index}

    def _files(self, claims: int) -> set[Path]:
        files = self._store(claims).rglob("*")
        return {file for file in files if not file.name.endswith(("-wal", "-shm"))}

    def _job(self, what: str, claims: int, *, questions: int = 0) -> Job:
        database = str(self._store(claims) / _DATABASE)
        texts = str(self._beside(claims, "txt"))
        return Job(what, database, texts, claims, self.seed, questions, peers=self.peers)

    def _store(self, claims: int) -> Path:
        return self.folder / f"claims-{claims}-seed-{self.seed}"

    def _beside(self, claims: int, ending: str) -> Path:
        return self.folder / f"claims-{claims}-seed-{self.seed}.{ending}"


def _seconds_to_start(job: Job) -> float:
    """Return the seconds from the start of a process until its first answer is there."""
    began = time.perf_counter()
    with _started(replace(job, what="start")) as child:
        _await_ready(child, job)
        taken = time.perf_counter() - began
        child.communicate()
    return taken


def _two_processes(job: Job) -> float:
    """Return how many questions two processes answer in a second, each its own questions."""
    jobs = [job, replace(job, skipped=job.skipped + job.questions)]
    children = [_started(each) for each in jobs]
    for child in children:
        _await_ready(child, job)
    for child in children:
        assert child.stdin is not None
        child.stdin.write("\n")
        child.stdin.flush()
    seconds = [_said(*child.communicate(), child.returncode, job)["seconds"] for child in children]
    return len(jobs) * job.questions / float(max(seconds))


def _run(job: Job) -> dict[str, Any]:
    with _started(job) as child:
        return _said(*child.communicate(), child.returncode, job)


def _started(job: Job) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot.cli.bench_child", json.dumps(asdict(job))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


def _await_ready(child: subprocess.Popen[str], job: Job) -> None:
    assert child.stdout is not None
    if child.stdout.readline().strip() != json.dumps(READY):
        raise _failed(job)


def _said(out: str, _errors: str | None, code: int, job: Job) -> dict[str, Any]:
    if code:
        raise _failed(job)
    said: dict[str, Any] = json.loads(out.splitlines()[-1])
    return said


def _failed(job: Job) -> click.ClickException:
    return click.ClickException(
        f"The process that was to {job.what} over {job.claims:,} claims ended with an error,"
        " which stands above."
    )
