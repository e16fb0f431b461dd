from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import fields

import pytest

from bot.gallery import gallery
from bot.gallery.invented import MARKUP
from bot.reply import Act, Reply
from knowledge.vocabulary import Stance
from tests.bot.shown import plain

every_kind = pytest.mark.parametrize("kind", sorted(gallery()))


@every_kind
def test_every_kind_of_reply_reads_like_this(
    kind: str, same_as_snapshot: Callable[[str, str], None]
) -> None:
    reply = gallery()[kind]
    same_as_snapshot(f"gallery/{kind}", f"{plain(reply)}\n\n{_to_do(reply)}".rstrip())


@every_kind
def test_the_headline_makes_sense_alone(kind: str) -> None:
    headline = gallery()[kind].headline
    assert len(headline.split()) > 2
    assert headline.rstrip("”").endswith((".", "?", "!", "…"))


@every_kind
def test_what_something_can_be_done_with_has_an_id_and_only_that(kind: str) -> None:
    reply = gallery()[kind]
    can_do = bool(reply.buttons or reply.choices or reply.menu)
    assert bool(reply.id) == can_do
    assert not reply.id or re.fullmatch("[0-9a-f]{16}", reply.id)


def test_no_two_kinds_have_the_same_id() -> None:
    ids = [reply.id for reply in gallery().values() if reply.id]
    assert len(set(ids)) == len(ids)


def test_every_act_can_be_seen() -> None:
    acts = {button.act for reply in gallery().values() for button in reply.buttons}
    assert acts | {Act.CHOOSE, Act.SHOW, Act.HELPFUL} == set(Act)
    assert any(reply.choices for reply in gallery().values())
    assert any(reply.menu for reply in gallery().values())
    assert any(reply.takes_feedback for reply in gallery().values())


def test_every_stance_can_be_seen_by_its_own_name() -> None:
    (card,) = gallery()["every-stance"].cards
    sentences = [response.sentence for response in card.responses]
    assert len(set(sentences)) == len(Stance)


def test_markup_of_records_arrives_as_it_is_for_renderers_to_escape() -> None:
    (card,) = gallery()["markup"].cards
    assert card.title == card.quotes[0].words == MARKUP


def test_a_very_long_quote_is_cut_with_a_mark() -> None:
    (card,) = gallery()["long-quote"].cards
    assert card.quotes[0].is_cut
    assert card.quotes[0].words.endswith(" …")


def test_the_gallery_is_the_same_each_time() -> None:
    gallery.cache_clear()
    first = dict(gallery())
    gallery.cache_clear()
    assert first == dict(gallery())


def test_no_field_of_a_reply_is_never_used() -> None:
    for field in fields(Reply):
        assert any(getattr(reply, field.name) for reply in gallery().values()), field.name


def _to_do(reply: Reply) -> str:
    return "\n".join(_lines_to_do(reply))


def _lines_to_do(reply: Reply) -> Iterable[str]:
    if reply.is_private:
        yield "(private)"
    if reply.choices:
        yield f"(choices: {len(reply.choices)})"
    if reply.menu:
        yield f"(menu: {len(reply.menu)})"
    if reply.buttons:
        yield " ".join(f"[{button.label}]" for button in reply.buttons)
    if reply.takes_feedback:
        yield "(helpful? yes, no)"
