"""What is each guard worth? The product with one of them taken out at a time."""

from __future__ import annotations

import inspect
from dataclasses import replace

from knowledge.evaluation.peers import Method, ours
from knowledge.matching.guards import Guards
from knowledge.matching.matcher import Matcher

WITHOUT = "ours without "


def guard_names() -> tuple[str, ...]:
    """Return the names of all guards, in the order in which they stand in `Guards`."""
    return tuple(
        name
        for name, check in vars(Guards).items()
        if inspect.isfunction(check) and not name.startswith("_") and name != "veto"
    )


def without_each_guard(matcher: Matcher) -> tuple[Method, ...]:
    """Return the product without each of the guards in turn, and last without any."""
    taken_out = {name: frozenset({name}) for name in guard_names()}
    taken_out["any guard"] = frozenset(guard_names())
    return tuple(
        ours(replace(matcher, disabled_guards=names), WITHOUT + name)
        for name, names in taken_out.items()
    )
