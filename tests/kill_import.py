"""Kill imports at random moments: does the store open, is nothing half there, is the end the same?

    python -m tests.kill_import --kills 50 [FILE --mapping MAPPING]

Without FILE some thousand invented claims are imported. An import is killed (kill -9) and started
again on the same store until it ends by itself; then its records must be those of an import that
was never killed. Prints one line a kill, and exits with 1 if anything is not as it should be.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge.store.sqlite import open_sqlite_store

ROOT = Path(__file__).parents[1]
SEED = 20240502
CLAIMS = 6_000
MAPPING = """
[claim]
id = "id"
text = "text"
[source]
publisher = { constant = "Checks Example" }
[speaker]
name = "who"
[[speaker.roles]]
title = "job"
[review]
publisher = { constant = "Checks Example" }
rating = "rating"
"""


class Imports:
    """Runs `gainsay import` on stores of its own."""

    def __init__(self, folder: Path, file: Path, mapping: Path) -> None:
        self._folder = folder
        self._command = [
            *(sys.executable, "-m", "bot", "import", str(file)),
            *("--mapping", str(mapping), "--index", "later"),
        ]
        self._stores = 0
        started = time.monotonic()
        self.whole = self.finish(self.new_store())
        self.seconds = time.monotonic() - started

    def new_store(self) -> Path:
        self._stores += 1
        return self._folder / f"{self._stores}.sqlite"

    def start(self, store: Path) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "GAINSAY_DATABASE": str(store)}
        nowhere = subprocess.DEVNULL
        return subprocess.Popen(self._command, cwd=ROOT, env=environment, stdout=nowhere)

    def finish(self, store: Path) -> str:
        """Let an import end by itself; return the version of the knowledge then."""
        code = self.start(store).wait()
        assert code == 0, f"the import ended with {code}"
        return version_of(store)

    def killed_after(self, store: Path, seconds: float) -> bool:
        """Whether an import was still at it when it was killed after so long."""
        process = self.start(store)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return True
        assert process.returncode == 0, f"the import ended with {process.returncode}"
        return False


def version_of(store: Path) -> str:
    opened = open_sqlite_store(store)
    version = opened.knowledge_version()
    opened.close()
    return version


def problems_after_kill(store: Path) -> list[str]:
    """Return what is wrong with the store: a claim without its source or its review, say."""
    try:
        version_of(store)
    except Exception as error:  # whatever it is, it is what this looks for
        return [f"does not open: {error}"]
    with closing(sqlite3.connect(store)) as db:
        problems = [row[0] for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
        problems += [f"dangling: {row}" for row in db.execute("PRAGMA foreign_key_check")]
        for what, sql in _PARTIAL.items():
            (number,) = db.execute(sql).fetchone()
            problems += [f"{number} {what}"] if number else []
    return problems


_PARTIAL = {
    "imported claims without a review": """
        SELECT count(*) FROM claim WHERE id NOT IN (SELECT claim FROM review_claim)
        AND id IN (SELECT claim FROM claim_quote WHERE source LIKE '%/text-%')""",
    "claims without a quote": """
        SELECT count(*) FROM claim WHERE id NOT IN (SELECT claim FROM claim_quote)""",
    "claims that nobody said": """
        SELECT count(*) FROM claim WHERE id NOT IN (SELECT claim FROM claim_said_by)""",
    "claims that are not searched": """
        SELECT count(*) FROM claim WHERE number NOT IN (SELECT rowid FROM claim_index)""",
}


def kill(imports: Imports, kills: int, *, seed: int = SEED) -> list[str]:
    """Kill so often; return what was wrong, nothing is an empty list."""
    moments = random.Random(seed)
    problems: list[str] = []
    store, done = imports.new_store(), 0
    while done < kills:
        seconds = moments.uniform(0.3, imports.seconds)
        if imports.killed_after(store, seconds):
            done += 1
            found = problems_after_kill(store) if store.exists() else []
            problems += found
            print(f"kill {done} after {seconds:.2f} s: {found or 'whole'}", flush=True)
        else:
            problems += _compared(imports, store)
            store = imports.new_store()
    imports.finish(store)
    return problems + _compared(imports, store)


def _compared(imports: Imports, store: Path) -> list[str]:
    same = version_of(store) == imports.whole
    print(f"ended by itself: {'the same records' if same else 'OTHER RECORDS'}", flush=True)
    return [] if same else ["the resumed import ended with other records"]


def write_claims(folder: Path, how_many: int) -> tuple[Path, Path]:
    """Write a table of invented claims and its mapping; return both."""
    rows = (
        {
            "id": f"invented-{n}",
            "text": f"The roof of hall {n} cost {n * 37 % 911} thousand euros.",
            "who": f"Speaker {n % 97}",
            "job": f"job {n % 13}",
            "rating": "Wrong" if n % 2 else "Right",
        }
        for n in range(how_many)
    )
    file, mapping = folder / "claims.jsonl", folder / "mapping.toml"
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(f"{json.dumps(row)}\n" for row in rows)
    mapping.write_text(MAPPING, encoding="utf-8")
    return file, mapping


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--mapping", type=Path)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        file, mapping = (
            (asked.file, asked.mapping) if asked.file else write_claims(Path(folder), CLAIMS)
        )
        imports = Imports(Path(folder), file.resolve(), mapping.resolve())
        print(f"an import takes {imports.seconds:.1f} s here")
        problems = kill(imports, asked.kills, seed=asked.seed)
    print(f"{asked.kills} kills, {len(problems)} problem(s)")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
