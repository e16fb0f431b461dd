"""How tests work at the desk: over a real store with the town hall's records, and real buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from bot.conversation.place import Asked, Filled, Place, Pointed, Press
from bot.desk.editing import Desk
from bot.desk.linking import WhyNotLinked
from bot.form import Form
from bot.privacy import People
from bot.reply import Act, Reply
from knowledge.codec import as_plain
from knowledge.records import Record
from knowledge.store.conversation_port import AskedQuestion, Suggestion
from knowledge.store.desk_port import DraftKind, KeptDraft, Who
from knowledge.store.sqlite import SqliteStore
from tests.bot.conversation.talking import Clock

SPACE = "slack:T1"
MEMBER = Place(SPACE, "C1", "thread-1", "U1")
EDITOR = replace(MEMBER, person="U2", belongs_to=("group:S1",))
OWNER = replace(MEMBER, person="U3", is_owner=True)
STRANGER = Place("discord:9", "C9", "thread-9", "U9", is_owner=True)
MESSAGE = "The dome leaks, and nobody repairs it."


@dataclass(slots=True)
class Work:
    """A desk whose editors are the group S1."""

    store: SqliteStore
    clock: Clock = field(default_factory=Clock)
    keys: Callable[[], int] = field(default_factory=lambda: count(1).__next__)
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        self.desk = self.restarted()
        self.store.desk.set_editors(SPACE, ["group:S1"])

    def restarted(self, **how: WhyNotLinked) -> Desk:
        """Return a desk as the next process has it."""
        kept = self.store.conversations
        return Desk(self.store, self.store.desk, kept, People(b"k" * 32), self.clock, **how)

    def key(self) -> str:
        self.clock.now += 1
        return f"delivery {self.keys()}"

    def typed(self, text: str = "", place: Place = EDITOR) -> Reply:
        return self.desk.desk(Asked(text, place, self.key()))

    def press(
        self, reply: Reply, act: Act, place: Place = EDITOR, *, number: int | None = None
    ) -> Reply | Form:
        """Press the first button of that act, or the one with that number."""
        button = next(b for b in reply.buttons if b.act is act and number in (None, b.number))
        return self.desk.press(Press(act, reply.id, button.number, place, self.key()))

    def shown(
        self, reply: Reply, act: Act, place: Place = EDITOR, *, number: int | None = None
    ) -> Reply:
        found = self.press(reply, act, place, number=number)
        assert isinstance(found, Reply)
        return found

    def form(self, reply: Reply, act: Act, place: Place = EDITOR) -> Form:
        found = self.press(reply, act, place)
        assert isinstance(found, Form), found
        return found

    def fill(
        self, form: Form, place: Place = EDITOR, *, key: str = "", **values: str
    ) -> Reply | Form:
        """Send the form back, with these fields filled in anew."""
        filled = {field.id: field.value for field in form.fields} | values
        return self.desk.submit(Filled(form.id, filled, place, key or self.key()))

    def filled(self, form: Form, place: Place = EDITOR, *, key: str = "", **values: str) -> Reply:
        found = self.fill(form, place, key=key, **values)
        assert isinstance(found, Reply), found
        return found

    def refilled(self, form: Form, place: Place = EDITOR, **values: str) -> Form:
        found = self.fill(form, place, **values)
        assert isinstance(found, Form), found
        return found

    def message(
        self, text: str = MESSAGE, place: Place = EDITOR, *, author: str = "Ann Poe"
    ) -> Reply:
        link, at = "https://chat.example/1", self.clock.now
        return self.desk.record(Pointed(text, author, link, at, "1.2", place, self.key()))

    def draft(self, *records: Record, id: str = "draft-1", **fields: object) -> KeptDraft:
        plain = tuple(map(as_plain, records))
        made = KeptDraft(
            id, SPACE, DraftKind.RECORDS, id, str(plain[-1]["text"]), Who("U7"), 1.0, plain
        )
        made = replace(made, **fields)  # type: ignore[arg-type]
        assert self.store.desk.keep_draft(made)
        return made

    def asked(self, text: str, times: int = 1, space: str = SPACE) -> None:
        """Let people ask a question in vain."""
        for _ in range(times):
            now, id_ = self.clock.now, self.key()
            self.store.conversations.keep_question(
                AskedQuestion(id_, space, "C1", "t", id_, text, "none", now, now + 1e6)
            )

    def said_wrong(self, text: str, claim: str) -> None:
        self.store.conversations.suggest(Suggestion(SPACE, "asker", text, claim, self.clock.now))


def labels(reply: Reply) -> list[str]:
    return [button.label for button in reply.buttons]


def values(form: Form) -> Mapping[str, str]:
    return {field.id: field.value for field in form.fields}


def problems(form: Form) -> Iterable[str]:
    return {problem.field for problem in form.problems}
