"""A process that changes one thing after another at the desk, and says so: to be killed at it.

    python -m tests.knowledge.store.keep_editing PATH NAME COUNT

It opens the store, says "ready" and waits for a line. Then, COUNT times over, it keeps a draft,
publishes what it proposes together with a phrasing and a relation, says "published N", and takes
every other one back, saying "undone N", once the store has returned.
"""

from __future__ import annotations

import sys
from pathlib import Path

from knowledge.store.desk_port import Change, DeskStore
from knowledge.store.sqlite import open_sqlite_store
from tests.builders import a_quote, a_response, a_source
from tests.contracts.conversation_records import HERE
from tests.contracts.desk_builders import (
    a_draft,
    a_phrasing,
    a_private_claim,
    a_relation,
    make,
    take_back,
)


def publish(desk: DeskStore, name: str) -> int:
    """Keep a draft and publish it: a source, a claim, a response, and what links to the claim."""
    source = a_source(f"source-{name}", f"Somebody said {name}.", space=HERE)
    claim = a_private_claim(f"claim-{name}", quotes=(a_quote("Somebody said", source),))
    response = a_response(f"response-{name}", [claim.id], quotes=claim.quotes, space=HERE)
    link, relation = a_phrasing(name, claim=claim.id), a_relation(other=claim.id)
    desk.keep_draft(a_draft(f"draft-{name}", records=()))
    return make(
        desk,
        Change((source, claim, response), link=[link], relate=[relation], closes=f"draft-{name}"),
    )


def main(path: str, prefix: str, count: str) -> None:
    # Opened before: it takes as long as many changes, and is not what is tried here.
    store = open_sqlite_store(Path(path))
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(1, int(count) + 1):
        change = publish(store.desk, f"{prefix}-{number}")
        print("published", f"{prefix}-{number}", flush=True)
        if number % 2:
            take_back(store.desk, change)
            print("undone", f"{prefix}-{number}", flush=True)
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
