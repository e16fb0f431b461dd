"""What can a person do, on any platform? Everything, on one page; the parts are next door.

asking      a question is asked, or overheard           looking_up  sources, speakers, gaps
checking    which recorded claims are in a message      pressing    buttons under replies
sharing     a private reply is shown to everybody       manners     when the bot speaks
suggesting  records for somebody who is still typing    prompting   questions to begin with
threads     what was asked before                       replying    what is kept of a reply
known       the records, and what is kept: all parts lean on it
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace

from bot.conversation.asking import Asking
from bot.conversation.checking import Checking
from bot.conversation.known import Known
from bot.conversation.looking_up import LookingUp
from bot.conversation.manners import Manners, hint_name
from bot.conversation.place import Asked, Place, Press, Suggested
from bot.conversation.pressing import Pressing
from bot.conversation.prompting import Prompting
from bot.conversation.replying import Kind, Replies
from bot.conversation.sharing import Sharing
from bot.conversation.suggesting import Suggesting
from bot.conversation.threads import FAILED, Threads
from bot.pace import Pace
from bot.phrases import chat
from bot.phrases.help import TOPICS, help_after, help_reply, home_reply
from bot.privacy import People
from bot.reply import Reply
from knowledge.matching.matcher import Matcher
from knowledge.store.conversation_port import ConversationStore

_HELP = re.compile(rf"/?help(?: (?:me|/?(?P<about>{'|'.join(TOPICS)})))?\??|\?+|", re.IGNORECASE)
_FORGET = re.compile(r"(?:please )?forget me", re.IGNORECASE)
_HERE = re.compile(r"here(?: (?P<mode>.*))?", re.IGNORECASE)


class Conversation:
    """What a person can do. Synchronous; safe to use from several threads."""

    def __init__(
        self,
        matcher: Matcher,
        kept: ConversationStore,
        people: People,
        pace: Pace,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._known = known = Known(matcher, kept, people, clock)
        self._manners = manners = Manners(known, pace)
        threads, replies = Threads(known), Replies(known)
        self._threads = threads
        self._asking = Asking(known, manners, threads, replies)
        self._checking = Checking(known, self._asking)
        self._looking_up = LookingUp(known, manners, threads, replies)
        sharing = Sharing(known, manners, self._looking_up, replies)
        self._pressing = Pressing(known, manners, sharing, replies)
        self._suggesting = Suggesting(known)
        self._prompting = Prompting(known)

    def ask(self, asked: Asked) -> Reply | None:
        """Return what is said to a message; None is silence."""
        place = asked.place
        if not asked.is_addressed and not place.is_direct:
            return self._asking.overhear(asked)
        if self._manners.is_off(place) and not asked.is_private:
            return None
        return (
            self._manners.too_fast(place)
            or self._told(asked)
            or self._asking.ask(asked)
            or self._manners.hint(asked)
        )

    def factcheck(self, asked: Asked) -> Reply:
        """Answer for the person alone; always say something."""
        asked = replace(asked, is_private=True)
        return (
            self._manners.too_fast(asked.place)
            or self._told(asked, about="factcheck")
            or self._asking.ask(asked)
            or chat.no_question()
        )

    def check(self, asked: Asked) -> Reply:
        """Say which recorded claims are in a message, for the person alone."""
        slow = self._manners.too_fast(asked.place)
        return slow or self._checking.check(replace(asked, is_private=True))

    def source(self, asked: Asked) -> Reply:
        """Look sources up."""
        return self._look_up(Kind.SOURCE, asked)

    def speaker(self, asked: Asked) -> Reply:
        """Look a speaker up."""
        return self._look_up(Kind.SPEAKER, asked)

    def gaps(self, asked: Asked) -> Reply:
        """List claims that nobody is recorded as answering."""
        return self._look_up(Kind.GAPS, asked)

    def gainsay(self, asked: Asked) -> Reply:
        """Do what is typed after the bot's own command: here, forget me, help."""
        asked = replace(asked, is_private=True)
        if slow := self._manners.too_fast(asked.place):
            return slow
        if (here := _HERE.fullmatch(_plain(asked.text))) is not None:
            return self.here(here["mode"] or "", asked.place)
        return self._told(asked) or help_after(asked.text.strip())

    def here(self, mode: str, place: Place, *, can_listen: bool = True) -> Reply:
        """Set when the bot may speak in a channel; "" says what is set."""
        return self._manners.here(mode, place, can_listen=can_listen)

    def help(self, about: str = "") -> Reply:
        """Say how to use the bot, or one of its commands."""
        about = about.strip().removeprefix("/").casefold()
        examples = () if about in TOPICS else tuple(p.value for p in self.prompts())
        return help_reply(about, examples)

    def forget(self, place: Place) -> Reply:
        """Delete what is kept of the person."""
        kept = self._known.kept
        things = kept.forget_person(place.space, self._known.asker(place))
        if place.is_direct:
            kept.pop_value(hint_name(place.space, place.channel))
        return chat.forgotten(things)

    def home(self, space: str) -> Reply:
        """Say what the bot knows, and how to ask."""
        store = self._known.store
        claims = store.count_claims(space=space)
        speakers, sources = self._suggesting.counts(space)
        examples = [prompt.value for prompt in self.prompts()]
        return home_reply(claims, speakers, sources, examples, store.knowledge_version())

    def prompts(self) -> tuple[Suggested, ...]:
        """Return at most four questions that have an answer."""
        return self._prompting.prompts()

    def press(self, press: Press) -> Reply:
        """Do what a button says."""
        return self._manners.too_fast(press.place) or self._pressing.press(press)

    def suggest_sources(self, typed: str, place: Place) -> tuple[Suggested, ...]:
        """Return at most 25 sources that may be meant."""
        return self._suggesting.sources(typed, place)

    def suggest_speakers(self, typed: str, place: Place) -> tuple[Suggested, ...]:
        """Return at most 25 speakers who may be meant."""
        return self._suggesting.speakers(typed, place)

    def sent(self, reply: str, channel: str, message: str) -> None:
        """Write down as which message a reply was sent."""
        if reply:
            self._known.kept.note_message(reply, channel, message)

    def thread_of(self, space: str, channel: str, message: str) -> str | None:
        """Return the thread of the reply that was sent as that message."""
        found = self._known.kept.find_reply_to_message(space, channel, message)
        return found.thread if found else None

    def is_listening(self, place: Place) -> bool:
        """Whether messages there that do not mention the bot have to be passed to `ask`."""
        return self._manners.is_listening(place)

    def keep_for_desk(self, asked: Asked) -> None:
        """Keep a question that could not be answered, if it was one to the bot."""
        if asked.is_addressed or asked.place.is_direct:
            self._threads.keep(asked, FAILED)

    def forget_space(self, space: str) -> None:
        """Delete what is kept of a place from which the bot was removed."""
        kept = self._known.kept
        kept.forget_space(space)
        for name in kept.find_values(hint_name(space)):
            kept.pop_value(name)

    @staticmethod
    def sorry() -> Reply:
        """Say that something went wrong."""
        return chat.sorry()

    def _told(self, asked: Asked, *, about: str = "") -> Reply | None:
        """Return what is said to a message that is no question but wants help, or to be forgotten.

        `about` is what help is given about, unless it says.
        """
        plain = _plain(asked.text)
        if (found := _HELP.fullmatch(plain)) is not None:
            return replace(self.help(found["about"] or about), is_private=asked.is_private)
        return self.forget(asked.place) if _FORGET.fullmatch(plain) else None

    def _look_up(self, kind: Kind, asked: Asked) -> Reply:
        if slow := self._manners.too_fast(asked.place):
            return slow
        if _HELP.fullmatch(_plain(asked.text)) and asked.text.strip():
            return replace(self.help(kind.value), is_private=True)
        return self._looking_up.look_up(kind, asked)


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip("!. ")
