"""What the bot says when somebody looks up a source, a speaker, or what nobody has answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.phrases.answers import version
from bot.phrases.cards import carriers, said_by
from bot.phrases.places import source_name
from bot.phrases.stances import summary, with_role
from bot.phrases.wording import count, day, listed, lower_first, marked, upper_first
from bot.reply import Line, Listed, Reply, Section
from knowledge.lookups import Gaps, Recorded, SourceFound, SpeakerFound
from knowledge.matching.parties import PartiesRead
from knowledge.model import Role, Source, Speaker
from knowledge.vocabulary import SpeakerKind, Stance

Speakers = Mapping[str, Speaker]
_COUNTED = 3

_SILENCES: Mapping[Stance, str] = {
    Stance.DECLINES_TO_COMMENT: "Declined to comment on {}",
    Stance.DID_NOT_RESPOND: "Did not respond to {}",
    Stance.NOT_CONFIRMED: "Did not confirm {}",
}


def sources_reply(
    asked: str, found: Sequence[SourceFound], speakers: Speakers, knowledge_version: str
) -> Reply:
    """Return what is said of the sources found; `asked` is empty if all were asked for."""
    notes: tuple[str, ...] = ()
    if not asked:
        headline = f"{count(len(found), 'source')} {_is(found)} stored."
    elif not found:
        headline = f"No stored source is, or mentions, {marked(asked)}."
        notes = ("Without words, all stored sources are listed.",)
    elif any(each.paragraphs for each in found):
        headline = f"{marked(asked)} is mentioned in {count(len(found), 'stored source')}."
    else:
        headline = f"{count(len(found), 'stored source')} found for {marked(asked)}."
    sections = tuple(_source(each, speakers) for each in found)
    return Reply(headline, notes, sections=sections, footer=version(knowledge_version))


def speakers_reply(
    asked: str,
    read: PartiesRead,
    found: Sequence[SpeakerFound],
    speakers: Speakers,
    knowledge_version: str,
) -> Reply:
    """Return what is said of the speakers whom `asked` names."""
    footer = version(knowledge_version)
    if not found:
        everybody = ("Without a name, everybody on record is listed.",)
        return Reply(_nobody(asked, read), everybody, footer=footer)
    headline = " ".join(f"{each.speaker.name}: {_counts(each)}." for each in found[:_COUNTED])
    if len(found) > _COUNTED:
        others = listed(each.speaker.name for each in found[_COUNTED:])
        headline += f" Also on record: {others}."
    are_several = len(found) > 1
    sections = tuple(s for f in found for s in _speaker(f, speakers, are_several=are_several))
    return Reply(headline, _read_notes(read), sections=sections, footer=footer)


def all_speakers_reply(
    speakers: Sequence[Speaker], claims: Mapping[str, int], knowledge_version: str
) -> Reply:
    """Return the list of everybody on record, with how many claims each made."""
    listing = tuple(
        Listed(s.id, with_role(s), count(claims[s.id], "claim") if s.id in claims else "")
        for s in speakers
    )
    headline = f"{count(len(speakers), 'speaker')} {_is(speakers)} on record."
    section = (Section("Speakers", listed=listing),) if listing else ()
    return Reply(headline, sections=section, footer=version(knowledge_version))


def gaps_reply(
    asked: str, read: PartiesRead, gaps: Gaps, speakers: Speakers, knowledge_version: str
) -> Reply:
    """Return what is said of claims without a response; `asked` is empty for everybody's."""
    footer = version(knowledge_version)
    if asked and not read.speakers:
        everybody = ("Without a name, everybody’s claims are looked through.",)
        return Reply(_nobody(asked, read), everybody, footer=footer)
    parties = listed(party.name for party in read.speakers)
    total = len(gaps.said) + len(gaps.naming)
    about = f" by or about {parties}" if parties else ""
    if not total:
        headline = f"No recorded claim{about} is without a recorded response."
    else:
        has = "has" if total == 1 else "have"
        headline = f"{count(total, 'claim')}{about} {has} no response recorded."
    sections = tuple(
        Section(title, listed=tuple(_by(each, speakers) for each in recorded))
        for title, recorded in (
            (f"Claims naming {parties}", gaps.naming),
            (_gaps_title(read, gaps), gaps.said),
        )
        if recorded
    )
    return Reply(headline, _read_notes(read), sections=sections, footer=footer)


def _gaps_title(read: PartiesRead, gaps: Gaps) -> str:
    if not read.speakers:
        return "Claims"
    parties = {party.id for party in read.speakers}
    by_others = any(not parties & set(each.claim.said_by) for each in gaps.said)
    named = listed(party.name for party in read.speakers)
    return f"Claims by {named}" + (", or by those who speak for it" if by_others else "")


def _source(found: SourceFound, speakers: Speakers) -> Section:
    source = found.source
    lines = [Line("Id", source.id), *_beside_its_name(source)]
    lines.append(Line("Text", f"{count(len(source.text), 'character')}, SHA-256 {source.sha256}"))
    if found.paragraphs:
        plural = "paragraph" if len(found.paragraphs) == 1 else "paragraphs"
        numbers = listed(map(str, found.paragraphs))
        lines.append(Line("Mentioned in", f"{plural} {numbers}"))
    lines.append(Line("Claims", _quoting(found)))
    title = upper_first(source_name(source))
    return Section(title, tuple(lines), _answered(found.recorded, speakers))


