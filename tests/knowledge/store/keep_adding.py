"""A process that adds one bundle after another, and says so after each: to be killed at it.

    python -m tests.knowledge.store.keep_adding PATH PREFIX COUNT

It says "ready", waits for a line, opens the store, and prints each claim's id once `add`
has returned.
"""

from __future__ import annotations

import sys
from pathlib import Path

from knowledge.records import Records
from knowledge.store.sqlite import open_sqlite_store
from tests.builders import a_claim, a_quote, a_response, a_source, some_records


def bundle(prefix: str, number: int) -> Records:
    """Return a new source, claim and response; the response also answers the claim before."""
    source = a_source(f"{prefix}-source-{number}", f"Somebody said word{number} to {prefix}.")
    claims = [
        a_claim(f"{prefix}-{n}", text=f"word{n}", quotes=(a_quote("Somebody said", source),))
        for n in (number - 1, number)
    ]
    answers = tuple(claim.id for claim in claims)
    response = a_response(f"{prefix}-response-{number}", answers, quotes=claims[0].quotes)
    return some_records(claims=claims, responses=[response])


def main(path: str, prefix: str, count: str) -> None:
    print("ready", flush=True)
    sys.stdin.readline()
    store = open_sqlite_store(Path(path))
    for number in range(1, int(count) + 1):
        store.add(bundle(prefix, number))
        print(f"{prefix}-{number}", flush=True)
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
