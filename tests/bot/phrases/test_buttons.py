from __future__ import annotations

from bot.phrases.buttons import (
    MENU,
    UNDER_CHOICES,
    UNDER_NOTHING,
    UNDER_SHARED,
    menu_of,
    under_claims,
    under_look_up,
)
from bot.reply import Act, Listed, Reply, Section


def _labels(*, was_asked: bool = True, can_share: bool) -> list[str]:
    return [button.label for button in under_claims(was_asked=was_asked, can_share=can_share)]


def test_under_a_claim_stands_all_that_can_be_done_with_it() -> None:
    everything = ["Sources", "Why this?", "Not what I asked", "Notify me", "Share"]
    assert _labels(can_share=True) == everything
    assert _labels(can_share=False) == everything[:-1]
    assert _labels(was_asked=False, can_share=False) == ["Sources", "Why this?", "Notify me"]


def test_under_other_replies_stands_what_fits_them() -> None:
    assert [(b.act, b.label) for b in UNDER_CHOICES] == [(Act.NOT_THIS, "None of these")]
    assert [b.act for b in UNDER_NOTHING] == [Act.NOTIFY]
    assert [b.act for b in UNDER_SHARED] == [Act.SOURCES, Act.NOTIFY]
    assert [b.act for b in under_look_up(can_share=True)] == [Act.SHARE]
    assert under_look_up(can_share=False) == ()


def test_a_menu_has_each_claim_once_and_nothing_else() -> None:
    listed = tuple(Listed(f"c{n}", f"Claim {n}.") for n in range(40))
    sections = (Section("A", listed=listed), Section("B", listed=listed))
    reply = Reply(
        "A look-up.", sections=(*sections, Section("C", listed=(Listed("iran", "Iran"),)))
    )
    claims = {each.id for each in listed}
    assert menu_of(reply, claims) == listed[:MENU]
    assert menu_of(reply, {"c39"}) == listed[39:]
    assert menu_of(reply, ()) == ()
