"""Windows: what Discord takes whatever stands in them, and what comes back as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.forms import form_of, in_full, is_shortened, render_form, values_of
from bot.form import (
    FIELDS,
    ID_CHARACTERS,
    OPTIONS,
    TEXT_CHARACTERS,
    Field,
    FieldKind,
    Form,
    Option,
)
from bot.gallery import windows
from bot.safe import safe
from tests.fakes.discord_modals import filled_in, options_of, shown_in, wrong_with_modal

every_window = pytest.mark.parametrize("kind", sorted(windows()))

texts = st.text(max_size=60) | st.text(alphabet="😀a\n\u202e*@<", max_size=TEXT_CHARACTERS)
options = st.lists(
    st.builds(Option, st.text(min_size=1, max_size=120), texts),
    min_size=1,
    max_size=OPTIONS,
    unique_by=lambda option: option.value,
)


@st.composite
def fields(draw: st.DrawFn, id_: str) -> Field:
    kind = draw(st.sampled_from(FieldKind))
    limit = draw(st.integers(1, TEXT_CHARACTERS))
    choices = tuple(draw(options)) if kind is FieldKind.CHOICE else ()
    value = draw(st.sampled_from(["", *(o.value for o in choices)]) if choices else texts)
    return Field(
        id_,
        draw(texts),
        kind,
        value[:limit],
        choices,
        draw(st.booleans()),
        limit,
        draw(texts),
    )


@st.composite
def forms(draw: st.DrawFn) -> Form:
    many = draw(st.integers(1, FIELDS))
    return Form(
        draw(st.text("0a:_", min_size=1, max_size=ID_CHARACTERS)),
        draw(texts),
        tuple(draw(fields(f"field-{n}")) for n in range(many)),
        draw(texts),
        draw(texts),
    )


@every_window
def test_every_window_is_what_discord_takes(
    kind: str, same_as_json: Callable[[str, object], None]
) -> None:
    modal = render_form(windows()[kind])
    assert wrong_with_modal(modal) == []
    same_as_json(f"windows/{kind}", modal)


@every_window
def test_what_is_not_touched_comes_back_as_it_was(kind: str) -> None:
    form = windows()[kind]
    needed = {f.id: f.value or _something(f) for f in form.fields if f.is_required}
    came_back = filled_in(render_form(form), needed)
    assert form_of(came_back) == form.id
    assert values_of(came_back) == {f.id: f.value for f in form.fields} | needed


def _something(field: Field) -> str:
    return field.choices[0].value if field.choices else "x"


@given(forms())
def test_a_window_is_inside_all_limits_whatever_it_holds(form: Form) -> None:
    modal = render_form(form)
    assert wrong_with_modal(modal) == []
    assert form_of(modal) == form.id


@given(forms())
def test_nothing_of_a_text_is_lost_but_what_must_not_be_shown(form: Form) -> None:
    shown = shown_in(render_form(form))
    for field in form.fields:
        if not field.choices and len(field.value.encode("utf-16-le", "surrogatepass")) <= 8_000:
            assert shown[field.id] == safe(field.value)


def test_a_choice_whose_value_is_too_long_for_discord_comes_back_in_full() -> None:
    long, short = Option("x" * 101, "long"), Option("x", "short")
    field = Field("claim", "Which", FieldKind.CHOICE, choices=(long, short))
    form = Form("id", "Choose", (field,), "Save")
    shown = options_of(render_form(form), "claim")
    assert shown[1] == "x"
    values = values_of(filled_in(render_form(form), {"claim": shown[0]}))
    assert is_shortened(values)
    assert in_full(values, form) == {"claim": long.value}
    assert not is_shortened({"claim": "x"})


def test_what_somebody_types_stands_for_nothing_else() -> None:
    assert in_full({"why": "#1"}, windows()["window-why"]) == {"why": "#1"}


def test_a_choice_between_nothing_is_a_line() -> None:
    form = Form("id", "Choose", (Field("claim", "Which", FieldKind.CHOICE),), "Save")
    assert values_of(filled_in(render_form(form), {"claim": "roof"})) == {"claim": "roof"}


def test_a_note_stands_above_the_fields_where_there_is_room_for_it() -> None:
    field = Field("why", "Why")
    with_note = Form("id", "Reject", (field,), "Reject", note="It stays in the history.")
    first, *_ = render_form(with_note)["components"]
    assert first == {"type": 10, "content": "It stays in the history."}
    full = replace(with_note, fields=tuple(replace(field, id=str(n)) for n in range(FIELDS)))
    assert len(render_form(full)["components"]) == FIELDS


def test_windows_of_others_are_not_ours() -> None:
    assert form_of({"custom_id": "theirs"}) == ""
    assert form_of({}) == ""
    assert values_of({}) == {}


def test_what_an_older_client_sends_is_read_too() -> None:
    row = {"type": 1, "components": [{"type": 4, "custom_id": "why", "value": "because"}]}
    assert values_of({"components": [row]}) == {"why": "because"}
