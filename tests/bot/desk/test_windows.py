from __future__ import annotations

from dataclasses import replace

import pytest

from bot.form import (
    FIELDS,
    ID_CHARACTERS,
    LABEL_CHARACTERS,
    OPTIONS,
    TEXT_CHARACTERS,
    TITLE_CHARACTERS,
    FieldKind,
    Form,
)
from bot.gallery import windows
from bot.reply import Act
from tests.bot.desk.working import EDITOR, SPACE, Work
from tests.builders import a_claim, some_records

every_window = pytest.mark.parametrize("kind", sorted(windows()))


def fits(form: Form) -> bool:
    """Whether the narrower platform takes the form."""
    return (
        0 < len(form.fields) <= FIELDS
        and 0 < len(form.id) <= ID_CHARACTERS
        and 0 < len(form.title) <= TITLE_CHARACTERS
        and all(
            0 < len(field.label) <= LABEL_CHARACTERS
            and len(field.value) <= field.limit <= TEXT_CHARACTERS
            and len(field.choices) <= OPTIONS
            and (field.kind is FieldKind.CHOICE) == bool(field.choices)
            and len({option.value for option in field.choices}) == len(field.choices)
            for field in form.fields
        )
    )


@every_window
def test_every_window_fits_the_narrower_platform(kind: str) -> None:
    assert fits(windows()[kind])


def test_a_window_fits_whatever_is_on_record(work: Work) -> None:
    claims = [
        a_claim(f"long-{n}", text=f"The dome leaks {n}. " + "x" * 9_000, hedge="y" * 900)
        for n in range(60)
    ]
    own = replace(claims[0], id="own", space=SPACE)
    work.store.add(some_records(claims=[*claims, own]))
    work.asked("Who said the dome leaks? " + "z" * 5_000)
    page = work.shown(work.typed(), Act.OPEN)
    message = work.message("The dome leaks. " * 900, author="A" * 900)
    for form in (
        work.form(page, Act.LINK_OTHER),
        work.form(work.typed("own"), Act.EDIT),
        work.form(message, Act.RECORD_CLAIM),
        work.form(message, Act.RECORD_RESPONSE),
    ):
        assert fits(form), form
    again = work.refilled(work.form(page, Act.LINK_OTHER), EDITOR, words="w" * 300)
    assert fits(again)
