"""Claims without a response, by party and age: whose are they, and since when are they open?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.phrases.cards import carriers, said_by
from bot.phrases.wording import count, day, listed, upper_first
from bot.reply import Listed, Section
from knowledge.lookups import Gaps, Recorded
from knowledge.matching.parties import PartiesRead
from knowledge.model import Speaker

Speakers = Mapping[str, Speaker]
AGE_UNKNOWN = "age unknown"


def gap_sections(
    read: PartiesRead, gaps: Gaps, speakers: Speakers, today: date
) -> tuple[Section, ...]:
    """Return the claims of the parties asked for, or of each party if none was; oldest first."""
    if not read.speakers:
        return tuple(_by_party(gaps.said, speakers, today))
    parties = listed(party.name for party in read.speakers)
    return tuple(
        Section(title, listed=tuple(_with_author(each, speakers, today) for each in recorded))
        for title, recorded in (
            (f"Claims naming {parties}", gaps.naming),
            (_title(read, gaps), gaps.said),
        )
        if recorded
    )


def age(recorded: Recorded, today: date) -> str:
    """Return "said on 2 May 2024, 30 days ago", or that it is not known."""
    since = recorded.open_since
    if since is None:
        return AGE_UNKNOWN
    how = "said on" if recorded.claim.said_on else "published on"
    days = (today - since).days
    ago = f", {count(days, 'day')} ago" if days > 0 else ""
    return f"{how} {day(since)}{ago}"


def _by_party(gaps: Sequence[Recorded], speakers: Speakers, today: date) -> Iterable[Section]:
    """Yield a section for each party: who has most open claims first, then by name."""
    parties: dict[str, list[Recorded]] = {}
    for each in gaps:
        named = listed(speakers[id_].name for id_ in each.claim.said_by)
        parties.setdefault(named, []).append(each)
    for party, of_party in sorted(parties.items(), key=lambda item: (-len(item[1]), item[0])):
        entries = tuple(_entry(each, speakers, today) for each in of_party)
        yield Section(f"{upper_first(party)}: {count(len(of_party), 'claim')}", listed=entries)


def _entry(recorded: Recorded, speakers: Speakers, today: date) -> Listed:
    claim, via = recorded.claim, listed(carriers(recorded.claim, speakers))
    aged = age(recorded, today)
    return Listed(claim.id, claim.text, f"Via {via}, {aged}" if via else upper_first(aged))


def _with_author(recorded: Recorded, speakers: Speakers, today: date) -> Listed:
    claim = recorded.claim
    return Listed(claim.id, claim.text, f"By {said_by(claim, speakers)}, {age(recorded, today)}")


def _title(read: PartiesRead, gaps: Gaps) -> str:
    parties = {party.id for party in read.speakers}
    by_others = any(not parties & set(each.claim.said_by) for each in gaps.said)
    named = listed(party.name for party in read.speakers)
    return f"Claims by {named}" + (", or by those who speak for it" if by_others else "")
