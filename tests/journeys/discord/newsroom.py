"""What editors do in a server: they type, press, fill windows in, and read what comes back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from bot.reply import Act
from knowledge.codec import as_plain
from knowledge.model import Claim
from knowledge.records import Record
from knowledge.store.conversation_port import AskedQuestion, Suggestion
from knowledge.store.desk_port import DraftKind, KeptDraft, Who
from knowledge.store.sqlite import SqliteStore
from tests.fakes.discord_fake import FakeDiscord, Interaction, button, text_of
from tests.fakes.discord_payloads import CHANNEL, EDITOR, GUILD, VERA, Message, Person
from tests.journeys.discord.running import Bot

SPACE = f"discord:{GUILD}"
RECORD = "Record this message"
_LATER = 4e9


@dataclass
class Newsroom:
    """A server with a desk. Without another `person` it is an editor who does something.

    A page that is replaced by the next one stays as it was seen, for tests to press it again.
    """

    fake: FakeDiscord
    store: SqliteStore
    bot: Bot

    async def desk(
        self, *, person: Person = EDITOR, channel: str = CHANNEL, **options: str
    ) -> Message:
        """Type `/desk`."""
        return await self.shown(
            await self.fake.slash("desk", options, person=person, channel=channel)
        )

    async def press(
        self,
        page: Message,
        act: Act,
        *,
        number: int | None = None,
        person: Person = EDITOR,
        channel: str = CHANNEL,
    ) -> Message:
        """Press a button that opens no window; return what then is shown."""
        id_ = button(page, act.value, number)
        under = replace(page, channel=channel)
        return await self.shown(await self.fake.press(id_, under, person=person))

    async def open(self, page: Message, act: Act, *, person: Person = EDITOR) -> Interaction:
        """Press a button that opens a window; return what it was opened with."""
        under = replace(page)
        pressed = await self.fake.press(button(page, act.value), under, person=person)
        await self.fake.window_of(pressed)
        return pressed

    async def fill(
        self, opened: Interaction, *, person: Person | None = None, **values: str
    ) -> Message:
        """Fill a window in and send it off; return what then is shown."""
        by = {"person": person} if person else {}
        return await self.shown(await self.fake.submit(opened, values, **by))

    async def point_at(self, message: Message, *, person: Person = EDITOR) -> Message:
        """Choose "Record this message" from the menu of a message."""
        return await self.shown(await self.fake.choose_from_menu_of(message, RECORD, person=person))

    async def shown(self, done: Interaction) -> Message:
        """Wait for the answer, which is for one person alone."""
        await self.fake.answer_of(done)
        assert done.is_private
        assert done.original is not None
        return done.original

    async def said(self, text: str, **fields: Any) -> Message:
        """Have somebody write a message that is not for the bot."""
        return await self.fake.say(text, **fields)

    async def answer(self, question: str, *, person: Person = VERA) -> str:
        """Ask in the channel; return what is answered."""
        asked = await self.fake.say(f"{self.fake.mention} {question}", person=person)
        return text_of(await self.fake.answer_to(asked))

    def own_claims(self) -> list[Claim]:
        """Return what the server has recorded itself, as it is shown there."""
        own = set(self.store.list_claims(space=SPACE)) - set(self.store.list_claims())
        return list(self.store.get_claims(sorted(own), space=SPACE))

    def draft(self, *records: Record, id_: str = "draft-1") -> None:
        """Have a draft wait for the editors."""
        plain = tuple(map(as_plain, records))
        text = str(plain[-1]["text"])
        who = Who("a machine")
        made = KeptDraft(id_, SPACE, DraftKind.RECORDS, id_, text, who, 1.0, plain)
        assert self.store.desk.keep_draft(made)

    def duplicate(self, *claims: str) -> None:
        """Have two claims wait that may be the same."""
        who = Who("a machine")
        made = KeptDraft(
            "same-1", SPACE, DraftKind.SAME_CLAIM, "same", "Two claims", who, 1.0, claims=claims
        )
        assert self.store.desk.keep_draft(made)

    def unanswered(self, text: str, times: int = 1) -> None:
        """Have a question wait that was asked in vain."""
        for _ in range(times):
            id_ = f"question-{next(_numbers)}"
            self.store.conversations.keep_question(
                AskedQuestion(id_, SPACE, CHANNEL, "t", id_, text, "none", 1.0, _LATER)
            )

    def said_wrong(self, text: str, claim: str) -> None:
        """Have a report wait that a claim did not fit a question."""
        self.store.conversations.suggest(Suggestion(SPACE, "asker", text, claim, 1.0))


_numbers = count()