def _quoting(found: SourceFound) -> str:
    if not found.recorded:
        return "none recorded"
    claims = count(len(found.recorded), "claim")
    its = "its" if len(found.recorded) == 1 else "their"
    # Looked up by words, only the claims that these lead to are listed, not all of the source.
    return f"{claims}, found by {its} words or those of a response" if found.paragraphs else claims


def _beside_its_name(source: Source) -> Iterable[Line]:
    """Yield what is known of a source, or not, and its name does not say."""
    for label, value in (("Address", source.url), ("Licence", source.licence)):
        yield Line(label, value or "not given")
    yield Line("Language", source.language)
    yield Line("Read on", day(source.read_on))


def _speaker(found: SpeakerFound, speakers: Speakers, *, are_several: bool) -> Iterable[Section]:
    name = found.speaker.name
    if are_several or _who(found, speakers):
        yield Section(name if are_several else "Who", _who(found, speakers))
    if found.said:
        title = f"Said {count(len(found.said), 'claim')}"
        yield Section(
            title, listed=tuple(_own(each, found.speaker, speakers) for each in found.said)
        )
    if found.carried:
        title = f"Carried {count(len(found.carried), 'claim')} by others"
        yield Section(title, listed=_answered(found.carried, speakers))
    if found.answered:
        title = f"Answered {count(len(found.answered), 'claim')}"
        yield Section(title, listed=_answered(found.answered, speakers))
    for stance, silent in found.silent_on:
        title = f"{_silence(stance, len(silent))}, as a source reports"
        yield Section(title, listed=_answered(silent, speakers))


def _who(found: SpeakerFound, speakers: Speakers) -> tuple[Line, ...]:
    speaker = found.speaker
    lines = (
        []
        if speaker.kind is SpeakerKind.PERSON
        else [Line("Kind", speaker.kind.value.replace("_", " "))]
    )
    lines += [Line("Role", _role(role, speakers)) for role in speaker.roles]
    if speaker.names:
        lines.append(Line("Also called", ", ".join(name.name for name in speaker.names)))
    if found.spoken_for_by:
        lines.append(Line("Spoken for by", listed(map(with_role, found.spoken_for_by))))
    return tuple(lines)


def _role(role: Role, speakers: Speakers) -> str:
    party = speakers[role.speaks_for].name if role.speaks_for else ""
    parts = [part for part in (role.title, role.organisation) if part and part != party]
    if party:
        parts.append(f"speaks for {party}")
    if role.from_on:
        parts.append(f"from {day(role.from_on)}")
    if role.to_on:
        parts.append(f"until {day(role.to_on)}")
    return ", ".join(parts)


def _answered(recorded: Iterable[Recorded], speakers: Speakers) -> tuple[Listed, ...]:
    return tuple(_with_answer(each, speakers) for each in recorded)


def _with_answer(recorded: Recorded, speakers: Speakers) -> Listed:
    by = _by(recorded, speakers)
    answered = summary(recorded.responses, recorded.claim.id, speakers)
    return Listed(by.id, by.text, f"{by.remark}. {answered}")


def _own(recorded: Recorded, speaker: Speaker, speakers: Speakers) -> Listed:
    """Return a claim for the list of what `speaker` said, who is named only beside others."""
    claim = recorded.claim
    if claim.said_by != (speaker.id,):
        return _with_answer(recorded, speakers)
    answered = summary(recorded.responses, claim.id, speakers)
    via = listed(carriers(claim, speakers))
    return Listed(claim.id, claim.text, f"Via {via}. {answered}" if via else answered)


def _by(recorded: Recorded, speakers: Speakers) -> Listed:
    claim = recorded.claim
    return Listed(claim.id, claim.text, f"By {said_by(claim, speakers)}")


def _counts(found: SpeakerFound) -> str:
    parts = []
    if found.said:
        parts.append(f"{count(len(found.said), 'claim')} recorded")
    if found.carried:
        parts.append(f"{count(len(found.carried), 'claim')} carried")
    if found.answered:
        parts.append(f"{count(len(found.answered), 'claim')} answered")
    for stance, silent in found.silent_on:
        said = _silence(stance, len(silent))
        parts.append(f"{lower_first(said)}, as a source reports")
    return "; ".join(parts) or "no claim and no response recorded"


def _silence(stance: Stance, claims: int) -> str:
    return _SILENCES[stance].format(count(claims, "claim"))


def _nobody(asked: str, read: PartiesRead) -> str:
    hint = f" Did you mean {read.nearest}?" if read.nearest else ""
    return f"No record of {marked(asked)}.{hint}"


def _read_notes(read: PartiesRead) -> tuple[str, ...]:
    return tuple(f"Read {marked(typed)} as {marked(meant)}." for typed, meant in read.read_as)


def _is(things: Sequence[object]) -> str:
    return "is" if len(things) == 1 else "are"
