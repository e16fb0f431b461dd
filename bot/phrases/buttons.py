"""Which buttons stand under a reply, and what do they say?"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from bot.reply import Act, Button, Listed, Reply

MENU = 25
"""So many claims of a look-up can be picked: what the narrower platform takes."""

_LABELS: Mapping[Act, str] = {
    Act.SOURCES: "Sources",
    Act.WHY: "Why this?",
    Act.NOT_THIS: "Not what I asked",
    Act.NOTIFY: "Notify me",
    Act.SHARE: "Share",
}


def buttons(*acts: Act) -> tuple[Button, ...]:
    """Return a button for each of `acts`, as it is called everywhere."""
    return tuple(Button(act, _LABELS[act]) for act in acts)


def under_claims(*, was_asked: bool = True, can_share: bool) -> tuple[Button, ...]:
    """Return what can be done with claims that one person is shown.

    `was_asked` says whether they are shown because of a question.
    """
    not_this = [Act.NOT_THIS] if was_asked else []
    share = [Act.SHARE] if can_share else []
    return buttons(Act.SOURCES, Act.WHY, *not_this, Act.NOTIFY, *share)


UNDER_CHOICES = (Button(Act.NOT_THIS, "None of these"),)
"""The choices themselves are buttons, too: the reply lists them."""
UNDER_NOTHING = (Button(Act.NOTIFY, "Tell me when something is recorded"),)
UNDER_SHARED = buttons(Act.SOURCES, Act.NOTIFY)
"""Of what was shared nobody else can say that it is not what they asked, or ask why."""


def under_look_up(*, can_share: bool) -> tuple[Button, ...]:
    """Return what can be done with a look-up, besides choosing from its menu."""
    return buttons(Act.SHARE) if can_share else ()


def menu_of(reply: Reply, claims: Collection[str]) -> tuple[Listed, ...]:
    """Return the first `MENU` of the `claims` that the reply lists; speakers are no choice."""
    listed = {each.id: each for section in reply.sections for each in section.listed}
    return tuple(each for id_, each in listed.items() if id_ in claims)[:MENU]
