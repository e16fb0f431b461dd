"""Somebody looks up a source, a speaker, or what nobody has answered. Private, with "Share"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.conversation.known import Known, id_of
from bot.conversation.manners import Manners
from bot.conversation.place import Asked, Place
from bot.conversation.replying import Kind, Replies
from bot.conversation.threads import LOOKED_UP, Threads
from bot.phrases.buttons import menu_of, under_look_up
from bot.phrases.lookups import all_speakers_reply, gaps_reply, sources_reply, speakers_reply
from bot.reply import Reply
from knowledge.answering import answer
from knowledge.lookups import (
    count_claims_by_speaker,
    find_sources,
    find_speaker,
    look_gaps_up,
    read_parties,
)


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
        menu = menu_of(reply, frozenset(self.known.store.list_claims(space=place.space)))
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

    def _sources(self, text: str, space: str) -> Reply:
        store, matcher = self.known.store, self.known.matcher
        found = find_sources(
            text, store, lambda words: answer(words, matcher, space=space), space=space
        )
        return sources_reply(text, found, self.known.speakers(), store.knowledge_version())

    def _speakers(self, text: str, space: str) -> Reply:
        store, speakers = self.known.store, self.known.speakers()
        version = store.knowledge_version()
        if not text:
            claims = count_claims_by_speaker(store, space=space)
            return all_speakers_reply(store.list_speakers(), claims, version)
        read = read_parties(text, store)
        found = tuple(find_speaker(speaker, store, space=space) for speaker in read.speakers)
        return speakers_reply(text, read, found, speakers, version)

    def _gaps(self, text: str, space: str) -> Reply:
        store, speakers = self.known.store, self.known.speakers()
        read, gaps = look_gaps_up(text, store, space=space)
        return gaps_reply(text, read, gaps, speakers, store.knowledge_version())
