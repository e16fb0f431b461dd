"""Somebody looks up a source, a speaker, or what nobody has answered. Private, with "Share"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from bot.conversation.known import Known, id_of
from bot.conversation.manners import Manners
from bot.conversation.place import Asked, Place
from bot.conversation.replying import Kind, Replies
from bot.conversation.threads import LOOKED_UP, Threads
from bot.phrases.buttons import MENU, menu_of, under_look_up
from bot.phrases.lookups import all_speakers_reply, gaps_reply, sources_reply, speakers_reply
from bot.reply import Reply
from knowledge.answering import answer
from knowledge.errors import NotFoundError
from knowledge.lookups import (
    LISTED,
    count_claims_by_speaker,
    find_sources,
    find_speaker,
    look_gaps_up,
    read_parties,
)

_FIRST_ONLY = "There are more: only the first records are shown and counted here."


@dataclass(frozen=True, slots=True)
class LookingUp:
    """Looks records up."""

    known: Known
    manners: Manners
    threads: Threads
    replies: Replies

    def look_up(self, kind: Kind, asked: Asked) -> Reply:
        """Return what is found, for the person alone; if anything is, kept to be shared."""
        asked = replace(asked, text=asked.text.strip(), is_private=True)
        question = self.threads.keep(asked, LOOKED_UP, is_of_thread=False)
        reply = replace(self.found(kind, asked.text, asked.place.space), is_private=True)
        if not reply.sections:  # nothing was found that could be shared
            return reply
        return self.kept(reply, kind, id_=id_of(asked.key), place=asked.place, question=question)

    def found(self, kind: Kind, text: str, space: str) -> Reply:
        """Return what is recorded about the words, with a menu of the claims listed."""
        look: Mapping[Kind, Callable[[str, str], Reply]] = {
            Kind.SOURCE: self._sources,
            Kind.SPEAKER: self._speakers,
            Kind.GAPS: self._gaps,
        }
        return look[kind](text, space)

    def kept(self, reply: Reply, kind: str, *, id_: str, place: Place, question: str = "") -> Reply:
        """Return the reply with its menu, and with "Share" if it is private."""
        menu = menu_of(reply, self._listed_claims(reply, place.space))
        can_share = reply.is_private and not self.manners.is_off(place)
        return self.replies.keep(
            replace(reply, menu=menu),
            kind,
            id_=id_,
            place=place,
            buttons=under_look_up(can_share=can_share),
            question=question,
            offered=[listed.id for listed in menu],
        )

    def _listed_claims(self, reply: Reply, space: str) -> frozenset[str]:
        """Return the first claims that the reply lists, as many as a menu holds."""
        ids = dict.fromkeys(each.id for section in reply.sections for each in section.listed)
        seen = (id_ for id_ in ids if self._is_seen(id_, space))
        return frozenset(islice(seen, MENU))

    def _is_seen(self, claim: str, space: str) -> bool:
        try:
            return bool(self.known.store.get_claims([claim], space=space))
        except NotFoundError:
            return False

    def _sources(self, text: str, space: str) -> Reply:
        store, matcher = self.known.store, self.known.matcher
        found = find_sources(
            text, store, lambda words: answer(words, matcher, space=space), space=space
        )
        reply = sources_reply(text, found, self.known.speakers(space), store.knowledge_version())
        is_cut = any(each.is_cut for each in found) or len(found) >= LISTED
        is_cut = is_cut or (not text and len(found) < store.count_sources(space=space))
        return noted(reply, is_cut=is_cut)

    def _speakers(self, text: str, space: str) -> Reply:
        store, names = self.known.store, self.known.names(space)
        version = store.knowledge_version()
        if not text:
            claims = count_claims_by_speaker(store, space=space)
            listed = [names.speakers[id_] for id_ in sorted(names.speakers)[:LISTED]]
            reply = all_speakers_reply(listed, claims, version)
            return noted(reply, is_cut=len(names.speakers) > LISTED)
        read = read_parties(text, store, names, space=space)
        found = tuple(find_speaker(each, store, names, space=space) for each in read.speakers)
        reply = speakers_reply(text, read, found, names.speakers, version)
        return noted(reply, is_cut=read.is_cut or any(each.is_cut for each in found))

    def _gaps(self, text: str, space: str) -> Reply:
        store, names = self.known.store, self.known.names(space)
        read, gaps = look_gaps_up(text, store, names, space=space)
        reply = gaps_reply(text, read, gaps, names.speakers, store.knowledge_version())
        return noted(reply, is_cut=read.is_cut or gaps.is_cut)


def noted(reply: Reply, *, is_cut: bool) -> Reply:
    """Return the reply with a note if it shows and counts only the first of many records."""
    return replace(reply, notes=(*reply.notes, _FIRST_ONLY)) if is_cut else reply
