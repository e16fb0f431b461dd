"""What hangs on a claim: the ids of the responses and reviews that are reached through it.

Both ends must be seen: a claim that was withdrawn, or that another space keeps, leads nowhere.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import TypeVar

from sqlite_utils import Database

_Related = TypeVar("_Related")

_SEEN = """
    claim.id IN (SELECT value FROM json_each(:claims))
    AND claim.state = 'published' AND (:space IS NULL OR claim.space IN ('', :space))
"""

_RESPONSES = f"""
    SELECT claim.id, response.id FROM claim
    JOIN response_answers ON response_answers.claim = claim.id
    JOIN response ON response.id = response_answers.response
    WHERE {_SEEN} AND response.state = 'published'
        AND (:space IS NULL OR response.space IN ('', :space))
    ORDER BY response.number
"""

_REVIEWS = f"""
    SELECT claim.id, review.id FROM claim
    JOIN review_claim ON review_claim.claim = claim.id
    JOIN review ON review.id = review_claim.review
    WHERE {_SEEN} AND review.state = 'published' AND review.space IN ('', :space)
    ORDER BY review.reviewed_on DESC, review.number
"""

Pairs = list[tuple[str, str]]
"""(claim, response or review)"""


def responses_to(db: Database, claims: Collection[str], *, space: str | None) -> Pairs:
    """Return which responses answer these claims, those added first before the others."""
    return _pairs(db, _RESPONSES, claims, space)


def reviews_of(db: Database, claims: Collection[str], *, space: str) -> Pairs:
    """Return which reviews these claims have, latest first; those without a day are last."""
    return _pairs(db, _REVIEWS, claims, space)


def gathered(
    claims: Collection[str], pairs: Pairs, found: Mapping[str, _Related]
) -> dict[str, tuple[_Related, ...]]:
    """Return for each of `claims` what is related to it, of what was `found` by its id."""
    related: dict[str, list[_Related]] = {claim: [] for claim in claims}
    for claim, id_ in pairs:
        related[claim].append(found[id_])
    return {claim: tuple(of_claim) for claim, of_claim in related.items()}


def _pairs(db: Database, sql: str, claims: Collection[str], space: str | None) -> Pairs:
    return db.execute(sql, {"claims": json.dumps(list(claims)), "space": space}).fetchall()
